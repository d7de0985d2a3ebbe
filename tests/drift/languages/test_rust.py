"""What Rust sources read from their environment."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from estuary_docs.drift.mention import COMPILED, HIDDEN, KEYED, OPTION, SETTING, Undecided
from tests.drift.services import (
    SERVICES,
    defaults,
    expected,
    facts,
    mentions,
    names,
    resolved,
    service,
    source,
)

FOLDERS = sorted(path for path in (SERVICES / "rust").iterdir() if path.is_dir())


def inside(code: str) -> dict[str, str]:
    """Return a file with the code in a function, and what it may use."""
    return {
        "src/main.rs": f"""
use std::env;
const NAME: &str = "CONSTANT_NAME";
const LOOP: &[&str] = LOOP;
static DEFAULT: &str = "by constant";
fn fallback() -> String {{ "by function".to_string() }}
fn main() {{ {code} }}
"""
    }


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_labelled_service_reads_what_its_labels_say_and_nothing_else(folder: Path) -> None:
    """Every label is found, and nothing that has none."""
    assert facts(mentions(service(folder))) == expected(folder)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ('env::var("A_B")', "A_B"),
        ('std::env::var_os("A_B")', "A_B"),
        ('dotenv::var("A_B")', "A_B"),
        ('env!("A_B")', "A_B"),
        ('option_env!("A_B")', "A_B"),
        ('std::env!("A_B")', "A_B"),
        ('dotenvy_macro::dotenv!("A_B")', "A_B"),
        ("env::var(NAME)", "CONSTANT_NAME"),
        ("env::var(&NAME.to_string())", "CONSTANT_NAME"),
        ('let name = "A_B"; env::var(name)', "A_B"),
        ('let name = String::from("A_B"); env::var(&name)', "A_B"),
        ('env::var(format!("{}_{{}}", 1).replace("x", "y"))', None),
        ('env::var(format!("{NAME}_URL"))', "CONSTANT_NAME_URL"),
        ('env::var(format!("{0}_{x}", "A", x = "B"))', "A_B"),
        ('env::var(format!("{}_{}", "A"))', "A_*"),
        ('let x = "B"; env::var(format!("A_{x}"))', "A_B"),
        ('env::var(format!("A_{unknown}"))', "A_*"),
        ('env::var(format!("{{A"))', None),
        ('env::var("a_b".to_uppercase())', "A_B"),
        ('env::var(concat!("A", "_B"))', "A_B"),
        ('env::var("A_".to_string() + "B")', "A_B"),
        ('env::var(std::format!("A_{}", 3 - 1))', "A_2"),
        ('env::var(r"A_B")', "A_B"),
        ('env::var({ "A_B" })', "A_B"),
        ("env::var(unknown)", None),
        ("env::var(format!(NAME))", None),
        ('(get)("A_B")', None),
        ('for x in ["B"] { env::var(format!("A_{x}")); }', "A_B"),
        ("for x in LOOP { env::var(x); }", None),
        ('Command::new("x").env(other(), "y")', None),
        ("env::var()", None),
        ('let mut name = "A_B"; name = "C"; env::var(name)', None),
        ('for name in ["A_B"] { for other in ["C"] { env::var(name); } }', "A_B"),
        ('for &name in ["A_B"].iter() { env::var(name); }', "A_B"),
        ('let names = vec!["A_B"]; names.iter().for_each(|name| { env::var(name); })', "A_B"),
        ('for x in other() { env::var("A_B"); }', "A_B"),
        ('println!("{}", env::var("A_B").unwrap())', "A_B"),
        ('thread_local! { static X: String = env::var("A_B").unwrap(); }', "A_B"),
        ('json!({ "A_B": "C_D" })', None),
        ('other::env("A_B")', None),
        ('env::var("not a name")', None),
    ],
)
def test_a_name_is_computed_where_the_text_tells_it(code: str, name: str | None) -> None:
    """Texts, constants, local names, formats and lists are followed; what stays open is no name."""
    assert names(inside(code)) == ([] if name is None else [name])


@pytest.mark.parametrize(
    ("rest", "default", "required"),
    [
        (".unwrap()", None, True),
        ("?", None, True),
        ('.expect("set it")', None, True),
        ('.unwrap_or("d".to_string())', "d", False),
        ('.unwrap_or_else(|_| "d".into())', "d", False),
        ('.unwrap_or_else(|_| { log(); "d".into() })', "d", False),
        (".unwrap_or_else(|_| panic!())", None, True),
        (".unwrap_or_else(|_| std::process::exit(1))", None, True),
        (".unwrap_or_else(|_| fallback())", "by function", False),
        (".unwrap_or_else(String::new)", "", False),
        (".unwrap_or_else(other)", None, False),
        (".unwrap_or(DEFAULT.into())", "by constant", False),
        (".unwrap_or_else(|_| String::new())", "", False),
        (".unwrap_or(some(1, 2))", None, False),
        (".unwrap_or_default()", "", False),
        (".unwrap_or_default().parse::<u16>().unwrap()", "", False),
        (".ok().and_then(|v| v.parse().ok()).unwrap_or(3_000u16)", "3000", False),
        (".ok().and_then(|v| v.parse::<u16>().ok()).unwrap_or_default()", "0", False),
        (".map(|v| v.parse::<bool>().unwrap()).unwrap_or_default()", "false", False),
        (".map(other).unwrap_or_default()", None, False),
        (".unwrap_or(-1)", "-1", False),
        (".unwrap_or(1.5)", "1.5", False),
        (".unwrap_or(60 * 60)", "3600", False),
        (".unwrap_or(60 / 7)", None, False),
        (".unwrap_or(30 as u64)", "30", False),
        (".map(secs).unwrap_or(Duration::from_secs(30))", "30", False),
        ('.map_or("d".to_string(), |v| v)', "d", False),
        ('.map_or_else(|_| "d".to_string(), |v| v)', "d", False),
        (".is_ok()", None, False),
        (".ok()", None, False),
        ('.or_else(|_| Ok("d".to_string()))?', "d", False),
        ('.ok().or(Some("d".to_string())).unwrap()', "d", False),
        ('.ok_or("missing")?', None, True),
        (".ok().transpose()?.unwrap_or(5)", "5", False),
        (".ok().transpose().unwrap().unwrap_or(5)", "5", False),
        (".whatever()", None, None),
        (".len", None, None),
        ("", None, None),
    ],
)
def test_a_default_is_what_the_code_falls_back_to(rest: str, default: str | None, required: bool | None) -> None:  # noqa: FBT001
    """A default is told in the form that an environment would hold, and so is whether there is none."""
    (found,) = mentions(inside(f'let x = env::var("A_B"){rest};'))
    assert (found.default, found.required) == (default, required)


@pytest.mark.parametrize(
    ("code", "default", "required"),
    [
        ('match env::var("A_B") { Ok(v) => v, Err(_) => "d".to_string() }', "d", False),
        ('match env::var("A_B") { Ok(v) => v, _ => 8000 }', "8000", False),
        ('match env::var("A_B") { Ok(v) => v, Err(e) => return Err(e) }', None, True),
        ('match env::var("A_B").ok() { Some(v) => v, None => bail!("x") }', None, True),
        ('match env::var("A_B") { Ok(v) => v }', None, None),
        ('if let Ok(v) = env::var("A_B") { v } else { "d".to_string() }', "d", False),
        ('if let Ok(v) = env::var("A_B") { v } else { panic!("x") }', None, True),
        ('if let Ok(v) = env::var("A_B") { return v; } "d".to_string()', "d", False),
        ('if let Ok(v) = env::var("A_B") { return v; } other(1)', None, False),
        ('if let Ok(v) = env::var("A_B") { go(v); }', None, False),
        ('let Ok(v) = env::var("A_B") else { panic!("x") };', None, True),
        ('let Ok(v) = env::var("A_B") else { 3 };', None, None),
        ('let Ok(v) = env::var("A_B") else { return 3 };', "3", False),
        ('let Ok(v) = env::var("A_B") else { return };', None, False),
        ('for k in ["A_B"] { match env::var(k) { Ok(v) => return v, Err(_) => {} } } "d"', "d", False),
        ('for k in ["A_B"] { match env::var(k) { Ok(v) => return v, Err(_) => continue } }', None, False),
        ('match env::var("A_B") { Ok(v) => go(v), Err(_) => {} } "d"', None, False),
        ('let x: u16 = env::var("A_B").map(f).unwrap_or_default();', "0", False),
        ('(env::var("A_B")).unwrap()', None, True),
    ],
)
def test_branches_tell_what_happens_without_a_variable(code: str, default: str | None, required: bool | None) -> None:  # noqa: FBT001
    """`match`, `if let` and `let ... else` are read like their short forms."""
    (found,) = mentions(inside(code))
    assert (found.default, found.required) == (default, required)


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("#[derive(Parser)] struct A { #[arg(env)] /* x */ r#type: String }", [("TYPE", None, True)]),
        ('struct A { #[arg(long, env = "X_Y", default_value_t)] on: bool }', [("X_Y", "false", False)]),
        ('struct A { #[arg(env = "X_Y", default_value_t)] on: Level }', [("X_Y", None, False)]),
        (
            'struct A { #[arg(env = KEY, default_value_t = true)] on: bool }\nconst KEY: &str = "K_Y";',
            [("K_Y", "true", False)],
        ),
        ('struct A { #[arg(env = key(), default_value = "x")] on: bool }', []),
        ('struct A { #[clap(env = "X_Y", default_value_t = String::from("d"))] a: String }', [("X_Y", "d", False)]),
        ('struct A { #[clap(env = "X_Y", default_value_t = Level::Info)] a: Level }', [("X_Y", None, False)]),
        ('struct A { #[config(env = "X_Y", default = 80)] a: u16, #[config(nested)] b: B }', [("X_Y", "80", False)]),
        (
            'struct A { #[arg(env = "X_Y", default_value_os_t = PathBuf::from("d"))] a: PathBuf }',
            [("X_Y", "d", False)],
        ),
        ('struct A { #[clap(env = "X_Y", default_value = "")] a: String }', [("X_Y", "", False)]),
        ("struct A { #[structopt(long)] a: String }", []),
        ('#[arg(env = "X_Y")] fn a() {}', []),
        (
            'struct A { #[envconfig(from = "X_Y", default = "7")] a: u8, #[envconfig(nested)] b: B }',
            [("X_Y", "7", False)],
        ),
        ('struct A { #[envconfig(default = "7")] port: u8 }', [("PORT", "7", False)]),
        ('use clap::Arg; fn a() { Arg::new("x").env("X_Y").default_value("d"); }', [("X_Y", "d", None)]),
        ('use clap::Arg; fn a() { Arg::new("x").env("X_Y"); }', [("X_Y", None, None)]),
        ('use clap::Arg; fn a() { Arg::new("x").env(other(1)); arg.env("X_Y") }', [("X_Y", None, None)]),
        ('use envconfig::Envconfig; fn a() { own.env("X_Y") }', []),
    ],
)
def test_attributes_and_builders_name_variables(code: str, found: list[tuple[str, str | None, bool | None]]) -> None:
    """The attributes of clap, structopt and envconfig, and clap's builder."""
    assert [(each.name, each.default, each.required) for each in mentions({"src/cli.rs": code})] == found


