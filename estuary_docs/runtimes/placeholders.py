"""Tell a stand-in that somebody forgot to replace from a genuine secret.

A value is a placeholder for its structure: it is a template (`<…>`, `${…}`), it trails off (`sk-...`), it can
be guessed, or its words explain it. One part that is no word makes the whole genuine, and so do many words that
say nothing of secrets: random strings, hostnames and passphrases contain suspicious words by chance.

A generated program carries this text whole, and others are ported from it line by line: Python 3.9, no imports.
"""

# Words that only a note to the reader contains.
NOTES = """
    your yours yourself changeme changethis changeit replaceme placeholder insert replace todo tbd fixme dummy fake
    bogus redacted unset notset here goeshere fillme tobemodified please insecure unsafe supersecret
    changez cambiar cambia cambiame cambiami cambie mudar mude altere trocar troque remplacer remplacez reemplazar
    reemplaza substituir substitua sostituire aendern andern andermich ersetzen einfuegen einfugen inserisci insira
    ganti isi masukkan degistir zmien wpisz wstaw wijzig verander byt andra tu tus su sua seu seus votre vos dein
    deine ihr ihre tuo tua jouw kamu anda twoj twoje senin ditt aqui hier ici disini sini buraya tutaj har thay nhap
    coloque mettre pon ingresa
"""
# Words that make a placeholder where they are most of the value.
STAND_INS = """
    secret secrets password passwords passwd passwort pass passphrase pwd token tokens apikey credential credentials
    example sample test tests testing mock demo dev development local localhost default admin administrator root guest
    user username null none undefined nil empty missing required optional hidden masked removed nothing whatever value
    postgres mysql mariadb redis mongo mongodb rabbitmq minio elastic grafana keycloak airflow wordpress laravel letmein
    welcome hunter iloveyou foo bar baz hello lorem temp tmp temporary change random invalid generate generated stub
    toor shh shhh shhhh shhhhh asecret keyboard deadbeef cafebabe shared key keys string
    clave contrasena secreto segreto passe secreta senha chave segredo motdepasse cle geheim geheime geheimes geheimer geheimnis
    schlussel schluessel kennwort segreta chiave wachtwoord sleutel rahasia sandi katasandi kunci sifre sifreniz
    sifren gizli anahtar anahtarinizi anahtariniz haslo klucz tajny tajne sekret losenord hemlig hemliga hemligt
    nyckel matkhau khau ejemplo exemplo exemple beispiel esempio voorbeeld
"""
# Words that explain a part, and prove little by themselves.
GLUE = """
    a an the my our this that these it its me is in on at of or and to for from with by least must be been not no so do
    use used using only as if never non new old real actual same long longer strong very ultra super duper own some any
    min minimum max maximum char chars character characters bit bits byte bytes length hex base env environment prod
    production staging compose docker build time precompile ci app apps application api jwt auth oauth session cookie
    csrf signing sign encryption encrypt encrypted encoded private public publishable access refresh client server
    service services web webhook webhooks bot smtp email mail gmail db database dbname sql url uri dsn host hostname
    port connection conn aws gcp azure github gitlab gh google openai anthropic stripe slack telegram discord twilio
    sendgrid sentry nextauth supabase anon role resend mailgun cloudinary firebase pinecone huggingface groq mapbox
    algolia recaptcha clerk shopify paypal razorpay plaid spotify weather infura alchemy etherscan wallet mnemonic
    phrase notion posthog convex redmine django rails node python hmac rsa aes openssl rand uuid guid sk pk ant proj
    gsk whsec xoxb xoxp xapp live ghp gho ghs glpat pat hf re npm tvly nvapi xai pplx fc lin pcsk pt gocspx bearer
    id ids code name account project org company site domain data set put enter add fill filled paste get see ask
    obtain run vault replaced update provide provided provider managed injected runtime later before after deploy
    deployment deploying install phase step values number text word words file hash secure secured safe unique internal
    external master cron hardcoded mine now team dashboard console settings config configure configured defined
    variable output ok yes com https http www begin end type something commit purposes just changed e2e n8n s3 v1 v2 v3
    stored readme botfather uuidgen r8 lead store tenant resource strapi odoo directus saas starter blog ecommerce chat myapp myproject mydb gpt ai world ipsum cat
    del des dos das dem den der die el la los las le les il lo da di de mi mis mon ma mein meine meu minha mio mia un una
    uno um uma une ein eine por para pour per con y e et und o ou esto esta este isto isso essa questa ini dit moi mig
    mich mnie mij ut je bunu beni bir cok guclu bi mat cua ban vao khoa segura seguro sicher sicheres sicura forte larga
    largo fort muy molto tres muito aleatoria aleatorio aleatoire nueva nuevo nova novo neu neue produccion producao na
    produkcji dengan bitte favor genera gere langer banco
"""
# In these scripts words have endings, or no spaces around them.
STEMS = """
    парол секрет ключ токен замен встав измен смен укаж сгенер случайн символ ваш тво пример здесь сюда змін замін твій
    свій тут 密钥 密码 密碼 口令 秘密 秘钥 金鑰 令牌 随机 隨機 字符 替换 替換 更改 修改 改成 生成 输入 填 你的 您的 自己的 请 此处 这里 至少
    示例 默认 可选 必填 パスワード 変更 あなた ここ キー トークン シークレット 入力 文字 任意 비밀 변경 입력 여기 당신 토큰 시크릿 암호 랜덤
    임의 발급 पासवर्ड कुंजी आपक यहाँ गुप्त كلمة مفتاح هنا السر رمز غير أدخل
"""
ACCENTS = "aáàâãäåąạảấầẩẫậắ cçćč dđ eéèêëęếềểễệ iíìîïıị lł nñń oóòôõöốồổỗộớờở sşśš uúùûüưứừửữự yý zżźž gğ"
SEQUENCES = """
    012345678901234567890123456789 987654321098765432109876543210 abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz
    zyxwvutsrqponmlkjihgfedcba 0123456789abcdef0123456789abcdef0123456789abcdef fedcba9876543210 qwertyuiopasdfghjklzxcvbnm
    asdfghjkl zxcvbnm poiuytrewq qwertzuiop azertyuiop 1q2w3e4r5t6y7u8i9o0p q1w2e3r4t5y6u7i8o9p0 1qaz2wsx3edc4rfv5tgb6yhn
    qazwsxedcrfvtgb
"""
# Opening, closing: what stands between them is filled in later.
TEMPLATES = (
    ("<", ">"), ("${{", "}}"), ("${", "}"), ("#{", "}"), ("{{", "}}"), ("{", "}"), ("$(", ")"), ("(", ")"), ("[", "]"),
    ("%(", ")s"), ("%", "%"), ("__", "__"), ("@@", "@@"), ("`", "`"),
)  # fmt: skip
DIGITS = "0123456789"
FILLERS = "xX*#?_-•0.…"
JOINTS = "-_. :/,@"
LEET = ("0o", "1i", "3e", "4a", "5s", "7t", "@a", "$s")
PASSWORD_KEYS = ("password", "pwd", "secret", "token", "apikey", "accountkey", "accesskey")
RUNTOGETHER_SHORT_WORDS = {"my", "me", "db", "in", "do", "is", "to"}
TOP_LEVEL_DOMAINS = "com org net io dev app internal cloud local systems co eu ai info tech corp lan test".split()
LONGEST_JUDGED = 1000
LONGEST_WORD = 15
NOISE = -99

