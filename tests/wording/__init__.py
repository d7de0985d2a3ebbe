"""Tests of the sentences about a catalogue."""
