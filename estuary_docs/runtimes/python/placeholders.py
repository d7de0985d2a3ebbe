"""Tell a stand-in that somebody forgot to replace from a genuine secret.

A value is a placeholder for its structure: it is a template (`<…>`, `${…}`), it trails off (`sk-...`), it can be
guessed, or its words explain it. One part that is no word makes the whole genuine, and so do many words that say
nothing of secrets: random strings, hostnames and passphrases contain suspicious words by chance.

A generated program carries this text whole, and others are ported from it line by line: Python 3.9, no imports.
"""

# Words that only a note to the reader contains; words that make a placeholder where they are most of the value; and
# words that explain a part, and prove little by themselves.
NOTES = """
your yours yourself changeme changethis changeit replaceme placeholder insert replace todo tbd fixme dummy fake bogus
redacted unset notset donotuse here goeshere fillme tobemodified please insecure unsafe supersecret changez changer
cambiar cambia cambiame cambiami mudar mude altere trocar troque remplacer remplacez reemplazar reemplaza substituir
substitua sostituire aendern andern andermich ersetzen einfuegen einfugen inserisci insira ganti isi masukkan degistir
zmien wpisz wstaw wijzig verander byt andra tu tus su sua seu seus votre vos dein deine ihr ihre tuo tua jouw uw kamu
anda twoj twoje senin ditt aqui hier ici disini sini buraya tutaj har thay nhap coloque mettre pon ingresa
"""
STAND_INS = """
secret secrets password passwords passwd passwort pass passphrase pwd token tokens apikey credential credentials
example sample test tests testing mock demo dev development local localhost default admin administrator root guest user
username null none undefined nil empty missing required optional hidden masked removed nothing something whatever value
postgres mysql mariadb redis mongo mongodb rabbitmq minio elastic grafana keycloak airflow wordpress laravel ollama
letmein welcome hunter iloveyou foo bar baz hello lorem temp tmp temporary change random invalid generate generated
stub toor shh shhh shhhh shhhhh nosecret asecret averysecret topsecret uuidgen keyboard deadbeef cafebabe shared key
keys string clave contrasena secreto secreta segreto passe senha chave segredo motdepasse cle secrete geheim geheime
geheimes geheimer geheimnis schlussel schluessel kennwort segreta chiave wachtwoord sleutel rahasia sandi katasandi
kunci sifre sifreniz sifren gizli sifrenizi anahtar anahtarinizi anahtariniz haslo klucz tajny tajne sekret losenord
hemlig hemliga hemligt nyckel matkhau khau ejemplo exemplo exemple beispiel esempio voorbeeld
"""
GLUE = """
a an the my our this that these which it its me is in on at of or and to for from with by least must be been not no so
do use used using only as if never non new old real actual another same long longer enough strong very ultra super
duper own some any min minimum max maximum plus char chars character characters bit bits byte bytes length hex base env
environment prod production staging compose docker build time precompile ci app apps application api jwt auth oauth
authentication authorization session cookie csrf signing sign encryption encrypt encrypted encoded private public
publishable access refresh client server service services web webhook webhooks bot smtp email mail gmail db database
dbname sql url uri dsn host hostname port connection conn aws gcp azure github gitlab gh google gemini openai
openrouter anthropic claude mistral cohere deepseek stripe slack telegram tg discord twilio sid sendgrid brevo mailgun
resend sentry datadog nextauth supabase neon railway vercel render heroku upstash cloudflare turnstile anon role cloud
cloudinary firebase pinecone huggingface groq mapbox maps algolia recaptcha captcha okta clerk shopify paypal razorpay
plaid spotify facebook instagram twitter linkedin youtube whatsapp meta zoom airtable notion posthog weather infura
alchemy etherscan wallet seed mnemonic phrase convex redmine django flask rails node python search hmac rsa aes openssl
rand uuid guid sk pk ant proj gsk whsec xoxb xoxp xapp live ghp gho ghs glpat pat hf re npm tvly nvapi xai pplx fc lin
pcsk pt gocspx bearer x ua gtm id ids backend frontend should every rounds certificate lm studio code name account
project org company site domain data set put enter add fill filled paste get see ask obtain run vault replaced update
provide provided provider managed stored injected runtime later before after deploy deployment deploying install phase
step values number text word words file hash salt secure secured safe unique internal external master cron hardcoded
mine now team lead dashboard console settings config configure configured defined variable output ok yes com https http
www begin end type commit purposes just changed einen langen nobody knows readme botfather googleusercontent e2e n8n s3
r2 r8 lsv2 chuoi rat v1 v2 v3 address bucket region storage store tenant resource strapi odoo directus saas starter
blog ecommerce chat shop crm zoho myapp myproject mydb gpt ai llm world ipsum cat artisan php del des dos das dem den
der die el la los las le les il lo da di de mi mis ma mein meine meu minha mio mia un una uno um uma une ein eine por
para pour per con et und ou esto esta este isto isso essa questa questo cette en chaine longue produzione yaz bd ini
dit moi mig mich mnie mij ut je bunu beni bir cok guclu bi mat cua ban vao doi toi khoa segura seguro sicher sicheres
sicura forte larga largo fort muy molto tres muito aleatoria aleatorio aleatoire nueva nuevo nova novo neu neue
produccion producao na produkcji dengan bitte favor genera gere langer zufalliger zufallige banco
"""
# In these scripts words have endings, or no spaces around them.
STEMS = """
парол секрет ключ токен замени встав измени смени укажи сгенер случайн длинн символ ваш твой твоя твоё твои
пример введ прод бази здесь сюда змін замін твій свій тут 密钥 密码 密碼 口令 秘密 秘钥 金鑰 令牌 随机 隨機 字符
替换 替換 更改 修改 改成 生成 输入 填 你的 您的 自己的 请 此处 这里 至少 示例 默认 可选 必填 パスワード 変更
あなた ここ キー トークン シークレット 入力 文字 任意 비밀 변경 입력 여기 당신 토큰 시크릿 암호 랜덤 임의 발급
교체 실제 पासवर्ड कुंजी आपक यहाँ गुप्त अपन डाल كلمة مفتاح هنا السر رمز غير أدخل
""".split()
# Each letter, and those that are read as it.
ACCENTS = """
aáàâãäåąạảấầẩẫậắằẳẵặ cçćč dđ eéèêëęẻẽẹếềểễệ gğ iíìîïıỉĩị lł nñń oóòôõöỏọốồổỗộớờởỡợ sşśš uúùûüủũụưứừửữự yýỳỷỹỵ
zżźž
""".split()  # noqa: RUF001 - the dotless i is meant
# One text, because one search in it is quicker than a search in each.
SEQUENCES = """
012345678901234567890123456789 987654321098765432109876543210 abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz
zyxwvutsrqponmlkjihgfedcba 0123456789abcdef0123456789abcdef0123456789abcdef fedcba9876543210 qwertyuiopasdfghjklzxcvbnm
poiuytrewq lkjhgfdsa qwertzuiop azertyuiop 1q2w3e4r5t6y7u8i9o0p 1qaz2wsx3edc4rfv5tgb6yhn qazwsxedcrfvtgb
"""
# Opening, closing: what stands between them is filled in later.
TEMPLATES = "< > ${{ }} ${ } #{ } {{ }} { } $( ) ( ) [ ] %( )s % % __ __ @@ @@".split()
MARKS = frozenset("<{([%_@$")
VENDORS = ("AKIA", "ASIA", "AIzaSy", "AIza", "AC", "0x", "EAA", "SG.")
SECRET_KEYS = ("password", "pwd", "secret", "token", "apikey", "accountkey", "accesskey")
TOP_LEVEL_DOMAINS = "com org net io dev app internal cloud local systems co eu ai info tech corp lan test".split()
SHORT_WORDS_RUN_TOGETHER = "my db is to key api jwt app for use not dev foo bar baz new bot pwd".split()
LONGEST_JUDGED = 1000
DEEPEST = 4
LONGEST_PART = 80
LONGEST_WORD = 15
MOST_UNKNOWN = 8
NOISE = -99

