"""How a build ends when something is wrong: with one line, in whichever site generator runs it."""


def build_failure(complaint: str) -> Exception:
    """Return the exception that ends a build with this line.

    mkdocs and ProperDocs show a traceback for every exception but their own; Zensical installs neither and has none.
    """
    try:
        from mkdocs.exceptions import PluginError  # noqa: PLC0415 - it is there in some generators only
    except ImportError:
        return RuntimeError(complaint)
    return PluginError(complaint)
