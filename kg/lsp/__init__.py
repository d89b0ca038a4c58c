"""A language server: findings in an editor, as one types."""
