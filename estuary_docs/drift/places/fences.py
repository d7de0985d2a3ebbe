"""The variables that a block of code in a document shows: env files, commands, and YAML or JSON of deployments."""

import re
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import replace

from estuary_docs.drift.mention import INTERPOLATION, SAMPLE, TOOL, Mention, Undecided
from estuary_docs.drift.places import dockerfile, example
from estuary_docs.drift.places.blocks import Fence, Line
from estuary_docs.drift.places.claims import unquoted
from estuary_docs.drift.places.commands import given
from estuary_docs.drift.places.compose import INTERPOLATED
from estuary_docs.drift.places.environment import Environment
from estuary_docs.drift.places.names import is_conventional, is_noise
from estuary_docs.drift.places.yaml_tree import Mapping, documents, get, scalar, walk
from estuary_docs.drift.third_party import reader_of

FILES = frozenset(("env", "dotenv", "properties", "envfile"))
COMMANDS = frozenset(
    (
        "sh",
        "bash",
        "shell",
        "console",
        "zsh",
        "shell-session",
        "shellsession",
        "terminal",
        "fish",
        "powershell",
        "cmd",
        "bat",
    )
)
TREES = frozenset(("yaml", "yml", "json", "jsonc", "json5", "compose", "docker-compose"))
PLAIN = frozenset(("", "text", "txt", "plain", "plaintext", "ini", "conf", "config", "systemd"))
# How code reads a variable in languages that people write clients of a service in.
CODE = frozenset(
    ("js", "javascript", "jsx", "ts", "typescript", "tsx", "mjs", "py", "python", "go", "rb", "ruby", "php")
)
READ = re.compile(
    r"(?:process\.env\.|(?:os\.environ|process\.env|ENV|\$_ENV)\[[\"']|[gG]etenv\([\"'])([A-Z][A-Z0-9_]+)"
)
BLOCKS = ("environment", "env", "envVars", "extraEnv", "extraEnvVars", "env_variables")
ASSIGNMENT = re.compile(r"[ \t]*(?:export[ \t]+)?[A-Za-z_]\w*=(?:\"[^\"]*\"|'[^']*'|\S*)[ \t]*(?:#.*)?", re.ASCII)
ASSIGNED = re.compile(r"[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*[=:]", re.ASCII)
ENTRY = re.compile(r"[ \t]*(?:-[ \t]+)?[\"']?([A-Z_][A-Z0-9_]*)[\"']?[ \t]*[=:]")
SPACED = re.compile(r"[ \t]*(?:export[ \t]+)?[A-Z_][A-Z0-9_]*[ \t]*[=:](?![ \t]*[\[(]).*")
EXPANDED = re.compile(r"\$\{?([A-Z_][A-Z0-9_]*)")
# What the help of a program says of an option: `-p, --port <PORT>  Where to listen [env: PORT=]`.
HELP = re.compile(r"\[env: ([A-Za-z_]\w*)(?:=([^\]]*))?\]", re.ASCII)
# A list of options with their variables: `-p, --port <port>    APP_PORT=5000`.
BESIDE_AN_OPTION = re.compile(r"[ \t]*[-\[<]\S.*?[ \t]{2,}([A-Z][A-Z0-9_]*_[A-Z0-9_]+)=(\S*)[ \t]*")
SYSTEMD = re.compile(r"[ \t]*Environment=[\"']?([A-Za-z_]\w*)=([^\"']*)[\"']?[ \t]*", re.ASCII)
WORKFLOW = re.compile(r"^\s*(?:- )?(?:runs-on|steps|uses|jobs):", re.MULTILINE)
NAMES_AND_VALUES = re.compile(r"^[^\"'\[{]*,[A-Za-z]+=")
UNNAMED = frozenset(("", "text", "txt", "plain", "plaintext"))
EXAMPLE_FILE = ".env.example"


def mentions(
    fence: Fence, path: str, expanded: frozenset[str] = frozenset(), *, listed: bool = False
) -> Iterator[Mention]:
    """Yield what a block of code documents; its values are examples, and no claims of a default.

    `expanded` are names that commands of the document expand: what assigns them may be the reader's own shell, so they
    are likely at most. `listed` says that variables are listed around, so that `NAME = value` is of no other language.
    """
    results: Iterator[Mention]
    assignment = SPACED if listed and fence.language in PLAIN else ASSIGNMENT
    if fence.language in FILES or (fence.language in COMMANDS | PLAIN and _only_assigns(fence.lines, assignment)):
        results = (
            iter(()) if fence.language in UNNAMED and _is_of_something_else(fence.lines) else _of_file(fence, path)
        )
    elif fence.language in PLAIN and all(is_conventional(line.strip()) for _, line in fence.lines):
        results = (_listed(line.strip(), path, number) for number, line in fence.lines)
    elif fence.language in COMMANDS | PLAIN:
        results = _of_commands(fence, path)
    elif fence.language in TREES:
        results = _of_tree(fence, path)
    elif fence.language in ("dockerfile", "docker"):
        results = _of_dockerfile(fence, path)
    else:
        yield from _of_code(fence, path)
        return
    for mention in results:
        if mention.note == INTERPOLATION:
            yield replace(mention, unit=_unit(fence, path))
        elif not NAMES_AND_VALUES.search(mention.value or ""):
            yield from _documented(mention, fence, path, expanded)


