"""A teacher's term: who is who, what is late, what a teacher decides, what stands on pages and goes back."""

from __future__ import annotations

import csv
import json
import os
import re
import sysconfig
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from racteach import cli
from racteach.authoring import read_notebook, release, write_notebook
from racteach.checks import registry
from racteach.checks.calling import Outcome
from racteach.checks.comparing import SameNumber
from racteach.checks.engine import judge_outcomes
from racteach.checks.values import plain_value
from racteach.grading.beside import values_beside, without_expected
from racteach.grading.collecting import find_submissions
from racteach.grading.gradebook import enter_points
from racteach.grading.reports import write_reports
from racteach.grading.runs import Run
from racteach.grading.sandbox import Limits
from racteach.grading.term import TermError, alike
from racteach.grading.term.alike import alike_answers, own_tokens
from racteach.grading.term.feedback import check_feedback, write_feedback
from racteach.grading.term.lateness import Rule, how_late, read_rule
from racteach.grading.term.marks import keep, read_term
from racteach.grading.term.roster import match, read_roster
from racteach.grading.verdicts import Verdict

ROOT = Path(__file__).parent.parent
TASKS = {task.id: task for task in registry.tasks().values() if task.lesson == "03"}
CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Exercise 02 (11)\n"
    "    Points Possible,,,,,12\n"
    '"Lovelace, Ada",501,s1,ada,A,3\n'
    '"Curie, Marie",502,s2,mcurie,A,\n'
    '"Student, Test",503,,,A,\n'
)
PLAIN = """id;name;e-mail;group
s1;Ada Lovelace;ada@uni.example;red
s2;Zoë D’Arcy;zoe@uni.example;red
s3;नेहा शर्मा;neha@uni.example;blue
s4;Kim Lee;kim@uni.example;blue
s5;Lee Kim;lee@uni.example;blue
s6;王小明;wang@uni.example;blue
"""


def folder_of(tmp_path, *entries):
    """Write a folder of submissions; nobody reads what is in them."""
    for entry in entries:
        path = tmp_path / "in" / entry
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.write_text('{"cells": []}', encoding="utf-8")
    return tmp_path / "in"


def found_in(tmp_path, *entries):
    return find_submissions(folder_of(tmp_path, *entries))[0]


def roster_of(tmp_path, text=PLAIN):
    path = tmp_path / "class list.csv"
    path.write_text(text, encoding="utf-8")
    return read_roster(path)


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


# What stands beside a failing input


@pytest.mark.parametrize("value", [2, -2.5, 1e-9, 2.0**60, float("nan"), 10**30])
@pytest.mark.parametrize("right", [7321, -7321.25, 7321 * 10**25, 7.321e-12])
def test_a_sentence_without_the_expected_number_does_not_hold_it(value, right):
    for exact in (False, True):
        fault = SameNumber(exact=exact).judge(plain_value(value), right)
        assert fault is None or "7321" not in without_expected(fault.sentence).replace(".", "")


@pytest.mark.parametrize("task", registry.tasks().values(), ids=lambda task: task.id)
def test_what_was_expected_stands_apart(task):
    """Whatever a wrong function returns, the right values are in no text but the expected one's."""
    judging = registry.answers(task)
    cases = judging.cases(5)
    for wrong in (lambda right: np.asarray(right) + 1000, lambda right: "a text", lambda right: [1, 2, 3]):
        feedback = judge_outcomes(
            task,
            judging,
            cases,
            lambda case, left, wrong=wrong: Outcome("returned", plain_value(wrong(judging.reference(*case)))),
        )
        value, expected, notes = values_beside(feedback)
        assert "xpected" not in value + notes and "right result" not in value + notes
        assert "yours" not in expected
        for table in feedback.tables:
            assert table.title in value + expected


# The roster


@pytest.mark.parametrize(
    ("entry", "ids"),
    [
        ("s1.ipynb", ["s1"]),
        ("S1/work.ipynb", ["s1"]),
        ("ada@uni.example/ps03/03.ipynb", ["s1"]),
        ("ada.ipynb", ["s1"]),
        ("Lovelace, Ada.ipynb", ["s1"]),
        ("ada_lovelace.ipynb", ["s1"]),
        ("Ada Lovelace_90210_assignsubmission_file_/x.ipynb", ["s1"]),
        ("Zo\u00eb D'Arcy.ipynb", ["s2"]),
        ("Zoe D'Arcy.ipynb", []),
        ("\u0928\u0947\u0939\u093e \u0936\u0930\u094d\u092e\u093e.ipynb", ["s3"]),
        ("\u738b\u5c0f\u660e.ipynb", ["s6"]),
        ("Kim Lee.ipynb", ["s4", "s5"]),
        ("kim.ipynb", ["s4"]),
        ("nobody.ipynb", []),
    ],
)
def test_a_submission_is_somebodys_or_it_is_said(tmp_path, entry, ids):
    (one,) = found_in(tmp_path, entry)
    matched = match([one], roster_of(tmp_path))
    if len(ids) == 1:
        assert matched.people[one.student].id == ids[0] and not matched.unclear
        assert len(matched.absent) == 5
    else:
        assert not matched.people and len(matched.absent) == 6
        assert all(f"({name})" in matched.unclear[one.student] for name in ids)
        assert ("not in the roster" in matched.unclear[one.student]) == (not ids)


