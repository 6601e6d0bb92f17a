"""Bylines, captions, tails and wrapped lines."""

import pytest

from reader.text.lines.bylines import read_byline, split_names
from reader.text.lines.captions import Caption, mark_captions, split_credit
from reader.text.lines.tails import find_tail
from reader.text.lines.wraps import blocks_of, is_wrapped, unwrap


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ada Lovelace", ("Ada Lovelace",)),
        ("BY ADA LOVELACE AND CHARLES BABBAGE", ("ADA LOVELACE", "CHARLES BABBAGE")),
        (
            "By Ada Lovelace, Charles Babbage and Mary Somerville",
            ("Ada Lovelace", "Charles Babbage", "Mary Somerville"),
        ),
        ("By A. Lovelace, C. Babbage, and M. Somerville", ("A. Lovelace", "C. Babbage", "M. Somerville")),
        ("By Ada Lovelace; AFP", ("Ada Lovelace", "AFP")),
        ("By AP and Reuters", ("AP", "Reuters")),
        ("By Arts and Culture Desk", ("Arts and Culture Desk",)),
        ("By J. K. Example Jr.", ("J. K. Example Jr.",)),
        ("By 김하늘", ("김하늘",)),
        ("김하늘 기자", ("김하늘",)),
        ("Von Ada Lovelace und Mary Somerville", ("Ada Lovelace", "Mary Somerville")),
        ("Par Ada Lovelace", ("Ada Lovelace",)),
        ("Автор: Ада Лавлейс", ("Ада Лавлейс",)),
        ("作者：张三", ("张三",)),
        ("By the end of the year, prices had doubled.", ()),
        ("Von einem Ende der Krise war keine Rede", ()),
        ("Par ailleurs, la ville a voté son budget", ()),
        ("Plain words", ()),
        ("By " + "very " * 50 + "long", ()),
    ],
)
def test_bylines(line, names):
    assert read_byline(line) == names


def test_names_are_listed_once():
    assert split_names("Ada Lovelace, Ada Lovelace; AFP") == ("Ada Lovelace", "AFP")


@pytest.mark.parametrize(
    ("caption", "credit"),
    [
        ("A bridge is opened in the rain. [KCNA]", "[KCNA]"),
        ("A bridge is opened in the rain. [REUTERS/YONHAP]", "[REUTERS/YONHAP]"),
        ("A bridge is opened in the rain. [AFP=연합뉴스]", "[AFP=연합뉴스]"),
        ("다리가 열렸다. [사진=연합뉴스]", "[사진=연합뉴스]"),
        ("A bridge is opened in the rain. (AP Photo/Ada Lovelace)", "(AP Photo/Ada Lovelace)"),
        ("A bridge is opened in the rain. (Photo: EPA)", "(Photo: EPA)"),
        ("A bridge is opened in the rain. (Reuters Photo)", "(Reuters Photo)"),
        ("A bridge is opened in the rain. / REUTERS", "/ REUTERS"),
        ("橋が開通した＝12日、白川町（ロイター）", "（ロイター）"),
        ("Мост открыт. / ТАСС", "/ ТАСС"),
        ("A bridge is opened in the rain. [Courtesy of the city]", "[Courtesy of the city]"),
    ],
)
def test_credits_are_split_off(caption, credit):
    words, found = split_credit(caption)
    assert found == credit
    assert f"{words} {found}".replace(" ", "") == caption.replace(" ", "")


@pytest.mark.parametrize(
    "line",
    [
        "The speed was 90 km/h",
        "He wrote it himself [sic]",
        "The notes are in the annex [12]",
        "It was founded in 1961 (see below)",
        "The agency for space flight (NASA, in short, as people say it)",
        "It was agreed by and/or within both chambers",
    ],
)
def test_other_line_ends_are_no_credits(line):
    assert split_credit(line) is None


def test_a_caption_printed_twice_is_kept_once():
    body = ["A bridge is opened. [KCNA]", "A bridge is opened. [KCNA]", "The text begins.", "It goes on."]
    assert mark_captions(body) == [
        Caption("A bridge is opened.", "[KCNA]"),
        "The text begins.",
        "It goes on.",
    ]


def test_a_caption_repeated_without_its_credit():
    body = [
        "A bridge is opened in the rain.",
        "A bridge is opened in the rain. [KCNA]",
        "The text begins.",
        "More.",
    ]
    assert mark_captions(body)[0] == Caption("A bridge is opened in the rain.", "[KCNA]")
    assert mark_captions(body)[1:] == ["The text begins.", "More."]


def test_a_report_signed_by_an_agency_is_no_caption():
    body = [
        "The text begins.",
        "The minister resigned on Monday, the palace said. (AFP)",
        "The end. [Reuters]",
    ]
    assert mark_captions(body) == body


def test_a_caption_among_the_paragraphs():
    body = ["The text begins.", "File: A bridge in the rain. / AFP", "It ends."]
    assert mark_captions(body)[1] == Caption("File: A bridge in the rain.", "/ AFP")


def test_words_in_brackets_at_the_end_of_a_paragraph_are_no_credit():
    body = ["The text begins.", "“It is good,” he said to them all. [Long applause]", "It ends."]
    assert mark_captions(body) == body


