"""The facts that every rendering and check sees: the model, its JSON, and the addresses of pages.

It uses the vocabulary's facts and the errors; nothing here reads a file, and nothing is said in words.
To add a fact about a variable, add a field to `model.Variable`, fill it in `schemas`, and carry it in `exchange`.
"""
