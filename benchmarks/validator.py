"""The stand-alone validator: how long a start takes, how it grows, and how long judging takes by itself."""

import py_compile
import sys
import timeit
from base64 import b64encode
from pathlib import Path
from random import Random
from statistics import median

from benchmarks.race import Contestant
from benchmarks.schemas import vocabulary_module
from config_schema import validation
from estuary_docs.renderers import render
from estuary_docs.schemas.loading import load_schema

ESTUARY, COMPILED = "validation.py on Estuary's environment", "validation.pyc on Estuary's environment"
NOTHING, PYDANTIC = "python -I -S -c pass", "importing pydantic"
SMALL, LARGE = 20, 5000
SOURCE = Random(7)  # noqa: S311 - keys for a benchmark
ENVIRONMENT = {
    "APP_PROFILE": "production",
    "PORT": "8080",
    "DATABASE_TYPE": "convex",
    "CONVEX_DEPLOYMENT_URL": "https://quiet-otter-417.convex.cloud",
    "JWT_SECRET": b64encode(SOURCE.randbytes(32)).decode(),
    "JWT_SECRET_PREVIOUS": b64encode(SOURCE.randbytes(32)).decode(),
    "AUTH_JWKS_URLS": "https://id.quiet-otter.org/keys",
    "AUTH_ISSUER": "https://id.quiet-otter.org/",
    "CORS_ALLOWED_ORIGINS": "https://app.quiet-otter.org",
}
ROUNDS_OF_JUDGING = 9
JUDGEMENTS_IN_A_ROUND = 200


def contestants(folder: Path) -> dict[str, Contestant]:
    """Return the programs to compare: Estuary's validator, its floors, and validators of a small and a large schema."""
    program = str(Path(str(validation.__file__)))
    alone = (sys.executable, "-I", "-S")
    compiled = str(py_compile.compile(program, str(folder / "validation.pyc"), doraise=True))
    found = {
        ESTUARY: Contestant((*alone, program), folder, environ=ENVIRONMENT),
        COMPILED: Contestant((*alone, compiled), folder, environ=ENVIRONMENT),
        NOTHING: Contestant((*alone, "-c", "pass"), folder),
        PYDANTIC: Contestant((sys.executable, "-c", "import pydantic; pydantic.BaseModel"), folder),
    }
    for size in (SMALL, LARGE):
        module = f"validated_{size}"
        (folder / f"{module}.py").write_text(vocabulary_module(size), "utf-8")
        path = folder / f"validation_{size}.py"
        path.write_text(render(load_schema(f"{module}:Toy", folder), "validation-py"), "utf-8")
        found[of_size(size)] = Contestant((*alone, str(path)), folder)
    return found


def of_size(size: int) -> str:
    """Return what the validator of a schema of `size` variables is called."""
    return f"a validator of {size:,} variables"


def microseconds_to_judge() -> float:
    """Return how long `check` takes on Estuary's environment, without starting anything."""
    taken = timeit.repeat(lambda: validation.check(ENVIRONMENT), repeat=ROUNDS_OF_JUDGING, number=JUDGEMENTS_IN_A_ROUND)
    return median(taken) / JUDGEMENTS_IN_A_ROUND * 1e6
