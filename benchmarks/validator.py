"""The stand-alone validator: how long a start takes, how it grows, and how long judging takes by itself."""

import os
import sys
import timeit
from collections.abc import Mapping
from pathlib import Path
from statistics import median

from benchmarks.race import Contestant
from benchmarks.schemas import vocabulary_module
from config_schema import validation
from estuary_docs.project import load_schema
from estuary_docs.renderers import render

ESTUARY, NOTHING, PYDANTIC = "validation.py on Estuary's environment", "python -I -S -c pass", "importing pydantic"
SMALL, LARGE = 20, 5000
ENVIRONMENT = {
    "APP_PROFILE": "production",
    "PORT": "8080",
    "DATABASE_TYPE": "convex",
    "CONVEX_DEPLOYMENT_URL": "https://quiet-otter-417.convex.cloud",
    "JWT_SECRET": "ochre-walnut-sailing-bracket-meadow-thimble",
    "JWT_SECRET_PREVIOUS": "lantern-gravel-quince-harbour-mosaic-pepper",
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
    found = {
        ESTUARY: Contestant((*alone, program), folder, environ=ENVIRONMENT),
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


def microseconds_to_judge(environ: Mapping[str, str] = ENVIRONMENT) -> float:
    """Return how long `check` takes on an environment, beside what the machine has set, without starting anything."""
    whole = {**os.environ, **environ}
    taken = timeit.repeat(lambda: validation.check(whole), repeat=ROUNDS_OF_JUDGING, number=JUDGEMENTS_IN_A_ROUND)
    return median(taken) / JUDGEMENTS_IN_A_ROUND * 1e6
