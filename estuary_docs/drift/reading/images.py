"""The images of containers and stages, and what a Dockerfile installs in one: third parties that a repository uses."""

import posixpath
import re

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


def _is_dockerfile(path: str) -> bool:
    return FILE.fullmatch(posixpath.basename(path)) is not None
