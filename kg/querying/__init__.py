"""Answers of claims, show, evidence and statistics."""
