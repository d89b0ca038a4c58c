"""Nouns: frozen values that know no file, no graph and no screen."""