RECORD = """
use figment::{{providers::Env, Figment}};
use serde::Deserialize;
#[derive(Deserialize)]
#[serde(rename_all = "{case}", default)]
struct Settings {{ max_size: u32, #[serde(rename = "other")] named: Box<Other>, list: Vec<String>, on: Option<bool> }}
#[derive(Deserialize)]
struct Other {{ #[serde(default = "missing")] a: u8, #[serde(default)] b: String, #[serde(default)] c: Vec<u8> }}
impl Default for Settings {{ fn default() -> Self {{ Self {{ max_size: 9, list: other(1), on: None }} }} }}
{load}
"""


@pytest.mark.parametrize(
    ("case", "name"),
    [("lowercase", "X_MAX_SIZE"), ("UPPERCASE", "X_MAX_SIZE"), ("camelCase", "X_MAXSIZE"), ("PascalCase", "X_MAXSIZE")],
)
def test_serde_renames_fields(case: str, name: str) -> None:
    """A renamed field gives the variable its new name, a default instance its default."""
    load = 'fn load() -> Settings { Figment::from(Env::prefixed("X_").split("_")).extract().unwrap() }'
    found = mentions({"src/settings.rs": RECORD.format(case=case, load=load)})
    assert [(each.name, each.default) for each in found] == [
        ("X_LIST", None),
        (name, "9"),
        ("X_ON", None),
        ("X_OTHER_A", None),
        ("X_OTHER_B", ""),
        ("X_OTHER_C", None),
    ]


