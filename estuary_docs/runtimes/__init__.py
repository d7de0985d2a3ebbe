"""Programs that generated files carry whole: they import nothing of the engine."""
