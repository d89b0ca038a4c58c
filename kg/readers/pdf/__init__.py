"""PDF: `pages` gets lines out of a file, `running` drops heads and page numbers, `layout` groups.

A PDF has no paragraphs, only words at places: what is made of them is a judgement of this package.
"""
