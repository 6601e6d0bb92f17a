"""`names.sqlite` keeps raw spans apart from mentions, forgets what is stale, and notices damage."""

import random
import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model.errors import ReaderError, Trouble
from reader.model.ids import ArticleId, ChangeNumber, VersionId
from reader.model.mention import Confidence, Mention, MentionType, NameRef, Recognition
from reader.recognition import names_file
from reader.recognition.names_file import FILE_NAME, NamesFile
from reader.recognition.names_writer import NamesWriter, piece_hash
from reader.recognition.packing import pack_mentions, pack_spans, unpack_mentions, unpack_spans
from reader.text.names.spans import RawSpan

UN = Mention(0, 2, MentionType.ORG, 0, "UN", "un")
PARIS = Mention(6, 11, MentionType.GPE, 1, "Paris", "paris", confidence=Confidence.HIGH)
DAY = Mention(15, 21, MentionType.DATE, 2, "Friday", "friday", "2025-11-07", "because published Friday")
SPANS = [RawSpan(0, 2, "ORG"), RawSpan(6, 11, "GPE")]


def store(
    writer: NamesWriter, article: int, version: int, *mentions: Mention, pieces: tuple[bytes, ...] = ()
) -> None:
    writer.store(
        ArticleId(article),
        VersionId(version),
        model="m",
        rules=1,
        language="en",
        state=Recognition.DONE,
        mentions=mentions,
        packed=pack_mentions(mentions),
        pieces=pieces,
    )


def ref(mention: Mention) -> NameRef:
    return NameRef(mention.key, mention.type, mention.name)


MENTIONS = st.builds(
    Mention,
    st.integers(0, 2**31),
    st.integers(0, 2**31),
    st.sampled_from(MentionType),
    st.integers(0, 50),
    st.text(max_size=20),
    st.text(max_size=20),
    st.text(max_size=5),
    st.text(max_size=5),
    st.sampled_from(Confidence),
)


@given(st.lists(MENTIONS, max_size=30))
def test_mentions_come_back_as_they_were(mentions: list[Mention]):
    # No text of ours holds lone surrogates.
    mentions = [each for each in mentions if (each.name + each.key).isprintable()]
    assert unpack_mentions(pack_mentions(mentions)) == tuple(mentions)


def test_spans_come_back_as_they_were():
    assert unpack_spans(pack_spans(SPANS)) == SPANS
    assert unpack_spans(pack_spans([])) == []


def test_mentions_are_read_back_by_article_and_by_name(writer: NamesWriter, tmp_path: Path):
    store(writer, 1, 10, UN, PARIS, DAY, replace(PARIS, start=30, end=35))
    store(writer, 2, 11, replace(PARIS, type=MentionType.LOC))
    reader = NamesFile.to_read(tmp_path)
    assert reader is not None
    found = reader.recognised(ArticleId(1))
    assert found is not None
    assert (found.version, found.model, found.rules, found.language) == (10, "m", 1, "en")
    assert found.mentions() == (UN, PARIS, DAY, replace(PARIS, start=30, end=35))
    assert reader.recognised(ArticleId(3)) is None
    assert list(reader.naming(ref(PARIS))) == [1, 2]  # by family, not by type
    assert list(reader.naming(ref(UN))) == [1]
    assert list(reader.naming(ref(replace(PARIS, type=MentionType.PERSON)))) == []
    assert list(reader.naming(ref(DAY))) == []  # a date is no name
    assert reader.count(ref(PARIS)) == (2, 3)
    assert set(reader.versions("m", 1)) == {10, 11}
    assert not reader.versions("m", 2)
    with pytest.raises(ReaderError):
        reader.numbers("DELETE FROM named")
    reader.close()


def test_a_new_version_takes_the_place_of_the_old_one(writer: NamesWriter):
    store(writer, 1, 10, UN)
    store(writer, 1, 12, PARIS)
    assert not writer.naming(ref(UN))
    assert list(writer.naming(ref(PARIS))) == [1]
    assert not writer.numbers("SELECT id FROM aliases WHERE key = 'un'")


def test_raw_spans_are_kept_while_an_article_has_the_piece(writer: NamesWriter):
    one, two = piece_hash("one"), piece_hash("two")
    for article in (1, 2):
        writer.keep_raw(ArticleId(article), one, "m", SPANS)
    writer.keep_raw(ArticleId(1), two, "m", [])
    assert writer.raw(one, "m") == SPANS
    assert writer.raw(two, "m") == []
    assert writer.raw(one, "other") is None
    store(writer, 1, 10, pieces=(two,))
    assert writer.raw(one, "m") == SPANS  # article 2 has it still
    writer.forget([(ArticleId(2), None)], ChangeNumber(5))
    assert writer.raw(one, "m") is None
    assert writer.raw(two, "m") == []
    assert writer.read_to() == 5


def test_each_model_keeps_what_it_found_and_a_new_make_takes_the_place_of_the_old(writer: NamesWriter):
    piece = piece_hash("one")
    writer.keep_raw(ArticleId(1), piece, "m 1 abc", SPANS)
    writer.keep_raw(ArticleId(1), piece, "mm 1 abc", [])
    writer.keep_raw(ArticleId(1), piece, "m 2 abc", [])
    assert writer.raw(piece, "m 1 abc") is None
    assert (writer.raw(piece, "m 2 abc"), writer.raw(piece, "mm 1 abc")) == ([], [])


