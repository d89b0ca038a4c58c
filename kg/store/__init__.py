"""The ledger on disk, its index, and the one view of it (Selection)."""
