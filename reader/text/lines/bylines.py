"""Lines that name who wrote an article."""

import re
from typing import Final

_LONGEST: Final = 200
_BY: Final = re.compile(r"(?:by|written by|reported by|story by)(?:\s*:\s*|\s+)(?=\S)", re.I)
# Short words that also begin sentences: what follows has to look like names.
_OTHER_BY: Final = re.compile(
    r"(?:von|par|por|di|door|av|af|tekst|text|texto|texte|testo|oleh|bởi|autora?|autorin|auteur|autore|"
    r"autor(?:es|i)|författare|forfatter|yazan|haber|автор[ыи]?|текст|συντάκτης|του|מאת|بقلم|كتب|作者|"
    r"记者|記者|文|글)(?P<sign>\s*[:：/／|]\s*|\s+)(?=\S)",
    re.I,
)
_TITLE_AFTER: Final = re.compile(r"\s*(?:선임기자|수습기자|인턴기자|기자|특파원|논설위원|記者|记者|特派員)$")
_KOREAN: Final = re.compile(
    r"(?:[가-힣]{2,4}\s?(?:선임|수습|인턴)?(?:기자|특파원))(?:[\s,·]+[가-힣]{2,4}\s?(?:기자|특파원))*$"
)
_SENTENCE: Final = re.compile(r"[.!?。！？…:;]$")
_INITIAL_AT_END: Final = re.compile(r"(?:\b[^\W\d_]|\b(?:Jr|Sr|St|Dr|Inc|Ltd))\.$", re.I)
_SPLIT: Final = re.compile(r"\s*[,;、，；]\s*|\s+[|•·]\s+")
_AND: Final = re.compile(r"\s+(?:and|AND|und|UND|et|ET|y|e|og|och|en|i|a|ve|dan|и|та|και|&)\s+")
_AND_FIRST: Final = re.compile(r"^(?:and|und|et|y|e|og|och)\s+")  # "A, B, and C"
_ONE_WORD_DESKS: Final = frozenset(
    ("ap", "afp", "reuters", "dpa", "epa", "upi", "yonhap", "kcna", "bloomberg", "efe", "ansa")
)


def read_byline(line: str) -> tuple[str, ...]:
    """Give the authors that a line names; none when it is no byline."""
    if len(line) > _LONGEST or "@" in line:
        return ()
    match = _BY.match(line)
    if match is not None:
        names = line[match.end() :]
        return split_names(names) if _may_be_names(names) else ()
    match = _OTHER_BY.match(line)
    if match is not None:
        names = line[match.end() :]
        sure = bool(match["sign"].strip())
        if _may_be_names(names) and (sure or (len(names) < 80 and _all_names(names))):
            return split_names(names)
    if _KOREAN.fullmatch(line):
        return split_names(line)
    return ()


def split_names(names: str) -> tuple[str, ...]:
    """Cut a list of names at commas, semicolons and "and"; each name once, without the word "reporter"."""
    found: list[str] = []
    for part in _SPLIT.split(names):
        halves = _AND.split(_AND_FIRST.sub("", part))
        # "Arts and Culture Desk" is one name: only what stands alone is cut off.
        found.extend(halves if all(map(_stands_alone, halves)) else [" ".join(part.split())])
    bare = (_TITLE_AFTER.sub("", name).strip(" .|·•") for name in found)
    return tuple(dict.fromkeys(_with_last_stop(name, names) for name in bare if name))


def _with_last_stop(name: str, names: str) -> str:
    """Give "Jr." its full stop back."""
    return f"{name}." if f"{name}." in names and _INITIAL_AT_END.search(f"{name}.") else name


def _stands_alone(name: str) -> bool:
    return len(name.split()) > 1 or name.casefold() in _ONE_WORD_DESKS


def _may_be_names(names: str) -> bool:
    if _SENTENCE.search(names) and not _INITIAL_AT_END.search(names):
        return False
    return len(names.split()) <= 24 and not any(mark in names for mark in ("?", "!", "“", "„", "«"))


def _all_names(names: str) -> bool:
    """Tell whether every longer word begins with a capital, where the script has capitals."""
    words = [word.strip("().,\"'") for word in names.split()]
    return (
        bool(words)
        and len(words) <= 8
        and all(not word[:1].islower() or len(word) <= 3 for word in words)
        and words[0][:1].isupper()
    )
