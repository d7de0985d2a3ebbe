"""Small repositories, each for a kind of claim: what is concluded of it, and what is left alone."""

from collections.abc import Collection
from functools import partial
from pathlib import Path

import pytest

from estuary_docs.drift.findings.disagreements import drift
from estuary_docs.drift.reading.inventory import inventory
from estuary_docs.drift.reading.spelling import Spellings, spelled
from estuary_docs.drift.settings import DriftSettings
from estuary_docs.drift.third_party import reader_of

# Of each repository its files, and by name the rule that finds the variable, or None where nothing may.
Tree = tuple[dict[str, str], dict[str, str | None]]
GO = 'package main\n\nimport "os"\n\nfunc main() {{ {} }}\n'
APP = "The environment variable `APP_PORT` is the port.\n"


def go(*names: str) -> str:
    """Return a program in Go that reads these names."""
    return GO.format("; ".join(f'_ = os.Getenv("{name}")' for name in names))


def py(*names: str) -> str:
    """Return a module in Python that reads these names."""
    return "import os\n" + "".join(f'os.getenv("{name}")\n' for name in names)


TREES: dict[str, Tree] = {
    "keys-viper": (
        {
            "main.go": 'package main\nimport "github.com/spf13/viper"\nfunc main() {\n\tviper.SetEnvPrefix("shop")\n'
            '\tviper.AutomaticEnv()\n\t_ = viper.GetString("db.host") + viper.GetString("log.level")\n'
            '\t_ = viper.GetString("http.timeout") + viper.GetString("secret.key")\n}\n',
            "config.yaml": "log:\n  level: info\n",
            "README.md": "# Shop\n\n| Key | Default |\n| --- | --- |\n| `db.host` | `localhost` |\n\n"
            "Or `--http-timeout`.\n",
        },
        {
            **dict.fromkeys(("SHOP_DB_HOST", "SHOP_LOG_LEVEL", "SHOP_HTTP_TIMEOUT")),
            "SHOP_SECRET_KEY": "read-but-undocumented",
        },
    ),
    "keys-pydantic": (
        {
            "settings.py": "from pydantic import BaseModel\n"
            "from pydantic_settings import BaseSettings, SettingsConfigDict\n"
            "class Db(BaseModel):\n    dsn: str\n    pool: int = 3\n"
            "class Settings(BaseSettings):\n"
            '    model_config = SettingsConfigDict(env_prefix="SHOP_", env_nested_delimiter="__")\n'
            "    port: int = 80\n    db: Db\n",
            "README.md": "# Shop\n\n- `port`: where it listens\n- `db.dsn`: the database\n",
        },
        {"SHOP_PORT": None, "SHOP_DB__DSN": None, "SHOP_DB__POOL": "read-but-undocumented"},
    ),
    "defaults-in-annotations": (
        {
            "settings.py": "from typing import Annotated\nfrom pydantic import Field\n"
            "from pydantic_settings import BaseSettings\nclass Settings(BaseSettings):\n"
            "    shop_age: Annotated[int, Field(7)]\n    shop_size: Annotated[int, Field(ge=1)]\n",
            "README.md": "# Shop\n\n| Variable | Default |\n| --- | --- |\n| `SHOP_AGE` | `9` |\n"
            "| `SHOP_SIZE` | `5` |\n",
        },
        {"SHOP_AGE": "default-differs", "SHOP_SIZE": None},
    ),
    "pass-list": (
        {
            "main.go": go("PORT"),
            "compose.yaml": "services:\n  app:\n    build: .\n"
            "    environment:\n      - PORT\n      - TLS_STRICT_MODE\n",
        },
        {"TLS_STRICT_MODE": "never-read"},
    ),
    "pass-map": (
        {
            "main.go": go("PORT"),
            "compose.yaml": (
                "services:\n"
                "  app:\n"
                "    build: .\n"
                "    environment:\n"
                "      PORT: ${PORT:-80}\n"
                "      CSRF_CHECK: ${CSRF_CHECK:?needed}\n"
            ),
        },
        {"CSRF_CHECK": "never-read"},
    ),
    "pass-short": (
        {
            "main.go": go("PORT"),
            "docker-compose.yml": (
                "services:\n"
                "  app:\n"
                "    build: .\n"
                "    environment:\n"
                "      - PORT=$PORT\n"
                "      - AUTH_REQUIRED=$AUTH_REQUIRED\n"
            ),
        },
        {"AUTH_REQUIRED": "never-read"},
    ),
    "pass-used-by-compose": (
        {
            "main.go": go("PORT"),
            ".env.example": "WEB_PORT=80\nTAG=1\n",
            "compose.yaml": (
                "services:\n"
                "  app:\n"
                "    image: x/app:${TAG}\n"
                "    build: .\n"
                "    ports: ['${WEB_PORT}:80']\n"
                "    environment:\n"
                "      - PORT\n"
            ),
        },
        {"WEB_PORT": None, "TAG": None},
    ),
    "pass-renamed": (
        {
            "main.go": go("INNER"),
            ".env.example": "OUTER=80\n",
            "compose.yaml": "services:\n  app:\n    build: .\n    environment:\n      - INNER=${OUTER}\n",
        },
        {"OUTER": None},
    ),
    "arg-and-env": (
        {
            "main.go": go("PORT"),
            "Dockerfile": (
                'FROM golang\nARG APP_PROFILE=production\nENV APP_PROFILE=${APP_PROFILE}\nCOPY . .\nCMD ["/app"]\n'
            ),
            "README.md": "# App\n\nThe environment variable `PORT` is the port.\n",
        },
        {"APP_PROFILE": "never-read"},
    ),
    "docker-env-used": (
        {
            "main.go": go("PORT"),
            "Dockerfile": 'FROM golang\nENV APP_DIR=/srv PORT=80\nWORKDIR $APP_DIR\nCOPY . .\nCMD ["/app"]\n',
        },
        {"APP_DIR": None},
    ),
    "docker-env-old-syntax": (
        {
            "app.py": py("PORT"),
            "Dockerfile": "FROM python:3\nENV QUEUE_DEPTH 3\nCOPY . .\nCMD python app.py\n",
        },
        {"QUEUE_DEPTH": "never-read"},
    ),
    "comment-dollar": (
        {
            "main.go": go("APP_CONFIG", "APP_PORT"),
            ".env.sample": "; set ${APP_CONFIG} to load another file\nAPP_PORT=1\n",
            "docs/m.md": "# M\n\nThe environment variable `OLD_GHOST_MODE` switches.\n",
        },
        {"OLD_GHOST_MODE": "*", "*": None},
    ),
    "comment-space": (
        {
            "s.py": py("MAIL_FROM", "MAIL_NAME"),
            ".env.example": "#MAIL_FROM=Our Shop <a@example.com>\n; MAIL_NAME = The Shop\n",
        },
        {"MAIL_FROM": None, "MAIL_NAME": None},
    ),
    "comment-unread-no-claim": (
        {
            "s.py": py("NEW_ONE"),
            ".env.example": "# OLD_NAME was renamed in 2.0\nNEW_ONE=1\n",
        },
        {"OLD_NAME": None},
    ),
    "trail1": (
        {
            "s.py": 'import os\na=os.getenv("A_MODE","on")\nb=os.getenv("B_MODE","off")\n',
            ".env.example": "A_MODE=off # default: on\nB_MODE=\n",
        },
        {"B_MODE": None, "A_MODE": None},
    ),
    "trail3": (
        {
            "s.ts": 'export const a=process.env.B_MODE||"b", c=process.env.C_MODE||"c";\n',
            ".env.example": "# Default is b\nB_MODE=\nC_MODE=\n",
        },
        {"C_MODE": None},
    ),
    "made1": (
        {
            "s.py": 'import os\nb=os.getenv("BASE_URL","http://x")\nh=os.getenv("HOOK_URL", b + "/hook")\n',
            "docs/c.md": (
                "# Environment variables\n"
                "\n"
                "### BASE_URL\n"
                "\n"
                "Default: `http://x`\n"
                "\n"
                "### HOOK_URL\n"
                "\n"
                "Defaults to `BASE_URL` followed by `/hook`.\n"
            ),
        },
        {"BASE_URL": None, "HOOK_URL": None},
    ),
    "made2": (
        {
            "s.py": 'import os\nb=os.getenv("BASE_URL","http://x")\nh=os.getenv("HOOK_URL", b)\n',
            "README.md": (
                "# Environment\n"
                "\n"
                "- `BASE_URL`: the base. Default `http://x`.\n"
                "- `HOOK_URL`: the hook. Default: `BASE_URL`.\n"
            ),
        },
        {"BASE_URL": None},
    ),
    "head1": (
        {
            "main.go": go("ACME_API_TOKEN"),
            "docs/e.md": (
                "# Environment variables\n"
                "\n"
                "#### API_TOKEN\n"
                "\n"
                "* Env: `ACME_API_TOKEN`\n"
                "* Default: none\n"
                "\n"
                "#### GONE\n"
                "\n"
                "* Env: `ACME_GONE`\n"
            ),
        },
        {"TOKEN": None, "API_TOKEN": None, "ACME_GONE": "never-read"},
    ),
    "head2": (
        {
            "s.py": 'import os\na=os.getenv("APP_LEVEL","warn")\n',
            "README.md": "# Environment variables\n\n## LEVEL\n\n- Variable: `APP_LEVEL`\n- Default: `info`\n",
        },
        {"APP_LEVEL": "default-differs"},
    ),
    "head3": (
        {
            "s.py": 'import os\na=os.getenv("DB_DSN","x")\n',
            "README.md": (
                "# Configuration by environment\n"
                "\n"
                "### DSN\n"
                "\n"
                "- **Environment variable**: `DB_DSN`\n"
                "- **Default**: `x`\n"
            ),
        },
        {"DSN": None, "DB_DSN": None},
    ),
    "set1": (
        {
            "s.py": py("SMTP_HOST"),
            "README.md": "Before you start, set the `SMTP_HOST` and `SMTP_RELAY` variables.\n",
        },
        {"SMTP_RELAY": "never-read"},
    ),
    "set2": (
        {
            "s.py": py("SMTP_HOST"),
            "README.md": "Set the variable `AUDIT_LOG` to a path. `SMTP_HOST` is an environment variable.\n",
        },
        {"AUDIT_LOG": "never-read"},
    ),
    "set3": (
        {
            "s.py": py("SMTP_HOST"),
            "README.md": "Set the CSS variable `PRIMARY_COLOR` in the theme.\n",
        },
        {"PRIMARY_COLOR": None},
    ),
    "set4": (
        {
            "s.py": py("DEFAULT_GROUP"),
            "README.md": "Make sure to export the `DEFAULT_EMAIL` variable first.\n",
        },
        {"DEFAULT_EMAIL": "never-read"},
    ),
    "foreign1": (
        {
            "s.py": py("TZ", "APP_HOST"),
            "README.md": (
                "# App\n"
                "\n"
                "The environment variable `APP_HOST` is the host.\n"
                "\n"
                "```yaml\n"
                "services:\n"
                "  vpn:\n"
                "    image: qmcgaw/gluetun\n"
                "    environment:\n"
                "      VPN_TYPE: wireguard\n"
                "      TZ: UTC\n"
                "      SERVER_COUNTRIES: x\n"
                "```\n"
            ),
        },
        {"*": None},
    ),
    "foreign2": (
        {
            "s.py": py("APP_HOST"),
            "README.md": (
                "# App\n"
                "\n"
                "The environment variable `APP_HOST` is the host.\n"
                "\n"
                "```bash\n"
                "docker run -d -e PGAUTO_ONESHOT=yes -e SOMETHING_ELSE=1 pgautoupgrade/pgautoupgrade:16\n"
                "```\n"
            ),
        },
        {"*": None},
    ),
    "foreign3": (
        {
            "s.py": py("APP_HOST", "APP_PORT"),
            "package.json": '{"name":"ferry"}',
            "README.md": (
                "# Ferry\n"
                "\n"
                "The environment variables `APP_HOST` and `APP_PORT`.\n"
                "\n"
                "```bash\n"
                "docker run -e APP_HOST=x -e APP_GHOST=1 acme/ferry\n"
                "```\n"
            ),
        },
        {"APP_GHOST": "never-read"},
    ),
    "guide2": (
        {
            "main.go": go("APP_PORT"),
            "README.md": "# App\n\nThe environment variable `APP_PORT`.\n",
            "docs/clients/nextcloud.md": (
                "---\n"
                "title: x\n"
                "---\n"
                "# Nextcloud\n"
                "\n"
                "In Nextcloud add the following:\n"
                "\n"
                "```env\n"
                "NC_OIDC_URL=https://x\n"
                "NC_OIDC_ID=a\n"
                "```\n"
            ),
        },
        {"*": None},
    ),
    "guide3": (
        {
            "main.go": go("APP_PORT"),
            "README.md": "# App\n\nThe environment variable `APP_PORT`.\n",
            "docs/grafana.md": (
                "# Grafana\n"
                "\n"
                "To connect Grafana to App, run:\n"
                "\n"
                "```bash\n"
                "export OAUTH_URL=x\n"
                "export OAUTH_ID=y\n"
                "grafana server\n"
                "```\n"
            ),
        },
        {"*": None},
    ),
    "guide4": (
        {
            "main.go": go("APP_PORT"),
            "README.md": "# App\n\nThe environment variable `APP_PORT`.\n",
            "docs/security.md": "# Security\n\nTurn strict mode on:\n\n```bash\nSECURITY_STRICT_MODE=true ./app\n```\n",
        },
        {"SECURITY_STRICT_MODE": "never-read"},
    ),
    "versioned": (
        {
            "main.go": go("APP_PORT"),
            "README.md": "# App\n\nThe environment variable `APP_PORT`.\n",
            "website/versioned_docs/version-2.8/c.md": "The environment variable `APP_OLD`.\n",
            "docs/v1.2/c.md": "The environment variable `APP_OLDER`.\n",
            "AGENTS.md": "The environment variable `APP_AGENT` is set.\n",
            ".claude/skills/a.md": "Set the environment variable `APP_TURBO`.\n",
        },
        {"*": None},
    ),
    "third1": (
        {
            "s.py": py("OTEL_CUSTOM_THING", "SENTRY_TUNNEL_SECRET", "OTEL_SERVICE_NAME", "APP_X"),
            "README.md": "The environment variable `APP_X`.\n",
        },
        {
            "OTEL_CUSTOM_THING": "read-but-undocumented",
            "SENTRY_TUNNEL_SECRET": "read-but-undocumented",
            "OTEL_SERVICE_NAME": None,
        },
    ),
    "third2": (
        {
            "s.py": py("APP_X"),
            "compose.yaml": (
                "services:\n  a:\n    build: .\n    environment:\n      APP_X: 1\n      OTEL_SERVICE_NMAE: a\n"
            ),
            "README.md": "The environment variable `APP_X`.\n",
        },
        {"OTEL_SERVICE_NMAE": "*"},
    ),
    "ren1": (
        {
            "compose.yaml": (
                "services:\n"
                "  w:\n"
                "    image: me/web\n"
                "    build: .\n"
                "    environment:\n"
                "      REDIS_TLS_CERT: ${REDIS_TLS_CERT:-/a}\n"
            ),
            "s.ts": "export const a=process.env.REDIS_TLS_CERT_PATH;\n",
        },
        {"REDIS_TLS_CERT": "probable-rename"},
    ),
    "swap1": (
        {
            "compose.yaml": (
                "services:\n"
                "  a:\n"
                "    build: .\n"
                "    environment:\n"
                "      - DB_PORT_MAIN\n"
                "  b:\n"
                "    build: .\n"
                "    environment:\n"
                "      - DB_POTR_MAIN\n"
            ),
            "s.py": py("DB_PORT_MAIN"),
        },
        {"DB_POTR_MAIN": "*"},
    ),
    "swap2": (
        {
            "compose.yaml": (
                "services:\n"
                "  a:\n"
                "    build: .\n"
                "    environment:\n"
                "      - CACHE_HOST_NAME\n"
                "      - CACHE_HSOT_NAME=${CACHE_HSOT_NAME}\n"
            ),
            "s.py": py("CACHE_HOST_NAME"),
        },
        {"CACHE_HSOT_NAME": "probable-rename"},
    ),
    "oneword": (
        {
            "s.py": 'import os\na=os.getenv("PORT","9090")\n',
            "README.md": "# App\n\n`PORT` defaults to `3000`.\n",
        },
        {"PORT": "default-differs"},
    ),
    "nextsentence": (
        {
            "s.py": 'import os\na=os.getenv("APP_PORT","9090")\n',
            "README.md": "# App\n\nThe environment variable `APP_PORT` sets the port. It defaults to `3000`.\n",
        },
        {"APP_PORT": "default-differs"},
    ),
    "published": (
        {
            "s.ts": "export const a=process.env.NEXT_PUBLIC_STRIPE_SECRET_KEY, b=process.env.VITE_API_URL;\n",
            "README.md": "# A\n\nEnvironment variables: `NEXT_PUBLIC_STRIPE_SECRET_KEY`, `VITE_API_URL`.\n",
        },
        {"NEXT_PUBLIC_STRIPE_SECRET_KEY": "published-secret", "VITE_API_URL": None},
    ),
    "fallbacks": (
        {
            "a/x.py": 'import os\na=os.getenv("APP_TTL","5")\n',
            "a/y.py": 'import os\na=os.getenv("APP_TTL","9")\n',
            "README.md": "# A\n\nThe environment variable `APP_TTL`.\n",
        },
        {"APP_TTL": "fallbacks-differ"},
    ),
    "rubytest": (
        {
            "test/test_helper.rb": 'if ENV["COVERAGE"] then 1 end\n',
            ".env.test.example": "COVERAGE=false\n",
            "s.py": py("PORT"),
            "README.md": "The environment variable `PORT`.\n",
        },
        {"COVERAGE": None},
    ),
    "ruby-open": (
        {
            "app/a.rb": 'x = ENV["DOMAIN"]\n',
            ".env.example": "DOMAIN=x\nPORT=1\n",
            "s.py": py("PORT"),
        },
        {"DOMAIN": None},
    ),
    "compose-foreign-image-own-build": (
        {
            "compose.yaml": "services:\n  a:\n    image: other/thing\n"
            "    build: .\n    environment:\n      PW_GHOST: 1\n",
            "s.py": py("PORT"),
            "README.md": "The environment variable `PORT`.\n",
        },
        {"PW_GHOST": "never-read"},
    ),
}


def write(root: Path, files: dict[str, str]) -> None:
    """Write a repository."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


def rules(root: Path, files: dict[str, str]) -> dict[str, set[str]]:
    """Write a repository, and return the rules that find something about each name."""
    write(root, files)
    taken = inventory(root, DriftSettings())

    def spellings(names: Collection[str], prefixes: Collection[str]) -> Spellings:
        return spelled(root, taken.code, names, prefixes)

    told: dict[str, set[str]] = {}
    readers = partial(reader_of, packages=taken.packages | taken.locked, images=taken.images)
    for each in drift(taken, DriftSettings(), readers, spellings=spellings).findings:
        for name in each.names or (each.name,):
            told.setdefault(name, set()).add(each.rule)
    return told


@pytest.mark.parametrize("tree", TREES)
def test_a_repository_of_each_kind_is_judged_as_it_should_be(tmp_path: Path, tree: str) -> None:
    """What a claim is about decides, and not how it is written: each tree stands for a kind."""
    files, wanted = TREES[tree]
    told = rules(tmp_path, files)
    for name, rule in wanted.items():
        if name == "*":
            assert told.keys() <= wanted.keys()
        elif rule is None:
            assert name not in told
        else:
            assert name in told
            assert rule in told[name] | {"*"}
