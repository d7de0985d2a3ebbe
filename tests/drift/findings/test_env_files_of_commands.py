"""Env files that a command gives to a program, in each place that starts one."""

import shlex
from pathlib import Path

import pytest

from estuary_docs.drift.places.env_options import given, image, named
from estuary_docs.drift.reading.inventory import inventory
from estuary_docs.drift.settings import DriftSettings
from tests.drift.findings.test_trees import py, rules, write

ENV = "SHOP_PORT=1\nSHOP_GHOST=1\n"
SOURCE = {"s.py": py("SHOP_PORT"), "README.md": "The environment variable `SHOP_PORT`.\n"}
COMPOSE = "services:\n  shop:\n    build: .\n    command: {}\n"
# Of each place its path and text, the env file that it names, and the unit that then holds what the file sets.
PLACES = {
    "compose, a text": ("compose.yaml", COMPOSE.format("./shop -c=.env.docker"), ".env.docker", "compose:shop"),
    "compose, a list": (
        "compose.yaml",
        COMPOSE.format('["node", "--env-file", "deploy/shop.vars", "s.js"]'),
        "deploy/shop.vars",
        "compose:shop",
    ),
    "compose, an entry point": (
        "compose.yaml",
        COMPOSE.format("run").replace("command", "entrypoint").replace("run", "sh -c 'exec shop --config prod.env'"),
        "prod.env",
        "compose:shop",
    ),
    "compose, a command in an option": (
        "compose.yaml",
        COMPOSE.format("""Daemon -exclude=.env --command="/bin/shop -c=.env.docker" """),
        ".env.docker",
        "compose:shop",
    ),
    "a Dockerfile": (
        "Dockerfile",
        'FROM node\nCMD ["node", "--env-file=shop.vars", "s.js"]\n',
        "shop.vars",
        "Dockerfile",
    ),
    "a Dockerfile's shell": ("Dockerfile", "FROM node AS run\nCMD shop -c .env.live\n", ".env.live", "Dockerfile:run"),
    "a script of a package": (
        "package.json",
        '{"scripts": {"start": "NODE_ENV=x dotenv -e .env.docker -- node s.js"}}',
        ".env.docker",
        "package.json:start",
    ),
    "a loader's option": (
        "package.json",
        '{"scripts": {"dev": "node -r dotenv/config s.js dotenv_config_path=.env.docker"}}',
        ".env.docker",
        "package.json:dev",
    ),
    "a Procfile": ("Procfile", "web: python-dotenv -f shop.env run -- python s.py\n", "shop.env", "Procfile:web"),
    "a Makefile": (
        "Makefile",
        "run:\n\t@docker run --rm \\\n\t  --env-file shop.vars shop:latest\n",
        "shop.vars",
        "Makefile:2",
    ),
    "a script": (
        "run.sh",
        "#!/bin/sh\ncd x && docker run -d --env-file=shop.vars -p 1:1 shop\n",
        "shop.vars",
        "run.sh:2",
    ),
}


@pytest.mark.parametrize("place", PLACES)
def test_what_an_env_file_sets_belongs_to_the_program_that_is_given_it(tmp_path: Path, place: str) -> None:
    """The file's variables are set in the unit of the command, whatever the file is called."""
    path, text, file, unit = PLACES[place]
    write(tmp_path, {path: text, file: ENV})
    found = [mention for mention in inventory(tmp_path, DriftSettings()).mentions if mention.unit == unit]
    held = [(mention.name, mention.file, mention.role) for mention in found if mention.certainty == "certain"]
    assert held == [("SHOP_PORT", file, "set"), ("SHOP_GHOST", file, "set")]


def test_what_no_program_reads_of_a_given_file_is_found(tmp_path: Path) -> None:
    """A file that no convention tells for an env file is one where a command gives it to a program."""
    path, text, file, _ = PLACES["a Makefile"]
    assert "SHOP_GHOST" not in rules(tmp_path, SOURCE | {file: ENV})
    assert rules(tmp_path, SOURCE | {file: ENV, path: text})["SHOP_GHOST"] == {"never-read"}


