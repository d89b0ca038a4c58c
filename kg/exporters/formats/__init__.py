"""Shelf: one file a format.

A member has `NAME`, `SUFFIXES`, `MEDIA_TYPE` and `write(view, stream, **options)`, which writes
bytes to an open stream; the options are keyword-only parameters with defaults.
"""
