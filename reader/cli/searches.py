"""The headless verb that lists the saved searches."""

from typing import Final

import click

from reader.cli.output import complain
from reader.cli.verbs import Place, pressmark, print_json, reading
from reader.library.library import Library
from reader.model.errors import ReaderError, Trouble
from reader.model.saved_search import SavedCount, SavedSearch
from reader.model.wording import tr

_NO_INDEX: Final = frozenset({Trouble.INDEX_DAMAGED, Trouble.FOLDER_READ_ONLY, Trouble.DISK_FULL})


@pressmark.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def searches(place: Place, as_json: bool) -> None:
    """List the saved searches: what each finds, and how much of it is new since it was last looked at."""
    with reading(place) as library:
        counted = [(each, _count(library, each)) for each in library.saved_searches()]
        waiting = library.waiting()
    if any(count is None for _, count in counted):
        complain(tr("The index is missing or damaged: “pressmark reindex” makes it again."))
    elif waiting and counted:
        complain(tr("{count} changes are not searchable yet.", count=waiting))
    if as_json:
        print_json(
            [
                {
                    "name": each.name,
                    "query": each.words,
                    "articles": None if count is None else count.articles,
                    "new": None if count is None else count.new,
                }
                for each, count in counted
            ]
        )
        return
    for each, count in counted:
        total = "?" if count is None else f"{count.articles:,}"
        new = tr("{count} new", count=f"{count.new:,}") if count is not None and count.new else ""
        click.echo(f"{total:>9}  {new:>12}  {each.name}\n{'':25}{each.words}")
    if not counted:
        click.echo(tr("No search is saved in this library yet."))


def _count(library: Library, search: SavedSearch) -> SavedCount | None:
    """Count a saved search; None when the index is needed for it and cannot be used."""
    try:
        return library.count_search(search.id)
    except ReaderError as error:
        if error.code not in _NO_INDEX:
            raise
        return None
