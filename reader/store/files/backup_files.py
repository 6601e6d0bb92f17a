"""The names of backups: why each was made, and when."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from reader.model.backup import BackupKind

FOLDER_NAME: Final = "backups"
NAME: Final = re.compile(r"(daily|by-hand|before-restore|before-(\d+))-(\d{8}T\d{6}\.\d{6}Z)\.(zip|sqlite)")

_MOMENT: Final = "%Y%m%dT%H%M%S.%fZ"  # the basic form: no colons in a file's name


def reason_of(kind: BackupKind, upgrade: int = 0) -> str:
    """Give the first part of a backup's name."""
    return f"before-{upgrade}" if kind is BackupKind.BEFORE_UPGRADE else str(kind)


def path_for(folder: Path, reason: str, ending: str = "zip") -> Path:
    """Give the path of a backup made now."""
    return folder / f"{reason}-{datetime.now(UTC).strftime(_MOMENT)}.{ending}"


def made(path: Path) -> str:
    """Give when a backup was made, as ISO 8601 in UTC, by its name."""
    match = NAME.fullmatch(path.name)
    assert match is not None
    return datetime.strptime(match[3], _MOMENT).replace(tzinfo=UTC).isoformat()


def newest(library: Path) -> Path | None:
    """Give the newest backup in a library, None when it has none or they cannot be looked at."""
    try:
        copies = [path for path in (library / FOLDER_NAME).iterdir() if NAME.fullmatch(path.name)]
    except OSError:
        return None
    return max(copies, key=made, default=None)
