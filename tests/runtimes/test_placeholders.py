"""Telling placeholders from secrets."""

import ast
import base64
import doctest
import inspect
import random
import string
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estuary_docs.runtimes.python import lexicon, placeholders, prose, references, runs, weights
from estuary_docs.runtimes.python.placeholders import looks_like_placeholder, stand_in
from estuary_docs.runtimes.python.runs import is_guessable

MODULES = (lexicon, placeholders, prose, references, runs, weights)

PLACEHOLDERS = {
    "blanks": " |\t |\u3000|\x1c",
    "notes": "your-secret-key-here|changeme|CHANGE_ME|ChangeMe123|YourSecretKeyHere|replace-with-a-strong-secret|TODO|"
    "INSERTPASSWORDHERE|insertPassword|placeholder|set-me|test-secret-at-least-32-characters-long|N/A|"
    "change_me_to_another_random_32plus_char_secret|fake-token|dummy|your-cloudflare-turnstile-site-key",
    "templates": "<your-secret>|<generate with openssl>|<YourStrong@Passw0rd>|${JWT_SECRET}|${DB_PASS:-changeme}|"
    "$JWT_SECRET|$(openssl rand -hex 32)|$(pwgen 32 1)|%SECRET%|{{ secret }}|{YOUR_API}|[Private Key]|<...>|"
    "__SECRET__|Bearer <token>|https://<key>@sentry.io/<project>|sk-<your-key>",
    "trailing off": "sk-...|sk-…|...|eyJhbGciOi...|sk_test_***|-----BEGIN KEY-----\\n...\\n-----END KEY-----",
    "filler": "xxxxxxxx|XXXX|********|0000|sk-proj-xxxxx|SG.xxxxx.xxxxx|x|UA-XXXXXXXXX-X|sk_test_1234567890",
    "guessable": "12345|abc123|abc123xyz|qwertyuiop|admin12345|abcd1234efgh5678|99999999",
    "lazy": "secret|supersecretkey|password|null|postgres|admin123|Admin@12345|my-app-secret-2024|dev-jwt-secret|"
    "swiftly_password|bookstore-jwt-secret|taskmanager_jwt_secret_key|super-secret-acme-key|P@ssw0rd!|ch4ng3m3",
    "vendors": "AKIAEXAMPLEEXAMPLE|AKIAABCDEFGHIEXAMPLE|AIzaSyYourKeyHere|ACxxxxxxxxxxxxxxxx|0xYourPrivateKey|"
    "sk-ant-api03-your-key-here|THISISAMANUALKEYOFFORTYLETTERSEXAMPLEKEY",
    "connections": "postgres://user:pass@localhost:5432/app|redis://user:change-me-redis-url@localhost:6379/0|"
    "redis://:password@cache:6379/0|mysql://root:@localhost/app|"
    "postgres://acme:acme@db/acme|root:secret@tcp(db:3306)/app|Server=db;User Id=sa;Password=changeme;|"
    "https://public_key@sentry.io/1|mongodb+srv://<user>:<password>@cluster0.mongodb.net|op://vault/item/field",
    "addresses": "https://your-deployment.convex.cloud|your-project.example.com|yourdomain.com|https://xxxx.supabase.co|"
    "https://hooks.slack.com/services/XXX/YYY/ZZZ|https://hooks.slack.com/services/YOUR/WEBHOOK/URL",
    "languages": "deine-geheimnis-hier|votre_mot_de_passe|votre_clé_secrète|sua_senha|tu_contraseña|isi_token_di_sini|"
    "la_tua_chiave|jouw_wachtwoord|twoje_hasło|gizli_anahtar_buraya|ditt_lösenord|mật-khẩu-của-bạn|"
    "ваш_секретный_ключ|вставте_токен_сюди|生成的32字节随机密钥|パスワードを変更|"
    "비밀번호를 변경하세요|आपका_पासवर्ड|كلمة_المرور",
}

