"""Shelf: one file a document format; each gives canonical text and blocks."""