WEIGHTS = {}
for _words, _weight in ((GLUE, 1), (STAND_INS, 2), (NOTES, 4)):
    for _word in _words.split():
        WEIGHTS[_word] = _weight
PLAIN = {}
for _group in ACCENTS.split():
    for _character in _group:
        PLAIN[_character] = _group[0]
STEMS_LISTED = STEMS.split()
SEQUENCES_LISTED = SEQUENCES.split()


def looks_like_placeholder(text: str) -> bool:
    """Say whether `text` is a stand-in rather than a secret.

    >>> looks_like_placeholder("your-secret-key-here"), looks_like_placeholder("Qe1U5msfYir1example2z8")
    (True, False)
    """
    text = text.strip().strip("\"'`").replace("\\n", " ")
    if is_guessable(text):
        return len(text) > 2 or text in FILLERS
    if len(text) > LONGEST_JUDGED:
        return False
    if _is_template(text) or _trails_off(text) or _is_documented(text):
        return True
    assigned = _assigned_secret(text)
    if assigned != "":
        return looks_like_placeholder(assigned)
    if "://" in text and " " not in text.partition("://")[0]:
        return _is_url_without_secret(text)
    if _is_hostname(text):
        return _says_your(text)
    if "@tcp(" in text:
        return looks_like_placeholder(text.partition("@tcp(")[0].partition(":")[2])
    return _is_explained(text) or _is_disguised(text)


