"""Tests of generated files and settings of a project."""
