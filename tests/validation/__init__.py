"""Tests of what follows from a catalogue."""