def is_guessable(text: str) -> bool:
    """Say whether the whole text is one repeated character or unit, or a run of an alphabet or a keyboard.

    >>> is_guessable("aaaa"), is_guessable("12345678"), is_guessable("mgzkvwqa")
    (True, True, False)
    """
    lower = text.lower()
    for size in range(1, min(16, len(text) // 2) + 1):
        repetitions = len(text) / size
        enough = repetitions >= 3 or size == 1 or size >= 6 or _is_sequence(lower[:size])
        if lower[size:] == lower[:-size] and enough:
            return True
    return len(text) == 1 or _is_sequence(lower)


def _is_sequence(lower: str) -> bool:
    """Say whether a word is a run such as `123`, `abc`, `abc123` or `0123456789abcdef`."""
    if len(lower) < 3 or len(lower) > 100:
        return False
    if any(lower in sequence for sequence in SEQUENCES_LISTED):
        return True
    letters = lower.rstrip(DIGITS)
    digits = lower[len(letters) :]
    if letters == "":
        return len(lower) > 9 and lower in "1234567890" * 10
    if digits == "":
        digits = lower.rstrip("abcdefghijklmnopqrstuvwxyz")
        letters = lower[len(digits) :]
    return len(digits) > 2 and len(letters) > 2 and _is_sequence(letters) and _is_sequence(digits)


def _is_filler(part: str) -> bool:
    """Say whether a part is `xxxx`, `0000` or the like, or begins with a vendor's letters and goes on so."""
    if len(part) > 2 and part == part[0] * len(part):
        return True
    bare = part.rstrip(part[-1])
    return part[-1] in "xX0" and len(part) - len(bare) > 5 and len(bare) < 9


def _is_template(text: str) -> bool:
    for opening, closing in TEMPLATES:
        start = text.find(opening)
        if start < 0:
            continue
        if start == 0 and text.endswith(closing) and len(text) > len(opening) + len(closing):
            inner = text[len(opening) : len(text) - len(closing)]
            if opening not in inner and (_is_named(inner) or (_is_wordy(inner) and inner.replace(" ", "").isalpha())):
                return True
        while start >= 0:
            end = text.find(closing, start + len(opening))
            if end < 0:
                break
            if _is_hole(text, start, start + len(opening), end, end + len(closing)):
                return True
            start = text.find(opening, start + 1)
    return text.startswith("$") and _is_named(text[1:])


def _is_hole(text: str, start: int, inner_start: int, inner_end: int, end: int) -> bool:
    """Say whether a template stands alone inside a text, as in `Bearer <token>`."""
    inner = text[inner_start:inner_end]
    alone = not text[:start][-1:].isalnum() and not text[end:][:1].isalnum()
    return alone and 2 < len(inner) < 60 and _is_named(inner) and min(_weights(inner)) >= 0


def _is_named(text: str) -> bool:
    """Say whether a text names something that a secret may be, such as `DB_PASSWORD`."""
    weights = _weights(text)
    return sum(weights) > 0


def _is_wordy(text: str) -> bool:
    weights = _weights(text)
    return len(weights) > 0 and NOISE not in weights


def _trails_off(text: str) -> bool:
    if "…" in text or text.startswith("...") or text.endswith("..."):
        return True
    bare = text.rstrip("*•")
    if len(text) - len(bare) > 2 and _is_wordy(bare):
        return True
    for character in text:
        if not character.isalnum() and character not in "-_.:/@= {}\"',;":
            return False
    return text.count("...") == 1


def _is_documented(text: str) -> bool:
    """Say whether the text is a key from a vendor's manual."""
    if text.startswith(("AKIA", "ASIA", "AIza", "AC", "0x", "EAA", "SG.")):
        for prefix in ("AKIA", "ASIA", "AIzaSy", "AIza", "AC", "0x", "EAA", "SG."):
            rest = text[len(prefix) :]
            if text.startswith(prefix) and (looks_like_placeholder(rest) or (prefix == "AKIA" and rest.endswith("EXAMPLE"))):
                return True
    return len(text) == 40 and text.endswith("EXAMPLEKEY")


def _assigned_secret(text: str) -> str:
    """Return the password in `Server=db;Password=…` or in a query, or nothing."""
    found = ""
    if "=" in text:
        for piece in text.replace(";", " ").replace("&", " ").replace("?", " ").split():
            key, _, value = piece.partition("=")
            key = key.lower().replace("_", "").replace("-", "")
            if value.strip("=") != "" and key.endswith(PASSWORD_KEYS):
                found = value
    return found


def _is_hostname(text: str) -> bool:
    last_label = text[text.rfind(".") + 1 :]
    return "." in text and last_label in TOP_LEVEL_DOMAINS and " " not in text and "_" not in text and text == text.lower()


def _is_url_without_secret(text: str) -> bool:
    """Judge the password of a URL, or the URL itself where it has none."""
    scheme, _, rest = text.partition("://")
    if scheme == "op":
        return True
    authority = rest.replace("?", "/").replace("#", "/").partition("/")[0]
    if "@" in authority:
        credentials = authority[: authority.rfind("@")]
        user, colon, password = credentials.partition(":")
        if colon != "":
            return password in ("", user) or looks_like_placeholder(password.replace("%40", "@"))
        if scheme.startswith("http"):
            return looks_like_placeholder(user)
    return _says_your(rest)


def _says_your(address: str) -> bool:
    """Say whether a label of an address is a note, such as `your-project` or `xxxx`."""
    if not _is_wordy(address):
        return False
    fillers = 0
    for label in address.replace("/", ".").replace("@", ".").replace(":", ".").lower().split("."):
        if label.startswith(("your-", "your_")) or (label.startswith("your") and len(label) > 4 and _is_named(label)):
            return True
        if len(label) > 2 and _is_filler(label):
            fillers += 1 if len(label) == 3 else 2
    return fillers > 1


def _is_explained(text: str) -> bool:
    weights = _weights(text)
    known = 0
    unknown = 0
    for weight in weights:
        if weight > 0:
            known += 1
        if weight < 0:
            unknown += 1
    total = sum(weights)
    if unknown == 0:
        return total > 1
    return total > 0 and max(weights) > 1 and (unknown < 2 or known >= 2 * unknown)


def _is_disguised(text: str) -> bool:
    """Say whether the text is one such as `P@ssw0rd`."""
    bare = text.rstrip("0123456789!?.*#")
    if len(bare) < 4 or len(bare) > 24:
        return False
    plain = bare
    for pair in LEET:
        plain = plain.replace(pair[0], pair[1])
    weights = _weights(plain)
    return len(weights) > 0 and plain != bare and min(weights) > 0 and max(weights) > 1


def _weights(text: str) -> list[int]:
    """Weigh the words of a text: above zero where it is known, below where it is not, NOISE where it is no word."""
    weights: list[int] = []
    odd_characters = set()
    part = ""
    for character in text + " ":
        if character.isalnum() or ord(character) > 255:
            part += character
            continue
        if character not in JOINTS:
            odd_characters.add(character)
        if part != "":
            weights += _part_weights(part)
            if weights[-1] == NOISE:
                return weights
            part = ""
    if len(odd_characters) > 1 and " " not in text:
        weights.append(2 - 2 * len(odd_characters))
    return weights


def _part_weights(part: str) -> list[int]:
    """Weigh the words that are written together in one run of letters and digits."""
    if _is_filler(part):
        return [5 if len(part) > 5 else 2]
    lower = _plain(part.lower())
    if lower in WEIGHTS:
        return [WEIGHTS[lower]]
    if _is_sequence(lower):
        return [2]
    if not lower.isascii():
        return [4] if any(stem in lower for stem in STEMS_LISTED) else [-1]
    weights: list[int] = []
    runs = _runs(part)
    if len(runs) > 3:
        return [NOISE]
    for run in runs:
        if run.isdigit():
            weights.append(0 if len(run) < 5 else NOISE)
        else:
            weights += _run_weights(run, alone=len(runs) == 1)
    if NOISE in weights or (len(runs) > 1 and sum(weight < 0 for weight in weights) > 1):
        return [NOISE]
    return weights


def _plain(lower: str) -> str:
    if lower.isascii():
        return lower
    return "".join(PLAIN.get(character, character) for character in lower)


def _runs(part: str) -> list[str]:
    """Split where letters meet digits."""
    runs = [part[0]]
    for character in part[1:]:
        if character.isdigit() == runs[-1].isdigit():
            runs[-1] += character
        else:
            runs.append(character)
    return runs


def _run_weights(letters: str, *, alone: bool) -> list[int]:
    """Weigh a run of letters: words written together, or in camel case."""
    if not alone and len(letters) < 3:
        return [NOISE]
    weights = _segment(letters.lower())
    if weights:
        return weights
    humps = _humps(letters)
    if len(humps) == 1:
        return [_unknown_weight(letters) if alone or len(letters) > 3 else NOISE]
    for hump in humps:
        hump_weights = _segment(hump.lower())
        if not hump_weights and len(hump) < 4:
            return [NOISE]
        weights += hump_weights or [_unknown_weight(hump)]
    return weights


def _unknown_weight(letters: str) -> int:
    if len(letters) > LONGEST_WORD:
        return NOISE
    if len(letters) > 8:
        return -4
    return -1 if 3 <= len(letters) <= 4 else -2


def _humps(letters: str) -> list[str]:
    """Split camel case into words."""
    humps = [letters[0]]
    for index in range(1, len(letters)):
        after_lower = letters[index].isupper() and letters[index - 1].islower()
        before_lower = letters[index].isupper() and letters[index + 1 : index + 2].islower()
        if after_lower or before_lower:
            humps.append("")
        humps[-1] += letters[index]
    return humps


def _segment(letters: str) -> list[int]:
    """Weigh known words that are written together, such as `supersecretkey`; nothing where a rest remains."""
    for end in range(min(len(letters), LONGEST_WORD), 1, -1):
        word = letters[:end]
        if word in WEIGHTS and (end > 2 or word in RUNTOGETHER_SHORT_WORDS):
            if end == len(letters):
                return [WEIGHTS[word]]
            rest = _segment(letters[end:])
            if rest:
                return [WEIGHTS[word], *rest]
    return []
