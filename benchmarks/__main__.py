"""`make bench`: the commands and the site against their peers, in one run, as Markdown tables."""

import argparse
import compileall
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from benchmarks.measure import Contestant, Figures, race
from benchmarks.schemas import names, pydantic_settings, vocabulary
from estuary_docs.project import find_project
from estuary_docs.renderers import render

ROOT = Path(__file__).parent.parent
PROGRAMS = Path(sys.executable).parent
SIZES = (20, 1000, 5000)
OURS = "generate-env-example"
PEERS = ("settings-doc", "pydantic-settings-export")
IMPORT = "importing the schema alone"
NOTHING = "python -c pass"
GOALS_AGAINST_THE_FASTER_PEER = {20: 0.65, 5000: 0.8}
GOAL_AGAINST_THE_IMPORT = 1.25
GOAL_FOR_THE_SITE = 1.15
PAGES = 20
EXPORTED = "exported.env"
SETTINGS_OF_A_PEER = f"""
[tool.pydantic_settings_export.generators.dotenv]
paths = ["{EXPORTED}"]
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=11, help="how often each contestant runs; the median counts")
    rounds = parser.parse_args().rounds
    for package in ("estuary_docs", "config_schema"):
        compileall.compile_dir(ROOT / package, quiet=1)
    for size in SIZES:
        with TemporaryDirectory() as folder:
            example_file(Path(folder), size, rounds if size < SIZES[-1] else max(rounds // 2, 3))
    with TemporaryDirectory() as folder:
        site(Path(folder), rounds)


def example_file(folder: Path, size: int, rounds: int) -> None:
    """Compare the ways to an example file of `size` variables."""
    (folder / "ours.py").write_text(vocabulary(size))
    (folder / "theirs.py").write_text(pydantic_settings(size))
    (folder / "pyproject.toml").write_text(SETTINGS_OF_A_PEER)
    compileall.compile_dir(folder, quiet=1)
    contestants = {
        OURS: [str(PROGRAMS / OURS), "--schema", "ours:ToySettings", "--output", "-"],
        "settings-doc": [
            *(str(PROGRAMS / "settings-doc"), "generate", "--class", "theirs.ToySettings"),
            *("--output-format", "dotenv"),
        ],
        "pydantic-settings-export": [
            *(str(PROGRAMS / "pydantic-settings-export"), "--generator", "dotenv", "--venv", ""),
            "theirs:ToySettings",
        ],
        IMPORT: [sys.executable, "-c", "import ours"],
        NOTHING: [sys.executable, "-c", "pass"],
    }
    complete: dict[str, bool] = {}
    for name in (OURS, *PEERS):
        race({name: Contestant(contestants[name], folder)}, 1)
        written = "".join(
            (folder / file).read_text().lower() for file in ("output", EXPORTED) if (folder / file).exists()
        )
        (folder / EXPORTED).unlink(missing_ok=True)
        complete[name] = all(variable.lower() in written for variable in names(size))
    figures = race({name: Contestant(command, folder) for name, command in contestants.items()}, rounds)
    report(f"{size:,} variables, {rounds} rounds", figures, OURS, lambda name: complete.get(name, True))
    faster = min(PEERS, key=lambda name: figures[name].seconds)
    if size in GOALS_AGAINST_THE_FASTER_PEER:
        goal("time against the faster peer", figures[OURS], figures[faster], GOALS_AGAINST_THE_FASTER_PEER[size])
    goal("time against importing the schema alone", figures[OURS], figures[IMPORT], GOAL_AGAINST_THE_IMPORT)
    least = min(figures[name].mebibytes for name in PEERS)
    verdict = "met" if figures[OURS].mebibytes < least else "missed"
    print(f"- memory against the peer that needs less: {figures[OURS].mebibytes / least:.2f}, goal below 1: {verdict}")


def site(folder: Path, rounds: int) -> None:
    """Compare a build of pages with macros with a build of the same pages without."""
    catalogue = find_project(ROOT).catalogue()
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("!ENV", ""))
    for key in ("nav", "watch", "site_url", "validation"):
        settings.pop(key)
    settings["plugins"][1]["macros"]["on_error_fail"] = True
    sources = [page for page in sorted((ROOT / "docs").glob("*.md")) if "show(" in page.read_text(encoding="utf-8")]
    for name, plugins in (("with macros", settings["plugins"]), ("without macros", settings["plugins"][:1])):
        (folder / name / "docs").mkdir(parents=True)
        (folder / name / "mkdocs.yml").write_text(yaml.safe_dump(settings | {"plugins": plugins}))
        (folder / name / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
        (folder / name / "config_schema").symlink_to(ROOT / "config_schema")
        for index in range(PAGES):
            source = sources[index % len(sources)]
            copy = index // len(sources)
            text = source.read_text(encoding="utf-8")
            if name == "without macros":
                text = expand(text, lambda output_format: render(catalogue, output_format))
            (folder / name / "docs" / f"{source.stem}{copy or ''}.md").write_text(text)
    build = [str(PROGRAMS / "mkdocs"), "build", "--quiet"]
    contestants = {name: Contestant(build, folder / name) for name in ("with macros", "without macros")}
    figures = race(contestants, rounds)
    report(f"`mkdocs build` of {PAGES} pages, {rounds} rounds", figures, "with macros", lambda _name: True)
    goal("time against the build without macros", *figures.values(), GOAL_FOR_THE_SITE)


def expand(text: str, rendering: Callable[[str], str]) -> str:
    """Return a page with each `{{ show("…") }}` replaced by what it shows."""
    before, found, after = text.partition('{{ show("')
    if not found:
        return text
    output_format, _, rest = after.partition('") }}')
    return before + rendering(output_format) + expand(rest, rendering)


def report(title: str, figures: dict[str, Figures], base: str, complete: Callable[[str], bool]) -> None:
    """Print the medians, and how the others compare with `base`."""
    print(f"\n## {title}\n\n| command | median | {base} takes | peak memory | all variables |\n|---|---|---|---|---|")
    for name, each in figures.items():
        ratio = figures[base].seconds / each.seconds
        told = "yes" if complete(name) else "no"
        print(f"| {name} | {each.seconds * 1000:.0f} ms | {ratio:.2f} of it | {each.mebibytes:.0f} MiB | {told} |")
    print()


def goal(what: str, ours: Figures, other: Figures, most: float) -> None:
    """Print whether a ratio is within its goal."""
    ratio = ours.seconds / other.seconds
    print(f"- {what}: {ratio:.2f}, goal at most {most}: {'met' if ratio <= most else 'missed'}")


main()
