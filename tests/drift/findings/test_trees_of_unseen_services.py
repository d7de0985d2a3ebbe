"""Small repositories for kinds that were seen when drift was run on services that nobody had looked at before."""

import hashlib
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest

from estuary_docs.drift.findings import values
from estuary_docs.drift.reading.touches import touches
from tests.drift.findings.test_trees import Tree, go, py, rules

DOCUMENTED = {"s.py": py("SHOP_PORT"), "README.md": "The environment variable `SHOP_PORT`.\n"}
HELPER = """export class Reader {
  private address(name: string): URL | undefined {
    if (!process.env[name]) {
      return undefined
    }
    return new URL(process.env[name])
  }
  public all() {
    return [process.env.SHOP_PORT, this.address('SHOP_LINK')]
  }
}
export const cookie = 'session-key'
"""
HELPERS = """import os
def number(key: str, default: int | None = None) -> int | None:
    if key not in os.environ:
        return default


    # An empty one is none.



    return int(os.environ[key])
"""
AGAIN = """if [ "$(id -u)" = 0 ] && [ -z "${SHOP_STARTED:-}" ]; then
  export SHOP_STARTED=1
  export SHOP_LEVEL="${SHOP_LEVEL:-low}"
  exec gosu "$SHOP_USER" "$0" "$@"
fi
"""
PART = """{{- define "shop.env" -}}
- name: SHOP_PORT
  value: "1"
- name: SHOP_GHOST
  value: {{ .Values.ghost }}
{{- end -}}
"""
PRISMA = """datasource db {
  provider  = "postgresql"
  url       = env("SHOP_STORE_URL") // the store
  directUrl = env("SHOP_DIRECT_URL")
  // url = env("SHOP_OLD_URL")
}
"""
BUILD = """import { imported } from "./settings"
const link = process.env.SHOP_LINK
const turn = process.env.SHOP_TURN
export default {
  define: {
    "import.meta.env.SHOP_EDITION": JSON.stringify("open"),
    'process.env.SHOP_COLOUR': JSON.stringify(process.env.SHOP_COLOUR),
    "process.env.SHOP_LINK": JSON.stringify(link),
    "process.env.SHOP_AGE": JSON.stringify(imported),
    "process.env.SHOP_TURN": "7",
  },
}
"""
PARAMETERS = """export function start(options: { env: NodeJS.ProcessEnv; projectId: string }) {
  return run(options.env, options.projectId)
}
export const call = (use: (env: NodeJS.ProcessEnv) => string) => use.displayName
export const size = (env: Readonly<NodeJS.ProcessEnv>) => env.SHOP_SIZE
"""
TREES: dict[str, Tree] = {
    "an object that holds an environment": (
        {**DOCUMENTED, "a.ts": PARAMETERS},
        {"env": None, "projectId": None, "displayName": None, "SHOP_SIZE": "read-but-undocumented"},
    ),
    "what a build puts in the place of variables": (
        {
            **DOCUMENTED,
            "package.json": '{"name": "shop"}',
            "vite.config.ts": BUILD,
            "src/a.ts": "import.meta.env.SHOP_EDITION; process.env.SHOP_COLOUR; process.env.SHOP_RELEASE\n"
            "process.env.SHOP_LINK; process.env.SHOP_AGE; process.env.SHOP_TURN\n",
            "web/package.json": '{"name": "web"}',
            "web/next.config.js": "const own = { env: { SHOP_RELEASE: '2', SHOP_PLACE: 'here' },\n"
            "part: { env: { SHOP_PART: 'x' } } };\n"
            "const plugin = wrap({ env: { SHOP_TOKEN_URL: 'x' } });\nmodule.exports = plugin(wrap(own));\n",
            "web/a.ts": "process.env.SHOP_PLACE; process.env.SHOP_PART; process.env.SHOP_TOKEN_URL\n",
            "web/run.ts": "spawn('a', { env: { SHOP_BARE: '1' } }); process.env.SHOP_BARE\n",
        },
        {
            "SHOP_EDITION": None,
            "SHOP_PLACE": None,
            **dict.fromkeys(("SHOP_COLOUR", "SHOP_RELEASE", "SHOP_BARE"), "read-but-undocumented"),
            **dict.fromkeys(("SHOP_LINK", "SHOP_AGE", "SHOP_TURN"), "read-but-undocumented"),
            **dict.fromkeys(("SHOP_PART", "SHOP_TOKEN_URL"), "read-but-undocumented"),
        },
    ),
    "what a schema of Prisma takes in": (
        {
            "a.ts": "process.env.SHOP_PORT\n",
            "db/schema.prisma": PRISMA,
            "README.md": "The environment variables `SHOP_PORT`, `SHOP_DIRECT_URL` and `SHOP_OLD_URL`.\n",
        },
        {"SHOP_STORE_URL": "read-but-undocumented", "SHOP_DIRECT_URL": None, "SHOP_OLD_URL": "never-read"},
    ),
    "what a package reads for itself": (
        {
            "a.ts": "process.env.SHOP_PORT\n",
            "package.json": '{"dependencies": {"inngest": "3.0.0"}}',
            ".env.example": "SHOP_PORT=1\nINNGEST_EVENT_KEY=\nTRIGGER_SECRET_KEY=\n",
        },
        {"INNGEST_EVENT_KEY": None, "TRIGGER_SECRET_KEY": "never-read"},
    ),
    "the default of a program beside another one": (
        {
            "package.json": '{"name": "shop"}',
            "a.ts": "process.env.SHOP_SIZE || 'small'; process.env.SHOP_AGE || '1'; process.env.SHOP_TURN || '7'\n",
            "kit/package.json": '{"name": "kit"}',
            "kit/a.ts": "const n = Number(process.env.SHOP_SIZE); process.env.SHOP_AGE || '2'\n",
            "kit/.env.example": "# Default: 9\nSHOP_SIZE=9\n\n# Default: 1\nSHOP_AGE=1\n\n# Default: 8\nSHOP_TURN=8\n",
        },
        {"SHOP_SIZE": None, "SHOP_AGE": "default-differs", "SHOP_TURN": "default-differs"},
    ),
    "a part of a chart that its templates include": (
        {**DOCUMENTED, "chart/templates/_env.yaml": PART, "other/_env.yaml": PART.replace("GHOST", "OTHER")},
        {"SHOP_GHOST": "never-read", "SHOP_OTHER": None},
    ),
    "what the settings of a framework for its tests read": (
        {
            **DOCUMENTED,
            "config/test.exs": 'import Config\nconfig :shop, name: System.get_env("SHOP_PART")\n',
            "config/environments/test.rb": "ENV['SHOP_EAGER']\n",
            "config/runtime.exs": 'import Config\nconfig :shop, name: System.get_env("SHOP_REAL")\n',
        },
        {"SHOP_PART": None, "SHOP_EAGER": None, "SHOP_REAL": "read-but-undocumented"},
    ),
    "a method that reads what its callers name": (
        {"a.ts": HELPER, "README.md": "The environment variables `SHOP_PORT`, `SHOP_LINK` and `SHOP_SESSION_KEY`.\n"},
        {"SHOP_LINK": None, "SHOP_SESSION_KEY": "never-read"},
    ),
    "a function whose caller names what is not known": (
        {
            "a.ts": HELPER.replace(
                "  public", "  public of(name: string) {\n    return this.address(name)\n  }\n  public"
            ),
            "README.md": "The environment variables `SHOP_PORT`, `SHOP_LINK` and `SHOP_SESSION_KEY`.\n",
        },
        {"SHOP_LINK": None, "SHOP_SESSION_KEY": None},
    ),
    "a module of helpers alone": (
        {
            "helpers.py": HELPERS,
            "s.py": "from helpers import number\nPORT = number('SHOP_PORT')\nNAME = 'shop.mode'\n",
            "README.md": "The environment variables `SHOP_PORT` and `SHOP_MODE`.\n",
        },
        {"SHOP_MODE": "never-read"},
    ),
    "a published switch that speaks of passwords": (
        {
            "a.ts": "process.env.NEXT_PUBLIC_DISABLE_PASSWORD_LOGIN; process.env.NEXT_PUBLIC_MAIL_PASSWORD\n",
            "README.md": "The environment variables `NEXT_PUBLIC_DISABLE_PASSWORD_LOGIN` and "
            "`NEXT_PUBLIC_MAIL_PASSWORD`.\n",
        },
        {"NEXT_PUBLIC_DISABLE_PASSWORD_LOGIN": None, "NEXT_PUBLIC_MAIL_PASSWORD": "published-secret"},
    ),
    "a published password that visitors of a demonstration are told": (
        {
            "a.ts": "process.env.NEXT_PUBLIC_DEMO_PASSWORD\n",
            "README.md": "The environment variable `NEXT_PUBLIC_DEMO_PASSWORD`.\n",
        },
        {"NEXT_PUBLIC_DEMO_PASSWORD": None},
    ),
    "a build that is written in Go": (
        {**DOCUMENTED, "magefile.go": go("SHOP_BUILD"), "magefiles/a.go": go("SHOP_CHECK"), "b/main.go": go("SHOP_B")},
        {"SHOP_BUILD": None, "SHOP_CHECK": None, "SHOP_B": "read-but-undocumented"},
    ),
    "what a script tells itself": (
        {**DOCUMENTED, "entrypoint.sh": AGAIN},
        {"SHOP_STARTED": None, "SHOP_LEVEL": "read-but-undocumented", "SHOP_USER": "read-but-undocumented"},
    ),
    "what a script keeps for what it starts": (
        {**DOCUMENTED, "entrypoint.sh": AGAIN.replace("$0", "shop")},
        {"SHOP_STARTED": "read-but-undocumented"},
    ),
    "what only those know who come from a former version": (
        {
            **DOCUMENTED,
            "old.py": py("SHOP_OLD_MODE", "SHOP_NEW_MODE"),
            "docs/migration-v3.md": "Remove the environment variable `SHOP_OLD_MODE`.\n",
            "CHANGELOG.md": "Add the environment variable `SHOP_NEW_MODE`.\n",
        },
        {"SHOP_OLD_MODE": None, "SHOP_NEW_MODE": "read-but-undocumented"},
    ),
    "what those read who write a client": (
        {
            **DOCUMENTED,
            "docs/api.md": "```env\nSHOP_API_KEY=your-key\nSHOP_API_GHOST=1\n```\n\n"
            "```ts\nnew Shop({ key: process.env.SHOP_API_KEY })\n```\n",
        },
        {"SHOP_API_KEY": None, "SHOP_API_GHOST": "never-read"},
    ),
    "what a deployment sets and an example of a document reads": (
        {
            **DOCUMENTED,
            "docs/api.md": "```env\nSHOP_API_KEY=x\n```\n\n```ts\nprocess.env.SHOP_API_KEY\n```\n",
            "compose.yaml": "services:\n  shop:\n    build: .\n    environment:\n      SHOP_PORT: 1\n"
            "      SHOP_API_KEY: x\n",
        },
        {"SHOP_API_KEY": "never-read"},
    ),
    "settings that JSON describes": (
        {
            "main.go": 'package main\nimport "github.com/spf13/viper"\nfunc main() {\n\tviper.SetEnvPrefix("shop")\n'
            '\tviper.AutomaticEnv()\n\tviper.GetString("mail.host"); viper.GetString("mail.port"); '
            'viper.GetString("port")\n}\n',
            "settings.json": '{"children": [{"key": "mail", "children": [{"key": "host", "comment": "Whom to ask."}]}],'
            ' "port": 1}',
            "broken.json": '{"key": "mail",',
        },
        {"SHOP_MAIL_HOST": None, "SHOP_MAIL_PORT": "read-but-undocumented", "SHOP_PORT": "read-but-undocumented"},
    ),
    "a document whose script is in another repository still makes claims": (
        {
            **DOCUMENTED,
            "INSTALL.md": "`curl -LO https://shop.example/get.sh && ./get.sh`\n",
            ".env.example": "SHOP_GHOST=1\n",
        },
        {"SHOP_GHOST": "never-read"},
    ),
    "a program that migrates is no guide": (
        {**DOCUMENTED, "t.py": py("SHOP_COUNT"), "migrate_data.py": "import os\nos.environ['SHOP_COUNT'] = '1'\n"},
        {"SHOP_COUNT": "read-but-undocumented"},
    ),
    "the fallback of a script for a folder that a program computes": (
        {
            "s.py": "import os\nROOT = os.path.dirname(__file__)\nos.getenv('SHOP_MEDIA', ROOT + '/media')\n"
            "os.environ['SHOP_DATA']\nos.getenv('SHOP_PORT')\n",
            "entrypoint.sh": 'mkdir -p "${SHOP_MEDIA:-/srv/media}" "${SHOP_DATA:-/srv/data}"\n',
            "README.md": "| Variable | Default |\n| --- | --- |\n| `SHOP_MEDIA` | `media` |\n| `SHOP_DATA` | `data` |\n"
            "| `SHOP_PORT` | |\n",
        },
        {"SHOP_MEDIA": None, "SHOP_DATA": "default-differs"},
    ),
}


