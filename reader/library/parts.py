"""The parts of the program with their licences: itself, what it carries, and what it runs on."""

import os
import platform
import re
import sys
from contextlib import suppress
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Final

from reader.places import resource

_PRODUCT: Final = "pressmark"
_LICENCE_FILE: Final = re.compile(r"(licen[cs]e|copying|notice|authors)[^/]*$", re.IGNORECASE)
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_LONGEST: Final = 60
_WORDS_OF: Final = (
    ("SIL Open Font License, Version 1.1", "OFL-1.1"),
    ("Attribution-ShareAlike 3.0", "CC BY-SA 3.0"),
    ("ISC License", "ISC"),
    ("deal in the Software without restriction", "MIT"),
    ("# OntoNotes 5", "OntoNotes 5"),
    ("# WordNet 3.0", "WordNet 3.0"),
)
"""Words by which the licence of a resource is known, and its short name, or that of what it is of."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its name, its version if it has one, the name of its licence and the text as it stands."""

    name: str
    version: str
    licence: str
    text: str


def parts() -> list[Part]:
    """Give the program first, then what lies among its resources, then what it runs on."""
    product, *packages = _packages()
    by_name = sorted([*packages, _python()], key=lambda each: each.name.lower())
    return [product, *_resources(), *by_name]


def _packages() -> list[Part]:
    """Follow what is needed, from the program on; what this computer does not need is not installed."""
    found: dict[str, Part] = {}
    waiting = [_PRODUCT]
    while waiting:
        name = waiting.pop(0)
        key = name.lower().replace("_", "-")
        if key in found:
            continue
        try:
            package = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        found[key] = _part_of(package)
        for needed in package.requires or ():
            match = _NAME.match(needed)
            if match is not None and "extra ==" not in needed:
                waiting.append(match[0])
    return list(found.values())


def _part_of(package: metadata.Distribution) -> Part:
    own = (file.locate() for file in package.files or () if ".dist-info/" in str(file))
    paths = [path for path in map(Path, map(str, own)) if _LICENCE_FILE.search(path.name) and path.is_file()]
    texts = [path.read_text("utf-8", "replace") for path in paths]
    named = _fact(package, "License-Expression") or _classified(package) or _fact(package, "License")
    licence = _first_line(named)
    text = "\n\n".join(texts).strip()
    if not text:
        where = _fact(package, "Home-page") or _fact(package, "Project-URL")
        text = "\n\n".join(part for part in (_fact(package, "License") or licence, where) if part)
    return Part(_fact(package, "Name"), package.version, licence, text)


def _fact(package: metadata.Distribution, name: str) -> str:
    return ", ".join(package.metadata.get_all(name) or ())


def _python() -> Part:
    text = sys.copyright
    with suppress(OSError):
        text = Path(os.__file__).with_name("LICENSE.txt").read_text("utf-8")
    return Part("Python", platform.python_version(), "PSF-2.0", text)


def _classified(package: metadata.Distribution) -> str:
    named = [each for each in package.metadata.get_all("Classifier") or () if each.startswith("License ::")]
    return ", ".join(each.rpartition(" :: ")[2] for each in named)


def _resources() -> list[Part]:
    root = resource("README.md").parent
    found = []
    for path in sorted(root.rglob("*")):
        if path.is_file() and _LICENCE_FILE.match(path.name):
            text = path.read_text("utf-8", "replace")
            found.append(Part(_resource_name(root, path), "", _licence_in(text), text))
    return found


def _resource_name(root: Path, path: Path) -> str:
    """Name what a licence is of: `LICENSE-Inter-OFL.txt` in `fonts` is `Inter (fonts)`."""
    folder = path.parent.relative_to(root)
    words = [each for each in re.split(r"[-_]", path.stem)[1:] if each != "OFL"]
    about = " ".join(each.lower() if each.isupper() else each for each in words)
    room = folder.parts[0] if folder.parts else root.name
    inner = folder.name if len(folder.parts) > 1 else ""
    return f"{', '.join(part for part in (inner, about) if part) or room} ({room})"


def _licence_in(text: str) -> str:
    """Name the licence that a text is, or that it speaks of."""
    plain = " ".join(text.split())
    found = [name for words, name in _WORDS_OF if words in plain]
    return ", ".join(found) or _first_line(text)


def _first_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines()]
    return next((line for line in lines if line), "")[:_LONGEST]
