"""Tests of reading source."""
