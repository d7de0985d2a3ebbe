"""Validate the environment of Estuary: every form, bound, choice and rule, in every profile.

Generated from config_schema by `estuary-docs generate`; edits here are lost.

As a program: `python validation.py --help`. As a library: `check`, `load` and `redacted`. It needs Python 3.9 or newer
and nothing else.
"""

# fmt: off
# ruff: noqa: PGH004
# ruff: noqa
# flake8: noqa
# pylint: skip-file
# isort: skip_file
# mypy: ignore-errors

from __future__ import annotations

import os
import stat
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Any, NoReturn, TextIO

    Kind = tuple[Any, ...]
    Change = Callable[[Kind, str], str]
    Typed = Any
    Cause = tuple[str, str, str]
    Values = Mapping[str, str | None]
    Condition = tuple[str, Any]
    Rule = tuple[str, str, str, Any, tuple[Condition, ...], str, str]


# Problems.

VALID, INVALID = 0, 1
FORMATS = ("text", "json", "github")


class UsageError(Exception):
    """The arguments cannot be used; the text says in one line what is wrong."""


class Problem:
    """One thing that is wrong: `rule` is a slug, `severity` is "error" or "warning", `line` that of the env file.

    Neither `message` nor `remedy` ever holds a value.
    """

    __slots__ = ("line", "message", "remedy", "rule", "severity", "variable")

    def __init__(  # noqa: PLR0913, PLR0917 - these are what a problem is made of
        self, variable: str, rule: str, severity: str, message: str, remedy: str, line: int | None = None
    ) -> None:
        self.variable = variable
        self.rule = rule
        self.severity = severity
        self.message = message
        self.remedy = remedy
        self.line = line

    def facts(self) -> dict[str, str | int]:
        """Return the problem as JSON holds it; `line` only where there is one."""
        facts = {name: getattr(self, name) for name in ("variable", "rule", "severity", "message", "remedy")}
        return facts if self.line is None else {**facts, "line": self.line}

    def __eq__(self, other: object) -> bool:
        """Say whether both tell the same."""
        return isinstance(other, Problem) and self.facts() == other.facts()

    def __hash__(self) -> int:
        """Return a hash of what the problem tells."""
        return hash(tuple(self.facts().values()))

    def __repr__(self) -> str:
        """Return everything the problem tells; no value is part of it."""
        return f"Problem({', '.join(f'{name}={fact!r}' for name, fact in self.facts().items())})"


class Verdict:
    """What is wrong with an environment in `profile`; `environ` is the same with its secrets resolved.

    `defaults` hold the effective value of each variable that the profile gives a default of its own, or that has it
    from another one; empty for one that the profile leaves unset.
    """

    def __init__(
        self, profile: str, problems: list[Problem], environ: dict[str, str], defaults: dict[str, str]
    ) -> None:
        self.profile = profile
        self.problems = problems
        self.environ = environ
        self.defaults = defaults

    @property
    def environ_with_defaults(self) -> dict[str, str]:
        """What a command is started with, which may not know the defaults of the profile."""
        return {**self.environ, **self.defaults}

    @property
    def exit_code(self) -> int:
        """INVALID if there is an error among the problems."""
        return INVALID if has_errors(self.problems) else VALID


class InvalidEnvironmentError(ValueError):
    """An environment breaks rules; `problems` lists all of them, warnings too."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(("the environment is not valid:", *map(text_line, problems))))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Say whether one of the problems is an error."""
    return any(problem.severity == "error" for problem in problems)


def text_line(problem: Problem, path: str | None = None) -> str:
    """Return a problem as one line for people; `path` names the env file."""
    return f"{place(problem, path)}{problem.severity}[{problem.rule}]: {problem.message} {problem.remedy}"


def place(problem: Problem, path: str | None) -> str:
    """Return the place of a problem in an env file, as it stands before a message."""
    return f"{printable(path)}:{problem.line}: " if path and problem.line else ""


def printable(text: str) -> str:
    """Return a text in which nothing moves the cursor, ends the line or begins an old command of GitHub's runner."""
    return "".join(letter if letter.isprintable() else "?" for letter in text).replace("##[", "#?[")


def report(profile: str, problems: Sequence[Problem], output_format: str, path: str | None = None) -> str:
    """Return what judging in `profile` has found, as `text`, `json`, or annotations of a pull request at `github`."""
    if output_format == "json":
        import json  # noqa: PLC0415 - it takes as long as all the rest

        facts = {"profile": profile, "problems": [problem.facts() for problem in problems]}
        return json.dumps(facts, indent=2) + "\n"
    line = _annotation if output_format == "github" else text_line
    return "".join(line(problem, path) + "\n" for problem in problems)


def _annotation(problem: Problem, path: str | None) -> str:
    """Return a workflow command of GitHub Actions, escaped as its toolkit does."""
    properties = {"file": path, "line": problem.line, "title": problem.rule}
    listed = ",".join(
        f"{name}={_escaped(str(fact), ((':', '%3A'), (',', '%2C')))}" for name, fact in properties.items() if fact
    )
    return f"::{problem.severity} {listed}::{_escaped(f'{problem.message} {problem.remedy}')}"


def _escaped(text: str, further: tuple[tuple[str, str], ...] = ()) -> str:
    for letter, escape in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"), *further):
        text = text.replace(letter, escape)
    return text



# Forms.

LAST_PORT = 65535
# Python converts no more than 4,300 digits, and RE2 repeats nothing more than 1,000 times.
MOST_DIGITS = 1000
WEB_SCHEMES = ("http", "https", "ws", "wss")
LETTERS_AND_DIGITS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
OF_A_LABEL = LETTERS_AND_DIGITS | frozenset("_-")
LONGEST_LABEL = 63
PARTS_OF_AN_ADDRESS = 4
LARGEST_BYTE = 255
OF_AN_ADDRESS = frozenset("0123456789ABCDEFabcdef:.")
LENGTHS_OF_AN_ADDRESS = range(2, 46)


def items(text: str) -> list[str]:
    """Split a list as it is written."""
    return [item for part in text.split(",") if (item := part.strip(" \t"))]


def is_set(kind: Kind, text: str | None) -> bool:
    """Say whether a text counts as a value: an empty text is unset, and so is a list without items."""
    return bool(items(text) if text and kind[0] == "list" else text)


def in_file(kind: Kind) -> Kind:
    """Return what a secret of a kind may be in a file: plain text has as many lines as it wants there."""
    return ("multiline-text",) if kind[0] == "text" else kind


def fault(kind: Kind, text: str) -> str | None:
    """Return the slug of the rule of form that a text breaks; raises KeyError for a kind that is not known."""
    return FAULTS[kind[0]](text, *kind[1:])


def typed(kind: Kind, text: str, text_type: type[str]) -> Typed:
    """Return what a sound text stands for; `text_type` is made of what is neither number nor flag, JSON among it."""
    if kind[0] == "list":
        return [typed(kind[1], item, text_type) for item in items(text)]
    value = VALUES.get(kind[0])
    return value(text, *kind[1:]) if value else text_type(text)


def malformed_unless(holds: bool) -> str | None:  # noqa: FBT001 - a condition
    """Return the slug of a malformed text unless the condition of its form holds."""
    return None if holds else "malformed"


def is_text(text: str, forbidden: str = "") -> bool:
    """Say whether a text can be a value: without NUL and what no UTF-8 holds, and without the letters `forbidden`."""
    return not any(letter == "\0" or letter in forbidden or "\ud800" <= letter <= "\udfff" for letter in text)


def is_number(text: str) -> bool:
    """Say whether a text is made of the digits 0 to 9."""
    return text.isascii() and text.isdigit()


def _list_fault(text: str, item: Kind, least: int | None = None, most: int | None = None) -> str | None:
    parts = items(text)
    is_within = (least is None or least <= len(parts)) and (most is None or len(parts) <= most)
    return next((slug for part in parts if (slug := fault(item, part))), malformed_unless(is_within))


def _integer_fault(text: str, least: int | None, most: int | None) -> str | None:
    digits = text[1:] if text[:1] == "-" and (least is None or least < 0) else text
    if not is_number(digits):
        return "malformed"
    if len(digits.lstrip("0")) > MOST_DIGITS:
        return "out-of-range"
    number = _integer(text)
    return None if (least is None or least <= number) and (most is None or number <= most) else "out-of-range"


def _integer(text: str) -> int:
    """Return the number; zeros before it do not count for Python's limit of digits."""
    number = int(text.lstrip("-").lstrip("0") or "0")
    return -number if text[0] == "-" else number


def _url_fault(text: str, schemes: tuple[str, ...]) -> str | None:
    scheme, _, rest = text.partition("://")
    if scheme not in schemes or not all("!" <= letter <= "~" for letter in rest):
        return "malformed"
    end = min((place for place in map(rest.find, "/?#") if place >= 0), default=len(rest))
    user, _, authority = rest[:end].rpartition("@")
    is_local = scheme not in WEB_SCHEMES and rest[:1] == "/"
    return malformed_unless(is_local or ("@" not in user and is_authority(authority)))


def _origin_fault(text: str) -> str | None:
    scheme, _, authority = text.partition("://")
    return malformed_unless(text == "*" or (scheme in ("http", "https") and is_authority(authority)))


def is_authority(text: str) -> bool:
    """Say whether a text is a host, or an IPv6 address in brackets, with an optional port."""
    if text.startswith("["):
        address, bracket, port = text[1:].partition("]")
        if not bracket or len(address) not in LENGTHS_OF_AN_ADDRESS or not OF_AN_ADDRESS.issuperset(address):
            return False
        colon, port = port[:1], port[1:]
        if colon not in ("", ":"):
            return False
    else:
        host, colon, port = text.partition(":")
        if not is_host_name(host):
            return False
    if not colon:
        return True
    return is_number(port) and len(port) <= len(str(LAST_PORT)) and 1 <= int(port) <= LAST_PORT


def is_host_name(text: str) -> bool:
    """Say whether a text is a host's name, which may end in a dot, or an IPv4 address: all that ends in a number."""
    labels = text.removesuffix(".").split(".")
    if is_number(labels[-1]):
        return len(labels) == PARTS_OF_AN_ADDRESS and text[-1] != "." and all(map(_is_byte, labels))
    return all(map(_is_label, labels))


def _is_byte(text: str) -> bool:
    return is_number(text) and text == str(int(text[:4])) and int(text) <= LARGEST_BYTE


def _is_label(text: str) -> bool:
    return 0 < len(text) <= LONGEST_LABEL and "-" not in (text[0], text[-1]) and OF_A_LABEL.issuperset(text)


# What is wrong with a text, what it stands for, and how a bound is written, by the name of the kind; and the small
# changes that may make a text pass, each with the cause that it takes away, by kinds. Further modules add their own.
FAULTS: dict[str, Callable[..., str | None]] = {
    "list": _list_fault,
    "text": lambda text: malformed_unless(is_text(text, "\r\n")),
    "multiline-text": lambda text: malformed_unless(is_text(text) and text == text.strip("\r\n")),
    "flag": lambda text: malformed_unless(text in ("true", "false")),
    "choice": lambda text, words: None if text in words else "not-a-choice",
    "integer": _integer_fault,
    "url": _url_fault,
    "origin": _origin_fault,
}
VALUES: dict[str, Callable[..., Any]] = {
    "flag": lambda text: text == "true",
    "integer": lambda text, *_bounds: _integer(text),
}
WRITTEN: dict[str, Callable[..., str]] = {}
CHANGES: list[tuple[tuple[str, ...], tuple[tuple[str, Change], ...]]] = []



# Lexicon.

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



# Runs.

DIGITS = "0123456789"
LATIN = frozenset("abcdefghijklmnopqrstuvwxyz")
BETWEEN_BLOCKS = "-_ ./:"
LONGEST_UNIT = 16
LONGEST_SEQUENCE = 100
SHORTEST_BLOCK = SHORTEST_WALK = 3
SHORTEST_OF_WALKS = 6
SHORTEST_COUNTED = 8
TURNS_OF_CHANCE = 24
STEPS_OF_CHANCE = 12
LAST_OF_BASE_16 = "f"


