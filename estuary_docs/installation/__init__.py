"""Installation: what a project that exists already needs, so that its schema is documented and checked."""
