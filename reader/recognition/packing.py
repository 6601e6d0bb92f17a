"""How spans and mentions are written down: packed, so that a damaged one is noticed when it is read."""

import json
import zlib
from collections.abc import Sequence
from typing import Any

from reader.model.mention import Confidence, Mention, MentionType
from reader.text.names.spans import RawSpan


def pack_spans(spans: Sequence[RawSpan]) -> bytes:
    """Write raw spans down."""
    return _packed([list(span) for span in spans])


def unpack_spans(stored: bytes) -> list[RawSpan]:
    """Read raw spans as `pack_spans` wrote them."""
    return [RawSpan(int(start), int(end), str(label)) for start, end, label in _unpacked(stored)]


def pack_mentions(mentions: Sequence[Mention]) -> bytes:
    """Write mentions down; what a cluster has in common only once."""
    clusters: dict[tuple[int, str, str], int] = {}
    rows = []
    for each in mentions:
        place = clusters.setdefault((each.cluster, each.name, each.key), len(clusters))
        row = [each.start, each.end, each.type, place, each.confidence]
        rows.append([*row, each.value, each.derivation] if each.value or each.derivation else row)
    return _packed([list(clusters), rows])


def unpack_mentions(stored: bytes) -> tuple[Mention, ...]:
    """Read mentions as `pack_mentions` wrote them."""
    clusters, rows = _unpacked(stored)
    types = {str(each): each for each in MentionType}
    confidences = {str(each): each for each in Confidence}
    mentions = []
    for start, end, kind, place, confidence, *more in rows:
        number, name, key = clusters[place]
        value, derivation = more or ("", "")
        mentions.append(
            Mention(start, end, types[kind], number, name, key, value, derivation, confidences[confidence])
        )
    return tuple(mentions)


def _packed(content: object) -> bytes:
    return zlib.compress(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode(), 1)


def _unpacked(stored: bytes) -> Any:  # noqa: ANN401 (whatever JSON holds)
    return json.loads(zlib.decompress(stored))
