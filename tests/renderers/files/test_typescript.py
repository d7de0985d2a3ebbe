"""`validation.d.mts` and `env.d.ts`: what TypeScript knows of settings, and what `load` gives."""

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.renderers import render
from tests.cli.test_validate import EVERY_KIND_AND_CHECK, GROUPS
from tests.conftest import ROOT, needs

Load = Callable[..., Catalogue]
COMPILER = ROOT / "tests" / "checkers" / "node_modules" / "typescript" / "bin" / "tsc"
OPTIONS = ("--strict", "--target", "es2022", "--module", "nodenext", "--moduleResolution", "nodenext", "--noEmit")
USE = """
import "./env.d.ts";
import { load, check, type Secret } from "./validation.mjs";
const settings = load({ PORT: "80" });
const port: number = settings.server.port;
const database: "memory" | "convex" = settings.database.databaseType;
const audience: string | undefined = settings.authentication.audience;
const key: Secret | undefined = settings.tokenSigning.secret;
const sets: readonly Secret[] | undefined = settings.authentication.jwksUrls;
check({}, "staging");
declare const env: NodeJS.ProcessEnv;
const word: "memory" | "convex" | undefined = env.DATABASE_TYPE;
const path: string | undefined = env.JWT_SECRET_FILE;
export default [port, database, audience, key, sets, word, path];
"""
MISUSES = (
    "const text: string | undefined = settings.tokenSigning.secret;",
    "const other: 'mysql' = settings.database.databaseType;",
    "settings.server.prot;",
    "settings.server.port = 3;",
    "check({}, 'prod');",
    "env.DATABASE_TYPE === 'mysql';",
    "const audience_: string = settings.authentication.audience;",
)


def compiled(folder: Path, **uses: str) -> str:
    """Return what the compiler says of programs that use the types in a folder."""
    if not COMPILER.exists():
        (pytest.fail if os.environ.get("CI") else pytest.skip)("TypeScript is not installed: make readers")
    for name, use in uses.items():
        (folder / f"{name}.mts").write_text(use)
    command: list[str | Path] = [needs("node"), COMPILER, *OPTIONS, *(f"{name}.mts" for name in uses)]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False, text=True).stdout


@pytest.fixture(scope="module")
def typed(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the module and its types."""
    return written(catalogue, tmp_path_factory.mktemp("typed"))


def written(catalogue: Catalogue, folder: Path) -> Path:
    """Write the module and its types into a folder."""
    files = {"validation-mjs": "validation.mjs", "validation-d-ts": "validation.d.mts", "env-d-ts": "env.d.ts"}
    for output_format, name in files.items():
        (folder / name).write_text(render(catalogue, output_format), encoding="utf-8")
    return folder


def test_typescript_knows_what_the_schema_says_and_refuses_each_misuse(typed: Path) -> None:
    """Choices are unions, what may be unset may be undefined, and secrets have a type of their own.

    A secret taken for a text, a word that is no choice, an unknown field or profile, and a change do not compile.
    """
    refused = "".join(f"// @ts-expect-error\n{misuse}\n" for misuse in MISUSES)
    report = compiled(typed, use=USE, misuses=USE + refused, control=USE + MISUSES[0])
    assert [line.partition("(")[0] for line in report.splitlines() if not line.startswith(" ")] == ["control.mts"]


def test_the_types_of_every_kind_compile(schema: Load, tmp_path: Path) -> None:
    """Whatever kinds a schema has, its declarations are sound."""
    folder = written(schema(EVERY_KIND_AND_CHECK, GROUPS), tmp_path)
    use = 'import "./env.d.ts";\nimport { load } from "./validation.mjs";\nconst pause: number = load({}).toy.pause;\n'
    assert compiled(folder, use=f"{use}export default pause;\n") == ""


def loaded(folder: Path, environ: dict[str, str]) -> Any:
    """Return the settings that Node loads, or the message of the error."""
    script = f"""
import {{ load }} from {json.dumps((folder / "validation.mjs").as_uri())};
try {{
  const plain = (_, value) => (typeof value === "bigint" ? `${{value}}n` : value);
  console.log(JSON.stringify(load({json.dumps(environ)}), plain));
}} catch (error) {{
  console.log(JSON.stringify([error.name, error.problems.length, error.message]));
}}
"""
    command = [needs("node"), "--input-type=module", "-e", script]
    return json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)


def test_settings_are_loaded_with_the_defaults_of_the_profile(typed: Path) -> None:
    """Each value has its type, and what is not set has the profile's default."""
    key = "ochre-walnut-sailing-bracket-meadow-thimble"
    settings = loaded(typed, {"APP_PROFILE": "staging", "JWT_SECRET": key, "PORT": "080"})
    assert settings["server"] == {"port": 80, "shutdownTimeoutSeconds": 30}
    assert settings["rateLimit"] == {"enabled": True, "maxRequests": 100, "windowSeconds": 60}
    assert settings["tokenSigning"] == {"secret": key}


def test_an_invalid_environment_is_refused_with_all_problems(typed: Path) -> None:
    """The error lists every problem as one line, and none of them holds a value."""
    name, count, message = loaded(typed, {"PORT": "0", "DATABASE_TYPE": "mysql"})
    assert (name, count) == ("InvalidEnvironmentError", 2)
    assert len(message.splitlines()) == 3
    assert "mysql" not in message


def test_every_kind_is_typed(schema: Load, tmp_path: Path) -> None:
    """Numbers that JavaScript may not hold exactly are BigInts, durations are milliseconds, and sizes are bytes."""
    environ = {"UNBOUNDED": "-18446744073709551616", "ROOMS": "2KiB", "OFFSETS": "-0.50"}
    settings = loaded(written(schema(EVERY_KIND_AND_CHECK, GROUPS), tmp_path), environ)["toy"]
    assert settings["unbounded"] == "-18446744073709551616n"
    assert (settings["pause"], settings["ages"], settings["room"]) == (30_000, [86_400_000], 10_485_760)
    assert (settings["rooms"], settings["offsets"], settings["flag"]) == (["2048n"], ["-0.50"], False)
