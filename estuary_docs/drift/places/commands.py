"""The variables that commands in a document are given, told apart from the shell's own."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import replace

from estuary_docs.drift.mention import Mention
from estuary_docs.drift.places.blocks import Line
from estuary_docs.drift.places.names import is_conventional

PROMPT = re.compile(r"^[ \t>]*(?:[\w.@~:/-]*[$%] |PS>? |> )?")
ASSIGNED = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)=(.*)", re.DOTALL)
EXPORTED = frozenset(("export", "set", "setx", "env", "declare", "-gx", "-x"))
POWERSHELL = re.compile(r"\s*\$env:([A-Za-z_][A-Za-z0-9_]*)\s*=\s*[\"']?([^\"']*)[\"']?\s*", re.IGNORECASE)
# Commands that give a service its variables, as the words they begin with.
GIVING = (
    ("heroku", "config:set"),
    ("fly", "secrets", "set"),
    ("flyctl", "secrets", "set"),
    ("kubectl", "set", "env"),
    ("railway", "variables"),
    ("dokku", "config:set"),
    ("vercel", "env", "add"),
    ("convex", "env", "set"),
    ("npx", "convex", "env", "set"),
)
# Commands whose variables may be those of a build file or of tests, as the words they begin with.
BUILDING = frozenset(("make", "gmake", "just", "task", "cmake", "ninja", "mage", "bazel", "xcodebuild", "tox", "nox"))
TESTING = (
    ("cargo", "test"),
    ("cargo", "nextest"),
    ("cargo", "bench"),
    ("go", "test"),
    ("pytest",),
    ("npm", "test"),
    ("yarn", "test"),
    ("pnpm", "test"),
)
RUNNERS = frozenset(("docker", "podman", "nerdctl"))
# The options of `docker run` that stand before their value, https://docs.docker.com/reference/cli/docker/container/run/
VALUED = re.compile(
    r"-e|--env|-p|--publish|-v|--volume|--name|--network|--net|--env-file|-u|--user|-w|--workdir|-l|--label|"
    r"--entrypoint|-m|--memory|--restart|--platform|--mount|-h|--hostname|--add-host|--cpus|--gpus|--link|"
    r"--pull|--shm-size|--ulimit|--log-driver|--log-opt|--device|--cap-add|--cap-drop|--security-opt|--tmpfs|"
    r"--health-cmd|--expose|--dns|--ip"
)
GIVEN = frozenset(("-e", "--env"))
LITERAL = "--from-literal"
SEPARATORS = frozenset(("&&", "||", "|", "&", "then", "do"))
COMPUTED = re.compile(r"\$|`|<[A-Za-z]")


def given(lines: tuple[Line, ...], path: str) -> Iterator[Mention]:
    """Yield the variables that the commands of a block are given, by the line they stand on."""
    text = "\n".join(line for _, line in lines)
    for number, line in lines:
        powershell = POWERSHELL.fullmatch(line)
        if powershell:
            yield _mention(powershell[1], powershell[2], path, number)
    for whole in commands(lines):
        command = whole[1:] if whole[0][1] == "sudo" else whole
        words = [word for _, word in command]
        first = _leading(words)
        rest = command[first:]
        if rest and words[first] in EXPORTED:
            yield from _assignments(rest, path)
        elif not _used(words[:first], text, alone=not rest):
            note = _doubt(words[first:])
            for mention in _assignments(command[:first], path):
                yield replace(mention, certainty="likely", note=note) if note else mention
        yield from _by_command(rest, path)


def leading(command: str) -> list[str]:
    """Return the assignments that a command begins with, `env` or not; without a command they are the shell's own."""
    words = split(command)
    words = words[1:] if words[:1] in (["env"], ["export"]) else words
    count = _leading(words)
    whole = count == len(words) and not command.endswith("\\")
    return [] if whole or any(word.endswith(";") for word in words[:count]) else words[:count]


def commands(lines: tuple[Line, ...]) -> Iterator[list[Line]]:
    """Yield the words of each command, each with its line; a backslash at the end of a line joins the next."""
    command: list[Line] = []
    goes_on = False
    for number, line in lines:
        bare = line.rstrip() if goes_on else PROMPT.sub("", line.rstrip(), count=1)
        goes_on = bare.endswith("\\")
        for word in split(bare.removesuffix("\\")):
            if word.rstrip(";") and word not in SEPARATORS:
                command.append((number, word.rstrip(";")))
            if command and (word in SEPARATORS or word.endswith(";")):
                yield command
                command = []
        if command and not goes_on:
            yield command
            command = []
    if command:
        yield command


def split(text: str, *, comments: bool = True) -> list[str]:
    """Return the words of a command, as a shell splits them; with `comments`, without what follows a `#`."""
    try:
        return shlex.split(text, comments=comments)
    except ValueError:
        return (text.split("#", maxsplit=1)[0] if comments else text).split()


def _leading(words: list[str]) -> int:
    """Return how many words at the start are assignments."""
    return next((index for index, word in enumerate(words) if not ASSIGNED.fullmatch(word)), len(words))


def _doubt(command: list[str]) -> str:
    """Return why what stands before a command may not be for the service, or an empty text."""
    if not command:
        return "may be the shell's"
    tool = command[0] in BUILDING or any(tuple(command[: len(testing)]) == testing for testing in TESTING)
    return "may be for those who build or test" if tool else ""


def _used(words: list[str], text: str, *, alone: bool) -> bool:
    """Say whether these words assign variables of the shell: a command computes them, or the block uses them."""
    if any("$(" in word or "`" in word for word in words):
        return True
    return alone and any(re.search(rf"\$\{{?{word.partition('=')[0]}\b", text) for word in words)


def _assignments(words: list[Line], path: str) -> Iterator[Mention]:
    for number, word in words:
        assigned = ASSIGNED.fullmatch(word)
        if assigned and is_conventional(assigned[1]):
            yield _mention(assigned[1], assigned[2], path, number)


def _by_command(command: list[Line], path: str) -> Iterator[Mention]:
    words = [word for _, word in command]
    if any(tuple(words[: len(giving)]) == giving for giving in GIVING):
        yield from _assignments(command, path)
        if words[-2:-1] in (["add"], ["set"]) and is_conventional(words[-1]):
            yield _mention(words[-1], None, path, command[-1][0])
    elif words[:1] and words[0] in RUNNERS and "run" in words[:3]:
        yield from _container(command[words.index("run") + 1 :], path)
    elif words[:1] == ["kubectl"]:
        for index, (number, word) in enumerate(command):
            if word.startswith(LITERAL):
                following = command[index + 1 : index + 2] if word == LITERAL else []
                yield from _assignments(following or [(number, word.removeprefix(f"{LITERAL}="))], path)


def _container(command: list[Line], path: str) -> Iterator[Mention]:
    """Yield what `docker run` gives to a container, with its image."""
    variables: list[Line] = []
    image = ""
    index = 0
    while index < len(command) and not image:
        number, word = command[index]
        option, equals, value = word.partition("=")
        if option in GIVEN:
            variables.append((number, value) if equals else command[min(index + 1, len(command) - 1)])
        if not word.startswith("-"):
            image = word
        index += 2 if VALUED.fullmatch(word) else 1
    for number, variable in variables:
        name, equals, value = variable.partition("=")
        if is_conventional(name):
            yield _mention(name, value if equals else None, path, number, image)


def _mention(name: str, value: str | None, path: str, line: int, image: str = "") -> Mention:
    hidden = value is None or COMPUTED.search(value)
    return Mention(name, path, line, "documented", None if hidden else value, image=image)
