"""Judgements over the index: context, conflicts, status and certainty."""
