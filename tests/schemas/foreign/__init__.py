"""Tests of reading classes of pydantic-settings."""
