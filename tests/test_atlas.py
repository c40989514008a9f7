"""The atlas: what ships, how it is filtered, and that no crash, race or wrong file harms one."""

from __future__ import annotations

import errno
import itertools
import json
import os
import re
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

import racteach as rt
from racteach import bounds, cli
from racteach.bounds.sizes import Size
from racteach.certificates import building
from racteach.certificates.building import build_atlas
from racteach.certificates.by_blocks import BlockCertificate
from racteach.certificates.reading import read_certificate
from racteach.certificates.storage import AtlasError, AtlasFile
from racteach.certificates.sweeps import Request, compute_row, row_key, sweep
from racteach.executors import ExecutorError, local_processes
from racteach.journal import lines

POSIX = pytest.mark.skipif(os.name == "nt", reason="signals")


def claims(path):
    """What the rows of a file claim: all fields but the seconds, in a fixed order."""
    rows = [replace(row, seconds=0.0) for row in rt.load_atlas(path)]
    return sorted(rows, key=lambda row: str(row_key(row)))


@pytest.fixture(scope="module")
def rows():
    """Five small rows."""
    return [rt.separation_rank(depth, 2, 2, 4, seed=seed) for depth, seed in [(1, 0), (2, 0), (2, 1), (3, 0)]]


def write(path, rows):
    path.write_text("".join(row.to_json() + "\n" for row in rows), encoding="utf-8")
    return path.read_bytes()


def run(capsys, *arguments):
    """Run racteach and return exit status, stdout, stderr."""
    status = cli.main([str(argument) for argument in arguments])
    return status, *capsys.readouterr()


# What ships


@pytest.fixture(scope="module")
def shipped():
    return rt.load_atlas()


def promised():
    """Every size with 2 <= M <= R <= 8, 2 <= L <= 8, T <= 20 and a best proved bound of at most 1500."""
    widths = range(2, 9)
    for depth, m, r, length in itertools.product(widths, widths, widths, range(2, 21, 2)):
        if m <= r:
            known = bounds.bounds_overview(depth, m, r, length)
            if min(b.value for b in known if (b.kind, b.status) == ("upper", "proved")) <= 1500:
                yield depth, m, r, length


