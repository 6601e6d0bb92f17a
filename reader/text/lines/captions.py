"""Captions of pictures that stand among the paragraphs of an article, and their credits."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from reader.text.cleaning import Look, fold, never_mind

_LOOK_EVERY: Final = 1_000
_LONGEST_REPEATED: Final = 600
_LONGEST: Final = 400
_LONGEST_CREDIT: Final = 120
_SHORTEST_AT_HEAD: Final = 10
_SHORTEST_REPEATED: Final = 30
"""A shorter line may well be said twice in an article."""

_TWICE: Final = 2
"""How often a page that is saved prints a caption: under the picture and as the picture's description."""

_SHORT_NAMES: Final = (
    "AP AFP EPA EFE KNS PTI ANI UPI TASS RIA ANSA APA dpa DPA AAP NTB TT PAP ČTK CTK MTI ANP WAM SPA "
    "MENA AA IANS SDA sda apa afp LUSA Lusa BNS LETA ELTA BTA STA HINA SRNA TANJUG CNS VCG CFP GT ZUMA "
    "Sipa SIPA NASA ESA NOAA KBS MBC SBS YTN JTBC NHK CNN BBC NBC CBS KCTV KCNA Kyodo Jiji PA EYE USGS "
    "IAEA"
)
_LONG_NAMES: Final = (
    "reuters yonhap newsis news1 xinhua bloomberg getty anadolu antara bernama ritzau belga keystone "
    "imago shutterstock unsplash istock alamy nurphoto interfax ukrinform sputnik kyodo jiji "
    "scanpix lehtikuva europapress magnum contour polaris pixabay pexels wikimedia "
    "flickr depositphotos adobestock 연합뉴스 뉴시스 뉴스1 연합 로이터 공동취재단 공동취재 "
    "조선중앙통신 조선중앙tv 노동신문 신화 교도 게티이미지 게티이미지뱅크 ロイター 共同 時事 共同通信 "
    "時事通信 朝鮮中央通信 朝鮮通信 新华社 新華社 中新社 中央社 路透社 法新社 美联社 рейтер тасс риа "
    "укринформ унян уніан रॉयटर्स رويترز فرانس רויטרס"
)
_AGENCIES_AS_PRINTED: Final = frozenset(_SHORT_NAMES.split())
_AGENCIES: Final = frozenset(_LONG_NAMES.split())
_PICTURE_WORDS: Final = (
    "photo|foto|fotó|picture|image|courtesy|handout|archiv|archive|credit|screenshot|screen capture|"
    "screengrab|getty images|picture alliance|europa press|copyright|bild|bilde|valokuva|zdjęcie|fot.|"
    "snímek|fotoğraf|crédit|crédito|cortesía|cortesia|φωτογραφία|фото|снимок|צילום|تصوير|صورة|사진|"
    "제공|자료|캡처|그래픽|写真|提供|撮影|圖|图|攝|摄|ảnh|joint press|press pool|pool photo|file|via |"
    "provided by|released by|ministry"
)
_PICTURE: Final = re.compile("|".join(map(re.escape, _PICTURE_WORDS.split("|"))))
_NO_CREDITS: Final = frozenset(
    ("sic", "read more", "more", "video", "audio", "update", "updated", "laughs", "applause")
)

