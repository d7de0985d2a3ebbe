"""Show a verdict on an environment to somebody at a terminal: problems, what to do, where to read more, a summary."""

from collections.abc import Callable, Iterator
from urllib.parse import urljoin

from estuary_docs.catalogue import addresses
from estuary_docs.catalogue.model import Catalogue
from estuary_docs.runtimes.python.problems import Problem, Verdict, place

COLOURS = {"error": "red", "warning": "yellow"}
GOOD = "green"
Paint = Callable[[str, str], str]


def lines(
    verdict: Verdict, catalogue: Catalogue, env_file: str | None, documentation: str | None, paint: Paint
) -> Iterator[str]:
    """Yield the report line by line; `paint` colours a text, `documentation` is the address of the published site."""
    for problem in verdict.problems:
        head = paint(f"{problem.severity}[{problem.rule}]", COLOURS[problem.severity])
        yield f"{place(problem, env_file)}{head}: {problem.message}"
        yield f"  {problem.remedy}"
        if documentation:
            address = urljoin(
                documentation if documentation.endswith("/") else f"{documentation}/", addresses.TROUBLESHOOTING
            )
            yield f"  {address}#{problem.rule}"
    yield _summary(verdict, catalogue, paint)


def _summary(verdict: Verdict, catalogue: Catalogue, paint: Paint) -> str:
    counts = [_counted(verdict.problems, severity) for severity in COLOURS]
    summary = " and ".join(count for count in counts if count)
    colour = COLOURS["error"] if verdict.exit_code else COLOURS["warning"] if summary else GOOD
    judgement = "not valid" if verdict.exit_code else "valid"
    of_profile = f" in the profile {verdict.profile}" if catalogue.profile_variable else ""
    return paint(
        f"The environment of {catalogue.title} is {judgement}{of_profile}{f': {summary}' if summary else ''}.", colour
    )


def _counted(problems: list[Problem], severity: str) -> str:
    count = sum(problem.severity == severity for problem in problems)
    return f"{count} {severity}{'s' if count > 1 else ''}" if count else ""
