"""`validation.rs`: typed settings in Rust and what checks them, the runtime with the catalogue's tables in it."""

import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.renderers.writing import left_out
from estuary_docs.renderers.writing.rust_kinds import kind
from estuary_docs.renderers.writing.rust_settings import RustSettings
from estuary_docs.renderers.writing.rust_text import SKIP, flag, one_line, optional, quoted, texts
from estuary_docs.runtimes import rust
from estuary_docs.runtimes.rust import ONLY_FOR, PARTS
from estuary_docs.validation.tables import is_used, portable

INTRODUCTION = """\
//! The settings of {service}, read from its environment; what is wrong with one is told at once.
//!
//! {notice}
//!
//! `Settings::load()` reads the environment of this process, `Settings::from(&map)` any other; `check` lists problems,
//! and `redacted` what may be logged. It needs Rust 1.63 or newer, edition 2021, and nothing else.
{reservation}
#![forbid(unsafe_code)]
// What a schema does not use, how prose and words of a schema are written, and what the oldest Rust does not have.
#![allow(
    dead_code,
    clippy::doc_markdown,
    clippy::enum_variant_names,
    clippy::manual_let_else,
    clippy::module_name_repetitions,
    clippy::struct_excessive_bools,
    clippy::unnecessary_map_or
)]

"""
DECLARED_TYPE = re.compile(r"^(?:pub )?(?:struct|enum|type|trait) (\w+)", re.MULTILINE)
IMPORT = re.compile(r"^use (std::[^;]*);\n", re.MULTILINE)
MODULE_DOCUMENTATION = re.compile(r"\A(?://!.*\n)+\n*")
WORD_LISTS = {"glue": 1, "stand_ins": 2, "notes": 4}
ASCII = 128


def render(catalogue: Catalogue, notice: str) -> str:
    """Return the module's text, as rustfmt writes it but for the tables, which it is told to skip."""
    parts = [part for part in PARTS if any(is_used(catalogue, form) for form in ONLY_FOR.get(part, (part,)))]
    bodies = {part: files(rust).joinpath(f"{part}.rs").read_text(encoding="utf-8") for part in parts}
    imports = sorted({path for body in bodies.values() for paths in IMPORT.findall(body) for path in _paths(paths)})
    taken = {name for body in bodies.values() for name in DECLARED_TYPE.findall(body)}
    return "".join(
        (
            INTRODUCTION.format(
                service=one_line(catalogue.title), notice=notice, reservation="".join(_reservation(catalogue))
            ),
            *(f"use {path};\n" for path in imports),
            *RustSettings(catalogue, taken | {path.rpartition("::")[2] for path in imports}).lines(),
            *(f"\n// {part.replace('_', ' ').capitalize()}.\n\n{_body(body)}" for part, body in bodies.items()),
            "\n// Tables.\n",
            *(f"\n{SKIP}\n{table}" for table in _tables(catalogue)),
        )
    )


def _reservation(catalogue: Catalogue) -> Iterator[str]:
    """Yield what the module does not judge, as lines of documentation."""
    yield from (
        f"//! {line}\n" if index else f"//!\n//! {line}\n" for index, line in enumerate(left_out.lines(catalogue))
    )


def _paths(paths: str) -> Iterator[str]:
    """Yield each path of an import."""
    start, _, several = paths.partition("::{")
    for name in several.removesuffix("}").split(","):
        yield start if name.strip() in ("", "self") else f"{start}::{name.strip()}"


def _body(text: str) -> str:
    return MODULE_DOCUMENTATION.sub("", IMPORT.sub("", text)).lstrip("\n")


