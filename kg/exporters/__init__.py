"""Shelf: one file an export format."""
