"""Singular values with proved enclosures, computed with balls (python-flint's arb)."""
