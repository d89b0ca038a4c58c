"""A realistic ledger of any size, the same for the same seed, with the truth of what was planted.

Each claim comes from one recipe: most are plain, some plant a fault or what only looks like one.
What is plain has no fault of any rule but the missing source, so that the truth is complete.
"""
