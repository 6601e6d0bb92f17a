"""What newspapers print below an article: invitations, rights, the writer's address."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reader.text.lines.bylines import read_byline, split_names

_LONGEST: Final = 300
_LONGEST_INVITATION: Final = 160

_INVITATION: Final = re.compile(
    r"(?:[►▶▷■□●○◆◇•·→»>*\-–—]\s?)?(?:follow us|follow (?:the )?\S+ (?:on|us)|subscribe\b|sign up|"
    r"read more|read also|read next|also read|see also|related (?:articles|stories|news|posts|topics|"
    r"links|content)|related\s?:|share this|share on|join our|join us on|click here|download our app|"
    r"like us on|find us on|more from|more on this|most read|support our|advertisement|folgen sie|"
    r"folge uns|abonnieren|newsletter\b|mehr zum thema|weiterlesen|lesen sie auch|jetzt anmelden|"
    r"suivez[- ]nous|abonnez[- ]vous|inscrivez[- ]vous|lire aussi|à lire aussi|partager cet|síguenos|"
    r"suscr[íi]be|lea también|lee también|leer también|comparte|compartir|siga[- ]nos|siga o|"
    r"inscreva-se|assine|leia também|leia mais|compartilhe|seguici|iscriviti|abbonati|leggi anche|"
    r"condividi|volg ons|abonneer|lees ook|lees meer|följ oss|prenumerera|läs också|läs mer|följ|"
    r"følg oss|følg os|abonner|les også|læs også|seuraa meitä|tilaa uutiskirje|lue myös|obserwuj nas|"
    r"subskrybuj|zapisz się|czytaj też|czytaj także|czytaj więcej|zobacz także|udostępnij|sledujte nás|"
    r"přihlaste se|odebírejte|čtěte také|čtěte též|přečtěte si|bizi takip|takip edin|abone ol|"
    r"haber bülten|paylaş|подпи[сш]\w+|следите за|читайте также|читать далее|поделиться|підпи[сш]\w+|"
    r"читайте також|стежте за|ακολουθήστε|εγγραφείτε|διαβάστε επίσης|διαβάστε ακόμη|עקבו אחרינו|הירשמו|"
    r"קראו עוד|קראו גם|تابعونا|تابعنا|اشترك|اقرأ أيضا|اقرأ المزيد|ikuti kami|berlangganan|baca juga|"
    r"theo dõi|đăng ký|xem thêm|đọc thêm|관련\s?기사|구독|팔로우|더\s?보기|▶|제보는|フォロー|購読|"
    r"関連記事|あわせて読みたい|続きを読む|会員登録|关注我们|關注|订阅|訂閱|相关阅读|相关新闻|延伸阅读|"
    r"扫码)",
    re.I,
)
_RIGHTS: Final = re.compile(
    r"(?:[<(\[【]\s?)?(?:©|ⓒ|\(c\)|copyright\b|copyrights\b|all rights reserved|alle rechte vorbehalten|"
    r"tous droits réservés|todos los derechos|todos os direitos|tutti i diritti|"
    r"alle rechten voorbehouden|wszelkie prawa|všechna práva|tüm hakları|все права|всі права|"
    r"με την επιφύλαξη|כל הזכויות|جميع الحقوق|hak cipta|저작권|무단\s?전재|無断転載|無断複製|著作権|"
    r"版权所有|版權所有|未经授权|未經授權|禁止转载)",
    re.I,
)
_RIGHTS_WITHIN: Final = re.compile(
    r"all rights reserved|무단\s?전재|재배포\s?금지|無断転載|版权所有|版權所有|alle rechte vorbehalten|"
    r"tous droits réservés",
    re.I,
)
_OWNER: Final = re.compile(
    r"^\W*(?:copyright|\(c\)|저작권자)?\s*(?:©|ⓒ|\(c\))\s*(?:copyright\s*)?(?:(?:19|"
    r"20)\d\d(?:\s?[-–]\s?\d{4})?\s*)?(?:by\s+)?([^.,;©ⓒ<>|]{2,50}?(?:\.[a-z]{2,4})?)(?:\s*(?:19|"
    r"20)\d\d)?\s*[.,;<>]",
    re.I,
)
_END: Final = re.compile(r"[(\[<]?\s?(?:end|끝|ends|完|了|-30-|fin|ende)\s?[)\]>]|-30-|#{3}", re.I)
_RULE: Final = re.compile(r"(?:[*=-]\s?){3,}")
_MAIL: Final = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_CONTACT: Final = re.compile(
    r"\b(?:contact|e-?mail|write to|reach|tips?|kontakt|contacto|contatto|redaktion|newsroom)\b", re.I
)
_RELATED: Final = re.compile(
    r"(?:related(?: articles| stories| news| posts| links)?|read more|see also|more stories|관련\s?기사|"
    r"関連記事|相关阅读)\s?:?",
    re.I,
)
_MOST_RELATED: Final = 6
_MOST_CONTACT_WORDS: Final = 12


@dataclass(frozen=True, slots=True)
class Tail:
    """What was found below an article: `count` paragraphs from the end, and what they say."""

    count: int
    authors: tuple[str, ...] = ()
    owner: str | None = None
    """Who claims the rights: the newspaper."""


def find_tail(paragraphs: Sequence[str]) -> Tail:
    """Find what stands below the article's own last paragraph; the first paragraph is never part of it."""
    end = len(paragraphs)
    authors: tuple[str, ...] = ()
    owner: str | None = None
    while end > 1:
        paragraph = paragraphs[end - 1]
        names = read_writer(paragraph)
        if names is not None:
            authors = names + authors
        elif not _is_tail(paragraph):
            listed = _related_list(paragraphs, end)
            if not listed:
                break
            end -= listed
            continue
        if owner is None and len(paragraph) <= _LONGEST:
            match = _OWNER.match(paragraph)
            owner = match[1].strip() if match else None
        end -= 1
    if 1 < end < len(paragraphs) and _RULE.fullmatch(paragraphs[end - 1]):
        end -= 1  # the rule that sets the tail off
    return Tail(len(paragraphs) - end, tuple(dict.fromkeys(authors)), owner)


