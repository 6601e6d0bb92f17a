"""The long verbs: one table of what the worker may be asked for, how urgent it is, and what it takes."""

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final, get_args, get_type_hints

import msgspec

from reader.library.library import Library
from reader.model.message import convert, pack


class Urgency(IntEnum):
    """What goes first in the worker: the lowest number."""

    OPEN_NAMES = 0
    """Names of the open article."""
    VISIBLE_NAMES = 1
    """Names of the articles in sight."""
    READING = 2
    INDEXING = 3
    FILES = 4
    """Exports and backups."""
    NAMES = 5
    """Names of all others."""


@dataclass(frozen=True, slots=True)
class LongVerb:
    """A generator of Library that the worker runs; a `relayed` one waits for a credit after each step.

    Each can be begun again at any time: what it stored is its own memory of how far it has come.
    """

    call: Callable[..., Iterator[Any]]
    urgency: Urgency
    relayed: bool = False

    @property
    def name(self) -> str:
        """The name it is asked for by."""
        return self.call.__name__

    def pack(self, arguments: Sequence[object], named: Mapping[str, object]) -> bytes:
        """Encode the arguments of a call, those after the library itself."""
        bound = inspect.signature(self.call).bind(None, *arguments, **named)
        bound.apply_defaults()
        return pack(list(bound.arguments.values())[1:])

    def unpack(self, data: bytes) -> list[Any]:
        """Decode the arguments of a call, strictly by the types that the verb declares.

        Raises:
            msgspec.ValidationError: when they do not fit.
        """
        hints = get_type_hints(self.call)
        kinds = [hints[name] for name in list(inspect.signature(self.call).parameters)[1:]]
        values = msgspec.msgpack.decode(data, type=list)
        return [convert(value, kind) for value, kind in zip(values, kinds, strict=True)]

    def unpack_answer(self, data: bytes) -> Any:  # noqa: ANN401 - each verb has its own
        """Decode what the verb gave in the end, by the type it declares.

        Raises:
            msgspec.ValidationError: when it does not fit.
        """
        declared = get_args(get_type_hints(self.call)["return"])
        return convert(msgspec.msgpack.decode(data), declared[2] if len(declared) == 3 else type(None))


LONG_VERBS: Final[Mapping[str, LongVerb]] = {
    verb.name: verb
    for verb in (
        LongVerb(Library.read_parcels, Urgency.READING, relayed=True),
        LongVerb(Library.catch_up, Urgency.INDEXING),
        LongVerb(Library.repair_index, Urgency.INDEXING),
        LongVerb(Library.rebuild_index, Urgency.INDEXING),
        LongVerb(Library.export, Urgency.FILES),
        LongVerb(Library.backup, Urgency.FILES),
    )
}
