"""Two renderings of the nouns as triples: the codec and the canonical Turtle writer."""
