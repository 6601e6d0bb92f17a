"""Lines that say when an article was published and last changed."""

import re
from dataclasses import dataclass
from typing import Final

from reader.text.dates import DayOrder, Stamp, find_stamps

_LONGEST: Final = 140
"""Code points; a longer line is a sentence that happens to hold a date."""
_MOST_WORDS: Final = 4
"""Words that may stand beside a date after "Published", such as a name or a place."""

_PUBLISHED: Final = (
    "first published|published on|published at|published|publication date|date published|posted on|"
    "posted|issued|date|stand|veröffentlicht am|veröffentlicht|erstellt|publié le|publiée le|publié|"
    "mis en ligne le|mis en ligne|publicado el|publicado em|publicado|publicada|pubblicato il|"
    "pubblicato|gepubliceerd op|gepubliceerd|geplaatst|publicerad|publisert|publiceret|julkaistu|"
    "opublikowano|data publikacji|publikováno|vydáno|publikované|megjelent|publicat|δημοσιεύθηκε|"
    "δημοσίευση|опубликовано|опубліковано|дата публикации|дата|yayınlanma tarihi|yayınlanma|"
    "yayın tarihi|diterbitkan|dipublikasikan|ngày đăng|đăng lúc|xuất bản|기사입력|최초입력|입력|등록|"
    "게시|승인|発行|公開日時|公開日|公開|発行日|掲載日|配信日|配信|掲載|投稿|发布时间|发布于|發佈於|"
    "发布日期|发布|發布|發佈|פורסם|תאריך פרסום|تاريخ النشر|نشر في|نُشر|نشر"
)
_UPDATED: Final = (
    "last updated|last modified|updated on|updated at|updated|modified|zuletzt aktualisiert|"
    "aktualisiert am|aktualisiert|geändert|mis à jour le|mis à jour|mise à jour|modifié le|modifié|"
    "actualizado|última actualización|atualizado em|atualizado|ultimo aggiornamento|aggiornato|"
    "modificato|bijgewerkt|laatste update|uppdaterad|oppdatert|opdateret|päivitetty|zaktualizowano|"
    "aktualizacja|aktualizováno|aktualizované|frissítve|actualizat|ενημέρωση|ενημερώθηκε|обновлено|"
    "изменено|оновлено|son güncelleme|güncellenme|güncelleme|diperbarui|cập nhật|기사수정|최종수정|"
    "수정|업데이트|最終更新|更新时间|更新日時|更新日|更新于|更新|修改时间|עודכן|آخر تحديث|تم التحديث|تحديث"
)
_KEYWORD: Final = re.compile(
    rf"(?<!\w)(?:(?P<updated>{_UPDATED})|(?P<published>{_PUBLISHED}))(?![^\W\d])", re.I
)


@dataclass(frozen=True, slots=True)
class DateLine:
    """What a line of dates says; `named` tells whether it says so in words ("Published")."""

    published: Stamp | None
    updated: Stamp | None
    named: bool


def read_date_line(line: str, order: DayOrder = DayOrder.DAY_FIRST) -> DateLine | None:
    """Read a line that gives the time of publication or change and nothing else; None for any other line."""
    if len(line) > _LONGEST or not any(sign.isdigit() for sign in line):
        return None
    published: Stamp | None = None
    updated: Stamp | None = None
    named = False
    for is_update, has_name, part in _parts(line):
        stamps = list(find_stamps(part, order))
        if not stamps:
            if not has_name and part.strip(" |·•-–—,/()"):
                return None  # words before the first keyword: a sentence
            continue
        named = named or has_name
        if sum(len(stamp.rest.split()) for stamp in stamps) > (_MOST_WORDS if has_name else 0):
            return None
        if is_update:
            updated = updated or stamps[0]
        else:
            published = published or stamps[0]
    return DateLine(published, updated, named) if published or updated else None


def first_keyword(line: str) -> int | None:
    """Give the place of the first word such as "Published" or "Updated"."""
    match = _KEYWORD.search(line)
    return None if match is None else match.start()


def _parts(line: str) -> list[tuple[bool, bool, str]]:
    """Cut the line at its keywords: (is it about a change, was there a keyword, the words after it)."""
    matches = list(_KEYWORD.finditer(line))
    if not matches:
        return [(False, False, line)]
    head = line[: matches[0].start()]
    parts = [(False, False, head)] if head.strip(" []【】()<>|·•▲△■□-") else []
    for match, after in zip(matches, [*matches[1:], None], strict=True):
        end = len(line) if after is None else after.start()
        parts.append((match["updated"] is not None, True, line[match.end() : end]))
    return parts
