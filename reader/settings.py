"""The user's choices: one typed record, saved as JSON, upgraded when it is older."""

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields, replace
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any, Final, Self

VERSION: Final = 1
_RECENT_KEPT: Final = 8
_SEARCHES_KEPT: Final = 30
_CHOICES_KEPT: Final = 20
_SEARCH_KEPT: Final = 200
"""Signs of a search that is remembered."""


RANGES: Final[Mapping[str, range]] = {
    "text_size": range(14, 33),
    "line_height": range(120, 221, 5),
    "column_letters": range(44, 101, 2),
    "window_size": range(12, 16),
    "backups_kept": range(1, 61),
    "mark_read_after": range(-1, 600_001),
    "last_label": range(1, 9),
}
"""What numbers the user may choose."""

CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "theme": ("system", "light", "dark", "contrast"),
    "page_font": ("source-serif", "inter", "system-serif", "system-sans", "own"),
    "names_model": ("sm", "md"),
    "motion": ("system", "full", "less"),
}
"""What words the user may choose."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user chose, and how the window was left.

    `geometry` and `panes` are what Qt gave for the window and its splitter, in hexadecimal.
    """

    version: int = VERSION
    theme: str = "system"
    """`system`, `light`, `dark` or `contrast`."""
    sepia: bool = False
    """Whether light and dark have a page in the tone of old paper."""
    recent: tuple[str, ...] = ()
    """Folders of libraries, the last used first."""
    geometry: str = ""
    panes: str = ""
    last_label: int = 1
    sort: str = "relevance"
    headings: bool = False
    """Whether the list has a heading over the articles of each day or source."""
    mark_read_after: int = 2000
    """Milliseconds an article stays open before it counts as read; below 0 it never does by itself."""
    page_font: str = "source-serif"
    own_font: str = ""
    """The family of the computer's fonts that the page takes when `page_font` is `own`."""
    text_size: int = 20
    """Pixels of the running text."""
    line_height: int = 160
    """Height of a line, in hundredths of the text's size."""
    column_letters: int = 68
    """Average letters in a full line of the page."""
    justified: bool = False
    """Whether both edges of a paragraph are even."""
    window_size: int = 13
    """Pixels of the window's own words."""
    motion: str = "system"
    """Whether things may move on the screen: `system` as the computer is set, `full`, or `less`."""
    names_model: str = "sm"
    libraries_folder: str = ""
    """Where new libraries are proposed; empty: beside the one that is open."""
    backups_daily: bool = True
    backups_kept: int = 7
    """Daily backups that stay, beside weekly and monthly ones."""
    backups_folder: str = ""
    """The folder for backups of every library; empty: each library's own."""

    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Keys that the user gave to actions, by the action's name."""
    searches: tuple[str, ...] = ()
    """Searches that were gone through, the last first."""
    recent_choices: tuple[str, ...] = ()
    """What was chosen in the palette, the last first, such as `command:star` or `tag:economy`."""
    hidden_families: tuple[str, ...] = ()
    """Families of names that are not underlined on the page."""
    left_open: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Where the reader left each library, by its folder: the numbers of an article, a version and a sign."""

    def backups_of(self, library: Path) -> Path | None:
        """Give the folder chosen for the backups of a library; None for the library's own."""
        if not self.backups_folder:
            return None
        mark = sha256(str(library.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:8]
        return Path(self.backups_folder) / f"{library.name}-{mark}"

    def with_search(self, words: str) -> Self:
        """Put a search at the head of those that are remembered; what is too long to read again is not."""
        words = " ".join(words.split())
        if not words or len(words) > _SEARCH_KEPT:
            return self
        rest = [other for other in self.searches if other != words]
        return replace(self, searches=(words, *rest)[:_SEARCHES_KEPT])

    def with_choice(self, name: str) -> Self:
        """Put a choice at the head of those made in the palette."""
        rest = [other for other in self.recent_choices if other != name]
        return replace(self, recent_choices=(name, *rest)[:_CHOICES_KEPT])

    def with_left_open(self, library: Path, place: tuple[int, int, int] | None) -> Self:
        """Keep where a library was left: article, version and code point; None when none was open."""
        name = str(library)
        rest = {other: left for other, left in self.left_open.items() if other != name}
        while len(rest) >= _RECENT_KEPT:
            del rest[next(iter(rest))]
        return replace(self, left_open=rest if place is None else {**rest, name: tuple(map(str, place))})

    def left_open_in(self, library: Path) -> tuple[int, int, int] | None:
        """Give the article, version and code point at which a library was left."""
        kept = self.left_open.get(str(library), ())
        if len(kept) != 3 or not all(each.isascii() and each.isdecimal() for each in kept):
            return None
        article, version, position = map(int, kept)
        return article, version, position

    def with_recent(self, folder: Path) -> Self:
        """Put a library at the head of the recent ones."""
        name = str(folder)
        rest = [other for other in self.recent if other != name]
        return replace(self, recent=(name, *rest)[:_RECENT_KEPT])


def load(path: Path) -> Settings:
    """Read the settings; what is missing, damaged or unknown falls back to the default."""
    try:
        stored = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return Settings()
    return _understood(stored) if isinstance(stored, dict) else Settings()


def keep_unread(path: Path) -> Path | None:
    """Keep a copy of a file of which `save` would lose something; give the copy, None where none is needed.

    That is a damaged one, one of a newer program, and one with a value that is not allowed.
    """
    if not path.is_file() or _is_wholly_read(path):
        return None
    kept = next(each for each in _names_beside(path) if not each.exists() or _is_same(each, path))
    if not kept.exists():
        try:
            shutil.copyfile(path, kept)
        except OSError:  # it may not be read, or there is no room: then the file itself is kept
            with suppress(OSError):
                kept.unlink(missing_ok=True)
                path.rename(kept)
    return kept if kept.exists() else None


def _is_wholly_read(path: Path) -> bool:
    try:
        stored = json.loads(path.read_bytes().decode("utf-8"))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(stored, dict) and stored.items() <= json.loads(_written(_understood(stored))).items()


def _names_beside(path: Path) -> Iterator[Path]:
    yield path.with_name(f"{path.stem}-kept{path.suffix}")
    for number in count(2):
        yield path.with_name(f"{path.stem}-kept-{number}{path.suffix}")


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.read_bytes() == other.read_bytes()
    except OSError:
        return False


def _written(settings: Settings) -> str:
    return json.dumps(asdict(settings), indent=2)


def save(settings: Settings, path: Path) -> None:
    """Write the settings by a temporary file; a full or read-only disk loses only this change."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_suffix(".tmp")
        temporary.write_text(_written(settings), "utf-8")
        temporary.replace(path)


def _is_allowed(name: str, value: object) -> bool:
    if isinstance(value, int) and name in RANGES:
        return value in RANGES[name]
    return name not in CHOICES or value in CHOICES[name]


def _words_of(stored: list[Any]) -> tuple[str, ...]:
    return tuple(item for item in stored if isinstance(item, str))


def _understood(stored: dict[str, Any]) -> Settings:
    kept: dict[str, Any] = {}
    default = Settings()
    for each in fields(Settings):
        value = stored.get(each.name)
        if isinstance(value, list):
            value = _words_of(value)
        if isinstance(value, dict):
            value = {name: _words_of(items) for name, items in value.items() if isinstance(items, list)}
        if type(value) is type(getattr(default, each.name)) and _is_allowed(each.name, value):
            kept[each.name] = value
    return Settings(**{**kept, "version": VERSION})
