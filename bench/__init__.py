"""Measures the product against the floor of the same machine."""
