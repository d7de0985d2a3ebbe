"""How constants, helpers and records are followed through a repository, whatever its language."""

import pytest

from estuary_docs.drift.code import Call, Constant, Expression, Field, Function, Load, Name, Read, Record, SourceFile
from estuary_docs.drift.languages.syntax import descendants, grammar, parse, text
from estuary_docs.drift.mention import Mention, Undecided
from estuary_docs.drift.reading import resolution
from estuary_docs.drift.reading.records import MOST_RECORDS, TOO_MANY
from estuary_docs.drift.reading.resolution import resolve
from estuary_docs.errors import ProjectError
from tests.drift.services import mentions, names


def found(**sources: SourceFile) -> list[str]:
    """Return the names read, with the place of each; files are given as `src_config` for `src/config.x`."""
    files = {f"{name.replace('_', '/')}.x": source for name, source in sources.items()}
    return [f"{each.file}:{each.line} {each.name}" for each in resolve(files) if isinstance(each, Mention)]


HELPER = SourceFile(
    "x",
    reads=(Read(("APP_", Name("key"), "_URL"), 2, (Name("default"),), function="get"),),
    functions=(Function("get", ("key", "default"), 1, (("default", ("d",)),)),),
)


def calling(function: str, *arguments: Expression | None, imports: tuple[tuple[str, str], ...] = ()) -> SourceFile:
    """Return a file that calls a function."""
    return SourceFile("x", calls=(Call(function, arguments, 7),), imports=imports)


@pytest.mark.parametrize(
    ("caller", "lines"),
    [
        (calling("get", ("DB",), imports=(("get", "app.config.get"),)), ["main.x:7 APP_DB_URL"]),
        (calling("get", ("DB",), imports=(("get", "./config"),)), ["main.x:7 APP_DB_URL"]),
        (calling("fetch", ("DB",), imports=(("fetch", "config::get"),)), ["main.x:7 APP_DB_URL"]),
        (calling("config.get", ("DB",)), ["main.x:7 APP_DB_URL"]),
        (calling("c.get", ("DB",), imports=(("c", "app/config"),)), ["main.x:7 APP_DB_URL"]),
        (calling("get", ("DB",), imports=(("*", "config"),)), ["main.x:7 APP_DB_URL"]),
        (calling("crate.get", ("DB",)), ["main.x:7 APP_DB_URL"]),
        (calling("this.get", ("DB",)), []),
        (calling("get", ("DB",)), []),
        (calling("get", ("DB",), imports=(("get", "other.get"),)), []),
        (calling("map.get", ("DB",)), []),
        (calling("", ("DB",)), []),
        (calling("config.get", None), ["main.x:7 APP_*_URL"]),
        (calling("config.get"), ["main.x:7 APP_*_URL"]),
        (calling("config.get", ("not a name",)), []),
        (calling("config.get", ("A",), ("B",), ("C",)), ["main.x:7 APP_A_URL"]),
    ],
)
def test_a_call_means_a_helper_by_file_import_and_path(caller: SourceFile, lines: list[str]) -> None:
    """A name alone is not enough: another file's function must be imported, or qualified by its module."""
    assert [line for line in found(app_config=HELPER, main=caller) if line.startswith("main")] == lines


def test_a_helper_that_nobody_calls_is_dynamic() -> None:
    """What is known of the name stays known."""
    assert found(config=HELPER) == ["config.x:2 APP_*_URL"]


def test_a_helper_s_default_outweighs_that_its_caller_may_fail() -> None:
    """What a caller does with an error says nothing of a missing variable where the helper has a default."""
    helper = SourceFile(
        "x",
        reads=(Read((Name("key"),), 2, ("d",), required=False, function="get"),),
        functions=(Function("get", ("key",), 1),),
        calls=(Call("get", (("A_B",),), 3, required=True),),
    )
    assert [each.required for each in resolve({"main.x": helper}) if isinstance(each, Mention)] == [False]


