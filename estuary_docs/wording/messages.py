"""What is said about an environment where no rule of a schema speaks: forms, files, names, and lines of env files.

Each message is a template; what stands in braces is filled in. None has a place for a value.
"""

from typing import NamedTuple

from estuary_docs.runtimes.python.problems import Problem

# For a catalogue in which no variable takes an empty text for a value.
EMPTY = "An empty value counts as not set."
MEANINGS = {
    "missing": "A variable that the rest of the configuration needs is not set.",
    "malformed": "The value is not in the form that its type requires. Other spellings are not guessed.",
    "out-of-range": "The number is outside its bounds.",
    "not-a-choice": "The value is not one of the allowed values, which are case-sensitive.",
    "wrong-value": "Another value is required here.",
    "value-not-allowed": "Only some values are allowed here.",
    "value-refused": "This value is not allowed here.",
    "insecure-url": "The URL uses a scheme that is not secure.",
    "too-short": "The secret is too short to resist guessing.",
    "guessable": "The secret is long enough, but easy to guess.",
    "placeholder": "The secret is a placeholder from an example or a template, or a common word.",
    "same-value": "Two variables hold the same value, and must not.",
    "forbidden": "The variable must not be set here.",
    "conflicting": "Several variables are set of which at most one may be.",
    "incomplete": "Some variables are set that belong together, and others of them are not.",
    "unaccompanied": "The variable has no effect, or the wrong one, unless another variable is set too.",
    "forbidden-content": "The value contains something that is not allowed.",
    "file-conflict": "The secret is given in more than one way, so it is unclear which one applies.",
    "file-unreadable": "The file of the secret, or its folder, is missing, is not a regular file, or cannot be read.",
    "file-too-large": "The file of the secret is too large to be a secret.",
    "file-not-text": "The file of the secret is not UTF-8 text.",
    "unknown-variable": "A name looks like a variable of the service and is not one, so nothing reads it.",
    "renamed": "The variable was renamed, and nothing reads the old name.",
    "deprecated": "The variable still works, but should no longer be set.",
    "unreadable-line": "dotenvy cannot read a line of the env file: it stops there and ignores the rest.",
    "unportable-value": "Readers of env files disagree on the value of a line.",
    "unportable-line": "Some readers of env files do not understand the line.",
    "duplicate-variable": "The env file sets a variable twice.",
    "refused": "The settings class that reads the environment refuses the value.",
}


class Message(NamedTuple):
    """A problem in general: its rule and severity, and the templates of its message and remedy."""

    rule: str
    severity: str
    message: str
    remedy: str


FORMS = {
    "malformed": Message(
        "malformed",
        "error",
        "`{variable}` is malformed: it must be {kind}.",
        "Set `{variable}` to a value of that form.",
    ),
    "out-of-range": Message(
        "out-of-range",
        "error",
        "`{variable}` is out of range: it must be {kind}.",
        "Set `{variable}` to a value in this range.",
    ),
    "not-a-choice": Message(
        "not-a-choice",
        "error",
        "`{variable}` must be {kind} (values are case-sensitive).",
        "Set `{variable}` to one of these values.",
    ),
}


class Remedy(NamedTuple):
    """What is said once the cause of a fault is known: in the place of the message, if not empty, and of the remedy."""

    message: str
    remedy: str


