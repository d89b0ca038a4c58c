"""Text as characters: blocks, sentences, anchors, cues, quantities, labels."""
