"""A document that states a prefix once, and then names its variables without it."""

from pathlib import Path

import pytest

from estuary_docs.drift.findings.disagreements import drift
from estuary_docs.drift.mention import Mention
from estuary_docs.drift.places.markdown import read
from estuary_docs.drift.reading.inventory import inventory
from estuary_docs.drift.settings import DriftSettings
from estuary_docs.drift.third_party import reader_of
from tests.drift.findings.test_trees import Tree, py, rules

SOURCE = py("SHOP_PORT", "SHOP_MAIL_HOST", "SHOP_MAIL_FROM")
LISTED = "\n\n`PORT` - `number`\n\n`MAIL_HOST` - `string` **required**\n\n`MAIL_FROM` - `string`\n"
ALL = ("SHOP_PORT", "SHOP_MAIL_HOST", "SHOP_MAIL_FROM", "PORT", "MAIL_HOST", "MAIL_FROM")
STATEMENTS = (
    "Environment variables are prefixed with `SHOP_`, and override the file.",
    "All variables below take the prefix `SHOP_`.",
    "All environment variables must be prefixed with SHOP_.",
    "Every environment variable needs a `SHOP_` prefix.",
    "The names of all environment variables begin with `SHOP_`.",
    "Prefix all environment variables with `SHOP_`.",
    "Add the prefix `SHOP_` to each of these environment variables.",
    "These environment variables all start with `SHOP_*`.",
)
OTHERS = (
    "Environment variables that are prefixed with `SHOP_` override the file.",
    "Environment variables which begin with `SHOP_` override the file.",
    "Environment variables can be prefixed with `SHOP_`.",
    "Environment variables are no longer prefixed with `SHOP_`.",
    "Environment variables must be prefixed with `SHOP_` to be seen by the browser.",
    "All keys in Redis have the prefix `SHOP_`.",
    "The names of all queues begin with `SHOP_`.",
    "All settings of the theme have the prefix `SHOP_`.",
)
TREES: dict[str, Tree] = {
    "a table": (
        {
            "s.py": "import os\nos.getenv('SHOP_PORT', '80')\nos.getenv('SHOP_SIZE', '5')\n",
            "README.md": "# Shop\n\nAll environment variables have the prefix `SHOP_`.\n\n| Variable | Default |\n"
            "| --- | --- |\n| `PORT` | `81` |\n| `SIZE` | `5` |\n| `GHOST` | |\n",
        },
        {"SHOP_PORT": "default-differs", "SHOP_SIZE": None, "PORT": None, "SHOP_GHOST": "never-read", "GHOST": None},
    ),
    "a name that the text takes out": (
        {
            "s.py": py("SHOP_PORT", "PORT", "SHOP_LOG_LEVEL", "LOG_LEVEL"),
            "README.md": "# Shop\n\nEnvironment variables are prefixed with `SHOP_`.\n\n"
            "- `PORT` (no prefix) - where it listens\n- `LOG_LEVEL` - also read without the prefix\n",
        },
        {"PORT": None, "LOG_LEVEL": None, "SHOP_PORT": "read-but-undocumented"},
    ),
    "one of two names that the text takes out": (
        {
            "s.py": py("PORT", "SHOP_API_PORT"),
            "README.md": "# Shop\n\nEnvironment variables are prefixed with `SHOP_`.\n\n"
            "`PORT` (no prefix) / `API_PORT` - `number`\n",
        },
        dict.fromkeys(("PORT", "SHOP_API_PORT", "API_PORT", "SHOP_PORT")),
    ),
    "what the code reads without the prefix": (
        {
            "s.py": py("SHOP_PORT", "DATABASE_URL"),
            "README.md": "# Shop\n\nEnvironment variables are prefixed with `SHOP_`.\n\n- `PORT`: where\n"
            "- `DATABASE_URL`: the store\n- `OLD_MODE=fast`: what was\n",
        },
        {"DATABASE_URL": None, "SHOP_DATABASE_URL": None, "OLD_MODE": "never-read", "SHOP_OLD_MODE": None},
    ),
    "a block of code, which shows whole names": (
        {
            "s.py": py("SHOP_PORT", "PORT"),
            "README.md": "# Shop\n\nEnvironment variables are prefixed with `SHOP_`.\n\n```env\nPORT=1\n```\n",
        },
        {"PORT": None, "SHOP_PORT": "read-but-undocumented"},
    ),
    "another section": (
        {
            "s.py": py("SHOP_PORT", "MAIL_GHOST_HOST", "SHOP_SIZE"),
            "README.md": "# Shop\n\n## Server\n\nEnvironment variables are prefixed with `SHOP_`.\n\n### Web\n\n"
            "- `PORT`: where\n- `SIZE`: how much\n\n## Environment variables of the worker\n\n"
            "- `GHOST_MODE`: no one reads it\n",
        },
        {"SHOP_PORT": None, "SHOP_SIZE": None, "GHOST_MODE": "never-read", "SHOP_GHOST_MODE": None},
    ),
    "a prefix that no code reads": (
        {
            "s.py": py("PORT"),
            "README.md": "# Shop\n\nEnvironment variables are prefixed with `BOAT_`.\n\n- `PORT`: where\n"
            "- `GHOST_MODE`: how\n",
        },
        {"PORT": None, "GHOST_MODE": "never-read", "BOAT_GHOST_MODE": None},
    ),
}


