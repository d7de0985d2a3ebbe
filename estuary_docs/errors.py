"""What the engine raises: every message is one line that says where, what, and how to mend it."""

# What `pip wheel --no-deps` makes of a checkout of the repository.
WHEEL = "estuary_docs-0.1.0-py3-none-any.whl"


class EstuaryDocsError(Exception):
    """The base of every error that the engine raises on purpose; `str(error)` is one line."""


class SchemaError(EstuaryDocsError):
    """A schema is incomplete or contradicts itself.

    `where` names the class and field, `complaint` what is wrong, `hint` how to mend it. `also` holds
    the further errors of the same schema.
    """

    def __init__(self, where: str, complaint: str, hint: str) -> None:
        super().__init__(where, complaint, hint)
        self.where = where
        self.complaint = complaint
        self.hint = hint
        self.also: tuple[SchemaError, ...] = ()

    def __str__(self) -> str:
        """Return where, what, and how to fix it."""
        return f"{self.where}: {self.complaint}; {self.hint}"


class ProjectError(EstuaryDocsError):
    """A project's settings, files or arguments cannot be used; `where` names the file or the option."""

    def __init__(self, where: str, cause: str) -> None:
        super().__init__(where, cause)
        self.where = where
        self.cause = cause

    def __str__(self) -> str:
        """Return where and what."""
        return f"{self.where}: {self.cause}"


def missing_extra(where: str, module: str, extra: str) -> ProjectError:
    """Return the error of a command that needs a module which only an extra of this package installs."""
    return ProjectError(where, f"{module} is not installed; run: {install_line(extra)}")


def outdated_extra(where: str, installed: str, needed: str, extra: str) -> ProjectError:
    """Return the error of a command that needs a newer release of a module than the one installed."""
    return ProjectError(where, f"{installed} is too old, {needed} or newer is needed; run: {install_line(extra)}")


def install_line(*extras: str) -> str:
    """Return the command that installs this package: there is no release yet, so from a wheel of its repository."""
    return f"pip install './{WHEEL}[{','.join(extras)}]'"