def test_two_submissions_of_one_person_are_both_flagged(tmp_path):
    matched = match(found_in(tmp_path, "ada.ipynb", "s1.ipynb", "kim.ipynb"), roster_of(tmp_path))
    assert matched.unclear.keys() == {"ada", "s1"} and matched.people.keys() == {"kim"}
    assert "s1" not in {person.id for person in matched.absent}


def test_a_column_of_the_roster_settles_whose_it_is(tmp_path):
    text = PLAIN.replace("group", "submission").replace("lee@uni.example;blue", "lee@uni.example;Kim Lee")
    (one,) = found_in(tmp_path, "Kim Lee.ipynb")
    assert match([one], roster_of(tmp_path, text)).people["Kim Lee"].id == "s5"


def test_what_canvas_exports_and_calls_files_is_understood(tmp_path):
    roster = roster_of(tmp_path, CANVAS)
    assert [person.ids for person in roster.people] == [("501", "s1", "ada"), ("502", "s2", "mcurie")]
    entries = ["lovelaceada_LATE_501_99887_03_grid.ipynb", "curiemarie_502_99888_03_grid-1.ipynb"]
    matched = match(found_in(tmp_path, *entries), roster)
    assert {student[:5]: person.id for student, person in matched.people.items()} == {
        "curie": "502",
        "lovel": "501",
    }


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "must have a column"),
        ("nickname,colour\nada,red\n", "must have a column"),
        ("id,name\n", "names nobody"),
        ("id,name\n1,Ada\n1,Bob\n", "2 people have the id 1"),
        ("id,name,email\n1,Ada,a@x\n2,Bob,A@x\n", "2 people have the email a@x"),
        ("id,name\n,Ada\n", "line 2: neither an id nor an e-mail"),
        ("id,name\n=1,Ada\n", "begins like a formula"),
        ("id,name\n1,Ada,Lovelace\n", "line 2: more cells"),
    ],
)
def test_what_is_wrong_with_a_roster_is_one_sentence(tmp_path, text, sentence):
    with pytest.raises(TermError, match=sentence) as raised:
        roster_of(tmp_path, text)
    assert "\n" not in str(raised.value)


def test_a_roster_as_spreadsheets_write_it_is_read(tmp_path):
    text = '\ufeffID number\tLast name\tFirst name\tEmail address\r\n7\t"O\'Neil, jr."\tB "x" y\tb@x\r\n\r\n'
    (person,) = roster_of(tmp_path, text).people
    assert (person.id, person.name, person.email) == ("7", 'B "x" y O\'Neil, jr.', "b@x")


def test_a_roster_in_another_encoding_or_gone_is_said(tmp_path):
    (tmp_path / "r.csv").write_bytes("id,name\n1,Zo\xeb\n".encode("latin-1"))
    with pytest.raises(TermError, match="UTF-8"):
        read_roster(tmp_path / "r.csv")
    with pytest.raises(TermError, match="cannot be read"):
        read_roster(tmp_path / "none.csv")


# What is late

BERLIN = ZoneInfo("Europe/Berlin")


def test_begun_days_count_by_the_clock_of_the_deadline():
    deadline = datetime(2026, 10, 24, 12, 0, tzinfo=BERLIN)  # the night after, clocks go back
    rule = Rule(deadline, penalty_per_day=10, grace_days=1, cap=35)
    hours = {0: 0, 0.1: 1, 24: 1, 25: 1, 25.1: 2, 49: 2, 49.1: 3}
    at = {hour: deadline.astimezone(UTC) + timedelta(hours=hour) for hour in hours}
    assert {hour: rule.days(at[hour]) for hour in hours} == hours
    assert rule.days(deadline + timedelta(days=2), extra=2) == 0
    assert [rule.percent(days) for days in range(7)] == [0, 0, 10, 20, 30, 35, 35]


def test_when_something_was_handed_in_is_said_with_its_source(tmp_path):
    one, _, nb = sorted(
        found_in(tmp_path, "ada.ipynb", "s2.ipynb", "s3/ps03/x.ipynb"), key=lambda one: one.entry
    )
    rule = Rule(datetime(2026, 10, 12, 23, 59, tzinfo=BERLIN), 10)
    late = rule.deadline + timedelta(hours=30)
    os.utime(one.paths[0], (0, late.timestamp()))
    assert "by its file" in str(how_late(one, None, rule)) and how_late(one, None, rule).days == 2
    stamp = tmp_path / "in" / "s3" / "ps03" / "timestamp.txt"
    for text, days in (("2026-10-12 21:58:00.5 UTC", 0), ("2026-10-12 22:00:00 UTC", 1), ("never", None)):
        stamp.write_text(text, encoding="utf-8")
        found = how_late(nb, None, rule)
        assert ("by nbgrader" in str(found)) == (days is not None) and (days is None or found.days == days)
    os.utime(nb.paths[0], (0, late.timestamp()))
    stamp.write_text("2026-10-12 21:58:00 UTC", encoding="utf-8")  # earlier than the file it came with
    found = how_late(nb, None, rule)
    assert (found.days, found.doubt) == (0, "its file is newer than its timestamp.txt, and late")
    assert how_late(one, None, rule).doubt == ""
    text = PLAIN.replace("group", "Submitted;extra days").replace("red", "2026-10-13 23:59;1", 1)
    person = roster_of(tmp_path, text).people[0]
    assert (how_late(one, person, rule).days, how_late(one, person, rule).seen) == (0, "by the roster")
    for bad, sentence in (("soon;1", "must be like"), ("2026-10-13;one", "a whole number")):
        person = roster_of(tmp_path, text.replace("2026-10-13 23:59;1", bad)).people[0]
        with pytest.raises(TermError, match=sentence):
            how_late(one, person, rule)


