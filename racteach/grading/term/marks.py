"""From verdicts to marks: a teacher's decisions first, then what is late, for each student with a reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from racteach.checks.declarations import Task
from racteach.grading.collecting import HandedIn, safe_name
from racteach.grading.term.lateness import Late, Rule, how_late, read_rule
from racteach.grading.term.overrides import Override, read_overrides
from racteach.grading.term.roster import Matched, Person, Roster, match, read_roster
from racteach.grading.verdicts import Verdict, same_verdicts
from racteach.journal.files import write_whole


def short(number: float) -> float:
    """Return a number with at most two decimals, a whole one as such.

    Example:
        >>> short(7.0), short(5.756)
        (7, 5.76)
    """
    rounded = round(number, 2)
    return int(rounded) if rounded == int(rounded) else rounded


#: What became of a task of somebody without a submission.
NOTHING = "handed in nothing"


@dataclass(frozen=True)
class TaskMark:
    """A verdict, and what a teacher decided instead of it, if anything."""

    verdict: Verdict
    override: Override | None = None

    @property
    def points(self) -> float:
        """The points that count."""
        return self.verdict.points if self.override is None else self.override.points

    @property
    def needs_a_person(self) -> bool:
        """Say whether a person should look, and none has."""
        return self.override is None and self.verdict.needs_a_person


@dataclass(frozen=True)
class Mark:
    """What a student gets: raw points, less what is late.

    Attributes:
        student: the name in the reports.
        tasks: the lesson's.
        person: a line of the roster, or None.
        unclear: why it is nobody's in the roster, or an empty text.
        late: when it was handed in, and what that costs, or None without a rule.
        handed_in: whether there is a submission; without one a teacher gave the points.
    """

    student: str
    tasks: tuple[TaskMark, ...]
    person: Person | None = None
    unclear: str = ""
    late: Late | None = None
    handed_in: bool = True

    @property
    def raw(self) -> float:
        """The points of all tasks."""
        return short(sum(task.points for task in self.tasks))

    @property
    def most(self) -> int:
        """The most that can be had."""
        return sum(task.verdict.max_points for task in self.tasks)

    @property
    def final(self) -> float:
        """The points that count, with at most two decimals."""
        return short(self.raw * (100 - (self.late.percent if self.late else 0)) / 100)

    @property
    def why(self) -> str:
        """How final points come from what the grader found; empty if they are just that."""
        changed = [f"{one.verdict.task} {one.override}" for one in self.tasks if one.override]
        late = [str(self.late)] if self.late and self.late.days else []
        return "; ".join([*([] if self.handed_in else [NOTHING]), *changed, *late])

    @property
    def look(self) -> list[str]:
        """What a person should look at."""
        of: dict[str, list[str]] = {}
        for task in self.tasks:
            if task.needs_a_person:
                what = task.verdict.status + (", tampered" if task.verdict.tampered else "")
                of.setdefault(what, []).append(task.verdict.task)
        found = [
            f"{'all tasks' if len(those) == len(self.tasks) else ', '.join(those)} {what}"
            for what, those in of.items()
        ]
        doubt = self.late.doubt if self.late else ""
        return found + [text for text in (self.unclear, doubt) if text]


@dataclass(frozen=True)
class Term:
    """What a teacher says of a class; with nothing said, points are what the grader found.

    Attributes:
        submissions: all of them.
        tasks: the lesson's, by their ids.
        roster, rule, overrides: as read, if they were.
        matched: whose the submissions are.
        absent: people without a submission, by what the reports call those to whom a teacher gives points.
        called: names in the reports, by what a teacher may call them.
    """

    submissions: tuple[HandedIn, ...]
    tasks: Mapping[str, Task] = field(default_factory=dict)
    roster: Roster | None = None
    rule: Rule | None = None
    matched: Matched = field(default_factory=lambda: Matched({}, {}))
    overrides: Mapping[tuple[str, str], Override] = field(default_factory=dict)
    absent: Mapping[str, Person] = field(default_factory=dict)
    called: Mapping[str, str] = field(default_factory=dict)

    def marks(self, verdicts: list[Verdict]) -> list[Mark]:
        """Return a mark for each student, in the order of the verdicts; then for those who handed in nothing
        and have points from a teacher."""
        handed_in = {one.student: one for one in self.submissions}
        of: dict[str, list[Verdict]] = {}
        for verdict in verdicts:
            of.setdefault(verdict.student, []).append(verdict)
        decided = {student for student, _ in self.overrides}
        return [self._mark(handed_in.get(student), student, own) for student, own in of.items()] + [
            self._given(student, person) for student, person in self.absent.items() if student in decided
        ]

    def _given(self, student: str, person: Person) -> Mark:
        own = same_verdicts(student, list(self.tasks.values()), NOTHING, f"{person} {NOTHING}")
        decided = tuple(TaskMark(verdict, self.overrides.get((student, verdict.task))) for verdict in own)
        return Mark(student, decided, person, handed_in=False)

    def _mark(self, one: HandedIn | None, student: str, own: list[Verdict]) -> Mark:
        person = self.matched.people.get(student)
        return Mark(
            student,
            tuple(TaskMark(verdict, self.overrides.get((student, verdict.task))) for verdict in own),
            person,
            self.matched.unclear.get(student, ""),
            None if self.rule is None or one is None else how_late(one, person, self.rule),
        )


def read_term(
    out: Path, submissions: list[HandedIn], tasks: Mapping[str, Task], **given: Path | None
) -> tuple[Term, dict[Path, bytes]]:
    """Read what a teacher says: given files, or else those that the run's folder keeps.

    Args:
        out: the folder of the run; ``overrides.toml`` is read there.
        submissions: all of them.
        tasks: the lesson's, by their ids.
        given: ``roster`` and ``late``, or None.

    Returns:
        What was read, and the given files as ``out`` is to keep them: a later run without them is the same.

    Raises:
        TermError: one sentence about what is wrong with a file.
    """
    kept: dict[Path, bytes] = {}

    def read(place: Path, path: Path | None, reader: Any) -> Any:
        if path is None:
            return reader(place) if place.exists() else None
        found = reader(path)
        kept[place] = path.read_bytes()
        return found

    roster = read(out / "roster.csv", given.get("roster"), read_roster)
    rule = read(out / "late.toml", given.get("late"), read_rule)
    matched = Matched({}, {}) if roster is None else match(submissions, roster)
    absent = _named(matched.absent, [one.student for one in submissions])
    people = {**absent, **matched.people}
    called = {name: name for name in absent}
    called |= {key: name for name, person in people.items() for key in (person.email, person.id) if key}
    called |= {one.student: one.student for one in submissions}
    overrides = read_overrides(out / "overrides.toml", called, tasks)
    term = Term(tuple(submissions), tasks, roster, rule, matched, overrides, absent, called)
    if rule is not None:
        for one in submissions:  # a bad cell of the roster is said before anything is graded
            how_late(one, matched.people.get(one.student), rule)
    return term, kept


def _named(people: Iterable[Person], taken: Iterable[str]) -> dict[str, Person]:
    """Give people names in the reports by their ids or e-mails, none of them taken."""
    found, used = {}, Counter(name.casefold() for name in taken)
    for person in people:
        name = safe_name(person.id or person.email)
        used[name.casefold()] += 1
        times = used[name.casefold()]
        found[name if times == 1 else f"{name}~{times}"] = person
    return found


def keep(files: Mapping[Path, bytes]) -> None:
    """Write what :func:`read_term` said is to be kept."""
    for place, content in files.items():
        place.parent.mkdir(parents=True, exist_ok=True)
        write_whole(place, content)
