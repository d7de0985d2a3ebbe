"""Tests of reading settings classes."""