@pytest.mark.parametrize("statement", STATEMENTS)
def test_names_below_a_stated_prefix_are_meant_with_it(tmp_path: Path, statement: str) -> None:
    """A document may state the prefix of its variables once, in any of the ways in which people say it."""
    told = rules(tmp_path, {"s.py": SOURCE, "README.md": f"# Shop\n\n## Configuration\n\n{statement}{LISTED}"})
    assert told.keys().isdisjoint(ALL)


def test_a_section_that_lists_variables_says_what_is_prefixed() -> None:
    """A heading that names variables is enough for a sentence that calls them settings."""
    found = read("# Environment variables\n\nAll settings have the prefix `SHOP_`.\n\n- `PORT`: where\n", "README.md")
    assert [mention.prefix for mention in found if isinstance(mention, Mention)] == ["SHOP_"]


@pytest.mark.parametrize("sentence", OTHERS)
def test_a_sentence_about_some_variables_states_no_prefix(sentence: str) -> None:
    """What is told of some variables, of a choice or of the past changes no name."""
    found = read(f"# Shop\n\n{sentence}\n\n- `PORT`: where\n", "README.md")
    assert [(mention.name, mention.prefix) for mention in found if isinstance(mention, Mention)] == [("PORT", "")]


@pytest.mark.parametrize("tree", TREES)
def test_a_stated_prefix_changes_no_name_that_is_whole(tmp_path: Path, tree: str) -> None:
    """What code reads, what the text takes out, and where the statement is, decide which name is meant."""
    files, wanted = TREES[tree]
    told = rules(tmp_path, files)
    for name, rule in wanted.items():
        assert (rule in told.get(name, ())) if rule else name not in told, (name, told)


def test_a_report_quotes_a_name_as_the_document_writes_it(tmp_path: Path) -> None:
    """Who looks for the name in the document finds it, without the prefix that is stated elsewhere."""
    (tmp_path / "s.py").write_text(py("SHOP_PORT"))
    stated = "# Shop\n\nAll environment variables have the prefix `SHOP_`.\n\n- `PORT`: where\n- `GHOST`: who\n"
    (tmp_path / "README.md").write_text(stated)
    result = drift(inventory(tmp_path, DriftSettings()), DriftSettings(), reader_of)
    assert [finding.why.partition(",")[0] for finding in result.findings] == ["`SHOP_GHOST` is documented as `GHOST`"]
