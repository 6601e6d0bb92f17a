"""Messages between the window and its worker: typed, decoded strictly, and never pickled."""

import os
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec

from reader.model.change import Progress
from reader.model.errors import ReaderError, Trouble
from reader.model.ids import ArticleId

T = TypeVar("T")

_LENGTH: Final = struct.Struct(">I")


class Start(msgspec.Struct, frozen=True, tag=True):
    """Wish: begin a long verb; `arguments` are packed by `reader.library.long_verbs`."""

    job: int
    verb: str
    arguments: bytes


class Proceed(msgspec.Struct, frozen=True, tag=True):
    """Wish: the last parcel is stored, read the next one."""

    job: int


class Cancel(msgspec.Struct, frozen=True, tag=True):
    """Wish: the job's answer is no longer wanted."""

    job: int


class Pause(msgspec.Struct, frozen=True, tag=True):
    """Wish: let a job rest after its present step, or go on with it."""

    job: int
    on: bool


class WishNames(msgspec.Struct, frozen=True, tag=True):
    """Wish: recognise the open article at once, the visible ones next."""

    open: ArticleId | None = None
    visible: tuple[ArticleId, ...] = ()


class RecogniseAll(msgspec.Struct, frozen=True, tag=True):
    """Wish: work off the articles whose names are not recognised yet, whenever nothing else is to do.

    `again` takes in those, too, that were left out.
    """

    again: bool = False


class UseModel(msgspec.Struct, frozen=True, tag=True):
    """Wish: recognise names with this model, one of `reader.library.names.models.MODELS`. The first wish."""

    model: str


class PauseNames(msgspec.Struct, frozen=True, tag=True):
    """Wish: let that backlog rest, or go on with it. Open and visible articles are recognised even so."""

    on: bool


class Leave(msgspec.Struct, frozen=True, tag=True):
    """Wish: stop after the present step."""


Wish = Start | Proceed | Cancel | Pause | UseModel | WishNames | RecogniseAll | PauseNames | Leave


class Stepped(msgspec.Struct, frozen=True, tag=True):
    """Fact: how far a job has come."""

    job: int
    progress: Progress


class ParcelRead(msgspec.Struct, frozen=True, tag=True):
    """Fact: a parcel of an import, packed, so that it is unpacked where it is stored and nowhere else."""

    job: int
    parcel: bytes


class Done(msgspec.Struct, frozen=True, tag=True):
    """Fact: the job has come to its end; `answer` is packed."""

    job: int
    answer: bytes = b"\xc0"


class Dropped(msgspec.Struct, frozen=True, tag=True):
    """Fact: the job stopped because it was cancelled."""

    job: int


class Failed(msgspec.Struct, frozen=True, tag=True):
    """Fact: an expected trouble ended the job; job 0 is the recognition of names."""

    job: int
    code: Trouble
    values: dict[str, str | int]

    @classmethod
    def of(cls, job: int, error: ReaderError) -> "Failed":
        """Tell of `error`; paths cross as text."""
        values = {key: each if isinstance(each, int) else str(each) for key, each in error.values.items()}
        return cls(job, error.code, values)

    def error(self) -> ReaderError:
        """Give the trouble again."""
        return ReaderError(self.code, **self.values)


class Broke(msgspec.Struct, frozen=True, tag=True):
    """Fact: a bug of ours ended the job; `report` is for the user to copy."""

    job: int
    report: str


class Recognised(msgspec.Struct, frozen=True, tag=True):
    """Fact: the names of these articles are there now."""

    articles: tuple[ArticleId, ...]


class NamesCounted(msgspec.Struct, frozen=True, tag=True):
    """Fact: how many articles are recognised, of how many."""

    done: int
    total: int


Fact = Stepped | ParcelRead | Done | Dropped | Failed | Broke | Recognised | NamesCounted


def pack(value: object) -> bytes:
    """Encode plain data. Paths keep every byte; other texts get U+FFFD for signs that no UTF-8 can hold."""
    try:
        return msgspec.msgpack.encode(value, enc_hook=_to_wire)
    except UnicodeEncodeError:
        plain = msgspec.to_builtins(value, builtin_types=(bytes,), enc_hook=_to_wire)
        return msgspec.msgpack.encode(_storable(plain))


def unpack(data: bytes, kind: type[T]) -> T:
    """Decode plain data.

    Raises:
        msgspec.ValidationError: when it is not of that kind.
    """
    return msgspec.msgpack.decode(data, type=kind, dec_hook=_from_wire)


def convert(value: object, kind: type[T]) -> T:
    """Make typed data of what was decoded without a type.

    Raises:
        msgspec.ValidationError: when it is not of that kind.
    """
    return msgspec.convert(value, kind, dec_hook=_from_wire)


def framed(message: msgspec.Struct) -> bytes:
    """Give a message as it goes through the pipe: its length in four bytes, then the message."""
    data = pack(message)
    return _LENGTH.pack(len(data)) + data


class Frames:
    """Puts together again what a pipe cut into pieces."""

    def __init__(self) -> None:
        self._rest = bytearray()

    def feed(self, piece: bytes) -> Iterator[bytes]:
        """Take a piece; give the messages that are whole now."""
        self._rest += piece
        while len(self._rest) >= _LENGTH.size:
            end = _LENGTH.size + _LENGTH.unpack_from(self._rest)[0]
            if len(self._rest) < end:
                return
            message = bytes(self._rest[_LENGTH.size : end])
            del self._rest[:end]
            yield message


def wish_of(message: bytes) -> Wish:
    """Decode what the window wants."""
    return _WISHES.decode(message)


def fact_of(message: bytes) -> Fact:
    """Decode what the worker tells."""
    return _FACTS.decode(message)


def _to_wire(value: object) -> object:
    if isinstance(value, Path):
        return os.fsencode(value)
    raise NotImplementedError(type(value))


def _from_wire(kind: type, value: Any) -> object:  # noqa: ANN401 - whatever was decoded
    if kind is Path and isinstance(value, bytes):
        return Path(os.fsdecode(value))
    raise NotImplementedError(kind)


def _storable(value: Any) -> Any:  # noqa: ANN401 - any plain data
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list | tuple):
        return [_storable(each) for each in value]
    if isinstance(value, dict):
        return {_storable(key): _storable(each) for key, each in value.items()}
    return value


_WISHES: Final[msgspec.msgpack.Decoder[Wish]] = msgspec.msgpack.Decoder(Wish, dec_hook=_from_wire)
_FACTS: Final[msgspec.msgpack.Decoder[Fact]] = msgspec.msgpack.Decoder(Fact, dec_hook=_from_wire)
