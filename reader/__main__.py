"""The front door: a headless verb when one is named, else the window."""

import sys


def main() -> int:
    """Run the program with the arguments of the command line; give its exit status."""
    from reader.cli.verbs import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