# By the causes that `runtimes/causes.py` knows. `{meant}` is a word or a bound of the schema, never a value.
REMEDIES = {
    "empty": Remedy("", "Remove `{variable}` or give it a value: an empty text does not leave it unset."),
    "line-break": Remedy("", "Remove the line break from the value of `{variable}`."),
    "blank-around": Remedy("", "Remove the white space around the value of `{variable}`."),
    "blank-inside": Remedy("", "Remove the white space inside the value of `{variable}`."),
    "quotes": Remedy("", "Remove the quotes: they are part of the value of `{variable}`."),
    "thousands": Remedy("", "Remove the thousands separators from `{variable}`."),
    "plus": Remedy("", "Remove the plus sign from `{variable}`."),
    "unit": Remedy("", "Leave out the unit: `{variable}` takes the number alone."),
    "no-unit": Remedy("", "Add a unit right after the number in `{variable}`."),
    "decimals": Remedy("", "Leave out the decimal point: `{variable}` takes a whole number."),
    "scheme": Remedy("", "Begin `{variable}` with a scheme, such as `{meant}://`."),
    "scheme-case": Remedy("", "Write the scheme of `{variable}` in lower case."),
    "other-scheme": Remedy("", "Use another scheme in `{variable}`, such as `{meant}://`."),
    "slash": Remedy("", "Remove the slash at the end of `{variable}`."),
    "path": Remedy("", "Remove the path from `{variable}`: an origin ends after the host and port."),
    "home": Remedy("", "Write the whole path in `{variable}`: only shells replace `~`."),
    "host-alone": Remedy("", "Remove the scheme and the path from `{variable}`."),
    "port": Remedy("", "Remove the port from `{variable}`: it takes the host alone."),
    "no-port": Remedy("", "Add a colon and the port to `{variable}`."),
    "address-alone": Remedy("", "Write the e-mail address alone in `{variable}`, without a name or `mailto:`."),
    "dots": Remedy("", "Remove the extra dot from the host in `{variable}`."),
    "hyphen": Remedy("", "Remove the hyphen at the start or end of a part of the host in `{variable}`."),
    "label-long": Remedy("", "Shorten the host in `{variable}`: each part between dots has at most 63 characters."),
    "address": Remedy(
        "", "Write the IPv4 address in `{variable}` as four numbers from 0 to 255, without leading zeros."
    ),
    "lower-case": Remedy("", "Write `{variable}` in lower case."),
    "upper-case": Remedy("", "Write `{variable}` in upper case."),
    "text-short": Remedy("", "Set `{variable}` to at least {meant} characters."),
    "text-long": Remedy("", "Set `{variable}` to at most {meant} characters."),
    "items-few": Remedy("", "List at least {meant} items in `{variable}`."),
    "items-many": Remedy("", "List at most {meant} items in `{variable}`."),
    "case": Remedy("", "Use `{meant}`: upper and lower case differ."),
    "profile": Remedy("", "Did you mean `{meant}`? The rest was checked in that profile."),
    "no-profile": Remedy("", "Choose one of these profiles. The rest was checked in `{meant}`, the default."),
    "near": Remedy("", "Did you mean `{meant}`?"),
    "too-small": Remedy("", "Set `{variable}` to at least {meant}."),
    "too-large": Remedy("", "Set `{variable}` to at most {meant}."),
    "not-above": Remedy("", "Set `{variable}` to more than {meant}."),
    "not-below": Remedy("", "Set `{variable}` to less than {meant}."),
    "reference": Remedy(
        "`{variable}` is a reference that nothing has resolved.",
        "Start the service with the tool that resolves it, or set `{variable}` to the secret itself.",
    ),
    "command": Remedy(
        "`{variable}` is a command that nothing has run.",
        "Run the command, and set `{variable}` to what it prints.",
    ),
}
FILES = {
    "file-conflict": Message(
        "file-conflict",
        "error",
        "`{variable}` is given in more than one way.",
        "Give it once: as `{variable}`, in the file that `{file}` names, or in a folder of secrets.",
    ),
    "folder-unreadable": Message(
        "file-unreadable",
        "error",
        "The folder of secrets that should hold `{variable}` cannot be read.",
        "Set `--secrets-dir` or `CREDENTIALS_DIRECTORY` to a folder that the service can read.",
    ),
    "file-unreadable": Message(
        "file-unreadable",
        "error",
        "The file of `{variable}` cannot be read.",
        "Set `{file}` to the path of a file that the service can read.",
    ),
    "file-too-large": Message(
        "file-too-large",
        "error",
        "The file of `{variable}` is larger than 64 KiB.",
        "Point `{file}` at the file that holds the secret alone.",
    ),
    "file-not-text": Message(
        "file-not-text",
        "error",
        "The file of `{variable}` is not UTF-8 text.",
        "Write the secret to the file as UTF-8 text.",
    ),
}
NAMES = {
    "misspelt": Message(
        "unknown-variable",
        "warning",
        "`{variable}` is not a variable of {service}, and nothing reads it.",
        "Did you mean `{meant}`? If not, remove it.",
    ),
    "unknown": Message(
        "unknown-variable",
        "warning",
        "`{variable}` is not a variable of {service}, although its name begins like one.",
        "Correct its name, or remove it: nothing reads it.",
    ),
    "renamed": Message(
        "renamed",
        "warning",
        "`{variable}` was renamed to `{new}`, and nothing reads the old name.",
        "Set `{new}` instead.",
    ),
    "deprecated": Message("deprecated", "warning", "`{variable}` is deprecated.", "{advice}"),
}
QUOTE_IT = "Put the value in single quotes."
# By the traps that `runtimes/env_file.py` knows.
LINES = {
    "byte-order-mark": Message(
        "unreadable-line",
        "error",
        "The file begins with a byte order mark: dotenvy stops there, and shells and Node ignore the first variable.",
        "Save the file as UTF-8 without a byte order mark.",
    ),
    "semicolon-comment": Message(
        "unreadable-line",
        "error",
        "This line begins with a semicolon: systemd takes it for a comment, dotenvy stops there, shells run it.",
        "Begin a comment with `#`.",
    ),
    "no-assignment": Message(
        "unreadable-line",
        "error",
        "{subject} assigns nothing: dotenvy stops there, and shells run it as a command.",
        "Write it as `NAME=value`, or as a comment.",
    ),
    "bad-name": Message(
        "unreadable-line",
        "error",
        "This line has a name that is not made of letters, digits and `_`: dotenvy and shells do not read it.",
        "Use the letters A to Z, digits and `_`, no digit first.",
    ),
    "hash-first": Message(
        "unportable-value",
        "error",
        "{subject} has an unquoted value that begins with `#`: dotenvy, npm dotenv and Node read an empty value.",
        QUOTE_IT,
    ),
    "double-quoted-escape": Message(
        "unreadable-line",
        "error",
        "{subject} has an escape in double quotes that dotenvy does not support: it stops there.",
        QUOTE_IT,
    ),
    "backslash-before-quote": Message(
        "unreadable-line",
        "error",
        "{subject} has a backslash before the closing quote: dotenvy reads the quote as part of the value and goes on.",
        "Choose a value that does not end in a backslash: readers disagree on this one however it is written.",
    ),
    "space-at-end-of-file": Message(
        "unreadable-line",
        "error",
        "The file ends in white space without a new line: dotenvy stops at such a line.",
        "Remove the white space, and end the file with a newline.",
    ),
    "dotted-name": Message(
        "unportable-line",
        "warning",
        "This line has a name with a dot in it: shells do not read it.",
        "Use the letters A to Z, digits and `_`, no digit first.",
    ),
    "unquoted-space": Message(
        "unreadable-line",
        "error",
        "{subject} has white space in an unquoted value: dotenvy stops there, and shells run the second word.",
        QUOTE_IT,
    ),
    "unquoted-quote": Message(
        "unreadable-line",
        "error",
        "{subject} has a quote or a backslash in an unquoted value: dotenvy and shells stop there or drop it.",
        QUOTE_IT,
    ),
    "double-quoted-dollar": Message(
        "unreadable-line",
        "error",
        "{subject} has a `$` in double quotes: dotenvy stops there or inserts another variable, as shells do.",
        QUOTE_IT,
    ),
    "unclosed-quote": Message(
        "unreadable-line",
        "error",
        "{subject} opens a quote that is never closed: dotenvy and shells ignore the rest of the file.",
        "Close the quote on the same line.",
    ),
    "text-after-quote": Message(
        "unreadable-line",
        "error",
        "{subject} has text after the closing quote: dotenvy stops there or appends it, and other readers differ.",
        "Put the whole value in the quotes.",
    ),
    "comment-with-quote": Message(
        "unreadable-line",
        "error",
        "{subject} has a comment with a quote in it after the value: dotenvy ignores the rest of the file.",
        "Move the comment to a separate line.",
    ),
    "expansion": Message(
        "unportable-value",
        "error",
        "{subject} has a `$` or a backtick: dotenvy and shells insert another value, and shells may run it.",
        QUOTE_IT,
    ),
    "unquoted-hash": Message(
        "unportable-value",
        "warning",
        "{subject} has a `#` in an unquoted value: npm dotenv, Node and dotenvx read it as the start of a comment.",
        QUOTE_IT,
    ),
    "unquoted-special": Message(
        "unportable-value",
        "warning",
        "{subject} has a character in an unquoted value that shells interpret or readers strip.",
        QUOTE_IT,
    ),
    "single-quoted-special": Message(
        "unportable-value",
        "warning",
        "{subject} has `${{` or two backslashes in single quotes: python-dotenv changes them.",
        "Choose a value without it: readers disagree on this one however it is written.",
    ),
    "double-quoted-special": Message(
        "unportable-value",
        "warning",
        "{subject} has a backslash or a backtick in double quotes: every reader escapes it differently.",
        QUOTE_IT,
    ),
    "many-lines": Message(
        "unportable-value",
        "warning",
        "{subject} goes on over several lines: `docker run` and kubectl read one line only.",
        "Write the value on one line, or put it into a file.",
    ),
    "inline-comment": Message(
        "unportable-value",
        "warning",
        "{subject} has a comment after its value: systemd, `docker run` and kubectl read it as part of the value.",
        "Move the comment to a separate line.",
    ),
    "space-at-end": Message(
        "unportable-value",
        "warning",
        "{subject} ends in white space: `docker run` and kubectl read it as part of the value.",
        "Remove the white space, or quote the value.",
    ),
    "export": Message(
        "unportable-line",
        "warning",
        "{subject} begins with `export`: systemd, `docker run` and kubectl do not support it.",
        "Remove `export`.",
    ),
    "indented": Message(
        "unportable-line",
        "warning",
        "{subject} begins with white space, which not every reader skips.",
        "Begin the line with the name.",
    ),
    "spaces-round-equals": Message(
        "unportable-line",
        "warning",
        "{subject} has white space around `=`: shells run the name as a command, and kubectl refuses it.",
        "Write `NAME=value` without spaces.",
    ),
    "blank-line-with-spaces": Message(
        "unportable-line",
        "warning",
        "This line looks empty but holds white space, which not every reader skips.",
        "Empty the line.",
    ),
    "comment-goes-on": Message(
        "unportable-line",
        "warning",
        "This comment ends in a backslash: systemd reads the next line as part of it.",
        "End the comment with another character.",
    ),
    "carriage-return": Message(
        "unportable-line",
        "warning",
        "The lines end in carriage returns: shells read them as part of the values.",
        "Save the file with Unix line endings (LF).",
    ),
    "no-final-newline": Message(
        "unportable-line",
        "warning",
        "The last line has no newline at its end, and not every reader reads such a line.",
        "End the file with a newline.",
    ),
    "long-line": Message(
        "unportable-line",
        "warning",
        "{subject} is longer than 64 KiB: kubectl silently stops there.",
        "Put the value into a file.",
    ),
    "duplicate": Message(
        "duplicate-variable",
        "error",
        "{subject} is set twice: dotenvy uses the first line, other readers the last, and kubectl refuses both.",
        "Keep one of the lines.",
    ),
}
MESSAGES = FORMS | FILES | NAMES | LINES
# What a settings class says itself; no stand-alone validator runs one.
CLASSES = {
    "class-refuses": Message(
        "refused",
        "error",
        "`{variable}` is refused by the settings class ({place}).",
        "Set `{variable}` to a value that the class takes; its validators say which.",
    ),
    "class-refuses-all": Message(
        "refused",
        "error",
        "The settings class ({place}) refuses these values together.",
        "See the validators of the class: they hold several settings against each other.",
    ),
    "class-takes-no-other": Message(
        "refused",
        "error",
        "`{variable}` is no setting of the class ({place}), which allows no others in its env file.",
        "Remove it from that file, or correct its name.",
    ),
    "class-fails": Message(
        "refused",
        "error",
        "The settings class ({place}) raises {error} in {line}.",
        "See that line: it cannot handle this environment.",
    ),
}


def worded(what: str, variable: str, **facts: str) -> Problem:
    """Word the message `what` about a variable; `facts` fill the template."""
    rule, severity, message, remedy = (MESSAGES | CLASSES)[what]
    return Problem(
        variable,
        rule,
        severity,
        message.format(variable=variable, **facts),
        remedy.format(variable=variable, **facts),
    )
