"""JATS XML: `tree` parses without entities and with offsets, `article` walks over the article."""
