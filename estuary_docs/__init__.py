"""Keep the documentation, the example file and the checks of an environment true to one schema."""