def test_what_a_rule_leaves_out_takes_nothing_away(tmp_path):
    path = tmp_path / "late.toml"
    path.write_text("deadline = 2026-10-12T23:59:00Z\npenalty_per_day = 100", encoding="utf-8")
    rule = read_rule(path)
    assert (rule.grace_days, rule.cap, rule.percent(1), rule.percent(0)) == (0, 100, 100, 0)
    path.write_text(
        "deadline = 2026-10-12T23:59:00Z\npenalty_per_day = 10\ngrace_days = 1\ncap = 35", encoding="utf-8"
    )
    assert [read_rule(path).percent(days) for days in range(7)] == [0, 0, 10, 20, 30, 35, 35]


def test_a_deadline_with_an_offset_and_a_zone_keeps_the_zones_clock(tmp_path):
    path = tmp_path / "late.toml"
    text = 'deadline = 2026-10-24T23:59:00+02:00\nzone = "Europe/Berlin"\npenalty_per_day = 10'
    path.write_text(text, encoding="utf-8")
    a_day = datetime(2026, 10, 25, 23, 59, tzinfo=BERLIN)  # 25 hours later: clocks went back
    assert [read_rule(path).days(a_day + timedelta(seconds=step)) for step in (0, 1)] == [1, 2]


def test_a_stamp_beside_any_of_the_notebooks_counts(tmp_path):
    one, *_ = found_in(tmp_path, "ada/a/x.ipynb", "ada/b/y.ipynb")
    stamp = one.paths[1].parent / "timestamp.txt"
    stamp.write_text("2026-10-14 00:00:00", encoding="utf-8")  # without a zone: UTC
    late = how_late(one, None, Rule(datetime(2026, 10, 12, tzinfo=UTC), penalty_per_day=10))
    assert (late.seen, late.at.isoformat(), late.days) == ("by nbgrader", "2026-10-14T00:00:00+00:00", 2)


def test_a_time_of_the_roster_without_a_zone_is_the_deadlines(tmp_path):
    (one,) = found_in(tmp_path, "s1.ipynb")
    rule = Rule(datetime(2026, 10, 12, 23, 59, tzinfo=BERLIN), penalty_per_day=10)
    for cell, days in (("2026-10-12 23:59", 0), ("2026-10-12 23:59:01", 1), ("2026-10-12 21:59:01+00:00", 1)):
        person = roster_of(tmp_path, f"id;name;submitted\ns1;Ada;{cell}\n").people[0]
        assert how_late(one, person, rule).days == days
    for extra, days in (("1", 1), ("2", 0), ("3660", 0)):
        row = f"id;name;submitted;extra days\ns1;Ada;2026-10-14 12:00;{extra}\n"
        assert how_late(one, roster_of(tmp_path, row).people[0], rule).days == days


STAMPS = ["0001-01-01 00:00:00 UTC", "9999-12-31 23:59:59 UTC", "x" * 10**6, "pipe", "link"]


@pytest.mark.parametrize("stamp", STAMPS, ids=lambda stamp: stamp[:5])
def test_a_stamp_that_is_no_time_stops_nobody(tmp_path, stamp):
    """The student's side writes it: it may be of any year, of any length, a pipe or a link."""
    (one,) = found_in(tmp_path, "ada/ps/03.ipynb")
    beside = one.paths[0].parent / "timestamp.txt"
    if stamp == "pipe":
        os.mkfifo(beside)
    elif stamp == "link":
        beside.symlink_to("/dev/zero")
    else:
        beside.write_text(stamp, encoding="utf-8")
    for hours in (-12, 14):
        zone = timezone(timedelta(hours=hours))
        late = how_late(one, None, Rule(datetime(2026, 10, 12, tzinfo=zone), penalty_per_day=10))
        assert late.seen == "by its file" and late.days >= 0


def test_a_file_of_an_impossible_time_stops_nobody(tmp_path):
    (one,) = found_in(tmp_path, "ada.ipynb")
    for seconds, days in ((-(10**11), 0), (2**63, 2_900_000)):
        stat = SimpleNamespace(st_mtime=float(seconds))
        odd = replace(one, paths=(SimpleNamespace(stat=lambda stat=stat: stat, parent=tmp_path),))
        late = how_late(odd, None, Rule(datetime(2026, 10, 12, tzinfo=UTC), penalty_per_day=10, cap=50))
        assert late.days >= days and late.percent == (50 if days else 0)


