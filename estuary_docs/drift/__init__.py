"""Drift: what a repository says of environment variables, held against a schema and against itself."""
