"""What changes a ledger: fmt, import, init."""
