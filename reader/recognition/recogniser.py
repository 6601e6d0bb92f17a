"""The interface of everything that finds names in a text."""

from collections.abc import Sequence
from typing import Protocol

from reader.text.names.spans import RawSpan


class Recogniser(Protocol):
    """Finds spans in short texts; the same text gets the same spans as long as `id` is the same."""

    @property
    def id(self) -> str:
        """Name, version and content of what recognises; known without loading it."""

    def load(self) -> None:
        """Get ready, which may take seconds; done at the first text otherwise.

        Raises:
            ReaderError: `MODEL_DAMAGED`.
        """

    def annotate(self, text: str) -> Sequence[RawSpan]:
        """Give the spans of a text in order (code points of that text), with the labels of the model."""
