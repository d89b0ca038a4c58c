"""Shelf: one file a foreign format; each gives entities."""
