"""The packages that a lock file pins: what a program uses, at first hand and through others."""

import posixpath
import re

QUOTED_NAME = re.compile(r"^name = \"([^\"]+)\"", re.MULTILINE)
# A lock file, and how it writes the name of a package.
FORMS = {
    "Cargo.lock": QUOTED_NAME,
    "poetry.lock": QUOTED_NAME,
    "uv.lock": QUOTED_NAME,
    "pdm.lock": QUOTED_NAME,
    "Pipfile.lock": re.compile(r"^ {8}\"([\w.-]+)\": \{", re.MULTILINE),
    "package-lock.json": re.compile(r"\"(?:[^\"\n]*/)?node_modules/((?:@[\w.-]+/)?[\w.-]+)\": \{"),
    "npm-shrinkwrap.json": re.compile(r"\"node_modules/((?:@[\w.-]+/)?[\w.-]+)\": \{"),
    "yarn.lock": re.compile(r"^\"?((?:@[\w.-]+/)?[\w.-]+)@", re.MULTILINE),
    "pnpm-lock.yaml": re.compile(r"^ {2}['\"]?/?((?:@[\w.-]+/)?[\w.-]+)[@/][\d(]", re.MULTILINE),
    "composer.lock": re.compile(r"^\s*\"name\": \"([\w.-]+/[\w.-]+)\"", re.MULTILINE),
    "Gemfile.lock": re.compile(r"^ {4}([\w.-]+) \(", re.MULTILINE),
    "go.sum": re.compile(r"^(\S+) v", re.MULTILINE),
    "mix.lock": re.compile(r"^  \"([\w]+)\": \{:hex", re.MULTILINE),
}


def packages(text: str, path: str) -> frozenset[str]:
    """Return the names of the packages in a lock file, in lower case; none for any other file."""
    form = FORMS.get(posixpath.basename(path))
    return frozenset(name.lower() for name in form.findall(text)) if form else frozenset()