REFERENCES = {
    "stores": "op://Production/api/token|vault:secret/data/app#password|vault://secret/till#token|sm://p/db|"
    "arn:aws:secretsmanager:eu-central-1:111122223333:secret:till-AbCdEf|arn:aws:ssm:us-east-1:1:parameter/db|"
    "projects/my-project/secrets/db|projects/1/secrets/jwt/versions/latest|ref+awssecrets://team/doc#/foo|"
    "ref+vault://secret/foo#/bar|secretref:db-password|doppler://project/config|bws://0a1b2c3d-1111|gcpsm://p/s|"
    "@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/till)|https://v.vault.azure.net/secrets/till/ab|"
    "gcp:secretmanager:projects/p/secrets/s|k8s:secret/till/password|env://DB_PASSWORD|file:///run/secrets/db",
    "encrypted": "encrypted:BDqDBibm4wsYqMpCjTQ6BsDHmMadg9K3dAt+Z9HPMfLE|ENC[AES256_GCM,data:abc,iv:def,type:str]|"
    "ENC(G6N718UuyPE5bHyWKyuLQSm02auQPUtm)|{cipher}FKSAJDFGYOS8F7GLHAKERGFHLSAJ|$ANSIBLE_VAULT;1.1;AES256",
    "variables": "${JWT_SECRET}|${DB_PASS:-changeme}|${env:API_KEY}|${{ secrets.TILL_TOKEN }}|{{ vault_db_password }}|"
    "{{resolve:ssm-secure:Password:10}}|$API_KEY_B64|#{ENV['SECRET']}|%{SECRET_KEY}|"
    "<% ENV['SECRET'] %>|((db_password))|"
    "postgres://app:${DB_PASSWORD}@db/app|/run/secrets/db_password",
}
COMMANDS = {
    "commands": "$(openssl rand -hex 32)|`openssl rand -base64 32`|openssl rand -hex 32|python -c import_secrets|"
    "php artisan key:generate|npx auth secret|head -c 32 /dev/urandom",
}
FORMS = {
    "blocks": "AAAAABBBBBCCCCC|1111-2222-3333-4444|aaaa bbbb cccc|ххххжжжж",
    "keyboards": "1qaz2wsx3edc|123wer|abc123XYZ789!@#$%^|йцукенгш|zxcvbnm,./",
    "alphabets": "абвгдежз|αβγδεζηθ",
    "fingers": "a1b2c3d4e5f6g7h8|sk_prod_a1b2c3d4e5f6|k8j9m2n4p5q6r7s8t9u0v1w2x3y4|BcD4eF6gH2jK0lM9nP5qR7sT3uV6wX8",
    "sentences": "[Llave para generar los tokens de la aplicación]|<Raw value. No quotes>|(confidential - don't share)",
    "run together": "MeinSuperGeheimerSecretKeyFuerDasSpiel2024!@#$%^&*()|suasenhasecreta123|thisisnotasecret",
    "a name": "manabu_dev_secret_key_2024|Bluebird2024!|bluebird123|acme_jwt_secret_2024_very_long_and_secure_key",
    "in base64": "bXlzZWNyZXRrZXk=|cGFzc3dvcmQ=|Y2hhbmdlbWU=|MTIz",
    "names": "acmepass|OrderDeskSecret|harbour-desk-secret|HarbourDesk1234|harbour_redis_2024|alpha",
    "requests": "replace-with-harbour-d1-token-or-desk-d2-token|generate_your_key_kXq|QZX81.TOKEN_REPLACE_ME|postgres://changeme",
    "half prose": "(generate one like: 9f31c0ab77de)|<mix phx.gen.secret 出力>|an api key to print labels|"
    "harbour_desk_auth_secret_key_2026_super_secure|base64:bXlzZWNyZXRrZXk=|AIzaSyDxxxxx",
    "languages": "benim-güçlü-şifrem-123|vaihda_salasana|tvoje_tajne_heslo|parola_ta_aici|az_en_titkos_jelszo|"
    "Токен доступа к базе|κωδικός εδώ|הסיסמה שלך|รหัสผ่านของคุณ|رمز عبور شما",
}