def _tables(catalogue: Catalogue) -> Iterator[str]:
    """Yield the tables, and the word lists."""
    tables = portable(catalogue)
    words = tables["words"]
    for name, value in words.items():
        if name not in WORD_LISTS:
            kind, literal = (
                ("&str", quoted(value)) if isinstance(value, str) else (f"[&str; {len(value)}]", texts(value))
            )
            yield f"static {name.upper()}: {kind} = {literal};\n"
    yield _weights(words)
    places = {variable.name: place for place, variable in enumerate(catalogue.variables)}
    pairs = tables["borrowed_defaults"].items()
    borrowed = ", ".join(f"({places[name]}, {places[source]})" for name, source in pairs)
    yield "\n".join(
        (
            "static TABLES: Tables = Tables {",
            f"    service: {quoted(tables['service'])},",
            f"    profile_variable: {optional(tables['profile_variable'])},",
            f"    profiles: &{texts(tables['profiles'])},",
            f"    default_profile: {quoted(tables['default_profile'])},",
            "    variables: &[",
            *_variables(catalogue, tables),
            "    ],",
            "    profile_defaults: &[",
            *(
                f"        ({quoted(profile)}, "
                f"&[{', '.join(f'({places[name]}, {optional(text)})' for name, text in defaults.items())}]),"
                for profile, defaults in tables["profile_defaults"].items()
            ),
            "    ],",
            f"    borrowed_defaults: &[{borrowed}],",
            "    messages: &[",
            *(
                f"        ({quoted(what)}, {quoted(rule)}, {_severity(severity)}, {quoted(message)}, {quoted(remedy)}),"
                for what, (rule, severity, message, remedy) in tables["messages"].items()
            ),
            "    ],",
            "    remedies: &[",
            *(f"        ({', '.join(map(quoted, (cause, *remedy)))})," for cause, remedy in tables["remedies"].items()),
            "    ],",
            f"    external: &{texts(tables['external'])},",
            f"    prefixes: &{texts(tables['prefixes'])},",
            "};\n",
        )
    )


def _weights(words: dict[str, str]) -> str:
    """Return the words with a weight by their first letter, in order, so that one is soon found."""
    weights = {word: weight for name, weight in WORD_LISTS.items() for word in words[name].split()}
    lines = []
    for letter in map(chr, range(ASCII)):
        pairs = [f"({quoted(word)}, {weight})" for word, weight in sorted(weights.items()) if word[0] == letter]
        lines.append(f"    &[{', '.join(pairs)}],\n")
    return f"static WEIGHTS: [&[(&str, i32)]; {ASCII}] = [\n{''.join(lines)}];\n"


def _variables(catalogue: Catalogue, tables: dict[str, Any]) -> Iterator[str]:
    rows = (line.split("\t", 3) for line in tables["variables"].split("\n") if line)
    for variable, (name, secrecy, label, *default) in zip(catalogue.variables, rows, strict=True):
        yield "        Variable {"
        yield f"            name: {quoted(name)}, is_secret: {flag(secrecy != 'setting')},"
        yield f"            has_file: {flag(secrecy == 'secret')},"
        yield f"            kind: {kind(variable.kind)},"
        yield f"            label: {quoted(tables['phrases'].get(label, label))},"
        yield f"            default: {optional(default[0] if default else None)},"
        yield "            rules: &["
        for rule, severity, check, argument, conditions, message, remedy in tables["rules"].get(name, ()):
            words = [argument] if isinstance(argument, str) else argument if isinstance(argument, list) else []
            yield f"                Rule {{ slug: {quoted(rule)}, severity: {_severity(severity)},"
            yield f"                    check: {quoted(check)}, words: &{texts(words)},"
            yield f"                    least: {argument if isinstance(argument, int) else 0},"
            yield f"                    conditions: &[{', '.join(map(_condition, conditions))}],"
            yield f"                    message: {quoted(message)}, remedy: {quoted(remedy)} }},"
        yield "            ],"
        yield f"            old_names: &{texts(tables['old_names'].get(name, ()))},"
        yield f"            deprecated: {optional(tables['deprecated'].get(name))},"
        yield f"            yields_to: &{texts(tables['yields'].get(name, ()))},"
        yield "        },"


def _condition(condition: tuple[str, Any]) -> str:
    name, words = condition
    if words is True or words is None:
        return f"Condition::{'IsSet' if words else 'Unset'}({quoted(name)})"
    return f"Condition::Is({quoted(name)}, &{texts(words)})"


def _severity(severity: str) -> str:
    return f"Severity::{severity.capitalize()}"
