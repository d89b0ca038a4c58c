"""Reading documents: `read.py` opens one, the shelf `formats` holds one file a format."""
