"""The words, runs and marks by which a stand-in is known: tables alone, which travel to runtimes in other languages."""

# Words that only a note to the reader contains; words that make a placeholder where they are most of the value; and
# words that explain a part, and prove little by themselves. English first, then some dozen languages.
NOTES = """
your yours yourself changeme changethis changeit replaceme placeholder insert replace todo tbd fixme dummy fake
bogus redacted unset notset donotuse here goeshere fillme tobemodified please insecure unsafe supersecret changez
changer cambiar cambia cambiame cambiami mudar mude altere trocar troque remplacer remplacez reemplazar reemplaza
substituir substitua sostituire aendern andern andermich ersetzen einfuegen einfugen inserisci insira ganti isi
masukkan degistir zmien wpisz wstaw wijzig verander byt andra tu tus su sua seu seus votre vos dein deine ihr ihre
tuo tua jouw uw kamu anda twoj twoje senin ditt aqui hier ici disini sini buraya tutaj har thay nhap coloque mettre
pon ingresa falta preencha preencher coloca colocar cole colar informe insere rellena rellenar completa completar
poner pega reemplace sustituye sustituir vuestra vuestro modificar modifica modifier renseigner saisir saisissez
entrez mettez collez remplir ajouter definir eintragen trage ersetze ersetzt eingeben einsetzen setze ihren ihrer
deiner deinen deines compila compilare sostituisci incolla modificare imposta vostra vostro vervang invullen vul
plaats jouwe uzupelnij podmien wklej podaj ustaw twoja wasz doldur doldurun girin yazin degistirin sizin kendi fyll
ersatt infoga indsat skift udskift endre sett din vaihda korvaa lisaa tahan zmente nahradte doplnte zadejte vase
tvuj sem inlocuiti schimbati completati adauga cserelje valtoztasd irja isikan isilah tukar gantilah kalian diisi
dien nhapvao wrong nope editme fillin fillthis putyour addyour updateme setme overwriteme replacethis dontuse
donotcommit neveruse confidential modifyme rotateme unesi upisi promijeni promeni zamijeni zameni ovdje ovde tvoj
tvoja tvoju vas vasa vasu
"""
STAND_INS = """
secret secrets password passwords passwd passwort pass passphrase pwd token tokens apikey credential credentials
example sample test tests testing mock demo dev development local localhost default admin administrator root guest
user username null none undefined nil empty missing required optional hidden masked removed nothing something
whatever value postgres mysql mariadb redis mongo mongodb rabbitmq minio elastic grafana keycloak airflow wordpress
laravel ollama letmein welcome hunter iloveyou foo bar baz hello lorem temp tmp temporary change random invalid
generate generated stub toor shh shhh shhhh shhhhh nosecret asecret averysecret topsecret uuidgen keyboard deadbeef
cafebabe shared key keys string clave contrasena secreto secreta segreto passe senha chave segredo motdepasse cle
secrete geheim geheime geheimes geheimer geheimnis schlussel schluessel kennwort segreta chiave wachtwoord sleutel
rahasia sandi katasandi kunci sifre sifreniz sifren gizli sifrenizi anahtar anahtarinizi anahtariniz haslo klucz
tajny tajne sekret losenord hemlig hemliga hemligt nyckel matkhau khau ejemplo exemplo exemple beispiel esempio
voorbeeld passcode passwrd passw0rd pswd passwds secretkey secretkeys fallback hackme insecurekey hashed privatekey
publickey qwerty monkey dragon trustno superman whatsoever authtoken accesskey accesstoken jwtsecret jwtkey
sessionsecret clientsecret appsecret apisecret secretos secretas senhas chaves clef clefs jeton jetons mdp
motsdepasse schluesselwort geheimwort zugangsdaten parola parole chiavi segreti wachtwoorden sleutels hasla klucze
tajna parolam parolaniz sifreler sifrem sifreleri anahtarim anahtari jetonu losen lozenord adgangskode passord
noegle nogle nokkel hemlighet hemmelig hemmelighed hemmelighet salasana avain salainen tunnus heslo klic tajemstvi
cheie secretul jelszo kulcs titok titkos katalaluan rahsia kodrahasia khoabimat priklad exempel esimerkki pelda
ornek contoh vidu przyklad mojehaslo contrasenia clavesecreta placeholdervalue dummyvalue sampledata testing guess
guessable unguessable guessing hello1 webpass dbpass rootpass adminpass mypass userpass pass1 pw pw1 sicret seecret
fixture fixtures lozinka lozinke sifra sifre kljuc kljucevi tajna
"""
GLUE = """
a an the my our this that these which it its me is in on at of or and to for from with by least must be been not no
so do use used using only as if never non new old real actual another same long longer enough strong very ultra
super duper own some any min minimum max maximum plus char chars character characters bit bits byte bytes length hex
base env environment prod production staging compose docker build time precompile ci app apps application api jwt
auth oauth authentication authorization session cookie csrf signing sign encryption encrypt encrypted encoded
private public publishable access refresh client server service services web webhook webhooks bot smtp email mail
gmail db database dbname sql url uri dsn host hostname port connection conn aws gcp azure github gitlab gh google
gemini openai openrouter anthropic claude mistral cohere deepseek stripe slack telegram tg discord twilio sid
sendgrid brevo mailgun resend sentry datadog nextauth supabase neon railway vercel render heroku upstash cloudflare
turnstile anon role cloud cloudinary firebase pinecone huggingface groq mapbox maps algolia recaptcha captcha okta
clerk shopify paypal razorpay plaid spotify facebook instagram twitter linkedin youtube whatsapp meta zoom airtable
notion posthog weather infura alchemy etherscan wallet seed mnemonic phrase convex redmine django flask rails node
python search hmac rsa aes openssl rand uuid guid sk pk ant proj gsk whsec xoxb xoxp xapp live ghp gho ghs glpat pat
hf re npm tvly nvapi xai pplx fc lin pcsk pt gocspx bearer x ua gtm id ids backend frontend should every rounds
certificate lm studio code name account project org company site domain data set put enter add fill filled paste get
see ask obtain run vault replaced update provide provided provider managed stored injected runtime later before
after deploy deployment deploying install phase step values number text word words file hash salt secure secured
safe unique internal external master cron hardcoded mine now team lead dashboard console settings config configure
configured defined variable output ok yes com https http www begin end type commit purposes just changed einen
langen nobody knows readme botfather googleusercontent e2e n8n s3 r2 r8 lsv2 chuoi rat v1 v2 v3 address bucket
region storage store tenant resource strapi odoo directus saas starter blog ecommerce chat shop crm zoho myapp
myproject mydb gpt ai llm world ipsum cat artisan php del des dos das dem den der die el la los las le les il lo da
di de mi mis ma mein meine meu minha mio mia un una uno um uma une ein eine por para pour per con et und ou esto
esta este isto isso essa questa questo cette en chaine longue produzione yaz bd ini dit moi mig mich mnie mij ut je
bunu beni bir cok guclu bi mat cua ban vao doi toi khoa segura seguro sicher sicheres sicura forte larga largo fort
muy molto tres muito aleatoria aleatorio aleatoire nueva nuevo nova novo neu neue produccion producao na produkcji
dengan bitte favor genera gere langer zufalliger zufallige banco also too really quite like such anything between
wants needs need keep stay share dont don t s than then there when where who why how what you we they he she i are
was were will would can could may might has have had does did doesn isn make made making about above below into onto
over under again once more most less good bad better best first last next each both few other others until while
during because still well back lengthy letters letter digits digit symbols symbol printable alphanumeric ascii
unicode format utf generator generating rotation rotated rotate expires expiration expiry issuer audience algorithm
hs rs es gcm cbc sha md bcrypt pepper cipher iv nonce broker queue topic cluster instance tier pool replica primary
standby reader writer owner operator manager manage panel portal gateway proxy router worker scheduler daemon agent
bucketname filename userid appid keyid clientid tenantid projectid webhookurl apiurl baseurl endpoint endpoints
callback redirect origin cors ssl tls pem crt cert jks keystore truststore vaults aes256 sha256 hs256 rs256 base64
hex32 base32 utf8 backup restore monitor metrics logging log logs trace tracing debug verbose level mode stage qa
uat sandbox preprod preview nightly beta alpha release version final latest stable common global custom personal
corp corporate business enterprise premium free trial billing payment payments checkout orders order cart invoice
mailer notifications notification push sms voice chatbot assistant model models embedding embeddings inference lab
labs suas nosso nossa nossas nossos esse essas estes estas como mais menos pelo pela pelos pelas ao aos nao
sim onde quando qualquer gerada gerado gerar caracteres caractere longo curta curto complexa complexo dificil facil
produto usuario usuarios dados aplicacao aplicativo servidor desenvolvimento teste valor que mas al unos unas
nuestro donde cuando cualquiera caracter basedatos datos aplicacion desarrollo prueba complejo unica unico generada
generado aleatorios correo cuenta mon mes ton ta tes son sa ses leur leurs ce cet ces qui quoi au aux du avec sans
sous sur dans etre sera generee genere dessous dessus hexadecimal hexadecimale donnees utilisateur utilisateurs
serveur developpement valeur complexe securise securisee compte courriel aleatoires dass ist sind wird werden nicht
nur auch aber oder als wie wenn fuer fur mit ohne nach vor von vom zum zur im am auf aus bei bis durch gegen unter
ueber uber sehr lange langes starkes starker starke neues neuer neuen mindestens zeichen buchstaben ziffern
datenbank benutzer nutzer entwicklung wert konto anwendung dienst eigene eigenes meinem meinen meiner geheimen
geheimem komplexes sichere sicherer sicherem che chi cui sono essere nel nella nei sul sulla senza tra fra piu meno
ogni tutti nostro nostra lunga lungo caratteri numeri utente utenti sviluppo valore casuale complessa posta het een
dat deze van voor met zonder naar bij op uit onder niet ook maar minimaal tekens gebruiker gebruikers ontwikkeling
waarde lang sterk sterke veilig veilige nieuw nieuwe mijn ons onze willekeurige willekeurig moje moj moja nasz nasza
nowe nowy nowa silne silny bardzo dlugie dlugi znakow bezpieczne bezpieczny baza danych uzytkownik losowy losowe
wartosc dla nie jest tylko benim bizim guvenli uzun karakter az olan icin ile ve veya degil yeni rastgele deger
kullanici veritabani mitt mina vart var och eller inte fran till mycket stark starkt saker sakert langt ny nytt
tecken databas anvandare slumpad minun oma uusi vahva pitka merkkia tietokanta kayttaja satunnainen muj nase nove
dlouhe znaku databaze uzivatel nahodny mea mele noua nou puternica date utilizator egy uj eros hosszu adatbazis
felhasznalo veletlen saya kami kita yang dan atau untuk dari itu sangat kuat panjang acak minimal pengguna basis
nilai baru aman jangan gunakan produksi va hoac cho nay dai manh ngau nhien ky nguoi dung co lieu
drugi druga dugacak dugacka duga jaka jaki nova baze mocne mocny bazy
"""
# What a text begins with that asks its reader to do something; hyphens and underscores read as blanks.
REQUESTS = (
    "replace with ",
    "replace me ",
    "replace this ",
    "change me ",
    "change this ",
    "change to ",
    "generate a ",
    "generate with ",
    "generate your ",
    "insert your ",
    "put your ",
    "enter your ",
    "add your ",
    "paste your ",
    "set your ",
    "use your ",
    "fill in ",
)
# In these scripts words have endings, or no spaces around them.
STEMS = """
парол секрет ключ токен замени встав измени смени укажи сгенер случайн длинн символ ваш твой твоя твоё твои пример
введ прод бази здесь сюда змін замін твій свій тут 密钥 密码 密碼 口令 秘密 秘钥 金鑰 令牌 随机 隨機 字符 替换 替換
更改 修改 改成 生成 输入 填 请 此处 这里 至少 默认 可选 パスワード 変更 あなた ここ キー トークン シークレット 入力
文字 任意 비밀 변경 입력 여기 당신 토큰 시크릿 암호 랜덤 임의 발급 교체 실제 पासवर्ड कुंजी आपक यहाँ गुप्त अपन डाल
كلمة مفتاح هنا السر رمز غير أدخل свой своя поменяй строка строку вкажіть базы данных 您 你 换成 換成 密鑰 更換 更换
设置 設定 自定义 自己 随便 秘匿 ください 置き換え 例 바꾸 사용자 문자열 예시 키를 किय यहां बदल पासकोड تغيير اكتب
ادخل المرور سري الخاص كود λέξη κωδικός κλειδί μυστικό εδώ αλλάξτε סיסמה סוד מפתח כאן החלף شما عبور کلید รหัสผ่าน
กุญแจ ความลับ ที่นี่ เปลี่ยน значени данны
""".split()
# Each letter, and those that are read as it.
ACCENTS = """
aáàâãäåąạảấầẩẫậắằẳẵặ cçćč dđ eéèêëęẻẽẹếềểễệ gğ iíìîïıỉĩị lł nñń oóòôõöỏọốồổỗộớờởỡợ sşśš uúùûüủũụưứừửữự yýỳỷỹỵ zżźž
""".split()  # noqa: RUF001 - the dotless i is meant
# One text, because one search in it is quicker than a search in each.
SEQUENCES = """
012345678901234567890123456789 987654321098765432109876543210 abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz
zyxwvutsrqponmlkjihgfedcba 0123456789abcdef0123456789abcdef0123456789abcdef fedcba9876543210
qwertyuiopasdfghjklzxcvbnm poiuytrewq lkjhgfdsa qwertzuiop azertyuiop 1q2w3e4r5t6y7u8i9o0p 1qaz2wsx3edc4rfv5tgb6yhn
qazwsxedcrfvtgb zxcvbnm,./ asdfghjkl;' qwertyuiop[] !@#$%^&*()_+-=[]{}|;':",./<>? )(*&^%$#@! 1qazxsw23edcvfr4
zaq12wsx ,lo98ik, йцукенгшщзхъ фывапролджэ ячсмитьбю
"""
# Opening, closing: what stands between them is filled in later.
TEMPLATES = "< > ${{ }} ${ } #{ } {{ }} { } $( ) ( ) [ ] %( )s % % __ __ @@ @@".split()
VENDORS = ("AKIA", "ASIA", "AIzaSy", "AIza", "AC", "0x", "EAA", "SG.")
SECRET_KEYS = ("password", "pwd", "secret", "token", "apikey", "accountkey", "accesskey")
TOP_LEVEL_DOMAINS = "com org net io dev app internal cloud local systems co eu ai info tech corp lan test".split()
SHORT_WORDS_RUN_TOGETHER = "my db is to".split()
# What stores and tools call themselves before a colon, and what does so only where a path follows.
STORES = """
op vault ssm sm kms awssm gcpsm keyvault azurekeyvault keyvaultref secretref awssecrets gcpsecrets doppler infisical
bws akeyless secretmanager secretsmanager lockbox onepassword 1password hcvault hashivault lastpass bitwarden conjur
berglas keychain keyring sops encrypted cipher summon
""".split()
FOLLOWED_BY_A_PATH = "bw pass secret secrets ref env file k8s kubernetes gcp aws azure gsm chamber".split()
CLOUD_SERVICES = "secretsmanager ssm kms parameter".split()
# Begin and end of the whole text.
WRAPPED = (
    "${",
    "}",
    "{{",
    "}}",
    "#{",
    "}#",
    "#{",
    "}",
    "%{",
    "}",
    "<%",
    "%>",
    "((",
    "))",
    "ENC[",
    "]",
    "ENC(",
    ")",
    "{cipher}",
    "",
    "{vault}",
    "",
)
BEGINNINGS = (
    "@Microsoft.KeyVault(",
    "@Microsoft.AppConfiguration(",
    "$ANSIBLE_VAULT;",
    "!vault",
    "-----BEGIN AGE ENCRYPTED FILE-----",
    "-----BEGIN PGP MESSAGE-----",
    "age-encryption.org/",
    "/run/secrets/",
    "ref+",
)
VAULTS = (".vault.azure.net/secrets/", ".vault.azure.net/keys/")
COMMANDS = """
openssl pwgen uuidgen uuid apg mkpasswd htpasswd head dd tr cat echo python python3 node npx npm php rails rake
bin/rails ruby perl docker kubectl vault aws gcloud az op pass bundle artisan wg date curl
""".split()
OF_COMMANDS = ("-", "/", "rand", "secret", "secrets", "auth", "artisan", "key:generate", "generate", "read", "get")
