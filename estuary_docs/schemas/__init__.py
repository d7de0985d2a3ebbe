"""Read a settings class into a catalogue: `own` the vocabulary's classes, `foreign` those of pydantic-settings.

Nothing else but the vocabulary imports pydantic; the catalogue, its consistency and the sentences lie below.
To read another kind of class, write a module with `read(*classes) -> Catalogue` and name it in `loading`.
"""