WEIGHTS = {}
for _weight, _words in ((1, GLUE), (2, STAND_INS), (4, NOTES)):
    for _word in _words.split():
        WEIGHTS[_word] = _weight


def looks_like_placeholder(text: str) -> bool:
    """Say whether `text` is a stand-in rather than a secret.

    >>> looks_like_placeholder("your-secret-key-here"), looks_like_placeholder("Qe1U5msfYir1example2z8")
    (True, False)
    """
    return _stands_in(text, DEEPEST)


def _stands_in(text: str, depth: int) -> bool:
    """Judge a text, or what is inside it: the password of an address, the value of an assignment, the rest of a key."""
    text = text.strip().strip("\"'`").replace("\\n", " ")
    if is_guessable(text):
        return len(text) > 2 or text in "xX*#?-_•…."
    if len(text) > LONGEST_JUDGED or depth == 0:
        return False
    if _is_template(text) or _trails_off(text):
        return True
    for piece in text.replace(";", " ").replace("&", " ").replace("?", " ").split():
        key, _, value = piece.partition("=")
        if value.strip("=") != "" and key.lower().replace("_", "").endswith(SECRET_KEYS):
            return _stands_in(value, depth - 1)
    if " " not in text.partition("://")[0] and ("://" in text or "@tcp(" in text):
        return _is_unfinished_url(text, depth - 1)
    return _is_address_to_fill_in(text) if _is_hostname(text) else _is_note(text, depth - 1)