@pytest.mark.parametrize("case", ["kebab-case", "SCREAMING-KEBAB-CASE"])
def test_a_name_that_no_shell_can_set_is_dropped(case: str) -> None:
    """A field named with a hyphen has no variable, nor has a field of a struct that envy cannot nest."""
    load = "fn load() { let settings = envy::from_env::<Settings>(); }"
    assert names({"src/settings.rs": RECORD.format(case=case, load=load)}) == ["LIST", "ON"]


@pytest.mark.parametrize(
    ("load", "found"),
    [
        ("fn load() { let x: Option<Small> = envy::from_env().ok(); }", ["A"]),
        ("impl Small { fn load() -> Result<Self, E> { envy::from_env() } }", ["A"]),
        ('fn load() -> Result<Small, E> { envy::prefixed("P_").from_env() }', ["P_A"]),
        ("fn load() { envy::from_env::<u8>() }", []),
        ("fn load() { let x: u8 = envy::from_env(); }", []),
        ('fn load() { Env::raw().only(&["a_b"]) }', ["A_B"]),
        ('fn load() { Env::prefixed("P_").only(&["a"]) }', ["P_A"]),
        ('fn load() { Env::prefixed("P_").only(NAMES) }', []),
        (
            "fn load() -> Small { let c = builder().add_source(config::Environment::default()); c.try_deserialize() }",
            ["A"],
        ),
        (
            'fn load() { config::Environment::default().prefix("p").separator("__"); x.try_deserialize::<Small>() }',
            ["P__A"],
        ),
        ("fn load() -> Small { let mut c = config::Environment::new(); c.try_into() }", ["A"]),
        ("static X: u8 = envy::from_env();", []),
        ("enum Environment { A } fn load() -> Small { Environment::default() }", []),
        ("fn load(p: &str) -> Small { envy::prefixed(p).from_env() }", []),
    ],
)
def test_loaders_fill_the_struct_that_the_code_tells(load: str, found: list[str]) -> None:
    """By type argument, by the binding's type, by the return type, by `Self`."""
    text = (
        f"use figment::providers::Env;\nstruct Tuple(u8);\n#[derive(Deserialize)]\nstruct Small {{ a: u8 }}\n{load}\n"
    )
    assert names({"src/load.rs": text}) == found