@pytest.mark.parametrize(
    ("head", "cell", "sentence"),
    [
        ("submitted", "0001-01-01", "must be like 2026-10-12 23:59, not 0001-01-01"),
        ("extra days", "9" * 30, "must be a whole number up to 3660"),
        ("extra days", "-1", "must be a whole number up to 3660"),
    ],
)
def test_a_cell_of_the_roster_that_is_no_time_is_one_sentence(tmp_path, head, cell, sentence):
    roster = roster_of(tmp_path, f"id;name;{head}\ns1;Ada;{cell}\n")
    (one,) = found_in(tmp_path, "s1.ipynb")
    with pytest.raises(TermError, match=sentence):
        how_late(one, roster.people[0], Rule(datetime(2026, 10, 12, tzinfo=UTC), penalty_per_day=10))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("penalty_per_day = 10", "must have a deadline"),
        ("deadline = 2026-10-12T23:59:00\npenalty_per_day = 10", "needs its zone"),
        ("deadline = 2026-10-12T23:59:00\nzone = 'Mars'\npenalty_per_day = 10", "no zone 'Mars'"),
        ("deadline = 2026-10-12T23:59:00Z", "must have a penalty_per_day"),
        ("deadline = 2026-10-12T23:59:00Z\npenalty_per_day = 110", "from 0 to 100, not 110"),
        ("deadline = 2026-10-12T23:59:00Z\npenalty_per_day = -0.5", "from 0 to 100, not -0.5"),
        ("deadline = 2026-10-12T23:59:00\nzone = 5\npenalty_per_day = 10", "no zone 5"),
        ("deadline = 2026-10-12T23:59:00Z\npenalty_per_day = 1\ngrace_days = 367", "from 0 to 366"),
        ("deadline = 2026-10-12T23:59:00Z\npenalty_per_day = 1\ncap = 100.5", "from 0 to 100"),
        ("deadline = 2026-10-12T23:59:00Z\npenalty_per_day = true", "not True"),
        ("deadline = 2026-10-12T23:59:00Z\npenalty_per_day = 1\ngrace_days = 0.5", "a whole number"),
        ("deadline = 2026-10-12T23:59:00Z\npenalty = 1", "unknown key 'penalty'"),
        ("deadline", "is no TOML file"),
    ],
)
def test_what_is_wrong_with_a_rule_is_one_sentence(tmp_path, text, sentence):
    path = tmp_path / "late.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TermError, match=sentence):
        read_rule(path)


# What a teacher decides

OVERRIDE = """[[override]]
student = "ada"
task = "03-cut"
points = 1.5
reason = "the cell was copied; both say <the same>"
who = "Kim"
"""


def class_of(tmp_path, *entries, late="", overrides="", roster=PLAIN):
    """Return the term and marks of a class in which everybody passed all but 03-cut, and files as kept."""
    out = tmp_path / "out"
    out.mkdir(exist_ok=True, parents=True)
    given = {}
    for name, text in (("roster.csv", roster), ("late.toml", late)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        given[name.partition(".")[0]] = tmp_path / name if text else None
    (out / "overrides.toml").write_text(overrides, encoding="utf-8")
    handed_in = found_in(tmp_path, *entries)
    term, files = read_term(out, handed_in, TASKS, **given)
    keep(files)
    verdicts = [
        Verdict(
            one.student, "03", task.id, "killed" if task.id == "03-cut" else "passed", "",
            0 if task.id == "03-cut" else task.points, task.points, "<b>reason</b>", seconds=0.5,
        )
        for one in handed_in
        for task in TASKS.values()
    ]  # fmt: skip
    return out, term, term.marks(verdicts)


def report(out, term, marks, **options):
    return write_reports(out, Run("03", 7, Limits()), term, marks, **options)


def test_a_decision_reaches_every_report_and_stays(tmp_path):
    late = "deadline = 2026-10-12T23:59:00Z\npenalty_per_day = 50"
    handed_in = folder_of(tmp_path, "ada.ipynb") / "ada.ipynb"
    os.utime(handed_in, (0, datetime(2026, 10, 13, 1, tzinfo=UTC).timestamp()))
    for given in ({"late": late}, {"roster": ""}):  # then as --resume, without options: files are kept
        out, term, marks = class_of(tmp_path, "ada.ipynb", overrides=OVERRIDE, **given)
        assert report(out, term, marks) == []  # decided: nobody needs to look
        (mark,) = marks
        assert (mark.raw, mark.final) == (11.5, 5.75) and "1 day late" in mark.why
        head, *lines = rows_of(out / "grades.csv")
        (cut,) = [
            row for row in (dict(zip(head, line, strict=True)) for line in lines) if row["task"] == "03-cut"
        ]
        assert (cut["points"], cut["found_points"], cut["status"]) == ("1.5", "0", "killed")
        assert "set to 1.5 points by Kim" in cut["changed"]
        data = json.loads((out / "grades.json").read_text(encoding="utf-8"))
        points = {row["task"]: row["points"] for row in data["grades"]}
        assert data["students"][0]["final"] == 5.75 and points["03-cut"] == 1.5
        for page in ("class.html", "students/ada.html"):
            text = (out / page).read_text(encoding="utf-8")
            assert "by Kim" in text and "&lt;the same&gt;" in text and "<b>" not in text and "5.75" in text
        for name in ("class.csv", "canvas.csv", "moodle.csv"):
            assert "5.75" in (out / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('"ada"', '"adda"', "no student 'adda': near it are ada"),
        ("03-cut", "03-cat", "no task '03-cat': near it are 03-cut"),
        ("1.5", "3", "from 0 to 2, not 3"),
        ("1.5", "-1", "from 0 to 2, not -1"),
        ('who = "Kim"', "", "must say who"),
        ("reason =", "why =", "unknown key 'why'"),
        ('"the cell was copied; both say <the same>"', '" "', "must say reason"),
        ("[[override]]", "[override]", r"begin with \[\[override\]\]"),
        ("[[override]]", "[[override]", "is no TOML file"),
        (OVERRIDE, OVERRIDE * 2, "a second time"),
    ],
)
def test_what_is_wrong_with_a_decision_is_one_sentence(tmp_path, old, new, sentence):
    with pytest.raises(TermError, match=sentence):
        class_of(tmp_path, "ada.ipynb", overrides=OVERRIDE.replace(old, new))


