"""Shelf: one file a command."""