def test_the_builder_of_config_gives_defaults_by_key() -> None:
    """What `set_default` says of a key is the default of the variable that fills the same field."""
    text = """
use config::{Config, Environment};
#[derive(Deserialize)]
struct Settings { server: Server, name: String }
#[derive(Deserialize)]
struct Server { port: u16, host: String }
fn load() -> Result<Settings, E> {
    let mode: String = std::env::var("MODE").unwrap_or_else(|_| "local".into()).try_into()?;
    let built = Config::builder().set_default("server.port", 3_000)?.set_default("name", other())?
        .set_default(key(), 1)?.set_default("unfinished")
        .add_source(Environment::with_prefix("app").separator("__")).build()?;
    built.try_deserialize::<Settings>()
}
"""
    found = [(each.name, each.default, each.required) for each in mentions({"src/settings.rs": text})]
    assert found == [
        ("APP__NAME", None, True),
        ("APP__SERVER__HOST", None, True),
        ("APP__SERVER__PORT", "3000", False),
        ("MODE", "local", False),
    ]


def test_an_instance_gives_figment_the_defaults_of_fields_within() -> None:
    """A field's value is that of its own struct, not of another one of that name deeper inside."""
    text = """
use figment::{Figment, providers::{Env, Serialized}};
#[derive(Deserialize, Serialize)]
struct Settings { host: String, server: Server }
#[derive(Deserialize, Serialize)]
struct Server { host: String, port: u16 }
impl Default for Settings {
    fn default() -> Self { Settings { host: "a".into(), server: Server { host: "b".into(), port: port(1) } } }
}
fn load() -> Settings {
    Figment::from(Serialized::defaults(Settings::default())).merge(Env::prefixed("P_").split("__")).extract()
}
"""
    assert [(each.name, each.default) for each in mentions({"src/settings.rs": text})] == [
        ("P_HOST", "a"),
        ("P_SERVER__HOST", "b"),
        ("P_SERVER__PORT", None),
    ]


