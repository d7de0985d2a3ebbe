"""Tests of drafts of a first schema."""
