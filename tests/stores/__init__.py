"""Stores of secrets: real ones where they can run here, and fakes of the documented routes where they cannot."""
