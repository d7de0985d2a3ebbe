"""Installation: what a project that exists already needs, so that its schema is documented and checked.

It plans changes to the project's files and undoes them, through the project's artefacts.
To write another file, add what it holds to a module here and its plan to `install`.
"""