def is_guessable(text: str) -> bool:
    """Say whether the whole text is a repetition, counted blocks, or runs of an alphabet or a keyboard.

    >>> is_guessable("aaaa"), is_guessable("12345678"), is_guessable("AAAABBBBCCCC"), is_guessable("mgzkvwqa")
    (True, True, True, False)
    """
    lower = text.lower()
    for size in range(1, min(LONGEST_UNIT, len(text) // 2) + 1):
        if lower[size:] == lower[:-size]:
            return size == 1 or (size < 7 and len(text) >= 3 * size) or is_sequence(lower[:size])
    if len(text) == 1 or is_sequence(lower) or _is_walk(lower):
        return True
    bare = lower
    for separator in BETWEEN_BLOCKS:
        bare = bare.replace(separator, "")
    return _is_counted(bare) or (bare != lower and len(bare) >= SHORTEST_COUNTED and is_guessable(bare))


def is_typed(text: str) -> bool:
    """Say whether fingers made a text that looks random: letters and digits take turns, or letters go up by one or two.

    >>> is_typed("t1u2v3w4x5y6"), is_typed("q7Zk3WxVq92LmZr4TxWb8VnPq")
    (True, False)
    """
    lower = text.lower()
    odd, even = lower[::2], lower[1::2]
    for letters, digits in ((odd, even), (even, odd)):
        if len(lower) >= SHORTEST_COUNTED and LATIN.issuperset(letters) and not digits.strip(DIGITS):
            is_base_16 = max(letters) <= LAST_OF_BASE_16
            return is_sequence(letters) or (not is_base_16 and (len(lower) >= TURNS_OF_CHANCE or is_sequence(digits)))
    latin = [letter for letter in lower if letter in LATIN]
    steps = [(ord(after) - ord(before)) % 26 for before, after in zip(latin, latin[1:])]
    # Of letters that are digits to the base of 16, many are close to the one before.
    in_order = sum(0 < step < SHORTEST_WALK for step in steps)
    return len(steps) >= STEPS_OF_CHANCE and max(latin) > LAST_OF_BASE_16 and in_order * 10 >= len(steps) * 7


def is_sequence(lower: str) -> bool:
    """Say whether a word is a run such as `123`, `abc`, `abc123`, `абвг` or `0123456789abcdef`."""
    if len(lower) < 4 or len(lower) > LONGEST_SEQUENCE:
        return lower in ("abc", "xyz") or (len(lower) == SHORTEST_WALK and lower in "012345678901 098765432109")
    if (lower in SEQUENCES and " " not in lower and "\n" not in lower) or lower in "1234567890" * 11:
        return True
    steps = {ord(after) - ord(before) for before, after in zip(lower, lower[1:])}
    if steps in ({1}, {-1}):
        return True
    for letters in (lower.rstrip(DIGITS), lower.lstrip(DIGITS)):
        digits = lower.replace(letters, "", 1)
        if 2 < len(letters) < len(lower) - 2 and is_sequence(letters) and is_sequence(digits):
            return True
    return False


def _is_walk(lower: str) -> bool:
    """Say whether a text is made of runs of three characters and more, such as `abc123xyz789!@#`."""
    start = 0
    while start < len(lower) <= LONGEST_SEQUENCE:
        end = start + SHORTEST_WALK
        piece = lower[start:end]
        if len(piece) < SHORTEST_WALK or piece not in SEQUENCES or " " in piece or "\n" in piece:
            return False
        while end < len(lower) and lower[end] not in " \n" and lower[start : end + 1] in SEQUENCES:
            end += 1
        start = end
    return SHORTEST_OF_WALKS <= len(lower) <= LONGEST_SEQUENCE


def _is_counted(lower: str) -> bool:
    """Say whether a text is made of blocks of one character each, such as `aaaaabbbbb`."""
    blocks = 1 + sum(before != after for before, after in zip(lower, lower[1:]))
    return len(lower) >= SHORTEST_COUNTED and blocks * SHORTEST_BLOCK <= len(lower)



# Weights.

LONGEST_PART = 80
LONGEST_WORD = 15
MOST_UNKNOWN = 8
LEAST_RANDOM_DIGITS = 7
NOISE = -99

WEIGHTS = {}
for _weight, _words in ((1, GLUE), (2, STAND_INS), (4, NOTES)):
    for _word in _words.split():
        WEIGHTS[_word] = _weight


def is_filler(part: str) -> bool:
    """Say whether a part is `xxxx`, `0000` or the like, or goes on so after a vendor's letters."""
    bare = part.rstrip(part[-1])
    run = len(part) - len(bare)
    goes_on = (part[-1] in "xX0" and run > 5 and len(bare) < 9) or (part[-1] in "xX" and run > 4 and len(bare) < 3)
    return (bare == "" and run > 2) or goes_on


def is_year(part: str) -> bool:
    """Say whether a part is a year of ours, which says nothing of the words beside it."""
    return len(part) == 4 and part[:2] in ("19", "20") and part.isascii() and part.isdigit()


def is_alphanumeric(text: str) -> bool:
    """Say whether a text is letters and digits; beyond Latin-1 all counts as such, whatever a Unicode version says."""
    return text != "" and all(character.isalnum() or ord(character) > 255 for character in text)


def is_alphabetic(text: str) -> bool:
    """Say whether a text is letters, beyond Latin-1 likewise."""
    return text != "" and all(character.isalpha() or ord(character) > 255 for character in text)


def weights_of(text: str) -> list[int]:
    """Weigh the words of a text: above zero where it is known, below where it is not, NOISE where it is no word."""
    weights: list[int] = []
    odd_characters = set()
    unknown = 0
    part = ""
    for character in text + " ":
        if character.isalnum() or ord(character) > 255:
            part += character
            continue
        if character not in "-_. :/,@":
            odd_characters.add(character)
        if is_year(part):
            part = ""
        if part != "":
            weights += _part_weights(part)
            unknown += weights[-1] < 0
            if weights[-1] == NOISE or unknown > MOST_UNKNOWN:
                return [NOISE]
            part = ""
    if len(odd_characters) > 1 and " " not in text:
        weights.append(2 - 2 * len(odd_characters))
    return weights


def _part_weights(part: str) -> list[int]:
    """Weigh the words that are written together in one run of letters and digits."""
    if is_filler(part):
        return [5 if len(part) > 5 else 2]
    if not part.isascii():
        part = part.lower()
        for group in ACCENTS:
            for accented in group[1:]:
                part = part.replace(accented, group[0])
    lower = part.lower()
    if lower in WEIGHTS:
        return [WEIGHTS[lower]]
    if not lower.isascii():
        return [4] if any(stem in lower for stem in STEMS) else [-1 if len(lower) > 2 else 0]
    if is_typed(part):
        return [5]
    return [2] if is_sequence(lower) else _run_weights(_split(part, camel_case=False))


def _run_weights(runs: list[str]) -> list[int]:
    """Weigh runs of letters and of digits that take turns."""
    weights: list[int] = []
    if len(runs) > 4 or len("".join(runs)) > LONGEST_PART:
        return [NOISE]
    for run in runs:
        if is_sequence(run.lower()):
            weights.append(1)
        elif run.isdigit():
            weights.append(0 if len(run) < LEAST_RANDOM_DIGITS else NOISE)
        elif len(runs) > 1 and len(run) < 3:
            return [NOISE]
        else:
            weights += _segment(run.lower()) or _hump_weights(_split(run, camel_case=True), alone=len(runs) == 1)
    if NOISE in weights or (len(runs) > 1 and sum(weight < 0 for weight in weights) > 1):
        return [NOISE]
    return weights


def _hump_weights(humps: list[str], *, alone: bool) -> list[int]:
    """Weigh the words of a run of letters in camel case."""
    weights: list[int] = []
    for hump in humps:
        lower = hump.lower()
        known = [WEIGHTS[lower]] if lower in WEIGHTS and len(lower) > 1 else _segment(lower)
        if not known and (len(hump) > LONGEST_WORD or (len(hump) < 4 and not (alone and len(humps) == 1))):
            return [NOISE]
        weights += known or [-4 if len(hump) > 8 else -1 if 3 <= len(hump) <= 4 else -2]
    return weights


def _split(part: str, *, camel_case: bool) -> list[str]:
    """Split where letters meet digits, or where camel case has its humps."""
    pieces = [part[0]]
    for index in range(1, len(part)):
        character, before, after = part[index], part[index - 1], part[index + 1 : index + 2]
        hump = camel_case and character.isupper() and (before.islower() or after.islower())
        if hump or character.isdigit() != before.isdigit():
            pieces.append("")
        pieces[-1] += character
    return pieces


def _segment(letters: str) -> list[int]:
    """Weigh known words that are written together, such as `supersecretkey`; nothing where a rest remains."""
    for end in range(min(len(letters), LONGEST_WORD), 1, -1):
        word = letters[:end]
        if word in WEIGHTS and (end > 2 or word in SHORT_WORDS_RUN_TOGETHER):
            rest = _segment(letters[end:])
            if rest or end == len(letters):
                return [WEIGHTS[word], *rest]
    return []



# Prose.

WORDS_FOR_A_SECRET = ("pass", "password", "passwd", "pwd", "secret")
VOWELS = "aeiouy"
BASE_64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def is_word_and_count(text: str) -> bool:
    """Say whether a text is one word and a year or a count, such as `Bluebird2024!` or `bluebird123`."""
    bare = text.rstrip("!?.*#$@")
    letters = bare.rstrip(DIGITS)
    word, count = letters.rstrip("-_@"), bare[len(letters) :]
    is_word = is_alphabetic(word) and word[1:] in (word[1:].lower(), word[1:].upper())
    is_count = "1234567890".startswith(count) and len(word) < (8 if len(count) == 1 else 16)
    is_named = (
        len(count) > 2
        and "1234567890".startswith(count)
        and word.isascii()
        and is_alphabetic(word)
        and 2 < len(word) < 31
    )
    return is_named or (is_word and 2 < len(word) < 16 and count != "" and (is_year(count) or is_count))


def is_named_word(text: str) -> bool:
    """Say whether a text is a name and a word for a secret, run together, such as `acmepass` or `OrderDeskSecret`."""
    lower = text.lower()
    return lower.isascii() and lower.isalpha() and 6 < len(lower) < 31 and lower.endswith(WORDS_FOR_A_SECRET)


def is_short_word(text: str) -> bool:
    """Say whether a text is one short word, such as `alpha`: its vowels and consonants take turns."""
    if not (2 < len(text) < 9 and text.isascii() and text.isalpha() and text == text.lower()):
        return False
    shape = "".join("v" if letter in VOWELS else "c" for letter in text)
    return "cccc" not in shape and "vvv" not in shape and "v" in shape


def is_request(text: str) -> bool:
    """Say whether a text asks its reader to do something, as in `replace-with-your-key`."""
    request = text.lower().replace("-", " ").replace("_", " ")
    return request.startswith(REQUESTS) or request.endswith((" replace me", " change me"))


def is_prose(text: str) -> bool:
    """Say whether a text is some words of a language, whichever, as people write them: at most a third is none."""
    words = [word.strip(".,;:!?-'\"()’").replace("'", "") or "a" for word in text.split()]  # noqa: RUF001 - as people write
    return len(words) > 2 and 3 * sum(map(is_alphabetic, words)) >= 2 * len(words)


def is_name_and_note(text: str, weights: list[int]) -> bool:
    """Say whether a text is one or two names before a word for a secret, or a note that names begin after."""
    bare = text.replace("-", "").replace("_", "")
    unknown = sum(weight < 0 for weight in weights)
    if not is_alphanumeric(bare):
        return False
    if unknown == 2 and len(weights) == 3 and bare != text and bare.lower().endswith(WORDS_FOR_A_SECRET):
        return True
    if (
        unknown == 1
        and weights[0] < 0
        and weights[-1] == 2
        and bare != text
        and 0 not in weights
        and (len(weights) < 4 or (sum(weights) > 0 and "-" not in text))
    ):
        return True
    return unknown < 3 and weights[0] == 4 and sum(weight > 0 for weight in weights) > 1 and weights[-1] > 0


def decoded(text: str) -> str:
    """Return the printable ASCII that a text is base64 of; an empty text if it is none."""
    bare = text.rstrip("=")
    if len(text) % 4 or len(text) - len(bare) > 2 or bare.strip(BASE_64) != "":
        return ""
    inside, bits, pending = "", 0, 0
    for character in bare:
        bits, pending = bits * 64 + BASE_64.index(character), pending + 6
        if pending > 7:
            pending -= 8
            code = bits >> pending & 255
            if not 31 < code < 127:
                return ""
            inside += chr(code)
            bits &= 255
    return inside



# References.

REFERENCE, COMMAND = "reference", "command"
LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
OF_A_NAME = LETTERS | frozenset("0123456789_")
OF_A_SCHEME = LETTERS | frozenset("0123456789+-.")
OF_A_PATH = frozenset("abcdefghijklmnopqrstuvwxyz/_-.#")


def unresolved(text: str) -> str:
    """Return what nothing has resolved or run, REFERENCE or COMMAND; an empty text if `text` is neither.

    >>> unresolved("op://prod/api/token"), unresolved("$(openssl rand -hex 32)"), unresolved("Qe1U5msfYir1")
    ('reference', 'command', '')
    """
    if _is_command(text):
        return COMMAND
    return REFERENCE if text.startswith(BEGINNINGS) or _is_wrapped(text) or _is_address_of_a_secret(text) else ""


def _is_command(text: str) -> bool:
    """Say whether a text is a command of a shell, in the shell's marks or without."""
    for opening, closing in (("$(", ")"), ("`", "`")):
        if text.startswith(opening) and text.endswith(closing) and len(text) > len(opening) + 1:
            return _is_expression(text[len(opening) : -1])
    first, *others = text.split(" ")
    return first in COMMANDS and any(word.startswith(OF_COMMANDS) for word in others)


def _is_wrapped(text: str) -> bool:
    """Say whether the whole text is a variable, or an expression in the marks of a template."""
    for index in range(0, len(WRAPPED), 2):
        opening, closing = WRAPPED[index], WRAPPED[index + 1]
        inner = text[len(opening) : len(text) - len(closing)]
        if text.startswith(opening) and text.endswith(closing) and _is_expression(inner):
            return True
    name = text[1:]
    return (
        len(name) > 3
        and text[0] == "$"
        and "_" in name
        and name == name.upper()
        and name[0] in LETTERS
        and _has_only(OF_A_NAME, name)
    )


def _is_expression(inner: str) -> bool:
    inner = inner.strip(" =-{}")
    return inner != "" and (inner[0] in OF_A_NAME or inner[0] in "./$'\"")


def _is_address_of_a_secret(text: str) -> bool:
    """Say whether a text names a secret in a store: `vault:…`, `arn:aws:secretsmanager:…`, `projects/x/secrets/y`."""
    parts = text.split("/")
    if len(parts) > 3 and parts[0] == "projects" and parts[2] == "secrets":
        return True
    scheme, _, rest = text.partition(":")
    if rest == "" or scheme == "" or not _has_only(OF_A_SCHEME, scheme):
        return False
    if scheme == "arn":
        return rest.startswith("aws") and rest.partition(":")[2].startswith(tuple(CLOUD_SERVICES))
    if scheme == "https":
        return any(vault in rest for vault in VAULTS)
    names = scheme.lower().replace("+", "-").replace(".", "-").split("-")
    if any(name in STORES for name in names):
        return True
    is_path = rest.startswith("//") or rest.partition(":")[0] in STORES or ("/" in rest and _has_only(OF_A_PATH, rest))
    return is_path and any(name in FOLLOWED_BY_A_PATH for name in names)


def _has_only(characters: frozenset[str], text: str) -> bool:
    return characters.issuperset(text)



# Placeholders.

PLACEHOLDER = "placeholder"
MARKS = frozenset("<{([%_@$")
DECORATION = "!@#$%^&*()"
ADDRESS_NOTES = ("change", "replace", "please", "insert")
LONGEST_JUDGED = 1000
DEEPEST = 4


def looks_like_placeholder(text: str) -> bool:
    """Say whether `text` is a stand-in rather than a secret.

    >>> looks_like_placeholder("your-secret-key-here"), looks_like_placeholder("Qe1U5msfYir1example2z8")
    (True, False)
    """
    return stand_in(text) != ""


def stand_in(text: str) -> str:
    """Return what `text` is in the place of a secret, "placeholder", "reference" or "command"; empty if it is one.

    >>> stand_in("your-secret-key-here"), stand_in("op://prod/api/token"), stand_in("Qe1U5msfYir1example2z8")
    ('placeholder', 'reference', '')
    """
    return PLACEHOLDER if text.isspace() else _stands_in(text, DEEPEST)


def _stands_in(text: str, depth: int) -> str:  # noqa: PLR0911 - the forms are tried in turn
    """Judge a text, or what is inside it: the password of an address, the value of an assignment, the rest of a key."""
    text = text.strip().strip("\"'").replace("\\n", " ")
    reference = unresolved(text) if len(text) <= LONGEST_JUDGED else ""
    text = text.strip("`")
    if reference or is_guessable(text):
        return reference or (PLACEHOLDER if len(text) > 2 or text in "xX*#?-_•…." else "")
    if len(text) > LONGEST_JUDGED or depth == 0:
        return ""
    if _is_template(text):
        return REFERENCE if "${" in text or "{{" in text else PLACEHOLDER
    if _trails_off(text):
        return PLACEHOLDER
    for piece in text.replace(";", " ").replace("&", " ").replace("?", " ").split():
        key, _, value = piece.partition("=")
        if value.strip("=") != "" and key.lower().replace("_", "").endswith(SECRET_KEYS):
            return _stands_in(value, depth - 1)
    if " " not in text.partition("://")[0] and ("://" in text or "@tcp(" in text):
        return _of_url(text, depth - 1)
    inside = decoded(text.replace("base64:", "", 1) if text.startswith("base64:") else text)
    if inside and _stands_in(inside, depth - 1):
        return PLACEHOLDER
    is_one = _is_address_to_fill_in(text) if _is_hostname(text) else _is_note(text, depth - 1)
    return PLACEHOLDER if is_one else ""


def _is_hostname(text: str) -> bool:
    domain = text.rpartition(".")[2]
    return domain in TOP_LEVEL_DOMAINS and domain != text == text.lower() and "_" not in text and " " not in text


def _is_note(text: str, depth: int) -> bool:
    """Say whether a text explains itself, perhaps after the letters that a vendor's keys begin with."""
    for vendor in VENDORS:
        rest = text[len(vendor) :]
        if text.startswith(vendor) and (_stands_in(rest, depth) or (rest.endswith("EXAMPLE") and len(rest) == 16)):
            return True
    if is_short_word(text) or is_request(text):
        return True
    plain = text.rstrip(DECORATION)
    if len(text) - len(plain) > 2:
        text = plain
    manual = text.lower() == "n/a" or (text.endswith("EXAMPLEKEY") and len(text) == 40)
    return manual or is_word_and_count(text) or is_named_word(text) or _is_explained(text) or _is_disguised(text)


def _is_template(text: str) -> bool:
    """Say whether a text is a template, or has a hole that stands alone, as in `Bearer <token>`."""
    if MARKS.isdisjoint(text):
        return False
    for index in range(0, len(TEMPLATES), 2):
        opening, closing = TEMPLATES[index], TEMPLATES[index + 1]
        start = text.find(opening)
        while start >= 0:
            end = text.find(closing, start + len(opening))
            inner = text[start + len(opening) : end]
            if end < 0 or len(inner) > 100:
                break
            after = text[end + len(closing) :]
            if start == 0 and after == "" and (_is_hole(inner) or is_prose(inner)):
                return True
            plain = inner.replace(" ", "").replace("_", "").replace("-", "")
            if is_alphabetic(plain):
                alone = not is_alphanumeric(text[:start][-1:]) and not is_alphanumeric(after[:1])
                named = alone and len(plain) > 2 and _is_named(inner) and min(weights_of(inner)) >= 0
                if named or _are_words(text[:start] + " " + after, 1):
                    return True
            start = text.find(opening, start + 1)
    return text.startswith("$") and is_alphanumeric(text[1:].replace("_", "")) and _is_named(text[1:])


def _is_hole(inner: str) -> bool:
    letters = inner.replace(" ", "").replace("_", "").replace("-", "")
    words = is_alphabetic(letters) and inner in (inner.lower(), inner.upper()) and NOISE not in weights_of(inner)
    return words or inner == "..." or _is_named(inner) or _is_disguised(inner)


def _are_words(text: str, least: int) -> bool:
    """Say whether a text is at least so many words, all of them known."""
    weights = weights_of(text)
    return len(weights) >= least and min(weights) > 0


def _is_named(text: str) -> bool:
    """Say whether a text reads as the name of a secret, or as a note about one."""
    return sum(weights_of(text)) > 0


def _trails_off(text: str) -> bool:
    if "…" in text or text.startswith("...") or text.endswith("..."):
        return True
    if text.endswith(("***", "•••")):
        return NOISE not in weights_of(text)
    return text.count("...") == 1 and all(
        character in "-_.:/@= {}\"',;" or is_alphanumeric(character) for character in text
    )


def _of_url(text: str, depth: int) -> str:
    """Judge the password of a URL, or the address where it has none."""
    scheme, _, rest = text.rpartition("://")
    authority = rest.replace("?", "/").replace("#", "/").partition("/")[0]
    credentials, _, _ = authority.rpartition("@")
    user, colon, password = credentials.partition(":")
    if colon != "":
        return PLACEHOLDER if password in ("", user) else _stands_in(password.replace("%40", "@"), depth)
    if user != "" and scheme.startswith("http"):
        return _stands_in(user, depth)
    return PLACEHOLDER if _is_address_to_fill_in(rest) else ""


def _is_address_to_fill_in(address: str) -> bool:
    """Say whether a label of an address is a note, such as `your-project` or `xxxx`."""
    weights = weights_of(address)
    if NOISE in weights:
        return False
    fillers = 0
    if "/your/" in address.lower() or (weights and min(weights) > 0 and max(weights) == 4):
        return True
    for label in address.replace("/", ".").replace("@", ".").replace(":", ".").lower().split("."):
        is_yours = "your" in label.replace("_", "-").split("-") or (label.startswith("your") and _is_named(label))
        if (is_yours and label != "your") or (label.startswith(ADDRESS_NOTES) and _are_words(label, 3)):
            return True
        if len(label) > 2 and is_filler(label):
            fillers += 1 if len(label) == 3 else 2
    return fillers > 1


def _is_explained(text: str) -> bool:
    """Say whether the words of a text are those of a note, or of a lazy author."""
    weights = weights_of(text)
    known = sum(weight > 0 for weight in weights)
    unknown = sum(weight < 0 for weight in weights)
    telling = sum(weight > 1 for weight in weights)
    total = sum(weights)
    if unknown == 0:
        return total > 1
    is_sentence = " " in text and len(weights) > 4 and telling > 0
    if (
        (known >= 2 * unknown and ((telling > 1 and total > 0) or is_sentence))
        or (telling > 1 and telling >= 2 * unknown)
        or (total > 1 and not text.isascii())
    ):
        return True
    if NOISE not in weights and is_name_and_note(text, weights):
        return True
    noted = max(weights) > 2
    if unknown == 1:
        return total > 0 and telling > 0 and (noted or known > 1 or len(weights) < 4)
    return max(weights[0], weights[-1], weights[-2]) > 2 and total > 0 and known > 2 * unknown


def _is_disguised(text: str) -> bool:
    """Say whether the text is one such as `P@ssw0rd`."""
    bare = text.rstrip("0123456789!?.*#")
    for plain in (text, bare, bare.replace("@", "-")):
        undisguised = plain
        for digit, letter in ("0o", "1i", "3e", "4a", "5s", "7t", "@a", "$s"):
            undisguised = undisguised.replace(digit, letter)
        if 3 < len(plain) < 25 and undisguised != plain:
            weights = weights_of(undisguised)
            if weights and min(weights) > 0 and max(weights) > 1:
                return True
    return False



# Names.

LENGTH_OF_A_LONG_WORD = 6
MOST_EDITS_OF_A_NAME = 3
# Kubernetes sets names with these parts in every container, for each service of the namespace.
OF_SERVICE_LINKS = ("_SERVICE_", "_PORT")


class Names:
    """Names that are known, and which of them another one is a slip of.

    A slip is another case, one edit (a letter more, less, other, or swapped with its neighbour), one edit in each
    word (two in a long one, three in all), or one word left out of three or more.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self.words = {name: name.split("_") for name in names}
        self.lacking_a_word: dict[str, str] = {}
        self.by_edge: dict[str, list[str]] = {}
        for name, words in self.words.items():
            for edge in {name[0], name[-1] + "$"}:
                self.by_edge.setdefault(edge, []).append(name)
            for index in range(len(words) if len(words) > 2 else 0):  # noqa: PLR2004 - as the docstring says
                self.lacking_a_word.setdefault("_".join(words[:index] + words[index + 1 :]), name)

    def nearest(self, name: str) -> str | None:
        """Return the known name that `name` is a slip of, or None."""
        if not (name.isascii() and name.isidentifier()):
            return None
        upper = name.upper()
        if upper in self.words:
            return upper
        nearest, least = None, MOST_EDITS_OF_A_NAME + 1
        for candidate in self.by_edge.get(upper[:1], []) + self.by_edge.get(upper[-1:] + "$", []):
            if abs(len(upper) - len(candidate)) <= MOST_EDITS_OF_A_NAME:
                edits = 1 if _is_one_edit(upper, candidate) else _edits(upper.split("_"), self.words[candidate])
                if edits < least:
                    nearest, least = candidate, edits
        return nearest or self.lacking_a_word.get(upper)


def is_own_name(name: str, prefixes: tuple[str, ...]) -> bool:
    """Say whether a name begins like one of the service's own, and looks like a name: it may be a piece of a secret."""
    if not (name.startswith(prefixes) and name.isupper() and name.isascii() and name.isidentifier()):
        return False
    return not any(part in name for part in OF_SERVICE_LINKS)


def _edits(words: list[str], their_words: list[str]) -> int:
    """Return how many edits lead from words to others; more than the most if they are no slip of them."""
    total = 0
    for word, theirs in zip(words, their_words if len(words) == len(their_words) else ()):  # noqa: B905 - Python 3.9
        if word != theirs:
            most = 2 if len(theirs) >= LENGTH_OF_A_LONG_WORD else 1
            # Most words differ in more letters than an edit accounts for, which is found sooner than a distance.
            if sum(letter not in theirs for letter in word) > most:
                return MOST_EDITS_OF_A_NAME + 1
            edits = distance(word, theirs)
            total += edits
            if total > MOST_EDITS_OF_A_NAME or edits > most:
                return MOST_EDITS_OF_A_NAME + 1
    return total or MOST_EDITS_OF_A_NAME + 1


def _is_one_edit(one: str, other: str) -> bool:
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    one, other = one[start:], other[start:]
    return (
        one[1:] == other[1:]
        or one[1:] == other
        or one == other[1:]
        or (one[:2] == other[1::-1] and len(other) > 1 and one[2:] == other[2:])
    )


def distance(one: str, other: str) -> int:
    """Return the number of edits between two words: insertions, deletions, changes, swaps of neighbours."""
    before_last: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        current = [row]
        for column, theirs in enumerate(other, 1):
            cost = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (letter != theirs))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == theirs:
                cost = min(cost, before_last[column - 2] + 1)
            current.append(cost)
        before_last, last = last, current
    return last[-1]



# Secret files.

FILE_SUFFIX = "_FILE"
# Stands for what cannot be read.
UNREADABLE = "unreadable"
CREDENTIALS_DIRECTORY = "CREDENTIALS_DIRECTORY"
MOST_BYTES_OF_A_SECRET = 64 * 1024
SECONDS_FOR_A_WRITER = 10
NO_WRITER = "nothing writes into this pipe"


def read_secret(environ: Mapping[str, str], name: str, folder: str | None = None) -> tuple[str | None, str | None]:
    """Return the value of the secret `name`, and what keeps it from being read; None where there is none.

    It may be the variable itself, a file whose path is in `NAME_FILE`, or a file called `name`, in capitals or not, in
    `$CREDENTIALS_DIRECTORY` or in `folder`. A file's content counts less one trailing newline. It is kept from being
    read by `file-conflict` (it arrives twice), `folder-unreadable`, `file-unreadable`, `file-too-large` (over 64 KiB)
    or `file-not-text` (not UTF-8).
    """
    value = environ.get(name) or None
    paths = [environ[name + FILE_SUFFIX]] if environ.get(name + FILE_SUFFIX) else []
    for directory in (environ.get(CREDENTIALS_DIRECTORY), folder):
        if directory:
            # pathlib takes longer to import than all else together.
            possible = [os.path.join(directory, spelling) for spelling in dict.fromkeys((name, name.lower()))]  # noqa: PTH118
            found = list(filter(os.path.lexists, possible))
            if not found and not (os.path.isdir(directory) and os.access(directory, os.X_OK)):  # noqa: PTH112
                return None, "folder-unreadable"
            paths += found
    if not paths:
        return value, None
    if value is not None or not all(_is_same(path, paths[0]) for path in paths[1:]):
        return None, "file-conflict"
    return _content(paths[0])


def _is_same(path: str, other: str) -> bool:
    try:
        return os.path.samefile(path, other)  # noqa: PTH121 - likewise
    except (OSError, ValueError):
        return False


def beginning_of(path: str, most: int) -> bytes:
    """Return what a file holds, at most one byte more than `most`; raises OSError or ValueError."""
    is_pipe = stat.S_ISFIFO(os.stat(path).st_mode)  # noqa: PTH116 - pathlib takes longer to import than all else together
    with open(_opened_pipe(path) if is_pipe else path, "rb") as file:  # noqa: PTH123 - likewise
        return file.read(most + 1)


def _opened_pipe(path: str) -> int:
    """Open a pipe, which waits for its writer; raises OSError where it cannot, or where nothing writes into it."""
    from threading import Thread  # noqa: PLC0415 - a pipe is rare

    outcome: list[int | OSError] = []

    def opening() -> None:
        try:
            outcome.append(os.open(path, os.O_RDONLY))
        except OSError as error:
            outcome.append(error)

    waiting = Thread(target=opening, daemon=True)
    waiting.start()
    waiting.join(SECONDS_FOR_A_WRITER)
    opened = outcome[0] if outcome else OSError(0, NO_WRITER)
    if isinstance(opened, OSError):
        raise opened
    return opened


def _content(path: str) -> tuple[str | None, str | None]:
    try:
        content = beginning_of(path, MOST_BYTES_OF_A_SECRET)
    except (OSError, ValueError):
        return None, "file-unreadable"
    if len(content) > MOST_BYTES_OF_A_SECRET:
        return None, "file-too-large"
    for end in (b"\r\n", b"\n"):
        if content.endswith(end):
            content = content[: -len(end)]
            break
    try:
        return content.decode() or None, None
    except UnicodeDecodeError:
        return None, "file-not-text"



# Env file.

MOST_BYTES_OF_AN_ENV_FILE = 16 * 1024 * 1024
MOST_BYTES_OF_A_LINE = 64 * 1024
BARE_CHARACTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-./:@%+=,?*!^{}[]~")
SPACES = " \t"
EACH_SPACE = (" ", "\t")
QUOTES = ("'", '"')
EXPANDING = ("$", "`")
TAKEN_OUT = ("'", '"', "\\")
KNOWN_ESCAPES = frozenset("\\'\"$ n")


class EnvFile:
    """What an env file says.

    `values` maps each name to its value, the first where there are two, and `lines` to its line number from 1.
    `traps` lists what readers differ about as (line number, name or "", trap); the name of a variable is known only
    where the line assigns one.
    """

    def __init__(self, text: str) -> None:
        self.values: dict[str, str] = {}
        self.lines: dict[str, int] = {}
        self.traps: list[tuple[int, str, str]] = []
        if text.startswith("\ufeff"):
            self.traps.append((1, "", "byte-order-mark"))
            text = text[1:]
        lines = text.split("\n")
        if lines[-1]:
            ends_in_space = lines[-1][-1] in SPACES
            self.traps.append((len(lines), "", "space-at-end-of-file" if ends_in_space else "no-final-newline"))
        else:
            lines.pop()
        returning = [number for number, line in enumerate(lines, 1) if "\r" in line]
        if returning:
            self.traps.append((returning[0], "", "carriage-return"))
            lines = [line.removesuffix("\r") for line in lines]
        number = 0
        while number < len(lines):
            number += 1
            number += self._read_line(number, lines)
        self.traps.sort(key=lambda trap: trap[0])

    def _read_line(self, number: int, lines: list[str]) -> int:
        """Read the line of that number; return how many more belong to its value."""
        line = lines[number - 1]
        bare = line.strip(SPACES)
        traps = []
        if len(line) >= MOST_BYTES_OF_A_LINE or len(line.encode("utf-8", "surrogatepass")) >= MOST_BYTES_OF_A_LINE:
            traps.append("long-line")
        if not bare:
            traps += ["blank-line-with-spaces"] if line else []
        elif bare[0] == "#":
            traps += ["comment-goes-on"] if line.endswith("\\") else []
        elif bare[0] == ";":
            traps.append("semicolon-comment")
        else:
            bare = line.lstrip(SPACES)
            if bare != line:
                traps.append("indented")
            if bare.startswith(("export ", "export\t")):
                traps.append("export")
                bare = bare[len("export ") :].lstrip(SPACES)
            return self._read_assignment(number, bare, traps, (lines[index] for index in range(number, len(lines))))
        self.traps += [(number, "", trap) for trap in traps]
        return 0

    def _read_assignment(self, number: int, bare: str, traps: list[str], following: Iterator[str]) -> int:
        name, equals, raw = bare.partition("=")
        if name[-1:] in EACH_SPACE or raw[:1] in EACH_SPACE:
            traps.append("spaces-round-equals")
            name = name.rstrip(SPACES)
        if not (name.isascii() and name.isidentifier()):
            dotted = name.replace(".", "_")
            bad = "dotted-name" if dotted.isascii() and dotted.isidentifier() and name[0] != "." else "bad-name"
            traps.append(bad if equals else "no-assignment")
            name = ""
        elif not equals:
            traps.append("no-assignment")
        elif name in self.values:
            traps.append("duplicate")
        more = 0
        if equals:
            if raw.lstrip(SPACES)[:1] in QUOTES:
                value, more = _quoted(raw.lstrip(SPACES), traps, following)
            else:
                value = _unquoted(raw, traps)
            if name:
                self.values.setdefault(name, value)
                self.lines.setdefault(name, number)
        self.traps += [(number, name, trap) for trap in traps]
        return more


def _unquoted(raw: str, traps: list[str]) -> str:
    if raw.startswith("#"):
        traps.append("hash-first")
        return ""
    for index, letter in enumerate(raw):
        if letter == "#" and index and raw[index - 1] in SPACES:
            traps.append(_comment_trap(raw[:index], raw[index:]))
            raw = raw[:index].rstrip(SPACES)
            break
    if raw[-1:] in EACH_SPACE and not raw.isspace():
        traps.append("space-at-end")
    raw = raw.strip(SPACES)
    if any(space in raw for space in SPACES):
        traps.append("unquoted-space")
    elif any(letter in raw for letter in EXPANDING):
        traps.append("expansion")
    elif any(letter in raw for letter in TAKEN_OUT):
        traps.append("unquoted-quote")
    elif "#" in raw:
        traps.append("unquoted-hash")
    elif not _is_plain(raw):
        traps.append("unquoted-special")
    return raw


def _comment_trap(before: str, comment: str) -> str:
    """Name the trap of a comment on the line of a value: dotenvy skips one only if a single space stands before it."""
    several = before[-2:].isspace() and len(before) > 1
    return "comment-with-quote" if several and any(quote in comment for quote in QUOTES) else "inline-comment"


def _is_plain(raw: str) -> bool:
    if raw[:1] == "~" or ":~" in raw or raw != raw.strip():
        return False
    return all(letter in BARE_CHARACTERS or (not letter.isascii() and not _is_noncharacter(letter)) for letter in raw)


def _is_noncharacter(letter: str) -> bool:
    return ord(letter) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(letter) <= 0xFDEF  # noqa: PLR2004 - Unicode, section 23.7


def _quoted(raw: str, traps: list[str], following: Iterator[str]) -> tuple[str, int]:
    """Return what stands between the quotes, and how many of the lines that follow it takes."""
    quote, line = raw[0], raw[1:]
    before: list[str] = []
    end = _end_of(line, quote)
    while end is None:
        before.append(line)
        more = next(following, None)
        if more is None:
            traps.append("unclosed-quote")
            return raw[1:], 0
        line = more
        end = _end_of(line, quote)
    if before:
        traps.append("many-lines")
    content = "\n".join((*before, line[:end]))
    traps += _traps_after(line[end + 1 :])
    if quote == "'":
        if content.endswith("\\"):
            traps.append("backslash-before-quote")
        elif "${" in content or "\\\\" in content:
            traps.append("single-quoted-special")
        return content, len(before)
    value, escapes = _unescaped(content)
    if "$" in content:
        traps.append("double-quoted-dollar")
    elif not escapes <= KNOWN_ESCAPES:
        traps.append("double-quoted-escape")
    elif escapes or "`" in content:
        traps.append("double-quoted-special")
    return value, len(before)


def _traps_after(tail: str) -> list[str]:
    """Name the traps of what stands after a closing quote."""
    comment = tail.lstrip(SPACES)
    if comment and (tail[0] not in SPACES or comment[0] != "#"):
        return ["text-after-quote"]
    if comment:
        return [_comment_trap(tail[: -len(comment)], comment)]
    return ["space-at-end"] if tail else []


def _end_of(text: str, quote: str) -> int | None:
    """Return where the closing quote stands; a backslash hides one among double quotes."""
    end = text.find(quote)
    while end >= 0:
        start = end
        while quote == '"' and start > 0 and text[start - 1] == "\\":
            start -= 1
        if (end - start) % 2 == 0:
            return end
        end = text.find(quote, end + 1)
    return None


def _unescaped(content: str) -> tuple[str, set[str]]:
    """Return a text without its backslashes, as dotenvy does, and the letters behind them."""
    letters, escaped, escapes = [], False, set()
    for letter in content:
        if escaped:
            escapes.add(letter)
            letters.append("\n" if letter == "n" else letter)
        elif letter != "\\":
            letters.append(letter)
        escaped = letter == "\\" and not escaped
    return "".join(letters), escapes


def text_of(path: str) -> tuple[str, str | None]:
    """Return what an env file holds, and what keeps it from being read."""
    reason: str | None
    try:
        content = beginning_of(path, MOST_BYTES_OF_AN_ENV_FILE)
        if len(content) <= MOST_BYTES_OF_AN_ENV_FILE:
            return content.decode(), None
        reason = "it is larger than 16 MiB"
    except OSError as error:
        reason = error.strerror
    except ValueError:
        reason = "it is not UTF-8 text"
    return "", f"{printable(path)}: cannot be read: {reason}"



# Causes.

NO_CAUSE = ("", "", "")
EMPTY = ("empty", "", "")
MEANT_TRUE = ("1", "on", "t", "true", "y", "yes")
MEANT_FALSE = ("0", "off", "f", "false", "n", "no")
LONGEST_EXPLAINED = 200
SHORTEST_ABBREVIATION = 3
LENGTH_OF_A_LONG_CHOICE = 5
FIGURES = "0123456789"
THOUSANDS = ",_' "
FIGURES_OF_A_THOUSAND = 3
WITH_A_SCHEME = ("scheme", "other-scheme")
UNIT = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ%µ "


def cause_of_form(kind: Kind, text: str) -> Cause:
    """Return why `text` has not the form of `kind`, what of the schema was meant, and the text without that fault.

    What was meant is a word or a bound, and empty where there is none. The text is one that would pass, and not always
    what to write: a long label is cut, and a number that ends a host gets a letter. All are empty where no cause can be
    told.
    """
    if kind[0] == "list":
        return _of_list(kind, text)
    if text == "":
        return EMPTY
    if len(text) > LONGEST_EXPLAINED:
        return NO_CAUSE
    if fault(kind, text) == "out-of-range":
        return _of_range(kind, text)
    for name, change in _changes(kind[0]):
        changed = change(kind, text)
        if changed not in ("", text) and not fault(kind, changed):
            return name, changed.partition("://")[0] if name in WITH_A_SCHEME else "", changed
    return _of_words(kind, text)


def _of_list(kind: Kind, text: str) -> Cause:
    parts = items(text)
    for place, part in enumerate(parts):
        if fault(kind[1], part):
            name, meant, corrected = cause_of_form(kind[1], part)
            parts[place] = corrected
            return name, meant, ",".join(parts) if corrected and not fault(kind, ",".join(parts)) else ""
    return _of_count(len(parts), kind[2:], "items-few", "items-many")


def _of_count(count: int, bounds: tuple[int | None, ...], few: str, many: str) -> Cause:
    """Return which of the bounds of letters or items is passed, and the bound."""
    least, most = bounds or (None, None)
    if least is not None and count < least:
        return few, str(least), ""
    return NO_CAUSE if most is None or count <= most else (many, str(most), "")


def _of_words(kind: Kind, text: str) -> Cause:
    """Return the word that was meant by a text, or the length that it lacks or is over."""
    if kind[0] == "choice":
        return _nearest(kind[1], text)
    if kind[0] == "flag":
        meant = "true" if text.lower() in MEANT_TRUE else "false" if text.lower() in MEANT_FALSE else ""
        if not meant:
            return _nearest(("true", "false"), text)
        return "case" if meant == text.lower() else "near", meant, meant
    if kind[0] == "shaped-text" and not fault((*kind[:2], None, None), text):
        return _of_count(len(text), kind[2:], "text-short", "text-long")
    if kind[0] in ("duration", "size"):
        for unit in kind[3]:
            changed = text[: len(text) - len(unit)] + unit
            if text.lower() == changed.lower() and not fault(kind, changed):
                return "case", unit, changed
    return NO_CAUSE


def cause_of_breach(check: str, argument: Any, kind: Kind, text: str | None) -> Cause:  # noqa: ANN401 - as the check wants
    """Return why a value breaks a check, likewise."""
    if not text:
        return NO_CAUSE
    if check == "not-be-placeholder":
        words = (stand_in(part) for part in (items(text) if kind[0] == "list" else [text]))
        return next(((name, "", "") for name in words if name not in ("", PLACEHOLDER)), NO_CAUSE)
    if check in ("equal", "be-one-of"):
        choice = ("choice", (argument,) if check == "equal" else argument)
        return cause_of_form(("list", choice) if kind[0] == "list" else choice, text)
    return NO_CAUSE


def cause_of_profile(profiles: tuple[str, ...], text: str, otherwise: str) -> Cause:
    """Return what is said of a profile that there is not, and the profile that is judged in."""
    meant = nearest_word(profiles, text)
    return ("profile", meant, "") if meant else ("no-profile", otherwise, "")


def explained(problem: Problem, cause: Cause, remedies: Mapping[str, tuple[str, str]]) -> Problem:
    """Put what `remedies` say of a cause in the place of what a problem says in general."""
    name, meant, _ = cause
    if name in remedies:
        message, remedy = remedies[name]
        problem.message = message.format(variable=problem.variable) or problem.message
        problem.remedy = remedy.format(variable=problem.variable, meant=meant)
    return problem


def nearest_word(words: tuple[str, ...], text: str) -> str:
    """Return the only word that a text is a slip or an abbreviation of; an empty text if there is none such."""
    lower = text.strip().lower()
    if not lower or len(lower) > LONGEST_EXPLAINED:
        return ""
    alike = [word for word in words if word.lower() == lower]
    short = [word for word in words if len(lower) >= SHORTEST_ABBREVIATION and word.lower().startswith(lower)]
    slips = [
        word for word in words if distance(lower, word.lower()) <= (2 if len(word) > LENGTH_OF_A_LONG_CHOICE else 1)
    ]
    return next((words[0] for words in (alike, short, slips) if len(words) == 1), "")


def _nearest(words: tuple[str, ...], text: str) -> Cause:
    word = nearest_word(words, text)
    if word == "":
        return NO_CAUSE
    return ("case" if word.lower() == text.lower() else "near", word, word)


def _of_range(kind: Kind, text: str) -> Cause:
    """Return which bound of a number or a quantity is passed, and the bound as it is written."""
    slug, *limits = kind
    if slug == "number":
        del limits[0]
    least, most = limits[:2]
    above, below = limits[2:] if slug in ("number", "decimal") else (False, False)
    place_of_most = len(kind) - len(limits) + 1
    alone = (*kind[:place_of_most], None, *kind[place_of_most + 1 :])
    is_below = least is not None and fault(alone, text) is not None
    bound = least if is_below else most
    meant = "" if bound is None else WRITTEN[slug](bound, *limits) if slug in WRITTEN else str(bound)
    if not meant:
        return NO_CAUSE
    if is_below:
        return "not-above" if above else "too-small", meant, ""
    return "not-below" if below else "too-large", meant, ""


def _without_quotes(_kind: Kind, text: str) -> str:
    return text[1:-1] if text[:1] == text[-1:] and text[:1] in ("'", '"', "`") else text


def _without_thousands(_kind: Kind, text: str) -> str:
    with_commas = text
    for separator in THOUSANDS:
        with_commas = with_commas.replace(separator, ",")
    digits = with_commas.replace(",", "")
    first, *groups = with_commas.lstrip("-").split(",")
    # What fewer or more figures follow is perhaps a decimal comma.
    is_grouped = first.strip("0") and groups and len(groups[-1]) == FIGURES_OF_A_THOUSAND
    return digits if is_grouped and not digits.lstrip("-").strip(FIGURES) else text


def _without_unit(_kind: Kind, text: str) -> str:
    number = text.rstrip(UNIT)
    return number if number[-1:] in FIGURES else text


def _without_decimals(_kind: Kind, text: str) -> str:
    number, _, decimals = text.partition(".")
    return number if decimals.strip(FIGURES) == "" else text


def _with_lower_scheme(_kind: Kind, text: str) -> str:
    scheme, separator, rest = text.partition("://")
    return scheme.lower() + separator + rest if separator else text


def _with_scheme(kind: Kind, text: str) -> str:
    schemes = kind[1] if kind[0] == "url" else ("https",)
    return text if "://" in text else f"{schemes[-1]}://{text}"


def _without_path(_kind: Kind, text: str) -> str:
    scheme, separator, rest = text.partition("://")
    return scheme + separator + rest.split("/", 1)[0]


def _in_host(change: Callable[[str], str]) -> Change:
    """Return the change of a text whose host is changed: what follows scheme and user, up to port, path or query."""

    def changed(_kind: Kind, text: str) -> str:
        scheme, separator, rest = text.partition("://") if "://" in text else ("", "", text)
        authority = rest[: min((place for place in map(rest.find, "/?#") if place >= 0), default=len(rest))]
        user, at, place = authority.rpartition("@")
        host = place.partition(":")[0]
        start = len(scheme + separator + user + at)
        return text[:start] + change(host) + text[start + len(host) :]

    return changed


def _without_line_break(_kind: Kind, text: str) -> str:
    return text.strip("\r\n").replace("\r\n", " ").replace("\n", " ")


def _changes(slug: str) -> Iterator[tuple[str, Change]]:
    """Yield the changes that are tried on a text of a kind, those that hold for all kinds first."""
    yield from OF_ANY_KIND
    for slugs, changes in CHANGES:
        if slug in slugs:
            yield from changes


OF_ANY_KIND: tuple[tuple[str, Change], ...] = (
    ("line-break", _without_line_break),
    ("blank-around", lambda _, text: text.strip()),
    ("quotes", _without_quotes),
    ("blank-inside", lambda _, text: "".join(text.split())),
)
CHANGES += (
    (
        ("integer", "decimal", "number", "duration", "size"),
        (
            ("thousands", _without_thousands),
            ("plus", lambda _, text: text.lstrip("+")),
            ("unit", _without_unit),
            ("decimals", _without_decimals),
        ),
    ),
    (("url", "origin"), (("scheme-case", _with_lower_scheme), ("scheme", _with_scheme))),
    (("url",), (("other-scheme", lambda kind, text: f"{kind[1][-1]}://{text.partition('://')[2]}"),)),
    (("origin",), (("slash", lambda _, text: text.rstrip("/")), ("path", _without_path))),
    (
        ("host", "host-and-port", "email", "url", "origin"),
        (
            ("dots", _in_host(lambda host: ".".join(filter(None, host.split("."))))),
            ("hyphen", _in_host(lambda host: ".".join(label.strip("-") for label in host.split(".")))),
            ("label-long", _in_host(lambda host: ".".join(label[:LONGEST_LABEL] for label in host.split(".")))),
            ("address", _in_host(lambda host: f"{host}a" if is_number(host[-1:]) else host)),
        ),
    ),
)



# Rules.

def applies(conditions: Iterable[Condition], values: Values) -> bool:
    """Say whether all conditions hold: a variable has one of the words; it is set if they are True, unset if None."""
    return all(
        (values[name] is None) is (words is None) if words is None or words is True else values[name] in words
        for name, words in conditions
    )


def passes(check: str, argument: Any, kind: Kind, text: str | None, values: Values) -> bool:  # noqa: ANN401 - a word, words, a number or a name, as the check wants
    """Say whether a variable's effective `text` passes a check; of what is not set, only `present` asks anything.

    Raises NotImplementedError for a check that is not known.
    """
    of_group = OF_A_GROUP.get(check)
    if of_group:
        return of_group([values[name] is not None for name in argument])
    if text is None:
        return check != "present"
    of_part, of_whole = OF_EACH_PART.get(check), OF_THE_WHOLE.get(check)
    parts = items(text) if kind[0] == "list" else [text]
    if of_part:
        return all(of_part(part, argument) for part in parts)
    if of_whole:
        return of_whole(text, argument, values)
    if check == "not-contain":
        content = [part.lower() for part in parts] if kind[0] == "list" else text.lower()
        return not any(word.lower() in content for word in argument)
    raise NotImplementedError(check)


def borrow(values: dict[str, str | None], broken: dict[str, str], sources: Mapping[str, str]) -> set[str]:
    """Give each variable of `sources` that has no value that of its source; return which they are.

    What the source has no form for, they have none for either.
    """
    borrowing = {name for name in sources if values[name] is None}
    for name, source in sources.items():
        if name in borrowing:
            values[name] = values[source]
            if source in broken:
                broken[name] = broken[source]
    return borrowing


def told_once(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems without those whose message an earlier one has: what is said of several variables."""
    first: dict[str, Problem] = {}
    for problem in problems:
        first.setdefault(problem.message, problem)
    return list(first.values())


def in_order_of_lines(problems: Iterable[Problem], profile_variable: str | None) -> list[Problem]:
    """Return the problems of an env file in the order of its lines: a profile that there is not first, no line last."""
    return sorted(
        problems,
        key=lambda problem: (
            problem.variable != profile_variable or problem.rule != "not-a-choice",
            problem.line is None,
            problem.line or 0,
        ),
    )


OF_A_GROUP: dict[str, Callable[[list[bool]], bool]] = {
    "at-least-one": any,
    "at-most-one": lambda are_set: sum(are_set) <= 1,
    "all-or-none": lambda are_set: all(are_set) or not any(are_set),
}
OF_EACH_PART: dict[str, Callable[[str, Any], bool]] = {
    "be-one-of": lambda part, words: part in words,
    "be-none-of": lambda part, words: part not in words,
    "not-be-example": lambda part, words: part not in words,
    "use-scheme": lambda part, scheme: part.startswith(f"{scheme}://"),
    "not-be-placeholder": lambda part, _: not looks_like_placeholder(part),
    "not-be-guessable": lambda part, _: not is_guessable(part),
}
OF_THE_WHOLE: dict[str, Callable[[str, Any, Values], bool]] = {
    "present": lambda _text, _argument, _values: True,
    "absent": lambda _text, _argument, _values: False,
    "equal": lambda text, word, _values: bool(text == word),
    "have-bytes": lambda text, least, _values: len(text.encode()) >= least,
    "differ-from": lambda text, name, values: text != values[name],
    "accompany": lambda _text, name, values: values[name] is not None,
}



# Redaction.

LENGTH_CLASSES = (16, 32, 64)
# So many letters of a secret in a row are a piece of it; one that is shorter is hidden where it is whole, or lacks one.
LETTERS_OF_A_PIECE = 12
LEAST_TO_BE_CUT = 8


class Secret(str):
    """The value of a secret: a text that does not show itself where values are listed."""

    __slots__ = ()

    def __repr__(self) -> str:
        """Return what is not the value."""
        return "Secret(…)"


class Pieces:
    """The pieces of secrets by which another text is found to hold one: as it is, reversed, in capitals or encoded.

    How an address begins, up to its host, is no secret.
    """

    def __init__(self, secrets: Iterable[str]) -> None:
        self.by_length: dict[int, set[str]] = {}
        for secret in secrets:
            for form in _forms(secret.rpartition("://")[2]):
                length = min(LETTERS_OF_A_PIECE, len(form) - 1) if len(form) >= LEAST_TO_BE_CUT else len(form)
                pieces = self.by_length.setdefault(length, set())
                pieces.update(form[at : at + length] for at in range(len(form) - length + 1))

    def are_in(self, text: str) -> bool:
        """Say whether a text holds a piece of a secret."""
        text = text.lower()
        return any(
            text[at : at + length] in pieces
            for length, pieces in self.by_length.items()
            for at in range(len(text) - length + 1)
        )


def _forms(secret: str) -> Iterator[str]:
    from binascii import b2a_base64  # noqa: PLC0415 - it takes longer than a check, and only logging needs it

    raw = secret.encode("utf-8", "surrogateescape")
    yield secret.lower()
    if len(secret) < LEAST_TO_BE_CUT:
        return
    yield secret[::-1].lower()
    yield raw.hex()
    yield "".join(chr(byte) if chr(byte).isalnum() and byte < 128 else f"%{byte:02x}" for byte in raw).lower()  # noqa: PLR2004 - ASCII
    for shift in range(3):  # In a longer text each letter may begin at three places of a group.
        encoded = b2a_base64(b"\0" * shift + raw, newline=False).decode().rstrip("=").lower()[4 * (shift > 0) :]
        yield encoded
        yield encoded.replace("+", "-").replace("/", "_")


def length_class(text: str) -> str:
    """Return roughly how long a secret is."""
    length = len(text.encode("utf-8", "surrogateescape"))
    least = 0
    for bound in LENGTH_CLASSES:
        if length < bound:
            return f"{least} to {bound - 1} bytes" if least else f"fewer than {bound} bytes"
        least = bound
    return f"{least} bytes or more"


def without_credentials(text: str) -> str:
    """Return a text in which no URL shows what comes before its last `@`."""
    words = text.split(" ")
    for index, word in enumerate(words):
        scheme, separator, rest = word.partition("://")
        if separator and "@" in rest:
            words[index] = f"{scheme}://(hidden)@{rest.rpartition('@')[2]}"
    return " ".join(words)



# Validator.

class Validator:
    """The rules of one service. A subclass holds the tables.

    `variables` has a line each, in order, with tabs between: name, `secret`, `setting` or `secret-without-file`, kind,
    default if any. `profile_defaults` holds the defaults that a profile has in place of those that hold without one;
    `borrowed_defaults` has the variables whose values others have by default, each after those that it needs. `rules`
    has for each variable its rules: slug, severity, check, the check's argument, conditions, message, remedy.
    `messages` has the others: slug, severity, message, remedy, by what is wrong. `remedies` has what takes the place of
    message (where it is not empty) and remedy, by the cause of the fault. `yields` has the variables that keep one from
    being read, `taking_empty` those of which an empty text is a value. `prefixes` begin names that only this service
    uses.
    """

    service: str
    profile_variable: str | None
    profiles: tuple[str, ...]
    default_profile: str
    kinds: dict[str, Kind]
    phrases: dict[str, str]
    variables: str
    profile_defaults: dict[str, dict[str, str | None]]
    borrowed_defaults: dict[str, str]
    rules: dict[str, tuple[Rule, ...]]
    messages: dict[str, tuple[str, str, str, str]]
    remedies: dict[str, tuple[str, str]]
    old_names: dict[str, tuple[str, ...]]
    deprecated: dict[str, str]
    yields: dict[str, tuple[str, ...]]
    taking_empty: tuple[str, ...]
    external: tuple[str, ...]
    prefixes: tuple[str, ...]

    def __init__(self) -> None:
        rows = [line.split("\t", 3) for line in self.variables.split("\n") if line]
        self.kind_of = {row[0]: row[2] for row in rows}
        self.secrets = {row[0]: row[1] == "secret" for row in rows if row[1] != "setting"}
        self.defaults = {row[0]: row[3] if len(row) > 3 else None for row in rows}  # noqa: PLR2004 - the last of four
        self.names = Names(self.kind_of)
        self.known = {
            *self.kind_of,
            *self.external,
            *(name for names in self.old_names.values() for name in names),
            *(name + FILE_SUFFIX for name in self.secrets if self.secrets[name]),
        }

    def check(self, environ: Mapping[str, str], profile: str | None = None) -> list[Problem]:
        """Return every error and warning about an environment, in the order of the variables.

        `profile` takes the place of the one that the environment chooses. Raises UsageError if there is none such.
        """
        if not self.knows(profile):
            del environ
            raise self.unknown_profile()
        return self.judged(environ, profile)[1]

    def load(self, environ: Mapping[str, str], profile: str | None = None) -> dict[str, Typed]:
        """Return the effective values, typed: the defaults of the profile where nothing is set, None without one.

        A secret is a `Secret`. Raises InvalidEnvironmentError, with all problems, if there is an error among them;
        UsageError if there is no such profile.
        """
        if not self.knows(profile):
            del environ
            raise self.unknown_profile()
        values, problems = self.judged(environ, profile)[:2]
        del environ
        if has_errors(problems):
            del values
            raise InvalidEnvironmentError(problems)
        return {
            name: text and typed(self.kinds[self.kind_of[name]], text, Secret if name in self.secrets else str)
            for name, text in values.items()
        }

    def judged(
        self, environ: Mapping[str, str], profile: str | None, secrets_folder: str | None = None
    ) -> tuple[dict[str, str | None], list[Problem], dict[str, str]]:
        """Return the effective values in their written form, every problem, and the slug of each value without a form.

        A malformed value counts as its default where the rules of others ask for it; its own rules are passed over.
        `profile` is one that may be given.
        """
        chosen = self._profile(environ, profile)
        if profile is not None and self.profile_variable is not None:
            environ = {**environ, self.profile_variable: profile}
        values = {**self.defaults, **self.profile_defaults.get(chosen, {})}
        broken, texts = self._read(environ, values, secrets_folder)
        borrowing = borrow(values, broken, self.borrowed_defaults)
        problems = []
        for name in self.kind_of:
            if name in self.old_names:
                problems += [self._worded("renamed", old, new=name) for old in self.old_names[name] if environ.get(old)]
            if name in self.deprecated and environ.get(name):
                problems.append(self._worded("deprecated", name, advice=self.deprecated[name]))
            if name in broken and name in borrowing:
                continue
            if name in broken:
                problem = self._worded(broken[name], name, file=name + FILE_SUFFIX, kind=self._phrase(name))
                if name in texts:
                    problem = explained(problem, self._cause(name, texts[name], values), self.remedies)
                problems.insert(0 if name == self.profile_variable else len(problems), problem)
            else:
                problems += self._breaches(name, values)
        return values, told_once(problems) + self._unknown(environ), broken

    def redacted(self, environ: Mapping[str, str], profile: str | None = None) -> dict[str, str]:
        """Return what may be logged: of a secret whether it is set and how long, of the others the effective value.

        What is malformed, or holds a secret's value, is not shown. Raises UsageError if there is no such profile.
        """
        if not self.knows(profile):
            del environ
            raise self.unknown_profile()
        values, _, broken = self.judged(environ, profile)
        texts = [text for name in self.secrets for text in (values[name], environ.get(name)) if text]
        pieces = Pieces(piece for text in texts for piece in (text, *items(text)))
        shown = {}
        for name, text in values.items():
            if name in broken:
                shown[name] = broken[name]
            elif text is None:
                shown[name] = "unset"
            elif name in self.secrets:
                shown[name] = f"set ({length_class(text)})"
            elif pieces.are_in(text):
                shown[name] = "hidden: holds the value of a secret"
            else:
                shown[name] = without_credentials(text)
        return shown

    def verdict(
        self,
        environ: Mapping[str, str],
        profile: str | None = None,
        env_file: str | None = None,
        secrets_folder: str | None = None,
        *,
        with_environ: bool = True,
    ) -> Verdict:
        """Judge an environment, or an env file; `with_environ` lets the environment go before the file, as in dotenvy.

        Secrets may also be files in `secrets_folder`. Raises UsageError if there is no such profile, or if the env file
        cannot be read.
        """
        text, complaint = (None, None) if env_file is None else text_of(env_file)
        if complaint or not self.knows(profile):
            del environ
            raise UsageError(complaint) if complaint else self.unknown_profile()
        if text is None:
            return self._verdict(environ, profile, secrets_folder)
        return self.verdict_on(EnvFile(text), environ if with_environ else {}, profile, secrets_folder)

    def verdict_on(
        self, file: EnvFile, environ: Mapping[str, str], profile: str | None = None, secrets_folder: str | None = None
    ) -> Verdict:
        """Judge an env file under an environment, which goes before it; `profile` is one that may be given."""
        effective = {**file.values, **environ}
        verdict = self._verdict(effective, profile, secrets_folder)
        for problem in verdict.problems:
            for name in (problem.variable, problem.variable + FILE_SUFFIX):
                if name in file.values and file.values[name] == effective[name]:
                    problem.line = problem.line or file.lines[name]
        of_lines = [self._of_line(*trap) for trap in file.traps]
        verdict.problems = in_order_of_lines(of_lines + verdict.problems, self.profile_variable)
        return verdict

    def _verdict(self, environ: Mapping[str, str], profile: str | None, secrets_folder: str | None) -> Verdict:
        values, problems, _ = self.judged(environ, profile, secrets_folder)
        resolved = dict(environ)
        if profile is not None and self.profile_variable is not None:
            resolved[self.profile_variable] = profile
        for name, has_file in self.secrets.items():
            if has_file:
                resolved.pop(name + FILE_SUFFIX, None)
            secret = values[name]
            if secret is not None:
                resolved[name] = secret
        chosen = self._profile(environ, profile)
        defaults = {name: values[name] or "" for name in self.profile_defaults.get(chosen, {})}
        defaults.update({name: values[name] or "" for name in self.borrowed_defaults if values[name]})
        return Verdict(chosen, problems, resolved, defaults)

    def knows(self, profile: str | None) -> bool:
        """Say whether a profile may be given; None leaves the choice to the environment."""
        return profile is None or profile in self.profiles

    def unknown_profile(self) -> UsageError:
        """Return the error for one that may not."""
        return UsageError(f"there is no such profile; choose one of {', '.join(self.profiles)}")

    def _profile(self, environ: Mapping[str, str], profile: str | None) -> str:
        if profile is not None:
            return profile
        chosen = environ.get(self.profile_variable or "")
        return chosen if chosen in self.profiles else nearest_word(self.profiles, chosen or "") or self.default_profile

    def _read(
        self, environ: Mapping[str, str], values: dict[str, str | None], secrets_folder: str | None
    ) -> tuple[dict[str, str], dict[str, tuple[Kind, str]]]:
        """Put what is set into `values`; return the slug of each value without a form, and its kind and text."""
        broken, texts = {}, {}
        empty = {name for name in self.taking_empty if environ.get(name) == ""}
        for name, label in self.kind_of.items():
            if any(environ.get(other) or other in empty for other in self.yields.get(name, ())):
                continue
            text, slug = environ.get(name), None
            has_file = self.secrets.get(name)
            # A folder that somebody names holds secrets of a class too that takes none by `NAME_FILE`.
            if has_file or (secrets_folder and has_file is not None and name not in empty):
                text, slug = read_secret(environ if has_file else {name: text or ""}, name, secrets_folder)
                text = "" if text is None and not slug and name in empty else text
                if slug:
                    broken[name] = slug
                    # Set, though nobody can say to what: presence is all that other rules may ask of it.
                    values[name] = UNREADABLE
            kind = self.kinds[label] if environ.get(name) else in_file(self.kinds[label])
            if text is None or not (is_set(kind, text) or name in empty):
                continue
            slug = fault(kind, text)
            if slug:
                broken[name], texts[name] = slug, (kind, text)
            # Other rules see the default in the place of a malformed value.
            if not slug or values[name] is None:
                values[name] = text
        return broken, texts

    def _cause(self, name: str, read: tuple[Kind, str], values: Mapping[str, str | None]) -> Cause:
        """Return why a value has no form; nothing where what would be right breaks a rule."""
        if name == self.profile_variable:
            return cause_of_profile(self.profiles, read[1], self.default_profile)
        cause = cause_of_form(*read)
        is_refused = cause[2] != "" and has_errors(self._breaches(name, {**values, name: cause[2]}))
        return NO_CAUSE if is_refused else cause

    def _phrase(self, name: str) -> str:
        label = self.kind_of[name]
        return self.phrases.get(label, label)

    def _breaches(self, name: str, values: Mapping[str, str | None]) -> list[Problem]:
        kind, text = self.kinds[self.kind_of[name]], values[name]
        return [
            explained(
                Problem(name, slug, level, message, advice), cause_of_breach(check, asked, kind, text), self.remedies
            )
            for slug, level, check, asked, conditions, message, advice in self.rules.get(name, ())
            if applies(conditions, values) and not passes(check, asked, kind, text, values)
        ]

    def _unknown(self, environ: Mapping[str, str]) -> list[Problem]:
        problems = []
        for name in sorted(set(environ) - self.known):
            meant = self.names.nearest(name)
            if meant:
                problems.append(self._worded("misspelt", name, meant=meant))
            elif is_own_name(name, self.prefixes):
                problems.append(self._worded("unknown", name))
        return problems

    def _of_line(self, line: int, name: str, trap: str) -> Problem:
        """Word what is wrong with a line; a name is shown if it is known, for it may be a piece of a secret."""
        known = name in self.known
        return self._worded(trap, name if known else "", line, subject=f"`{name}`" if known else "This line")

    def _worded(self, what: str, variable: str, line: int | None = None, **facts: str) -> Problem:
        slug, severity, message, remedy = self.messages[what]
        facts.update(variable=variable, service=self.service)
        return Problem(variable, slug, severity, message.format(**facts), remedy.format(**facts), line)



# Program.

# https://peps.python.org/pep-0538/
COERCED, COERCIONS = b"LC_CTYPE", (b"C.UTF-8", b"C.utf8", b"UTF-8")
WRONG_USAGE, NOT_EXECUTABLE, NOT_FOUND, INTERRUPTED = 2, 126, 127, 130


def environment() -> dict[str, str]:
    """Return the environment as UTF-8 text, whatever the locale; a byte that is none becomes a surrogate."""
    if not os.supports_bytes_environ:
        return dict(os.environ)
    pairs = dict(os.environb)
    if pairs.get(COERCED) in COERCIONS:
        pairs.update(_given(COERCED, pairs.pop(COERCED)))
    return {_decoded(name): _decoded(text) for name, text in pairs.items()}


def _given(name: bytes, text: bytes) -> dict[bytes, bytes]:
    """Return a variable as this process was given it, before Python set it itself, as it does in the C locale.

    Linux alone remembers; elsewhere, and where the process has set it since, it stays what it is.
    """
    try:
        with open("/proc/self/environ", "rb") as file:  # noqa: PTH123 - pathlib takes longer than all the rest
            entries = [entry.partition(b"=") for entry in file.read().split(b"\0")]
    except OSError:
        return {name: text}
    return {before: after for before, _, after in entries if before == name}


def _decoded(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")


def execute(command: list[str], environ: dict[str, str]) -> int:
    """Put a command in the place of this process; return an exit code only if it cannot be started."""
    import signal  # noqa: PLC0415 - it takes as long as all the rest

    # Python ignores these, and what is ignored stays so in the command.
    ignored = [getattr(signal, name) for name in ("SIGPIPE", "SIGXFSZ") if hasattr(signal, name)]
    handlers = [(number, signal.signal(number, signal.SIG_DFL)) for number in ignored]
    encoded = {
        name.encode("utf-8", "surrogateescape"): text.encode("utf-8", "surrogateescape")
        for name, text in environ.items()
    }
    try:
        os.execvpe(command[0], command, encoded if os.supports_bytes_environ else environ)  # noqa: S606 - what this is for
    except (FileNotFoundError, IndexError):
        complaint, code = "there is no such command", NOT_FOUND
    except OSError as error:
        complaint, code = error.strerror or "it is no program", NOT_EXECUTABLE
    except ValueError:
        named = bool(command[0])
        complaint = "a NUL character is in the way" if named else "there is no such command"
        code = NOT_EXECUTABLE if named else NOT_FOUND
    for number, handler in handlers:
        signal.signal(number, handler)
    write(f"{printable(command[0])}: cannot be started: {complaint}\n", sys.stderr)
    return code


def main(validator: Validator, arguments: list[str], program: str) -> int:
    """Do what `run` does; Ctrl-C ends it as it ends a shell's command."""
    try:
        return run(validator, arguments, program)
    except KeyboardInterrupt:
        return INTERRUPTED


def run(validator: Validator, arguments: list[str], program: str) -> int:
    """Judge as the arguments say, report, and start the command after `--` if there is no error.

    Returns 0, 1 for an invalid environment, 2 for wrong usage, 126 or 127 if the command cannot be started.
    """
    command: list[str] = []
    if "--" in arguments:
        place = arguments.index("--")
        arguments, command = arguments[:place], arguments[place + 1 :]
    output_format, profile, env_file, folder, with_defaults = "text", None, None, None, True
    if arguments:
        import argparse  # noqa: PLC0415 - it takes as long as all the rest

        class OneLine(argparse.ArgumentParser):
            def error(self, message: str) -> NoReturn:
                # What argparse quotes might be a secret.
                for complaint in ("invalid choice", "unrecognized arguments", "ignored explicit argument"):
                    before, separator, _ = message.partition(complaint)
                    message = before + separator
                self.exit(WRONG_USAGE, f"{self.prog}: {message}; see --help\n")

        parser = OneLine(
            prog=program,
            description=f"Check the environment of {validator.service}, or an env file, and report every problem.",
            epilog=f"Example: python {program} --profile production -- my-service",
            usage="%(prog)s [options] [-- command ...]",
            allow_abbrev=False,
        )
        parser.add_argument("--env-file", metavar="F", help="check this file; before a command, under the environment")
        parser.add_argument("--profile", metavar="P", help="check for this profile, whatever is set")
        parser.add_argument("--secrets-dir", metavar="D", help="folder with a file named after each secret")
        parser.add_argument("--format", choices=FORMATS, default="text", help="form of the report (default: text)")
        parser.add_argument(
            "--no-defaults", action="store_true", help="start the command without the profile's defaults"
        )
        options = parser.parse_args(arguments)
        output_format, profile, env_file, folder = (
            options.format,
            options.profile,
            options.env_file,
            options.secrets_dir,
        )
        with_defaults = not options.no_defaults
    try:
        verdict = validator.verdict(environment(), profile, env_file, folder, with_environ=bool(command))
    except UsageError as error:
        write(f"{program}: {error}\n", sys.stderr)
        return WRONG_USAGE
    write(report(verdict.profile, verdict.problems, output_format, env_file), sys.stderr if command else sys.stdout)
    if not command or verdict.exit_code:
        return verdict.exit_code
    return execute(command, verdict.environ_with_defaults if with_defaults else verdict.environ)


def write(text: str, stream: TextIO | None) -> None:
    """Write a text as UTF-8, whatever the locale; a stream that is closed, full or read by nobody is no error."""
    if stream is None:
        return
    try:
        stream.flush()
        stream.buffer.write(text.encode("utf-8", "backslashreplace"))
        stream.buffer.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


class ConfigSchemaValidator(Validator):
    """The rules of Estuary."""

    service = "Estuary"
    profile_variable = "APP_PROFILE"
    profiles = ("development", "staging", "production")
    default_profile = "development"
    kinds = {
        "one of `development`, `staging` or `production`": ("choice", ("development", "staging", "production")),
        "a whole number from 1 to 65535": ("integer", 1, 65535),
        "a whole number from 1 to 300": ("integer", 1, 300),
        "one-line text": ("text",),
        "one of `memory` or `convex`": ("choice", ("memory", "convex")),
        "an `http` or `https` URL": ("url", ("http", "https")),
        "`true` or `false`": ("flag",),
        "a comma-separated list, each item: `http` or `https` URL": ("list", ("url", ("http", "https"))),
        "a whole number from 60 to 86400": ("integer", 60, 86400),
        "a whole number from 1 to 1000000": ("integer", 1, 1000000),
        "a whole number from 1 to 86400": ("integer", 1, 86400),
        "a comma-separated list, each item: origin (scheme, host and optional port) or `*`": ("list", ("origin",)),
    }
    phrases = {}
    variables = """
APP_PROFILE	setting	one of `development`, `staging` or `production`	development
PORT	setting	a whole number from 1 to 65535	3000
SHUTDOWN_TIMEOUT_SECONDS	setting	a whole number from 1 to 300	30
RUST_LOG	setting	one-line text	estuary=debug,tower_http=debug
DATABASE_TYPE	setting	one of `memory` or `convex`	memory
CONVEX_DEPLOYMENT_URL	secret	an `http` or `https` URL
AUTH_ENABLED	setting	`true` or `false`	false
AUTH_JWKS_URLS	secret	a comma-separated list, each item: `http` or `https` URL
AUTH_JWKS_CACHE_SECONDS	setting	a whole number from 60 to 86400	3600
AUTH_AUDIENCE	setting	one-line text
AUTH_ISSUER	setting	an `http` or `https` URL
JWT_SECRET	secret	one-line text
JWT_SECRET_PREVIOUS	secret	one-line text
RATE_LIMIT_ENABLED	setting	`true` or `false`	true
RATE_LIMIT_MAX_REQUESTS	setting	a whole number from 1 to 1000000	1000
RATE_LIMIT_WINDOW_SECONDS	setting	a whole number from 1 to 86400	60
SECURITY_STRICT_MODE	setting	`true` or `false`	false
SECURITY_CSP	setting	one-line text	default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'
CORS_ALLOWED_ORIGINS	setting	a comma-separated list, each item: origin (scheme, host and optional port) or `*`
"""
    profile_defaults = {
        "staging": {
            "APP_PROFILE": "staging",
            "RUST_LOG": "estuary=debug,tower_http=info",
            "AUTH_ENABLED": "true",
            "RATE_LIMIT_MAX_REQUESTS": "100",
            "SECURITY_STRICT_MODE": "true",
            "SECURITY_CSP": "default-src 'self'; script-src 'self'; style-src 'self'",
        },
        "production": {
            "APP_PROFILE": "production",
            "RUST_LOG": "estuary=info,tower_http=warn",
            "AUTH_ENABLED": "true",
            "RATE_LIMIT_MAX_REQUESTS": "100",
            "SECURITY_STRICT_MODE": "true",
            "SECURITY_CSP": "default-src 'self'; script-src 'self'; style-src 'self'",
        },
    }
    borrowed_defaults = {}
    rules = {
        "RUST_LOG": (
            (
                "forbidden-content",
                "error",
                "not-contain",
                ("debug", "trace"),
                (("APP_PROFILE", ("production",)),),
                "`RUST_LOG` must not contain `debug` or `trace` when `APP_PROFILE` is `production`, because debug logs show how configuration is loaded.",
                "Choose another value for `RUST_LOG`.",
            ),
        ),
        "DATABASE_TYPE": (
            (
                "value-refused",
                "warning",
                "be-none-of",
                ("memory",),
                (("APP_PROFILE", ("production",)),),
                "`DATABASE_TYPE` should not be `memory` when `APP_PROFILE` is `production`, because a restart loses everything.",
                "Choose another value for `DATABASE_TYPE`.",
            ),
        ),
        "CONVEX_DEPLOYMENT_URL": (
            (
                "missing",
                "error",
                "present",
                None,
                (("DATABASE_TYPE", ("convex",)),),
                "`CONVEX_DEPLOYMENT_URL` must be set when `DATABASE_TYPE` is `convex`.",
                "Set `CONVEX_DEPLOYMENT_URL`.",
            ),
            (
                "insecure-url",
                "error",
                "use-scheme",
                "https",
                (("APP_PROFILE", ("staging", "production")),),
                "`CONVEX_DEPLOYMENT_URL` must use the scheme `https` when `APP_PROFILE` is `staging` or `production`, because the URL itself grants access, and `http` shows it to the network.",
                "Begin every URL in `CONVEX_DEPLOYMENT_URL` with `https://`.",
            ),
            (
                "placeholder",
                "error",
                "not-be-placeholder",
                None,
                (("APP_PROFILE", ("staging", "production")),),
                "`CONVEX_DEPLOYMENT_URL` must not be a placeholder when `APP_PROFILE` is `staging` or `production`, because anyone who reads the example could pass for the service.",
                "Replace the placeholder in `CONVEX_DEPLOYMENT_URL` with the real secret.",
            ),
            (
                "placeholder",
                "warning",
                "not-be-placeholder",
                None,
                (("APP_PROFILE", ("development",)),),
                "`CONVEX_DEPLOYMENT_URL` should not be a placeholder when `APP_PROFILE` is `development`.",
                "Replace the placeholder in `CONVEX_DEPLOYMENT_URL` with the real secret.",
            ),
        ),
        "AUTH_ENABLED": (
            (
                "wrong-value",
                "error",
                "equal",
                "true",
                (("APP_PROFILE", ("production",)),),
                "`AUTH_ENABLED` must be `true` when `APP_PROFILE` is `production`, because an open API in production is never intended.",
                "Set `AUTH_ENABLED` to `true`, or remove it where that is the default.",
            ),
        ),
        "AUTH_JWKS_URLS": (
            (
                "insecure-url",
                "error",
                "use-scheme",
                "https",
                (("APP_PROFILE", ("staging", "production")),),
                "`AUTH_JWKS_URLS` must use the scheme `https` when `APP_PROFILE` is `staging` or `production`, because anyone who can change the keys on their way can sign any token.",
                "Begin every URL in `AUTH_JWKS_URLS` with `https://`.",
            ),
            (
                "placeholder",
                "error",
                "not-be-placeholder",
                None,
                (("APP_PROFILE", ("staging", "production")),),
                "`AUTH_JWKS_URLS` must not be a placeholder when `APP_PROFILE` is `staging` or `production`, because anyone who reads the example could pass for the service.",
                "Replace the placeholder in `AUTH_JWKS_URLS` with the real secret.",
            ),
            (
                "placeholder",
                "warning",
                "not-be-placeholder",
                None,
                (("APP_PROFILE", ("development",)),),
                "`AUTH_JWKS_URLS` should not be a placeholder when `APP_PROFILE` is `development`.",
                "Replace the placeholder in `AUTH_JWKS_URLS` with the real secret.",
            ),
        ),
        "JWT_SECRET": (
            (
                "missing",
                "error",
                "present",
                None,
                (("AUTH_ENABLED", ("true",)), ("AUTH_JWKS_URLS", None)),
                "`JWT_SECRET` must be set when `AUTH_ENABLED` is `true`, unless `AUTH_JWKS_URLS` is set.",
                "Set `JWT_SECRET` or `AUTH_JWKS_URLS`.",
            ),
            (
                "too-short",
                "error",
                "have-bytes",
                32,
                (("APP_PROFILE", ("staging", "production")),),
                "`JWT_SECRET` must be at least 32 bytes long when `APP_PROFILE` is `staging` or `production`, because RFC 7518 §3.2 wants a key at least as long as the SHA-256 hash.",
                "Generate a new value of at least 32 bytes for `JWT_SECRET`: `openssl rand -base64 32`.",
            ),
            (
                "too-short",
                "warning",
                "have-bytes",
                32,
                (("APP_PROFILE", ("development",)),),
                "`JWT_SECRET` should be at least 32 bytes long when `APP_PROFILE` is `development`, because staging and production refuse a shorter one.",
                "Generate a new value of at least 32 bytes for `JWT_SECRET`: `openssl rand -base64 32`.",
            ),
            (
                "guessable",
                "error",
                "not-be-guessable",
                None,
                (("APP_PROFILE", ("staging", "production")),),
                "`JWT_SECRET` must not be a repetition or a sequence when `APP_PROFILE` is `staging` or `production`, because anyone who tries the obvious could sign any token.",
                "Generate a random value for `JWT_SECRET`: `openssl rand -base64 32`.",
            ),
            (
                "guessable",
                "warning",
                "not-be-guessable",
                None,
                (("APP_PROFILE", ("development",)),),
                "`JWT_SECRET` should not be a repetition or a sequence when `APP_PROFILE` is `development`, because staging and production refuse it.",
                "Generate a random value for `JWT_SECRET`: `openssl rand -base64 32`.",
            ),
            (
                "placeholder",
                "error",
                "not-be-placeholder",
                None,
                (("APP_PROFILE", ("staging", "production")),),
                "`JWT_SECRET` must not be a placeholder when `APP_PROFILE` is `staging` or `production`, because anyone who reads the example could pass for the service.",
                "Replace the placeholder in `JWT_SECRET` with the real secret.",
            ),
            (
                "placeholder",
                "warning",
                "not-be-placeholder",
                None,
                (("APP_PROFILE", ("development",)),),
                "`JWT_SECRET` should not be a placeholder when `APP_PROFILE` is `development`.",
                "Replace the placeholder in `JWT_SECRET` with the real secret.",
            ),
        ),
        "JWT_SECRET_PREVIOUS": (
            (
                "unaccompanied",
                "error",
                "accompany",
                "JWT_SECRET",
                (),
                "`JWT_SECRET_PREVIOUS` must be set only together with `JWT_SECRET`, because an outgoing key has a successor.",
                "Set `JWT_SECRET` too, or remove `JWT_SECRET_PREVIOUS`.",
            ),
            (
                "same-value",
                "error",
                "differ-from",
                "JWT_SECRET",
                (),
                "`JWT_SECRET_PREVIOUS` must differ from `JWT_SECRET`, because a key that replaces itself is no rotation.",
                "Generate a new value for `JWT_SECRET`, and keep the old one in `JWT_SECRET_PREVIOUS`.",
            ),
            (
                "too-short",
                "error",
                "have-bytes",
                32,
                (("APP_PROFILE", ("staging", "production")),),
                "`JWT_SECRET_PREVIOUS` must be at least 32 bytes long when `APP_PROFILE` is `staging` or `production`, because RFC 7518 §3.2 wants a key at least as long as the SHA-256 hash.",
                "Generate a new value of at least 32 bytes for `JWT_SECRET_PREVIOUS`: `openssl rand -base64 32`.",
            ),
            (
                "too-short",
                "warning",
                "have-bytes",
                32,
                (("APP_PROFILE", ("development",)),),
                "`JWT_SECRET_PREVIOUS` should be at least 32 bytes long when `APP_PROFILE` is `development`, because staging and production refuse a shorter one.",
                "Generate a new value of at least 32 bytes for `JWT_SECRET_PREVIOUS`: `openssl rand -base64 32`.",
            ),
            (
                "guessable",
                "error",
                "not-be-guessable",
                None,
                (("APP_PROFILE", ("staging", "production")),),
                "`JWT_SECRET_PREVIOUS` must not be a repetition or a sequence when `APP_PROFILE` is `staging` or `production`, because anyone who tries the obvious could sign any token.",
                "Generate a random value for `JWT_SECRET_PREVIOUS`: `openssl rand -base64 32`.",
            ),
            (
                "guessable",
                "warning",
                "not-be-guessable",
                None,
                (("APP_PROFILE", ("development",)),),
                "`JWT_SECRET_PREVIOUS` should not be a repetition or a sequence when `APP_PROFILE` is `development`, because staging and production refuse it.",
                "Generate a random value for `JWT_SECRET_PREVIOUS`: `openssl rand -base64 32`.",
            ),
            (
                "placeholder",
                "error",
                "not-be-placeholder",
                None,
                (("APP_PROFILE", ("staging", "production")),),
                "`JWT_SECRET_PREVIOUS` must not be a placeholder when `APP_PROFILE` is `staging` or `production`, because anyone who reads the example could pass for the service.",
                "Replace the placeholder in `JWT_SECRET_PREVIOUS` with the real secret.",
            ),
            (
                "placeholder",
                "warning",
                "not-be-placeholder",
                None,
                (("APP_PROFILE", ("development",)),),
                "`JWT_SECRET_PREVIOUS` should not be a placeholder when `APP_PROFILE` is `development`.",
                "Replace the placeholder in `JWT_SECRET_PREVIOUS` with the real secret.",
            ),
        ),
        "RATE_LIMIT_ENABLED": (
            (
                "wrong-value",
                "warning",
                "equal",
                "true",
                (("APP_PROFILE", ("production",)),),
                "`RATE_LIMIT_ENABLED` should be `true` when `APP_PROFILE` is `production`, because one client could exhaust the service.",
                "Set `RATE_LIMIT_ENABLED` to `true`, or remove it where that is the default.",
            ),
        ),
        "SECURITY_STRICT_MODE": (
            (
                "wrong-value",
                "error",
                "equal",
                "true",
                (("APP_PROFILE", ("production",)),),
                "`SECURITY_STRICT_MODE` must be `true` when `APP_PROFILE` is `production`, because without strict headers browsers do not protect the users.",
                "Set `SECURITY_STRICT_MODE` to `true`, or remove it where that is the default.",
            ),
        ),
        "SECURITY_CSP": (
            (
                "forbidden-content",
                "warning",
                "not-contain",
                ("'unsafe-inline'",),
                (("APP_PROFILE", ("production",)),),
                "`SECURITY_CSP` should not contain `'unsafe-inline'` when `APP_PROFILE` is `production`, because it lets injected scripts run.",
                "Choose another value for `SECURITY_CSP`.",
            ),
        ),
        "CORS_ALLOWED_ORIGINS": (
            (
                "forbidden-content",
                "error",
                "not-contain",
                ("*",),
                (("APP_PROFILE", ("production",)),),
                "`CORS_ALLOWED_ORIGINS` must not contain `*` when `APP_PROFILE` is `production`, because every web site could call the API.",
                "Choose another value for `CORS_ALLOWED_ORIGINS`.",
            ),
        ),
    }
    messages = {
        "malformed": (
            "malformed",
            "error",
            "`{variable}` is malformed: it must be {kind}.",
            "Set `{variable}` to a value of that form.",
        ),
        "out-of-range": (
            "out-of-range",
            "error",
            "`{variable}` is out of range: it must be {kind}.",
            "Set `{variable}` to a value in this range.",
        ),
        "not-a-choice": (
            "not-a-choice",
            "error",
            "`{variable}` must be {kind} (values are case-sensitive).",
            "Set `{variable}` to one of these values.",
        ),
        "file-conflict": (
            "file-conflict",
            "error",
            "`{variable}` is given in more than one way.",
            "Give it once: as `{variable}`, in the file that `{file}` names, or in a folder of secrets.",
        ),
        "folder-unreadable": (
            "file-unreadable",
            "error",
            "The folder of secrets that should hold `{variable}` cannot be read.",
            "Set `--secrets-dir` or `CREDENTIALS_DIRECTORY` to a folder that the service can read.",
        ),
        "file-unreadable": (
            "file-unreadable",
            "error",
            "The file of `{variable}` cannot be read.",
            "Set `{file}` to the path of a file that the service can read.",
        ),
        "file-too-large": (
            "file-too-large",
            "error",
            "The file of `{variable}` is larger than 64 KiB.",
            "Point `{file}` at the file that holds the secret alone.",
        ),
        "file-not-text": (
            "file-not-text",
            "error",
            "The file of `{variable}` is not UTF-8 text.",
            "Write the secret to the file as UTF-8 text.",
        ),
        "misspelt": (
            "unknown-variable",
            "warning",
            "`{variable}` is not a variable of {service}, and nothing reads it.",
            "Did you mean `{meant}`? If not, remove it.",
        ),
        "unknown": (
            "unknown-variable",
            "warning",
            "`{variable}` is not a variable of {service}, although its name begins like one.",
            "Correct its name, or remove it: nothing reads it.",
        ),
        "renamed": (
            "renamed",
            "warning",
            "`{variable}` was renamed to `{new}`, and nothing reads the old name.",
            "Set `{new}` instead.",
        ),
        "deprecated": ("deprecated", "warning", "`{variable}` is deprecated.", "{advice}"),
        "byte-order-mark": (
            "unreadable-line",
            "error",
            "The file begins with a byte order mark: dotenvy stops there, and shells and Node ignore the first variable.",
            "Save the file as UTF-8 without a byte order mark.",
        ),
        "semicolon-comment": (
            "unreadable-line",
            "error",
            "This line begins with a semicolon: systemd takes it for a comment, dotenvy stops there, shells run it.",
            "Begin a comment with `#`.",
        ),
        "no-assignment": (
            "unreadable-line",
            "error",
            "{subject} assigns nothing: dotenvy stops there, and shells run it as a command.",
            "Write it as `NAME=value`, or as a comment.",
        ),
        "bad-name": (
            "unreadable-line",
            "error",
            "This line has a name that is not made of letters, digits and `_`: dotenvy and shells do not read it.",
            "Use the letters A to Z, digits and `_`, no digit first.",
        ),
        "hash-first": (
            "unportable-value",
            "error",
            "{subject} has an unquoted value that begins with `#`: dotenvy, npm dotenv and Node read an empty value.",
            "Put the value in single quotes.",
        ),
        "double-quoted-escape": (
            "unreadable-line",
            "error",
            "{subject} has an escape in double quotes that dotenvy does not support: it stops there.",
            "Put the value in single quotes.",
        ),
        "backslash-before-quote": (
            "unreadable-line",
            "error",
            "{subject} has a backslash before the closing quote: dotenvy reads the quote as part of the value and goes on.",
            "Choose a value that does not end in a backslash: readers disagree on this one however it is written.",
        ),
        "space-at-end-of-file": (
            "unreadable-line",
            "error",
            "The file ends in white space without a new line: dotenvy stops at such a line.",
            "Remove the white space, and end the file with a newline.",
        ),
        "dotted-name": (
            "unportable-line",
            "warning",
            "This line has a name with a dot in it: shells do not read it.",
            "Use the letters A to Z, digits and `_`, no digit first.",
        ),
        "unquoted-space": (
            "unreadable-line",
            "error",
            "{subject} has white space in an unquoted value: dotenvy stops there, and shells run the second word.",
            "Put the value in single quotes.",
        ),
        "unquoted-quote": (
            "unreadable-line",
            "error",
            "{subject} has a quote or a backslash in an unquoted value: dotenvy and shells stop there or drop it.",
            "Put the value in single quotes.",
        ),
        "double-quoted-dollar": (
            "unreadable-line",
            "error",
            "{subject} has a `$` in double quotes: dotenvy stops there or inserts another variable, as shells do.",
            "Put the value in single quotes.",
        ),
        "unclosed-quote": (
            "unreadable-line",
            "error",
            "{subject} opens a quote that is never closed: dotenvy and shells ignore the rest of the file.",
            "Close the quote on the same line.",
        ),
        "text-after-quote": (
            "unreadable-line",
            "error",
            "{subject} has text after the closing quote: dotenvy stops there or appends it, and other readers differ.",
            "Put the whole value in the quotes.",
        ),
        "comment-with-quote": (
            "unreadable-line",
            "error",
            "{subject} has a comment with a quote in it after the value: dotenvy ignores the rest of the file.",
            "Move the comment to a separate line.",
        ),
        "expansion": (
            "unportable-value",
            "error",
            "{subject} has a `$` or a backtick: dotenvy and shells insert another value, and shells may run it.",
            "Put the value in single quotes.",
        ),
        "unquoted-hash": (
            "unportable-value",
            "warning",
            "{subject} has a `#` in an unquoted value: npm dotenv, Node and dotenvx read it as the start of a comment.",
            "Put the value in single quotes.",
        ),
        "unquoted-special": (
            "unportable-value",
            "warning",
            "{subject} has a character in an unquoted value that shells interpret or readers strip.",
            "Put the value in single quotes.",
        ),
        "single-quoted-special": (
            "unportable-value",
            "warning",
            "{subject} has `${{` or two backslashes in single quotes: python-dotenv changes them.",
            "Choose a value without it: readers disagree on this one however it is written.",
        ),
        "double-quoted-special": (
            "unportable-value",
            "warning",
            "{subject} has a backslash or a backtick in double quotes: every reader escapes it differently.",
            "Put the value in single quotes.",
        ),
        "many-lines": (
            "unportable-value",
            "warning",
            "{subject} goes on over several lines: `docker run` and kubectl read one line only.",
            "Write the value on one line, or put it into a file.",
        ),
        "inline-comment": (
            "unportable-value",
            "warning",
            "{subject} has a comment after its value: systemd, `docker run` and kubectl read it as part of the value.",
            "Move the comment to a separate line.",
        ),
        "space-at-end": (
            "unportable-value",
            "warning",
            "{subject} ends in white space: `docker run` and kubectl read it as part of the value.",
            "Remove the white space, or quote the value.",
        ),
        "export": (
            "unportable-line",
            "warning",
            "{subject} begins with `export`: systemd, `docker run` and kubectl do not support it.",
            "Remove `export`.",
        ),
        "indented": (
            "unportable-line",
            "warning",
            "{subject} begins with white space, which not every reader skips.",
            "Begin the line with the name.",
        ),
        "spaces-round-equals": (
            "unportable-line",
            "warning",
            "{subject} has white space around `=`: shells run the name as a command, and kubectl refuses it.",
            "Write `NAME=value` without spaces.",
        ),
        "blank-line-with-spaces": (
            "unportable-line",
            "warning",
            "This line looks empty but holds white space, which not every reader skips.",
            "Empty the line.",
        ),
        "comment-goes-on": (
            "unportable-line",
            "warning",
            "This comment ends in a backslash: systemd reads the next line as part of it.",
            "End the comment with another character.",
        ),
        "carriage-return": (
            "unportable-line",
            "warning",
            "The lines end in carriage returns: shells read them as part of the values.",
            "Save the file with Unix line endings (LF).",
        ),
        "no-final-newline": (
            "unportable-line",
            "warning",
            "The last line has no newline at its end, and not every reader reads such a line.",
            "End the file with a newline.",
        ),
        "long-line": (
            "unportable-line",
            "warning",
            "{subject} is longer than 64 KiB: kubectl silently stops there.",
            "Put the value into a file.",
        ),
        "duplicate": (
            "duplicate-variable",
            "error",
            "{subject} is set twice: dotenvy uses the first line, other readers the last, and kubectl refuses both.",
            "Keep one of the lines.",
        ),
    }
    remedies = {
        "empty": ("", "Remove `{variable}` or give it a value: an empty text does not leave it unset."),
        "line-break": ("", "Remove the line break from the value of `{variable}`."),
        "blank-around": ("", "Remove the white space around the value of `{variable}`."),
        "blank-inside": ("", "Remove the white space inside the value of `{variable}`."),
        "quotes": ("", "Remove the quotes: they are part of the value of `{variable}`."),
        "thousands": ("", "Remove the thousands separators from `{variable}`."),
        "plus": ("", "Remove the plus sign from `{variable}`."),
        "unit": ("", "Leave out the unit: `{variable}` takes the number alone."),
        "decimals": ("", "Leave out the decimal point: `{variable}` takes a whole number."),
        "scheme": ("", "Begin `{variable}` with a scheme, such as `{meant}://`."),
        "scheme-case": ("", "Write the scheme of `{variable}` in lower case."),
        "other-scheme": ("", "Use another scheme in `{variable}`, such as `{meant}://`."),
        "slash": ("", "Remove the slash at the end of `{variable}`."),
        "path": ("", "Remove the path from `{variable}`: an origin ends after the host and port."),
        "dots": ("", "Remove the extra dot from the host in `{variable}`."),
        "hyphen": ("", "Remove the hyphen at the start or end of a part of the host in `{variable}`."),
        "label-long": ("", "Shorten the host in `{variable}`: each part between dots has at most 63 characters."),
        "address": ("", "Write the IPv4 address in `{variable}` as four numbers from 0 to 255, without leading zeros."),
        "case": ("", "Use `{meant}`: upper and lower case differ."),
        "profile": ("", "Did you mean `{meant}`? The rest was checked in that profile."),
        "no-profile": ("", "Choose one of these profiles. The rest was checked in `{meant}`, the default."),
        "near": ("", "Did you mean `{meant}`?"),
        "too-small": ("", "Set `{variable}` to at least {meant}."),
        "too-large": ("", "Set `{variable}` to at most {meant}."),
        "reference": (
            "`{variable}` is a reference that nothing has resolved.",
            "Start the service with the tool that resolves it, or set `{variable}` to the secret itself.",
        ),
        "command": (
            "`{variable}` is a command that nothing has run.",
            "Run the command, and set `{variable}` to what it prints.",
        ),
    }
    old_names = {}
    yields = {}
    taking_empty = ()
    deprecated = {}
    external = ("RUST_BACKTRACE", "TOKIO_WORKER_THREADS")
    prefixes = ("AUTH_", "JWT_", "RATE_LIMIT_", "SECURITY_", "CORS_")


VALIDATOR = ConfigSchemaValidator()
check = VALIDATOR.check
load = VALIDATOR.load
redacted = VALIDATOR.redacted

if __name__ == "__main__":
    sys.exit(main(VALIDATOR, sys.argv[1:], os.path.basename(sys.argv[0])))