@pytest.mark.parametrize(
    ("arms", "default"),
    [
        ('Ok("two") => 2, _ => 1', None),
        ('Ok("true") => true, _ => false', "false"),
        ('Ok("json") => true, _ => false', None),
        ('Ok("json") => "json", _ => "text"', None),
        ('Ok("json" | "text") => v, _ => "text"', "text"),
        ("Ok(v) => v, _ => 1", "1"),
    ],
)
def test_what_a_match_makes_of_texts_is_no_default(arms: str, default: str | None) -> None:
    """Where texts are turned into something else, the last arm's value is none that an environment would hold."""
    (found,) = mentions(inside(f'let x = match env::var("A_B").as_deref() {{ {arms} }};'))
    assert (found.default, found.required) == (default, False)


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("for (k, v) in env::vars() { all(k); }", "the whole environment is read here"),
        ("env::var(other())", "the name of the variable read here is computed"),
    ],
)
def test_what_cannot_be_told_is_said(code: str, found: str) -> None:
    """A place that stays open is named with the reason."""
    assert [each.reason for each in resolved(inside(code)) if isinstance(each, Undecided)] == [found]


@pytest.mark.parametrize(
    ("path", "role"),
    [
        ("tests/a.rs", "other"),
        ("examples/a.rs", "other"),
        ("src/tests.rs", "other"),
        ("src/http_test.rs", "other"),
        ("src/contest.rs", "read"),
    ],
)
def test_the_path_tells_a_test(path: str, role: str) -> None:
    """What tests and examples read is no read of the service."""
    assert [each.role for each in mentions({path: 'fn a() { std::env::var("A_B"); }'})] == [role]


def test_imports_rename_and_bring_in_everything() -> None:
    """`as`, `self`, nested lists and `*` are followed."""
    text = """
use std::{env::{self as surroundings, var as read}, fs};
use {std::env::var_os};
fn main() { surroundings::var("A_A"); read("B_B"); var_os("C_C"); fs::read("D_D"); var("E_E"); }
"""
    assert names({"src/main.rs": text}) == ["A_A", "B_B", "C_C"]
    assert names({"src/main.rs": 'use std::env::*;\nfn main() { var("A_A"); }'}) == ["A_A"]
    assert names({"src/main.rs": 'use crate::env;\nfn main() { env::var("A_A"); }'}) == []
    assert names({"src/main.rs": 'mod env;\nfn main() { env::var("A_A"); }'}) == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('fn f(lookup: impl Fn(&str) -> Option<String>) { lookup("A_B"); }', ["A_B"]),
        ('fn f(lookup: &dyn Fn(&str) -> Option<String>, other: u8) { lookup("A_B"); other("C_D"); }', ["A_B"]),
        ('fn f<G: Fn(&str) -> String>(get: G) { get("A_B"); }', ["A_B"]),
        ('fn f(render: impl Fn(&str) -> Option<String>) { render("A_B"); }', []),
        ('fn f(lookup: impl Fn(u8) -> Option<String>) { lookup("A_B"); }', []),
    ],
)
def test_a_parameter_that_looks_variables_up_is_a_read(code: str, found: list[str]) -> None:
    """A function that takes its environment as a function reads it there."""
    assert names({"src/env.rs": code}) == found


@pytest.mark.parametrize(
    ("call", "found"),
    [
        ('Source::new().get("A_B")', ["A_B"]),
        ('let s = Source {}; s.get("A_B")', ["A_B"]),
        ('let s: Source = make(); s.get("A_B")', ["A_B"]),
        ('let s = make(1); s.get("A_B")', []),
        ('headers().get("A_B")', []),
        ('map.get("A_B")', []),
        ('self.env.get("A_B")', ["A_B"]),
        ('helpers::required("A_B")', ["A_B"]),
        ('self::helpers::required("A_B")', ["A_B"]),
        ('required(&["A_B"][0])', []),
        ('all(&["A_B", "C_D"])', ["A_B", "C_D"]),
        ('for name in ["A_B"] { helpers::required(name); }', ["A_B"]),
        ('["A_B"].iter().map(|n| helpers::required(n))', ["A_B"]),
        ('helpers::required(concat!("A_", "B"))', ["A_B"]),
        ("helpers::required(other())", []),
    ],
)
def test_helpers_are_followed_by_what_they_are_called_on(call: str, found: list[str]) -> None:
    """A method's name alone does not make a read."""
    text = f"""
use std::env;
struct Source {{}}
impl Source {{ fn get(&self, name: &str) -> Option<String> {{ env::var(name).ok() }} }}
mod helpers {{ pub fn required(name: &str) -> String {{ env::var(name).unwrap() }} }}
fn all(names: &[&str]) {{ for name in names {{ env::var(name); }} }}
impl Other {{ fn main(&self, map: &Map) {{ {call}; }} }}
"""
    assert names({"src/main.rs": text}) == found


