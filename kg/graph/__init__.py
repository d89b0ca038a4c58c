"""A selection as nodes and edges."""
