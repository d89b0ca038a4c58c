"""SPARQL over one ledger: read-only, without the network, within limits of time and memory."""
