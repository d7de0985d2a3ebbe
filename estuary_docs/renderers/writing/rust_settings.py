"""The typed settings of a catalogue in Rust: a structure for each section, an enumeration for each choice."""

from collections.abc import Iterator, Sequence

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.renderers.writing.rust_text import SKIP, camel, documentation, field_name, one_line, quoted
from estuary_docs.renderers.writing.text import paragraphs
from estuary_docs.renderers.writing.typed_settings import Field, groups, words_of
from estuary_docs.vocabulary import kinds
from estuary_docs.vocabulary.kinds import Kind

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
TYPES_OF_RUST = ("Self", "Option", "Some", "None", "Result", "Ok", "Err", "String", "Vec", "Box", "Iterator", "Fn")
UNSIGNED, SIGNED = ((16, "u16"), (32, "u32"), (64, "u64")), ((15, "i16"), (31, "i32"), (63, "i64"))
LARGEST_SIZE = 2**64 - 1


class RustSettings:
    """The typed settings of a catalogue: a structure for each section, an enumeration for each choice."""

    def __init__(self, catalogue: Catalogue, taken: set[str]) -> None:
        self.catalogue = catalogue
        self.taken = {*taken, *TYPES_OF_RUST, "Settings", "Profile"}
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
        yield "\n" + documentation(paragraphs(self.catalogue.description), "")
        yield "#[derive(Debug, Clone)]\npub struct Settings {\n"
        for group, section in zip(self.groups, self.sections, strict=True):
            yield documentation(group.documentation, "    ") + f"    pub {field_name(group.words)}: {section},\n"
        yield "}\n"
        for group, section in zip(self.groups, self.sections, strict=True):
            yield "\n" + documentation(group.documentation, "") + "#[derive(Debug, Clone)]\n"
            yield f"pub struct {section} {{\n"
            for field in group.fields:
                yield documentation(field.documentation, "    ")
                yield f"    pub {field_name(field.words)}: {self._type(field)},\n"
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
            yield f"            {field_name(group.words)}: {section} {{\n"
            for field in group.fields:
                reader = self._item(field)[1]
                reader = f"list({reader})" if field.is_list else reader
                presence = "optional" if field.is_optional else "required"
                place = self.places[field.variable.name]
                yield f"                {field_name(field.words)}: {presence}(values, {place}, {reader}),\n"
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
        name = camel(words)
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
        variant = camel(words_of(word))
        while variant in variants or variant == "Self":
            variant += "Word"
        variants[variant] = word
    yield f"\n/// {documentation}\n#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]\npub enum {name} {{\n"
    for variant, word in variants.items():
        yield f"    /// `{one_line(word)}`\n    {variant},\n"
    yield f"}}\n\n{SKIP}\nimpl {name} {{\n"
    yield f"    /// All of them, in order.\n    pub const ALL: [Self; {len(variants)}] = "
    yield f"[{', '.join(f'Self::{variant}' for variant in variants)}];\n\n"
    yield "    /// Return the word, as it is written in an environment.\n    #[must_use]\n"
    yield "    pub const fn as_str(self) -> &'static str {\n        match self {\n"
    for variant, word in variants.items():
        yield f"            Self::{variant} => {quoted(word)},\n"
    yield "        }\n    }\n\n    fn read(text: &str) -> Self {\n"
    yield "        let is_meant = |word: &&Self| word.as_str() == text;\n"
    yield '        *Self::ALL.iter().find(is_meant).expect("a word that was checked is one of these")\n'
    yield "    }\n}\n"
