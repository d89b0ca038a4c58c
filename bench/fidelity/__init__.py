"""Every cell of the demonstration tables looked up in the shipped ledger."""
