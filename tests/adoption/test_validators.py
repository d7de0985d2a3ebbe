"""What a draft of a schema takes over from the schema that code has already."""

from pathlib import Path

import pytest

from estuary_docs.adoption.guesses import Guess, guesses
from estuary_docs.adoption.hints import with_hints
from estuary_docs.adoption.source import schema_source
from estuary_docs.adoption.validators import Asked, asked
from estuary_docs.drift.reading.inventory import inventory
from estuary_docs.drift.settings import DriftSettings
from estuary_docs.validation.breaches import breaches
from estuary_docs.vocabulary.kinds import Choice, Email, Integer, Text, Url
from tests.adoption.forms import form
from tests.adoption.test_drafts import loaded

CLASS = """
import {{ plainToInstance }} from 'class-transformer';
import {{ validateSync }} from 'class-validator';
enum Pace {{ Fast = 'fast', Slow = 'slow' }}
const STORES = ['disk', 's3'] as const;
class Environment {{
{fields}
}}
export function check(config: Record<string, unknown>) {{
  return validateSync(plainToInstance(Environment, config), {{ skipMissingProperties: {skipping} }});
}}
"""
FIELDS = """
  // Where it listens.
  @IsPort()
  PORT: string = '3000';

  @IsNotEmpty()
  @IsUrl(
    { protocols: ['amqp', 'amqps'], require_tld: false },
    { message: 'must be a URL :-(' },
  )
  QUEUE_ADDRESS: string;

  @IsEnum(Pace)
  PACE: Pace;

  @IsIn(STORES)
  STORE: string;

  @ValidateIf((o) => o.STORE && o.STORE === 's3')
  @IsNotEmpty()
  BUCKET: string;

  @ValidateIf((o) => o.STORE === 's3' && !o.BUCKET)
  @IsNotEmpty()
  REGION: string;

  @IsOptional() @IsEmail() OWNER?: string;

  @IsOptional()
  @ValidateIf((o) => o.SITE != '')
  @IsUrl()
  SITE: string;

  @IsInt() @Min(0) @Max(10) @Type(() => Number)
  RETRIES: number;

  @Matches(/^[a-z(]+$/) @MinLength(3)
  TITLE: string;

  BARE: string;
"""
SERVICE = "export const read = (config) => [config.get('PACE'), process.env.PACE, process.env.STORE || 'disk'];\n"


def drafts(root: Path, files: dict[str, str]) -> dict[str, Guess]:
    """Return what a repository's variables seem to be, by their names."""
    for path, text in files.items():
        (root / path).write_text(text, encoding="utf-8")
    mentions = inventory(root, DriftSettings()).mentions
    return {guess.name: guess for guess in guesses(with_hints(mentions, lambda path: files[path].splitlines()))}


@pytest.fixture
def decorated(tmp_path: Path) -> dict[str, Guess]:
    """Return the draft for a class with decorators, and for code that reads some of its variables besides."""
    files = {"check.ts": CLASS.format(fields=FIELDS, skipping="false"), "service.ts": SERVICE}
    return drafts(tmp_path, files)


def test_the_decorators_of_a_class_say_which_variables_are_required(decorated: dict[str, Guess]) -> None:
    """What the class refuses to do without is required, whatever other code does with a value that is missing."""
    required = {name for name, guess in decorated.items() if guess.required}
    assert required == {"QUEUE_ADDRESS", "PACE", "STORE", "RETRIES", "TITLE"}
    assert decorated["BUCKET"].condition == ("STORE", "s3")
    assert "service.ts:1 falls back to 'disk', but check.ts:23 requires it" in decorated["STORE"].doubts


def test_the_decorators_of_a_class_say_what_a_variable_is(decorated: dict[str, Guess]) -> None:
    """Ports, bounds, addresses, and the words of a list or of an enumeration are taken over."""
    assert {name: guess.kind for name, guess in decorated.items()} == {
        "PORT": Integer(1, 65535),
        "QUEUE_ADDRESS": Url(("amqp", "amqps")),
        "PACE": Choice(("fast", "slow")),
        "STORE": Choice(("disk", "s3")),
        "BUCKET": Text(),
        "REGION": Text(),
        "OWNER": Email(),
        "SITE": Url(),
        "RETRIES": Integer(0, 10),
        "TITLE": Text(),
        "BARE": Text(),
    }


def test_what_a_draft_leaves_out_of_a_class_is_a_doubt(decorated: dict[str, Guess]) -> None:
    """A decorator that has no meaning here is named, so that nobody takes the draft for all that the class asks."""
    left_out = "asks for more, which this draft leaves out:"
    assert f"check.ts:44 {left_out} Matches, MinLength" in decorated["TITLE"].doubts
    assert f"check.ts:31 {left_out} ValidateIf" in decorated["REGION"].doubts
    doubtful = {name for name, guess in decorated.items() if any(left_out in doubt for doubt in guess.doubts)}
    assert doubtful == {"TITLE", "REGION"}


