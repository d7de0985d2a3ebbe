"""`estuary-docs validate`, and what the catalogue of any schema brings to it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from estuary_docs.catalogue.exchange import from_json, to_json
from estuary_docs.catalogue.model import Catalogue
from estuary_docs.cli.program import main
from estuary_docs.renderers import render
from estuary_docs.validation.tables import tables, validator
from estuary_docs.vocabulary.checks import Check
from estuary_docs.vocabulary.kinds import Described, Json, Kind, Number, Switch
from estuary_docs.wording.sentences import possible_problems
from tests.cli.terminals import at_a_terminal
from tests.oracle import Judgement

Load = Callable[..., Catalogue]
RENAMED = """
limit: Annotated[bool, renamed_from("LIMITS", "LIMITER"), deprecated("Leave it out: there is no limit.")] = True
'''Whether there is a limit.'''
"""


def run(*arguments: str, **environ: str) -> Result:
    """Run `validate` in an environment of nothing but `environ`."""
    return CliRunner(env=environ).invoke(main, ["validate", *arguments])


def test_a_summary_ends_the_report(project: Path) -> None:
    """The last line says whether the environment is valid, in which profile, and what was found."""
    assert run().output == "The environment of Toy is valid.\n"
    (project / "env").write_text("PORT=443\nPROT=1\nports=2\n")
    done = run("--env-file", "env")
    assert done.exit_code == 1
    assert done.output.splitlines()[0].startswith("env:2: warning[unknown-variable]: `PROT` is not a variable of Toy")
    assert done.output.splitlines()[4] == "error[missing]: `KEY` must be set when `PORT` is `443`."
    assert done.output.splitlines()[5] == "  Set `KEY`."
    assert done.output.endswith("The environment of Toy is not valid: 1 error and 2 warnings.\n")


def test_each_problem_has_its_link_where_there_is_a_site(project: Path) -> None:
    """With the site's address in pyproject.toml, each problem leads to its rule's place on the site."""
    (project / "env").write_text("PORT=0\n")
    assert "://" not in run("--env-file", "env").output
    for address in ("https://docs.example.org/toy", "https://docs.example.org/toy/"):
        settings = (project / "pyproject.toml").read_text().splitlines()
        settings = [line for line in settings if not line.startswith("documentation")]
        settings.insert(1, f'documentation = "{address}"')
        (project / "pyproject.toml").write_text("\n".join(settings))
        assert "  https://docs.example.org/toy/troubleshooting/#out-of-range\n" in run("--env-file", "env").output


def test_colours_are_for_terminals(project: Path) -> None:
    """A terminal gets colours unless NO_COLOR is set; a file gets none."""
    (project / "env").write_text("PORT=0\n")
    assert "\x1b" not in run("--env-file", "env").output
    code, shown = at_a_terminal(project, "validate", "--env-file", "env")
    assert code == 1
    assert "\x1b[31merror[out-of-range]\x1b[0m" in shown
    code, shown = at_a_terminal(project, "validate", "--env-file", "env", NO_COLOR="1")
    assert "error[out-of-range]" in shown
    assert "\x1b" not in shown


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--env-file", "gone"], "--env-file: gone: cannot be read: No such file or directory"),
        (["--format", "yaml"], "--format: choose one of text, json, github"),
        (["--profile", "prod"], "--profile: is not a profile of Toy; choose one of default"),
    ],
)
@pytest.mark.usefixtures("project")
def test_wrong_usage_is_one_line(arguments: list[str], complaint: str) -> None:
    """What cannot be used is one line on standard error, and exit code 2."""
    done = run(*arguments)
    assert (done.exit_code, done.stdout, done.stderr) == (
        2,
        "",
        f"main validate: {complaint}\n",
    )


def test_a_command_is_started_only_in_a_valid_environment(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a command, the report goes to standard error and the command takes over with the resolved environment."""
    started: list[tuple[str, list[str], dict[bytes, bytes]]] = []
    monkeypatch.setattr("os.execvpe", lambda *arguments: started.append(arguments))
    (project / "KEY").write_text("ochre-walnut-sailing-bracket")
    run("--secrets-dir", str(project), "--", "toy", "--flag", PORT="443", PROT="1")
    assert [(file, command) for file, command, _ in started] == [("toy", ["toy", "--flag"])]
    assert started[0][2][b"KEY"] == b"ochre-walnut-sailing-bracket"
    done = run("--", "toy", PORT="0")
    assert (done.exit_code, done.stdout, len(started)) == (1, "", 1)
    assert "out-of-range" in done.stderr


