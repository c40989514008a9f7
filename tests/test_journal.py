"""Journals: no crash, race or wrong file harms one, and what is missing is computed once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Hashable
from concurrent.futures import BrokenExecutor, ThreadPoolExecutor
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from racteach.executors import AtOnce, ExecutorError
from racteach.journal import files, lines
from racteach.journal.files import write_whole
from racteach.journal.lines import Journal, JournalError, read_lines
from racteach.journal.missing import append_missing
from racteach.journal.shipped import fill, read_rows, shipped_format


@dataclass(frozen=True)
class Note:
    number: int
    text: str
    parts: tuple[int, ...] = ()

    @property
    def key(self) -> Hashable:
        return self.number


NOTES = shipped_format(Note, "a notebook", "a note")
texts = st.lists(st.text(max_size=12), max_size=5)


def written(notes):
    return "".join(NOTES.write(note) + "\n" for note in notes).encode()


def computed(number):
    return Note(number, f"note {number}")


# Lines


@given(texts, st.data())
@settings(max_examples=60, deadline=None)
def test_whatever_of_a_file_is_left_its_whole_lines_are_kept(tmp_path_factory, texts, data):
    notes = [Note(number, text, (number, 1)) for number, text in enumerate(texts)]
    whole = written(notes)
    kept = data.draw(st.integers(0, len(whole)), "bytes kept")
    path = tmp_path_factory.mktemp("kill") / "notes.jsonl"
    path.write_bytes(whole[:kept])
    ended = whole[:kept].count(b"\n")
    assert read_lines(whole[:kept], "x", NOTES)[0] == notes[:ended]
    journal = Journal(path, NOTES)
    unended = kept < len(whole) and whole[kept : kept + 1] == b"\n" and whole[kept - 1 : kept] == b"}"
    there = ended + unended  # only the line's end was missing
    assert list(journal.rows.values()) == notes[:there]
    assert journal.dropped == (0 if unended else kept - len(written(notes[:ended])))
    assert [journal.append(note) for note in notes] == [number >= there for number in range(len(notes))]
    assert path.read_bytes() == whole
    assert Journal(path, NOTES).rows == journal.rows


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"a diary\n", "notes, line 1, is not a note of a notebook: "),
        (b"a diary", "notes is not a notebook: its last line is not a note, nor part of one"),
        (b'{"number": 1, "text": "a"}\n{"number": 2}\n', "notes, line 2, is not a note of a notebook: "),
        (b'{"number": 1, "text": "a"}\n\n\xff\n', "notes, line 3, is not a note of a notebook: "),
    ],
)
def test_something_else_is_left_alone(tmp_path, content, sentence):
    path = tmp_path / "notes"
    path.write_bytes(content)
    with pytest.raises(JournalError, match=sentence) as caught:
        Journal(path, NOTES)
    assert "\n" not in str(caught.value)
    assert path.read_bytes() == content


def test_a_file_that_shrinks_meanwhile_is_refused(tmp_path):
    journal = Journal(tmp_path / "notes", NOTES)
    journal.append(computed(1))
    journal.path.write_bytes(b"")
    with pytest.raises(JournalError, match="was changed while it was appended to: start again"):
        journal.append(computed(2))


def test_a_line_is_on_the_disk_when_append_returns(tmp_path, monkeypatch):
    journal, synced, really = Journal(tmp_path / "notes", NOTES), [], os.fsync

    def fsync(file):
        synced.append(journal.path.read_bytes())
        really(file)

    monkeypatch.setattr(lines.os, "fsync", fsync)
    journal.append(computed(1))
    assert synced == [written([computed(1)])]


WRITER = """
import sys
from tests.test_journal import NOTES, Journal, computed
journal = Journal(sys.argv[1], NOTES)
print("ready", flush=True)
sys.stdin.readline()
print(sum(journal.append(computed(number)) for number in range(60)))
"""


def test_processes_that_write_at_once_append_every_row_once(tmp_path):
    path = tmp_path / "notes.jsonl"
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for _ in range(3)
    ]  # fmt: skip
    for writer in writers:
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        writer.stdin.write("go\n")
        writer.stdin.flush()
    counts = [int(writer.communicate(timeout=120)[0]) for writer in writers]
    assert sum(counts) == 60
    assert path.read_bytes() == written(map(computed, range(60)))


# Whole files


def test_a_file_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    path = tmp_path / "file"
    write_whole(path, b"old")

    def interrupted(*paths):
        raise KeyboardInterrupt

    for name in ("replace", "fsync"):
        with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
            patch.setattr(files.os, name, interrupted)
            write_whole(path, b"new")
        assert path.read_bytes() == b"old" and list(tmp_path.iterdir()) == [path]
    write_whole(path, b"new")
    assert path.read_bytes() == b"new" and list(tmp_path.iterdir()) == [path]
    with pytest.raises(FileNotFoundError):
        write_whole(tmp_path / "nothing" / "file", b"new")


@pytest.mark.skipif(os.name == "nt", reason="a device")
def test_a_device_is_written_to_and_stays():
    write_whole("/dev/null", b"new")
    assert not os.path.isfile("/dev/null")


# What is missing


def test_what_is_missing_is_computed_and_told(tmp_path):
    journal, told = Journal(tmp_path / "notes", NOTES), []
    journal.append(computed(2))
    with ThreadPoolExecutor(1) as executor:
        built = append_missing(
            journal, {n: n for n in range(4)}, computed, executor,
            read=lambda row: row, told=lambda *what: told.append(what),
        )  # fmt: skip
    assert (built.asked, built.added, built.present, built.elsewhere) == (4, 3, 1, 0)
    assert told == [(count, 4, computed(n)) for count, n in [(2, 0), (3, 1), (4, 3)]]


def test_what_is_told_counts_rows_of_others_and_looks_at_each_row_once(tmp_path):
    class Watched(dict):
        looked_up = 0

        def __contains__(self, key):
            Watched.looked_up += 1
            return super().__contains__(key)

    journal, told = Journal(tmp_path / "notes", NOTES), []
    journal.rows = Watched(journal.rows)
    rival, count = Journal(tmp_path / "notes", NOTES), 40

    def work(number):
        if number == 5:
            rival.append(computed(count - 1))
            rival.append(computed(1000))  # which nobody asked for
        return computed(number)

    append_missing(
        journal, {n: n for n in range(count)}, work, AtOnce(),
        read=lambda row: row, window=1, told=lambda done, every, row: told.append(done),
    )  # fmt: skip
    assert told == [*range(1, 6), *range(7, count + 1)]
    assert Watched.looked_up <= 4 * count


@pytest.mark.parametrize("window", [1, 3])
def test_no_more_are_given_out_than_the_window_holds(tmp_path, window):
    from concurrent.futures import Executor, Future

    waiting, most = [], []

    class Late(Executor):
        """Finishes its oldest work when it is full."""

        def submit(self, work, /, *arguments):
            future = Future()
            waiting.append((future, work, arguments))
            most.append(len(waiting))
            if len(waiting) == window:
                finish()
            return future

    def finish():
        while waiting:
            future, work, arguments = waiting.pop(0)
            future.set_result(work(*arguments))

    journal = Journal(tmp_path / "notes", NOTES)
    append_missing(journal, {n: n for n in range(6)}, computed, Late(), read=lambda row: row, window=window)
    assert (max(most), len(journal.rows)) == (window, 6)


def test_an_interrupt_keeps_what_is_finished(tmp_path):
    def stopping(number):
        if number == 2:
            raise KeyboardInterrupt
        return computed(number)

    path = tmp_path / "notes"
    with pytest.raises(KeyboardInterrupt):
        fill(path, NOTES, range(4), stopping)
    assert path.read_bytes() == written(map(computed, range(2)))
    assert fill(path, NOTES, range(4), computed) == 2
    assert path.read_bytes() == written(map(computed, range(4)))


def test_an_error_in_the_work_is_raised_and_costs_nothing(tmp_path):
    def failing(number):
        return computed(number if number < 2 else 1 // 0)

    with pytest.raises(ZeroDivisionError):
        fill(tmp_path / "notes", NOTES, range(4), failing)
    assert list(Journal(tmp_path / "notes", NOTES).rows) == [0, 1]


@pytest.mark.parametrize("where", ["submit", "result"])
def test_workers_that_die_are_one_sentence(tmp_path, where):
    class Dying(AtOnce):
        def submit(self, work, /, *arguments):
            if where == "submit" and arguments == (2,):
                raise BrokenExecutor
            return super().submit(work, *arguments)

    def work(number):
        if number == 2:
            raise BrokenExecutor
        return computed(number)

    journal = Journal(tmp_path / "notes", NOTES)
    sentence = r"the workers died.*; 2 of 4 rows are finished and kept, and the others wait"
    with pytest.raises(ExecutorError, match=sentence):
        append_missing(
            journal, {n: n for n in range(4)}, work, Dying(),
            read=lambda row: row, window=1, others="the others wait",
        )  # fmt: skip
    assert list(journal.rows) == [0, 1]


def test_a_dataclass_comes_back_as_it_was():
    note = Note(3, "a\nb \u2028", (1, 2))
    assert read_rows(NOTES.write(note) + "\n" + '{"number": 4', "x", NOTES) == {3: note}
    assert json.loads(NOTES.write(note))["parts"] == [1, 2]
