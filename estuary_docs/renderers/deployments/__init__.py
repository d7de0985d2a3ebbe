"""The formats that set the environment on one platform each.

They fill templates from what a deployment must set, and are pure functions of the catalogue.
To add a platform, write a module with `render(catalogue, notice) -> str`, add its line to `RENDERERS`, and its
checker to the tests.
"""
