"""A project that uses the engine: its settings in pyproject.toml, its schema, its generated files and regions.

It uses renderers and schemas, and `artefacts` is the only module that writes generated files.
To add a key of `[tool.estuary-docs]`, add it to `settings.KEYS` and say what it may be in drift's `settings_schema`.
"""
