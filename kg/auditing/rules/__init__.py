"""Shelf: one file a rule."""
