"""Lets `python -m servanda.cli` do what `servanda` does."""

from servanda.cli.app import main

if __name__ == "__main__":
    main()
