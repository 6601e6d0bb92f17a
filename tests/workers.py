"""Workers that do odd things: started by tests in place of the real one, with `python -c`."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TESTS = Path(__file__).parent


def command(name: str, folder: Path) -> list[str]:
    """Give the command of a worker of this module."""
    code = f"import sys; sys.path[:0] = [{str(TESTS)!r}]; import workers; workers.{name}()"
    return [sys.executable, "-c", code, str(folder)]


def is_healed() -> bool:
    """Tell whether nothing kills a worker any longer: there is a file “healed” in the library's folder."""
    return (Path(sys.argv[1]) / "healed").exists()


def serve() -> None:
    from reader.worker.process import serve

    serve(Path(sys.argv[1]))


def dies_of_deadly_files() -> None:
    """Is killed by files whose name holds “deadly”; writes down each try."""
    from reader.library.imports import reading

    real = reading.read_file

    def read_file(path: Path, *more: Any, **named: Any) -> Any:
        if "deadly" in path.name and not is_healed():
            with (Path(sys.argv[1]) / "tries").open("a") as tries:
                tries.write(f"{path.name}\n")
            os.kill(os.getpid(), signal.SIGKILL)
        return real(path, *more, **named)

    reading.read_file = read_file
    serve()


def dies_of_indexing() -> None:
    """Is killed whenever it begins to index."""
    from reader.library.search import indexing

    real = indexing.catch_up

    def catch_up(*arguments: Any, **named: Any) -> Iterator[Any]:
        if not is_healed():
            os.kill(os.getpid(), signal.SIGKILL)
        yield from real(*arguments, **named)

    indexing.catch_up = catch_up
    serve()


def dies_of_files() -> None:
    """Is killed when an export or a backup is half written."""
    _die_of_files()
    serve()


def verb_that_dies_of_files() -> None:
    """Is a headless verb, whose arguments follow the library, and is killed likewise."""
    _die_of_files()
    from reader.__main__ import run

    sys.exit(run(["--library", *sys.argv[1:]]))


def _die_of_files() -> None:
    from reader.library import exporting
    from reader.store.files import backups

    real_pack, real_sync = backups._pack, os.fsync

    def pack(plain: Path, packed: Path, about: Any, tell: Any) -> None:
        if not is_healed():
            packed.write_bytes(b"PK half of it")
            os.kill(os.getpid(), signal.SIGKILL)
        real_pack(plain, packed, about, tell)

    def sync(descriptor: int) -> None:
        if not is_healed():
            os.kill(os.getpid(), signal.SIGKILL)
        real_sync(descriptor)

    backups._pack = pack
    exporting.os = type("Os", (), {**vars(os), "fsync": staticmethod(sync)})


def dies_at_once() -> None:
    sys.exit(3)


def chatters() -> None:
    """Prints in the middle of its work."""
    from reader.library.imports import reading

    real = reading.read_file

    def read_file(path: Path, *more: Any, **named: Any) -> Any:
        print("a stray line")  # noqa: T201
        os.write(1, b"and a stray write")
        return real(path, *more, **named)

    reading.read_file = read_file
    serve()


def is_slow() -> None:
    """Takes its time with every file."""
    from reader.library.imports import reading

    real = reading.read_file

    def read_file(path: Path, *more: Any, **named: Any) -> Any:
        time.sleep(0.05)
        return real(path, *more, **named)

    reading.read_file = read_file
    serve()


def never_looks() -> None:
    """Works on and on in one step, deaf to everything."""
    from reader.library.search import indexing

    def catch_up(*_arguments: object, **_named: object) -> Iterator[Any]:
        (Path(sys.argv[1]) / "deaf").write_text(str(os.getpid()))
        end = time.monotonic() + 600
        while time.monotonic() < end:
            pass
        yield

    indexing.catch_up = catch_up
    serve()


def knows_names() -> None:
    """Recognises names by counting steps, writes down each, and is killed by articles called “deadly”.

    While there is a file “full” in the library's folder, its disk counts as full.
    """
    from reader.library.library import Library
    from reader.model.aside import Task
    from reader.model.errors import ReaderError, Trouble
    from reader.model.ids import ArticleId, VersionId
    from reader.model.mention import Names, Recognition
    from reader.model.query import Query

    folder = Path(sys.argv[1])
    known = folder / "known"

    def done() -> set[int]:
        return {int(line) for line in known.read_text().split()} if known.exists() else set()

    def names(self: Library, article: ArticleId) -> Names:
        aside = {each.subject for each in self.set_aside() if each.task is Task.NAMES}
        state = Recognition.DONE if article in done() else Recognition.WAITING
        return Names(article, VersionId(1), Recognition.SET_ASIDE if str(article) in aside else state)

    def recognise(self: Library, article: ArticleId) -> Iterator[None]:
        for _ in range(3):
            time.sleep(0.01)
            yield
        if (folder / "full").exists():
            raise ReaderError(Trouble.DISK_FULL, folder=folder)
        if "deadly" in self.article(article).title and not is_healed():
            os.kill(os.getpid(), signal.SIGKILL)
        with known.open("a") as file:
            file.write(f"{article}\n")

    def unrecognised(self: Library, limit: int, set_aside: Any = ()) -> list[ArticleId]:
        every = self.search(Query()).identities()
        return [ArticleId(each) for each in every if each not in done() and each not in set_aside][:limit]

    def recognised(self: Library) -> tuple[int, int]:
        return len(done()), self.search(Query()).total

    Library.names, Library.recognise = names, recognise
    Library.unrecognised, Library.recognised = unrecognised, recognised
    serve()