def test_what_changed_or_was_deleted_is_forgotten(writer: NamesWriter):
    piece = piece_hash("one")
    for article in (1, 2, 3):
        writer.keep_raw(ArticleId(article), piece, "m", SPANS)
        store(writer, article, article * 10, UN, pieces=(piece,))
    writer.forget(
        [(ArticleId(1), VersionId(10)), (ArticleId(2), VersionId(21)), (ArticleId(3), None)], ChangeNumber(7)
    )
    assert list(writer.naming(ref(UN))) == [1]
    assert writer.raw(piece, "m") == SPANS
    writer.forget([(ArticleId(1), None), (ArticleId(2), None)], ChangeNumber(8))
    tables = ("raw", "pieces", "recognised", "aliases", "named")
    assert [writer.numbers(f"SELECT count(*) FROM {table}")[0] for table in tables] == [0] * 5
    assert writer.is_empty()


def test_another_line_keeps_what_was_found_for_articles_under_other_numbers(writer: NamesWriter):
    one, two = piece_hash("one"), piece_hash("two")
    for article, piece in ((1, one), (2, two)):
        writer.keep_raw(ArticleId(article), piece, "m", SPANS)
        store(writer, article, article * 10, UN, pieces=(piece,))
    writer.begin_line("other", ChangeNumber(4))
    assert (writer.is_of("line"), writer.is_of("other"), writer.read_to()) == (False, True, 4)
    assert writer.is_empty()
    assert list(writer.naming(ref(UN))) == []
    store(writer, 2, 5, UN, pieces=(one,))  # it was article 1 before
    assert writer.raw(two, "m") == SPANS
    assert writer.has_unclaimed()
    writer.release_unclaimed()
    assert not writer.has_unclaimed()
    assert (writer.raw(one, "m"), writer.raw(two, "m")) == (SPANS, None)


def test_readers_see_what_is_committed_and_a_new_file(writer: NamesWriter, tmp_path: Path):
    reader = NamesFile.to_read(tmp_path)
    assert reader is not None
    store(writer, 1, 10, UN)
    assert list(reader.naming(ref(UN))) == [1]
    assert not reader.is_replaced()
    writer.close()
    names_file.set_aside(tmp_path)
    assert reader.is_replaced()
    fresh = NamesWriter(tmp_path, "line")
    assert fresh.is_empty()
    assert reader.is_replaced()
    assert (tmp_path / "names-damaged.sqlite").is_file()
    fresh.close()
    reader.close()


def test_a_file_knows_its_lineage(writer: NamesWriter):
    assert writer.is_of("line")
    assert not writer.is_of("other")


def filled(folder: Path) -> Path:
    writer = NamesWriter(folder, "line")
    for article in range(1, 200):
        name = f"Name {article % 40}"
        piece = piece_hash(str(article))
        writer.keep_raw(ArticleId(article), piece, "m", SPANS)
        store(writer, article, article, replace(UN, name=name, key=name.lower()), PARIS, pieces=(piece,))
    writer.close()
    return folder / FILE_NAME


def try_all(folder: Path) -> list[object]:
    """Open, check and read everything."""
    writer = NamesWriter(folder, "line")
    try:
        for _ in writer.check():
            pass
        found: list[object] = [writer.read_to()]
        for article in range(1, 200):
            known = writer.recognised(ArticleId(article))
            found.append(known and known.mentions())
            found.append(writer.raw(piece_hash(str(article)), "m"))
            found.append(list(writer.naming(NameRef(f"name {article}", MentionType.ORG, ""))))
        return found
    finally:
        writer.close()


def test_flipped_bytes_are_noticed_or_harmless(tmp_path: Path):
    whole = filled(tmp_path)
    expected = try_all(tmp_path)
    data = whole.read_bytes()
    dice = random.Random(7)
    noticed = 0
    for number in range(60):
        folder = tmp_path / str(number)
        folder.mkdir()
        spoilt = bytearray(data)
        for _ in range(3):
            spoilt[dice.randrange(len(spoilt))] ^= 1 << dice.randrange(8)
        (folder / FILE_NAME).write_bytes(spoilt)
        try:
            found = try_all(folder)
        except ReaderError as error:
            noticed += error.code is Trouble.NAMES_DAMAGED
        else:  # raw spans under a spoilt hash are only made again
            pairs = zip(found, expected, strict=True)
            assert all(one == other or (one is None and other == SPANS) for one, other in pairs), number
        shutil.rmtree(folder)
    assert noticed > 20


@pytest.mark.parametrize("kind", ["empty", "cut", "half", "zeroed", "foreign", "newer", "text"])
def test_a_spoilt_file_is_damage_to_the_writer_and_nothing_to_readers(tmp_path: Path, kind: str):
    path = filled(tmp_path)
    data = path.read_bytes()
    spoilt = {
        "empty": b"",
        "cut": data[: len(data) - 5000],
        "half": data[: len(data) // 2],
        "zeroed": bytes(len(data)),
        "text": b"This is no database. " * 200,
    }
    if kind in spoilt:
        path.write_bytes(spoilt[kind])
    else:
        pragma = "application_id = 7" if kind == "foreign" else "user_version = 99"
        connection = sqlite3.connect(path)
        connection.execute(f"PRAGMA {pragma}")
        connection.commit()
        connection.close()
    with pytest.raises(ReaderError) as caught:
        try_all(tmp_path)
    assert caught.value.code is Trouble.NAMES_DAMAGED
    reader = NamesFile.to_read(tmp_path)
    if reader is not None:  # a file that is only cut may still open
        reader.close()
    assert reader is None or kind in {"cut", "half"}


def test_a_deleted_file_leaves_no_log_to_the_next(tmp_path: Path):
    path = filled(tmp_path)
    path.with_name(f"{FILE_NAME}-wal").write_bytes(b"stale")
    path.unlink()
    writer = NamesWriter(tmp_path, "line")
    assert writer.is_empty()
    writer.close()


def test_no_file_is_no_trouble_to_readers(tmp_path: Path):
    assert NamesFile.to_read(tmp_path) is None
    assert not list(tmp_path.iterdir())
