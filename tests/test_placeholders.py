"""Telling placeholders from secrets."""

import base64
import random
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estuary_docs.runtimes.placeholders import looks_like_placeholder

PLACEHOLDERS = (
    """
your-secret-key-here|changeme|CHANGE_ME|ChangeMe123|<your-secret>|<generate with openssl>|${JWT_SECRET}|$JWT_SECRET
$(openssl rand -hex 32)|%SECRET%|{{ secret }}|sk-...|sk-…|xxxxxxxx|XXXX|sk-proj-xxxxx|********|0000|12345|admin123
abc123|secret|supersecretkey|password|test-secret-at-least-32-characters-long|INSERTPASSWORDHERE|insertPassword
replace-with-a-strong-secret|TODO|fake-token|dummy|placeholder|null|postgres|Admin@12345|my-app-secret-2024|set-me
postgres://user:pass@localhost:5432/app|redis://:password@cache:6379/0|https://your-deployment.convex.cloud
deine-geheimnis-hier|votre_mot_de_passe|sua_senha|tu_clave_secreta|isi_token_di_sini|ваш_секретный_ключ
生成的32字节随机密钥|パスワードを変更|비밀번호를 변경하세요|[Private Key]|AKIAEXAMPLEEXAMPLE|dev-jwt-secret
""".replace("\n", "|")
    .strip("|")
    .split("|")
)

GENUINE = (
    """
https://testing-grounds.example-corp.org/u28PguqQC3|https://login.example.com/keys|orbit falcon juniper parsley kota
smtp.examplemail.org|falcon-cobalt-umber-opal|Mapizovu.Hetanocu.Vuperagi|{"kid": "602fdbe1", "k": "UN2NJDeFwHxP"}|日本
kotafalconumberopaltanabora-secret-key
""".replace("\n", "|")
    .strip("|")
    .split("|")
)

WORDS = ("test", "example", "change", "your", "secret", "admin", "null", "xxx", "sample", "password", "changeme")


@pytest.mark.parametrize("text", PLACEHOLDERS)
def test_a_stand_in_is_a_placeholder(text: str) -> None:
    """Templates, trailing dots, filler, and words that only a note or a lazy author writes are placeholders."""
    assert looks_like_placeholder(text)


@pytest.mark.parametrize("text", GENUINE)
def test_a_real_value_is_none(text: str) -> None:
    """A hostname, a passphrase or a document that happens to contain such a word is no placeholder."""
    assert not looks_like_placeholder(text)


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
    assert not looks_like_placeholder(f"{text[:place]}{word}{text[place:]}7Q")


@given(st.binary(min_size=24, max_size=64))
def test_random_bytes_in_base64_are_none(key: bytes) -> None:
    """What `openssl rand -base64` prints is no placeholder."""
    text = base64.b64encode(key).decode()
    assert len(set(key)) < 8 or not looks_like_placeholder(text)
