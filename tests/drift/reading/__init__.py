"""Tests of reading a folder."""