def test_an_env_file_that_is_not_here_leaves_its_container_open(tmp_path: Path) -> None:
    """What a container takes from elsewhere is not missing."""
    write(tmp_path, {"compose.yaml": COMPOSE.format("./shop -c=.env.docker")})
    assert inventory(tmp_path, DriftSettings()).open_units == {"compose:shop"}


@pytest.mark.parametrize(
    ("command", "files"),
    [
        ("node --env-file-if-exists=.env.local s.js", [".env.local"]),
        ("node --env-file=a.env --env-file=b.env s.js", ["a.env", "b.env"]),
        ("docker run --env-file /etc/shop.env shop", ["/etc/shop.env"]),
        ("docker compose --env-file .env.prod up", []),
        ("docker-compose --env-file .env.prod up", []),
        ("shop --config settings.toml", []),
        ("shop -c=.env.example --exclude=.env --output .env", [".env.example"]),
        ("cp .env.example .env", []),
        ("docker run -v ./.env:/app/.env -e A=1 shop", []),
        ("sh -c 'sh -c \"shop -c .env\"'", [".env"]),
        ("shop --env-file --verbose", []),
        ("shop -c", []),
    ],
)
def test_options_tell_env_files_from_other_files(command: str, files: list[str]) -> None:
    """What is written, copied, mounted or left out is given to no program, and Compose fills itself in."""
    assert list(named(shlex.split(command))) == files


def test_files_outside_of_the_tree_and_of_tests_are_passed_over() -> None:
    """Only what may be in the tree, and is the service's, is looked for."""
    words = ["node", "--env-file=/etc/a.env", "--env-file=../b.env", "--env-file=.env.test", "--env-file=c.env"]
    assert list(given(words, "app")) == ["app/c.env", "c.env"]


@pytest.mark.parametrize(
    ("command", "started"),
    [
        ("docker run --rm -p 1:1 --env-file a.env postgres:16 -c x", "postgres:16"),
        ("docker run $IMAGE", ""),
        ("docker run", ""),
        ("node s.js", ""),
    ],
)
def test_a_command_tells_the_image_that_it_starts(command: str, started: str) -> None:
    """An env file for a database is no claim about the service."""
    assert image(command.split()) == started


@pytest.mark.parametrize(
    "command",
    [
        "rm -f .env",
        "@rm -f .env",
        "sudo -E rm -f .env",
        "if [ -f .env.example ]",
        "! test -e .env",
        "cp -f .env.example .env",
        "grep -c .env x",
        "sh -c 'cd x && rm -f .env; ls -f .env'",
    ],
)
def test_a_tool_for_files_is_given_no_environment(command: str) -> None:
    """What such a command does to an env file, or asks of it, starts no program."""
    assert list(named(shlex.split(command))) == []


@pytest.mark.parametrize(
    "command",
    [
        "sudo docker compose --env-file .env up",
        "SHOP=1 docker compose --env-file .env up",
        "exec /usr/bin/docker compose --env-file .env up",
        "time env SHOP=1 docker-compose --env-file .env up",
        "docker --context x --debug compose --env-file .env up",
        "podman-compose --env-file .env up",
        "$(COMPOSE) --env-file .env up",
        "@${DOCKER_COMPOSE} --env-file .env up",
    ],
)
def test_what_fills_a_compose_file_in_is_given_to_no_program(command: str) -> None:
    """However Compose is started, the file is for what its own files leave open."""
    assert list(named(shlex.split(command))) == []


@pytest.mark.parametrize(
    "command",
    [
        "sudo docker run --name compose --env-file .env shop",
        "docker --context x run --env-file .env shop",
        "rm -f x && shop -c .env",
        "SHOP=1 exec shop -c .env",
        "DOTENV_CONFIG_PATH=.env node -r dotenv/config s.js",
    ],
)
def test_a_program_behind_other_words_is_given_its_env_file(command: str) -> None:
    """What stands before a program, or is called like another one, changes nothing."""
    assert list(named(shlex.split(command))) == [".env"]
