"""The interpreter in JavaScript, for browsers and Node, and the builder that runs in a page.

Its modules use what both kinds of engine offer and each other; they are joined into `validation.mjs` and the
pages' scripts.
To add a rule or form, change the module of the same name as in the Python interpreter.
"""
