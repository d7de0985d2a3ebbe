"""Programs in Rust, Go and Node that load and check Estuary's environment and end, beside programs that only end."""

import json
import os
import subprocess
from pathlib import Path
from shutil import copyfile, which

from benchmarks.race import Contestant
from benchmarks.validator import ENVIRONMENT
from config_schema import EstuarySettings
from estuary_docs.catalogue.model import Catalogue
from estuary_docs.renderers import render
from estuary_docs.schemas.own import read
from estuary_docs.vocabulary.kinds import Choice, Flag, Integer, Kind, Url

SOURCES = Path(__file__).parent
ENVALID = SOURCES / "peers" / "node_modules" / "envalid"
NODE, NODE_WITH_ENVALID = "Node, nothing", "Node, envalid"
NODE_WITH_OURS = "Node, validation.mjs"
MODULE_OF_GO = "module example/judge\n\ngo 1.21\n"
GO = {"GOFLAGS": "-mod=mod", "GOTOOLCHAIN": "local", "GOPROXY": "off", "GOWORK": "off"}


def programs(folder: Path) -> dict[str, tuple[Path, Path]]:
    """Return for each language that is installed a program that loads the settings, and one that does nothing."""
    catalogue = read(EstuarySettings)
    built = {}
    if rustc := which("rustc"):
        built["Rust"] = _rust(rustc, catalogue, folder / "rust")
    if go := which("go"):
        built["Go"] = _go(go, catalogue, folder / "go")
    return built


def contestants(folder: Path, built: dict[str, tuple[Path, Path]]) -> dict[str, Contestant]:
    """Return the programs to compare, those of Node too where it is installed."""
    found = {
        name: Contestant((str(program),), folder, environ=ENVIRONMENT)
        for language, (loading, nothing) in built.items()
        for name, program in ((language, loading), (nothing_in(language), nothing))
    }
    node = which("node")
    if node:
        catalogue = read(EstuarySettings)
        (folder / "validation.mjs").write_text(render(catalogue, "validation-mjs"), "utf-8")
        (folder / "nothing.mjs").write_text("", "utf-8")
        found[NODE_WITH_OURS] = Contestant((node, "validation.mjs"), folder, environ=ENVIRONMENT)
        found[NODE] = Contestant((node, "nothing.mjs"), folder)
    if node and ENVALID.exists():
        (folder / "variables.json").write_text(json.dumps(_for_envalid(catalogue)), "utf-8")
        command = (node, str(SOURCES / "envalid.mjs"), "variables.json")
        found[NODE_WITH_ENVALID] = Contestant(command, folder, environ=ENVIRONMENT)
    return found


def nothing_in(language: str) -> str:
    """Return what a program of a language that does nothing is called."""
    return f"{language}, nothing"


def microseconds_to_judge(program: Path) -> float:
    """Return how long the check of a program takes by itself."""
    done = subprocess.run([program, "measure"], env=ENVIRONMENT, stdout=subprocess.PIPE, check=True, text=True)
    return int(done.stdout) / 1000


def _rust(compiler: str, catalogue: Catalogue, folder: Path) -> tuple[Path, Path]:
    folder.mkdir()
    copyfile(SOURCES / "judge.rs", folder / "judge.rs")
    (folder / "settings.rs").write_text(render(catalogue, "validation-rs"), "utf-8")
    (folder / "nothing.rs").write_text("fn main() {}\n", "utf-8")
    for name in ("judge", "nothing"):
        subprocess.run([compiler, "--edition", "2021", "-O", "-A", "warnings", f"{name}.rs"], cwd=folder, check=True)
    return folder / "judge", folder / "nothing"


def _go(compiler: str, catalogue: Catalogue, folder: Path) -> tuple[Path, Path]:
    for path, text in (
        ("go.mod", MODULE_OF_GO),
        ("judge/main.go", (SOURCES / "judge.go").read_text(encoding="utf-8")),
        ("settings/settings.go", render(catalogue, "validation-go")),
        ("nothing/main.go", "package main\n\nfunc main() {}\n"),
    ):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    command = [compiler, "build", "-o", f"made{os.sep}", "./..."]
    (folder / "made").mkdir()
    subprocess.run(command, cwd=folder, env={**os.environ, **GO}, check=True)
    return folder / "made" / "judge", folder / "made" / "nothing"


def _for_envalid(catalogue: Catalogue) -> list[dict[str, object]]:
    """Return Estuary's variables as envalid can tell them: a form, choices, a default; required if it has none."""
    specs = []
    for variable in catalogue.variables:
        spec: dict[str, object] = {"name": variable.name, "form": _form(variable.kind)}
        default = variable.defaults[catalogue.default_profile]
        if default or variable.name not in ENVIRONMENT:
            spec["default"] = default
        if isinstance(variable.kind, Choice):
            spec["choices"] = variable.kind.words
        specs.append(spec)
    return specs


def _form(kind: Kind) -> str:
    match kind:
        case Flag():
            return "bool"
        case Integer():
            return "num"
        case Url():
            return "url"
        case _:
            return "str"
