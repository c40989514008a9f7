"""Grade a folder: every submission once, each result on the disk before the next one is looked at."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from racteach.checks import registry
from racteach.executors import local_processes
from racteach.grading.cgroups import parent_of_groups
from racteach.grading.collecting import HandedIn, find_submissions
from racteach.grading.judging import NotebookGrader
from racteach.grading.sandbox import Limits, Sandbox
from racteach.grading.staging import stage_library
from racteach.grading.submissions import chosen_submission
from racteach.grading.syscalls import compiled_filter
from racteach.grading.verdicts import Verdict, same_verdicts
from racteach.journal.files import write_whole
from racteach.journal.lines import Format, Journal, read_lines
from racteach.journal.missing import append_missing
from racteach.journal.provenance import __version__

_RESULTS, _RUN = "verdicts.jsonl", "run.json"


class GradingError(ValueError):
    """What keeps a run from beginning or going on, in one sentence."""


@dataclass(frozen=True)
class Run:
    """The settings of a run; the same settings give the same points.

    Attributes:
        lesson: two digits.
        seed: secret; every student's inputs are drawn from it.
        limits: of each student's process.
        unsafe: without a sandbox.
        filtered: with a filter of system calls, which needs libseccomp.
        grouped: limited by control groups of version 2; else by looking at the use ten times a second.
        library: the version of racteach.
    """

    lesson: str
    seed: int
    limits: Limits
    unsafe: bool = False
    filtered: bool = True
    grouped: bool = False
    library: str = __version__

    def to_json(self) -> str:
        """Return the settings as the file ``run.json`` holds them."""
        return json.dumps(asdict(self), indent=1) + "\n"


@dataclass(frozen=True)
class Graded:
    """The verdicts of what a student handed in: a line of ``verdicts.jsonl``."""

    student: str
    entry: str
    digest: str
    verdicts: list[Verdict]

    @classmethod
    def from_json(cls, line: bytes) -> Graded:
        """Read a line."""
        row = json.loads(line)
        verdicts = [Verdict(**verdict) for verdict in row["verdicts"]]
        return cls(row["student"], row["entry"], row["digest"], verdicts)

    def to_json(self) -> str:
        """Write a line."""
        return json.dumps(asdict(self))


VERDICTS: Format[tuple[str, str], Graded] = Format(
    file="a run's results",
    row="a student",
    beginning=b'{"student": ',
    read=Graded.from_json,
    write=Graded.to_json,
    key=lambda row: (row.entry, row.digest),
    error=GradingError,
)


def lesson_tasks(lesson: str) -> list[Any]:
    """Return a lesson's tasks.

    Raises:
        GradingError: if no exercise belongs to it.
    """
    tasks = [task for task in registry.tasks().values() if task.lesson == lesson]
    if not tasks:
        raise GradingError(
            f"there is no exercise {lesson}: --lesson must be one of {', '.join(registry.LESSONS)}"
        )
    return tasks


def locked_cells(lesson: str) -> dict[str, str]:
    """Return what the locked cells of a lesson's exercise say, by ``grade_id``, as nbgrader releases them."""
    found = {}
    for task in lesson_tasks(lesson):
        unit = "point" if task.points == 1 else "points"
        found[f"{task.id}-points"] = (
            f"# {task.points} {unit} for {task.id}: a hidden test runs here when your work is graded. "
            "Leave this cell as it is."
        )
    return found


@contextmanager
def sandbox_of(run: Run, folder: Path, out: Path) -> Iterator[Sandbox]:
    """Give a sandbox that holds, around the library that the run's lesson leaves to students."""
    with tempfile.TemporaryDirectory(prefix="racteach-grade-") as scratch:
        library = stage_library(Path(scratch) / "library", forbidden(run.lesson))
        os.chmod(scratch, 0o755)  # the student's process, another user, reads the library
        groups = parent_of_groups() if run.grouped else None
        sandbox = Sandbox(library, run.limits, run.unsafe, (str(folder), str(out)), groups)
        sandbox.check()
        yield sandbox


def grade_submission(one: HandedIn, run: Run, sandbox: Sandbox) -> Graded:
    """Read and grade one submission in a process of its own; whatever happens, verdicts come of it."""
    tasks = lesson_tasks(run.lesson)
    try:
        verdicts = verdicts_of(one, tasks, run, sandbox)
    except Exception as error:
        reason = f"grading it raised {type(error).__name__}: {error}"
        verdicts = same_verdicts(one.student, tasks, "refused", reason)
    return Graded(one.student, one.entry, one.digest, verdicts)


