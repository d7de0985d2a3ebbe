"""What the lines round a mention tell."""

import pytest

from estuary_docs.adoption.hints import with_hints
from estuary_docs.drift.mention import Mention


def hinted(text: str, mention: Mention) -> Mention:
    """Return the mention with what its file tells."""
    (found,) = with_hints([mention], lambda _path: text.splitlines())
    return found


@pytest.mark.parametrize(
    ("text", "line", "role", "description"),
    [
        ("| `PORT` | `3000` | TCP port of the service. |", 1, "documented", "TCP port of the service."),
        ("| `PORT` | one \\| two [words](x.md) |", 1, "documented", "one | two words"),
        ("| `PORT` | `3000` | |", 1, "documented", ""),
        ("- `PORT`: where it **listens**.", 1, "documented", "where it listens."),
        ("- **PORT** (default `3000`) \u2014 where it listens.", 1, "documented", "where it listens."),
        ("- `HOST`: the partner of PORT.", 1, "documented", ""),
        ("Set `PORT` as you like.", 1, "documented", ""),
        ("# TCP port.\n# Below 1024 for root.\nPORT=1", 3, "example", "TCP port. Below 1024 for root."),
        ("# Other.\n\nPORT=1", 3, "example", ""),
        ("# ----\n#HOST=x\n# TCP port.\n#PORT=1", 4, "example", "TCP port."),
        ("PORT=1", 9, "example", ""),
    ],
)
def test_a_description_is_found_beside_the_name(text: str, line: int, role: str, description: str) -> None:
    """It is the prose of the table's row, of the list's item, or of the comment above."""
    assert hinted(text, Mention("PORT", "x", line, role)).description == description  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ('let port: u16 = env::var("PORT").unwrap();', "integer:0:65535"),
        ('env::var("PORT")\n    .ok()\n    .and_then(|t| t.parse::<i64>().ok());', "integer"),
        ('let on = env::var("PORT")\n    .map(|t| t.parse::<bool>());', "flag"),
        ('getEnvBool("PORT", false)', "flag"),
        ('PORT = int(os.environ["PORT"])', "integer"),
        ("const port = Number(process.env.PORT ?? 3000);", "integer"),
        ('os.environ["PORT"].split(",")', "list"),
        ('float(os.environ["PORT"])', "number"),
        ('print(os.environ["PORT"])', ""),
        ('x = os.environ["PORT"]\n\ny = int(z)', ""),
    ],
)
def test_the_form_is_found_in_the_statement(text: str, form: str) -> None:
    """What code makes of the text stands in the same statement, in the words of its language."""
    assert hinted(text, Mention("PORT", "x", 1, "read")).form == form


def test_other_mentions_stay_as_they_are() -> None:
    """What a deployment sets tells nothing more."""
    mention = Mention("PORT", "x", 1, "set")
    assert hinted("PORT: int(1)", mention) is mention


@pytest.mark.parametrize(
    ("branch", "condition"),
    [
        ("if auth_enabled {", ("AUTH_ENABLED", "true")),
        ("if settings.authEnabled:", ("AUTH_ENABLED", "true")),
        ('if (process.env.AUTH_ENABLED === "true") {', ("AUTH_ENABLED", "true")),
        ('if env::var("AUTH_ENABLED").as_deref() == Ok("yes") {', ("AUTH_ENABLED", "yes")),
        ('} else if os.Getenv("STORE") == "s3" {', ("STORE", "s3")),
        ("elif auth_enabled:", ("AUTH_ENABLED", "true")),
        ("if not auth_enabled:", None),
        ("if !auth_enabled {", None),
        ("if auth_enabled and store:", None),
        ("if len(store) > 3:", None),
        ("if something_else:", None),
        ("} else {", None),
        ("fn main() {", None),
    ],
)
def test_a_condition_is_found_in_the_branch_that_wants_the_variable(
    branch: str, condition: tuple[str, str] | None
) -> None:
    """Code that fails without a variable inside a branch wants it where the branch is taken."""
    text = [branch, "    first();", "", "    want(KEY);"]
    key = Mention("KEY", "x", 4, "read", required=True)
    others = [Mention(name, "y", 1, "read") for name in ("AUTH_ENABLED", "STORE")]
    found, *_others = with_hints([key, *others], lambda path: text if path == "x" else [])
    assert found.condition == condition


def test_what_code_can_do_without_has_no_condition() -> None:
    """A branch says nothing about a variable whose absence is no failure."""
    assert hinted("if auth_enabled {\n    want(KEY);", Mention("KEY", "x", 2, "read")).condition is None
