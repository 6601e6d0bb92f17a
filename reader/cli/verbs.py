"""The headless verbs and how they fail: errors to standard error, status 1 (failed) or 2 (wrong use)."""

import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click

from reader import __version__, settings
from reader.cli.handing import own_or_ask
from reader.cli.naming import await_names
from reader.cli.output import checked_output, complain
from reader.library.care.upgrading import bring_up_to_date
from reader.library.library import Library
from reader.library.ownership import Ownership
from reader.library.search.searching import PAGE
from reader.model.answers import Answer, annotation_answer, article_answer, import_answer, search_answer
from reader.model.article import Article, ArticleRow, ImportReport
from reader.model.change import Progress
from reader.model.errors import ReaderError, Trouble
from reader.model.ids import ArticleId, BatchId
from reader.model.query import Found, Query, Sort
from reader.model.saved_search import Look
from reader.model.span import Span
from reader.model.wording import note_words, reason_words, tr, trouble_words
from reader.places import default_library, sample_library, settings_file

_NOT_TO_BE_HAD: Final = frozenset({Trouble.FILE_MISSING, Trouble.FILE_UNREADABLE})
"""Why an import has failed when the file was named: what is empty or no text has been looked at."""
_LISTED: Final = 20
"""Hits shown when no limit is named."""


@dataclass(frozen=True, slots=True)
class Place:
    """Which library the command line means."""

    folder: Path
    named: bool
    """The user named it; otherwise the window opens the one used last."""
    sample: bool
    worker: bool = False
    """This process is to be the worker of a window."""
    builder: bool = False
    """This process is to help another one to build the index."""


class PathName(click.Path):
    """A path on the command line; an empty one is wrong use, not the current folder."""

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> str | bytes | os.PathLike[str]:
        """Give the path as `click.Path` does."""
        _check_name(os.fspath(value))
        return super().convert(value, param, ctx)


def not_empty(_context: click.Context, _parameter: click.Parameter, value: Sequence[str]) -> Sequence[str]:
    """Refuse a word that no file can have for its name."""
    for name in value:
        _check_name(name)
    return value


