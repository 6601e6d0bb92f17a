"""Backups as the screen and the shell show them, and the rule that says which of them stay."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final


class BackupKind(StrEnum):
    """Why a backup was made."""

    DAILY = "daily"
    BY_HAND = "by-hand"
    BEFORE_UPGRADE = "before-upgrade"
    BEFORE_RESTORE = "before-restore"


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup; `made` is ISO 8601 in UTC, `size` bytes on the disk.

    `upgrade` is the shape the library was about to take, for backups before an upgrade, else 0. A
    `damaged` one cannot tell what it holds.
    """

    path: Path
    kind: BackupKind
    made: str
    size: int
    articles: int = 0
    highlights: int = 0
    upgrade: int = 0
    damaged: bool = False


@dataclass(frozen=True, slots=True)
class Keep:
    """How many backups stay: of the last days, weeks and months that have any."""

    daily: int = 7
    weekly: int = 4
    monthly: int = 12


_UPGRADES_KEPT: Final = 3
_RESTORES_KEPT: Final = 3
_RESTORES_FOR: Final = timedelta(days=90)


def outlived(backups: Iterable[Backup], keep: Keep, now: datetime) -> list[Backup]:
    """Give the backups that may go.

    Of the daily ones stay the newest of each of the last days, weeks and months that have any; of those
    before an upgrade all of the last three upgrades; of those before a restore the last three and all of
    the last 90 days. What the user made by hand stays until the user removes it.
    """
    newest = sorted(backups, key=lambda each: each.made, reverse=True)
    stays: set[Path] = {each.path for each in newest if each.kind is BackupKind.BY_HAND}
    whole = [each for each in newest if each.kind is BackupKind.DAILY and not each.damaged]
    for many, period in ((keep.daily, _day), (keep.weekly, _week), (keep.monthly, _month)):
        stays |= _newest_of_each(whole, many, period)
    upgrades = sorted({each.upgrade for each in newest if each.kind is BackupKind.BEFORE_UPGRADE})
    for each in newest:
        if each.kind is BackupKind.BEFORE_UPGRADE and each.upgrade in upgrades[-_UPGRADES_KEPT:]:
            stays.add(each.path)
    restores = [each for each in newest if each.kind is BackupKind.BEFORE_RESTORE]
    for place, each in enumerate(restores):
        if place < _RESTORES_KEPT or _moment(each) > now - _RESTORES_FOR:
            stays.add(each.path)
    return [each for each in newest if each.path not in stays]


def _newest_of_each(newest: Sequence[Backup], many: int, period: Callable[[datetime], object]) -> set[Path]:
    found: dict[object, Path] = {}
    for each in newest:
        found.setdefault(period(_moment(each)), each.path)
    return set(list(found.values())[:many])


def _moment(backup: Backup) -> datetime:
    return datetime.fromisoformat(backup.made)


def _day(moment: datetime) -> object:
    return moment.date()


def _week(moment: datetime) -> object:
    return moment.isocalendar()[:2]


def _month(moment: datetime) -> object:
    return (moment.year, moment.month)
