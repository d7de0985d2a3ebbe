"""What the stages of a Dockerfile set: `ENV`, and as build arguments `ARG`.

Source: https://docs.docker.com/reference/dockerfile/
"""

import posixpath
import re
from collections.abc import Iterator

from estuary_docs.drift.mention import BUILD_ARGUMENT, HANDED_ON, Mention, Undecided
from estuary_docs.drift.places.commands import split
from estuary_docs.drift.places.env_options import given
from estuary_docs.drift.places.environment import Environment
from estuary_docs.drift.third_party import image_name, is_of_others

FILE = re.compile(r"(?:.*[._-])?(?:docker|container)file(?:[._-].*)?", re.IGNORECASE)
INSTRUCTION = re.compile(r"\s*([A-Za-z]+)\s+(.*)", re.DOTALL)
HEREDOC = re.compile(r"<<-?[\"']?([A-Za-z_]\w*)[\"']?")
FROM = re.compile(r"(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?", re.IGNORECASE)
ASSIGNED = re.compile(r"[A-Za-z_]\w*=", re.ASCII)
# What brings a program into an image, or starts one in it: the image runs this repository's.
RUNNING = frozenset(("COPY", "ADD", "CMD", "ENTRYPOINT"))
# Programs that serve what a Dockerfile brings in: a container of one shows what this repository builds.
SERVING = frozenset(("nginx", "nginx-unprivileged", "openresty", "caddy", "httpd"))
# The programs of images that are called otherwise.
PROGRAMS = frozenset(
    (
        *("postgres", "mysqld", "mariadbd", "mongod", "mongos", "redis-server", "redis-sentinel", "valkey-server"),
        *("rabbitmq-server", "nats-server", "influxd", "clickhouse-server", "grafana-server", "memcached"),
    )
)
WORD = re.compile(r'"((?:\\.|[^"\\])*)"')
EXEC = re.compile(r"[\[\s\"']*([^\s\"',\]]*)")
REFERENCE = re.compile(r"\$\{?([A-Za-z_]\w*)\}?", re.ASCII)


def applies(path: str, head: str) -> bool:  # noqa: ARG001 - the name of such a file says enough
    """Say whether a file is a Dockerfile."""
    file = posixpath.basename(path)
    return FILE.fullmatch(file) is not None and not file.endswith((".dockerignore", ".md", ".yml", ".yaml"))


def read(text: str, path: str) -> Iterator[Mention | Undecided]:
    """Yield what each stage sets; a build argument counts as none until `ENV` takes it over."""
    environment = Environment(path, path)
    images: dict[str, str] = {}
    arguments: dict[str, str] = {}
    last = _last(text)
    used = _used(text)
    running = _running(text)
    if base(text):
        running -= last
    for line, instruction, rest in _instructions(text):
        source = FROM.match(rest)
        if instruction == "FROM" and source:
            stage = source[2] or ""
            images[stage] = images.get(source[1], source[1])
            unit, image = f"{path}:{stage}" if stage else path, images[stage]
            environment = Environment(path, unit, image, "." if stage in running else "", used=used)
            if stage not in last:
                environment = Environment(path, unit, image, used=used, certainty="likely", note="a stage that builds")
            arguments = {}
        elif instruction == "ARG":
            for name, equals, value in (word.partition("=") for word in split(rest, comments=False)):
                arguments[name] = value
                for mention in environment.assign(name, line, value if equals else None):
                    note = BUILD_ARGUMENT if name in used else HANDED_ON
                    yield Mention(name, path, line, "other", mention.value, note=note)
        elif instruction == "ENV":
            for offset, name, value in _pairs(rest):
                taken = REFERENCE.fullmatch(value)
                yield from environment.assign(name, line + offset, arguments.get(taken[1]) or None if taken else value)