def test_every_promised_size_is_there(shipped):
    sizes = list(promised())
    assert len(sizes) == 520
    assert len([size for size in sizes if size[3] >= 4 and max(size[:3]) <= 6]) == 186
    held = {(row.depth, row.input_dim, row.channels, row.length, row.templates) for row in shipped}
    assert {(*size, "generic") for size in sizes} <= held
    assert {(*size, "one-hot") for size in sizes if size[3] <= 12} <= held
    for templates in ("generic", "one-hot"):
        high = [size for size in sizes if (*size, templates) in held and min(size[0], size[3] // 2) >= 3]
        assert len(high) >= 55
    assert len({row_key(row) for row in shipped}) == len(shipped)


def test_sixty_rows_or_more_are_deep_and_long(shipped):
    deep = [row for row in shipped.where(templates="generic") if min(row.depth, row.length // 2) >= 3]
    assert len([row for row in deep if min(row.depth, row.input_dim, row.channels) >= 2]) >= 60


#: (L, M, R, n): functional rank, one-hot grid rank, as two other programs found them
GOLDEN = {
    (1, 3, 3, 6): (3, 3),
    (2, 2, 2, 6): (14, 14),
    (2, 3, 3, 5): (63, 63),
    (2, 3, 3, 6): (84, 84),
    (2, 2, 3, 6): (81, 64),
    (2, 4, 4, 6): (336, 336),
    (3, 2, 2, 4): (106, 16),
    (3, 3, 2, 6): (304, 304),
    (3, 2, 2, 6): (304, 64),
    (3, 3, 3, 3): (759, 27),
    (4, 2, 2, 3): (106, 8),
    (3, 3, 3, 6): (None, 729),
}


@pytest.mark.parametrize("size", GOLDEN, ids=str)
def test_the_shipped_rows_agree_with_the_theory(shipped, size):
    depth, m, r, n = size
    for templates, rank in zip(("generic", "one-hot"), GOLDEN[size], strict=True):
        if rank is not None:
            assert shipped.find(depth, m, r, 2 * n, templates=templates).lower_bound == rank


def test_verdicts_follow_from_the_bounds(shipped):
    for row in shipped:
        sizes = (row.depth, row.input_dim, row.channels, row.length)
        options = {"templates": row.letters, "split": row.split}
        best = bounds.best_upper_bound(*sizes, **options)
        upper = bounds.best_upper_bound(*sizes, **options, earlier=True)
        upper = upper if row.upper_bound_name == upper[1] else best
        assert (row.upper_bound, row.upper_bound_name) == upper
        assert row.lower_bound <= best[0]
        assert row.lower_bound <= upper[0]
        assert row.verdict == ("exact" if row.lower_bound == upper[0] else "lower bound")


def test_no_conjecture_is_refuted_and_ranks_grow(shipped):
    for row in shipped:
        sizes = (row.depth, row.input_dim, row.channels, row.length)
        assert bounds.sharp_rank(*sizes, templates=row.letters) in (None, row.lower_bound)
        vectors = shipped.find(*sizes)
        assert vectors is None or row.lower_bound <= vectors.lower_bound
        longer = shipped.find(*sizes[:3], row.length + 2, templates=row.templates)
        assert longer is None or longer.lower_bound >= row.lower_bound


def test_a_sample_of_the_shipped_rows_verifies(shipped):
    small = [row for row in shipped if row.lower_bound <= 120]
    for row in Random(0).sample(small, 60):
        assert rt.verify_certificate(row).valid


@pytest.mark.slow
def test_the_shipped_rows_up_to_rank_400_verify(shipped):
    for row in shipped:
        if row.lower_bound <= 400:
            assert rt.verify_certificate(row).valid, row


@pytest.mark.full
@pytest.mark.timeout(3600)
def test_every_shipped_row_verifies(shipped):
    for row in shipped:
        assert rt.verify_certificate(row).valid, row


# The collection


def test_filtering(shipped):
    some = shipped.where(depth=2, channels=3, templates="one-hot", verdict="exact")
    assert len(some) > 5
    assert all((row.depth, row.channels, row.templates) == (2, 3, "one-hot") for row in some)
    assert len(shipped.where(depth=None)) == len(shipped)
    assert list(shipped.where(depth=99)) == []
    assert shipped[-1] is list(shipped)[-1]
    assert list(shipped[:2]) == [shipped[0], shipped[1]]
    with pytest.raises(ValueError, match="an atlas has no field 'rank' to filter by; it has depth, "):
        shipped.where(rank=84)


def test_finding_what_is_known_best(rows):
    row = rows[1]
    atlas = rt.Atlas([replace(row, lower_bound=1), row, replace(row, lower_bound=2, seed=5)])
    assert atlas.find(2, 2, 2, 4) is row
    assert atlas.find(2, 2, 2, 4, templates="one-hot") is None
    assert atlas.find(2, 2, 2, 4, split=1) is None
    assert atlas.find(2, 7, 2, 4) is row  # M > R: the rank of M = R, for arbitrary vectors
    assert atlas.find(2, 1, 2, 4) is None


def test_more_features_than_channels_change_nothing():
    """What ``find`` relies on, where no grid interferes."""
    for depth, r, length in [(2, 2, 6), (3, 2, 6), (2, 3, 4)]:
        ranks = {rt.separation_rank(depth, m, r, length).lower_bound for m in (r, r + 1, r + 2)}
        assert len(ranks) == 1


# Which sizes a sweep asks for


def test_a_row_is_known_again_whatever_prime_suited_it():
    """Dense rows of rank 600 and more have a prime of their own: a builder must not make them anew."""
    for size in (Size(2, 2, 2, 4), Size(2, 4, 5, 10), Size(2, 5, 5, 10)):
        request = Request(size)
        row = read_certificate(compute_row(request).encode())
        assert row_key(row) == request.key
        assert row_key(replace(row, prime=101)) != request.key


@pytest.mark.parametrize("grids", [False, True])
def test_a_sweep_lists_what_brute_force_lists(grids):
    expected = set()
    for depth, m, r, length in itertools.product((2, 3), range(2, 5), range(2, 5), range(2, 15, 2)):
        size = (depth, m, r, length)
        generic = m <= r and bounds.best_upper_bound(*size)[0] <= 90
        letters = bounds.best_upper_bound(*size, templates=m)[0] <= 90
        if generic:
            expected.add(Request(Size(*size)))
        if length <= 12 and letters and (generic or grids):
            expected.add(Request(Size(*size), templates="one-hot"))
    found = sweep([3, 2, 3], 90, max_length=14, max_channels=4, grids=grids)
    assert set(found) == expected
    assert len(found) == len(expected)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"depths": [0]}, "a depth must be an integer >= 1, not 0"),
        ({"max_rank": 0}, "max_rank must be an integer >= 1, not 0"),
        ({"max_length": 1}, "max_length must be an integer >= 2, not 1"),
        ({"max_channels": 1}, "max_channels must be an integer >= 2, not 1"),
        ({"seed": -1}, "seed must be"),
        ({"templates": ["letters"]}, r'templates must be "generic", "one-hot" or both, not \[\'letters\'\]'),
    ],
)
def test_wrong_sweeps_are_one_sentence(change, sentence):
    with pytest.raises(ValueError, match=sentence):
        sweep(**{"depths": [2], "max_rank": 9, **change})


