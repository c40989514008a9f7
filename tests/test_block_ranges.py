"""Ranks by blocks in ranges: within memory, on executors, kept in a journal, stopped, killed and resumed."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys

import pytest

import racteach as rt
from racteach import cli
from racteach.certificates import by_blocks as blockwise
from racteach.certificates import ranges
from racteach.certificates.by_blocks import plan
from racteach.executors import ExecutorError, local_processes

SIZE = ["--depth", "3", "--input-dim", "2", "--channels", "2", "--length", "20"]


def test_little_memory_means_many_ranges(monkeypatch):
    sizes = plan(4, 2, 8)
    assert sizes.memory(sizes.slices(2**32)) <= blockwise.RANGE_MEMORY
    assert sizes.slices(2**32) == sizes.order
    few = sizes.slices(2**28)
    assert sizes.memory(few) <= 2**28 < sizes.memory(few + 1)
    large = plan(4, 2, 13)
    assert large.memory(large.slices(2**32)) <= blockwise.RANGE_MEMORY
    assert large.slices(2**33) > 4 * large.slices(2**32)  # a limit above the default is used
    seen = []
    compute = ranges.compute_range
    monkeypatch.setattr(ranges, "compute_range", lambda job, **tell: seen.append(job) or compute(job, **tell))
    monkeypatch.setattr(blockwise, "RANGE_MEMORY", plan(3, 2, 10).memory(20))
    assert rt.separation_rank(3, 2, 2, 20).rank == 1228
    assert [(job.low, job.high) for job in seen] == [(0, 18), (18, 37), (37, 56)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_ranges_run_on_an_executor(jobs):
    with local_processes(jobs) as executor:
        found = rt.separation_rank(3, 2, 2, 20, executor=executor, jobs=jobs)
    assert found.rank == 1228


def test_a_journal_repeats_nothing(tmp_path, monkeypatch):
    path = tmp_path / "ranges.jsonl"
    made = rt.separation_rank(3, 2, 2, 20, jobs=4, journal=path)
    lines = path.read_bytes()
    assert lines.count(b"\n") == 4
    monkeypatch.setattr(ranges, "compute_range", lambda job, **tell: pytest.fail("computed again"))
    again = rt.separation_rank(3, 2, 2, 20, jobs=4, journal=path)
    assert dataclasses.replace(again, seconds=made.seconds) == made
    assert path.read_bytes() == lines


def test_a_file_that_is_no_journal_of_ranges_is_left_alone(tmp_path):
    path = tmp_path / "diary"
    path.write_text("a diary\n")
    with pytest.raises(ValueError, match="line 1, is not a range of a journal of block ranges"):
        rt.separation_rank(3, 2, 2, 20, journal=path)
    assert path.read_text() == "a diary\n"


def test_a_worker_of_another_version_is_refused(monkeypatch):
    other = dataclasses.replace(ranges.compute_range(plan(3, 2, 10).whole(0)), library="0.0.9")
    monkeypatch.setattr(ranges, "compute_range", lambda job, **tell: other)
    with pytest.raises(ExecutorError, match=r"a worker runs racteach 0\.0\.9, and this machine .*: install"):
        rt.separation_rank(3, 2, 2, 20)


#: Says on stdout before each range which one it begins.
COMPUTER = """
import sys
import racteach as rt
from racteach.certificates import ranges
compute = ranges.compute_range
def said(job, **tell):
    print(job.low, flush=True)
    return compute(job, **tell)
ranges.compute_range = said
print(rt.separation_rank(3, 2, 2, 20, jobs=7, journal=sys.argv[1]).rank, flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_killed_again_and_again_it_goes_on(tmp_path):
    path, kept = tmp_path / "ranges.jsonl", b""
    for begun in (1, 3, 2):
        computer = subprocess.Popen(
            [sys.executable, "-c", COMPUTER, str(path)], stdout=subprocess.PIPE, text=True
        )
        first = int(computer.stdout.readline())
        for _ in range(begun - 1):
            computer.stdout.readline()
        computer.kill()
        computer.wait()
        computer.stdout.close()
        assert first == 8 * kept.count(b"\n")  # what is finished is not begun again
        data = path.read_bytes()
        assert data.startswith(kept)
        assert data.count(b"\n") >= kept.count(b"\n") + begun - 1
        kept = data[: data.rfind(b"\n") + 1]
    ended = subprocess.run(
        [sys.executable, "-c", COMPUTER, str(path)], capture_output=True, text=True, check=True
    )
    assert ended.stdout.splitlines()[-1] == "1228"
    assert path.read_bytes().startswith(kept)
    assert path.read_bytes().count(b"\n") == 7


# The commands


def run(capsys, *arguments):
    status = cli.main([str(argument) for argument in arguments])
    return status, *capsys.readouterr()


def test_a_rank_by_command(capsys, tmp_path):
    kept, saved = tmp_path / "ranges.jsonl", tmp_path / "rank.json"
    options = ["--journal", kept, "--jobs", 2, "--save", saved, "--json"]
    status, out, err = run(capsys, "rank", *SIZE, *options)
    assert (status, err, json.loads(out)["rank"]) == (0, "", 1228)
    assert kept.read_bytes().count(b"\n") == 2
    status, out, err = run(capsys, "verify", "--all", saved)
    assert (status, err) == (0, "") and "valid: the rank is 1228" in out


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_ctrl_c_says_where_finished_ranges_are(tmp_path):
    code = """
import os, signal, sys
from racteach import cli
from racteach.certificates import ranges
compute = ranges.compute_range
def stop(job, **tell):
    row = compute(job, **tell)
    if job.low > 0:
        os.kill(os.getpid(), signal.SIGINT)
    return row
ranges.compute_range = stop
from racteach.certificates import by_blocks
by_blocks.RANGE_MEMORY = by_blocks.plan(3, 2, 10).memory(20)
sys.exit(cli.main(sys.argv[1:]))
"""
    kept = tmp_path / "ranges.jsonl"
    ended = subprocess.run(
        [sys.executable, "-c", code, "rank", *SIZE, "--journal", str(kept)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    sentence = f"racteach: stopped; finished ranges are kept in {kept}\n"
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, "", sentence)
    assert kept.read_bytes().count(b"\n") == 1
