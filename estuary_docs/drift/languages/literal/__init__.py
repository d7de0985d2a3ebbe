"""Languages of which the text alone is followed: literal reads, constants, helpers and their defaults.

`reader` is the one reader; a module each holds the table of a language and hands it to that reader. What is computed
is told as undecided. To add a language, write its table, and name its suffixes in `LANGUAGES`.
"""