def test_a_helper_is_never_another_language_s() -> None:
    """A Go file does not call a Rust function."""
    other = SourceFile("y", calls=(Call("config.get", (("DB",),), 7),))
    assert found(config=HELPER, main=other) == ["config.x:2 APP_*_URL"]


def test_keywords_defaults_and_several_levels_are_followed() -> None:
    """A helper of a helper makes its callers reads, and a default parameter the read's default."""
    middle = SourceFile(
        "x",
        functions=(Function("port", ("service",), 1),),
        calls=(
            Call("get", (), 2, (("key", (Name("service"), "_PORT")),), within="port"),
            Call("port", (("WEB",),), 3),
            Call("port", (("API",),), 4, default=("80",), required=False),
        ),
        imports=(("get", "config.get"),),
    )
    (api, web) = sorted(
        (each for each in resolve({"config.x": HELPER, "main.x": middle}) if isinstance(each, Mention)),
        key=lambda each: each.name,
    )
    assert (api.name, api.default, api.line) == ("APP_API_PORT_URL", "d", 4)
    assert (web.name, web.default, web.line) == ("APP_WEB_PORT_URL", "d", 3)


def test_a_helper_that_calls_itself_ends() -> None:
    """Recursion is followed a few levels, then left."""
    endless = SourceFile(
        "x",
        reads=(Read((Name("key"),), 2, function="get"),),
        functions=(Function("get", ("key",), 1),),
        calls=(Call("get", (("A_", Name("key")),), 3, within="get"), Call("get", (("B",),), 5)),
    )
    assert "main.x:5 B" in found(main=endless)


@pytest.mark.parametrize(
    ("reference", "imports", "names_read"),
    [
        ("Keys::PORT", (), ["KEYS_PORT"]),
        ("keys::LOCAL", (), ["LOCAL_NAME"]),
        ("LOCAL", (), ["LOCAL_NAME"]),
        ("LOCAL", (("LOCAL", "crate::keys::LOCAL"),), ["LOCAL_NAME"]),
        ("crate::LOCAL", (), ["LOCAL_NAME"]),
        ("elsewhere::LOCAL", (), []),
        ("TWICE", (), []),
        ("CIRCLE", (), []),
        ("lower", (), []),
        ("", (), []),
    ],
)
def test_a_constant_is_found_by_its_only_meaning(
    reference: str, imports: tuple[tuple[str, str], ...], names_read: list[str]
) -> None:
    """In the file, by import, by path, and last by a name that means one thing in the repository."""
    keys = SourceFile(
        "x",
        constants=(
            Constant("Keys.PORT", ("KEYS_PORT",)),
            Constant("LOCAL", ("LOCAL_NAME",)),
            Constant("TWICE", ("ONE",)),
            Constant("TWICE", ("TWO",)),
            Constant("CIRCLE", (Name("CIRCLE"),)),
            Constant("lower", ("LOWER",)),
        ),
    )
    reader = SourceFile("x", reads=(Read((Name(reference),), 1),), imports=imports)
    files = {"src/keys.x": keys, "other/main.x": reader}
    assert [each.name for each in resolve(files) if isinstance(each, Mention)] == names_read


def test_the_nearest_of_several_namesakes_is_meant() -> None:
    """Each service of a repository has its own helper and its own constants."""
    services = {
        f"{name}/{file}.x": source
        for name in ("orders", "mail")
        for file, source in {
            "keys": SourceFile("x", constants=(Constant("PORT", (f"{name.upper()}_PORT",)),)),
            "main": SourceFile("x", reads=(Read((Name("PORT"),), 1),), imports=(("PORT", "crate::keys::PORT"),)),
        }.items()
    }
    assert [each.name for each in resolve(services) if isinstance(each, Mention)] == ["MAIL_PORT", "ORDERS_PORT"]


