"""What the lines round a mention tell."""

import pytest

from estuary_docs.adoption.hints import with_hints
from estuary_docs.drift.mention import Mention
from tests.adoption.forms import form


def hinted(text: str, mention: Mention, *others: Mention) -> Mention:
    """Return the mention with what its file tells."""
    found, *_others = with_hints([mention, *others], lambda _path: text.splitlines())
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
        ("| Name | Meaning |\n| --- | --- |\n| `PORT` | Listener |", 3, "documented", "Listener"),
        ("| Name | Meaning |\n| --- | --- |\n| `PORT` | Port |", 3, "documented", ""),
        ("| Name | Default |\n| --- | --- |\n| `PORT` | as you like |", 3, "documented", "as you like"),
        ("Mail.\n`PORT` sets the port\nof the service. See below.", 2, "documented", "sets the port of the service."),
        ("It is small. The variable `PORT` names the port.", 1, "documented", "names the port."),
        ("The `PORT` variable is the [port](x.md).", 1, "documented", "the port."),
        ("`PORT` must be the port.", 1, "documented", "the port."),
        ("`PORT` is required.", 1, "documented", ""),
        ("`PORT` has a default.", 1, "documented", ""),
        ("Set `PORT` to be heard and `HOST` to be found.", 1, "documented", "Set it to be heard."),
        ("Set `HOST` to be found and `PORT` to be heard.", 1, "documented", "Set it to be heard."),
        ("## Port\n- one\n- `PORT` sets the port.\n- three", 3, "documented", "sets the port."),
        ("- `PORT`: about `DATABASE__PORT`", 1, "documented", "about `DATABASE__PORT`"),
        ("# Server\nPORT=1\nHOST=x", 2, "example", ""),
        ("# The web server\nPORT=1\nHOST=x", 2, "example", ""),
        ("# The web server.\nPORT=1\nHOST=x", 2, "example", "The web server."),
        ("# The web server\nPORT=1\n# Host\nHOST=x", 2, "example", "The web server"),
        ("# The web server\nPORT=1\n\nHOST=x", 2, "example", "The web server"),
        ("# --- The server ---\nPORT=1", 2, "example", ""),
        ("# TODO: name the port\nPORT=1", 2, "example", ""),
        ("PORT=1 # where it listens", 1, "example", "where it listens"),
        ("PORT=1 # here", 1, "example", ""),
        ("# TCP port.\n# Below 1024 for root.\nPORT=1", 3, "example", "TCP port. Below 1024 for root."),
        ("# Other.\n\nPORT=1", 3, "example", ""),
        ("# ----\n#HOST=x\n# TCP port.\n#PORT=1", 4, "example", "TCP port."),
        ("PORT=1", 9, "example", ""),
    ],
)
def test_a_description_is_found_beside_the_name(text: str, line: int, role: str, description: str) -> None:
    """It is the prose of the table's row, of the list's item, or of the comment above."""
    assert hinted(text, Mention("PORT", "x", line, role)).description == description  # type: ignore[arg-type]


RUST = """
pub struct Config {
    /// TCP port that it listens on.
    #[serde(default)]
    pub port: u16,
}
fn load() -> Config {
    Config { }
    port: env_or("PORT", 3000),
"""
GO = """
type Config struct {
\tPort int // Port is where it listens.
}
func load() {
\ttext := os.Getenv("PORT")
\tport, err := strconv.Atoi(text)
}
"""
SCRIPT = """
interface Config {
  /**
   * TCP port of the service.
   */
  port: number;
}
const config = {
  port: Number(process.env.PORT),
};
"""
PYTHON = '''
@dataclass
class Config:
    port: int
    """TCP port of the service."""

Config(
    port=int(os.environ["PORT"]),
)
'''