def _is_tail(paragraph: str) -> bool:
    if len(paragraph) > _LONGEST:
        return False
    if _RIGHTS.match(paragraph) or _RIGHTS_WITHIN.search(paragraph) or _END.fullmatch(paragraph):
        return True
    return len(paragraph) <= _LONGEST_INVITATION and _INVITATION.match(paragraph) is not None


def read_writer(paragraph: str) -> tuple[str, ...] | None:
    """Give the names of a line with the writer's address, perhaps none; None when it is no such line."""
    if len(paragraph) > _LONGEST_INVITATION:
        return None
    if "@" not in paragraph:
        return read_byline(paragraph) or None if paragraph.endswith(("기자", "특파원")) else None
    rest = _MAIL.sub(" ", paragraph)
    if rest == paragraph:
        return None
    rest = " ".join(re.sub(r"[\[\]()<>|/=:：]+", " ", rest).split()).strip(" ,;.-–—")
    if not rest or (len(rest.split()) <= _MOST_CONTACT_WORDS and _CONTACT.search(rest)):
        return ()
    names = read_byline(rest) or split_names(rest)
    fits = (
        len(rest.split()) <= 10
        and not any(sign.isdigit() for sign in rest)
        and not rest.endswith((".", "?", "!"))
    )
    return names if fits else None


def _related_list(paragraphs: Sequence[str], end: int) -> int:
    """Count the paragraphs of a list of other articles that ends at `end`, heading included; 0 for none."""
    for place in range(end - 1, max(0, end - 2 - _MOST_RELATED), -1):
        if len(paragraphs[place]) <= 40 and _RELATED.fullmatch(paragraphs[place]):
            return end - place
        if len(paragraphs[place]) > _LONGEST_INVITATION or paragraphs[place].endswith((".", "。", "”", '"')):
            return 0
    return 0
