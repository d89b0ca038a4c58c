"""Passages of a document held against its text, and tied to it again after an edit."""
