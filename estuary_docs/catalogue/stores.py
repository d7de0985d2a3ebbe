"""Where the secrets of a deployment are kept: the addresses of its stores, as a project names them."""

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True)
class StoreAddress:
    """A store by its name in the project's settings: the kind of store, and the template of the names of its entries.

    `{NAME}` in the template stands for the variable, `{name}` for the variable in lower case, `{SERVICE}` and
    `{PROFILE}` for where it runs. `named_profile` is the profile that the settings give it, or "". `window_hours` is
    how long both keys of a rotation are kept; `line` is where the settings name the store, and `root` the folder of
    the project.
    """

    name: str
    kind: str
    template: str
    named_profile: str = ""
    window_hours: int = 24
    line: int = 0
    root: str = ""

    def profile(self, profiles: Collection[str]) -> str | None:
        """Return the profile whose secrets the store holds: the one it is given, or has the name of; or None."""
        return next((name for name in (self.named_profile, self.name) if name in profiles), None)
