"""Tests of reports of drift."""