def test_a_renamed_variable_is_told_its_new_name(schema: Load) -> None:
    """Whoever sets an old name gets a warning with the new one, and the old one changes nothing."""
    catalogue = schema(RENAMED)
    for name in ("LIMITS", "LIMITER"):
        for problems in (Judgement(catalogue, {name: "no"}).problems, validator(catalogue).check({name: "no"})):
            assert [(each.variable, each.rule, each.severity) for each in problems] == [(name, "renamed", "warning")]
            assert "`LIMIT`" in problems[0].message
    assert validator(catalogue).load({"LIMITS": "no"}) == {"LIMIT": True}


def test_a_deprecated_variable_is_told_what_to_do(schema: Load) -> None:
    """Whoever sets a deprecated variable gets a warning with the schema's advice; one that is unset is no matter."""
    catalogue = schema(RENAMED)
    for problems in (Judgement(catalogue, {"LIMIT": "true"}).problems, validator(catalogue).check({"LIMIT": "true"})):
        assert [(each.variable, each.rule, each.severity) for each in problems] == [("LIMIT", "deprecated", "warning")]
        assert problems[0].remedy == "Leave it out: there is no limit."
    assert validator(catalogue).check({}) == []


def test_old_names_and_advice_are_told_everywhere(schema: Load) -> None:
    """The example file, the rules page and the JSON of the catalogue know old names and advice."""
    catalogue = schema(RENAMED)
    example = render(catalogue, "env-example")
    assert "# Formerly LIMITS and LIMITER.\n# Deprecated. Leave it out: there is no limit.\n" in example
    assert from_json(to_json(catalogue)) == catalogue
    rules = {problem.rule for variable in catalogue.variables for problem in possible_problems(variable)}
    assert {"renamed", "deprecated"} <= rules
    reference = render(catalogue, "reference")
    assert '<span id="limits"></span><span id="limiter"></span>' in reference
    assert "Formerly <code>LIMITS</code> and <code>LIMITER</code>." in reference
    assert "{#renamed}" in render(catalogue, "rules")


