"""Small repositories that use programs of others: what those read is no drift, and the service's own still is."""

from pathlib import Path

import pytest

from tests.drift.findings.test_trees import Tree, go, py, rules

APP = {"s.py": py("APP_PORT", "APP_MODE"), "README.md": "The environment variables `APP_PORT` and `APP_MODE`.\n"}
SERVICE = "services:\n  app:\n    build: .\n    environment:\n      APP_PORT: 1\n"
TREES: dict[str, Tree] = {
    "a program that the image begins with": (
        {
            **APP,
            "Dockerfile": "FROM example/frankfurter:1\nCOPY . .\n",
            "compose.yaml": SERVICE + "      FRANKFURTER_CONFIG: x\n",
        },
        {"FRANKFURTER_CONFIG": None},
    ),
    "a library that the image installs": (
        {
            **APP,
            "Dockerfile": "FROM python:3\nRUN apk add --no-cache \\\n  libpng vips && true\n"
            "ENV VIPS_MAX=1 APP_GHOST=1\nCOPY . .\n",
        },
        {"VIPS_MAX": None, "APP_GHOST": "never-read"},
    ),
    "a part of the name of an image": (
        {**APP, "Dockerfile": "FROM example/template-launcher:1\nENV FLEX_TEMPLATE_CLASS=x\nCOPY . .\n"},
        {"FLEX_TEMPLATE_CLASS": None},
    ),
    "a word that marks an image": (
        {**APP, "Dockerfile": "FROM python:3\nENV DOCKER=true APP_GHOST=1\nCOPY . .\n"},
        {"DOCKER": None, "APP_GHOST": "never-read"},
    ),
    "a database that shares a name with the service": (
        {
            "s.py": py("POSTGRES_USER", "APP_PORT"),
            "README.md": "The environment variables `POSTGRES_USER` and `APP_PORT`.\n",
            "compose.yaml": "services:\n  db:\n    image: example/postgresql:16\n    environment:\n"
            "      POSTGRES_USER: a\n      VENDOR_DEBUG: 1\n",
        },
        {"VENDOR_DEBUG": None},
    ),
    "a proxy that a deployment runs": (
        {
            **APP,
            "compose.yaml": "services:\n  proxy:\n    image: example/nginx-proxy\n",
            "docs/proxy.md": "Add to the `.env` file `APP_PORT`:\n\n```\nVIRTUAL_HOST=\nAPP_GHOST=\n```\n",
        },
        {"VIRTUAL_HOST": None, "APP_GHOST": "never-read"},
    ),
    "a tool that a lock file pins": (
        {
            **APP,
            "Cargo.lock": '[[package]]\nname = "diesel"\n',
            "docs/a.md": "Set the environment variable `DATABASE_URL`.\n",
        },
        {"DATABASE_URL": None},
    ),
    "no tool that would read it": (
        {**APP, "docs/a.md": "Set the environment variables `DATABASE_URL` and `APP_PORT`.\n"},
        {"DATABASE_URL": "never-read"},
    ),
    "a page of constants": (
        {**APP, "docs/tls.md": "# Configuration\n\n" + "".join(f"- `TLS_CIPHER_{each}`\n" for each in "ABCDE")},
        {f"TLS_CIPHER_{each}": None for each in "ABCDE"},
    ),
    "a default that its parts abbreviate": (
        {
            **APP,
            "b.py": "import os\nos.getenv('APP_CHARS', 'abcdefgh')\n",
            "README.md": "| Variable | Default |\n| --- | --- |\n| `APP_CHARS` | `(abc..gh)` |\n",
        },
        {"APP_CHARS": None},
    ),
    "two ways to write a switch": (
        {
            "b.py": "import os\nos.getenv('APP_ON', False)\n",
            "README.md": "| Variable | Default |\n| --- | --- |\n| `APP_ON` | `0` |\n",
        },
        {"APP_ON": None},
    ),
    "what developers' pages say of their own runs": (
        {
            "b.py": "import os\nos.getenv('APP_URL', 'https://a')\n",
            "docs/testing.md": "The environment variable `APP_URL` (default: `http://localhost`) is the server.\n",
        },
        {"APP_URL": None},
    ),
    "a fallback in each of two deployments": (
        {
            **APP,
            **{
                f"compose.{each}.yaml": "services:\n  t:\n    build: .\n    environment:\n"
                f"      RESULTS: ${{RESULTS:-{each}}}\n"
                for each in "ab"
            },
        },
        {"RESULTS": "never-read"},
    ),
    "a word of a document is enough for what is read": (
        {"s.py": py("APP_ORIGIN"), "docs/a.md": "Cross origin requests:\n\n```\nAPP_ORIGIN = True\n```\n"},
        {"APP_ORIGIN": None},
    ),
    "Rails without documents": (
        {
            "app/a.rb": "".join(f"ENV['RAILS_APP_{each}']\n" for each in range(12)),
            "README.md": "Set the environment variable `RAILS_APP_1`.\n",
        },
        {"RAILS_APP_2": None, "*": None},
    ),
    "a program in an example": (
        {**APP, "_example/main.go": go("DEMO_TOKEN", "DEMO_MODE"), "packages/test-helpers/a.py": py("MAIL_CATCHER")},
        {"DEMO_TOKEN": None, "DEMO_MODE": None, "MAIL_CATCHER": None},
    ),
    "a table of the variables of a template": (
        {
            **APP,
            "docs/a.md": "| Variable | Type |\n| --- | --- |\n| `ID` | text |\n| `Text` | text |\n"
            "| `User.Name` | text |\n| `Locator.URL` | text |\n",
        },
        {"ID": None},
    ),
    "a sample that speaks to its reader": (
        {"s.py": py("APP_SECRET"), "README.md": "```sh\nAPP_SECRET=use_your_own_secret_4d3d3d3d app\n```\n"},
        {"APP_SECRET": None},
    ),
    "what scripts and builds of an image set": (
        {
            **APP,
            "b.py": py("APP_SRC_DIR", "APP_VERSION", "APP_LOST"),
            "docker/init/run": "#!/command/with-contenv bash\nprintf x > /run/s6/container_environment/APP_SRC_DIR\n",
            "Dockerfile": "FROM python:3\nARG VERSION\nENV APP_VERSION=$VERSION\nCOPY . .\n",
        },
        {"APP_SRC_DIR": None, "APP_VERSION": None, "APP_LOST": "read-but-undocumented"},
    ),
    "what a script tells by a pattern": (
        {
            **APP,
            "docker/init/run": '#!/usr/bin/with-contenv sh\n[[ "$1" == APP_*_FILE ]] && true\n',
            "docs/a.md": "The environment variable `APP_TOKEN_FILE` or `APP_GHOST`.\n",
        },
        {"APP_TOKEN_FILE": None, "APP_GHOST": "never-read"},
    ),
    "an example for another program": (
        {**APP, "example_configs/wiki.env.example": "APPLE_A=1\n"},
        {"APPLE_A": None},
    ),
    "a container in an indented block": (
        {
            **APP,
            "docs/a.md": "To link another container:\n\n    docker run -e MYSQL_DATABASE=x \\\n        mysql\n\n"
            "    docker run -e APP_GHOST=1 -e APP_PORT=2 example/app\n",
        },
        {"MYSQL_DATABASE": None, "APP_GHOST": "never-read"},
    ),
    "an array of tables": (
        {**APP, "fly.toml": "[env]\nAPP_GHOST = 1\n[[services]]\ngrace_period = 3\n"},
        {"grace_period": None, "APP_GHOST": "never-read"},
    ),
    "the former name of a variable": (
        {**APP, "docs/a.md": "If set, change the environment variable `APP_OLD` to `APP_PORT`.\n"},
        {"APP_OLD": None},
    ),
    "a library that reads the files which twins name": (
        {
            **APP,
            "Cargo.toml": '[package]\nname = "app"\n[dependencies]\nfigment_file_provider_adapter = "0.1"\n',
            "docs/a.md": "The environment variables `APP_PORT_FILE` and `APP_GHOST_FILE`.\n",
        },
        {"APP_PORT_FILE": None, "APP_GHOST_FILE": "never-read"},
    ),
    "a document about a migration": (
        {**APP, "env_vars_migration.md": "The environment variable `APP_OLD_NAME`.\n"},
        {"APP_OLD_NAME": None},
    ),
    "what PHP reads and nothing names": (
        {"a.php": "<?php\ngetenv('APP_KEY');\ngetenv('APP_MODE');\n", ".env.example": "APP_KEY=\nAPP_GONE=\n"},
        {"APP_MODE": "read-but-undocumented", "APP_KEY": None, "APP_GONE": "never-read"},
    ),
    "a sample secret in figures": (
        {
            "main.go": go("APP_SECRET"),
            "README.md": "```sh\nAPP_SECRET=SuperSikkr3t go run .\n```\n",
            "compose.yaml": SERVICE.replace("APP_PORT: 1", "APP_SECRET: us3r-s3cr3tt"),
        },
        {"APP_SECRET": None},
    ),
}


@pytest.mark.parametrize("tree", TREES)
def test_what_others_read_is_left_to_them(tmp_path: Path, tree: str) -> None:
    """A program that the repository uses excuses what it reads, and nothing else."""
    files, wanted = TREES[tree]
    told = rules(tmp_path, files)
    for name, rule in wanted.items():
        assert (rule in told[name]) if rule else name not in told
