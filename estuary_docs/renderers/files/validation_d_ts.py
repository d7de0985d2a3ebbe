"""`validation.d.mts`: the types of `validation.mjs`, for TypeScript and for editors."""

import json
from collections.abc import Iterator, Sequence

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.renderers.writing.typed_settings import Field, camel, groups
from estuary_docs.vocabulary import kinds
from estuary_docs.vocabulary.kinds import Kind

GREATEST_EXACT_NUMBER = 2**53 - 1
INTRODUCTION = """\
// {notice}
//
// The types of validation.mjs; put it beside that, as validation.d.mts.

declare const SECRET: unique symbol;

/** The value of a secret. It is a text to TypeScript only where you say so, with `as string`. */
export type Secret = {{ readonly [SECRET]: true }};

/** One thing that is wrong; neither `message` nor `remedy` ever holds a value. */
export interface Problem {{
  readonly variable: string;
  readonly rule: string;
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly remedy: string;
  readonly line?: number;
}}

/** An environment: names and their values. */
export type Environ = Readonly<Record<string, string | undefined>> | ReadonlyMap<string, string>;

/** A profile: it decides on defaults and rules. */
export type Profile = {profiles};

/** An environment breaks rules; `problems` lists all of them, warnings too. */
export class InvalidEnvironmentError extends Error {{
  readonly problems: readonly Problem[];
}}

/** The arguments cannot be used. */
export class UsageError extends Error {{}}

/** Load the settings from an environment, that of the process by itself; throws InvalidEnvironmentError. */
export function load(environ?: Environ): Settings;

/** Return every error and warning about an environment; `profile` takes the place of the one that it chooses. */
export function check(environ: Environ, profile?: Profile | null): Problem[];

/** Return the same of the text of an env file. */
export function checkEnvFile(
  text: string,
  profile?: Profile | null,
): {{ readonly profile: Profile; readonly problems: Problem[] }};

/** Say whether one of the problems is an error. */
export function hasErrors(problems: readonly Problem[]): boolean;

/** Return what checking has found, as text, JSON or annotations of a pull request. */
export function report(
  profile: Profile,
  problems: readonly Problem[],
  format: "text" | "json" | "github",
  path?: string | null,
): string;
"""


def render(catalogue: Catalogue, notice: str) -> str:
    """Return the declarations."""
    return INTRODUCTION.format(notice=notice, profiles=union(catalogue.profiles)) + "".join(_settings(catalogue))


def union(words: Sequence[str]) -> str:
    """Return words as the type that has them and no other."""
    return " | ".join(json.dumps(word, ensure_ascii=False) for word in words)


def documentation(paragraphs: Sequence[str], indent: str) -> str:
    """Return paragraphs as a comment for editors."""
    lines = [paragraph.replace("*/", "*\u200b/") for paragraph in paragraphs]
    if len(lines) == 1:
        return f"{indent}/** {lines[0]} */\n"
    text = f"\n{indent} *\n".join(f"{indent} * {line}" for line in lines)
    return f"{indent}/**\n{text}\n{indent} */\n" if lines else ""


def _settings(catalogue: Catalogue) -> Iterator[str]:
    yield "\n" + documentation([" ".join(catalogue.description.split())], "") + "export interface Settings {\n"
    for group in groups(catalogue):
        yield documentation(group.documentation, "  ") + f"  readonly {camel(group.words)}: {{\n"
        for field in group.fields:
            end = " | undefined" if field.is_optional else ""
            yield documentation(field.documentation, "    ")
            yield f"    readonly {camel(field.words)}: {_type(field)}{end};\n"
        yield "  };\n"
    yield "}\n"


def _type(field: Field) -> str:
    item = "Secret" if field.variable.secret and _is_text(field.item) else _type_of(field.item)
    if not field.is_list:
        return item
    return f"readonly ({item})[]" if " " in item else f"readonly {item}[]"


def _is_text(kind: Kind) -> bool:
    return _type_of(kind) == "string"


def _type_of(kind: Kind) -> str:
    match kind:
        case kinds.Flag() | kinds.Switch():
            return "boolean"
        case kinds.Integer(minimum, maximum):
            return "number" if _is_exact(minimum) and _is_exact(maximum) else "bigint"
        case kinds.Size(_, maximum):
            return "number" if _is_exact(maximum) else "bigint"
        case kinds.Duration() | kinds.Number():
            return "number"
        case kinds.Choice(words):
            return union(words)
        case _:
            return "string"


def _is_exact(bound: int | None) -> bool:
    return bound is not None and abs(bound) <= GREATEST_EXACT_NUMBER