def whole_name(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    """Refuse what cannot be the name of a file."""
    _check_name(value)
    return value


def no_option(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """Let a query begin with a hyphen, which leaves a word out, but refuse a misspelled option."""
    if value and value.startswith("--") and value[2:3].isalpha():
        raise click.NoSuchOption(value)
    return value


def _check_name(name: str) -> None:
    if not name:
        raise click.BadParameter(tr("An empty name is no file and no folder."))
    try:
        possible = b"\0" not in os.fsencode(name)
    except UnicodeEncodeError:
        possible = False
    if not possible:
        raise click.BadParameter(tr("No file or folder can have this name."))


saved_option = click.option(
    "--saved", metavar="NAME", default=None, help="Ask a saved search in place of a query."
)


@click.group(invoke_without_command=True)
@click.option(
    "--library",
    "folder",
    type=PathName(path_type=Path, file_okay=False, readable=False),
    metavar="DIR",
    help="The library to use.",
)
@click.option("--sample", is_flag=True, help="Use the library of sample articles.")
@click.option("--worker", is_flag=True, hidden=True)
@click.option("--builder", is_flag=True, hidden=True)
@click.version_option(__version__, prog_name="pressmark")
@click.pass_context
def pressmark(context: click.Context, folder: Path | None, sample: bool, worker: bool, builder: bool) -> None:
    """Read, search and mark articles. Without a verb, the window opens."""
    if sample and folder is not None:
        raise click.UsageError(tr("--library and --sample name two libraries: use one of them."))
    try:
        Path.cwd()
    except OSError:
        raise click.ClickException(
            tr("The current folder is no longer there. Change to another one and try again.")
        ) from None
    chosen = sample_library() if sample else folder or default_library()
    context.obj = Place(
        chosen.absolute(), named=folder is not None, sample=sample, worker=worker, builder=builder
    )


@pressmark.command("import")
@click.argument("paths", nargs=-1, required=True, callback=not_empty)
@click.option("--source", default="", help="Source of the articles that name none.")
@click.option("--tag", "tags", multiple=True, help="Tag for every article; may be repeated.")
@click.option("--no-entities", is_flag=True, help="Leave the names to the window; do not wait for them.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def import_verb(
    place: Place, paths: Sequence[str], source: str, tags: Sequence[str], no_entities: bool, as_json: bool
) -> None:
    """Import files and folders; returns when the new articles are searchable and their names recognised."""
    handed = {str(Path(path).absolute()): path for path in paths}
    recognised = None
    _make(place)
    taken = own_or_ask(place.folder, "import", {"paths": list(handed), "source": source, "tags": list(tags)})
    if isinstance(taken, Ownership):
        with _writing(place, taken) as library:
            done = library.import_files(paths, source, tags)
            report = import_answer(done)
            searchable = _catch_up(library)
            recognised = None if no_entities else _recognise(library, done)
    else:
        report, searchable = taken["answer"], taken["searchable"]
        for problem in report["problems"]:
            problem["path"] = _as_named(problem["path"], handed)
        if not searchable:
            complain(f"{tr('Error')}: {tr('Everything is stored, but not searchable yet.')}")
        if report["added"] + report["updated"] and not no_entities:
            recognised = await_names(place.folder, BatchId(taken["batch"]))
    _print_report(report, as_json=as_json)
    if recognised is not None and not as_json:
        counts = {"done": recognised.done, "total": recognised.total}
        click.echo(tr("names recognised in {done} of {total} articles", **counts))
    words = {reason_words(code) for code in _NOT_TO_BE_HAD}
    named = [each for each in report["problems"] if each["path"] in paths and each["reason"] in words]
    if named and as_json:  # else every problem has been told
        complain(f"{tr('Error')}: {named[0]['path']}: {named[0]['reason']}")
    if named or not searchable:
        raise click.exceptions.Exit(1)


def _as_named(path: str, handed: dict[str, str]) -> str:
    """Give a path as the command line named it, which the window knows only whole."""
    for whole, named in handed.items():
        if path == whole:
            return named
        if path.startswith(whole + os.sep):
            return os.path.join(named, path[len(whole) + 1 :])  # noqa: PTH118 (Path would take “./” away)
    return path


@pressmark.command(context_settings={"ignore_unknown_options": True})
@click.argument("query", required=False, callback=no_option)
@saved_option
@click.option("--limit", type=click.IntRange(min=0), default=None, help="Show at most this many hits.")
@click.option("--sort", type=click.Choice([str(each) for each in Sort]), default="relevance")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def search(
    place: Place, query: str | None, saved: str | None, limit: int | None, sort: str, as_json: bool
) -> None:
    """Search the articles; the empty query lists everything, newest first.

    With --saved, each hit says whether it is new since the search was last looked at in the window.
    """
    _check_one(query, saved)
    with reading(place) as library:
        asked = _query(library, query, saved, Sort(sort))
        found = library.search(asked)
        wanted = limit if limit is not None else found.total if as_json else _LISTED
        answer = search_answer(found, list(_rows(library, found, wanted)))
        waiting = library.waiting()
        meant = library.suggestion(asked) if not found.total and asked.words.strip() else ""
    _tell_doubts(found, waiting)
    if meant:
        complain(tr("Did you mean {words}?", words=meant))
    if as_json:
        print_json(answer)
        return
    click.echo(tr("{total} found in {ms} ms", total=found.total, ms=found.ms))
    for hit in answer["hits"]:
        new = f"  {tr('new')}" if hit.get("new") else ""
        click.echo(f"\n{hit['id']}  {hit['published'][:10]}  {hit['source']}{new}\n    {hit['title']}")
        if hit["snippet"]:
            click.echo(f"    {hit['snippet']}")


@pressmark.command()
@click.argument("ids", nargs=-1, type=int, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def show(place: Place, ids: Sequence[int], as_json: bool) -> None:
    """Show articles with their text, blocks, mentions and annotations; several ids give a list."""
    with reading(place) as library:
        shown = [library.article(ArticleId(number)) for number in ids]
        names = [library.names(article.id) for article in shown]
    if as_json:
        answers = [
            article_answer(article, found.mentions) for article, found in zip(shown, names, strict=True)
        ]
        print_json(answers[0] if len(answers) == 1 else answers)
        return
    for article in shown:
        _print_article(article)


@pressmark.command()
@click.argument("article", type=int, metavar="ID")
@click.option("--start", type=int, required=True, help="First character, counted from 0.")
@click.option("--end", type=int, required=True, help="The character after the last one.")
@click.option("--label", type=click.IntRange(1, 8), default=1, help="Label of the highlight, 1 to 8.")
@click.option("--note", default="", help="A note on the passage.")
@click.option("--tag", "tags", multiple=True, help="Tag for the highlight; may be repeated.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def annotate(
    place: Place,
    article: int,
    start: int,
    end: int,
    label: int,
    note: str,
    tags: Sequence[str],
    as_json: bool,
) -> None:
    """Highlight a passage of an article; positions are code points of its text, the end excluded."""
    if not Library.exists(place.folder):
        raise ReaderError(Trouble.LIBRARY_MISSING, folder=place.folder)
    asked = {"article": article, "start": start, "end": end, "label": label, "note": note, "tags": list(tags)}
    taken = own_or_ask(place.folder, "annotate", asked)
    if not isinstance(taken, Ownership):
        _print_annotation(taken["answer"], as_json=as_json)
        return
    with _writing(place, taken) as library:
        changes = library.add_highlight(ArticleId(article), Span(start, end), label, note, tags)
        shown = library.article(ArticleId(article))
        made = next(each for each in shown.highlights if each.id == changes.highlight)
        try:
            _print_annotation(annotation_answer(made), as_json=as_json)
        finally:
            _catch_up(library)  # when it fails, the verb has not: what is stored must not be tried again


def _print_annotation(made: Answer, *, as_json: bool) -> None:
    if as_json:
        print_json(made)
    else:
        click.echo(f"{made['id']}  “{made['quote']}”")


@pressmark.command(context_settings={"ignore_unknown_options": True})
@click.argument("query", required=False, callback=no_option)
@saved_option
@click.option("--format", "kind", type=click.Choice(["markdown"]), default="markdown")
@click.option("--to", "path", type=PathName(path_type=Path, dir_okay=False, readable=False), required=True)
@click.pass_obj
def export(place: Place, query: str | None, saved: str | None, kind: str, path: Path) -> None:
    """Write highlights, notes, tags, source and date of the articles a query finds to a file."""
    assert kind == "markdown"
    _check_one(query, saved)
    with reading(place) as library:
        for _ in library.export(_query(library, query, saved), path.absolute()):
            pass
    click.echo(tr("Written to {path}", path=path))


def _check_one(query: str | None, saved: str | None) -> None:
    if (query is None) == (saved is None):
        raise click.UsageError(tr("Give either a query or the name of a saved search with --saved."))


def _query(library: Library, words: str | None, saved: str | None, sort: Sort = Sort.RELEVANCE) -> Query:
    """Give the query that is meant; a saved search by its name.

    Raises:
        ReaderError: `SEARCH_MISSING`.
    """
    if saved is None:
        return Query(words or "", sort=sort)
    search = library.saved_search(saved)
    return Query(search.words, sort=sort, look=Look(search.id, search.read_to))


def run(arguments: list[str]) -> int:
    """Run the verb named by `arguments`; give the exit status."""
    with checked_output():
        return _run(arguments)


def _run(arguments: list[str]) -> int:
    try:
        status = pressmark.main(arguments, prog_name="pressmark", standalone_mode=False)
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.Abort:
        complain(tr("Stopped. What was stored until now is kept."))
        return 1
    except click.ClickException as error:
        with suppress(OSError):
            error.show()
        return error.exit_code
    except ReaderError as error:
        _tell(error)
        return 1
    return status if isinstance(status, int) else 0


def known_libraries() -> list[Path]:
    """Give the libraries this user has opened, the last used first."""
    recent = [Path(name) for name in settings.load(settings_file()).recent]
    return [each for each in (*recent, default_library(), sample_library()) if Library.exists(each)]


@contextmanager
def reading(place: Place) -> Iterator[Library]:
    """Open the library to read; always possible, whoever owns it.

    An older one is brought up to date when nobody owns it; else it stays as it is and is read all the same.
    """
    bring_up_to_date(place.folder)
    library = Library.open(place.folder, writable=False)
    try:
        yield library
    finally:
        library.close()


def _make(place: Place) -> None:
    """Make the library, unless it is there."""
    if not Library.exists(place.folder):
        Library.create(place.folder)


@contextmanager
def _writing(place: Place, owned: Ownership) -> Iterator[Library]:
    with owned:
        model = settings.load(settings_file()).names_model
        library = Library.open(place.folder, writable=True, names_model=model)
        try:
            yield library
        finally:
            library.close()


def _print_report(answer: Answer, *, as_json: bool) -> None:
    if as_json:
        print_json(answer)
        return
    counts = {key: answer[key] for key in ("added", "updated", "unchanged", "failed")}
    click.echo(tr("{added} added, {updated} updated, {unchanged} unchanged, {failed} not read", **counts))
    for problem in answer["problems"]:
        complain(f"{problem['path']}: {problem['reason']}")


def _tell_doubts(found: Found, waiting: int) -> None:
    """Say on standard error what makes the count less than the whole."""
    behind = waiting > 0 and bool(found.query.words.strip())
    if found.partial:
        complain(tr("The index is missing or damaged: only titles were searched."))
    elif behind:
        complain(tr("{count} changes are not searchable yet.", count=waiting))
    if found.partial or behind:
        complain(tr("An import, or opening the window, brings the index up to date."))
    for note in found.notes:
        complain(note_words(note))


def _catch_up(library: Library) -> bool:
    """Make what was stored searchable; tell whether it is, and say so when the index is in trouble."""
    try:
        for _ in library.catch_up():
            pass
    except ReaderError as error:
        _tell(error, tr("Everything is stored, but not searchable yet."))
        return False
    return True


def _recognise(library: Library, report: ImportReport) -> Progress | None:
    """Recognise the names of what was imported; tell how far that came, and say so when it stopped."""
    reached = None
    try:
        if report.batch is not None and report.added + report.updated:
            for step in library.recognise_batch(report.batch):
                reached = step
    except ReaderError as error:
        _tell(error, tr("Everything is stored and searchable, but names are not recognised yet."))
    return reached


def _tell(error: ReaderError, first: str = "") -> None:
    """Say on standard error, in one line, what came up and what to do next."""
    sentence, step = trouble_words(error)
    words = " ".join(part for part in (first, sentence, step) if part)
    complain(f"{tr('Error')}: {words}")


def _rows(library: Library, found: Found, wanted: int) -> Iterator[ArticleRow]:
    yield from found.rows[:wanted]
    numbers = found.identities()[:wanted]
    for first in range(len(found.rows), len(numbers), PAGE):
        yield from library.rows(found.query, numbers[first : first + PAGE].tobytes())


def print_json(answer: object) -> None:
    """Print one JSON document."""
    # ASCII only: a file name may hold bytes that no terminal can take, and scripts do not mind.
    sys.stdout.write(json.dumps(answer, indent=1) + "\n")


def _print_article(article: Article) -> None:
    click.echo(article.title)
    click.echo(" · ".join(part for part in (article.source, article.author, article.published) if part))
    click.echo()
    for block in article.blocks[1:]:
        click.echo(article.text[block.start : block.end] + "\n")
    for highlight in article.highlights:
        click.echo(f"[{highlight.label}] “{highlight.quote.exact}” {highlight.note}")
