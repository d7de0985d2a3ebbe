"""Tests of formats that are one text."""
