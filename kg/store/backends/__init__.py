"""Other engines that a ledger is loaded into for questions that the index is not made for."""
