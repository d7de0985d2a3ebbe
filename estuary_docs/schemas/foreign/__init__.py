"""Read any pydantic-settings class, as it is, into a catalogue.

It asks the class itself for names, defaults and forms, and imports pydantic-settings, which is an extra.
To add a kind of field, add its shape to `shapes` and what its defaults look like to `defaults`.
"""

from estuary_docs.schemas.foreign.reading import read

__all__ = ["read"]
