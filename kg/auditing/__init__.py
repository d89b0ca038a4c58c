"""Findings on a ledger or an article."""
