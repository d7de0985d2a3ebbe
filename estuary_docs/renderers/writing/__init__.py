"""What renderers share: how HTML, shell words, env files, snippets and drawings are written.

It uses the catalogue and what follows from it; nothing here is a format.
To add a way of writing that two renderers need, add a module named after what is written.
"""