EVERY_KIND_AND_CHECK = """
flag: Annotated[bool, Must(Equal("true"), when(CHOICE="b"))] = False
'''A.'''
number: Annotated[int, Field(ge=1, le=9), Must(BeOneOf(("1", "2")), when(CHOICE="b"))] = 1
'''A.'''
choice: Annotated[Literal["a", "b"], Should(BeNoneOf(("b",)))] = "a"
'''A "quoted" default: \\\\ and \\t.'''
text: Annotated[str, Should(NotContain(("x",)))] = 'a "q" \\\\ b'
'''A.'''
url: Annotated[Url | None, Must(UseScheme("https"))] = None
'''A.'''
origin: Origin | None = None
'''A.'''
numbers: Annotated[list[Annotated[int, Field(ge=1, le=9)]] | None, Must(BeOneOf(("1", "2")))] = None
'''A.'''
below_zero: Annotated[int, Field(ge=-12, le=-3)] = -5
'''A.'''
priority: Annotated[int, Field(ge=-10, le=10)] = 0
'''A.'''
unbounded: int = -1
'''A.'''
at_least: Annotated[int | None, Field(ge=100)] = None
'''A.'''
factor: Annotated[Decimal, Field(gt=1, le=Decimal("2.5"))] = Decimal("1.5")
'''A.'''
offsets: Annotated[list[Annotated[Decimal, Field(ge=Decimal("-0.5"))]] | None, required_when(FLAG="true")] = None
'''A.'''
pause: Annotated[timedelta, Field(ge=duration("500ms"), le=duration("10m"))] = duration("30s")
'''A.'''
ages: list[Annotated[timedelta, units("h", "d")]] = [duration("1d")]
'''A.'''
room: Annotated[Size, Field(le=size("1GiB")), Should(BeNoneOf(("1B",)))] = size("10MiB")
'''A.'''
rooms: list[Size] | None = None
'''A.'''
queue: Annotated[str, Field(pattern="^[A-Za-z0-9.]+$", max_length=8), example("mail")] = "mail"
'''A.'''
tags: list[Annotated[str, Field(pattern="^(?:a|b)[0-9]{1,2}$", min_length=2)]] = ["a1"]
'''A.'''
banner: MultilineText = "one line"
'''A.'''
folder: Path | None = None
'''A.'''
folders: Annotated[list[Path] | None, Field(min_length=2, max_length=3)] = None
'''A.'''
host: Host = "localhost"
'''A.'''
hosts: list[Host] | None = None
'''A.'''
standby: Annotated[
    Host | None, default_from("MIRROR"), Must(BeNoneOf(("b.org",)), when(CHOICE="b")), required_when(CHOICE="b")
] = None
'''A.'''
mirror: Annotated[Host | None, default_from("REPLICA"), Should(Equal("a.org"))] = None
'''A.'''
replica: Annotated[Host | None, required_when(STANDBY="c.org", unless="USER")] = None
'''A.'''
peer: HostAndPort | None = None
'''A.'''
peers: list[HostAndPort] | None = None
'''A.'''
sender: Email | None = None
'''A.'''
senders: list[Email] | None = None
'''A.'''
broker: Annotated[SecretStr | None, schemes("amqp", "amqps"), Should(UseScheme("amqps"))] = None
'''A.'''
stores: list[Annotated[str, schemes("https", "sqlite")]] | None = None
'''A.'''
forbidden: Annotated[str | None, forbidden_when(FLAG="true"), required_when(is_set="STATSD")] = None
'''A.'''
statsd: Annotated[str | None, Must(BeOneOf(("a", "b")), when(is_set="METRICS", unless="TEXT"))] = None
'''A.'''
metrics: Annotated[int | None, Should(Equal("1"), when(is_set="FORBIDDEN"))] = None
'''A.'''
user: str | None = None
'''A.'''
word: SecretStr | None = None
'''A.'''
at_most: Annotated[list[Annotated[int, Field(le=5)]] | None, Must(BeOneOf(("-1", "2")))] = None
'''A.'''
key: Annotated[SecretStr | None, Must(HaveBytes(4)), Must(NotBePlaceholder()), Must(NotBeGuessable())] = None
'''A.'''
other: Annotated[SecretStr | None, Must(DifferFrom("KEY")), Must(Accompany("KEY")), required_when(FLAG="true")] = None
'''A.'''
"""
GROUPS = """, rules=(
    at_most_one("STATSD", "METRICS", because="one is enough"),
    all_or_none("USER", "WORD", when=when(FLAG="true")),
    at_least_one("STATSD", "METRICS", "USER", when=when(CHOICE="b")),
)"""
ENVIRONS: list[dict[str, str]] = [
    {},
    {"FLAG": "true"},
    {"CHOICE": "b"},
    {"CHOICE": "b", "FLAG": "true", "NUMBER": "3", "NUMBERS": "1,2"},
    {"NUMBERS": "1, 3", "TEXT": "ox", "URL": "http://a", "ORIGIN": "*"},
    {"NUMBERS": "x", "URL": "a", "ORIGIN": "a"},
    {"BELOW_ZERO": "-3", "PRIORITY": "-10", "UNBOUNDED": "-18446744073709551616", "AT_LEAST": "100", "AT_MOST": "-1,2"},
    {"BELOW_ZERO": "-2", "PRIORITY": "-11", "UNBOUNDED": "9" * 1001, "AT_LEAST": "99", "AT_MOST": "6"},
    {"BELOW_ZERO": "3", "PRIORITY": "+1", "UNBOUNDED": "--1", "AT_LEAST": "-100", "AT_MOST": "-"},
    {"BELOW_ZERO": "-012", "PRIORITY": "-0", "UNBOUNDED": "-" + "0" * 1001 + "1", "AT_LEAST": "0100", "AT_MOST": "-7"},
    {
        "FACTOR": "1.000",
        "OFFSETS": "-0.5,0,12.25",
        "PAUSE": "500ms",
        "AGES": "1h,2d",
        "ROOM": "1B",
        "ROOMS": "1KB, 2KiB",
    },
    {"FACTOR": "2.51", "OFFSETS": "-0.51", "PAUSE": "499ms", "AGES": "1m", "ROOM": "2GiB", "ROOMS": "1kb"},
    {"FACTOR": "1.0000001", "OFFSETS": "--1", "PAUSE": "30", "AGES": "1 d", "ROOM": "1.5MB", "ROOMS": "9" * 1001 + "B"},
    {"FACTOR": "1,5", "OFFSETS": "1.", "PAUSE": "11m", "AGES": "999999999d,1000000000d", "ROOM": "-1B"},
    {"FACTOR": "0" * 5000 + "2.5", "OFFSETS": "." + "0" * 1001, "PAUSE": "-1s", "AGES": "٣d", "ROOM": "0B"},
    {"QUEUE": "a.b", "TAGS": "a1,b22", "BANNER": "a\nb", "FOLDER": "/x y", "HOST": "::1", "HOSTS": "a,1.2.3.4"},
    {"QUEUE": "a_b", "TAGS": "a1,b222", "BANNER": "a\n", "FOLDER": "~/x", "HOST": "a b", "HOSTS": "a,-b"},
    {"QUEUE": "abcdefghi", "TAGS": "c1", "BANNER": "\n", "FOLDER": "a\nb", "HOST": "a:1", "HOSTS": "http://a"},
    {"REPLICA": "a.org", "CHOICE": "b"},
    {"REPLICA": "b.org", "CHOICE": "b"},
    {"MIRROR": "a b", "REPLICA": "b.org", "CHOICE": "b"},
    {"STANDBY": "c.org"},
    {"MIRROR": "c.org", "STANDBY": "", "CHOICE": "b"},
    {"PEER": "db:5432", "PEERS": "[::1]:1,a:2", "SENDER": "a+b@example.org", "SENDERS": "a@b, c@d.e"},
    {"PEER": "db", "PEERS": "a:1,:2", "SENDER": "a@-b", "SENDERS": "a@b,c@d..e", "FOLDERS": "/a,~b"},
    {"PEER": "[::1]", "PEERS": "a:0", "SENDER": "a b@c.d", "SENDERS": "@b", "FOLDERS": "/a, b c"},
    {
        "FOLDERS": "/a, ,",
        "HOST": "a..b",
        "HOSTS": "a,256.1.1.1",
        "PEER": "a-.b:1",
        "SENDER": "a@b.1",
        "ORIGIN": "http://a..",
    },
    {
        "FOLDERS": "a,b,c,d",
        "HOST": "a.b.",
        "HOSTS": "a_b,1.2.3",
        "PEER": "1.2.3.4:5",
        "SENDER": "a@b.",
        "URL": "https://1",
    },
    {"BROKER": "amqps://u:p@h/v", "STORES": "https://a,sqlite:///x"},
    {"BROKER": "amqp://h", "STORES": "https:///a"},
    {"BROKER": "https://h", "STORES": "sqlite:x"},
    {"STATSD": "a", "METRICS": "1"},
    {"STATSD": "a", "METRICS": "x", "FORBIDDEN": "a"},
    {"FLAG": "true", "USER": "a", "FORBIDDEN": "a"},
    {"FLAG": "true", "USER": "a", "WORD": "heron-quince-mosaic", "CHOICE": "b", "METRICS": "2"},
    {"KEY": "aaa", "OTHER": "aaa"},
    {"OTHER": "changeme"},
    {"KEY": "ochre-walnut", "OTHER": "heron"},
]


