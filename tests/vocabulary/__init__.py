"""Tests of the words of a schema."""