def _of_code(fence: Fence, path: str) -> Iterator[Mention]:
    for number, line in fence.lines if fence.language in CODE else ():
        yield from (Mention(name, path, number, "other", note=SAMPLE) for name in READ.findall(line))


def _documented(mention: Mention, fence: Fence, path: str, expanded: frozenset[str]) -> Iterator[Mention]:
    """Yield what a block documents with one mention in it."""
    if mention.image and reader_of(mention.name, mention.image):
        yield replace(mention, file=path, role="other", default=None, note=TOOL, unit="")
    elif not is_noise(mention.name):
        documentation = replace(mention, file=path, role="documented", default=None, unit=_unit(fence, path))
        own = mention.name in expanded and fence.language not in FILES | TREES
        yield replace(documentation, certainty="likely", note="may be the shell's") if own else documentation


def _unit(fence: Fence, path: str) -> str:
    return f"{path}#{fence.lines[0][0] if fence.lines else 0}"


def _listed(name: str, path: str, line: int) -> Mention:
    return Mention(name, path, line, "documented", certainty="likely", note="a list of names")


def expanded(fences: Iterable[Fence]) -> frozenset[str]:
    """Return the names that the commands of a document expand."""
    lines = (line for fence in fences if fence.language in COMMANDS | PLAIN for _, line in fence.lines)
    return frozenset(name for line in lines for name in EXPANDED.findall(line))


def _only_assigns(lines: tuple[Line, ...], assignment: re.Pattern[str]) -> bool:
    statements = [line for _, line in lines if line.strip() and not line.strip().startswith("#")]
    return bool(statements) and all(
        assignment.fullmatch(line) and "$(" not in line and "`" not in line for line in statements
    )


def _is_of_something_else(lines: tuple[Line, ...]) -> bool:
    """Say whether lines that only assign name what is no variable too, as the body of a response does."""
    names = [ASSIGNED.match(line) for _, line in lines if line.strip() and not line.strip().startswith("#")]
    return any(name is not None and not is_conventional(name[1]) for name in names)


def _of_file(fence: Fence, path: str) -> Iterator[Mention]:
    first = fence.lines[0][0] if fence.lines else 0
    for mention in example.read("\n".join(line for _, line in fence.lines), EXAMPLE_FILE):
        if isinstance(mention, Mention) and mention.role == "example" and is_conventional(mention.name):
            yield replace(mention, file=path, line=mention.line + first - 1)


def _of_commands(fence: Fence, path: str) -> Iterator[Mention]:
    for number, line in fence.lines:
        systemd = SYSTEMD.fullmatch(line)
        if systemd:
            yield Mention(systemd[1], path, number, "documented", systemd[2])
        for help_ in HELP.finditer(line):
            yield Mention(help_[1], path, number, "documented", help_[2] or None)
        beside = BESIDE_AN_OPTION.fullmatch(line)
        if beside:
            yield Mention(beside[1], path, number, "documented", unquoted(beside[2]))
    yield from given(fence.lines, path)


def _of_tree(fence: Fence, path: str) -> Iterator[Mention]:
    text = textwrap.dedent("\n".join(line for _, line in fence.lines))
    first = fence.lines[0][0] if fence.lines else 0
    certainty = "likely" if WORKFLOW.search(text) else "certain"
    for document in documents(text, path):
        if isinstance(document, Undecided):
            continue
        for node in walk(document):
            image = scalar(get(node, "image")) or ""
            program = "." if get(node, "build") else ""
            environment = Environment(
                path, "", image, program, certainty="likely" if certainty == "likely" else "certain"
            )
            for mention in _of_node(node, environment):
                yield replace(mention, line=mention.line + first - 1)
    for number, line in fence.lines:
        entry = ENTRY.match(line)
        for match in INTERPOLATED.finditer(line):
            name = match[1] or match[2]
            if is_conventional(name):
                yield Mention(name, path, number, "other", note=INTERPOLATION, fills=entry[1] if entry else "")


def _of_node(node: object, environment: Environment) -> Iterator[Mention]:
    if not isinstance(node, Mapping):
        return
    for key in BLOCKS:
        block = get(node, key)
        yield from environment.of_map(block, is_conventional)
        yield from environment.of_lines(block)
        yield from environment.of_pairs(block)
    if scalar(get(node, "kind")) in ("ConfigMap", "Secret"):
        for key in ("data", "stringData"):
            yield from environment.of_map(get(node, key), is_conventional)


def _of_dockerfile(fence: Fence, path: str) -> Iterator[Mention]:
    first = fence.lines[0][0] if fence.lines else 0
    for mention in dockerfile.read("\n".join(line for _, line in fence.lines), path):
        if isinstance(mention, Mention) and mention.role == "set":
            yield replace(mention, line=mention.line + first - 1)