GENUINE = {
    "addresses": "https://testing-grounds.example-corp.org/u28PguqQC3|https://login.example.com/keys|"
    "smtp.examplemail.org|changelog.dev|mq.placeholdr.systems|https://xxx.example.org|internal.internal.internal|redis://cache:6379",
    "passphrases": "orbit falcon juniper parsley kota|falcon-cobalt-umber-opal|correct horse battery staple|"
    "Falcon-Replace-Juniper-Orbit|park-change-cobalt-secret-claw|river...falcon...opal",
    "short": "qkzvwbtx|bcdfg|aeiou|papayatrees",
    "no words": "e0f1a2b3c4d5e6f7a8b9c0d1e2f3a4b5|"
    "Mapizovu.Hetanocu.Vuperagi|kotafalconumberopaltanabora-secret-key|mapizovukeba9813Your|"
    "gakeku4199bar|ab3x7-secret-q9z2|secretXkWq|aXmQe|qkzvwbtx|q7!Zk|Uzm:;wQb|7319|75490731948326150",
    "half templates": "kWcx6Id6n${xnC36}qQ5hdxe84|a<7q|pQ%V3k%x|$qKz|$a!b|[q7Z,#p]|(Z|k9..x...Q$z|Qx7zK***",
    "documents": '{"kid": "602fdbe1", "k": "UN2NJDeFwHxP"}|Server=db;Password=k3Vq9ZtW1x;|x=y|a=',
    "others": "日本|горы-река-поле|AKIAQ7ZK3WXV5J2MNB4T|svc:k3Vq9ZtW1x@tcp(db:3306)/app|https://k3Vq9ZtW1x@sentry.io/1",
    "connections": "postgres://change:k3Vq9ZtW1x@db.example-corp.internal:5432/test|amqp://worker@mq/test",
    "empty": "|-.-.",
}

GUESSABLE = (
    "a|7|aaaa|********|abcabcabc|abcdefgh|hgfedcba|01234567890123456789|12345678901234567890|qwertyuiop|abcdef0123456789|"
    "abc123|123abc|asdfasdf|xkqxkqxkq|1q2w3e4r|ABCDEF"
)
HARD_TO_GUESS = "|ab|Zq3vK9wBZq3vK9wB|xq|1357|mgzkvwqa|abcd-1357|papaya|902817|q7Zk3WxV|abcabd|4821987"

DEEP = "0x" * 100 + "changeme", "pwd=" * 100 + "changeme", "http://a:b://c:" * 50 + "d@e"


@pytest.mark.parametrize("text", DEEP)
def test_what_is_nested_deeply_is_not_judged(text: str) -> None:
    """A text that is nested more deeply than anybody nests one ends in a verdict, not in a recursion."""
    assert not looks_like_placeholder(text)


WORDS = ("test", "example", "change", "your", "secret", "admin", "null", "xxx", "sample", "password", "changeme")
PLAIN_WORDS = (
    "orbit",
    "falcon",
    "juniper",
    "parsley",
    "cobalt",
    "umber",
    "opal",
    "river",
    "tundra",
    "walnut",
    "copper",
)


def members(groups: dict[str, str]) -> list[object]:
    """Return one case for each member of a group, named after it."""
    return [pytest.param(text, id=f"{group}: {text}") for group, texts in groups.items() for text in texts.split("|")]


@pytest.mark.parametrize("text", members(PLACEHOLDERS))
def test_a_stand_in_is_a_placeholder(text: str) -> None:
    """Templates, trailing dots, filler, and words that only a note or a lazy author writes are placeholders."""
    assert looks_like_placeholder(text)


@pytest.mark.parametrize("text", members(FORMS))
def test_form_tells_a_stand_in(text: str) -> None:
    """What was counted, typed along a keyboard, or written as a sentence is one, whatever its words are."""
    assert stand_in(text) == "placeholder"


@pytest.mark.parametrize("text", members(REFERENCES))
def test_a_reference_is_told_as_one(text: str) -> None:
    """What names a secret in a store, a variable or something encrypted is a reference that nothing has resolved."""
    assert stand_in(text) == "reference"


