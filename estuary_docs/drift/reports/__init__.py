"""Findings as text, JSON, GitHub annotations and SARIF, and the page that describes the rules.

It uses findings and rules, and returns text.
To add a format of the report, write a module here and name it in `drift.commands`.
"""
