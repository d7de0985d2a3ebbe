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
TREES: dict[str, Tree] = {
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
    "pages that get a variable when they are served": (
        {
            "web/src/a.tsx": "export const a = [import.meta.env.VITE_SHOP_API, import.meta.env.VITE_SHOP_KEY];\n",
            "web/Dockerfile": "FROM node\nARG VITE_SHOP_KEY\nRUN npm run build\n",
            "compose.yaml": "services:\n  web:\n    build: ./web\n    environment:\n      VITE_SHOP_API: https://a.example\n"
            "      VITE_SHOP_KEY: x\n",
            "README.md": "The environment variables `VITE_SHOP_API` and `VITE_SHOP_KEY`.\n",
        },
        {"VITE_SHOP_API": "set-after-build", "VITE_SHOP_KEY": None},
    ),
    "pages that a script fills in when they are served": (
        {
            "web/src/a.tsx": "export const a = import.meta.env.VITE_SHOP_API;\n",
            "web/entrypoint.sh": 'sed -i "s|__API__|$VITE_SHOP_API|" /srv/*.js\n',
            "compose.yaml": "services:\n  web:\n    build: ./web\n    environment:\n      VITE_SHOP_API: https://a.example\n",
            "README.md": "The environment variable `VITE_SHOP_API`.\n",
        },
        {"VITE_SHOP_API": None},
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
