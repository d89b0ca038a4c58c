"""claimkg: what articles claim, under which conditions, and what evidence stands behind it."""
