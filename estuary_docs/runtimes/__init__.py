"""Interpreters of a catalogue's rules, one a language, that a service can ship without the engine.

Each knows the standard library of its language alone, and reads the same tables to the same verdicts and words.
To add a language, write the same modules in its idiom in a package here, and run the vectors of the tests through it.
"""
