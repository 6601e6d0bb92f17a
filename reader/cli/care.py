"""Headless care of a library: make backups, list them, bring one back."""

import os
from collections.abc import Generator
from pathlib import Path
from typing import Any, TypeVar

import click

from reader import places, settings
from reader.cli.output import complain
from reader.cli.verbs import PathName, Place, pressmark, print_json, reading, whole_name
from reader.library.care import backing_up
from reader.library.library import Library
from reader.library.ownership import Ownership
from reader.model.answers import Answer
from reader.model.backup import Backup, BackupKind, Keep
from reader.model.errors import ReaderError, Trouble
from reader.model.wording import tr

R = TypeVar("R")


@pressmark.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def backup(place: Place, as_json: bool) -> None:
    """Back the library up; also while the window has it open."""
    chosen = settings.load(places.settings_file())
    keep = Keep(daily=chosen.backups_kept)
    with reading(place) as library:
        elsewhere = chosen.backups_of(place.folder)
        path = _ended(library.backup(BackupKind.BY_HAND, elsewhere, keep))
        made = next(each for each in library.backups(elsewhere) if each.path == path)
    if as_json:
        print_json(_answer(made))
    else:
        click.echo(tr("Backed up: {path}", path=path))


@pressmark.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def backups(place: Place, as_json: bool) -> None:
    """List the backups of the library, the newest first."""
    found = _known(place)
    if not found and not Library.exists(place.folder):
        raise ReaderError(Trouble.LIBRARY_MISSING, folder=place.folder)
    if as_json:
        print_json([_answer(each) for each in found])
        return
    if not found:
        click.echo(tr("There is no backup of {folder} yet.", folder=place.folder))
    for each in found:
        words = tr("{count} articles", count=each.articles) if not each.damaged else tr("damaged")
        click.echo(f"{each.made[:16].replace('T', ' ')}  {each.kind}  {words}\n    {each.path}")


@pressmark.command()
@click.argument("backup_file", metavar="BACKUP", callback=whole_name)
@click.option(
    "--to", "folder", type=PathName(path_type=Path, file_okay=False, readable=False), help="A new library."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def restore(place: Place, backup_file: str, folder: Path | None, as_json: bool) -> None:
    """Bring a backup back: BACKUP is a file, the name of one of this library's backups, or “latest”.

    The library there is kept beside the backups as it was. Nothing else may have it open.
    """
    path = _chosen(place, backup_file)
    kept = None
    if folder is not None:
        missing = _ended(backing_up.restore_as_new(path, folder.absolute()))
    else:
        backing_up.make_folder(place.folder)
        with Ownership(place.folder):
            missing = _ended(backing_up.stage(path, place.folder))
            kept = backing_up.put_in_place(place.folder)
    target = folder.absolute() if folder is not None else place.folder
    library = Library.open(target, writable=True)
    try:
        _ended(library.catch_up())
        answer = {"library": str(target), "articles": library.standing().stored, "originals_missing": missing}
    finally:
        library.close()
    if as_json:
        print_json({**answer, "kept": str(kept) if kept else None})
        return
    click.echo(tr("Restored {count} articles into {folder}", count=answer["articles"], folder=target))
    if kept is not None:
        click.echo(tr("What was there before is kept as {path}", path=kept))
    if missing:
        complain(tr("{count} original files were not found.", count=missing))


def _chosen(place: Place, named: str) -> Path:
    if os.path.isfile(named):  # noqa: PTH113 (False for any name that no file has)
        return Path(named).absolute()
    known = [each.path for each in _known(place) if not each.damaged]
    if named == "latest" and known:
        return known[0]
    for path in known:
        if path.name == named:
            return path
    raise ReaderError(Trouble.BACKUP_MISSING, path=named)


def _known(place: Place) -> list[Backup]:
    chosen = settings.load(places.settings_file())
    return backing_up.backups_of(place.folder, chosen.backups_of(place.folder))


def _answer(made: Backup) -> Answer:
    answer: dict[str, Any] = {
        "path": str(made.path),
        "kind": str(made.kind),
        "made": made.made,
        "bytes": made.size,
        "articles": made.articles,
        "highlights": made.highlights,
        "damaged": made.damaged,
    }
    return answer


def _ended(steps: Generator[object, None, R]) -> R:
    """Run a long verb through; give what it came to."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            answer: R = end.value
            return answer