def test_attributes_that_tests_carry_are_told_from_others() -> None:
    """`#[cfg(all(test, ...))]` is a test, `#[cfg(not(test))]` and a module without one are not."""
    text = """
#[cfg(all(unix, test))]
// why
mod a { fn f() { std::env::var("A_A"); } }
#[cfg(not(test))]
fn b() { std::env::var("B_B"); }
#[test]
"""
    assert names({"src/main.rs": text}) == ["B_B"]


SAMPLES = "\n".join(text for folder in FOLDERS for text in service(folder).values()).encode()


@given(st.binary(max_size=200), st.integers(0, len(SAMPLES)), st.integers(0, 2000))
@example(b"macro_rules! a { (", 0, 0)
@example(b"use ;let =;#[arg(env)]", 0, 0)
@settings(max_examples=60, deadline=None)
def test_no_file_breaks_the_reader(noise: bytes, start: int, length: int) -> None:
    """Random bytes, and sources cut and spoilt anywhere, are read as far as they go."""
    spoilt = SAMPLES[start : start + length] + noise + SAMPLES[start + length : start + 2 * length]
    assert source(spoilt, "src/main.rs").language == "rust"


def test_a_file_that_tells_nothing_is_not_parsed() -> None:
    """A file without any word that reads says nothing at all."""
    assert source("fn main() {}", "src/main.rs") == source("fn other() {}", "src/other.rs")


def test_a_list_is_a_default_as_the_environment_holds_it() -> None:
    """A list behind the name is one default, a list of names is several reads."""
    text = """
fn get(key: &str, default: &[&str]) -> Vec<String> { std::env::var(key).map(split).unwrap_or(default.to_vec()) }
fn main() { get("A_A", &["a", "b"]); get("B_B", &["a", other()]); get("C_C", &[]); }
"""
    assert defaults({"src/main.rs": text}) == ["a,b", None, None]


@pytest.mark.parametrize(
    ("argument", "found"),
    [
        ('env = concat!("ORCHARD_", "PORT")', ["ORCHARD_PORT"]),
        ('env = concat!(PREFIX, "PORT")', ["ORCHARD_PORT"]),
        ("env = Self::PORT", ["ORCHARD_PORT"]),
        ("env = Keys::PORT", ["KEYS_PORT"]),
        ("env = named()", []),
        ('env = concat!(named(), "_PORT")', ["*_PORT"]),
    ],
)
def test_an_attribute_joins_a_name_or_takes_it_from_a_constant(argument: str, found: list[str]) -> None:
    """What nothing tells stays open."""
    code = f"""
const PREFIX: &str = "ORCHARD_";
#[derive(Parser)] struct Orchard {{ #[arg(long, {argument})] port: u16 }}
impl Orchard {{ const PORT: &str = "ORCHARD_PORT"; }}
impl Keys {{ const PORT: &str = "KEYS_PORT"; }}
"""
    assert names({"src/main.rs": code}) == found


@pytest.mark.parametrize(
    ("manifest", "found"),
    [
        ('[package]\nname = "orchard"\n', ["ORCHARD_PORT", "CARGO_PKG_NAME", "CARGO_PKG_NAME", "ORCHARD_LOG"]),
        ('[workspace]\nmembers = ["a"]\n', ["CARGO_PKG_NAME", "*_LOG", "CARGO_PKG_NAME"]),
    ],
)
def test_the_name_of_the_package_stands_in_its_manifest(manifest: str, found: list[str]) -> None:
    """`env!("CARGO_PKG_NAME")` is the name of the nearest package."""
    code = """
struct Orchard { port: u16 }
fn load() -> Orchard {
    Config::builder().add_source(config::Environment::with_prefix(env!("CARGO_PKG_NAME"))).build().try_deserialize()
}
fn log() { std::env::var(format!("{}_LOG", env!("CARGO_PKG_NAME").to_uppercase())) }
"""
    assert names({"a/Cargo.toml": manifest, "a/src/main.rs": code, "Cargo.toml": "[workspace]"}) == found