def env_files(text: str, path: str) -> Iterator[tuple[str, str, str]]:
    """Yield (unit, image, path) of each env file that the command which a stage starts names."""
    unit = path
    for _, instruction, rest in _instructions(text):
        source = FROM.match(rest)
        if instruction == "FROM" and source:
            unit = f"{path}:{source[2]}" if source[2] else path
        elif instruction in {"CMD", "ENTRYPOINT"}:
            words = WORD.findall(rest) if rest.startswith("[") else split(rest)
            yield from ((unit, "", file) for file in given(words, posixpath.dirname(path)))


def base(text: str) -> str:
    """Return the image of others whose own program the last stage starts; nothing where it starts another one."""
    images: dict[str, str] = {}
    own: dict[str, bool] = {}
    stage = ""
    for _, instruction, rest in _instructions(text):
        source = FROM.match(rest)
        if instruction == "FROM" and source:
            stage = source[2] or ""
            images[stage] = images.get(source[1], source[1])
            own[stage] = own.get(source[1], False)
        elif instruction == "CMD" and stage in images:
            start = EXEC.match(rest)
            program = start[1].rpartition("/")[2] if start else ""
            own[stage] = own[stage] or program not in {image_name(images[stage]), *PROGRAMS}
        elif instruction == "ENTRYPOINT" or (instruction == "COPY" and "--from" in rest):
            own[stage] = True
    image = images.get(stage, "")
    return image if is_of_others(image) and image_name(image) not in SERVING and not own[stage] else ""


def _running(text: str) -> set[str]:
    """Return the names of the stages that hold or start a program of this repository."""
    stage, stages = "", set()
    for _, instruction, rest in _instructions(text):
        source = FROM.match(rest)
        if instruction == "FROM" and source:
            stage = source[2] or ""
        elif instruction in RUNNING:
            stages.add(stage)
    return stages


def _last(text: str) -> set[str]:
    """Return the names of the last stage and of those it is made from; an empty text for one without a name."""
    sources = [FROM.match(rest) for _, instruction, rest in _instructions(text) if instruction == "FROM"]
    bases = {source[2] or "": source[1] for source in sources if source}
    stage = next(reversed(bases), "")
    last: set[str] = set()
    while stage in bases and stage not in last:
        last.add(stage)
        stage = bases[stage]
    return last


def _instructions(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield each instruction with its first line and its arguments, comments taken out; heredocs are passed over."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    index = 0
    while index < len(lines):
        start, whole = index, ""
        goes_on = True
        while goes_on and index < len(lines):
            line = "" if lines[index].lstrip().startswith("#") else lines[index].rstrip()
            goes_on = line.endswith("\\") or (bool(whole) and not line)
            whole += line.removesuffix("\\") + "\n"
            index += 1
        heredoc = HEREDOC.search(whole)
        instruction = INSTRUCTION.match(whole)
        if instruction:
            before = whole.count("\n", 0, instruction.start(2))
            yield start + 1 + before, instruction[1].upper(), instruction[2].rstrip()
        if heredoc and instruction and instruction[1].upper() in ("RUN", "COPY", "ADD"):
            while index < len(lines) and lines[index].strip() != heredoc[1]:
                index += 1
            index += 1


def _pairs(rest: str) -> Iterator[tuple[int, str, str]]:
    """Yield (lines below the first, name, value) of `NAME=value ...` and of the old `NAME value`."""
    if not ASSIGNED.match(rest):
        name, _, value = rest.partition(" ")
        yield 0, name.strip(), value.strip()
        return
    for word in split(rest, comments=False):
        name, equals, value = word.partition("=")
        if equals:
            match = re.search(rf"(?<!\w){re.escape(name)}=", rest)
            yield rest.count("\n", 0, match.start()) if match else 0, name, value


def _used(text: str) -> frozenset[str]:
    """Return the names that instructions after `ENV` expand, which make a variable the Dockerfile's own."""
    without = re.sub(r"^\s*(?:ARG|ENV)\s.*", "", text, flags=re.MULTILINE | re.IGNORECASE)
    return frozenset(REFERENCE.findall(without))