def is_guessable(text: str) -> bool:
    """Say whether the whole text is one repeated character or unit, or a run of an alphabet or a keyboard.

    >>> is_guessable("aaaa"), is_guessable("12345678"), is_guessable("mgzkvwqa")
    (True, True, False)
    """
    lower = text.lower()
    for size in range(1, min(16, len(text) // 2) + 1):
        if lower[size:] == lower[:-size]:
            return size == 1 or (size < 7 and len(text) >= 3 * size) or _is_sequence(lower[:size])
    return len(text) == 1 or _is_sequence(lower)


def _is_sequence(lower: str) -> bool:
    """Say whether a word is a run such as `123`, `abc`, `abc123` or `0123456789abcdef`."""
    if len(lower) < 4 or len(lower) > 100:
        return lower in ("123", "321", "abc", "xyz")
    if (lower in SEQUENCES and lower.isalnum()) or lower in "1234567890" * 11:
        return True
    if lower.isalpha():
        return False
    for letters in (lower.rstrip("0123456789"), lower.lstrip("0123456789")):
        digits = lower.replace(letters, "", 1)
        if 2 < len(letters) < len(lower) - 2 and _is_sequence(letters) and _is_sequence(digits):
            return True
    return False


def _is_hostname(text: str) -> bool:
    domain = text.rpartition(".")[2]
    return domain in TOP_LEVEL_DOMAINS and domain != text == text.lower() and "_" not in text and " " not in text


def _is_note(text: str, depth: int) -> bool:
    """Say whether a text explains itself, perhaps after the letters that a vendor's keys begin with."""
    for vendor in VENDORS:
        rest = text[len(vendor) :]
        if text.startswith(vendor) and (_stands_in(rest, depth) or (rest.endswith("EXAMPLE") and len(rest) == 16)):
            return True
    manual = text.lower() == "n/a" or (text.endswith("EXAMPLEKEY") and len(text) == 40)
    return manual or _is_explained(text) or _is_disguised(text)


def _is_filler(part: str) -> bool:
    """Say whether a part is `xxxx`, `0000` or the like, or goes on so after a vendor's letters."""
    bare = part.rstrip(part[-1])
    run = len(part) - len(bare)
    return (bare == "" and run > 2) or (part[-1] in "xX0" and run > 5 and len(bare) < 9)


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
            if start == 0 and after == "" and (_is_hole(inner) or (opening == "$(" and NOISE not in _weights(inner))):
                return True
            alone = not _is_alphanumeric(text[:start][-1:]) and not _is_alphanumeric(after[:1])
            plain = inner.replace(" ", "").replace("_", "").replace("-", "")
            if alone and len(plain) > 2 and _is_alphabetic(plain) and _is_named(inner) and min(_weights(inner)) >= 0:
                return True
            start = text.find(opening, start + 1)
    return text.startswith("$") and _is_alphanumeric(text[1:].replace("_", "")) and _is_named(text[1:])


def _is_hole(inner: str) -> bool:
    letters = inner.replace(" ", "").replace("_", "").replace("-", "")
    words = _is_alphabetic(letters) and inner in (inner.lower(), inner.upper()) and NOISE not in _weights(inner)
    return words or inner == "..." or _is_named(inner) or _is_disguised(inner)


def _is_named(text: str) -> bool:
    """Say whether a text reads as the name of a secret, or as a note about one."""
    return sum(_weights(text)) > 0


def _trails_off(text: str) -> bool:
    if "…" in text or text.startswith("...") or text.endswith("..."):
        return True
    if text.endswith(("***", "•••")):
        return NOISE not in _weights(text)
    return text.count("...") == 1 and all(
        character in "-_.:/@= {}\"',;" or _is_alphanumeric(character) for character in text
    )


def _is_unfinished_url(text: str, depth: int) -> bool:
    """Judge the password of a URL, or the address where it has none."""
    scheme, _, rest = text.rpartition("://")
    authority = rest.replace("?", "/").replace("#", "/").partition("/")[0]
    credentials, _, _ = authority.rpartition("@")
    user, colon, password = credentials.partition(":")
    if colon != "":
        return password in ("", user) or _stands_in(password.replace("%40", "@"), depth)
    if user != "" and scheme.startswith("http"):
        return _stands_in(user, depth)
    return scheme == "op" or _is_address_to_fill_in(rest)


def _is_address_to_fill_in(address: str) -> bool:
    """Say whether a label of an address is a note, such as `your-project` or `xxxx`."""
    if NOISE in _weights(address):
        return False
    fillers = 0
    if "/your/" in address.lower():
        return True
    for label in address.replace("/", ".").replace("@", ".").replace(":", ".").lower().split("."):
        said = "your" in label.replace("_", "-").split("-") or (label.startswith("your") and _is_named(label))
        if said and label != "your":
            return True
        if len(label) > 2 and _is_filler(label):
            fillers += 1 if len(label) == 3 else 2
    return fillers > 1


def _is_explained(text: str) -> bool:
    """Say whether the words of a text are those of a note, or of a lazy author."""
    weights = _weights(text)
    known = sum(weight > 0 for weight in weights)
    unknown = sum(weight < 0 for weight in weights)
    total = sum(weights)
    if unknown == 0:
        return total > 1
    bare = text.replace("-", "").replace("_", "")
    if NOISE in weights or not _is_alphanumeric(bare):
        first, last = 0, 0
    else:
        first, last = weights[0], weights[-1]
    if (
        unknown == 1
        and first < 0
        and last == 2
        and bare != text
        and 0 not in weights
        and (len(weights) < 4 or (total > 0 and "-" not in text))
    ):
        return True
    if unknown < 3 and first == 4 and known > 1 and last > 0:
        return True
    noted = max(weights) > 2
    if unknown == 1:
        return total > (0 if noted or len(weights) < 4 else 2) and max(weights) > 1
    return max(weights[0], weights[-1], weights[-2]) > 2 and total > 0 and known > 2 * unknown


def _is_disguised(text: str) -> bool:
    """Say whether the text is one such as `P@ssw0rd`."""
    bare = text.rstrip("0123456789!?.*#")
    for plain in (text, bare, bare.replace("@", "-")):
        undisguised = plain
        for digit, letter in ("0o", "1i", "3e", "4a", "5s", "7t", "@a", "$s"):
            undisguised = undisguised.replace(digit, letter)
        if 3 < len(plain) < 25 and undisguised != plain:
            weights = _weights(undisguised)
            if weights and min(weights) > 0 and max(weights) > 1:
                return True
    return False


def _is_alphanumeric(text: str) -> bool:
    """Say whether a text is letters and digits; beyond Latin-1 all counts as such, whatever a Unicode version says."""
    return text != "" and all(character.isalnum() or ord(character) > 255 for character in text)


def _is_alphabetic(text: str) -> bool:
    """Say whether a text is letters, beyond Latin-1 likewise."""
    return text != "" and all(character.isalpha() or ord(character) > 255 for character in text)


def _weights(text: str) -> list[int]:
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
    if _is_filler(part):
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
        return [4] if any(stem in lower for stem in STEMS) else [-1]
    return [2] if _is_sequence(lower) else _run_weights(_split(part, camel_case=False))


def _run_weights(runs: list[str]) -> list[int]:
    """Weigh runs of letters and of digits that take turns."""
    weights: list[int] = []
    if len(runs) > 4 or len("".join(runs)) > LONGEST_PART:
        return [NOISE]
    for run in runs:
        if _is_sequence(run.lower()):
            weights.append(1)
        elif run.isdigit():
            weights.append(0 if len(run) < 5 else NOISE)
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
        if word in WEIGHTS and (end > 3 or word in SHORT_WORDS_RUN_TOGETHER):
            rest = _segment(letters[end:])
            if rest or end == len(letters):
                return [WEIGHTS[word], *rest]
    return []
