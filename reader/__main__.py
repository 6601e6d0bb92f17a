"""The front door: a headless verb when one is named, else the window."""

import gc
import os
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import click

from reader.cli import care as _care  # noqa: F401 (its verbs join the others)
from reader.cli import index as _index  # noqa: F401
from reader.cli import recognise as _recognise  # noqa: F401
from reader.cli import searches as _searches  # noqa: F401
from reader.cli.handing import own_or_ask
from reader.cli.output import complain
from reader.cli.verbs import PathName, Place, known_libraries, pressmark, run
from reader.library import doorway
from reader.library.library import Library
from reader.library.ownership import Ownership
from reader.model.errors import ReaderError, Trouble
from reader.model.ids import ArticleId
from reader.model.link import read_link
from reader.model.wording import tr

# The screen's rooms are imported where they are needed: headless verbs must not load Qt.


def main() -> int:
    """Run the program with the arguments of the command line; give its exit status."""
    return run(sys.argv[1:])


def _size(_context: click.Context, _parameter: click.Parameter, size: str) -> tuple[int, int]:
    width, _, height = size.partition("x")
    if not (
        size.isascii()
        and width.isdigit()
        and height.isdigit()
        and 300 <= int(width) <= 8000
        and 300 <= int(height) <= 8000
    ):
        raise click.BadParameter(tr("{size} is not a size such as 1600x1000.", size=size))
    return int(width), int(height)


@pressmark.result_callback()
@click.pass_context
def _window(context: click.Context, /, status: int | None, **_options: object) -> int:
    """Open the window when no verb was named."""
    if context.invoked_subcommand is not None:
        return status or 0
    place: Place = context.obj
    if place.worker:
        from reader.worker.process import serve

        return serve(place.folder)
    if place.builder:
        from reader.worker.builder import serve as build

        return build(place.folder)
    _need_display()
    gc.disable()  # nothing of what the start makes is garbage: the window turns it on when it is up
    from reader.app.start import open_window

    return open_window(place.folder if place.named else None, sample=place.sample)


def _need_display() -> None:
    if sys.platform == "linux" and not any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    ):
        raise click.ClickException(
            tr("There is no display for the window. “pressmark picture PATH” draws it into a file.")
        )


def _open_one(known: list[Path]) -> Path | None:
    """Give the library that a link means which names none: one with a window, else the one used last."""
    with_window = (each for each in known if doorway.is_answered(each))
    return next(with_window, known[0] if known else None)


@pressmark.command("open")
@click.argument("link")
@click.pass_obj
def open_verb(place: Place, link: str) -> int:
    """Show the article that LINK leads to, such as pressmark://article/12?annotation=3, in the window.

    The window that has the library open comes to the front; when there is none, one is opened.
    """
    wanted = read_link(link)
    known = known_libraries()
    folder = place.folder
    if not (place.named or place.sample):
        folder = wanted.library or _open_one(known) or folder
    if not place.named and wanted.library is not None and folder not in known:
        raise ReaderError(Trouble.LINK_ELSEWHERE, folder=folder)  # a link may come from anybody
    if not Library.exists(folder):
        raise ReaderError(Trouble.LIBRARY_MISSING, folder=folder)
    asked = {"article": wanted.article, "annotation": wanted.annotation}
    taken = own_or_ask(folder, "open", asked)
    if not isinstance(taken, Ownership):
        return 0
    taken.release()
    _need_display()
    with closing(Library.open(folder, writable=False)) as library:
        library.article(wanted.article)  # told here, not by a window that opens on nothing
    from reader.app.start import open_window

    return open_window(folder, sample=False, link=wanted)


@pressmark.command()
@click.argument("path", type=PathName(path_type=Path, dir_okay=False, readable=False))
@click.option("--theme", type=click.Choice(["light", "dark"]), default="light")
@click.option("--query", default="", help="Words to look for.")
@click.option("--article", type=int, default=None, help="The article to open.")
@click.option(
    "--size", default="1600x1000", metavar="WxH", callback=_size, help="Size of the window in pixels."
)
@click.pass_obj
def picture(
    place: Place, path: Path, theme: str, query: str, article: int | None, size: tuple[int, int]
) -> None:
    """Draw the real window off screen into PATH, and describe what it shows in PATH.json."""
    from reader.app.picture import draw
    from reader.app.stage import Scene

    if not Library.exists(place.folder):
        raise ReaderError(Trouble.LIBRARY_MISSING, folder=place.folder)
    shown = None if article is None else ArticleId(article)
    waiting = draw(place.folder, path, Scene(theme, *size), query=query, article=shown)
    if waiting:
        complain(tr("{count} changes are not searchable yet; the picture shows it.", count=f"{waiting:,}"))
    click.echo(tr("Written to {path}", path=path))


@pressmark.command("first-look", hidden=True)
@click.argument("path", type=PathName(path_type=Path, dir_okay=False, readable=False))
@click.option("--theme", type=click.Choice(["light", "dark"]), default="light")
def first_look(path: Path, theme: str) -> None:
    """Walk through a search, an article and a highlight off screen; save the picture."""
    from reader.app.first_look import walk
    from reader.app.stage import Scene

    walk(path, Scene(theme))
    click.echo(tr("No display was found: the window was drawn off screen into {path}.", path=path))


@pressmark.command()
def selfcheck() -> None:
    """Do the main job once in a hidden window, and print evidence for each step."""
    from reader.app.self_check import SelfCheck, StepFailedError

    try:
        scratch = tempfile.TemporaryDirectory(prefix="pressmark-")
    except OSError as error:
        raise click.ClickException(
            tr("No folder for temporary files can be written to. Set TMPDIR to one that can.")
        ) from error
    with scratch as name:
        try:
            SelfCheck(Path(name), click.echo).run()
        except StepFailedError as error:
            raise click.ClickException(str(error)) from error
    click.echo(tr("All is well."))


if __name__ == "__main__":
    sys.exit(main())
