"""A snippet before it is filled in: what always stands in it, and where that stands which a deployment sets."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from estuary_docs.catalogue.model import Variable
from estuary_docs.renderers.writing.snippet import PROFILE_DEFAULTS, comment, header, indented, joined, off
from estuary_docs.validation.deployment import Deployment

Writer = Callable[[str, str], Sequence[str]]
SecretWriter = Callable[[Variable], Sequence[str]]


@dataclass(frozen=True)
class Slot:
    """A place for lines, `indent` columns from the left, and below the key `head` if there is one.

    `setting` writes a setting's name and value, `secret` a secret; without them there are none here. `above` has
    comments for a variable. The profile's defaults come after the other settings, marked as such. `shows_values` says
    that a secret's line holds its value, which is its placeholder. Secrets that are optional are switched off, and the
    head with them if nothing else is below it.
    """

    head: str | None = None
    indent: int = 0
    setting: Writer | None = None
    secret: SecretWriter | None = None
    above: Mapping[str, Sequence[str]] = field(default_factory=dict)
    shows_values: bool = False

    def lines(self, plan: Deployment) -> list[str]:
        """Return the lines for what a deployment sets."""
        on = [*self._settings(plan), *self._secrets(plan.required, list)]
        optional = self._secrets(plan.optional, off)
        if self.head is None or not (on or optional):
            lines = [*on, *optional]
        elif on:
            lines = [self.head, *indented([*on, *optional])]
        else:
            lines = off([self.head, *indented(self._secrets(plan.optional, list))])
        return indented(lines, self.indent)

    def _settings(self, plan: Deployment) -> list[str]:
        if self.setting is None:
            return []
        mark = [*([""] if self.above else []), *comment(PROFILE_DEFAULTS)] if plan.defaults else []
        return [*self._lines(plan.settings, self.setting), *mark, *self._lines(plan.defaults, self.setting)]

    def _lines(self, settings: Mapping[str, str], write: Writer) -> list[str]:
        return [line for name, value in settings.items() for line in (*self.above.get(name, ()), *write(name, value))]

    def _secrets(self, variables: Sequence[Variable], switched: Callable[[Sequence[str]], list[str]]) -> list[str]:
        if self.secret is None:
            return []
        return [
            line
            for variable in variables
            for line in (*self.above.get(variable.name, ()), *switched(self.secret(variable)))
        ]


@dataclass(frozen=True)
class Template:
    """A snippet for any deployment: below its origin `about`, what is to be known of its secrets, then the parts."""

    about: str
    parts: Sequence[str | Slot]

    def filled(self, plan: Deployment, notice: str) -> str:
        """Return the snippet for one deployment."""
        lines = [*header(notice, plan, self.about)]
        for part in self.parts:
            lines += [part] if isinstance(part, str) else part.lines(plan)
        return joined(lines)