@pytest.mark.parametrize("points", [0, 0.25, 2])
def test_points_from_none_to_all_may_be_given(tmp_path, points):
    text = OVERRIDE.replace("1.5", str(points)).replace('"Kim"', '" Kim "')
    _, term, (mark,) = class_of(tmp_path, "ada.ipynb", overrides=text)
    own = term.overrides["ada", "03-cut"]
    assert (own.student, own.task, own.who) == ("ada", "03-cut", "Kim")
    assert mark.raw == 10 + points and f"set to {points:g} points by Kim: the cell" in mark.why


def test_ids_that_make_one_name_stay_apart(tmp_path):
    roster = "id;name\na/1;Ada\na_1;Bob\nb;Cy\n"
    decided = OVERRIDE.replace('"ada"', '"a_1"') + OVERRIDE.replace('"ada"', '"a/1"').replace("1.5", "1")
    marks = class_of(tmp_path, "b.ipynb", overrides=decided, roster=roster)[2]
    assert [(mark.person.name, mark.raw, mark.student) for mark in marks] == [
        ("Cy", 10, "b"), ("Ada", 1, "a_1"), ("Bob", 1.5, "a_1~2"),
    ]  # fmt: skip


def test_points_are_cut_to_two_decimals(tmp_path):
    late = "deadline = 2026-10-12T23:59:00Z\npenalty_per_day = 33.3"
    (one,) = found_in(tmp_path, "ada.ipynb")
    os.utime(one.paths[0], (0, datetime(2026, 10, 13, 1, tzinfo=UTC).timestamp()))
    mark = class_of(tmp_path, "ada.ipynb", late=late, overrides=OVERRIDE)[2][0]
    assert (mark.raw, mark.final) == (11.5, 7.67)


def test_a_decision_may_name_the_roster_id(tmp_path):
    _, _, (mark,) = class_of(tmp_path, "ada.ipynb", overrides=OVERRIDE.replace('"ada"', '"s1"'))
    assert mark.raw == 11.5


def test_a_person_without_a_submission_can_be_given_points(tmp_path):
    given = OVERRIDE.replace('"ada"', '"s3"')
    out, term, marks = class_of(tmp_path, "ada.ipynb", overrides=given)
    assert report(out, term, marks) == ["ada"], "nobody need look at what a teacher decided"
    assert [(mark.student, mark.raw, mark.handed_in) for mark in marks] == [
        ("ada", 10, True),
        ("s3", 1.5, False),
    ]
    why = "handed in nothing; 03-cut set to 1.5 points by Kim: the cell was copied; both say <the same>"
    assert marks[1].why == why
    head, *lines = rows_of(out / "class.csv")
    (own,) = [line for line in (dict(zip(head, line, strict=True)) for line in lines) if line["id"] == "s3"]
    assert (own["handed in as"], own["final points"], own["why"]) == ("", "1.5", why)
    assert [row[5] for row in rows_of(out / "canvas.csv")[1:]] == ["12", "10", "", "1.5", "", "", ""]
    assert {row[0]: row[3] for row in rows_of(out / "moodle.csv")[1:]} == {"s1": "10", "s3": "1.5"}
    cells = {row[2]: row for row in rows_of(out / "grades.csv") if row[0] == "s3"}
    assert (
        cells["03-cut"][3] == "handed in nothing" and cells["03-cut"][6] == "1.5" and len(cells) == len(TASKS)
    )
    page = (out / "students" / "s3.html").read_text(encoding="utf-8")
    assert "A teacher decided" in page and "1.5 of 12 points" in page
    assert "handed in nothing 1" in (out / "class.html").read_text(encoding="utf-8")
    # Whoever then hands in keeps the decision.
    assert class_of(tmp_path, "ada.ipynb", "s3.ipynb", overrides=given)[2][1].raw == 11.5


