"""Adoption: a first schema for a project that has none, from what its code, documents and deployments say."""