@pytest.mark.parametrize(
    ("call", "found"),
    [
        ('Settings::new().add_env_with_lists("ORCHARD", keys())', ["ORCHARD_*"]),
        ('Settings::new().set_env_prefix("ORCHARD__")', ["ORCHARD_*"]),
        ('container.with_env("ORCHARD", "1")', []),
        ('Settings::new().add_env("orchard")', []),
        ("Settings::new().add_env(prefix)", []),
        ("Settings::new().add_env()", []),
        ('Settings::new().add_file("ORCHARD")', []),
    ],
)
def test_a_builder_of_settings_is_told_a_family(call: str, found: list[str]) -> None:
    """Whatever crate it is of: what it adds from the environment begins with the word that it is given."""
    assert names({"src/main.rs": f"fn load() {{ {call}; }}"}) == found


@pytest.mark.parametrize(
    ("store", "found"),
    [
        ('#[serde(tag = "kind")] enum Store { Disk(Disk), Gone }', ["O_STORE__KIND", "O_STORE__ROOT"]),
        ("#[serde(untagged)] enum Store { Disk(Disk) }", ["O_STORE__ROOT"]),
        ("#[serde(untagged)] enum Store { Disk { size: u8 } }", ["O_STORE__SIZE"]),
        ("enum Store { Disk, Memory }", ["O_STORE"]),
        ('#[serde(tag = "t", content = "c")] enum Store { Disk(Disk) }', ["O_STORE__C", "O_STORE__T"]),
        ("struct Store { a: u8 } impl<'de> serde::Deserialize<'de> for Store { }", ["O_STORE"]),
    ],
)
def test_an_enum_holds_what_its_variants_hold(store: str, found: list[str]) -> None:
    """A tag is a variable too; what its own code takes apart is one text."""
    code = f"""
struct Disk {{ root: String }}
{store}
struct Orchard {{ store: Store }}
fn load() -> Orchard {{ Figment::from(figment::providers::Env::prefixed("O_").split("__")).extract() }}
"""
    assert sorted(names({"src/main.rs": code})) == found


def test_a_trait_that_stands_for_the_environment_reads_by_what_implements_it() -> None:
    """The one that tests put in its place reads nothing, and changes nothing."""
    environment = """
pub trait Env {
    fn var_os(&self, key: &str) -> Option<OsString>;
    fn text(&self, key: &str) -> Option<String> { self.var_os(key)?.into_string().ok() }
}
impl Env for Process { fn var_os(&self, key: &str) -> Option<OsString> { std::env::var_os(key) } }
impl Env for Fake { fn var_os(&self, key: &str) -> Option<OsString> { self.0.get(key).cloned() } }
"""
    code = """
use crate::environment::Env;
fn port(env: &impl Env) -> Option<String> { env.text("ORCHARD_PORT") }
fn host(env: &impl Env) -> Option<OsString> { env.var_os("ORCHARD_HOST") }
"""
    assert names({"src/environment.rs": environment, "src/main.rs": code}) == ["ORCHARD_PORT", "ORCHARD_HOST"]


@pytest.mark.parametrize(
    ("held", "found"),
    [
        ("struct Env<G: Getter> { log: String, getter: G }", ["ORCHARD_PORT"]),
        ("struct Env { getter: Box<dyn Getter> }", ["ORCHARD_PORT"]),
        ("struct Env { getter: Process }", []),
        ("struct Other { getter: Box<dyn Getter> }", []),
        ("struct Env { getter: Box<dyn Getter> } impl Getter for Second { }", []),
        (
            "struct Env { getter: Box<dyn Getter> } #[cfg(test)] mod tests { impl Getter for Fake { } }",
            ["ORCHARD_PORT"],
        ),
    ],
)
def test_a_field_is_what_alone_implements_its_trait(held: str, found: list[str]) -> None:
    """A wrapper round the environment is followed to the read."""
    code = f"""
trait Getter {{ fn get(&self, key: &str) -> Option<String>; }}
impl Getter for Process {{ fn get(&self, key: &str) -> Option<String> {{ std::env::var(key).ok() }} }}
{held}
impl Env {{ fn text(&self, key: &str) -> Option<String> {{ self.getter.get(key) }} }}
fn port(env: &Env) -> Option<String> {{ env.text("ORCHARD_PORT") }}
"""
    assert names({"src/main.rs": code}) == found


@pytest.mark.parametrize("condition", ['feature = "tls"', 'all(unix, not(feature = "tls"))'])
def test_an_attribute_under_a_condition_names_a_variable(condition: str) -> None:
    """Whether it is compiled is for others to say."""
    code = f"""
#[derive(Parser)] struct Orchard {{
    #[cfg_attr(
        {condition},
        arg(
            long,
            default_value = "a",
            env = "ORCHARD_NAME",
            conflicts_with_all(&["b", "c"])
        )
    )]
    name: String,
}}
"""
    assert [(each.name, each.line, each.default) for each in mentions({"src/main.rs": code})] == [
        ("ORCHARD_NAME", 8, "a")
    ]


