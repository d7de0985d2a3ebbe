"""Interpreters of a catalogue's rules, one a language, that a service can ship without the engine.

The modules here are the Python one. They know the standard library of Python 3.9 alone, and their text, joined in
this order, is the body of the generated `validation.py`.
"""

PARTS_OF_THE_PYTHON_RUNTIME = (
    "problems",
    "forms",
    "placeholders",
    "names",
    "secret_files",
    "env_file",
    "validator",
    "program",
)
