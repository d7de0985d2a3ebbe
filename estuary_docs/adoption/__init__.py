"""Adoption: a first schema for a project that has none, from what its code, documents and deployments say.

It uses what drift reads of the folder, and the settings that `init` finds; it runs nothing of the project.
To guess another fact, find its hint in a module here and use it in `guesses`, with a doubt where it is likely only.
"""
