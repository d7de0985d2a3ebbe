"""Facts about the engine and about Estuary's schema."""