@pytest.mark.parametrize("tree", TREES)
def test_a_kind_that_a_stranger_showed_holds_everywhere(tmp_path: Path, tree: str) -> None:
    """Each tree stands for a kind: its drift is found, and what looks like it is left alone."""
    files, wanted = TREES[tree]
    concluded = rules(tmp_path, files)
    for name, rule in wanted.items():
        assert (rule in concluded[name]) if rule else name not in concluded, name


def test_the_key_that_a_vendor_publishes_for_its_emulator_is_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any other key of the same form is one."""
    key = b64encode(bytes(7 * number % 251 for number in range(64))).decode()
    assert values.is_exposed(key, secret=True)
    monkeypatch.setattr(values, "OF_EMULATORS", {sha256(key.encode()).hexdigest()})
    assert not values.is_exposed(key, secret=True)


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("main_test.go", 'package main\nfunc TestIt(t *testing.T) { t.Setenv("SHOP_STRICT", "true") }\n'),
        ("tests/test_it.py", "import os\nos.environ['SHOP_STRICT'] = 'true'\n"),
        ("a.spec.ts", "process.env.SHOP_STRICT = 'true'\n"),
    ],
)
def test_what_a_test_sets_is_read_by_nothing(tmp_path: Path, file: str, text: str) -> None:
    """A test that sets a variable shows no reader, and hides no variable that nothing reads."""
    files = {**DOCUMENTED, ".env.example": "SHOP_STRICT=true\n", file: text}
    assert rules(tmp_path, files) == {"SHOP_STRICT": {"never-read"}}


@pytest.mark.parametrize("imported", ["from os import getenv", "from os import (environ, getenv)"])
def test_an_import_of_the_environment_is_no_place_that_touches_it(imported: str) -> None:
    """What is done with it is one: what nothing reads is certain as soon as that is understood."""
    assert touches(f"{imported}\n\ngetenv('SHOP_PORT')\nmap(getenv, names)\n".encode(), "python") == (3, 4)


def test_the_full_name_of_a_class_is_no_secret() -> None:
    """It is long and mixed, and everybody may know it; a text with as many points that is no such name is one."""
    assert not values.is_exposed("org.example.shop.storage.KeyConverter2", secret=True)
    token = "Q" + hashlib.sha256(b"token").hexdigest().replace("e", "E")
    for text in ("org.Ex4mple.shop.sT0rage.k3yConverter", f"dp.st.prd.{token}", f"x.y.{token}"):
        assert values.is_exposed(text, secret=True)
