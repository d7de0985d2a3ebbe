"""Tests of reading other files."""