@pytest.mark.parametrize(
    ("text", "line", "description"),
    [
        (RUST, 9, "TCP port that it listens on."),
        (GO, 6, "where it listens."),
        (SCRIPT, 9, "TCP port of the service."),
        (PYTHON, 8, "TCP port of the service."),
        ('# Where it listens.\nPORT = int(os.environ["PORT"])', 2, "Where it listens."),
        ('PORT = int(os.environ["PORT"])  # Where it listens.', 1, "Where it listens."),
        ('PORT = int(os.environ["PORT"])  # noqa: S104 all', 1, ""),
        ('# Load everything\nPORT = env("PORT")\nHOST = env("HOST")', 2, ""),
        ('url = "a // b"\nPORT = env("PORT")', 2, ""),
        ('# port = 1\nPORT = env("PORT")', 2, ""),
        ('// return env();\nPORT = env("PORT")', 2, ""),
        ("/** Where it listens. */\nconst port = process.env.PORT;", 2, "Where it listens."),
        ('PORT: z.string().describe("Where it listens"),', 1, "Where it listens"),
        ('@click.option("--port", envvar="PORT", help="Where it listens")', 1, "Where it listens"),
        ("# PORT: where it listens\nPORT=${PORT:-1}", 2, ""),
        ('env("PORT")', 1, ""),
        ('# Or another one?\nPORT = env("PORT")', 2, ""),
        ('/// Where it listens.\n#[clap(short)]\n#[clap(env = "PORT")]\nport: u16', 3, "Where it listens."),
    ],
)
def test_code_describes_what_it_reads(text: str, line: int, description: str) -> None:
    """It does in the call, in a comment above or behind, and where the field is declared that holds the value."""
    assert hinted(text, Mention("PORT", "x.py", line, "read")).description == description


@pytest.mark.parametrize(
    ("text", "label"),
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
        ('x = os.environ["PORT"]\ny = int(z)', ""),
        ('x = env("PORT",\n1,\n2,\n3,\n4,\n5,\nint(z))', ""),
        ('x = os.environ["PORT"]\ny = open(x, int(z))', ""),
        ('x = os.environ["PORT"]\n\ny = int(x)', "integer"),
        ('text := os.Getenv("PORT")\non := text == "true"', "flag"),
        ('host = x === "true" ? HOST : process.env.PORT', ""),
        ('on = x || HOST, process.env.PORT === "true"', "flag"),
        ('if [ "${PORT:-false}" = "true" ]; then', "flag"),
        ('port: env_or("PORT", 1),\nstruct S {\n  port: u16,\n}', "integer:0:65535"),
        ('port: env_or("PORT", 1),\nstruct S {\n  port: uint,\n}', f"integer:0:{2**63 - 1}"),
        ('port: env_or("PORT", 1),\nstruct S {\n  port: i64,\n}', "integer"),
        ('port: env_or("PORT", 1),\ninterface S {\n  port: string[];\n}', "list"),
        ('port: env_or("PORT", 1),\ninterface S {\n  port: boolean;\n}', "flag"),
        ('port: env_or("PORT", 1),\ninterface S {\n  port: string;\n}', ""),
    ],
)
def test_the_form_is_found_in_the_statement(text: str, label: str) -> None:
    """What code makes of the text stands in the same statement, in the words of its language."""
    assert hinted(text, Mention("PORT", "x", 1, "read"), Mention("HOST", "x", 9, "read")).form == form(label)


def test_a_statement_begins_where_the_line_before_asks_for_more() -> None:
    """A type that stands on the line before tells the form."""
    assert hinted('let port: u16 =\n    env::var("PORT");', Mention("PORT", "x", 2, "read")).form == form(
        "integer:0:65535"
    )


RUST_MATCH = """let mode = match env::var("MODE").as_deref() {
    Ok("live") => Mode::Live,
    Ok("sandbox") | Err(_) => {
        note();
        Mode::Sandbox
    }
    Ok(other) => panic!("unknown {other}"),
};
"""
GO_SWITCH = """mode := os.Getenv("MODE")
switch mode {
case "", "sandbox":
\tmode = "sandbox"
case "live":
default:
\tlog.Fatal("unknown")
}
"""
SCRIPT_SWITCH = """switch (process.env.MODE) {
  case "live":
    return 1;
  case "sandbox":
  case undefined:
    return 2;
}
"""
PYTHON_MATCH = """mode = os.environ.get("MODE")
match mode:
    case "sandbox" | None:
        run()
    case "live":
        run()
    case _:
        run()
run("else")
"""
SHELL_CASE = """case "${MODE:-sandbox}" in
  live|prod) run ;;
  sandbox) run ;;
  *) exit 1 ;;
esac
"""


