"""What the engine raises: every message is one line that says where, what, and how to mend it."""


class EstuaryDocsError(Exception):
    """The base of every error that the engine raises on purpose; `str(error)` is one line."""


class SchemaError(EstuaryDocsError):
    """A schema is incomplete or contradicts itself.

    `where` names the class and field, `complaint` what is wrong, `hint` how to mend it. `also` holds
    the further errors of the same schema.
    """

    def __init__(self, where: str, complaint: str, hint: str) -> None:
        super().__init__(f"{where}: {complaint}; {hint}")
        self.where = where
        self.complaint = complaint
        self.hint = hint
        self.also: tuple[SchemaError, ...] = ()


class ProjectError(EstuaryDocsError):
    """A project's settings, files or arguments cannot be used; `where` names the file or the option."""

    def __init__(self, where: str, cause: str) -> None:
        super().__init__(f"{where}: {cause}")
        self.where = where
        self.cause = cause
