"""Tests of formats for pages."""