# The file


def test_a_line_torn_at_any_byte_is_mended(tmp_path, rows):
    path = tmp_path / "atlas.jsonl"
    whole = write(path, rows)
    last = len(rows[-1].to_json()) + 1
    for kept in range(last + 1):
        path.write_bytes(whole[: len(whole) - last + kept])
        assert len(rt.load_atlas(path)) == len(rows) - (kept < last)
        store = AtlasFile(path)
        complete = kept >= last - 1  # then only the line's end was missing
        assert len(store.rows) == len(rows) - (not complete)
        assert store.dropped == (0 if complete else kept)
        assert store.append(rows[-1]) is not complete
        assert path.read_bytes() == whole


def test_a_torn_row_of_blocks_is_mended(tmp_path, rows):
    path, row = tmp_path / "atlas.jsonl", rt.separation_rank(3, 2, 2, 20)
    whole = write(path, [rows[0], row])
    assert b"racteach-block-certificate" in whole
    path.write_bytes(whole[:-40])
    store = AtlasFile(path)
    assert len(store.rows) == 1
    assert store.append(row)
    assert path.read_bytes() == whole


def test_a_row_from_before_a_better_bound_is_made_again(tmp_path):
    path, size = tmp_path / "atlas.jsonl", Size(4, 2, 2, 6)
    row = rt.separation_rank(*size)
    assert (row.lower_bound, row.upper_bound_name) == (106, "dual bound")
    earlier = replace(row, upper_bound=110, upper_bound_name="end bound", verdict="lower bound")
    write(path, [earlier])
    for added in (1, 0):
        with ThreadPoolExecutor(1) as executor:
            assert build_atlas(path, [Request(size)], executor).added == added
    assert [found.verdict for found in rt.load_atlas(path)] == ["lower bound", "exact"]
    assert rt.load_atlas(path).find(*size).rank == 106


def test_large_rows_are_built_by_blocks(tmp_path):
    asked = sweep([2, 3], 1300, max_length=20, max_channels=3, templates=["generic"], blocks=True)
    assert {request.size for request in asked} == {Size(3, 2, 2, 16), Size(3, 2, 2, 18), Size(3, 2, 2, 20),
                                                   Size(3, 3, 3, 6)}  # fmt: skip
    path = tmp_path / "atlas.jsonl"
    for added in (4, 0):
        with ThreadPoolExecutor(1) as executor:
            assert build_atlas(path, asked, executor).added == added
    assert {row.rank for row in rt.load_atlas(path)} == {662, 916, 1228, 759}
    assert {type(row) for row in rt.load_atlas(path)} == {BlockCertificate}


