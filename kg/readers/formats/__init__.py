"""Shelf: one file a document format; each offers `SUFFIXES` and `read(data, path) -> Reading`."""
