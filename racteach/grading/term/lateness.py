"""What is late, and what it costs: a rule in a small file, applied to when something was handed in."""

from __future__ import annotations

import math
import tomllib
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from racteach.grading.collecting import HandedIn
from racteach.grading.term import TermError
from racteach.grading.term.roster import Person

_STAMPED = "by nbgrader"
_YEARS = range(1970, 9999)  # others are no times; a file's time may be any number, and so may a stamp
_MOST_EXTRA = 3660  # days


@dataclass(frozen=True)
class Rule:
    r"""Take ``min(cap, penalty_per_day * (days - grace_days))`` percent of the points that were earned.

    Attributes:
        deadline: with its zone. A day late begins when the clock there passes the deadline's time.
        penalty_per_day: percent of the points earned, at least 0.
        grace_days: so many days late cost nothing.
        cap: no more percent than this are taken.

    Example:
        >>> rule = Rule(datetime(2026, 10, 12, 23, 59, tzinfo=UTC), penalty_per_day=10, cap=50)
        >>> rule.percent(0), rule.percent(2), rule.percent(9)
        (0, 20, 50)
    """

    deadline: datetime
    penalty_per_day: float
    grace_days: int = 0
    cap: float = 100

    def days(self, at: datetime, extra: int = 0) -> int:
        """Return how many days late something is, ``extra`` days being allowed: begun days count."""
        ends = self.deadline + timedelta(days=extra)
        # Times of one zone are subtracted as its clocks show them, so days begin at the deadline's hour.
        late = at.astimezone(ends.tzinfo) - ends
        return max(1, math.ceil(late / timedelta(days=1))) if at > ends else 0

    def percent(self, days: int) -> float:
        """Return what so many days late cost."""
        return min(self.cap, self.penalty_per_day * max(0, days - self.grace_days))


@dataclass(frozen=True)
class Late:
    """When something was handed in, by what, what follows, and why that may be doubted."""

    at: datetime
    days: int
    percent: float
    seen: str
    doubt: str = ""

    def __str__(self) -> str:
        when = f"handed in {self.at.isoformat(sep=' ', timespec='minutes')} ({self.seen})"
        if not self.days:
            return when
        many = "1 day" if self.days == 1 else f"{self.days} days"
        return f"{when}, {many} late: {self.percent:g} % of the points are taken"


_KEYS = {"deadline", "zone", "penalty_per_day", "grace_days", "cap"}


def read_rule(path: Path) -> Rule:
    """Read a rule from a TOML file.

    Raises:
        TermError: if something is missing, unknown or out of range.
    """
    data = read_toml(path)
    for name in data.keys() - _KEYS:
        raise TermError(f"{path}: unknown key {name!r}; there are {', '.join(sorted(_KEYS))}")
    deadline = data.get("deadline")
    if not isinstance(deadline, datetime):
        raise TermError(f"{path} must have a deadline, such as deadline = 2026-10-12T23:59:00+02:00")
    if "zone" in data:
        try:
            zone = ZoneInfo(str(data["zone"]))
        except (OSError, ValueError, KeyError):
            raise TermError(
                f"{path}: there is no zone {data['zone']!r}; write one like Europe/Berlin"
            ) from None
        deadline = deadline.astimezone(zone) if deadline.tzinfo else deadline.replace(tzinfo=zone)
    if deadline.tzinfo is None:
        raise TermError(
            f"{path}: the deadline needs its zone: end it with +02:00, or add zone = 'Europe/Berlin'"
        )
    if "penalty_per_day" not in data:
        raise TermError(f"{path} must have a penalty_per_day, in per cent of the points")
    grace = _number(path, data, "grace_days", 366, 0)
    if grace != int(grace):
        raise TermError(f"{path}: grace_days must be a whole number, not {grace}")
    cost, cap = _number(path, data, "penalty_per_day", 100, 0), _number(path, data, "cap", 100, 100)
    return Rule(deadline, cost, int(grace), cap)


def _number(path: Path, data: dict[str, Any], name: str, most: float, default: float) -> float:
    value: Any = data.get(name, default)
    if type(value) not in (int, float) or not 0 <= value <= most:
        raise TermError(f"{path}: {name} must be a number from 0 to {most:g}, not {value!r}")
    return float(value)


def read_toml(path: Path) -> dict[str, Any]:
    """Read a TOML file.

    Raises:
        TermError: if it cannot be read, or is no TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise TermError(f"{path} cannot be read: {error.strerror or error}") from None
    except ValueError as error:
        raise TermError(f"{path} is no TOML file: {error}") from None


def how_late(one: HandedIn, person: Person | None, rule: Rule) -> Late:
    """Say how late a submission is.

    The time is that of the roster's column ``submitted``, or of nbgrader's ``timestamp.txt``, or the newest
    one of its files. A roster's column ``extra days`` puts the deadline off.

    Raises:
        TermError: if a cell of the roster is no time, or no number of days.
    """
    first, last = (datetime(year, 1, 1, tzinfo=UTC).timestamp() for year in (_YEARS[0], _YEARS[-1]))
    times = [path.stat().st_mtime for path in one.paths]
    newest = datetime.fromtimestamp(min(max(first, *times), last), UTC)
    at, seen = _in_roster(person, rule)
    if at is None:
        at, seen = _by_nbgrader(one) or (newest, "by its file")
    extra = person.cell("extra days") if person else ""
    if extra and not (extra.isdecimal() and len(extra) < 10 and int(extra) <= _MOST_EXTRA):
        raise TermError(
            f"the roster's `extra days` of {person} must be a whole number up to {_MOST_EXTRA}, not {extra}"
        )
    days, by_file = (rule.days(when, int(extra or 0)) for when in (at, newest))
    # The student's side writes that file, so it may say anything.
    doubt = (
        "its file is newer than its timestamp.txt, and late" if seen == _STAMPED and by_file > days else ""
    )
    return Late(at.astimezone(rule.deadline.tzinfo), days, rule.percent(days), seen, doubt)


def _in_roster(person: Person | None, rule: Rule) -> tuple[datetime | None, str]:
    text = person.cell("submitted") if person else ""
    if not text:
        return None, ""
    try:
        at = datetime.fromisoformat(text)
        if at.year not in _YEARS:
            raise ValueError
    except ValueError:
        raise TermError(
            f"the roster's `submitted` of {person} must be like 2026-10-12 23:59, not {text}"
        ) from None
    return at if at.tzinfo else at.replace(tzinfo=rule.deadline.tzinfo), "by the roster"


def _by_nbgrader(one: HandedIn) -> tuple[datetime, str] | None:
    for path in one.paths:
        stamp = path.parent / "timestamp.txt"
        if stamp.is_symlink() or not stamp.is_file():  # a pipe would be waited for
            continue
        with suppress(OSError, ValueError, KeyError):
            with open(stamp, "rb") as file:
                day, clock, *zone = file.read(100).decode().split()
            at = datetime.fromisoformat(f"{day} {clock}")
            if at.year in _YEARS:
                return at if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone[0] if zone else "UTC")), _STAMPED
    return None
