"""`python -m benchmarks` runs the project and its peers side by side, and prints the figures as Markdown."""

import argparse
import compileall
import re
import sys
import sysconfig
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import estuary_docs
from benchmarks import compiled, drift, javascript, validator
from benchmarks.race import CommandError, Contestant, Figures, race, run
from benchmarks.schemas import names, settings_module, vocabulary_module
from benchmarks.site import pages_of, write_sites, write_whole_sites

ROOT = Path(__file__).parent.parent
PROGRAMS = Path(sys.executable).parent
SIZES = (20, 1000, 5000)
PAGES = 20
LEAST_ROUNDS = 9
OURS, IMPORT, NOTHING = "generate-env-example", "importing the schema alone", "python -c pass"
PEERS = ("settings-doc", "pydantic-settings-export")
WITH_MACROS, WITHOUT_MACROS = "with macros", "without macros"
MOST_OF_THE_FASTER_PEER = {20: 0.65, 5000: 0.8}
MOST_OF_THE_IMPORT = 1.25
MOST_OF_THE_PLAIN_SITE = 1.15
MOST_OF_THE_PLAIN_WHOLE_SITE = 1.3
MOST_OF_NOTHING = 2.5
MOST_OF_PYDANTIC = 0.5
MOST_OF_THE_SMALL_SCHEMA = 3.0
MOST_MICROSECONDS_TO_JUDGE = 300.0
MOST_OF_AN_EMPTY_PROGRAM, SECONDS_BEYOND_AN_EMPTY_PROGRAM = 1.5, 0.002
MOST_MICROSECONDS_IN = {"Rust": 20.0, "Go": 40.0}
MOST_MILLISECONDS_IN_NODE = 5.0
MOST_MILLISECONDS_AT_FIRST_IN_NODE = 20.0
MOST_MILLISECONDS_FOR_A_FILE_IN_NODE = 200.0
TIMES_OF_A_SEARCH, SECONDS_BEYOND_A_SEARCH = 5, 2.0
MOST_MEBIBYTES_OF_DRIFT = 500.0
ASSIGNED = re.compile(r"^#? ?([A-Z][A-Z0-9_]*)=", re.MULTILINE)
SETTINGS_OF_A_PEER = """
[[tool.pydantic_settings_export.generators.dotenv]]
paths = ["exported.env"]
"""


