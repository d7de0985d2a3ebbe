"""The formats that are one text each: example files, validators, JSON, lists.

They use the catalogue, what follows from it and what renderers share, and are pure functions.
To add a format, write a module with `render(catalogue, notice) -> str` and add its line to `RENDERERS`.
"""
