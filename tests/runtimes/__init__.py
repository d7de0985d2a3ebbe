"""Tests of the interpreters that services ship."""