def test_rows_are_appended_once(tmp_path, rows):
    path = tmp_path / "atlas.jsonl"
    one, other = AtlasFile(path), AtlasFile(path)
    assert one.append(rows[0])
    assert not other.append(replace(rows[0], seconds=99.0))
    assert other.append(rows[1])
    assert not one.append(rows[1])
    assert list(rt.load_atlas(path)) == rows[:2]
    one.refresh()
    assert one.rows == other.rows


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"a diary\nof mine", r"line 1, is not a row of an atlas: it is not one whole JSON object"),
        (b"a diary", "is not an atlas: its last line is not a row, nor part of one"),
        (b"{}\n", 'line 1, is not a row of an atlas: the key "format" is missing'),
        (b"\xff\n", "line 1, is not a row of an atlas: it is not UTF-8 text"),
    ],
)
def test_a_file_that_is_no_atlas_is_left_alone(tmp_path, rows, content, sentence):
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(AtlasError, match=sentence):
        AtlasFile(path)
    assert path.read_bytes() == content


def test_a_broken_line_in_the_middle_is_named(tmp_path, rows):
    path = tmp_path / "atlas.jsonl"
    path.write_text(rows[0].to_json() + "\n" + rows[1].to_json()[:50] + "\n" + rows[2].to_json() + "\n")
    for read in (rt.load_atlas, AtlasFile):
        with pytest.raises(AtlasError, match=r"atlas\.jsonl, line 2, is not a row of an atlas"):
            read(path)


def test_an_atlas_of_a_newer_version_is_refused(tmp_path, rows):
    path = tmp_path / "atlas.jsonl"
    write(path, rows)
    path.write_text(path.read_text().replace('"version": 1', '"version": 2').replace('"depth"', '"layers"'))
    before = path.read_bytes()
    for read in (rt.load_atlas, AtlasFile):
        with pytest.raises(AtlasError, match=r"line 1, .*version 2 of the format.*update racteach"):
            read(path)
    assert path.read_bytes() == before


def test_places_that_cannot_be_written_are_one_sentence(tmp_path):
    with pytest.raises(AtlasError, match="is not a file, and an atlas must be one"):
        AtlasFile(tmp_path)
    with pytest.raises(AtlasError, match="cannot be written: there is no folder"):
        AtlasFile(tmp_path / "nothing" / "atlas.jsonl")
    with pytest.raises(AtlasError, match="cannot be written: File name too long"):
        AtlasFile(tmp_path / ("a" * 300))


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="everything is allowed to root")
def test_a_file_that_may_not_be_written_is_one_sentence(tmp_path, rows):
    path = tmp_path / "atlas.jsonl"
    write(path, rows)
    path.chmod(0o400)
    with pytest.raises(AtlasError, match="cannot be written: Permission denied"):
        AtlasFile(path)


def test_a_full_disk_takes_nothing_away(tmp_path, rows, monkeypatch):
    path = tmp_path / "atlas.jsonl"
    before = write(path, rows[:2])
    store = AtlasFile(path)
    really, left = os.write, [40]

    def full(file, data):
        if not left:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return really(file, data[: left.pop()])

    monkeypatch.setattr(lines.os, "write", full)
    with pytest.raises(AtlasError, match="cannot be written: No space left on device"):
        store.append(rows[2])
    monkeypatch.undo()
    assert path.read_bytes() == before
    assert store.append(rows[2])
    assert list(rt.load_atlas(path)) == rows[:3]


def test_a_builder_that_never_lets_go_is_one_sentence(tmp_path, rows, monkeypatch):
    monkeypatch.setattr(lines, "_PATIENCE", 0.0)
    one, other = AtlasFile(tmp_path / "atlas.jsonl"), AtlasFile(tmp_path / "atlas.jsonl")
    with one._alone(), pytest.raises(AtlasError, match=r"another process has held .*atlas\.jsonl\.lock for"):
        other.append(rows[0])


