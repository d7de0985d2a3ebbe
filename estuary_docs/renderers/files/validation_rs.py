"""`validation.rs`: typed settings in Rust and what checks them, the runtime with the catalogue's tables in it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal as Exact
from importlib.resources import files
from typing import Any

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.renderers.writing import left_out
from estuary_docs.renderers.writing.typed_settings import Field, groups, words_of
from estuary_docs.runtimes import rust
from estuary_docs.runtimes.rust import ONLY_FOR, PARTS
from estuary_docs.validation.tables import is_used, portable
from estuary_docs.vocabulary import kinds
from estuary_docs.vocabulary.kinds import Kind

WIDTH = 100
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
LOADING = """
impl Settings {
    /// Load the settings from the environment of this process.
    ///
    /// # Errors
    ///
    /// If there is an error among its problems; it lists all of them, warnings too.
    pub fn load() -> Result<Self, InvalidEnvironmentError> {
        Self::from(&environment())
    }

    /// Load the settings from an environment.
    ///
    /// # Errors
    ///
    /// If there is an error among its problems; it lists all of them, warnings too.
    pub fn from(environ: &Environ) -> Result<Self, InvalidEnvironmentError> {
        let (values, problems, _) = judged(Source::new(environ, None));
        if has_errors(&problems) {
            return Err(InvalidEnvironmentError { problems });
        }
        Ok(Self::of(&values))
    }
}
"""
# https://doc.rust-lang.org/reference/keywords.html
KEYWORDS = frozenset(
    """
    abstract as async await become box break const continue do dyn else enum extern false final fn for gen if impl in
    let loop macro match mod move mut override priv pub ref return static struct trait true try type typeof unsafe
    unsized use virtual where while yield
    """.split()  # noqa: SIM905 - a list of words reads as prose
)
# Those that no `r#` makes a name.
NEVER_NAMES = ("self", "super", "crate")
TYPES_OF_RUST = ("Self", "Option", "Some", "None", "Result", "Ok", "Err", "String", "Vec", "Box", "Iterator", "Fn")
DECLARED_TYPE = re.compile(r"^(?:pub )?(?:struct|enum|type|trait) (\w+)", re.MULTILINE)
IMPORT = re.compile(r"^use (std::[^;]*);\n", re.MULTILINE)
MODULE_DOCUMENTATION = re.compile(r"\A(?://!.*\n)+\n*")
SKIP = "#[rustfmt::skip]"
# What the facts of a kind are called in the runtime.
LIMITS = {
    "minimum": "least",
    "maximum": "most",
    "schemes": "words",
    "units": "words",
    "top": "words",
    "form": None,
    "fitting": None,
    "contents": None,
}
WORD_LISTS = {"glue": 1, "stand_ins": 2, "notes": 4}
ASCII = 128
UNSIGNED, SIGNED = ((16, "u16"), (32, "u32"), (64, "u64")), ((15, "i16"), (31, "i32"), (63, "i64"))
LARGEST_SIZE = 2**64 - 1
NOT_PRINTED_AS_IT_IS = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff]")
ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\0": "\\0"}


def render(catalogue: Catalogue, notice: str) -> str:
    """Return the module's text, as rustfmt writes it but for the tables, which it is told to skip."""
    parts = [part for part in PARTS if is_used(catalogue, ONLY_FOR.get(part, part))]
    bodies = {part: files(rust).joinpath(f"{part}.rs").read_text(encoding="utf-8") for part in parts}
    imports = sorted({path for body in bodies.values() for paths in IMPORT.findall(body) for path in _paths(paths)})
    taken = {*TYPES_OF_RUST, *(name for body in bodies.values() for name in DECLARED_TYPE.findall(body))}
    return "".join(
        (
            INTRODUCTION.format(
                service=_line(catalogue.title), notice=notice, reservation="".join(_reservation(catalogue))
            ),
            *(f"use {path};\n" for path in imports),
            *_Settings(catalogue, taken | {path.rpartition("::")[2] for path in imports}).lines(),
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
    names = [
        variable.name
        for variable in catalogue.variables
        if getattr(variable.kind, "fitting", None) or getattr(variable.kind, "contents", "")
    ]
    if names:
        yield f"//!\n//! It does not check what is inside the values of {', '.join(f'`{name}`' for name in names)}.\n"


def _paths(paths: str) -> Iterator[str]:
    """Yield each path of an import."""
    start, _, several = paths.partition("::{")
    for name in several.removesuffix("}").split(","):
        yield start if name.strip() in ("", "self") else f"{start}::{name.strip()}"


def _body(text: str) -> str:
    return MODULE_DOCUMENTATION.sub("", IMPORT.sub("", text)).lstrip("\n")


class _Settings:
    """The typed settings of a catalogue: a structure for each section, an enumeration for each choice."""

    def __init__(self, catalogue: Catalogue, taken: set[str]) -> None:
        self.catalogue = catalogue
        self.taken = {*taken, "Settings", "Profile"}
        self.groups = groups(catalogue)
        self.choices = {
            field.variable.name: self._type_name(words_of(field.variable.name), "Choice")
            for group in self.groups
            for field in group.fields
            if isinstance(field.item, kinds.Choice) and not field.variable.secret
        }
        self.sections = [self._type_name(group.words, "Section") for group in self.groups]
        self.places = {variable.name: place for place, variable in enumerate(catalogue.variables)}

    def lines(self) -> Iterator[str]:
        """Yield the text in pieces."""
        yield "\n" + _documentation([*_paragraphs(self.catalogue.description)], "")
        yield "#[derive(Debug, Clone)]\npub struct Settings {\n"
        for group, section in zip(self.groups, self.sections, strict=True):
            yield _documentation(group.documentation, "    ") + f"    pub {_name(group.words)}: {section},\n"
        yield "}\n"
        for group, section in zip(self.groups, self.sections, strict=True):
            yield "\n" + _documentation(group.documentation, "") + "#[derive(Debug, Clone)]\n"
            yield f"pub struct {section} {{\n"
            for field in group.fields:
                yield _documentation(field.documentation, "    ")
                yield f"    pub {_name(field.words)}: {self._type(field)},\n"
            yield "}\n"
        for group in self.groups:
            for field in group.fields:
                if field.variable.name in self.choices and isinstance(field.item, kinds.Choice):
                    name = self.choices[field.variable.name]
                    yield from _enumeration(name, f"What `{field.variable.name}` may be.", field.item.words)
        yield from self._profile()
        yield LOADING
        yield from self._reading()

    def _profile(self) -> Iterator[str]:
        documentation = "A profile: it decides on defaults and rules."
        enumeration = self.choices.get(self.catalogue.profile_variable or "")
        if enumeration:
            yield f"\n/// {documentation}\npub type Profile = {enumeration};\n"
        else:
            yield from _enumeration("Profile", documentation, self.catalogue.profiles)

    def _reading(self) -> Iterator[str]:
        yield f"\n{SKIP}\nimpl Settings {{\n    fn of(values: &Values<'_>) -> Self {{\n        Self {{\n"
        for group, section in zip(self.groups, self.sections, strict=True):
            yield f"            {_name(group.words)}: {section} {{\n"
            for field in group.fields:
                reader = self._item(field)[1]
                reader = f"list({reader})" if field.is_list else reader
                presence = "optional" if field.is_optional else "required"
                place = self.places[field.variable.name]
                yield f"                {_name(field.words)}: {presence}(values, {place}, {reader}),\n"
            yield "            },\n"
        yield "        }\n    }\n}\n"

    def _type(self, field: Field) -> str:
        name = self._item(field)[0]
        name = f"Vec<{name}>" if field.is_list else name
        return f"Option<{name}>" if field.is_optional else name

    def _item(self, field: Field) -> tuple[str, str]:
        """Return the type of a value, or of each item of a list, and what reads it."""
        if field.variable.secret:
            return "Secret", "secret"
        if field.variable.name in self.choices:
            name = self.choices[field.variable.name]
            return name, f"{name}::read"
        return _type_of(field.item)

    def _type_name(self, words: Sequence[str], suffix: str) -> str:
        name = _camel(words)
        while name in self.taken:
            name += suffix
        self.taken.add(name)
        return name


def _type_of(kind: Kind) -> tuple[str, str]:  # noqa: PLR0911 - one line a kind
    match kind:
        case kinds.Flag():
            return "bool", "flag"
        case kinds.Switch():
            return "bool", "switch"
        case kinds.Integer(int() as least, int() as most):
            fitting = (
                name
                for bits, name in (UNSIGNED if least >= 0 else SIGNED)
                if most < 2**bits and least >= (0 if least >= 0 else -(2**bits))
            )
            name = next(fitting, None)
            return (name, f"integer::<{name}>") if name else ("Number", "number")
        case kinds.Number(whole=True):
            return "Number", "lenient_integer"
        case kinds.Number():
            return "f64", "float"
        case kinds.Integer() | kinds.Decimal():
            return "Number", "number"
        case kinds.Duration():
            return "Duration", "duration"
        case kinds.Size():
            is_small = kind.maximum is not None and kind.maximum <= LARGEST_SIZE
            return ("u64", "size::<u64>") if is_small else ("Number", "large_size")
        case kinds.Path():
            return "PathBuf", "path"
        case _:
            return "String", "str::to_owned"


def _enumeration(name: str, documentation: str, words: Sequence[str]) -> Iterator[str]:
    variants: dict[str, str] = {}
    for word in words:
        variant = _camel(words_of(word))
        while variant in variants or variant == "Self":
            variant += "Word"
        variants[variant] = word
    yield f"\n/// {documentation}\n#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]\npub enum {name} {{\n"
    for variant, word in variants.items():
        yield f"    /// `{_line(word)}`\n    {variant},\n"
    yield f"}}\n\n{SKIP}\nimpl {name} {{\n"
    yield f"    /// All of them, in order.\n    pub const ALL: [Self; {len(variants)}] = "
    yield f"[{', '.join(f'Self::{variant}' for variant in variants)}];\n\n"
    yield "    /// Return the word, as it is written in an environment.\n    #[must_use]\n"
    yield "    pub const fn as_str(self) -> &'static str {\n        match self {\n"
    for variant, word in variants.items():
        yield f"            Self::{variant} => {_text(word)},\n"
    yield "        }\n    }\n\n    fn read(text: &str) -> Self {\n"
    yield "        let is_meant = |word: &&Self| word.as_str() == text;\n"
    yield '        *Self::ALL.iter().find(is_meant).expect("a word that was checked is one of these")\n'
    yield "    }\n}\n"


def _documentation(paragraphs: Sequence[str], indent: str) -> str:
    return f"{indent}///\n".join(f"{indent}/// {_line(paragraph)}\n" for paragraph in paragraphs)


def _paragraphs(description: str) -> Iterator[str]:
    yield from filter(None, (" ".join(block.split()) for block in description.split("\n\n")))


def _line(text: str) -> str:
    """Return a text as a line of documentation."""
    return " ".join(NOT_PRINTED_AS_IT_IS.sub(" ", text).split())


def _name(words: Sequence[str]) -> str:
    name = "_".join(words)
    return f"{name}_" if name in NEVER_NAMES else f"r#{name}" if name in KEYWORDS else name


def _camel(words: Iterable[str]) -> str:
    return "".join(word[:1].upper() + word[1:] for word in words)


def _tables(catalogue: Catalogue) -> Iterator[str]:
    """Yield the tables, and the word lists."""
    tables = portable(catalogue)
    words = tables["words"]
    for name, value in words.items():
        if name not in WORD_LISTS:
            kind, literal = (
                ("&str", _text(value)) if isinstance(value, str) else (f"[&str; {len(value)}]", _many(value))
            )
            yield f"static {name.upper()}: {kind} = {literal};\n"
    yield _weights(words)
    places = {variable.name: place for place, variable in enumerate(catalogue.variables)}
    pairs = tables["borrowed_defaults"].items()
    borrowed = ", ".join(f"({places[name]}, {places[source]})" for name, source in pairs)
    yield "\n".join(
        (
            "static TABLES: Tables = Tables {",
            f"    service: {_text(tables['service'])},",
            f"    profile_variable: {_option(tables['profile_variable'])},",
            f"    profiles: &{_many(tables['profiles'])},",
            f"    default_profile: {_text(tables['default_profile'])},",
            "    variables: &[",
            *_variables(catalogue, tables),
            "    ],",
            "    profile_defaults: &[",
            *(
                f"        ({_text(profile)}, "
                f"&[{', '.join(f'({places[name]}, {_option(text)})' for name, text in defaults.items())}]),"
                for profile, defaults in tables["profile_defaults"].items()
            ),
            "    ],",
            f"    borrowed_defaults: &[{borrowed}],",
            "    messages: &[",
            *(
                f"        ({_text(what)}, {_text(rule)}, {_severity(severity)}, {_text(message)}, {_text(remedy)}),"
                for what, (rule, severity, message, remedy) in tables["messages"].items()
            ),
            "    ],",
            "    remedies: &[",
            *(f"        ({', '.join(map(_text, (cause, *remedy)))})," for cause, remedy in tables["remedies"].items()),
            "    ],",
            f"    external: &{_many(tables['external'])},",
            f"    prefixes: &{_many(tables['prefixes'])},",
            "};\n",
        )
    )


def _weights(words: dict[str, str]) -> str:
    """Return the words with a weight by their first letter, in order, so that one is soon found."""
    weights = {word: weight for name, weight in WORD_LISTS.items() for word in words[name].split()}
    lines = []
    for letter in map(chr, range(ASCII)):
        pairs = [f"({_text(word)}, {weight})" for word, weight in sorted(weights.items()) if word[0] == letter]
        lines.append(f"    &[{', '.join(pairs)}],\n")
    return f"static WEIGHTS: [&[(&str, i32)]; {ASCII}] = [\n{''.join(lines)}];\n"


def _variables(catalogue: Catalogue, tables: dict[str, Any]) -> Iterator[str]:
    rows = (line.split("\t", 3) for line in tables["variables"].split("\n") if line)
    for variable, (name, secrecy, label, *default) in zip(catalogue.variables, rows, strict=True):
        yield "        Variable {"
        yield f"            name: {_text(name)}, is_secret: {_flag(secrecy == 'secret')},"
        yield f"            kind: {_kind(variable.kind)},"
        yield f"            label: {_text(tables['phrases'].get(label, label))},"
        yield f"            default: {_option(default[0] if default else None)},"
        yield "            rules: &["
        for rule, severity, check, argument, conditions, message, remedy in tables["rules"].get(name, ()):
            words = [argument] if isinstance(argument, str) else argument if isinstance(argument, list) else []
            yield f"                Rule {{ slug: {_text(rule)}, severity: {_severity(severity)},"
            yield f"                    check: {_text(check)}, words: &{_many(words)},"
            yield f"                    least: {argument if isinstance(argument, int) else 0},"
            yield f"                    conditions: &[{', '.join(map(_condition, conditions))}],"
            yield f"                    message: {_text(message)}, remedy: {_text(remedy)} }},"
        yield "            ],"
        yield f"            old_names: &{_many(tables['old_names'].get(name, ()))},"
        yield f"            deprecated: {_option(tables['deprecated'].get(name))},"
        yield "        },"


def _kind(kind: Kind) -> str:
    """Return a kind as the runtime has it; a bound is a text."""
    facts = {LIMITS.get(name, name): fact for name, fact in vars(kind).items()}
    limits = [
        f"{name}: {_limit(fact)}, " for name, fact in facts.items() if name and fact is not None and fact is not False
    ]
    limits += [
        f"written_{name}: {_text(text)}, " for name in ("least", "most") if (text := _written(kind, facts.get(name)))
    ]
    slug = "list" if isinstance(kind, kinds.ListOf) else kind.slug
    fault = f"{slug.replace('-', '_')}_fault"
    return f"&Kind {{ name: {_text(slug)}, fault: {fault}, {''.join(limits)}..TEXT }}"


def _written(kind: Kind, bound: Any) -> str:  # noqa: ANN401 - a fact of a kind
    """Return a bound as messages have it."""
    if bound is None or not isinstance(kind, kinds.Integer | kinds.Decimal | kinds.Number | kinds.Quantity):
        return ""
    return kind.written(bound) or "" if isinstance(kind, kinds.Quantity) else str(bound)


def _limit(fact: Any) -> str:  # noqa: ANN401, PLR0911 - a fact of a kind
    match fact:
        case bool():
            return _flag(fact)
        case int():
            return _option(str(fact))
        case float():
            return _option(format(Exact(fact), "f"))
        case str() if fact in ("array", "object", "value"):
            return f"&{_many([fact])}"
        case str():
            return _option(fact)
        case tuple():
            return f"&{_many(fact)}"
        case _:
            return f"Some({_kind(fact)})"


def _condition(condition: tuple[str, Any]) -> str:
    name, words = condition
    if words is True or words is None:
        return f"Condition::{'IsSet' if words else 'Unset'}({_text(name)})"
    return f"Condition::Is({_text(name)}, &{_many(words)})"


def _severity(severity: str) -> str:
    return f"Severity::{severity.capitalize()}"


def _flag(holds: bool) -> str:  # noqa: FBT001 - a fact
    return "true" if holds else "false"


def _option(text: str | None) -> str:
    return "None" if text is None else f"Some({_text(text)})"


def _many(texts: Sequence[str]) -> str:
    """Return texts as an array, in lines that hold as many as fit."""
    lines = [""]
    for text in map(_text, texts):
        if lines[-1] and len(lines[-1]) + len(text) > WIDTH:
            lines.append("")
        lines[-1] += f"{text}, "
    return (
        f"[{lines[0][:-2]}]" if len(lines) == 1 else "[\n" + "".join(f"    {line.rstrip()}\n" for line in lines) + "]"
    )


def _text(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{NOT_PRINTED_AS_IT_IS.sub(_escape, escaped)}"'


def _escape(found: re.Match[str]) -> str:
    return ESCAPES.get(found[0], f"\\u{{{ord(found[0]):x}}}")
