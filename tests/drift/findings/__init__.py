"""Tests of what disagrees."""