# Sweeps


SIZES = sweep([2, 3], 60, max_channels=3)
#: Builds SIZES into a file, and says so on stdout for each row.
BUILDER = """
import sys
from concurrent.futures import ThreadPoolExecutor
from racteach.certificates.building import build_atlas
from racteach.certificates.by_blocks import BlockCertificate
from racteach.certificates.sweeps import sweep
sizes = sweep([2, 3], 60, max_channels=3)
def told(done, every, row):
    print(done, flush=True)
with ThreadPoolExecutor(1) as executor:
    print("ready", flush=True)
    sys.stdin.readline()
    build_atlas(sys.argv[1], sizes, executor, told=told)
"""


def start_builder(path):
    return subprocess.Popen(
        [sys.executable, "-c", BUILDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


@pytest.fixture(scope="module")
def expected(tmp_path_factory):
    """What a sweep of one process in one go claims."""
    path = tmp_path_factory.mktemp("expected") / "atlas.jsonl"
    write(path, [read_certificate(compute_row(size).encode()) for size in SIZES])
    return claims(path)


def test_a_sweep_in_processes_gives_the_same_rows_and_repeats_none(tmp_path, expected):
    path, told = tmp_path / "atlas.jsonl", []
    with local_processes(2) as executor:
        built = build_atlas(path, SIZES, executor, told=lambda *what: told.append(what[:2]))
        assert (built.added, built.present, built.elsewhere, built.dropped) == (len(SIZES), 0, 0, 0)
        again = build_atlas(path, SIZES, executor, told=lambda *what: told.append("again"))
    assert (again.asked, again.added, again.present) == (len(SIZES), 0, len(SIZES))
    assert told == [(done, len(SIZES)) for done in range(1, len(SIZES) + 1)]
    assert claims(path) == expected


@POSIX
def test_killed_again_and_again_it_loses_and_repeats_no_finished_row(tmp_path, expected):
    path, kept, killed = tmp_path / "atlas.jsonl", b"", 0
    for told in itertools.chain([1, 2, 5, 9], itertools.repeat(10**9)):
        builder = start_builder(path)
        builder.stdin.write("go\n")
        builder.stdin.flush()
        for _ in range(told + 1):
            if not builder.stdout.readline():
                break
        builder.kill()
        status = builder.wait()
        data = path.read_bytes()
        assert data.startswith(kept)
        kept = data[: data.rfind(b"\n") + 1]
        if status == 0:
            break
        killed += 1
    assert killed >= 3
    assert len(kept.splitlines()) == len(SIZES)
    assert claims(path) == expected


def test_two_builders_share_one_file(tmp_path, expected):
    path = tmp_path / "atlas.jsonl"
    builders = [start_builder(path) for _ in range(2)]
    for builder in builders:
        assert builder.stdout.readline() == "ready\n"
    for builder in builders:
        builder.stdin.write("go\n")
        builder.stdin.flush()
    for builder in builders:
        builder.communicate()
        assert builder.returncode == 0
    assert len(path.read_bytes().splitlines()) == len(SIZES)
    assert claims(path) == expected


def test_a_row_that_came_from_elsewhere_meanwhile_turns_the_sweep_round(tmp_path, monkeypatch):
    path, order = tmp_path / "atlas.jsonl", []
    rival = AtlasFile(path)

    def slow(size):
        order.append(SIZES.index(size))
        line = compute_row(size)
        if len(order) == 2:
            rival.append(read_certificate(line.encode()))
        return line

    monkeypatch.setattr(building, "compute_row", slow)
    with ThreadPoolExecutor(1) as executor:
        built = build_atlas(path, SIZES, executor, window=1)
    assert order == [0, 1, *range(len(SIZES) - 1, 1, -1)]
    assert (built.added, built.elsewhere) == (len(SIZES) - 1, 1)


@POSIX
def test_a_worker_that_dies_costs_one_sentence_and_no_finished_row(tmp_path, expected):
    path = tmp_path / "atlas.jsonl"
    with local_processes(1) as executor:
        victims = [executor.submit(os.getpid).result()]

        def told(*what):
            if victims:
                os.kill(victims.pop(), signal.SIGKILL)

        with pytest.raises(
            ExecutorError, match=rf"the workers died.*; \d+ of {len(SIZES)} rows are finished and kept"
        ):
            build_atlas(path, SIZES, executor, told=told)
    kept = path.read_bytes()
    assert kept.endswith(b"\n")
    with local_processes(1) as executor:
        build_atlas(path, SIZES, executor)
    assert path.read_bytes().startswith(kept)
    assert claims(path) == expected


def test_a_worker_of_another_version_is_refused(tmp_path, monkeypatch, rows):
    monkeypatch.setattr(building, "compute_row", lambda size: replace(rows[0], library="0.0.9").to_json())
    with (
        ThreadPoolExecutor(1) as executor,
        pytest.raises(
            AtlasError, match=r"a worker runs racteach 0\.0\.9, and this machine .*: install the same"
        ),
    ):
        build_atlas(tmp_path / "atlas.jsonl", SIZES[:1], executor)
    assert len(rt.load_atlas(tmp_path / "atlas.jsonl")) == 0


# The commands


def test_building_twice_by_command(tmp_path, capsys):
    command = ["atlas", "build", "--max-rank", 8, "--depths", "2,3", "--max-channels", 2, "--jobs", 2]
    path = tmp_path / "atlas.jsonl"
    status, out, err = run(capsys, *command, "--file", path)
    assert (status, err) == (0, "")
    assert out == f"{path}: 10 rows added, 0 were there already\n"
    path.write_bytes(path.read_bytes()[:-10])
    status, out, err = run(capsys, *command, "--file", path)
    assert (status, err) == (0, "")
    assert "was unfinished" in out
    assert out.endswith("1 rows added, 9 were there already\n")
    assert run(capsys, "atlas", "verify", "--file", path)[:2] == (0, "10 of 10 rows verified, all valid\n")


@POSIX
def test_ctrl_c_keeps_what_is_finished(tmp_path):
    code = """
import os, signal, sys
from racteach import cli
from racteach.certificates.storage import AtlasFile
appended = AtlasFile.append
def append(self, row):
    done = appended(self, row)
    if len(self.rows) == 3:
        os.kill(os.getpid(), signal.SIGINT)
    return done
if __name__ == "__main__":
    AtlasFile.append = append
    sys.exit(cli.main(["atlas", "build", "--max-rank", "60", "--depths", "2,3", "--file", sys.argv[1]]))
"""
    path = tmp_path / "atlas.jsonl"
    ended = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, timeout=120, check=False
    )
    sentence = (
        f"racteach: stopped; finished rows are kept in {path}, and the same command computes the others\n"
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, "", sentence)
    assert len(rt.load_atlas(path)) == 3


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["build", "--max-rank", "9", "--depths", "2,x"], "--depths must be integers >= 1 with commas"),
        (["build", "--max-rank", "9", "--depths", ""], "--depths must be integers >= 1 with commas"),
        (["build", "--max-rank", "0", "--depths", "2"], "max_rank must be an integer >= 1, not 0"),
        (["build", "--max-rank", "9", "--depths", "2", "--jobs", "0"], "jobs must be an integer from 1 to"),
        (["build", "--max-rank", "9", "--depths", "2", "--file", "/"], "/ is not a file"),
        (
            ["build", "--max-rank", "9", "--depths", "2", "--file", "/nothing/a"],
            "there is no folder /nothing",
        ),
        (["build", "--max-rank", "9", "--depths", "2", "--templates", "x"], "templates must be"),
        (["show", "--verdict", "true"], "--verdict must be exact or lower-bound, not true"),
        (["show", "--file", "/nothing/a"], "/nothing/a cannot be read: No such file"),
        (["verify", "--sample", "0"], "--sample"),
    ],
)
def test_wrong_commands_are_one_sentence(capsys, arguments, sentence):
    status, out, err = run(capsys, "atlas", *arguments)
    assert (status, out) == (2, "")
    assert sentence in err
    assert err.count("\n") == 1