def main() -> None:
    """Measure everything and print it; the number of rounds comes from the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--rounds", type=int, default=11, help="how often each command runs, at least 9 (default: %(default)s)"
    )
    rounds = max(parser.parse_args().rounds, LEAST_ROUNDS)
    _compile(sysconfig.get_path("purelib"), *estuary_docs.__path__)
    print(f"Medians of {rounds} interleaved runs of whole processes, Python {sys.version.split()[0]}.")
    for size in SIZES:
        with TemporaryDirectory() as folder:
            example_file(Path(folder), size, rounds)
    with TemporaryDirectory() as folder:
        site(Path(folder), rounds)
    with TemporaryDirectory() as folder:
        validation(Path(folder), rounds)
    with TemporaryDirectory() as folder:
        validation_in_node(Path(folder))
    with TemporaryDirectory() as folder:
        compiled_validation(Path(folder), rounds)
    with TemporaryDirectory() as folder, TemporaryDirectory() as cache:
        drift_of_a_repository(Path(folder), Path(cache), rounds)


def example_file(folder: Path, size: int, rounds: int) -> None:
    """Compare the commands that write an example file of `size` variables; `folder` is empty."""
    (folder / "ours.py").write_text(vocabulary_module(size), "utf-8")
    (folder / "theirs.py").write_text(settings_module(size), "utf-8")
    (folder / "pyproject.toml").write_text(SETTINGS_OF_A_PEER, "utf-8")
    _compile(str(folder))
    contestants = _writers(folder)
    remarks = {name: _trial(contestant, size) for name, contestant in contestants.items()}
    contestants = {name: contestant for name, contestant in contestants.items() if remarks[name][0] == size}
    if OURS not in contestants:
        raise CommandError(f"{OURS}: {remarks[OURS][1]}")
    contestants[IMPORT] = Contestant((sys.executable, "-c", "import ours"), folder)
    contestants[NOTHING] = Contestant((sys.executable, "-c", "pass"), folder)
    figures = race(contestants, rounds)
    print(f"\n### An example file of {size:,} variables\n")
    _table(figures, OURS, {name: remark for name, (_found, remark) in remarks.items()})
    _goals(_goals_of_the_example_file(figures, size))


def site(folder: Path, rounds: int) -> None:
    """Compare sites of pages with macros with the same pages without; `folder` is empty."""
    few = {WITH_MACROS: folder / "macros", WITHOUT_MACROS: folder / "plain"}
    write_sites(ROOT, PAGES, *few.values())
    _race_of_sites(f"A site of {PAGES} pages", few, rounds, MOST_OF_THE_PLAIN_SITE)
    whole = {WITH_MACROS: folder / "whole", WITHOUT_MACROS: folder / "plain whole"}
    write_whole_sites(ROOT, *whole.values())
    _race_of_sites("The whole site", whole, rounds, MOST_OF_THE_PLAIN_WHOLE_SITE)


def _race_of_sites(title: str, folders: Mapping[str, Path], rounds: int, most: float) -> None:
    _compile(*map(str, folders.values()))
    command = (str(PROGRAMS / "mkdocs"), "build", "--quiet")
    contestants = {name: Contestant(command, each) for name, each in folders.items()}
    for contestant in contestants.values():
        run(contestant)
    built = {name: pages_of(each / "site") for name, each in folders.items()}
    differing = sum(text != built[WITHOUT_MACROS].get(path) for path, text in built[WITH_MACROS].items())
    remark = f"{differing} pages differ" if differing else "the same pages"
    figures = race(contestants, rounds)
    print(f"\n### {title}\n")
    _table(figures, WITH_MACROS, dict.fromkeys(figures, remark))
    ratio = figures[WITH_MACROS].seconds / figures[WITHOUT_MACROS].seconds
    _goals([("time, with macros / without", ratio, most)])


def validation(folder: Path, rounds: int) -> None:
    """Compare starts of stand-alone validators with their floors; `folder` is empty."""
    figures = race(validator.contestants(folder), rounds)
    print("\n### The stand-alone validator\n")
    _table(figures, validator.ESTUARY, {})
    small, large = (figures[validator.of_size(size)].seconds for size in (validator.SMALL, validator.LARGE))
    ours = figures[validator.ESTUARY].seconds
    _goals(
        [
            ("time, a start / python -c pass", ours / figures[validator.NOTHING].seconds, MOST_OF_NOTHING),
            ("time, a start / importing pydantic", ours / figures[validator.PYDANTIC].seconds, MOST_OF_PYDANTIC),
            ("time, 5,000 variables / 20", large / small, MOST_OF_THE_SMALL_SCHEMA),
            ("microseconds that check() takes", validator.microseconds_to_judge(), MOST_MICROSECONDS_TO_JUDGE),
        ]
    )


def validation_in_node(folder: Path) -> None:
    """Measure the JavaScript validator inside Node, where there is one; `folder` is empty."""
    print("\n### The validator in Node\n")
    figures = javascript.measured(folder)
    if figures is None:
        print("Node is not installed.")
        return
    _goals(
        [
            ("milliseconds that the first check() takes", figures["first"], MOST_MILLISECONDS_AT_FIRST_IN_NODE),
            ("milliseconds that check() takes", figures["check"], MOST_MILLISECONDS_IN_NODE),
            ("milliseconds for a file of 5,000 lines", figures["file"], MOST_MILLISECONDS_FOR_A_FILE_IN_NODE),
        ]
    )


def compiled_validation(folder: Path, rounds: int) -> None:
    """Compare programs that load and check settings at their start with ones that do nothing; `folder` is empty."""
    programs = compiled.programs(folder)
    contestants = compiled.contestants(folder, programs)
    contestants[validator.ESTUARY] = validator.contestants(folder)[validator.ESTUARY]
    figures = race(contestants, rounds)
    print("\n### Programs that load and check their settings\n")
    _table(figures, validator.ESTUARY, {})
    _goals(
        goal
        for language, (program, _) in programs.items()
        for goal in (
            (
                f"milliseconds, {language}",
                figures[language].seconds * 1000,
                1000
                * (
                    MOST_OF_AN_EMPTY_PROGRAM * figures[compiled.nothing_in(language)].seconds
                    + SECONDS_BEYOND_AN_EMPTY_PROGRAM
                ),
            ),
            (
                f"microseconds that check takes in {language}",
                compiled.microseconds_to_judge(program),
                MOST_MICROSECONDS_IN[language],
            ),
        )
    )


def drift_of_a_repository(folder: Path, cache: Path, rounds: int) -> None:
    """Compare `drift` with a search by git in a repository of many files; both folders are empty."""
    drift.write_repository(folder)
    figures = race(drift.contestants(folder, cache), rounds)
    print(f"\n### Drift in a repository of {drift.FILES:,} files\n")
    _table(figures, drift.GREP, {})
    most = TIMES_OF_A_SEARCH * figures[drift.GREP].seconds + SECONDS_BEYOND_A_SEARCH
    first, second = figures[drift.FIRST], figures[drift.SECOND]
    _goals(
        [
            ("seconds, the first run", first.seconds, most),
            ("seconds, a second run", second.seconds, most / 4),
            ("MiB of memory", max(first.mebibytes, second.mebibytes), MOST_MEBIBYTES_OF_DRIFT),
        ]
    )


def _writers(folder: Path) -> dict[str, Contestant]:
    commands: dict[str, tuple[tuple[str, ...], str | None]] = {
        OURS: (("--schema", "ours:Toy", "--output", "ours.env"), "ours.env"),
        PEERS[0]: (("generate", "--class", "theirs.Toy", "--output-format", "dotenv"), None),
        PEERS[1]: (("--venv", "", "--generator", "dotenv", "--", "theirs:Toy"), "exported.env"),
    }
    return {
        name: Contestant((str(PROGRAMS / name), *arguments), folder, written)
        for name, (arguments, written) in commands.items()
    }


def _trial(contestant: Contestant, size: int) -> tuple[int, str]:
    """Run a command once; return how many of the variables its result names, and that in words."""
    try:
        run(contestant)
        text = contestant.result.read_text(encoding="utf-8")
    except (CommandError, OSError) as error:
        return 0, f"fails: {error}".partition("\n")[0]
    found = len(set(names(size)) & set(ASSIGNED.findall(text)))
    return found, f"{found:,} of {size:,} variables"


def _goals_of_the_example_file(figures: Mapping[str, Figures], size: int) -> list[tuple[str, float, float]]:
    ours = figures[OURS]
    peers = [figures[name] for name in PEERS if name in figures]
    goals = [("time, ours / importing the schema alone", ours.seconds / figures[IMPORT].seconds, MOST_OF_THE_IMPORT)]
    if peers:
        least = min(each.mebibytes for each in peers)
        goals.append(("peak memory, ours / the smaller peer", ours.mebibytes / least, 1.0))
    if peers and size in MOST_OF_THE_FASTER_PEER:
        fastest = min(each.seconds for each in peers)
        goals.append(("time, ours / the faster peer", ours.seconds / fastest, MOST_OF_THE_FASTER_PEER[size]))
    return goals


def _table(figures: Mapping[str, Figures], base: str, remarks: Mapping[str, str]) -> None:
    print(f"| command | median | {base} / this | peak memory | result |\n| --- | ---: | ---: | ---: | --- |")
    for name, each in figures.items():
        ratio = figures[base].seconds / each.seconds
        cells = (f"{each.seconds * 1000:,.0f} ms", f"{ratio:.2f}", f"{each.mebibytes:.1f} MiB", remarks.get(name, ""))
        print(f"| {name} | {' | '.join(cells)} |")
    for name in remarks.keys() - figures.keys():
        print(f"| {name} | not measured | | | {remarks[name]} |")


def _goals(goals: Iterable[tuple[str, float, float]]) -> None:
    print("\n| goal | measured | at most | met |\n| --- | ---: | ---: | --- |")
    for what, measured, most in goals:
        print(f"| {what} | {measured:.2f} | {most:.2f} | {'yes' if measured <= most else 'NO'} |")


def _compile(*folders: str) -> None:
    for folder in folders:
        compileall.compile_dir(folder, quiet=2, workers=0)


if __name__ == "__main__":
    main()
