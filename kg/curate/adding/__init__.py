"""Adding one document, concept, claim, assertion or evidence line to a ledger."""
