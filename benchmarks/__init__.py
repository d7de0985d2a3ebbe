"""Measure what the project claims about speed and memory, against its peers, in one run."""