def test_a_person_without_an_id_is_given_points_by_the_e_mail(tmp_path):
    roster = "name;e-mail\nAda Lovelace;ada@uni.example\nKim Lee;kim@uni.example\n"
    given = OVERRIDE.replace('"ada"', '"kim@uni.example"')
    marks = class_of(tmp_path, "ada.ipynb", overrides=given, roster=roster)[2]
    assert [(mark.student, mark.raw) for mark in marks] == [("ada", 10), ("kim@uni.example", 1.5)]


def test_without_names_those_without_a_submission_have_numbers_too(tmp_path):
    out, term, marks = class_of(tmp_path, "ada.ipynb", overrides=OVERRIDE.replace('"ada"', '"s3"'))
    report(out, term, marks, anonymous=True)
    assert sorted(row[1] for row in rows_of(out / "names.csv")) == ["ada", "s3", "student"]
    assert sorted(row[0] for row in rows_of(out / "class.csv")[1:]) == ["student-001", "student-002"]
    for name in ("class.html", "class.csv", "grades.csv", "grades.json"):
        assert "s3" not in (out / name).read_text(encoding="utf-8").split()


def test_a_decision_reaches_an_assignment_that_nbgrader_made_and_can_be_taken_back(tmp_path, monkeypatch):
    api = pytest.importorskip("nbgrader.api")
    # nbgrader calls alembic by its name
    monkeypatch.setenv("PATH", os.pathsep.join([sysconfig.get_path("scripts"), os.environ["PATH"]]))
    database = f"sqlite:///{tmp_path / 'gradebook.db'}"
    with api.Gradebook(database) as book:
        book.add_assignment("ps03")
        book.add_notebook("03_grid", "ps03")
        for task in TASKS.values():
            book.add_grade_cell(
                f"{task.id}-points", "03_grid", "ps03", max_score=task.points, cell_type="code"
            )
    for overrides, score, manual in ((OVERRIDE, 11.5, 1.5), ("", 10, None)):
        out, term, marks = class_of(tmp_path, "ada.ipynb", overrides=overrides)
        report(out, term, marks)
        assert enter_points(out, database, "ps03") == 1
        with api.Gradebook(database) as book:
            assert [one.name for one in book.find_assignment("ps03").notebooks] == ["03_grid"]
            grade = book.find_grade("03-cut-points", "03_grid", "ps03", "ada")
            assert (grade.auto_score, grade.manual_score) == (0, manual)
            assert grade.needs_manual_grade == (manual is None)
            submission = book.find_submission("ps03", "ada")
            assert (submission.score, submission.max_score) == (score, 12)


@pytest.mark.parametrize("known", [[], ["03-cut-points"]])
def test_points_reach_a_submission_that_nbgrader_knew_before_the_notebook(tmp_path, monkeypatch, known):
    api = pytest.importorskip("nbgrader.api")
    monkeypatch.setenv("PATH", os.pathsep.join([sysconfig.get_path("scripts"), os.environ["PATH"]]))
    database = f"sqlite:///{tmp_path / 'gradebook.db'}"
    with api.Gradebook(database) as book:
        book.add_assignment("ps03")
        book.add_notebook("another", "ps03")
        if known:
            book.add_notebook("03_grid", "ps03")
        for name in known:
            book.add_grade_cell(name, "03_grid", "ps03", max_score=2, cell_type="code")
        book.add_student("ada")
        book.add_submission("ps03", "ada")
    out, term, marks = class_of(tmp_path, "ada.ipynb", overrides=OVERRIDE)
    report(out, term, marks)
    assert enter_points(out, database, "ps03") == 1
    with api.Gradebook(database) as book:
        submission = book.find_submission("ps03", "ada")
        assert len(submission.notebooks) == 2 and submission.score == 11.5


# Learning platforms


def read_as_canvas(path, by_id):
    """Return scores by Canvas's number, as its importer reads a file: see what it documents of columns."""
    head, possible, *lines = rows_of(path)
    assert head[:5] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
    title, number = re.fullmatch(r"(.+) \((\d+)\)", head[5]).groups()
    assert "Points Possible" in possible[0] and float(possible[5]) == 12
    assert all(len(line) == len(head) for line in (possible, *lines))
    scores = {by_id(line): line[5] for line in lines}
    assert all(score == "" or 0 <= float(score) <= 12 for score in scores.values())
    return title, number, scores


def read_as_moodle(path, column):
    """Return grades and feedback as Moodle's importer does: one empty or unknown cell spoils the file."""
    head, *lines = rows_of(path)
    grade, feedback = (head.index(f"Assignment: Exercise 03 ({what})") for what in ("Real", "Feedback"))
    who = [line[head.index(column)] for line in lines]
    assert all(who) and len(set(who)) == len(who)
    return {one: (float(line[grade]), line[feedback]) for one, line in zip(who, lines, strict=True)}


