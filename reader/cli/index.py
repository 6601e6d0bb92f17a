"""Headless verbs about the search: how queries are understood, the index made anew, all of it checked."""

from collections.abc import Mapping
from typing import Final

import click

from reader.cli.handing import own_or_ask
from reader.cli.output import complain
from reader.cli.verbs import Place, no_option, pressmark, print_json, reading
from reader.library.library import Library
from reader.library.ownership import Ownership
from reader.model.answers import Answer
from reader.model.checkup import Checkup
from reader.model.errors import ReaderError, Trouble
from reader.model.query import Query
from reader.model.wording import note_words, tr

_TROUBLES: Final[Mapping[str, str]] = {
    "store": "The library file is damaged: bring a backup back with “pressmark restore latest”.",
    "index": "The search index is damaged: “pressmark reindex” makes it again.",
    "index-missing": "There is no search index: “pressmark reindex” makes it.",
    "index-behind": "Some changes are not searchable yet: an import, or opening the window, goes on.",
    "index-differs": "The search index does not hold what is stored: “pressmark reindex” makes it again.",
    "names": "The names found in articles are damaged: opening the window finds them again.",
}
"""For each trouble of a check: what is so, and the next step."""


@pressmark.command(context_settings={"ignore_unknown_options": True})
@click.argument("query", callback=no_option)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def explain(place: Place, query: str, as_json: bool) -> None:
    """Tell how a query is understood, and how many articles each part of it finds."""
    with reading(place) as library:
        told = library.explain(Query(query))
    notes = [note_words(note) for note in told.notes]
    if told.partial:
        notes.append(tr("The index is missing or damaged: only titles were searched."))
    parts = [{"text": text, "hits": hits} for text, hits in told.parts]
    if as_json:
        print_json({"query": query, "understood": told.understood, "parts": parts, "notes": notes})
        return
    click.echo(told.understood)
    for text, hits in told.parts:
        click.echo(f"{hits:>9,}  {text}")
    for note in notes:
        complain(note)


@pressmark.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def reindex(place: Place, as_json: bool) -> None:
    """Make the search index anew from what is stored; returns when everything is searchable."""
    if not Library.exists(place.folder):
        raise ReaderError(Trouble.LIBRARY_MISSING, folder=place.folder)
    taken = own_or_ask(place.folder, "reindex", {})
    if isinstance(taken, Ownership):
        with taken:
            library = Library.open(place.folder, writable=True)
            try:
                for _ in library.rebuild_index():
                    pass
            finally:
                library.close()
    elif not taken["searchable"]:
        raise ReaderError(Trouble.WINDOW_SILENT, folder=place.folder)
    with reading(place) as library:
        standing = library.standing()
    if as_json:
        print_json({"articles": standing.stored, "searchable": standing.searchable})
    else:
        click.echo(tr("{count} articles are searchable", count=standing.searchable))


@pressmark.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def check(place: Place, as_json: bool) -> None:
    """Read the library, its index and its names through, and compare them; the status is 1 for a fault."""
    with reading(place) as library:
        found = library.check()
    problems = [tr(_TROUBLES[code]) for code in found.troubles]
    if as_json:
        print_json({**_answer(found), "problems": problems})
    else:
        counts = {"articles": f"{found.articles:,}", "entries": f"{found.entries:,}"}
        click.echo(tr("{articles} articles, {entries} entries in the index", **counts))
        for problem in problems:
            complain(problem)
        if not problems:
            click.echo(tr("Everything is sound."))
    if not found.sound:
        raise click.exceptions.Exit(1)


def _answer(found: Checkup) -> Answer:
    answer: Answer = {
        "sound": found.sound,
        "store": {"sound": found.store_sound, "articles": found.articles},
        "index": {
            "sound": found.index_sound,
            "entries": found.entries,
            "waiting": found.waiting,
            "missing": found.missing,
            "needless": found.needless,
        },
        "names": {"sound": found.names_sound, "recognised": found.recognised},
    }
    return answer