def test_namesakes_in_one_file_are_told_by_their_arguments() -> None:
    """Of two functions of one name, a call means the one that takes its arguments."""
    both = SourceFile(
        "x",
        reads=(
            Read((Name("key"),), 2, function="get!"),
            Read((Name("key"),), 5, (Name("default"),), function="get!"),
        ),
        functions=(Function("get!", ("key",), 1), Function("get!", ("key", "default"), 4)),
        calls=(Call("get!", (("A",),), 8), Call("get!", (("B",), ("b",)), 9)),
    )
    read = [(each.name, each.default) for each in resolve({"main.x": both}) if isinstance(each, Mention)]
    assert read == [("A", None), ("B", "b")]


@pytest.mark.parametrize("call", ["self.get", "config.get", "self.settings.get", "Config.get"])
def test_a_method_is_followed_by_what_it_is_called_on(call: str) -> None:
    """An object of unknown class counts where its name tells that it holds settings."""
    source = SourceFile(
        "x",
        reads=(Read((Name("key"),), 2, function="Config.get"),),
        functions=(Function("Config.get", ("key",), 1), Function("Config.load", (), 4)),
        calls=(Call(call, (("A_B",),), 5, within="Config.load"), Call("cache.get", (("C_D",),), 6)),
    )
    assert found(main=source) == ["main.x:5 A_B"]


def test_records_nest_flatten_and_inherit() -> None:
    """A field's name is the prefix, the segments of the records above it, and its own."""
    records = SourceFile(
        "x",
        records=(
            Record(
                "Settings",
                (
                    Field("DB", 2, record="Db"),
                    Field("", 3, record="Db", flatten=True),
                    Field("EXTRA", 4, record="Missing", flatten=True),
                    Field("X", 5, names=("OWN", "ALIAS")),
                ),
                1,
                ("Base", "Unknown"),
            ),
            Record("Db", (Field("URL", 8, default=("d",)), Field("SELF", 9, record="Db")), 7),
            Record("Base", (Field("BASE", 11),), 10),
        ),
    )
    loads = SourceFile(
        "x",
        loads=(
            Load("Settings", 1, ("APP_",), "__"),
            Load("Nowhere", 2),
            Load("Settings", 3, (Name("prefix"),)),
        ),
    )
    said = list(resolve({"a/records.x": records, "a/main.x": loads}))
    lines = {(each.line, each.name) for each in said if isinstance(each, Mention)}
    assert {(8, "APP_DB__URL"), (8, "APP_URL"), (5, "OWN"), (5, "ALIAS"), (11, "APP_BASE")} <= lines
    assert [(each.line, each.reason) for each in said if isinstance(each, Undecided)] == [
        (3, "the prefix of the variables loaded here is computed")
    ]


def test_a_load_of_no_known_record_means_those_of_its_file() -> None:
    """Records that stand inside another are not loaded by themselves."""
    source = SourceFile(
        "x",
        records=(Record("A", (Field("B", 2, record="B"),), 1), Record("B", (Field("C", 4),), 3)),
        loads=(Load("", 5),),
        tests=((5, 5),),
    )
    (mention,) = (each for each in resolve({"main.x": source}) if isinstance(each, Mention))
    assert (mention.name, mention.role, mention.note) == ("B_C", "other", "test")


def test_a_fallback_counts_only_where_nothing_else_loads_the_record() -> None:
    """A struct with tags is read by someone, unless its reader is known."""
    records = (
        Record("A", (Field("X", 2),), 1),
        Record("B", (Field("Y", 4),), 3),
        Record("C", (Field("B", 5, record="B"),), 5),
    )
    loads = (*(Load(each.name, each.line, fallback=True) for each in records), Load("A", 9, ("P_",)))
    assert found(main=SourceFile("x", records=records, loads=loads)) == ["main.x:2 P_X", "main.x:4 B_Y"]


