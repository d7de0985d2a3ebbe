"""Forms, written as labels: `integer:0:9`, `choice:a|b`, `url:redis|rediss`."""

from estuary_docs.drift.mention import Form


def form(label: str) -> Form | None:
    """Return the form that a label names, or None for an empty one."""
    name, *limits = label.split(":")
    if not name:
        return None
    if name == "integer" and limits:
        least, most = (int(limit) if limit else None for limit in limits)
        return Form("integer", least=least, most=most)
    words = tuple(limits[0].split("|")) if limits else ()
    return Form(name, words)  # type: ignore[arg-type] # any of the names