def verdicts_of(one: HandedIn, tasks: list[Any], run: Run, sandbox: Sandbox) -> list[Verdict]:
    """Read one submission and grade some tasks of it."""
    if one.clash:
        reason = "another entry's name reads the same: find out whose they are, rename, and grade again"
        return same_verdicts(one.student, tasks, "name clash", reason)
    grader = NotebookGrader(
        chosen_submission(one.student, one.paths, run.lesson), tasks, sandbox, secret=run.seed,
        slot=os.getpid() % 50_000, locked=locked_cells(run.lesson),
    )  # fmt: skip
    return grader.grade()


def grade_folder(
    folder: Path,
    run: Run,
    out: Path,
    *,
    jobs: int = 1,
    resume: bool = False,
    told: Callable[[int, int, str], None] | None = None,
    noted: Callable[[str], None] | None = None,
) -> list[Verdict]:
    """Grade every submission in a folder.

    Args:
        folder: as :func:`racteach.grading.collecting.find_submissions` reads it.
        run: the settings. With ``resume`` those of the run that is resumed count.
        out: a folder for the results; it must be new, or hold a run that is resumed.
        jobs: how many submissions are graded at a time.
        resume: go on with what ``out`` holds.
        told: called with (submissions done, submissions, student).
        noted: called with a sentence for each entry that was left out, changed since, or is gone.

    Returns:
        All verdicts of what the folder holds now, students in the order of its entries.

    Raises:
        GradingError, SubmissionError, SandboxError: one sentence each.
    """
    lesson_tasks(run.lesson)
    submissions, left_out = find_submissions(folder)
    filtered, grouped = not run.unsafe and compiled_filter() is not None, parent_of_groups() is not None
    run = _begin(replace(run, filtered=filtered, grouped=grouped), out, resume)
    with sandbox_of(run, folder, out) as sandbox:
        verdicts = Journal(out / _RESULTS, VERDICTS)
        notes = [f"left out: {what}" for what in left_out] + _changes(verdicts, submissions)
        if noted is not None:
            for note in notes:
                noted(note)
        with local_processes(jobs) as executor:
            append_missing(
                verdicts,
                {(one.entry, one.digest): one for one in submissions},
                partial(grade_submission, run=run, sandbox=sandbox),
                executor,
                read=lambda graded: graded,
                window=2 * jobs,
                told=None if told is None else lambda count, every, row: told(count, every, row.student),
                others="--resume grades the others",
            )
    graded = [verdicts.rows[one.entry, one.digest] for one in submissions]
    return [replace(verdict, student=row.student) for row in graded for verdict in row.verdicts]


def _changes(verdicts: Journal[tuple[str, str], Graded], submissions: list[HandedIn]) -> list[str]:
    """Say which of the students that were graded before have changed since, or are gone."""
    before = {entry: row.student for (entry, _), row in verdicts.rows.items()}
    new = [one for one in submissions if (one.entry, one.digest) not in verdicts.rows]
    gone = before.keys() - {one.entry for one in submissions}
    return [f"graded again, since it changed: {one.student}" for one in new if one.entry in before] + [
        f"no longer in the folder, and in no report: {before[entry]}" for entry in sorted(gone)
    ]


def forbidden(lesson: str) -> list[str]:
    """Return the library names that a lesson's tasks forbid, each once."""
    return list(dict.fromkeys(name for task in lesson_tasks(lesson) for name in task.forbids))


def kept_verdicts(out: Path) -> dict[tuple[str, str], Graded]:
    """Return the results that a run has so far, by entry and digest."""
    path = out / _RESULTS
    rows = read_lines(path.read_bytes(), str(path), VERDICTS)[0] if path.exists() else []
    return {VERDICTS.key(row): row for row in rows}


def _begin(run: Run, out: Path, resume: bool) -> Run:
    settings = out / _RUN
    if not resume:
        if settings.exists() or (out / _RESULTS).exists():
            raise GradingError(f"{out} holds a run already: give --resume to go on with it, or another --out")
        try:
            out.mkdir(parents=True, exist_ok=True)
            write_whole(settings, run.to_json().encode())
        except OSError as error:
            raise GradingError(f"{out} cannot be written: {error.strerror or error}") from None
        return run
    before = settings_of(out)
    if replace(run, seed=before.seed, limits=before.limits, grouped=before.grouped) != before:
        raise GradingError(
            f"the run in {out} is of lesson {before.lesson}, racteach {before.library}"
            f"{', without a sandbox' if before.unsafe else '' if before.filtered else ', without libseccomp'}"
            ": resume it with the same"
        )
    return before


def settings_of(out: Path) -> Run:
    """Return the settings of the run that a folder holds.

    Raises:
        GradingError: if it holds none.
    """
    try:
        kept = json.loads((out / _RUN).read_text(encoding="utf-8"))
        return Run(**{**kept, "limits": Limits(**kept["limits"])})
    except (OSError, ValueError, TypeError, KeyError):
        raise GradingError(f"{out} holds no run: grade first, without --resume or --explain") from None
