"""Labelled services, and what reads them."""