# No annotation of the vocabulary says these; the tests of foreign forms hold their judges against each other.
OF_FOREIGN_SCHEMAS = {Switch, Number, Json, Described}


def test_every_kind_and_check_is_interpreted_alike(schema: Load) -> None:
    """The judge knows every kind and every check of the vocabulary, and agrees with the oracle on them."""
    catalogue = schema(EVERY_KIND_AND_CHECK, GROUPS)
    told = tables(catalogue)
    named = {rule[2] for rules in told["rules"].values() for rule in rules}
    assert len(named) == len(Check.__args__)
    assert len({kind[0] for kind in told["kinds"].values()}) == len({*Kind.__args__} - OF_FOREIGN_SCHEMAS)
    assert named == {
        "".join(f"-{c.lower()}" if c.isupper() else c for c in each.__name__)[1:] for each in Check.__args__
    }
    for environ in ENVIRONS:
        assert validator(catalogue).check(environ) == Judgement(catalogue, environ).problems, environ


def test_the_generated_module_of_any_schema_runs(schema: Load) -> None:
    """Quotes, backslashes and tabs in a schema come through into a module that runs and agrees."""
    catalogue = schema(EVERY_KIND_AND_CHECK, GROUPS)
    namespace: dict[str, object] = {"__name__": "generated"}
    exec(compile(render(catalogue, "validation-py"), "generated", "exec"), namespace)  # noqa: S102 - it is generated to run
    check, load = namespace["check"], namespace["load"]
    assert callable(check)
    assert callable(load)
    for environ in ENVIRONS:
        assert [each.facts() for each in check(environ)] == [
            each.facts() for each in Judgement(catalogue, environ).problems
        ]
    assert load({})["TEXT"] == 'a "q" \\ b'


def test_a_check_that_a_runtime_does_not_know_is_an_error(schema: Load) -> None:
    """A table with a check from elsewhere is refused loudly, never passed over."""
    judge = validator(schema("name: str = 'a'\n'''A.'''"))
    judge.rules = {"NAME": (("rule", "error", "be-odd", None, (), "", ""),)}
    with pytest.raises(NotImplementedError, match="be-odd"):
        judge.check({})