def test_an_empty_environment_breaks_the_draft_of_a_class_that_refuses_it(
    decorated: dict[str, Guess], tmp_path: Path
) -> None:
    """The schema that is written asks for what the class asks for."""
    catalogue = loaded(schema_source("Mine", decorated.values()), tmp_path)
    nothing: dict[str, str | None] = dict.fromkeys(decorated)
    lacking = {variable.name for variable in catalogue.variables if any(breaches(variable, nothing))}
    assert lacking == {"QUEUE_ADDRESS", "PACE", "STORE", "RETRIES", "TITLE"}


def test_a_class_whose_missing_properties_are_skipped_requires_nothing(tmp_path: Path) -> None:
    """class-validator can be told to look at nothing that is not set."""
    files = {"check.ts": CLASS.format(fields=FIELDS, skipping="true")}
    assert not any(guess.required for guess in drafts(tmp_path, files).values())


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("z.string().url()", Asked(form("url"))),
        ("z.coerce.number().int().min(1).max(9).default(3)", Asked(form("integer:1:9"))),
        ("z.coerce.number().int().min(1_000)", Asked(form("integer:1000:"))),
        ("z.coerce.number().min(0)", Asked(form("number"), left_out=("min",))),
        ("z.string().min(1)", Asked()),
        ("z.string().min(32)", Asked(left_out=("min",))),
        ("z.string().regex(/[(]/).optional()", Asked(left_out=("regex",))),
        ("z.enum(['a', 'b']).describe('How, (or not)')", Asked(form("choice:a|b"))),
        ("z.enum(['true', 'false']).transform((v) => v === 'true')", Asked(form("flag"))),
        ("z.string().transform(parse)", Asked(left_out=("transform",))),
        ("z.optional(z.string().email())", Asked(form("email"))),
        ("v.pipe(v.string(), v.url())", Asked(form("url"))),
        ("Joi.number().port().default(3000)", Asked(form("integer:1:65535"))),
        ("Joi.string().uri({ scheme: ['redis', 'rediss'] }).required()", Asked(form("url:redis|rediss"))),
        ("Joi.when('A', { is: 'b', then: Joi.required() })", Asked(left_out=("when",))),
        ("yup.string().oneOf(['a', 'b']).required()", Asked(form("choice:a|b"))),
        ("str({ choices: ['a', 'b'], desc: 'How.' })", Asked(form("choice:a|b"))),
        ("bool({ default: false, devDefault: true })", Asked(form("flag"), left_out=("devDefault of bool",))),
        ("host()", Asked(form("host"))),
        ("{ type: 'integer', minimum: 0, maximum: 9 }", Asked(form("integer:0:9"))),
        ("{ type: 'string', format: 'uri', default: 'x' }", Asked(form("url"))),
        ("{ type: 'string', enum: ['a', 'b'], pattern: '^a' }", Asked(form("choice:a|b"), left_out=("pattern",))),
        ("z.enum(words)", Asked(left_out=("enum",))),
        ("'untold'", Asked()),
    ],
)
def test_a_chain_of_calls_says_what_a_variable_is(value: str, expected: Asked) -> None:
    """The schemas of zod, valibot, Joi, yup and envalid, and JSON, are read by the names of what they ask for."""
    lines = ["const schema = z.object({", "  FIRST: z.url(),", f"  NAME: {value},", "  LAST: z.email(),", "});"]
    assert asked(lines, 2, "NAME") == expected


def test_several_variables_on_one_line_keep_apart() -> None:
    """Each value ends where the next key begins."""
    lines = ["const schema = { A: z.url(), B: z.email(), C: z.string() };"]
    assert [asked(lines, 0, name).form for name in "ABC"] == [form("url"), form("email"), None]
    lines = ["const schema = { HOST_RO: z.string().url(), HOST: z.string() };"]
    assert asked(lines, 0, "HOST").form is None


def test_a_place_that_fails_without_a_variable_and_one_that_does_not_are_a_doubt(tmp_path: Path) -> None:
    """A draft calls it optional, and names both places."""
    files = {"a.py": "import os\nos.environ['SHOP_MODE']\n", "b.py": "import os\nos.getenv('SHOP_MODE')\n"}
    guess = drafts(tmp_path, files)["SHOP_MODE"]
    assert not guess.required
    assert "a.py:2 fails without it, and b.py:2 does not" in guess.doubts
