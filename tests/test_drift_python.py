"""What python sources read from their environment, held against services labelled by hand."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drift.labelled import facts, found, labels, read_names, services, sources, told_sorted

SERVICES = services("python")

CASES = [
    ("import os\nX = os.getenv('A')", "A"),
    ("import os\nX = os.getenv(key='A', default='b')", "A=b"),
    ("from os import *\nX = environ['A'], getenv('B')", "A B"),
    ("import os\nX = os.environ.pop('A', '1')", "A=1"),
    ("import os\nX = os.environ.setdefault('A', '1')", "A=1"),
    ("import os\nX = os.getenv('A', os.getenv('B') or 'x')", "A=x B=x"),
    ("import os\nX = os.getenv('A', os.getenv('B'))", "A B"),
    ("import os\nX = os.getenv('A') and 3", "A"),
    ("import os\nX = 3 if os.getenv('A') else 4", "A"),
    ("import os\nX = os.getenv('A') if ready else 'n'", "A=n"),
    ("import os\nX = os.getenv('A').real or 3", "A"),
    ("import os\nX = both(os.getenv('A'), 1) or 3", "A"),
    ("import os\nX = os.getenv('A') == 'x' or 'y'", "A"),
    ("import os\nX = os.getenv('NOT A NAME'), os.getenv(''), os.getenv()", ""),
    ("import os\nX = os.getenv('http_proxy')", "http_proxy"),
    ("import os\nos.environ['A'], other = 1, 2", ""),
    ("import os\nif 'A' in os.environ:\n    X = os.environ['A']", "A A"),
    ("import os\nX, Y = 'A', 'B'\nZ = os.environ[Y]", "B"),
    ("import os\nX, Y = pair()\nZ = os.environ[Y]", ""),
    ("import os\nX = os.getenv('A' if here else 'B')", "A B"),
    ("import os\nX = os.getenv(('A'))", "A"),
    ("import os\nX = os.getenv('PRE_' + 'A'.strip().lower().upper())", "PRE_A"),
    ("import os\nX = os.getenv(str('A'))", "A"),
    ("import os\nX = os.getenv('A' * 2), os.getenv(unknown), os.getenv(f'{unknown()}')", ""),
    ("import os\nN = {'a': 'A', 'b': 'B'}\nX = os.getenv(N['a'])", "A"),
    ("import os\nN = {'a': 'A', 'b': 'B'}\nX = os.getenv(N[kind])", "A B"),
    ("import os\nN = {'A': 1, 'B': 2}\nX = [os.getenv(n) for n in N.keys()]", "A B"),
    ("import os\nN = {'a': 'A'}\nX = [os.getenv(n) for n in N.values()]", "A"),
    ("import os\nX = [os.getenv(n) for n in sorted(['A', *['B']]) + ['C']]", "A B C"),
    ("import os\nX = [os.getenv(n) for n in (('A', 'B'))]", "A B"),
    ("import os\nX = [os.getenv(n) for n in names()]", ""),
    ("import os\nX = [os.getenv(n) for n in 3]", ""),
    ("import os\nX = [os.getenv(n) for _, n in [('a', 'A')]]", "A"),
    ("import os\nfor x.y in ['A']:\n    os.getenv(x.y)", ""),
    ("import os\nclass N(Enum):\n    A = 'A_NAME'\nX = [os.getenv(n) for n in N]", "A_NAME"),
    ("import os\nclass C:\n    names = ['A', 'B']\n    def f(self):\n        return [os.getenv(n) for n in self.names]", "A B"),
    ("import os\nclass C:\n    names = {'a': 'A'}\n    def f(self):\n        return os.getenv(self.names['a'])", "A"),
    ("import os\nclass C:\n    def f(self):\n        self.key = 'A'\n        return os.getenv(self.key)", "A"),
    ("import os\nclass C:\n    def __init__(self):\n        self.env = os.environ\n    def f(self):\n        return self.env['A']", "A"),
    ("import os\nclass C:\n    @staticmethod\n    def get(n):\n        return os.environ[n]\nC.get('A')", "A"),
    ("import os\nclass C:\n    def __call__(self, n):\n        return os.environ[n]\nc = C()\nc('A')", "A"),
    ("import os\nfor t in [{'key': 'A', 'default': '1'}]:\n    os.getenv(t['key'], t['default'])", "A=1"),
    ("import os\nfor t in rows():\n    os.getenv(t['key'])", ""),
    ("import os\nE = dict(os.environ)\nX = E['A']", "A"),
    ("import os\nE = {**os.environ, 'B': '1'}\nX = E['A']", "A"),
    ("import os\nE = os.environ if real else {}\nX = E['A']", "A"),
    ("import os\nE = (os.environ)\nX = E['A']", "A"),
    ("import os\nwith ctx(os) as o, plain:\n    o.environ['A']", ""),
    ("import os\ndef f(env):\n    return env['A']\nf(env=os.environ)", "A"),
    ("import os\ndef f(a, env):\n    return env['A']\nf(1, os.environ)\nf(os.environ)", "A"),
    ("import os\ndef f(n):\n    def g(m):\n        return os.environ[m]\n    return g(n)\nf('A')", "A"),
    ("import os\ndef f(n, d=None):\n    return os.getenv(n, d)\nf('A', 5)\nf('B', d=True)\nf('C')", "A=5 B=true C"),
    ("import os\ndef f(names):\n    return [os.environ[n] for n in names]\nf(['A', 'B'])\nlisted = ['C']\nf(listed)", "A B C"),
    ("import os\ndef f(n):\n    return os.getenv(n)\nX = f('A') or 'x'\nY = f('B') or 'y'", "A=x B=y"),
    ("import os\nD = 'd'\nX = os.getenv('A', D), os.getenv('B', (D)), os.getenv('C', f'{D}/x')", "A=d B=d C=d/x"),
    ("import os\nD = 'd'\nD = 'e'\nX = os.getenv('A', D)", "A"),
    ("import os\nclass D(Enum):\n    X = 'x'\nX = os.getenv('A', D.X), os.getenv('B', D.X.value)", "A=x B=x"),
    ("import os\nX = os.getenv('A', 'a\\x62'), os.getenv('B', b'x'), os.getenv('D', [b'x'])", "A=ab B=x D"),
    ("import os\nX = os.getenv('A', (2) * 3), os.getenv('B', 2 / 3), os.getenv('C', 2 * x)", "A=6 B C"),
    ("import os\nX = os.getenv('A', -1), os.getenv('B', '\\x'), os.getenv('C', 1j), os.getenv('D', {1})", "A=-1 B=\\x C=1j D=[1]"),
    ("import os\ns = 'a'\ns = 'b'\ns = 'c'\ns = 'd'\ns = 'e'\nX = os.getenv(s)", ""),
    ("import os\nfor k in os.environ:\n    if k.startswith(('A_', 'B_')):\n        pass", "A_* B_*"),
    ("for k in other:\n    if k.startswith('APP_ENV'):\n        pass", ""),
    ("from os import getenv\ndef getenv(n):\n    return n\nX = getenv('A')", ""),
    ("import environ\nenv = environ.Env(A=(int, 3), B=int)\nX = env('A'), env('B'), env.str('C', multiline=True)", "A=3 B C"),
    ("from environs import Env\nX = Env().list('A', [])", "A="),
    ("from environs import env\nX = env.list('A', [one]), env.int('B', [1])", "A B=[1]"),
    ("from environs import Env\nenv = Env()\nwith opened() as f, env.prefixed(name()):\n    X = env('A')", "*A"),
    ("from dynaconf import Dynaconf\nsettings = Dynaconf(envvar_prefix='APP')", "APP_*"),
    ("from starlette.config import Config\nconfig = Config('.env')\nX = config('A', cast=bool, default=False), config('B', int, 3)", "A=false B=3"),
    ("from app.core import config\nX = config('A', default='x'), config('B'), config(3)", "A=x"),
    ("import click\n@click.group(context_settings={'auto_envvar_prefix': 'APP'})\ndef main(): ...", "APP_*"),
    ("import typer\ndef f(a: Annotated[str, typer.Option(envvar='A')]): ...\ndef g(b=typer.Option('--b', envvar='B')): ...", "A B"),
    ("from pydantic_settings import BaseSettings\nclass S(BaseSettings, env_prefix='x_'):\n    a: int = 1", "X_A=1"),
    ("from pydantic_settings import BaseSettings\nclass S(BaseSettings):\n    a: list[int] = Field(default_factory=lambda: [1])\nS(_env_prefix='Y_')", "A=[1] Y_A=[1]"),
    ("from pydantic_settings import BaseSettings\nclass D(BaseSettings):\n    a: int\nclass S(BaseSettings):\n    d: D = Field(default_factory=D)", "A"),
    ("from pydantic_settings import BaseSettings\nfrom pydantic import BaseModel\nclass D(BaseModel):\n    a: int\nclass S(BaseSettings):\n    d: D\n    e: 'D | None' = None", "D E"),
    ("from pydantic_settings import BaseSettings\nfrom .db import DatabaseConfig\nclass S(BaseSettings):\n    d: DatabaseConfig = DatabaseConfig()\n    e: DatabaseConfig", "E"),
    ("from .base import CommonModel\nclass S(CommonModel):\n    model_config = SettingsConfigDict(env_prefix='Z_')\n    a: int", "Z_A"),
    ("class S:\n    model_config = SettingsConfigDict(env_prefix='Z_')\n    a: int", ""),
    ("class A(B): ...\nclass B(A): ...\nX = 'BaseModel'", ""),
    ("from pydantic_settings import BaseSettings\nclass S(BaseSettings):\n    a: str = Field(alias=name())\n    b: str = Field(default_factory=make)\n    d.e: int = 3\n    f = 3", "A B"),
    ("import logging\nlog = logging.getLogger('APP_NAME')\nX = 3", ""),
]


@pytest.mark.parametrize("service", SERVICES, ids=lambda path: path.name)
def test_a_service_reads_what_its_labels_say_and_nothing_else(service: Path) -> None:
    """Every labelled read is found, at its line and with its default, and no trap is taken for one."""
    assert told_sorted(found(dict(sources(service)))) == told_sorted(labels(service))


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_line_reads_what_it_says(text: str, expected: str) -> None:
    """One way to write a read, and what it means."""
    assert sorted(read_names("service.py", text)) == sorted(expected.split())


@given(st.binary(max_size=300))
def test_any_bytes_can_be_read(text: bytes) -> None:
    """A file that is no source raises nothing."""
    facts(text, "service.py")


@given(st.data())
def test_a_mutilated_source_can_be_read(data: st.DataObject) -> None:
    """A source that is cut, or has other bytes put into it, raises nothing."""
    service = data.draw(st.sampled_from(SERVICES))
    path, text = data.draw(st.sampled_from(sorted(sources(service).items())))
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    facts(text[:start] + data.draw(st.binary(max_size=20)) + text[end:], path)
