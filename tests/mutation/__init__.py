"""Small faults put into the modules that decide, one at a time, each of which the tests of its package must find.

It uses cosmic-ray's operators, which change text, because the runtimes are emitted as text; it holds no test itself.
To try another module, add it to `DECIDING` with the tests that must fail; `survivors.toml` has the reasons.
"""
