"""Word documents: `package` opens one, `document` walks over it, `runs` says what a run holds."""
