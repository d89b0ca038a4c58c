"""What a claim may be: plain, faulty, or like a faulty one; one file a family.

A recipe is a generator that yields after each claim that it wrote; its truth is told before the
last of them, so that a ledger that ends in the middle of a recipe tells nothing untrue.
"""