def test_what_is_no_variable_s_name_is_dropped() -> None:
    """Precision comes first: neither a sentence nor a lone underscore with a hole is a name."""
    reads = tuple(Read(name, 1) for name in (("a b",), ("1A",), (None, "-x"), ("_", None)))
    said = list(resolve({"main.x": SourceFile("x", reads=reads, undecided=((3, "odd"),))}))
    assert [(each.line, each.reason) for each in said if isinstance(each, Undecided)] == [
        (1, "the name of the variable read here is computed"),
        (3, "odd"),
    ]
    assert len(said) == 2


def test_several_reads_with_different_defaults_are_all_kept() -> None:
    """The same name, read twice on a line with two defaults, is two mentions."""
    reads = (Read(("A",), 1, ("x",)), Read(("A",), 1, ("y",)), Read(("A",), 1, ("y",)))
    said = [each for each in resolve({"main.x": SourceFile("x", reads=reads)}) if isinstance(each, Mention)]
    assert [each.default for each in said] == ["x", "y"]


def test_other_people_s_helpers_are_likely_reads() -> None:
    """A package named for the environment, asked for a name in capitals, is told apart by its certainty."""
    text_ = 'package a\nimport "github.com/acme/env"\nvar x = env.GetString("A_B", "d")\nvar y = env.GetString(name)\n'
    (mention,) = mentions({"a.go": text_})
    assert (mention.name, mention.default, mention.certainty) == ("A_B", "d", "likely")


def test_what_other_people_s_helpers_read_is_followed() -> None:
    """Their argument may be a constant, a parameter of a helper, or what begins with a known text."""
    text_ = """package a
import "github.com/acme/env"
const Port = "APP_PORT"
func on(key string) bool { return env.Get(key, "off") == "on" }
func main() {
	env.IsSet(Port)
	on("APP_TRACE")
	portName := Port
	if other { portName = portName + "_" + suffix() }
	env.Get(portName, "")
	env.Get(prefix() + "_APP", "")
}
"""
    found_ = [(each.name, each.line, each.default, each.certainty) for each in mentions({"a.go": text_})]
    assert found_ == [
        ("APP_PORT", 6, None, "likely"),
        ("APP_TRACE", 7, "off", "likely"),
        ("APP_PORT*", 10, "", "dynamic"),
    ]


def test_languages_are_read_side_by_side() -> None:
    """A repository of several languages is one inventory, in the order of its files."""
    go = 'package a\nimport "os"\nvar x = os.Getenv("A_B")\n'
    rust = 'fn a() { std::env::var("C_D"); }'
    assert names({"b.go": go, "a.rs": rust}) == ["C_D", "A_B"]


