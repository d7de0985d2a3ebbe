"""The env files that a command gives to a program: `node --env-file=.env`, `docker run --env-file`, `dotenv -e`.

Sources: https://nodejs.org/api/cli.html#--env-fileconfig, https://docs.docker.com/reference/cli/docker/container/run/,
https://github.com/entropitor/dotenv-cli, https://github.com/theskumar/python-dotenv, https://dotenvx.com/docs/
"""

import posixpath
import re
from collections.abc import Iterator, Sequence

from estuary_docs.drift.places.blocks import Line
from estuary_docs.drift.places.commands import ASSIGNED, RUNNERS, SEPARATORS, VALUED, commands, split
from estuary_docs.drift.places.example import FOR_TESTS, TEST_FOLDER

NAMED = re.compile(r"--?(?:env[-_]?files?(?:-if-exists)?|dotenv(?:-(?:file|path))?|env-path)", re.IGNORECASE)
# Options of many meanings: what they name counts where it is called as env files are.
OPTION = re.compile(r"--?(?:c|conf|config(?:[-_]?file)?|e|env|f|file)", re.IGNORECASE)
ENV_FILE = re.compile(r"(?:[\w./-]*/)?(?:\.env(?:\.[\w-]+)*|[\w-]+(?:\.[\w-]+)*\.env)", re.ASCII)
# What dotenv's own loader is told: `node -r dotenv/config app.js dotenv_config_path=.env.local`.
LOADED = re.compile(r"dotenv_config_path=(.+)", re.IGNORECASE)
# Words before a program, which start it or ask what it returns.
BEFORE = frozenset(
    ("sudo", "exec", "time", "env", "nohup", "command", "if", "elif", "else", "while", "until", "!", "{", "(")
)
# Tools whose options of many meanings are about files, none of which fills an environment.
TOOLS = frozenset(
    (
        *(
            "test",
            "[",
            "[[",
            "rm",
            "cp",
            "mv",
            "ln",
            "ls",
            "cat",
            "touch",
            "chmod",
            "chown",
            "mkdir",
            "stat",
            "install",
        ),
        *("grep", "egrep", "rg", "sed", "awk", "cut", "head", "tail", "wc", "diff", "find", "tee", "echo", "printf"),
        *("git", "tar", "zip", "rsync", "scp", "curl", "sops", "readlink", "realpath"),
    )
)
COMPOSE = re.compile(r"(?:docker|podman)-compose|\$[({]\w*COMPOSE\w*[)}]|\$\w*COMPOSE\w*", re.ASCII)
# Options of a runner itself that stand before their value.
OF_RUNNER = frozenset(("-c", "--context", "-H", "--host", "-l", "--log-level", "--config", "--connection", "--url"))
DEEP = 3  # commands inside of commands: `sh -c "..."`


def named(words: Sequence[str], depth: int = 0) -> Iterator[str]:
    """Yield the env files that the words of a command name; what fills a Compose file in is given to no program."""
    if depth <= DEEP:
        for command in _commands(words):
            yield from _of_command(command, depth)


def _commands(words: Sequence[str]) -> Iterator[list[str]]:
    """Yield the words of each command among several."""
    command: list[str] = []
    for word in (*words, ";"):
        if word not in SEPARATORS and word.rstrip(";"):
            command.append(word.rstrip(";"))
        if word in SEPARATORS or word.endswith(";"):
            yield command
            command = []


def _before(words: Sequence[str]) -> int:
    """Return how many words stand before the program: assignments, and what starts it with its options."""
    starting = False
    for index, word in enumerate(words):
        starts = word.lstrip("@-(") in BEFORE or word in BEFORE
        if not starts and not ASSIGNED.fullmatch(word) and not (starting and word.startswith("-")):
            return index
        starting = starting or starts
    return len(words)


def _fills_in(program: str, words: Sequence[str]) -> bool:
    """Say whether a program with these words after it is Compose."""
    after = iter(words)
    for word in after if program in RUNNERS else ():
        if not word.startswith("-"):
            return word == "compose"
        if word in OF_RUNNER:
            next(after, "")
    return COMPOSE.fullmatch(program) is not None


def _of_command(words: Sequence[str], depth: int) -> Iterator[str]:
    before = _before(words)
    program = posixpath.basename("".join(words[before : before + 1]).lstrip("@-("))
    if _fills_in(program, words[before + 1 :]):
        return
    for index, word in enumerate(words):
        option, equals, value = word.partition("=")
        following = value if equals else next(iter(words[index + 1 : index + 2]), "")
        by_name = NAMED.fullmatch(option) and not following.startswith("-")
        called = program not in TOOLS and ENV_FILE.fullmatch(following)
        if loaded := LOADED.fullmatch(word):
            yield loaded[1]
        elif following and (by_name or (called and OPTION.fullmatch(option))):
            yield following
        elif " " in word:
            yield from named(split(value if equals and option.startswith("-") else word), depth + 1)


def given(words: Sequence[str], *folders: str) -> Iterator[str]:
    """Yield the paths of env files that a command names, as seen from each of these folders and from the top."""
    for file in named(words):
        outside = file.startswith(("/", "~", "..")) or "$" in file or "\\" in file
        if not outside and not FOR_TESTS.fullmatch(posixpath.basename(file)):
            below = (posixpath.normpath(posixpath.join(folder, file)) for folder in (*folders, ""))
            yield from (place for place in dict.fromkeys(below) if not TEST_FOLDER.search(f"/{place}"))


def of_lines(lines: tuple[Line, ...], path: str) -> Iterator[tuple[str, str, str]]:
    """Yield (unit, image, path) of each env file that the commands of a script give."""
    for command in commands(lines):
        words = [word for _, word in command]
        for file in given(words, posixpath.dirname(path)):
            yield f"{path}:{command[0][0]}", image(words), file


def image(words: Sequence[str]) -> str:
    """Return the image that `docker run` starts, where a command is that and tells it; else an empty text."""
    if not (words[:1] and words[0] in RUNNERS and "run" in words[:3]):
        return ""
    index = words.index("run") + 1
    while index < len(words) and words[index].startswith("-"):
        index += 2 if VALUED.fullmatch(words[index]) else 1
    started = next(iter(words[index : index + 1]), "")
    return "" if "$" in started else started
