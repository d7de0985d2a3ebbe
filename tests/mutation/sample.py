"""The mutants: every fault that cosmic-ray's operators make in the modules that decide, and a fixed sample of them."""

import ast
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from random import Random

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

from tests.conftest import ROOT

SEED = 400
WORDING = ("tests/wording", "tests/schemas", "tests/runtimes", "tests/renderers")
VALIDATION = ("tests/validation", "tests/vocabulary", "tests/schemas", "tests/runtimes", "tests/renderers")
# A module or package, and the tests of its package, the fastest first.
DECIDING = {
    "estuary_docs/wording": WORDING,
    "estuary_docs/validation/consistency.py": VALIDATION,
    "estuary_docs/validation/deployment.py": VALIDATION,
    "estuary_docs/validation/secret_names.py": ("tests/validation", "tests/schemas", "tests/adoption"),
    "estuary_docs/runtimes/python": ("tests/runtimes/test_vectors.py", "tests/runtimes", "tests/cli/test_validate.py"),
    "estuary_docs/schemas/foreign/secrecy.py": ("tests/schemas",),
    "estuary_docs/adoption/guesses.py": ("tests/adoption",),
    "estuary_docs/renderers/deployments": ("tests/renderers/deployments",),
}


@dataclass(frozen=True)
class Mutant:
    """One module with one small fault."""

    path: str
    operator: str
    occurrence: int
    tests: tuple[str, ...]

    @property
    def name(self) -> str:
        """How the list of survivors calls it."""
        return f"{self.path} {self.operator.removeprefix('core/')} {self.occurrence}"

    def text(self) -> str:
        """Return the module's text with the fault."""
        text: str = mutate_code(source(self.path), get_operator(self.operator)(), self.occurrence)
        return text

    def change(self) -> str:
        """Return the lines that differ."""
        lines = unified_diff(source(self.path).splitlines(), self.text().splitlines(), lineterm="", n=0)
        return "\n".join(line for line in lines if line[:3] not in ("---", "+++"))


def source(path: str) -> str:
    """Return the text of a module."""
    return (ROOT / path).read_text(encoding="utf-8")


def modules(path: str) -> list[Path]:
    """Return the modules of a package, or the one module."""
    return [ROOT / path] if path.endswith(".py") else sorted((ROOT / path).rglob("*.py"))


def nearest(module: Path, tests: tuple[str, ...]) -> list[str]:
    """Return the tests that are named after a module, which find most of its faults, and soonest."""
    files = (f"{folder}/test_{module.stem}.py" for folder in tests)
    return [file for file in files if (ROOT / file).is_file()]


def meaning(text: str) -> str:
    """Return what a module does, whatever its annotations say: those are for mypy and run nothing."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.returns = None
        elif isinstance(node, ast.arg):
            node.annotation = None
        elif isinstance(node, ast.AnnAssign):
            node.annotation = ast.Constant(None)
    return ast.dump(tree)


def mutants() -> Iterator[Mutant]:
    """Yield every mutant of the modules that decide."""
    for place, tests_of_package in DECIDING.items():
        for module in modules(place):
            path = module.relative_to(ROOT).as_posix()
            tests = (*nearest(module, tests_of_package), *tests_of_package)
            nodes = list(ast_nodes(get_ast(source(path))))
            for operator in sorted(operator_names()):
                kind = get_operator(operator)
                if operator == "core/NoOp" or kind.arguments():
                    continue
                count = sum(len(list(kind().mutation_positions(node))) for node in nodes)
                yield from (Mutant(path, operator, occurrence, tests) for occurrence in range(count))


def sample(size: int) -> list[Mutant]:
    """Return so many mutants that are Python and change what a module does, the same ones each time."""
    everything = list(mutants())
    Random(SEED).shuffle(everything)  # noqa: S311 - a fixed choice, and no secret
    chosen: list[Mutant] = []
    for mutant in everything:
        if len(chosen) == size:
            break
        with suppress(SyntaxError):  # an operator may take `case A() | B()` for arithmetic
            if meaning(mutant.text()) != meaning(source(mutant.path)):
                chosen.append(mutant)
    return chosen