@pytest.mark.timeout(60)
def test_a_scheduler_that_is_not_there_is_one_sentence(capsys, tmp_path):
    options = ["--max-rank", "9", "--depths", "2", "--scheduler", "tcp://127.0.0.1:1"]
    status, out, err = run(capsys, "atlas", "build", *options, "--file", tmp_path / "atlas.jsonl")
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "no Dask scheduler answers at tcp://127.0.0.1:1" in err


def test_showing(capsys, shipped):
    status, out, err = run(capsys, "atlas", "show", "--depth", 2, "--channels", 3, "--length", 12)
    assert (status, err) == (0, "")
    assert "84" in out and "81" in out and "64" in out
    filters = ["--depth", 4, "--input-dim", 2, "--templates", "generic", "--verdict", "lower-bound"]
    status, out, err = run(capsys, "atlas", "show", *filters, "--json")
    assert (status, err) == (0, "")
    found = [json.loads(line) for line in out.splitlines()]
    wanted = shipped.where(depth=4, input_dim=2, templates="generic", verdict="lower bound")
    assert [row["lower_bound"] for row in found] == [row.lower_bound for row in wanted]
    assert (2038 in [row["lower_bound"] for row in found]) and len(found) < len(shipped)


def test_what_is_shown_as_json_is_an_atlas(capsys, tmp_path, shipped):
    out = run(capsys, "atlas", "show", "--length", 4, "--json")[1]
    (tmp_path / "some.jsonl").write_text(out)
    assert list(rt.load_atlas(tmp_path / "some.jsonl")) == list(shipped.where(length=4))