_SQUARE: Final = re.compile(r"[\[［【]([^\[\]［］【】]{2,60})[\]］】]$")
_ROUND: Final = re.compile(r"[(（]([^()（）]{2,90})[)）]$")
_SLASH: Final = re.compile(r"(?:(?<=[.!?。”\"»…])|\s)\s?[/／]\s?([^\s/][^/@]{0,50}(?:/[^/@]{2,30})?)$")
_LABELLED: Final = re.compile(
    r"(?<=[.!?。”\"»…)])\s*(?:(?:photo|foto|picture|image|credit|bild|zdjęcie|fot|crédit|crédito|фото|"
    r"사진|写真|图|ảnh|צילום)(?:\s?(?:by|de|von|par)\s|\.?\s?[:：=＝]\s?)|fot\.\s|©\s?)(\S.{1,70})$",
    re.I,
)
_PICTURE_BY: Final = re.compile(
    r"(?:photos?|fotos?|фото|사진|写真|picture|image|credit|bild|fot|ảnh|crédit|crédito)"
    r"(?:\.?\s?[:：=＝/]|\s(?:by|via|courtesy|from|credit|de|von|par|제공)\s)|courtesy of|joint press|"
    r"press pool|handout|©",
    re.I,
)
_DASHED: Final = re.compile(r"[=＝|—–]\s?([^\s=＝|—–]{2,12}(?: pic)?)$")
_FILE_PICTURE: Final = re.compile(
    r"(?:file|archive|archiv|archivo|archivfoto|자료사진|資料写真|▲|△|◀|▶)\s*(?:photo|picture|"
    r"foto)?\s*[:：]?\s",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption; `credit` as printed, with its brackets, or empty."""

    words: str
    credit: str


def mark_captions(paragraphs: Sequence[str], look: Look = never_mind) -> list[str | Caption]:
    """Give the paragraphs in order with captions recognised, each of them once.

    A paragraph is a caption when it is printed twice at once or ends in the credit of a picture. An
    agency's name alone counts only above the first paragraph of the body: further down it names where the
    report comes from. What stands there three times or more, or twice as all else does, is the text: a
    refrain, a table, a log; it stays as often as it is printed, unless it ends in a credit. A picture with
    its credit that is shown again later is left out there; other words are not. `look` is called several
    times a second.
    """
    marked: list[str | Caption] = []
    seen: set[str] = set()
    again = -1
    opening = True
    last = len(paragraphs) - 1
    repeated = _runs_of_text(paragraphs)
    for place, paragraph in enumerate(paragraphs):
        if place % _LOOK_EVERY == 0:
            look()
        if place == again or paragraph in seen:
            continue
        following = paragraphs[place + 1] if place < last else ""
        if paragraph in repeated:
            following = "" if following == paragraph else following
        caption = _as_caption(paragraph, following, opening=opening)
        if caption is None:
            marked.append(paragraph)
            opening = False
            continue
        credited = {paragraph} if caption.credit else set()
        if following and _same(paragraph, following):
            again = place + 1
            if not caption.credit:
                caption = _split(following)
            if caption.credit:
                credited.add(following)
        seen |= credited
        marked.append(caption)
    return marked


def _runs_of_text(paragraphs: Sequence[str]) -> frozenset[str]:
    """Find the paragraphs whose repetitions are the text itself and do not make captions of them."""
    runs = [(words, sum(1 for _ in run)) for words, run in groupby(paragraphs)]
    single = sum(count == 1 for _, count in runs)
    repeated = [(words, count) for words, count in runs if count > 1 and split_credit(words) is None]
    doubled = {words for words, count in repeated if count == _TWICE}
    many = {words for words, count in repeated if count > _TWICE}
    return frozenset(many | doubled if len(doubled) > max(1, single) else many)


def _as_caption(paragraph: str, following: str, *, opening: bool) -> Caption | None:
    if len(paragraph) >= _LONGEST_REPEATED or "@" in paragraph:
        return None
    caption = _split(paragraph)
    shortest = _SHORTEST_AT_HEAD if opening else _SHORTEST_REPEATED
    if following and _same(paragraph, following) and (caption.credit or len(paragraph) >= shortest):
        return caption
    if not caption.credit or not caption.words or len(paragraph) >= _LONGEST:
        return None
    if _of_picture(caption.credit) and (
        following or _FILE_PICTURE.match(paragraph) or _names_picture(caption.credit)
    ):
        return caption
    return caption if opening and following else None


def split_credit(paragraph: str) -> tuple[str, str] | None:
    """Cut the credit of a picture off a caption: (words, credit as printed); None when there is none."""
    end = paragraph[-_LONGEST_CREDIT:]
    offset = len(paragraph) - len(end)
    for pattern, accepts in (
        (_SQUARE, _square_credit),
        (_ROUND, _round_credit),
        (_SLASH, _slash_credit),
        (_LABELLED, _anything),
        (_DASHED, _has_agency),
    ):
        match = pattern.search(end)
        if match is not None and accepts(match[1], end[: match.start()].rstrip()):
            start = offset + match.start() + len(match[0]) - len(match[0].lstrip())
            return paragraph[: offset + match.start()].rstrip(), paragraph[start:]
    return None


def _split(paragraph: str) -> Caption:
    parts = split_credit(paragraph) if len(paragraph) < _LONGEST_REPEATED else None
    return Caption(paragraph, "") if parts is None or not parts[0] else Caption(*parts)


def _same(paragraph: str, following: str) -> bool:
    """Tell whether two lines are one caption printed twice, the credit perhaps only once."""
    if paragraph == following:
        return True
    if abs(len(paragraph) - len(following)) > _LONGEST_CREDIT or paragraph[:12] != following[:12]:
        return False
    return len(following) < _LONGEST_REPEATED and fold(_split(paragraph).words) == fold(
        _split(following).words
    )


def _of_picture(credit: str) -> bool:
    """Tell whether a credit is one that only pictures have, wherever it stands."""
    if credit.startswith(("/", "／")):
        return True
    name = credit.strip("[]［］【】()（）")
    if credit.startswith(("[", "［", "【")):
        return _has_agency(name) or _names_picture(name) or name.isupper()
    return credit.startswith(("(", "（")) and (_names_picture(name) or "/" in name)


def _names_picture(credit: str) -> bool:
    return _PICTURE.search(credit.casefold()) is not None


def _has_agency(name: str, _before: str = "") -> bool:
    words = re.findall(r"[^\W_]+", name)
    return any(word in _AGENCIES_AS_PRINTED or word.casefold() in _AGENCIES for word in words)


def _anything(_name: str, _before: str) -> bool:
    return True


def _square_credit(name: str, _before: str) -> bool:
    if name.casefold() in _NO_CREDITS or not any(sign.isalpha() for sign in name):
        return False
    return (
        _has_agency(name)
        or _names_picture(name)
        or (len(name.split()) <= 6 and not name[0].islower() and not name[0].isdigit())
    )


def _round_credit(name: str, before: str) -> bool:
    if _has_agency(name):
        return _names_picture(name) or "/" in name or "=" in name or len(name.split()) == 1 or _closed(before)
    return _closed(before) and _PICTURE_BY.match(name) is not None


def _slash_credit(name: str, _before: str) -> bool:
    return _has_agency(name) or (name.isupper() and 2 <= len(name) <= 24)


def _closed(before: str) -> bool:
    return before.endswith((".", "!", "?", "。", "！", "？", "”", '"', "»", "…", "」", "؟"))
