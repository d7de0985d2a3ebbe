"""Small repositories of frameworks that bind variables by rules of their own: what is found, and what is not."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from estuary_docs.cli.program import main
from tests.drift.findings.test_trees import Tree, py, rules, write

RESOURCES = "src/main/resources"
POM = "<dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot</artifactId></dependency>\n"
BOUND = "@ConfigurationProperties(%s)\npublic class Shop {\n  private boolean strictMode = false;\n}\n"


def compose(*names: str) -> str:
    """Return a Compose file that turns variables on for the service."""
    return "services:\n  shop:\n    build: .\n    environment:\n" + "".join(f'      {each}: "true"\n' for each in names)


PYTHON = {"s.py": py("SHOP_PORT"), "README.md": "The environment variable `SHOP_PORT`.\n"}
OF_SPRING = ("SERVER_PORT", "LOGGING_LEVEL_ROOT", "SPRING_DATASOURCE_URL", "MANAGEMENT_SERVER_PORT")
TREES: dict[str, Tree] = {
    "a class that a prefix is bound to": (
        {
            "src/main/java/Shop.java": BOUND % '"shop.sign-in"' + BOUND % 'prefix = "cart"',
            f"{RESOURCES}/application.yml": "a:\n  t: ${SHOP_TIMEOUT:1}\n",
            "compose.yaml": compose("SHOP_TIMEOUT", "SHOP_SIGNIN_STRICT_MODE", "CART_STRICT_MODE"),
        },
        dict.fromkeys(("SHOP_SIGNIN_STRICT_MODE", "CART_STRICT_MODE")),
    ),
    "what Spring itself takes": (
        {
            "pom.xml": POM,
            f"{RESOURCES}/application.yml": "a:\n  t: ${SHOP_TIMEOUT:1}\n",
            "compose.yaml": compose("SHOP_TIMEOUT", *OF_SPRING),
        },
        dict.fromkeys(OF_SPRING),
    ),
    "a repository in which Spring is not": (
        {**PYTHON, "compose.yaml": compose("SHOP_PORT", "SERVER_NAME")},
        {"SERVER_NAME": "never-read"},
    ),
    "a default below zero": (
        {
            f"{RESOURCES}/application.properties": "shop.age=${SHOP_AGE:-1}\nshop.size=${SHOP_SIZE:-1}\n",
            "README.md": "| Variable | Default |\n| --- | --- |\n| `SHOP_AGE` | `-1` |\n| `SHOP_SIZE` | `1` |\n",
        },
        {"SHOP_AGE": None, "SHOP_SIZE": "default-differs"},
    ),
    "defaults of profiles": (
        {
            f"{RESOURCES}/application.yml": "db: ${SHOP_DB:h2}\n---\nsize: ${SHOP_SIZE:9}\n",
            f"{RESOURCES}/application-live.yml": "db: ${SHOP_DB:postgres}\nsize: ${SHOP_SIZE:8}\n",
            "conf/application.properties": "a=${SHOP_AGE:1}\n%dev.a=${SHOP_AGE:2}\n",
            "README.md": "The environment variables `SHOP_DB`, `SHOP_SIZE` and `SHOP_AGE`.\n",
        },
        dict.fromkeys(("SHOP_DB", "SHOP_SIZE", "SHOP_AGE")),
    ),
    "an application of a cluster": (
        {**PYTHON, "k8s/application.yaml": "kind: Application\nspec:\n  path: ${SHOP_PATH}\n"},
        {"SHOP_PATH": None},
    ),
    "the same below the folder of an application": (
        {**PYTHON, "conf/application.yaml": "apiVersion: v1\nkind: Application\nspec:\n  path: ${SHOP_PATH}\n"},
        {"SHOP_PATH": None},
    ),
    "a Compose file where Symfony has its services": (
        {
            **PYTHON,
            "config/services.yml": "services:\n  db:\n    image: postgres:${SHOP_TAG}\n",
            "config/packages/a.yaml": "a: ${SHOP_KIND}\nghost_mode: 1\n",
            "compose.yaml": compose("SHOP_PORT", "GHOST_MODE"),
        },
        {"SHOP_TAG": None, "SHOP_KIND": None, "GHOST_MODE": "never-read"},
    ),
    "keys of HOCON": (
        {
            **PYTHON,
            "conf/application.conf": "shop {\n  ghost_mode = 1\n}\nport = ${?SHOP_PORT}\n",
            "compose.yaml": compose("SHOP_PORT", "GHOST_MODE"),
        },
        {"GHOST_MODE": "never-read"},
    ),
}


@pytest.mark.parametrize("tree", TREES)
def test_what_a_framework_takes_is_known_and_the_rest_is_not_guessed(tmp_path: Path, tree: str) -> None:
    """A framework's settings tell what they take in, and leave open what the framework takes by rules of its own."""
    files, wanted = TREES[tree]
    told = rules(tmp_path, files)
    for name, rule in wanted.items():
        assert (rule in told.get(name, set())) if rule else name not in told, (name, told)


def test_settings_that_take_any_key_leave_their_program_open(tmp_path: Path) -> None:
    """A name that code may ask for by its key is never an error, nor certain."""
    write(
        tmp_path,
        {
            f"{RESOURCES}/application.yml": "a:\n  t: ${SHOP_TIMEOUT:1}\n",
            "compose.yaml": compose("SHOP_TIMEOUT", "SHOP_STRICT_MODE"),
        },
    )
    told = json.loads(CliRunner().invoke(main, ["drift", str(tmp_path), "--format", "json"]).stdout)
    found = {each["name"]: (each["severity"], each["certainty"]) for each in told["findings"]}
    assert found["SHOP_STRICT_MODE"] == ("warning", "likely")
    assert [(each["language"], each["closed"]) for each in told["coverage"]] == [("Settings of frameworks", False)]
