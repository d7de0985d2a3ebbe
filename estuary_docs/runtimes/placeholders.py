"""Tell a stand-in that somebody forgot to replace from a genuine secret.

A value is a placeholder for its structure: it is a template (`<…>`, `${…}`), it trails off (`sk-...`),
or its words explain it. A random string or a hostname that happens to contain such a word is none:
one part that no word explains makes the whole genuine. Standard library only.
"""

import re
from functools import lru_cache
from itertools import pairwise
from urllib.parse import unquote

TEMPLATE = re.compile(
    r"<[^<>]+>|\$\{[^{}]*\}|\$\([^()]*\)|\$[A-Za-z_]\w*"
    r"|%[A-Za-z_]\w*%|\{\{[^{}]*\}\}|\{[A-Za-z_ -]+\}|\[[^\W\d][\w -]*\]"
)
INNER_TEMPLATE = re.compile(r"(?<![A-Za-z0-9+/])<[A-Za-z][A-Za-z _-]{2,}>(?![A-Za-z0-9+/])")
ELLIPSIS = re.compile(r"\.{3}|…")
DOCUMENTATION_KEY = re.compile(r"[A-Za-z0-9/+]+EXAMPLE(?:KEY)?")
URL_WITH_CREDENTIALS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://(?:[^/?#@\s]*:)?(?P<secret>[^/?#@:\s]+)@.*", re.DOTALL)
URL_WITHOUT_CREDENTIALS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://\S*")
HOSTNAME = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}")
FILLER = re.compile(r"(?:[xX]{3,}|0{3,}|\*{3,}|#{3,}|\?{3,}|_{3,}|-{3,}|•{3,})")
CAMEL_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
PART = re.compile(r"[^\W_]+")
WORD = re.compile(r"(?P<word>[^\W\d_]*)(?P<number>\d{0,4})")
ODD_CHARACTER = re.compile(r"[^\w\s.-]")
MOST_ODD_CHARACTERS = 3
LONGEST_WORD = 15
SHARE_EXPLAINED = 0.6
SHARE_EXPLAINED_WITH_A_NOTE = 0.4
CHANGED = {"me", "this", "it", "in", "to", "esto", "isto", "ini"}
SEQUENCES = ("01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "0123456789abcdef" * 4, "qwertyuiop", "987654321")

# Words that only a note to the reader contains: one of them is enough.
NOTES = frozenset(
    """
    your yours yourself changeme changethis replaceme replacethis placeholder insert replace todo tbd fixme dummy
    fake redacted notset unset goeshere fillme fillin tuyo tuya sua seu votre vos dein deine ihr ihre tuo jouw kamu
    anda twoj twoje ваш ваша твой cambiame cambiami mudar mude changez remplacer remplacez reemplazar reemplaza
    cambiar substituir trocar aendern ändern ändere ersetzen einfuegen einfügen ganti isi degistir değiştir zmien
    zmień sostituire inserire замените измените вставьте поменяй
    """.split()
)
# Words that make a placeholder where they are most of the value.
STAND_INS = frozenset(
    """
    secret secrets password passwd pass passphrase pwd token key keys credential credentials example sample test
    testing demo dev development local default admin administrator root guest user username mypassword null none
    undefined nil empty postgres mysql mariadb redis mongo rabbitmq minio letmein welcome qwerty foobar foo bar baz
    hello temp tmp change generate random secure insecure unsafe invalid supersecret super value string here please
    hunter clave contrasena contraseña secreto secreta senha chave segredo motdepasse mot passe cle clé passwort
    geheim geheimnis schluessel schlüssel kennwort segreto segreta chiave wachtwoord sleutel rahasia sandi kunci
    sifre şifre gizli anahtar haslo hasło lösenord пароль секрет секретный ключ parol sekret ejemplo exemplo exemple
    beispiel esempio voorbeeld
    """.split()
)
# Words that explain a part, and prove nothing by themselves.
GLUE = frozenset(
    """
    a an the my our this that these it me is in on at of or and to for from with by least must be do not use used
    using only as no non new old real actual same long strong very own some any min minimum max maximum char chars
    character characters bit bits byte bytes length hex base env environment prod production staging compose docker
    build precompile ci local app application api jwt auth oauth session cookie signing sign encryption encrypt
    private public access refresh client server service web webhook bot smtp email mail gmail db database sql url
    uri dsn host connection conn aws gcp azure github gitlab gh google openai anthropic stripe slack telegram
    discord twilio sendgrid sentry nextauth hmac rsa aes openssl rand uuid guid sk pk ant proj gsk whsec xoxb live
    id code name account project org company data set put enter add fill paste get see vault replace update provide
    later before deploy deployment deploying phase step tu su la el le il di da de en ici aqui aquí hier qui sini
    buraya tutaj nueva nuevo nova novo neu neue nouvelle nouveau aleatoria aleatorio segura seguro sicher sure forte
    del des der die das une un una um uma por para pour für per favor здесь сюда тут новый mon ma mein meine meu
    minha mi mio mia gpt ai
    """.split()
)
# Ideographic text has no spaces to find words by. Compiled when a text needs it: that takes long, and few do.
NOTES_WITHOUT_SPACES = (
    "[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]{3,}|"
    "密钥|密碼|密码|口令|秘密|秘钥|随机|隨機|字符|替换|替換|更改|修改|生成|输入|填写|你的|您的|"
    "パスワード|変更|あなた|ここに|キー|비밀|변경|입력|여기|당신|키를"
)


def looks_like_placeholder(text: str) -> bool:
    """Say whether `text` is a stand-in rather than a secret.

    >>> looks_like_placeholder("your-secret-key-here"), looks_like_placeholder("Qe1U5msfYir1example2z8")
    (True, False)
    """
    text = text.strip()
    if (
        TEMPLATE.fullmatch(text)
        or INNER_TEMPLATE.search(text)
        or ELLIPSIS.search(text)
        or DOCUMENTATION_KEY.fullmatch(text)
    ):
        return True
    if not text.isascii() and re.search(NOTES_WITHOUT_SPACES, text):
        return True
    if found := URL_WITH_CREDENTIALS.fullmatch(text):
        return looks_like_placeholder(unquote(found["secret"]))
    if URL_WITHOUT_CREDENTIALS.fullmatch(text):
        return _is_explained(text.partition("://")[2], notes_only=True)
    return _is_explained(text, notes_only=HOSTNAME.fullmatch(text) is not None)


def _is_explained(text: str, *, notes_only: bool) -> bool:
    if FILLER.fullmatch(text):
        return True
    if len(set(ODD_CHARACTER.findall(text))) > MOST_ODD_CHARACTERS:
        return False
    words: list[str] = []
    for part in PART.findall(text):
        part_words = _words(part)
        if part_words is None:
            return False
        words += part_words
    explained = sum(map(_is_known, words)) / max(len(words), 1)
    if any(word in NOTES or FILLER.fullmatch(word) for word in words) or _says_change_me(words):
        return notes_only or explained >= SHARE_EXPLAINED_WITH_A_NOTE
    stands_in = any(word in STAND_INS or _is_sequence(word) for word in words)
    return stands_in and not notes_only and explained >= SHARE_EXPLAINED


def _is_known(word: str) -> bool:
    in_a_list = word in NOTES or word in STAND_INS or word in GLUE or word in CHANGED
    return in_a_list or word.isdigit() or _is_sequence(word) or FILLER.fullmatch(word) is not None


def _says_change_me(words: list[str]) -> bool:
    return any(first in {"change", "set", "cambia", "ganti"} and second in CHANGED for first, second in pairwise(words))


@lru_cache(maxsize=1024)
def _words(part: str) -> tuple[str, ...] | None:
    """Split one run of letters and digits into lower-case words; None if it is no words at all."""
    if _is_sequence(part.lower()) or FILLER.fullmatch(part):
        return (part.lower(),)
    words: list[str] = []
    for hump in CAMEL_HUMP.split(part):
        if hump.isdigit() and len(hump) <= 4:
            words.append(hump)
            continue
        bare = hump.lower().lstrip("0123456789")
        found = WORD.fullmatch(bare)
        if found is None or len(hump) - len(bare) > 3 or not (hump.islower() or hump.isupper() or hump.istitle()):
            return None
        known = _segment(found["word"])
        if known is None and len(found["word"]) > LONGEST_WORD:
            return None
        words += known or [found["word"]]
        if found["number"]:
            words.append(found["number"])
    return tuple(words)


@lru_cache(maxsize=256)
def _segment(word: str) -> list[str] | None:
    """Split a word that is several known ones written together, such as `supersecretkey`."""
    if word in NOTES or word in STAND_INS or word in GLUE:
        return [word]
    for end in range(len(word) - 2, 1, -1):
        if word[:end] in NOTES or word[:end] in STAND_INS or word[:end] in GLUE:
            rest = _segment(word[end:])
            if rest is not None:
                return [word[:end], *rest]
    return None


def _is_sequence(word: str) -> bool:
    """Say whether a word of three characters or more is a run such as `123`, `abc` or `abc123`."""
    letters, digits = word.rstrip("0123456789"), word.lstrip("abcdefghijklmnopqrstuvwxyz")
    if len(word) >= 6 and letters and digits and letters + digits == word:
        return _is_sequence(letters) and _is_sequence(digits)
    return len(word) >= 3 and any(word in sequence for sequence in SEQUENCES)