def test_canvas_and_moodle_take_the_gradebooks(tmp_path):
    out, term, marks = class_of(tmp_path, "lovelaceada_501_7_x.ipynb", "=1.ipynb", roster=CANVAS)
    report(out, term, marks, assignment="Exercise 03 (4711)")
    title, number, scores = read_as_canvas(out / "canvas.csv", lambda line: line[1])
    assert (title, number, scores) == ("Exercise 03", "4711", {"501": "10", "502": ""})
    out, term, marks = class_of(tmp_path / "2", "s1.ipynb", "Kim Lee.ipynb", "\u738b\u5c0f\u660e.ipynb")
    report(out, term, marks, assignment="Exercise 03 (4711)")
    _, _, scores = read_as_canvas(out / "canvas.csv", lambda line: line[2])
    assert scores == {"s1": "10", "s2": "", "s3": "", "s4": "", "s5": "", "s6": "10"}
    for column, keys in (
        ("ID number", {"s1", "s6"}),
        ("Email address", {"ada@uni.example", "wang@uni.example"}),
    ):
        found = read_as_moodle(out / "moodle.csv", column)
        assert found.keys() == keys
        assert set(found.values()) == {(10.0, "10 of 12 points. 03-cut: killed, 0 of 2.")}
    lines = rows_of(out / "class.csv")
    assert lines[0][:4] == ["id", "name", "e-mail", "group"] and len(lines) == 1 + 6 + 1
    assert lines[-1][4] == "Kim Lee" and "could be" in lines[-1][-1]


def test_a_moodle_file_has_no_column_in_which_somebody_is_missing(tmp_path):
    text = "id,name,email\n1,Ada,\n2,Bob,bob@x\n,Cy,cy@x\n"
    out, term, marks = class_of(tmp_path, "1.ipynb", "2.ipynb", roster=text)
    report(out, term, marks)
    assert "Email address" not in rows_of(out / "moodle.csv")[0]
    out, term, marks = class_of(tmp_path, "1.ipynb", "cy.ipynb", roster=text)
    report(out, term, marks)
    assert not (out / "moodle.csv").exists()
    assert "moodle.csv was not written" in (out / "class.html").read_text(encoding="utf-8")


def test_without_names_no_file_has_them(tmp_path):
    out, term, marks = class_of(tmp_path, "ada.ipynb", "Kim Lee.ipynb", "zed.ipynb")
    report(out, term, marks)
    report(out, term, marks, anonymous=True)
    kept = {"names.csv", "roster.csv", "overrides.toml"}
    files = [path for path in out.rglob("*") if path.is_file() and path.name not in kept]
    assert {"canvas.csv", "moodle.csv"}.isdisjoint(path.name for path in files)
    text = "".join(path.read_text(encoding="utf-8") + path.name for path in files)
    assert not re.search(r"\b(ada|Ada|Kim|zed|s1|uni)\b", text)
    assert "5 people" in text and "not clear whose it is" in text


# Feedback that goes back


def test_feedback_goes_back_as_it_came(tmp_path):
    entries = ["ada.ipynb", "Kim Lee_5_assignsubmission_file_/x.ipynb", "s3/ps03/grid.ipynb"]
    out, term, marks = class_of(tmp_path, *entries)
    notebook = {
        "cells": [{"cell_type": "code", "source": "", "metadata": {"nbgrader": {"grade_id": "03-cut"}}}]
    }
    (tmp_path / "in/s3/ps03/grid.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    (tmp_path / "in/s3/ps03/submission_secret.txt").write_text("secret", encoding="utf-8")
    report(out, term, marks)
    options = (tmp_path / "in", term.submissions, out / "students", "03")
    assert write_feedback(tmp_path / "back", *options) == 3
    files = {
        str(path.relative_to(tmp_path / "back")) for path in (tmp_path / "back").rglob("*") if path.is_file()
    }
    assert files == {
        "ada/feedback_03.html",
        "Kim Lee_5_assignsubmission_file_/feedback_03.html",
        "s3/ps03/grid.html",
        "s3/ps03/submission_secret.txt",
    }
    assert "ada, exercise 03" in (tmp_path / "back/ada/feedback_03.html").read_text(encoding="utf-8")
    assert write_feedback(tmp_path / "zips", *options, zips=True) == 3
    with zipfile.ZipFile(tmp_path / "zips" / "s3.zip") as packed:
        assert packed.namelist() == ["ps03/grid.html", "ps03/submission_secret.txt"]
    for place in ("in/back", "out"):
        with pytest.raises(TermError, match="cannot go below"):
            check_feedback(tmp_path / place, tmp_path / "in", out)
    check_feedback(tmp_path / "back", tmp_path / "in", out)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ("--anonymous --feedback back", "--feedback goes to students by name"),
        ("--feedback in/back", "feedback cannot go below in"),
        ("--zip", "give --feedback too"),
        ("--assignment PS", "give --roster too"),
        ("--roster none.csv", "none.csv cannot be read"),
        ("--late none.toml", "none.toml cannot be read"),
        ("--against none", "there is no folder none"),
    ],
)
def test_bad_options_are_one_sentence_before_anything_is_graded(
    tmp_path, monkeypatch, capsys, options, sentence
):
    folder_of(tmp_path, "ada.ipynb")
    monkeypatch.chdir(tmp_path)
    assert cli.main(["grade", "in", "--lesson", "03", *options.split()]) == 2
    assert sentence in " ".join(capsys.readouterr().err.split())
    assert not Path("grades-03").exists()


