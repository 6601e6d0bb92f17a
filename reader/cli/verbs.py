"""The table of headless verbs."""

import click

from reader import __version__


@click.group()
@click.version_option(__version__, prog_name="pressmark")
def pressmark() -> None:
    """Read, search and mark articles."""


def run(arguments: list[str]) -> int:
    """Run the verb named by `arguments`; give the exit status."""
    return int(pressmark.main(arguments, prog_name="pressmark", standalone_mode=False) or 0)
