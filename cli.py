"""Run `kg` from a checkout: `python cli.py claims ketamine`."""

from kg.cli import main

if __name__ == "__main__":
    main()
