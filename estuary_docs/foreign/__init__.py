"""Read any pydantic-settings class, as it is, into a catalogue."""

from estuary_docs.foreign.reading import read

__all__ = ["read"]
