"""Small repositories for kinds that were seen in services nobody tuned drift for: what is found, and what is not."""

from pathlib import Path

import pytest

from tests.drift.findings.test_trees import Tree, go, py, rules

PORT = {"s.py": py("SHOP_PORT"), "README.md": "The environment variable `SHOP_PORT`.\n"}
NAMES = [f"SHOP_{letter}" for letter in "ABCDEFGHIJK"]
TEMPLATE = """{"kind": "Template", "objects": [{"kind": "DeploymentConfig", "metadata": {"name": "shop"},
 "spec": {"containers": [{"name": "shop", "image": "${IMAGE}",
  "env": [{"name": "SHOP_PORT", "value": "1"}, {"name": "SHOP_GHOST_HOST", "value": "${SHOP_GHOST_HOST}"}]}]}}]}
"""
MAILING = "import os\nfrom schema import MailSettings\nsettings = MailSettings.from_environ(os.environ)\n"
DECLARED = "from estuary_docs.vocabulary import Settings\nclass MailSettings(Settings):\n    pass\n"
STRICT = "services:\n  shop:\n    build: {}\n    environment:\n      SHOP_PORT: 1\n      AUTH_STRICT_MODE: 'true'\n"
ENVCONFIG = """package main
import "github.com/kelseyhightower/envconfig"
type Settings struct {
	Port int `envconfig:"PORT" default:"80"`
	Mode string `envconfig:"MODE"`
	Host string
}
func main() { var settings Settings; envconfig.Process("shop", &settings) }
"""
ALIKE = go("SHOP_PORT", "SHOP_MAIL_HOST", "SHOP_MAIL_FROM", "SHOP_SIZE", "SHOP_MODE", "OTHER")
OPEN = 'package main\nimport "os"\nfunc of(f func() string) string { return os.Getenv(f()) }\n'
LEFT_OUT = "The environment variables `SHOP_PORT`, `OTHER`, `SIZE`, `MAIL_FROM` and `MAIL_HOST`.\n"
TREES: dict[str, Tree] = {
    "two names of one field, of which a document has the second": (
        {"main.go": ENVCONFIG, "README.md": "The environment variables `PORT` (default `80`) and `SHOP_HOST`.\n"},
        {"PORT": None, "SHOP_PORT": None, "MODE": None, "SHOP_MODE": "read-but-undocumented"},
    ),
    "two names of one field, of which a deployment has the first": (
        {"main.go": ENVCONFIG, "compose.yaml": "services:\n  a:\n    build: .\n    environment:\n      SHOP_PORT: 1\n"},
        dict.fromkeys(("PORT", "MODE"), None),
    ),
    "another default of a second name": (
        {"main.go": ENVCONFIG, "README.md": "| Variable | Default |\n| --- | --- |\n| `PORT` | `81` |\n"},
        {"PORT": "default-differs"},
    ),
    "two fields with the same second name": (
        {
            "main.go": ENVCONFIG,
            "other.go": ENVCONFIG.replace("Settings", "Others").replace("shop", "other").replace("80", "90"),
            "README.md": "The environment variable `PORT`.\n",
        },
        {"PORT": None, "SHOP_PORT": None, "OTHER_PORT": None},
    ),
    "a document that leaves out the prefix of most variables": (
        {"main.go": ALIKE, "open.go": OPEN, "README.md": LEFT_OUT},
        {"MAIL_HOST": None, "SHOP_MAIL_HOST": None, "SHOP_MODE": "read-but-undocumented"},
    ),
    "a document that leaves out the prefix where all code is understood": (
        {"main.go": ALIKE, "README.md": LEFT_OUT},
        {"MAIL_HOST": "never-read", "SHOP_MAIL_HOST": None},
    ),
    "a document of another program that has a variable of the same name without the prefix": (
        {"main.go": ALIKE, "README.md": "The environment variables `SHOP_MODE` and `PORT`.\n"},
        {"PORT": "never-read", "SHOP_PORT": "read-but-undocumented"},
    ),
    "a deployment that leaves out the prefix": (
        {
            "main.go": ALIKE,
            "open.go": OPEN,
            "README.md": LEFT_OUT,
            "compose.yaml": "services:\n  shop:\n    build: .\n    environment:\n      MAIL_HOST: a\n",
        },
        {"MAIL_HOST": "never-read"},
    ),
    "a document that leaves out the prefix where half of the names are other names of the same fields": (
        {
            "main.go": ENVCONFIG.replace("Host string", 'Host string `envconfig:"HOST"`'),
            "more.go": go("SHOP_MAIL_HOST", "SHOP_MAIL_FROM", "SHOP_SIZE", "OTHER"),
            "open.go": OPEN,
            "README.md": "The environment variables `MAIL_HOST`, `MAIL_FROM` and `SIZE`.\n",
        },
        {"MAIL_HOST": None, "SHOP_MAIL_HOST": None},
    ),
    "a document that leaves out a prefix of few variables": (
        {"main.go": go("SHOP_PORT", "SHOP_MAIL_HOST", "PORT", "OTHER", "NAME"), "open.go": OPEN, "README.md": LEFT_OUT},
        {"MAIL_HOST": "probable-rename"},
    ),
    "a commented line of a deployment": (
        {
            "s.py": py("SHOP_PORT", "SHOP_MODE", "SHOP_BARE"),
            "compose.yaml": "services:\n  shop:\n    build: .\n    environment:\n      - SHOP_PORT=1\n"
            "      # - SHOP_MODE=fast\n",
            "README.md": PORT["README.md"],
        },
        {"SHOP_MODE": None, "SHOP_BARE": "read-but-undocumented"},
    ),
    "the file that a value may come from": (
        {
            "run.sh": 'echo "$SHOP_PORT"\n[ -n "${SHOP_KEY:-}" ] || SHOP_KEY="$(cat "${SHOP_KEY__FILE}")"\n',
            "README.md": "The environment variables `SHOP_PORT` and `SHOP_KEY__FILE`.\n",
        },
        {"SHOP_KEY": None, "SHOP_KEY__FILE": None},
    ),
    "what a block of a deployment is filled in with": (
        {
            "s.py": py("SHOP_PORT"),
            "guide.md": "The environment variable `SHOP_PORT`.\n\n```yaml\nservices:\n  shop:\n    image: shop\n"
            "    labels:\n      - host=${SHOP_HOST}\n    environment:\n      - SHOP_PORT=${OUTER_PORT}\n```\n\n"
            "```env\nSHOP_HOST=a.example.com\nOUTER_PORT=1\nSHOP_GHOST=1\n```\n",
        },
        {"SHOP_HOST": None, "OUTER_PORT": None, "SHOP_GHOST": "never-read"},
    ),
    "what a block hands to a container of another program": (
        {
            "s.py": py("SHOP_PORT"),
            "guide.md": "The environment variable `SHOP_PORT`.\n\n```yaml\nservices:\n  relay:\n    image: acme/relay\n"
            "    environment:\n      - RELAY_KEY=${RELAY_KEY}\n      - RELAY_NAME=${OUTER_NAME}\n```\n\n"
            "```env\nSHOP_PORT=1\nRELAY_KEY=x\nOUTER_NAME=y\n```\n",
        },
        dict.fromkeys(("RELAY_KEY", "OUTER_NAME")),
    ),
    "what a block hands to a variable that nothing reads": (
        {
            "s.py": py("SHOP_PORT"),
            "guide.md": "The environment variable `SHOP_PORT`.\n\n```yaml\nservices:\n  shop:\n    build: .\n"
            "    environment:\n      - SHOP_PORT=1\n      - SHOP_STRICT_MODE=${SHOP_STRICT_MODE}\n"
            "      - SHOP_GHOST=${OUTER_GHOST}\n```\n\n```env\nOUTER_GHOST=1\n```\n",
            "compose.yaml": "services:\n  shop:\n    build: .\n    environment:\n      SHOP_STRICT_MODE: 1\n",
        },
        {"SHOP_STRICT_MODE": "never-read", "SHOP_GHOST": "never-read", "OUTER_GHOST": "never-read"},
    ),
    "a block that shows another use of a variable than a deployment has": (
        {
            "s.py": py("SHOP_PORT"),
            "guide.md": "The environment variable `SHOP_PORT`.\n\n```yaml\nservices:\n  relay:\n    image: acme/relay\n"
            "    environment:\n      - RELAY_MODE=${AUTH_STRICT_MODE}\n```\n",
            "compose.yaml": "services:\n  shop:\n    build: .\n    environment:\n      SHOP_PORT: 1\n"
            "      AUTH_STRICT_MODE: 1\n",
        },
        {"AUTH_STRICT_MODE": "never-read"},
    ),
    "defaults that are the same in another form": (
        {
            "s.py": "import os\nos.getenv('SHOP_DIR', 'import')\nos.getenv('SHOP_URL', 'https://shop.example')\n"
            "os.getenv('SHOP_AGE', '7')\n",
            "README.md": "| Variable | Default |\n| --- | --- |\n| `SHOP_DIR` | `./import` |\n"
            "| `SHOP_URL` | [https://shop.example](https://shop.example) |\n| `SHOP_AGE` | `8` |\n",
        },
        {"SHOP_DIR": None, "SHOP_URL": None, "SHOP_AGE": "default-differs"},
    ),
    "an example that shows the defaults": (
        {
            "s.py": "import os\nos.getenv('SHOP_VIEW', 'grid')\nos.getenv('SHOP_BASE', 'forge')\n"
            "os.getenv('SHOP_FOLLOW', 'false')\n",
            ".env.example": "# All there is.\n# Each option is shown with its default value.\n\nSHOP_VIEW=list\n"
            "SHOP_BASE=database_name_here\nSHOP_FOLLOW=false\n",
        },
        {"SHOP_VIEW": "default-differs", "SHOP_BASE": None, "SHOP_FOLLOW": None},
    ),
    "an example that shows samples": (
        {
            "s.py": "import os\nos.getenv('SHOP_VIEW', 'grid')\n",
            ".env.example": "# By default this file holds the most common options.\n\nSHOP_VIEW=list\n",
        },
        {"SHOP_VIEW": None},
    ),
    "a table below the heading of a variable": (
        {
            "s.py": "from os import getenv as get\nget('SHOP_AGE', '7')\nget('SHOP_SIZE', '7')\n"
            "get('SHOP_LEVEL', '0')\n",
            "README.md": "# Environment variables\n\n## SHOP_AGE\n\nHow old.\n\n| Type | Default Value |\n"
            "| --- | --- |\n| Integer | `9` |\n\n## SHOP_SIZE\n\n| Type | Default Value |\n| --- | --- |\n"
            "| Integer | `7` |\n\n## SHOP_LEVEL\n\nWhat is shown. The default log level is `1`.\n",
        },
        {"SHOP_AGE": "default-differs", "SHOP_SIZE": None, "SHOP_LEVEL": "default-differs"},
    ),
    "an example that shows anything but the defaults": (
        {
            "s.py": "import os\nos.getenv('SHOP_VIEW', 'grid')\nos.getenv('SHOP_SIZE', '3')\n",
            ".env.example": "# None of\n# these values are the defaults.\n\nSHOP_VIEW=list\n",
            "b/.env.example": "# Copy it. All settings are optional; the variables listed here are not the defaults.\n"
            "SHOP_SIZE=9\n",
            "c/.env.example": "# These settings are set to override the defaults.\nSHOP_SIZE=8\n",
        },
        {"SHOP_VIEW": None, "SHOP_SIZE": None},
    ),
    "a table about something else below the heading of a variable": (
        {
            "s.py": "from os import getenv as get\nget('SHOP_LIMIT', '10')\nget('SHOP_AGE', '7')\n",
            "README.md": "# Environment variables\n\n## SHOP_LIMIT\n\nFor each plan.\n\n| Plan | Default |\n"
            "| --- | --- |\n| free | `5` |\n\n## SHOP_AGE\n\n| Type | Required | Default | Description |\n"
            "| --- | --- | --- | --- |\n| Integer | no | `9` | How old. |\n",
        },
        {"SHOP_LIMIT": None, "SHOP_AGE": "default-differs"},
    ),
    "the default of something else in the sentence about a variable": (
        {
            "s.py": "from os import getenv as get\nget('SHOP_LEVEL', 'info')\nget('SHOP_LOG_FILE', '/var/log/a')\n",
            "README.md": "# Environment variables\n\n- `SHOP_LEVEL`: the default log file is `/var/log/b`.\n"
            "- `SHOP_LOG_FILE`: the default log file is `/var/log/b`.\n",
        },
        {"SHOP_LEVEL": None, "SHOP_LOG_FILE": "default-differs"},
    ),
    "a template of OpenShift": (
        {**PORT, "deploy/templates/shop.json": TEMPLATE},
        {"SHOP_PORT": None, "SHOP_GHOST_HOST": "never-read"},
    ),
    "settings of Spring": (
        {
            "src/main/resources/application.yml": "server:\n  port: ${SHOP_PORT:8080}\nshop:\n  key: ${SHOP_KEY}\n"
            "  # was ${SHOP_OLD}\n  at: http://${HOST:localhost}:${SHOP_PORT:8080}\n  cache-size: 3\n",
            "src/test/resources/application.yml": "x: ${SHOP_CHECK}\n",
            "README.md": "| Variable | Default |\n| --- | --- |\n| `SHOP_PORT` | `8081` |\n| `HOST` | `localhost` |\n"
            "| `SHOP_OLD` | `1` |\n",
            "compose.yaml": "services:\n  shop:\n    build: .\n    environment:\n      SHOP_CACHE_SIZE: 4\n",
        },
        {
            "SHOP_PORT": "default-differs",
            "SHOP_KEY": "read-but-undocumented",
            "SHOP_OLD": "never-read",
            **dict.fromkeys(("HOST", "SHOP_CHECK", "SHOP_CACHE_SIZE")),
        },
    ),
    "settings in HOCON": (
        {
            "conf/application.conf": 'http.port = 9000\nhttp.port = ${?SHOP_PORT}\nkey = "a"\nother = ${?SHOP_KEY}\n',
            "README.md": "| Variable | Default |\n| --- | --- |\n| `SHOP_PORT` | `8081` |\n| `SHOP_KEY` | `b` |\n",
        },
        {"SHOP_PORT": "default-differs", "SHOP_KEY": None},
    ),
    "settings of Symfony": (
        {
            "config/packages/shop.yaml": "parameters:\n  env(SHOP_AGE): '7'\nshop:\n  age: '%env(int:SHOP_AGE)%'\n"
            "  url: '%env(resolve:SHOP_URL)%'\n  dsn: '%env(SHOP_DSN)%'\n",
            ".env.example": "SHOP_URL=http://a\n# defaults to 9\nSHOP_AGE=\nSHOP_GHOST=1\n",
        },
        {
            "SHOP_URL": None,
            "SHOP_AGE": "default-differs",
            "SHOP_DSN": "read-but-undocumented",
            "SHOP_GHOST": "never-read",
        },
    ),
    "pages that are built, or filled in, when they are served": (
        {
            "a/src/a.tsx": "export const a = import.meta.env.VITE_SHOP_API;\n",
            "a/Dockerfile": 'FROM node\nCOPY . .\nCMD ["npm", "run", "dev"]\n',
            "b/src/b.tsx": "export const b = import.meta.env.VITE_SHOP_KEY;\n",
            "b/Dockerfile": "FROM node\nCOPY . .\nCMD npm run build && npm run preview\n",
            "c/server.ts": "export const c = process.env.VITE_SHOP_MODE;\n",
            "c/Dockerfile": 'FROM node\nCOPY . .\nCMD ["node", "server.ts"]\n',
            "d/src/d.tsx": "export const d = import.meta.env.VITE_SHOP_VIEW;\n",
            "d/Dockerfile": "FROM node\nCOPY . .\nRUN npm run build\n",
            "d/entrypoint.sh": 'for each in $(env | grep VITE_); do\n  sed -i "s|${each%%=*}|${each#*=}|" *.js\ndone\n',
            "compose.yaml": "services:\n  a:\n    build: ./a\n    environment:\n      VITE_SHOP_API: x\n"
            "  b:\n    build: ./b\n    environment:\n      VITE_SHOP_KEY: x\n"
            "  c:\n    build: ./c\n    environment:\n      VITE_SHOP_MODE: x\n"
            "  d:\n    build: ./d\n    environment:\n      VITE_SHOP_VIEW: x\n",
            "README.md": "| Variable |\n| --- |\n| `VITE_SHOP_API` |\n| `VITE_SHOP_KEY` |\n| `VITE_SHOP_MODE` |\n"
            "| `VITE_SHOP_VIEW` |\n",
        },
        dict.fromkeys(("VITE_SHOP_API", "VITE_SHOP_KEY", "VITE_SHOP_MODE", "VITE_SHOP_VIEW")),
    ),
    "the attribute of a derive macro, and a module within a file": (
        {
            "src/config.rs": 'pub mod keys {\n    pub const PORT: &str = "SHOP_PORT";\n'
            '    pub const MODE: &str = "SHOP_MODE";\n}\nuse keys::*;\n#[derive(Filled)]\npub struct Config {\n'
            "    #[default_value(80)]\n    #[env_key(PORT)]\n    pub port: u16,\n}\n",
            "src/main.rs": "mod config;\nuse config::keys::MODE;\nfn main() { let _ = std::env::var(MODE); }\n",
            "README.md": "| Variable | Default |\n| --- | --- |\n| `SHOP_PORT` | `81` |\n| `SHOP_MODE` | |\n"
            "| `SHOP_GHOST` | |\n",
        },
        {"SHOP_PORT": "default-differs", "SHOP_MODE": None, "SHOP_GHOST": "never-read"},
    ),
    "attributes that may be of anything": (
        {
            "src/main.rs": 'struct Plain {\n    #[env(SHOP_A)]\n    a: u8,\n    #[env("SHOP_B")]\n    b: u8,\n}\n'
            '#[derive(Filled)]\nstruct Config {\n    #[env("SHOP_C", "x")]\n    c: u8,\n'
            '    #[env_key(prefix = "SHOP_D")]\n    d: u8,\n    #[env("SHOP_E")]\n    e: u8,\n}\n'
            'fn main() { let _ = std::env::var("SHOP_PORT"); }\n',
            "README.md": "The environment variables `SHOP_PORT`, `SHOP_E` and `SHOP_GHOST`.\n",
            "compose.yaml": "services:\n  shop:\n    build: .\n    environment:\n      SHOP_GHOST_MODE: strict\n",
        },
        {
            "SHOP_GHOST_MODE": "never-read",
            **dict.fromkeys(("SHOP_A", "SHOP_B", "SHOP_C", "SHOP_D", "SHOP_E")),
        },
    ),
    "a helper of any name": (
        {
            "lib/a.ex": "defmodule A do\n  def interval(name, other) do\n    System.get_env(name) || other\n  end\n"
            '  def idle, do: interval("SHOP_IDLE", 30)\nend\n',
            "README.md": "The environment variables `SHOP_IDLE` and `SHOP_GHOST`.\n",
        },
        {"SHOP_IDLE": None, "SHOP_GHOST": "never-read"},
    ),
    "what functions of a script keep": (
        {
            "run.sh": "start() {\n  export SHOP_COUNT=${SHOP_COUNT:-2}\n}\ncheck() {\n  SHOP_COUNT=${SHOP_COUNT}\n}\n"
            "readonly SHOP_URL=${SHOP_URL:-x}\n",
            "README.md": "The environment variables `SHOP_COUNT`, `SHOP_URL` and `SHOP_GHOST`.\n",
        },
        {"SHOP_COUNT": None, "SHOP_URL": None, "SHOP_GHOST": "never-read"},
    ),
    "the mode that a framework knows": (
        {
            "a/s.py": "import os\nos.getenv('RAILS_ENV', 'production')\nos.getenv('SHOP_MODE', 'a')\n",
            "b/s.py": "import os\nos.getenv('RAILS_ENV', 'development')\nos.getenv('SHOP_MODE', 'b')\n",
            "README.md": "The environment variable `SHOP_MODE`.\n",
        },
        {"RAILS_ENV": None, "SHOP_MODE": "fallbacks-differ"},
    ),
    "a method that other libraries have too": (
        {
            "wsgi.py": "import os\nfrom wire.test import Builder\ndef again(environ):\n"
            "    return Builder.from_environ(environ)\nos.getenv('SHOP_PORT')\n",
            "compose.yaml": STRICT.format("."),
        },
        {"AUTH_STRICT_MODE": "never-read"},
    ),
    "a helper that reads through a schema, beside another service": (
        {
            "go/main.go": go("SHOP_PORT"),
            "helper/a.py": MAILING,
            "helper/schema.py": DECLARED,
            "compose.yaml": STRICT.format("./go"),
        },
        {"AUTH_STRICT_MODE": "never-read"},
    ),
    "a service that reads through a schema": (
        {
            "worker/a.py": MAILING,
            "worker/schema.py": DECLARED,
            "compose.yaml": STRICT.format("./worker"),
            ".env.example": "MAIL_HOST=a\n",
        },
        dict.fromkeys(("SHOP_PORT", "AUTH_STRICT_MODE", "MAIL_HOST")),
    ),
    "what a service without documents cannot start without": (
        {"main.go": go(*NAMES), "s.py": "import os\nos.environ['SHOP_KEY']\n"},
        {"SHOP_KEY": "read-but-undocumented", **dict.fromkeys(NAMES)},
    ),
}


@pytest.mark.parametrize("tree", TREES)
def test_a_kind_that_was_seen_once_holds_everywhere(tmp_path: Path, tree: str) -> None:
    """Each tree stands for a kind: its drift is found, and what looks like it is left alone."""
    files, wanted = TREES[tree]
    told = rules(tmp_path, files)
    for name, rule in wanted.items():
        assert (rule in told[name]) if rule else name not in told, name