def test_a_missing_parser_is_told_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra, one line says what to install."""
    monkeypatch.setitem(__import__("sys").modules, "tree_sitter_go", None)
    grammar.cache_clear()
    with pytest.raises(ProjectError, match=r"drift: .*; run: pip install '\./estuary_docs-[^ ]+\[drift\]'"):
        grammar("go")
    monkeypatch.undo()
    assert grammar("go").name in {"go", None}


def test_descendants_come_in_the_order_of_the_source() -> None:
    """Nodes of the wanted types are found at any depth."""
    tree = parse("rust", b'fn a() { f("x", g("y")); }')
    assert [text(node) for node in descendants(tree.root_node, "string_literal")] == ['"x"', '"y"']
    assert text(None) == ""


@pytest.mark.parametrize(
    ("base", "read"),
    [
        (
            "from pydantic_settings import BaseSettings\nclass OurSettings(BaseSettings, env_prefix='x_'): b: int",
            ["X_A"],
        ),
        ("from pydantic_settings import BaseSettings\nclass OurSettings(BaseSettings): pass", ["A"]),
        ("from .mixins import Comparable\nclass OurSettings(Comparable): pass", []),
        ("from pydantic import BaseModel\nclass OurSettings(BaseModel): pass", []),
    ],
)
def test_settings_are_what_their_base_in_another_file_is(base: str, read: list[str]) -> None:
    """They inherit its prefix; where it is no settings class, whatever it is called, nor are they."""
    derived = "from .base import OurSettings\nclass Db(OurSettings):\n    a: int = 1\n"
    found = mentions({"app/base.py": base, "app/db.py": derived})
    assert [each.name for each in found if each.file == "app/db.py"] == read


def settings(number: int, base: int, prefix: Expression = ()) -> SourceFile:
    """Return a file that declares settings which inherit from those of another file."""
    name, above = f"A{number}Settings", f"A{base}Settings"
    return SourceFile("x", records=(Record(name, (Field("PORT", 2),), 1),), loads=(Load(name, 1, prefix, base=above),))


def test_bases_without_end_are_followed_to_the_first() -> None:
    """Each of 1200 classes inherits the prefix of the first, however the files are ordered."""
    files = {f"a{number}.x": settings(number, number - 1, () if number else ("X_",)) for number in range(1200)}
    for ordered in (files, dict(reversed(files.items()))):
        told = [each.name for each in resolve(ordered) if isinstance(each, Mention)]
        assert told == ["X_PORT"] * 1200


@pytest.mark.parametrize("first", range(4))
def test_bases_in_a_circle_inherit_no_prefix(first: int) -> None:
    """What each of them is filled with is the same, whichever is looked at first."""
    circle = {"a0.x": settings(0, 2), "a1.x": settings(1, 0, ("X_",)), "a2.x": settings(2, 1), "a3.x": settings(3, 1)}
    order = [*circle][first:] + [*circle][:first]
    ordered = {path: circle[path] for path in order}
    told = {each.file: each.name for each in resolve(ordered) if isinstance(each, Mention)}
    assert told == {"a0.x": "PORT", "a1.x": "X_PORT", "a2.x": "PORT", "a3.x": "X_PORT"}


def test_a_text_that_grows_with_each_replacement_is_not_told() -> None:
    """Seven replacements of one letter by ten make ten million: no name is so long."""
    steps = (("replace", "A", "A" * 10),) * 7
    source = SourceFile("x", reads=(Read((Name("KEY", steps),), 1),), constants=(Constant("KEY", ("A",)),))
    assert found(main=source) == []


def test_constants_that_add_themselves_up_are_not_told() -> None:
    """Each of four constants is a hundred times the one before."""
    constants = [Constant(f"K{at + 1}", (Name(f"K{at}"),) * 100) for at in range(4)]
    source = SourceFile("x", reads=(Read((Name("K4"),), 1),), constants=(Constant("K0", ("A",)), *constants))
    assert found(main=source) == []


def test_records_that_hold_one_another_many_times_over_have_a_bound() -> None:
    """A record of four fields, each of which holds the record again, is followed as far as a person would write."""
    fields = [Field(f"F{at}", at, record="Whole") for at in range(4)]
    record = Record("Whole", (*fields, Field("X", 9)), 1)
    told = list(resolve({"main.x": SourceFile("x", records=(record,), loads=(Load("Whole", 5, ("APP_",)),))}))
    assert Undecided("main.x", 5, TOO_MANY) in told
    assert MOST_RECORDS / 2 < len(told) < 2 * MOST_RECORDS


def test_helpers_that_call_one_another_without_end_have_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is no longer followed is told as a name that is not known in full."""
    monkeypatch.setattr(resolution, "MOST_READINGS", 20)
    functions = tuple(Function(f"get{at}", ("key",), 10 * at) for at in range(6))
    calls = tuple(
        Call(f"get{at}", ((Name("key"), f"_{each}"),), 10 * at + 11, within=f"get{at + 1}")
        for at in range(5)
        for each in "ABC"
    )
    reads = (Read(("APP_", Name("key")), 1, function="get0"),)
    told = found(main=SourceFile("x", reads=reads, functions=functions, calls=calls))
    assert told
    assert all("*" in each for each in told)
