"""The names that secrets have in a store: one template for each, which snippets, pages, drift and rotation share."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.catalogue.stores import StoreAddress
from estuary_docs.errors import ProjectError
from estuary_docs.renderers.writing import platform_names as platforms
from estuary_docs.renderers.writing.platform_names import Platform, entry_name, place_name, secret_names, service_name

MOST_CHARACTERS_OF_A_VAULT = 24
PROFILE_PART = re.compile(r"(?:/environments)?[/-]\{PROFILE\}")


@dataclass(frozen=True)
class Layout:
    """How a kind of store is laid out where a project does not say: its platform and the template of its entries.

    `separator` ends the container, such as a vault or a Secret of Kubernetes, at its last place before the entry or,
    `at_first`, at its first; without one an entry has its whole name.
    """

    platform: Platform
    template: str
    separator: str = ""
    at_first: bool = False


# Where another package adds a kind of store: a class as `stores.store` asks for, with its Layout as `layout`.
GROUP = "estuary_docs.stores"
LAYOUTS = {
    "aws-secretsmanager": Layout(platforms.SECRETS_MANAGER, "{SERVICE}/{PROFILE}/{NAME}"),
    "aws-ssm": Layout(platforms.PARAMETER_STORE, "/{SERVICE}/{PROFILE}/{NAME}"),
    "google": Layout(platforms.SECRET_MANAGER, "your-project/{SERVICE}-{PROFILE}-{NAME}", "/"),
    "azure": Layout(platforms.KEY_VAULT, "{VAULT}/{NAME}", "/"),
    "kubernetes": Layout(platforms.KUBERNETES, "{SERVICE}/{SERVICE}#{NAME}", "#"),
    "vault": Layout(platforms.VAULT, "secret/{SERVICE}/{PROFILE}/{NAME}", "/", at_first=True),
    "github": Layout(platforms.GITHUB, "your-organization/{SERVICE}/environments/{PROFILE}/{NAME}", "/"),
    "gitlab": Layout(platforms.GITLAB, "your-group/{SERVICE}/{NAME}", "/"),
    "pkcs11": Layout(platforms.PKCS11, "{SERVICE}/{NAME}", "/"),
    "folder": Layout(platforms.FILES, "/run/secrets/{name}", "/"),
}
# What the External Secrets Operator reads from, the default first.
OUTSIDE_THE_CLUSTER = ("aws-secretsmanager", "aws-ssm", "google", "azure", "vault")


@dataclass(frozen=True)
class Entries:
    """The entries of a store: its kind, its container, and the template of names in it, with `{NAME}` alone open.

    `root` is the folder of the project, from which the path of a folder counts.
    """

    kind: str
    container: str
    template: str
    root: str = ""

    def names(self, variables: Iterable[Variable]) -> dict[str, str]:
        """Return the name of each variable's entry; raises SchemaError for one that the store cannot take."""
        return secret_names(layout_of(self.kind).platform, variables, self.template)

    def spelled(self, name: str) -> str:
        """Return the name of an entry as the platform spells it, be it one that the platform takes or not."""
        return entry_name(layout_of(self.kind).platform, name, self.template)

    @property
    def ends(self) -> tuple[str, str]:
        """What every name begins and ends with."""
        begin, end = re.split(r"\{NAME\}|\{name\}", self.template, maxsplit=1)
        return begin, end

    @property
    def shown(self) -> str:
        """The whole address of an entry, with a placeholder for the variable."""
        return f"{self.container}{layout_of(self.kind).separator if self.container else ''}{self.template}"


def added_kinds() -> dict[str, EntryPoint]:
    """Return the kinds of stores that other packages add; none of their code is loaded."""
    return {layout.name: layout for layout in entry_points(group=GROUP) if layout.name not in LAYOUTS}


def unknown_kind(kind: str) -> str | None:
    """Return what is wrong with the name of a kind of store, or None where there is one."""
    kinds = (*LAYOUTS, *sorted(added_kinds() if kind not in LAYOUTS else ()))
    if kind in kinds:
        return None
    near = get_close_matches(kind, kinds, n=1)
    meant = f"; did you mean {near[0]}?" if near else f"; choose one of {', '.join(kinds)}"
    return f"is of no kind that is known: {kind}{meant}"


def layout_of(kind: str) -> Layout:
    """Return how a kind of store is laid out, be it built in or added; raises ProjectError if there is none."""
    if kind in LAYOUTS:
        return LAYOUTS[kind]
    layout = getattr(added_class(kind), "layout", None)
    if not isinstance(layout, Layout):
        raise ProjectError(f"the store of the kind {kind}", "has no Layout as `layout` in its class")
    return layout


def added_class(kind: str) -> Any:  # noqa: ANN401 - another package's
    """Return the class of a kind that another package adds; raises ProjectError where there is none."""
    if problem := unknown_kind(kind):
        raise ProjectError("the store", problem)
    entry_point = added_kinds()[kind]
    try:
        return entry_point.load()
    except (ImportError, AttributeError):
        raise ProjectError(f"the store of the kind {kind}", f"cannot be loaded from {entry_point.value}") from None


def entries(catalogue: Catalogue, *kinds: str) -> Entries:
    """Return how entries are named in the catalogue's profile by the project's store of one of some kinds.

    Where the project has none, it is the first kind as LAYOUTS has it.
    """
    for store in catalogue.stores:
        if store.kind in kinds and store.profile(catalogue.profiles) in {catalogue.profile, None}:
            return entries_of(store, catalogue)
    return _filled(kinds[0], layout_of(kinds[0]).template, catalogue)


def entries_of(store: StoreAddress, catalogue: Catalogue) -> Entries:
    """Return how entries are named in a store of the project; raises ProjectError for a kind that there is not."""
    profile = store.profile(catalogue.profiles)
    entry_names = _filled(store.kind, store.template, catalogue.in_profile(profile) if profile else catalogue)
    return replace(entry_names, root=store.root)


def _filled(kind: str, template: str, catalogue: Catalogue) -> Entries:
    place, service = place_name(catalogue, "/"), service_name(catalogue)
    profile = place.removeprefix(service).removeprefix("/")
    text = template if profile else PROFILE_PART.sub("", template)
    vault = place_name(catalogue)[:MOST_CHARACTERS_OF_A_VAULT].rstrip("-")
    text = text.replace("{PROFILE}", profile).replace("{SERVICE}", service).replace("{VAULT}", vault)
    layout = layout_of(kind)
    if not layout.separator:
        return Entries(kind, "", text)
    container, separator, entry = (
        text.partition(layout.separator) if layout.at_first else text.rpartition(layout.separator)
    )
    if not (separator and container) or re.search(r"\{NAME\}", container, re.IGNORECASE):
        raise ProjectError(f"{kind}:", f"needs a template such as {layout.template}")
    return Entries(kind, container, entry)