def test_verifying_a_sample(capsys, tmp_path, rows):
    path = tmp_path / "atlas.jsonl"
    write(path, rows)
    status, out, _ = run(capsys, "atlas", "verify", "--sample", 2, "--seed", 3, "--file", path)
    assert (status, out) == (0, f"2 of {len(rows)} rows verified, all valid\n")


def test_verifying_says_which_row_is_wrong(capsys, tmp_path, rows):
    path = tmp_path / "atlas.jsonl"
    wrong = replace(rows[2], lower_bound=rows[2].lower_bound - 1)
    write(path, [*rows, wrong])
    rows[0].save(tmp_path / "valid.json")
    with path.open("a") as file:
        file.write(rows[3].to_json().replace('"seconds": ', '"seconds": 1'))  # its checksum does not fit
        file.write(f"\n\n{tmp_path / 'valid.json'}\n")  # a file's name is not a row
    status, out, _ = run(capsys, "atlas", "verify", "--file", path)
    assert status == 1
    assert re.fullmatch(
        "line 5: not valid, rank: .*\n"
        "line 6: not valid, checksum: .*\n"
        "line 8: not valid, schema: .*\n"
        "3 of 7 rows are NOT valid\n",
        out,
    )


def test_verifying_all_that_ships_by_default(capsys, shipped):
    status, out, _ = run(capsys, "atlas", "verify", "--sample", 3)
    assert (status, out) == (0, f"3 of {len(shipped)} rows verified, all valid\n")


@pytest.mark.parametrize("harm", [lambda data: data[:-9], lambda data: b""], ids=["cut off", "empty"])
def test_a_harmed_file_is_not_valid(capsys, tmp_path, rows, harm):
    path = tmp_path / "atlas.jsonl"
    path.write_bytes(harm(write(path, rows)))
    status, out, err = run(capsys, "atlas", "verify", "--file", path)
    assert (status, out) == (1, "")
    assert err.startswith("racteach: not valid: ")
    assert err.count("\n") == 1


def test_the_wheel_will_hold_the_atlas():
    """Hatch ships what lies in the package, unless git ignores it."""
    root = Path(rt.__file__).parent
    ignored = (root.parent / ".gitignore").read_text().split()
    assert (root / "data" / "atlas.jsonl").is_file()
    assert not {"data/", "*.jsonl", "atlas.jsonl"} & set(ignored)
