"""What judging an environment brings to light. No value of any variable is ever part of it."""

from collections.abc import Iterable

from estuary_docs.vocabulary.facts import Fact
from estuary_docs.vocabulary.rules import Severity


class Problem(Fact):
    """One breach: `rule` is a readable slug, `message` says what is wrong, `remedy` what to do."""

    variable: str
    rule: str
    severity: Severity
    message: str
    remedy: str


class InvalidEnvironmentError(ValueError):
    """An environment breaks rules; `problems` lists all of them, warnings too, in catalogue order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        lines = (f"  {problem.severity} [{problem.rule}] {problem.message}" for problem in self.problems)
        super().__init__("\n".join(("the environment is not valid:", *lines)))
