"""Which words are names of environment variables, and which only look like one."""

import re

NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
CONVENTIONAL = re.compile(r"[A-Z][A-Z0-9]*(?:_+[A-Z0-9]+)*_?|_[A-Z][A-Z0-9_]*")
PLACEHOLDER = re.compile(
    r"YOUR_.+|CHANGE_?ME.*|XXX+.*|TODO|FIXME|.*_HERE|FOO|BAR|BAZ|FOO_BAR|(?:MY|SOME)_VAR(?:IABLE)?"
)
ERROR_CODE = re.compile(
    r"(?:ERR|ER|E)_.+|SIG(?:TERM|INT|HUP|KILL|USR[12]|QUIT|PIPE|CHLD|ABRT|SEGV|WINCH|STOP|CONT)|AF_(?:UNIX|INET6?)"
    r"|ECONN\w+|EADDR\w+|EAI_\w+"
    r"|E(?:NOENT|ACCES|PERM|TIMEDOUT|NOTFOUND|PIPE|EXIST|INVAL|NOMEM|ISDIR|NOTDIR|HOSTUNREACH|NETUNREACH|MFILE|NOSPC|BUSY)"
)


def is_name(text: str | None) -> bool:
    """Say whether a text can name a variable at all."""
    return text is not None and NAME.fullmatch(text) is not None


def is_conventional(text: str | None) -> bool:
    """Say whether a text is written as the names of variables are by custom: in capitals, with underscores."""
    return text is not None and len(text) > 1 and CONVENTIONAL.fullmatch(text) is not None


def is_ending(name: str) -> bool:
    """Say whether a word may be no more than the end of a name: `LOG_LEVEL` / `_FORMAT`."""
    return name.startswith("_")


def is_noise(name: str) -> bool:
    """Say whether a word in capitals is a placeholder, an error code, a signal or the code of an issue."""
    return bool(PLACEHOLDER.fullmatch(name) or ERROR_CODE.fullmatch(name))