@pytest.mark.parametrize(
    ("load", "found"),
    [
        ("fn new() -> Result<Self, E> { let read: Self = builder().try_deserialize()?; }", ["ORCHARD_PORT"]),
        (
            "fn new() { builder().try_deserialize::<Settings>(); builder().try_deserialize::<Other>(); }",
            ["ORCHARD_PORT"],
        ),
        ("fn new() { builder().try_deserialize::<Elsewhere>(); }", ["ORCHARD_*"]),
        ("fn new() { let wrong: Other = port.try_into(); }", ["ORCHARD_*"]),
        ("fn new() { builder().try_deserialize::<A>(); builder().try_deserialize::<Other>(); }", ["ORCHARD_*"]),
    ],
)
def test_a_source_of_settings_fills_what_another_function_makes_of_it(load: str, found: list[str]) -> None:
    """Where nothing tells what that is, the family is read."""
    code = f"""
struct Settings {{ port: u16 }}
struct Other {{ host: String }}
impl Settings {{
    fn source() -> Environment {{ config::Environment::with_prefix("orchard").prefix_separator("_") }}
    {load}
}}
"""
    assert names({"src/main.rs": code}) == found


@pytest.mark.parametrize(
    ("code", "note"),
    [
        ('fn f() { env!("A_B"); }', COMPILED),
        ('fn f() { std::option_env!("A_B"); }', COMPILED),
        ('fn f() { dotenvy_macro::dotenv!("A_B"); }', ""),
        ("#[derive(Parser)] struct A { #[arg(long, env)] a_b: u8 }", OPTION),
        ('#[derive(Envconfig)] struct A { #[envconfig(from = "A_B")] a_b: u8 }', ""),
        ("#[derive(Parser)] struct A { #[arg(long, env, hide = true)] a_b: u8 }", HIDDEN),
        ("#[derive(Parser)] struct A { #[arg(long, env, hide = false)] a_b: u8 }", OPTION),
        ('use clap::Arg; fn f() { Arg::new("a").env("A_B"); }', OPTION),
        ('use clap::Arg; fn f() { Arg::new("a").hide(true).env("A_B"); }', HIDDEN),
        ('use clap::Arg; fn f() { Arg::new("a").env("A_B").hide(false); }', OPTION),
        ('struct A { b: u8 } fn f() -> A { Figment::new().merge(Env::prefixed("A_")).extract() }', KEYED),
        (
            'struct A { b: u8 } fn f() -> A { Figment::from(Toml::file("a")).merge(Env::prefixed("A_")).extract() }',
            SETTING,
        ),
    ],
)
def test_a_read_that_tells_of_itself_says_so(code: str, note: str) -> None:
    """Compilers, `--help` and configuration files name variables that no document has to."""
    read = mentions({"src/main.rs": f"use figment::{{providers::*, Figment}};\n{code}"})
    assert [(each.name, each.note) for each in read] == [("A_B", note)]


@pytest.mark.parametrize(
    ("path", "crate", "found"),
    [
        ("src/lib.rs", "service", ["A_B", "C_D"]),
        ("crates/config/src/lib.rs", "acme_config", ["A_B", "C_D"]),
        ("crates/config/src/lib.rs", "acme_keys", []),
        ("src/lib.rs", "service::inner", ["A_B"]),
    ],
)
def test_a_crate_s_root_is_known_by_its_folder(path: str, crate: str, found: list[str]) -> None:
    """A crate of the repository may be called otherwise than its folder, in part or, at the root, altogether."""
    root = 'pub const NAME: &str = "A_B";\npub fn get(key: &str) -> String { std::env::var(key).unwrap() }'
    use = f'use {crate}::{{get, NAME}};\nfn main() {{ std::env::var(NAME); get("C_D"); }}'
    assert names({path: root, "src/main.rs": use}) == found


def test_defaults_of_helpers_follow_their_arguments() -> None:
    """A default that is a parameter is what the caller passes."""
    text = """
fn get(key: &str, default: &str) -> String { std::env::var(key).unwrap_or(default.to_string()) }
fn main() { get("A_A", "a"); get("B_B", &other()); }
"""
    assert defaults({"src/main.rs": text}) == ["a", None]