# Answers that read alike


def solved(target, **sources):
    """Write a notebook with the solutions in it, some of them replaced."""
    (path,) = (ROOT / "solutions").glob("03_*.ipynb")
    exercise = release(read_notebook(path))
    for cell in exercise.cells:
        cell.source = sources.get(cell.id, cell.source)
    target.parent.mkdir(parents=True, exist_ok=True)
    write_notebook(exercise, target)


def loop(name, *, extra=""):
    return f"""def weighted_sum_grid(weights, templates):
    # {extra}
    {name} = np.zeros((len(templates),) * len(weights))
    for where in np.ndindex({name}.shape):
        {name}[where] = sum(w * templates[i] for w, i in zip(weights, where))
    return {name}"""


def test_alike_answers_are_hinted_at_and_what_was_handed_out_is_not(tmp_path):
    grid = "03-grid-entry"
    other = "def weighted_sum_grid(weights, templates):\n" + "\n".join(
        f"    {letter} = np.add.outer(templates * weights[{n}], {n})" for n, letter in enumerate("abcdef")
    )
    solved(tmp_path / "in" / "ada.ipynb", **{grid: loop("grid")})
    solved(tmp_path / "in" / "bob.ipynb", **{grid: other})
    solved(tmp_path / "in" / "untouched.ipynb")
    given = {line.strip() for line in loop("grid").splitlines()}
    assert own_tokens([loop("grid"), "x = 1"], given) == ("x", "=", "1")
    solved(tmp_path / "old" / "cy.ipynb", **{grid: loop("grid", extra="another remark") + "  # x"})
    solved(tmp_path / "old" / "untouched, too.ipynb")
    (one,) = alike_answers(find_submissions(tmp_path / "in")[0], tmp_path / "old", "03", TASKS)
    assert (one.student, one.other, one.earlier, one.tasks) == ("ada", "cy", True, {grid: 100})
    for k in range(4):  # many write it so
        solved(tmp_path / "in" / f"many{k}.ipynb", **{grid: loop("grid")})
    assert alike_answers(find_submissions(tmp_path / "in")[0], tmp_path / "old", "03", TASKS) == []


# Pages


@pytest.mark.parametrize("text", ["x + ", "\n", "(", "x = 1\n", "'", '"""\n'])
def test_an_endless_answer_is_compared_as_far_as_one_reads(text, monkeypatch):
    read = []
    honest = alike.tokens
    monkeypatch.setattr(alike, "tokens", lambda source: read.append(source) or honest(source))
    assert len(own_tokens([text * 10**6] * 3, set())) <= 5000
    assert len(read[0]) <= 10**5


def test_a_page_shows_what_was_right_only_where_the_teacher_allows_it(tmp_path):
    out, term, marks = class_of(tmp_path, "ada.ipynb")
    first = marks[0].tasks[0]
    said = {
        "reason": "It must be 7321.",
        "details": "The value is 2. It must be 7321.",
        "expected": "7321 <i>",
    }
    changed = replace(first.verdict, status="wrong", value="≠2 <i>", **said)
    marks = [replace(marks[0], tasks=(replace(first, verdict=changed), *marks[0].tasks[1:]))]
    for allowed in (False, True):
        report(out, term, marks, show_expected=allowed)
        page = (out / "students" / "ada.html").read_text(encoding="utf-8")
        assert ("7321" in page) == allowed and "≠2 &lt;i&gt;" in page and "<i>" not in page
        assert "7321" not in (out / "class.html").read_text(encoding="utf-8")


def test_the_class_page_counts_every_status(tmp_path):
    out, term, marks = class_of(tmp_path, *(f"s{k}.ipynb" for k in range(1, 7)), "evil <i>.ipynb")
    states = ["passed", "wrong", "killed", "refused", "never seen before", "wrong", "wrong"]
    for place, status in enumerate(states):
        first = marks[place].tasks[0]
        changed = replace(first.verdict, status=status, misconception="m<i>x" if status == "wrong" else "")
        marks[place] = replace(marks[place], tasks=(replace(first, verdict=changed), *marks[place].tasks[1:]))
    look = report(out, term, marks)
    page = (out / "class.html").read_text(encoding="utf-8")
    row = next(line for line in page.split("<tr>") if "never seen before" in line)
    for text in (
        "passed 1",
        "wrong 3",
        "killed 1",
        "refused 1",
        "never seen before 1",
        "m&lt;i&gt;x (3)",
        "0.5, 0.5",
    ):
        assert text in row
    assert look == [mark.student for mark in marks]  # 03-cut was killed everywhere
    assert page.count("03-cut killed") == 7 and "not in the roster" in page and "<i>" not in page
    assert len(re.findall(r'<tr><th class="number" scope="row">', page)) == 13
