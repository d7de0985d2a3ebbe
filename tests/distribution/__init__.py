"""Tests of how the project is packaged, published and run elsewhere."""
