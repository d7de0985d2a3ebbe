"""The env files that a command gives to a program: `node --env-file=.env`, `docker run --env-file`, `dotenv -e`.

Sources: https://nodejs.org/api/cli.html#--env-fileconfig, https://docs.docker.com/reference/cli/docker/container/run/,
https://github.com/entropitor/dotenv-cli, https://github.com/theskumar/python-dotenv, https://dotenvx.com/docs/
"""

import posixpath
import re
from collections.abc import Iterator, Sequence

from estuary_docs.drift.places.blocks import Line
from estuary_docs.drift.places.commands import RUNNERS, VALUED, commands, split
from estuary_docs.drift.places.example import FOR_TESTS, TEST_FOLDER

NAMED = re.compile(r"--?(?:env[-_]?files?(?:-if-exists)?|dotenv(?:-(?:file|path))?|env-path)", re.IGNORECASE)
# Options of many meanings: what they name counts where it is called as env files are.
OPTION = re.compile(r"--?(?:c|conf|config(?:[-_]?file)?|e|env|f|file)", re.IGNORECASE)
ENV_FILE = re.compile(r"(?:[\w./-]*/)?(?:\.env(?:\.[\w-]+)*|[\w-]+(?:\.[\w-]+)*\.env)", re.ASCII)
# What dotenv's own loader is told: `node -r dotenv/config app.js dotenv_config_path=.env.local`.
LOADED = re.compile(r"dotenv_config_path=(.+)", re.IGNORECASE)
DEEP = 3  # commands inside of commands: `sh -c "..."`


def named(words: Sequence[str], depth: int = 0) -> Iterator[str]:
    """Yield the env files that the words of a command name; what fills a Compose file in is given to no program."""
    if depth > DEEP or (words[:1] and posixpath.basename(words[0]) in RUNNERS and words[1:2] == ["compose"]):
        return
    if words[:1] and posixpath.basename(words[0]) == "docker-compose":
        return
    for index, word in enumerate(words):
        option, equals, value = word.partition("=")
        following = value if equals else next(iter(words[index + 1 : index + 2]), "")
        by_name = NAMED.fullmatch(option) and not following.startswith("-")
        if loaded := LOADED.fullmatch(word):
            yield loaded[1]
        elif following and (by_name or (OPTION.fullmatch(option) and ENV_FILE.fullmatch(following))):
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