@pytest.mark.parametrize("text", members(COMMANDS))
def test_a_command_is_told_as_one(text: str) -> None:
    """What a shell would have to run is a command."""
    assert stand_in(text) == "command"


@pytest.mark.parametrize("text", members(GENUINE))
def test_a_real_value_is_none(text: str) -> None:
    """A hostname, a passphrase or a document that happens to contain such a word is no placeholder."""
    assert not looks_like_placeholder(text)


@pytest.mark.parametrize("text", GUESSABLE.split("|"))
def test_a_run_can_be_guessed(text: str) -> None:
    """One repeated character or unit, and a run along an alphabet or a keyboard, can be guessed."""
    assert is_guessable(text)


@pytest.mark.parametrize("text", HARD_TO_GUESS.split("|"))
def test_anything_else_cannot(text: str) -> None:
    """A text that merely has a pattern in it cannot be guessed."""
    assert not is_guessable(text)


@given(
    seed=st.integers(0, 2**32),
    word=st.sampled_from(WORDS),
    alphabet=st.sampled_from((string.ascii_letters + string.digits, string.hexdigits[:16])),
    length=st.integers(24, 64),
)
def test_a_random_string_with_a_word_in_it_is_none(seed: int, word: str, alphabet: str, length: int) -> None:
    """A random string stays a secret even where chance has put a suspicious word inside it."""
    source = random.Random(seed)  # noqa: S311 - a test that fails must fail again
    text = "".join(source.choices(alphabet, k=length))
    place = source.randrange(8, length - 8)
    assert not looks_like_placeholder(text)
    assert not is_guessable(text)
    assert not looks_like_placeholder(f"{text[:place]}{word}{text[place:]}7Q")


@given(
    words=st.lists(st.sampled_from(PLAIN_WORDS), min_size=4, max_size=8, unique=True),
    word=st.sampled_from(WORDS),
    place=st.integers(0, 8),
    separator=st.sampled_from("- _."),
)
def test_a_passphrase_with_a_word_in_it_is_none(words: list[str], word: str, place: int, separator: str) -> None:
    """A passphrase stays a secret wherever one of its words is a suspicious one."""
    assert not looks_like_placeholder(separator.join(words))
    assert not looks_like_placeholder(separator.join([*words[:place], word, *words[place:]]))


@given(st.integers(min_value=24, max_value=64), st.integers())
def test_random_bytes_in_base64_are_none(length: int, seed: int) -> None:
    """What `openssl rand -base64` prints is no placeholder."""
    key = random.Random(seed).randbytes(length)  # noqa: S311 - hypothesis prefers bytes that are anything but random
    assert not looks_like_placeholder(base64.b64encode(key).decode())


@given(st.text(max_size=300))
def test_any_text_is_judged(text: str) -> None:
    """No text makes the judge stumble."""
    assert looks_like_placeholder(text) in (True, False)
    assert is_guessable(text) in (True, False)


@pytest.mark.parametrize(
    "text", ["Qe1U5msf" * 8000 + "x", "my" * 30000 + "!", "falcon " * 9000 + "x", "q7Zk3WxVq92LmZr4" * 8 + "!"]
)
def test_a_very_long_text_is_genuine(text: str) -> None:
    """Nobody writes a note of many pages in the place of a secret."""
    assert not looks_like_placeholder(text)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__.rpartition(".")[2])
def test_a_module_can_be_carried_by_any_program(module: ModuleType) -> None:
    """A module is Python 3.9 and imports no library, so that a generated program can carry its text whole."""
    tree = ast.parse(inspect.getsource(module), feature_version=(3, 9))
    assert not any(isinstance(node, ast.Import) for node in ast.walk(tree))
    froms = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert all(name == "__future__" or name.startswith("estuary_docs.runtimes.python.") for name in froms)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__.rpartition(".")[2])
def test_a_module_s_examples_hold(module: ModuleType) -> None:
    """What the docstrings show is what happens."""
    assert doctest.testmod(module).failed == 0
