"""Every sentence, once: `kinds`, `rules`, `sentences` about a variable, `messages` about a value, name or line.

It uses the catalogue and the vocabulary, and returns text or problems without ever seeing a value.
To add a message, add a line to a table of `messages` and the vector that provokes it.
"""
