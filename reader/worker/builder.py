"""The process of the second builder: it writes bundles for the index, one stretch of the feed at a time."""

import gc
import os
import signal
from pathlib import Path

import msgspec

from reader.library.search.building import entries, give_memory_back
from reader.library.search.indexing import index_folder
from reader.library.search.second_builder import Stretch
from reader.model.errors import InterruptedWork
from reader.search.index import Index
from reader.store.files.database import Database
from reader.worker.post import PipePost
from reader.worker.process import step_back


def serve(folder: Path) -> int:
    """Build for the process that started this one until it wants no more, or is gone.

    Any trouble ends it: whoever started it builds the same, and meets and tells the trouble itself.
    """
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    post = PipePost(msgspec.msgpack.Decoder(Stretch).decode)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal is for who started it
    step_back()
    give_memory_back()
    gc.disable()

    def look() -> None:
        if post.gone:
            raise InterruptedWork

    db = Database.open(folder, writable=False)
    index = Index(index_folder(folder))
    try:
        while (stretch := post.take(None)) is not None:
            steps = index.bundled(entries(db, stretch.after, stretch.upto), stretch.kinds, look)
            try:
                while True:
                    next(steps)
            except StopIteration as end:
                post.tell(end.value)
            gc.collect()
    except InterruptedWork:
        pass
    finally:
        db.close()
    return 0