@pytest.mark.parametrize(
    "caption",
    [
        "Bridge opens. (EPA-EFE)",
        "Most został otwarty. Fot. PAP",
        "Bridge opens. — AFP pic",
        "Bridge opens. | AFP",
        "Der Bau wurde eröffnet. Foto: dpa",
        "다리 개통식. 사진=연합뉴스",
        "橋が開通した＝ロイター",
    ],
)
def test_above_the_text_weaker_credits_count(caption):
    marked = mark_captions([caption, "The text begins.", "It ends."])
    assert isinstance(marked[0], Caption)
    assert mark_captions(["The text begins.", caption, "It ends."])[1] == caption


def test_short_words_said_twice_are_no_caption():
    body = ["He was asked.", "No.", "No.", "He left."]
    assert mark_captions(body) == body


def test_an_address_is_no_caption():
    body = ["Write to us. [desk@paper.example]", "The text begins."]
    assert mark_captions(body) == body


@pytest.mark.parametrize(
    "name", ["ADA LOVELACE", "Ada Lovelace", "周文静", "김하늘", "ИРИНА МАЛАХОВА", "محمد علي", "Łucja Żak"]
)
def test_a_tail_names_its_writer(name):
    tail = find_tail(
        [
            "Text.",
            "More text.",
            f"BY {name} [desk@paper.example]",
            "Follow us on social media",
            "ⓒ The Paper. All rights reserved.",
        ]
    )
    assert (tail.count, tail.authors, tail.owner) == (3, (name,), "The Paper")


@pytest.mark.parametrize(
    "line",
    [
        "Subscribe to our newsletter",
        "저작권자 © 신문. 무단전재 및 재배포 금지",
        "Lire aussi : Un autre article",
        "Подписывайтесь на наш канал",
        "Folgen Sie uns auf allen Kanälen",
        "Síguenos en redes",
        "desk@paper.example",
        "김하늘 기자 desk@paper.example",
        "版权所有，未经授权不得转载",
        "(END)",
        "Copyright 2025 The Paper",
    ],
)
def test_tails_in_many_languages(line):
    assert find_tail(["Text.", "More text.", line]).count == 1


@pytest.mark.parametrize(
    "line",
    [
        (
            "He told readers to write to desk@paper.example if they knew more about the case, and hundreds "
            "of them did so."
        ),
        "Following the vote, the council met again.",
        "***",
        "Copyrighted works were at the heart of the dispute that the court settled.",
        "Ende gut, alles gut.",
    ],
)
def test_last_paragraphs_are_kept(line):
    assert find_tail(["Text.", "More text.", line]).count == 0


def test_nothing_but_a_tail_keeps_its_first_line():
    assert find_tail(["Follow us", "Subscribe"]).count == 1


WRAPPED = """The Danube rises in the Black Forest and flows for about 2,850
kilometres to the Black Sea. It passes through ten countries, more
than any other river in the world.

Four capitals lie on its banks: Vienna, Bratislava, Budapest and
Belgrade."""


def test_lines_broken_to_a_width_are_joined():
    blocks = blocks_of(WRAPPED.split("\n"))
    assert is_wrapped(blocks)
    assert unwrap(blocks)[1] == "Four capitals lie on its banks: Vienna, Bratislava, Budapest and Belgrade."


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("the well-", "known river", "the well-known river"),
        ("Vor-", "und Nachteile", "Vor- und Nachteile"),
        ("an impor-", "tant important thing", "an important important thing"),
        ("the South-", "East of the country", "the South-East of the country"),
    ],
)
def test_hyphens_at_line_ends(first, second, joined):
    assert unwrap([[first, second]]) == [joined]


def test_japanese_lines_are_joined_without_a_space():
    lines = [
        "信濃川は日本で最も長い川であり、長野県から新潟県へと流れて、やがて日本海に注いでいる。",
        "上流では千曲川と呼ばれている。",
    ]
    assert unwrap([lines]) == ["".join(lines)]


def test_one_paragraph_a_line_is_not_wrapped():
    lines = [
        "A short one.",
        "This paragraph is rather longer than the first one was.",
        "Then one more.",
        "And the last paragraph.",
    ]
    assert not is_wrapped(blocks_of(lines))
    korean = [
        "낙동강은 남한에서 가장 긴 강이다. 강원도 태백에서 시작한다.",
        "부산을 지나 남해로 흘러간다.",
        "길이는 약 510킬로미터이다.",
    ]
    assert not is_wrapped(blocks_of(korean))


def test_lines_printed_over_and_over_are_the_text():
    line = "All work and no play makes a dull newspaper."
    assert mark_captions([line] * 20_000) == [line] * 20_000
    refrain = ["The text begins.", *[line] * 3, "It goes on.", "It ends."]
    assert mark_captions(refrain) == refrain


def test_a_text_in_which_most_is_printed_twice_has_no_captions():
    body = [f"Paragraph {number} of a page that was saved badly." for number in range(4) for _ in range(2)]
    assert mark_captions(body) == body


def test_a_caption_with_its_credit_is_kept_once_however_often_it_is_printed():
    picture = "A bridge is opened. [KCNA]"
    body = [picture, picture, picture, "The text begins.", picture, "It goes on."]
    assert mark_captions(body) == [
        Caption("A bridge is opened.", "[KCNA]"),
        "The text begins.",
        "It goes on.",
    ]


def test_words_of_a_caption_that_come_again_in_the_text_stay_there():
    words = "The bridge was opened on a wet day in May."
    body = [words, words, "The text begins.", words, "It goes on."]
    assert mark_captions(body) == [Caption(words, ""), "The text begins.", words, "It goes on."]
