"""Shelf: one file a format in which an audit is told.

Each offers `SUFFIXES` and `write(told, stream, wishes)`; `told` is gone through once.
"""
