"""Spans on their way from a model to mentions."""

from typing import NamedTuple

from reader.model.mention import MentionType


class RawSpan(NamedTuple):
    """A span as a model gives it: code points of the piece it was shown, and the model's own label."""

    start: int
    end: int
    label: str


class TypedSpan(NamedTuple):
    """A span of the whole text (code points) with one of our types."""

    start: int
    end: int
    type: MentionType
