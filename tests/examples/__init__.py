"""Tests of the example services."""
