"""The images of containers and stages, and what a Dockerfile installs in one: third parties that a repository uses."""

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from estuary_docs.drift.mention import Mention
from estuary_docs.drift.places import dockerfile
from estuary_docs.drift.places.dockerfile import FILE

IMAGE = re.compile(r"^\s*(?:-\s*)?[\"']?image[\"']?\s*:\s*[\"']?([\w./:@-]+)", re.MULTILINE)
STAGE = re.compile(r"^\s*FROM\s+(?:--\S+\s+)*(\S+)", re.MULTILINE | re.IGNORECASE)
DEPLOYING = (".yml", ".yaml", ".md", ".mdx", ".json")
CONTINUED = re.compile(r"\\\s*\n(?:\s*#[^\n]*\n)*")
INSTALLING = re.compile(
    r"\b(?:apk\s+(?:-\S+\s+)*add|(?:apt|apt-get|dnf|yum|microdnf)\s+(?:-\S+\s+)*install|pecl\s+install"
    r"|docker-php-ext-install|install-php-extensions|gem\s+install)\s+([^&|;\n]*)"
)


def images(text: str, path: str) -> frozenset[str]:
    """Return the images that a deployment or a document runs, or that a Dockerfile is made from."""
    if _is_dockerfile(path):
        return frozenset(STAGE.findall(text))
    return frozenset(IMAGE.findall(text)) if path.endswith(DEPLOYING) and "image" in text else frozenset()


def installed(text: str, path: str) -> frozenset[str]:
    """Return, in lower case, the programs that an image begins with and the packages that its Dockerfile installs."""
    if not _is_dockerfile(path):
        return frozenset()
    named = [re.split(r"[:@]", base)[0] for base in STAGE.findall(text)]
    bases = {part for base in named for part in (base.rpartition("/")[2], *re.split(r"[^A-Za-z0-9]+", base)) if part}
    lists = INSTALLING.findall(CONTINUED.sub(" ", text))
    packages = {word for listing in lists for word in listing.split() if word[:1].isalnum()}
    names = {re.split(r"[=<>~@]", word)[0].lower() for word in (*bases, *packages)}
    return frozenset(name.removeprefix("lib") for name in names)


def base(text: str, path: str) -> str:
    """Return the image whose own program a Dockerfile starts, or an empty text."""
    return dockerfile.base(text) if _is_dockerfile(path) else ""


def with_bases(mentions: Collection[Mention], bases: Mapping[str, str]) -> Iterator[Mention]:
    """Yield mentions with the image that their unit runs, where its Dockerfile starts the program of that image."""
    units = {mention.unit: bases[mention.dockerfile] for mention in mentions if bases.get(mention.dockerfile)}
    for mention in mentions:
        built = mention.unit in units
        yield replace(mention, image=units[mention.unit], program="") if built else mention


def _is_dockerfile(path: str) -> bool:
    return FILE.fullmatch(posixpath.basename(path)) is not None
