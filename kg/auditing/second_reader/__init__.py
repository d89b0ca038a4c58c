"""An optional second reader: a language model that may point at passages, and nothing else.

It is off unless asked for. Whatever it quotes must stand in the article word for word, else it is
refused and counted; what was asked and answered can be kept in a file and replayed without it.
"""
