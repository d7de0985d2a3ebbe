"""What is said about an environment where no rule of a schema speaks: forms, files, names, and lines of env files.

Each message is a template; what stands in braces is filled in. None has a place for a value.
"""

from typing import NamedTuple

from estuary_docs.runtimes.python.problems import Problem

MEANINGS = {
    "missing": "A variable that the rest of the configuration needs is not set. An empty value counts as not set.",
    "malformed": "The value is not in the one written form of its kind. Nothing is trimmed or guessed.",
    "out-of-range": "The number is outside its bounds.",
    "not-a-choice": "The value is none of the words that the variable knows. Upper and lower case differ.",
    "wrong-value": "Another value is called for here.",
    "value-not-allowed": "Only some values are allowed here.",
    "value-refused": "This value is not for here.",
    "insecure-url": "The URL begins with a scheme that is not safe enough.",
    "too-short": "The secret has too few bytes to resist guessing.",
    "guessable": "The secret is long, and still one of the first that anybody would try.",
    "placeholder": "The secret is a stand-in from an example, a template, or a word that anybody would try.",
    "same-value": "Two variables hold the same value where they must not.",
    "unaccompanied": "The variable has no effect, or a wrong one, without another that is not set.",
    "forbidden-content": "A part of the value is not allowed here.",
    "file-conflict": "The secret arrives in more than one way, and nobody can say which one counts.",
    "file-unreadable": "The file of the secret, or its folder, is absent, of another kind, or may not be read.",
    "file-too-large": "The file of the secret is so large that it must be another file.",
    "file-not-text": "The file of the secret holds bytes that are not UTF-8.",
    "unknown-variable": "A name looks like one of the service's own and is none, so nothing reads what it sets.",
    "renamed": "The variable has another name now, and nothing reads the old one.",
    "deprecated": "The variable still works, and should not be set any more.",
    "unreadable-line": "A line of the env file is one that dotenvy does not read: there it stops, and loses the rest.",
    "unportable-value": "The readers of env files read different values from the line.",
    "unportable-line": "The line is written in a way that some readers of env files do not understand.",
    "duplicate-variable": "The env file sets a variable twice.",
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
        "Write `{variable}` exactly in that form, without spaces or quotes round it.",
    ),
    "out-of-range": Message(
        "out-of-range",
        "error",
        "`{variable}` is out of range: it must be {kind}.",
        "Give `{variable}` a number within these bounds.",
    ),
    "not-a-choice": Message(
        "not-a-choice",
        "error",
        "`{variable}` is none of the words allowed: it must be {kind}.",
        "Give `{variable}` one of these words, in the same case.",
    ),
}
FILES = {
    "file-conflict": Message(
        "file-conflict",
        "error",
        "`{variable}` arrives in more than one way.",
        "Give it once: as `{variable}`, or in the file that `{file}` names, or in a folder of secrets.",
    ),
    "folder-unreadable": Message(
        "file-unreadable",
        "error",
        "The folder of secrets, where `{variable}` is looked for, cannot be read.",
        "Give `--secrets-dir` or `CREDENTIALS_DIRECTORY` a folder that the service may read.",
    ),
    "file-unreadable": Message(
        "file-unreadable",
        "error",
        "The file of `{variable}` cannot be read.",
        "Give `{file}` the path of a file that the service may read.",
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
        "`{variable}` is no variable of {service}, and nothing reads it.",
        "Did you mean `{meant}`? If not, take it out.",
    ),
    "unknown": Message(
        "unknown-variable",
        "warning",
        "`{variable}` is no variable of {service}, though its name begins like one.",
        "Correct its name, or take it out: nothing reads it.",
    ),
    "renamed": Message(
        "renamed",
        "warning",
        "`{variable}` is called `{new}` now, and nothing reads the old name.",
        "Set `{new}` in its place.",
    ),
    "deprecated": Message("deprecated", "warning", "`{variable}` is deprecated.", "{advice}"),
}
QUOTE_IT = "Put the value in single quotes."
# By the traps that `runtimes/env_file.py` knows.
LINES = {
    "byte-order-mark": Message(
        "unreadable-line",
        "error",
        "The file begins with a byte order mark: dotenvy stops there, and shells and Node lose the first variable.",
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
        "{subject} has a value without quotes that begins with `#`: dotenvy, npm dotenv and Node read an empty value.",
        QUOTE_IT,
    ),
    "double-quoted-escape": Message(
        "unreadable-line",
        "error",
        "{subject} has an escape between double quotes that dotenvy does not know: there it stops.",
        QUOTE_IT,
    ),
    "backslash-before-quote": Message(
        "unreadable-line",
        "error",
        "{subject} has a backslash before the closing quote: dotenvy takes it into the value and goes on.",
        "Choose a value that does not end in a backslash; no line sets this one so that all readers agree.",
    ),
    "space-at-end-of-file": Message(
        "unreadable-line",
        "error",
        "The file ends in white space without a new line: dotenvy stops at such a line.",
        "Take the white space out, and end the file with a new line.",
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
        "{subject} has white space in a value without quotes: dotenvy stops there, and shells run the second word.",
        QUOTE_IT,
    ),
    "unquoted-quote": Message(
        "unreadable-line",
        "error",
        "{subject} has a quote or a backslash in a value without quotes: dotenvy and shells stop there or drop it.",
        QUOTE_IT,
    ),
    "double-quoted-dollar": Message(
        "unreadable-line",
        "error",
        "{subject} has a `$` between double quotes: dotenvy stops there or puts another variable in, as shells do.",
        QUOTE_IT,
    ),
    "unclosed-quote": Message(
        "unreadable-line",
        "error",
        "{subject} opens a quote that is never closed: dotenvy and shells lose the rest of the file.",
        "Close the quote on the same line.",
    ),
    "text-after-quote": Message(
        "unreadable-line",
        "error",
        "{subject} has text after the closing quote: dotenvy stops there or joins it, others differ.",
        "Put the whole value between the quotes.",
    ),
    "comment-with-quote": Message(
        "unreadable-line",
        "error",
        "{subject} has a comment with a quote in it after the value: dotenvy loses the rest of the file.",
        "Move the comment to a line of its own.",
    ),
    "expansion": Message(
        "unportable-value",
        "error",
        "{subject} has a `$` or a backtick: dotenvy and shells put another value in, and shells may run it.",
        QUOTE_IT,
    ),
    "unquoted-hash": Message(
        "unportable-value",
        "warning",
        "{subject} has a `#` in a value without quotes: npm dotenv, Node and dotenvx cut the value there.",
        QUOTE_IT,
    ),
    "unquoted-special": Message(
        "unportable-value",
        "warning",
        "{subject} has a character in a value without quotes that shells treat as their own, or that readers strip.",
        QUOTE_IT,
    ),
    "single-quoted-special": Message(
        "unportable-value",
        "warning",
        "{subject} has `${{` or two backslashes between single quotes: python-dotenv changes them.",
        "Choose a value without it; no line sets this one so that all readers agree.",
    ),
    "double-quoted-special": Message(
        "unportable-value",
        "warning",
        "{subject} has a backslash or a backtick between double quotes: every reader escapes differently.",
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
        "{subject} has a comment after its value: systemd, `docker run` and kubectl take it for a part of the value.",
        "Move the comment to a line of its own.",
    ),
    "space-at-end": Message(
        "unportable-value",
        "warning",
        "{subject} ends in white space: `docker run` and kubectl take it for a part of the value.",
        "Take the white space out, or put it between the quotes.",
    ),
    "export": Message(
        "unportable-line",
        "warning",
        "{subject} begins with `export`: systemd, `docker run` and kubectl do not know the word.",
        "Take `export` out.",
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
        "{subject} has white space round `=`: shells run the name as a command, and kubectl refuses it.",
        "Write `NAME=value` without spaces.",
    ),
    "blank-line-with-spaces": Message(
        "unportable-line",
        "warning",
        "This line is not empty: it holds white space, which not every reader skips.",
        "Empty the line.",
    ),
    "comment-goes-on": Message(
        "unportable-line",
        "warning",
        "This comment ends in a backslash: systemd takes the next line for a part of it.",
        "End the comment in another character.",
    ),
    "carriage-return": Message(
        "unportable-line",
        "warning",
        "The lines end in carriage returns: shells take them for a part of the values.",
        "Save the file with the line ends of Unix (LF).",
    ),
    "no-final-newline": Message(
        "unportable-line",
        "warning",
        "The last line does not end, and not every reader reads such a line.",
        "End the file with a new line.",
    ),
    "long-line": Message(
        "unportable-line",
        "warning",
        "{subject} is longer than 64 KiB: kubectl stops there without a word.",
        "Put the value into a file.",
    ),
    "duplicate": Message(
        "duplicate-variable",
        "error",
        "{subject} is set a second time: the first counts in dotenvy, the last elsewhere, and kubectl refuses both.",
        "Keep one of the two lines.",
    ),
}
MESSAGES = FORMS | FILES | NAMES | LINES


def worded(what: str, variable: str, **facts: str) -> Problem:
    """Word the message `what` about a variable; `facts` fill the template."""
    rule, severity, message, remedy = MESSAGES[what]
    return Problem(
        variable,
        rule,
        severity,
        message.format(variable=variable, **facts),
        remedy.format(variable=variable, **facts),
    )
