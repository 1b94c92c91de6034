"""`python -m spotter` is the `spotter` command."""

from spotter.cli.main import main

if __name__ == "__main__":
    main()
