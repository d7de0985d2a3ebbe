"""An example of each word, which the reference of the vocabulary shows, runs, and computes its messages from.

They import the vocabulary and pydantic, as a schema does; nothing but the site imports them.
To document a word, add an example of it to the table of its group.
"""
