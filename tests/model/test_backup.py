"""Which backups stay: days, weeks, months, upgrades, restores, and what the user made by hand."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from reader.model.backup import Backup, BackupKind, Keep, outlived

USUAL = Keep()
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


def made(days: float, kind: BackupKind = BackupKind.DAILY, upgrade: int = 0, damaged: bool = False) -> Backup:
    moment = (NOW - timedelta(days=days)).isoformat()
    return Backup(Path(f"{kind}-{upgrade}-{moment}"), kind, moment, 1, upgrade=upgrade, damaged=damaged)


def left(backups: list[Backup], keep: Keep = USUAL) -> list[Backup]:
    gone = outlived(backups, keep, NOW)
    return [each for each in backups if each not in gone]


def ages(backups: list[Backup]) -> list[int]:
    return sorted((NOW - datetime.fromisoformat(each.made)).days for each in backups)


def test_of_two_years_stay_seven_days_four_weeks_and_twelve_months():
    two_years = [made(day) for day in range(730)]
    stays = left(two_years)
    assert ages(stays)[:7] == [0, 1, 2, 3, 4, 5, 6]
    weeks = {datetime.fromisoformat(each.made).isocalendar()[:2] for each in stays}
    assert len(sorted(weeks)[-4:]) == 4
    months = {each.made[:7] for each in stays}
    assert len(months) == 12
    assert len(stays) <= 7 + 4 + 12
    assert "2025-12" in months
    assert "2025-11" not in months


def test_more_days_are_kept_when_the_user_wants_so():
    assert ages(left([made(day) for day in range(40)], Keep(30, 0, 0))) == list(range(30))


def test_of_one_day_the_newest_stays():
    assert left([made(0.1), made(0.2), made(0.3)]) == [made(0.1)]


def test_a_rare_user_loses_nothing():
    rare = [made(0), made(200), made(500)]
    assert left(rare) == rare


def test_a_damaged_one_does_not_push_out_a_whole_one():
    assert left([made(0.1, damaged=True), made(0.2)]) == [made(0.2)]


def test_all_before_the_last_three_upgrades_stay():
    upgrades = [made(1000 + n, BackupKind.BEFORE_UPGRADE, n // 2) for n in range(2, 12)]
    assert {each.upgrade for each in left(upgrades)} == {3, 4, 5}
    assert len(left(upgrades)) == 6


def test_before_a_restore_three_stay_and_all_of_ninety_days():
    restores = [made(day, BackupKind.BEFORE_RESTORE) for day in (1, 2, 3, 4, 89, 91, 300)]
    assert ages(left(restores)) == [1, 2, 3, 4, 89]
    assert ages(left(restores[5:])) == [91, 300]


def test_what_was_made_by_hand_stays():
    by_hand = [made(day, BackupKind.BY_HAND) for day in range(0, 4000, 100)]
    assert left(by_hand) == by_hand


@given(st.lists(st.floats(0, 2000), unique=True, max_size=60))
def test_keeping_again_changes_nothing_and_the_newest_always_stays(days: list[float]):
    backups = [made(day) for day in days]
    stays = left(backups)
    assert left(stays) == stays
    if backups:
        assert max(backups, key=lambda each: each.made) in stays