@pytest.mark.parametrize(
    ("text", "path", "words", "default", "note"),
    [
        (RUST_MATCH, "x.rs", "live|sandbox", "sandbox", ""),
        (GO_SWITCH, "x.go", "sandbox|live", "sandbox", ""),
        (SCRIPT_SWITCH, "x.ts", "live|sandbox", "sandbox", "any other word is taken too"),
        (PYTHON_MATCH, "x.py", "sandbox|live", "sandbox", "any other word is taken too"),
        (SHELL_CASE, "entrypoint", "live|prod|sandbox", None, ""),
        (SHELL_CASE, "x.sh", "live|prod|sandbox", None, ""),
        ('MODE: z.enum(["live", "sandbox"]),', "x.ts", "live|sandbox", None, ""),
        ('MODE: str({ choices: ["live", "sandbox"] }),', "x.ts", "live|sandbox", None, ""),
        ('Mode string `env:"MODE" validate:"oneof=live sandbox"`', "x.go", "live|sandbox", None, ""),
        ('m = env("MODE")\nif m not in ("live", "sandbox"):', "x.py", "live|sandbox", None, ""),
        ('const m = env("MODE");\nif (!["live", "sandbox"].includes(m)) {', "x.ts", "live|sandbox", None, ""),
        ('m: env("MODE"),\ninterface A {\n  m: "live" | "sandbox";\n}', "x.ts", "live|sandbox", None, ""),
    ],
)
def test_words_that_code_tells_apart_are_the_choices(
    text: str, path: str, words: str, default: str | None, note: str
) -> None:
    """The one beside nothing is the default; where nothing refuses another word, a note says so."""
    found = hinted(text, Mention("MODE", path, 1, "read"))
    assert (found.form, found.default, found.note) == (form(f"choice:{words}"), default, note)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ('MODE: z.enum(["true", "false"]),', "flag"),
        ('match env::var("MODE") {\n    Ok(text) => text,\n    Err(_) => x,\n}', ""),
        ('m = env("MODE")\nmatch other:\n    case "a":\n        1\n    case "b":\n        2', ""),
    ],
)
def test_one_word_or_another_value_s_words_are_no_choice(text: str, label: str) -> None:
    """Two words at least are a choice, and true and false are a flag."""
    assert hinted(text, Mention("MODE", "x.rs", 1, "read")).form == form(label)


def test_what_the_code_says_itself_comes_first() -> None:
    """A form, a default and a note that are known are kept."""
    known = Mention("MODE", "x.ts", 1, "read", default="live", note="ours")
    found = hinted(SCRIPT_SWITCH, known)
    assert (found.default, found.note) == ("live", "ours")
    assert hinted(SCRIPT_SWITCH, Mention("MODE", "x.ts", 1, "read", form=form("flag"))).form == form("flag")


def test_a_document_that_leaves_a_prefix_out_describes_the_variable_all_the_same() -> None:
    """Its lines have the name without the prefix."""
    mention = Mention("SHOP_PORT", "x.md", 1, "documented", prefix="SHOP_")
    assert hinted("| `PORT` | TCP port of the service. |", mention).description == "TCP port of the service."


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
        ('if [ "${AUTH_ENABLED:-false}" = "true" ]; then', ("AUTH_ENABLED", "true")),
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


@pytest.mark.parametrize(
    ("text", "path", "condition"),
    [
        ('s = env("MY_STORE")\nif s == "s3":\n    want(KEY)', "x.py", ("MY_STORE", "s3")),
        ('s = env("MY_STORE")\nmatch s:\n    case "s3":\n        want(KEY)', "x.py", ("MY_STORE", "s3")),
        ('s := env("MY_STORE")\nswitch s {\ncase "s3":\n\twant(KEY)', "x.go", ("MY_STORE", "s3")),
        ('s := env("MY_STORE")\nswitch s {\ncase "s3", "gcs":\n\twant(KEY)', "x.go", None),
        ('s := env("MY_STORE")\nx()\ncase "s3":\n\twant(KEY)', "x.go", None),
        ("want(KEY)", "x.py", None),
        ('s := env("MY_STORE")\nswitch {\ndefault:\n\twant(KEY)', "x.go", None),
    ],
)
def test_a_name_of_the_code_stands_for_the_variable_that_it_holds(
    text: str, path: str, condition: tuple[str, str] | None
) -> None:
    """A branch may ask for it, or tell its words apart."""
    key = Mention("KEY", path, len(text.splitlines()), "read", required=True)
    assert hinted(text, key, Mention("MY_STORE", path, 1, "read")).condition == condition
