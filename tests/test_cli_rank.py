"""racteach rank and racteach verify: what they print, what they refuse, and what an interrupt leaves."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys

import pytest

import racteach as rt
from racteach import cli
from racteach.certificates import certificate
from racteach.commands import certificates
from racteach.journal import files

SMALL = ["--depth", "2", "--input-dim", "2", "--channels", "2", "--length", "4"]
KEYS = [
    "rank", "verdict", "lower_bound", "upper_bound", "upper_bound_name", "paper_lower_bound",
    "prime", "seed", "block", "seconds",
]  # fmt: skip


def run(capsys, *arguments):
    """Run racteach and return exit status, stdout, stderr."""
    status = cli.main([str(argument) for argument in arguments])
    return status, *capsys.readouterr()


def sizes(depth, input_dim, channels, length, *more):
    return ["--depth", depth, "--input-dim", input_dim, "--channels", channels, "--length", length, *more]


# rank


def test_a_table_for_a_person(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")
    status, out, err = run(capsys, "rank", *sizes(2, 3, 3, 12))
    assert (status, err) == (0, "")
    rows = {cells[1].strip(): cells[2:4] for line in out.splitlines() if len(cells := line.split("│")) == 5}
    found = {name: (value.strip(), text.strip()) for name, (value, text) in rows.items()}
    assert found["rank"] == ("84", "exact")
    assert found["paper's lower bound"] == ("28", "lower bound, proved")
    assert found["state bound"] == ("84", "upper bound, proved")
    assert found["end bound"] == ("1,587,600", "upper bound, proved")
    assert found["start bound"] == ("41,740,498,800", "upper bound, proved")
    assert found["sharp bound"] == ("84", "upper bound, proved, the best")
    assert found["sharp formula"] == ("84", "the rank itself, proved")
    assert found["power bound"] == ("28", "lower bound, proved")
    assert "Exact: almost every circuit" in out


def test_a_lower_bound_is_never_shown_as_the_rank(capsys):
    status, out, _ = run(capsys, "rank", *sizes(3, 2, 2, 8, "--templates", "one-hot", "--prime", 3))
    assert status == 0
    assert "at least " in out and "Lower bound: almost every circuit" in out
    assert "conjectured" in out and "exact" not in out.lower()


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (sizes(2, 3, 3, 12), (84, "exact", 84, 84, "sharp bound", 28)),
        (sizes(4, 2, 2, 6), (106, "exact", 106, 106, "dual bound", 8)),
        (sizes(3, 2, 2, 6, "--split", 2), (None, "lower bound", 80, 106, "sharp bound", None)),
        (sizes(3, 2, 2, 8, "--templates", "one-hot"), (16, "exact", 16, 16, "end bound", 11)),
        (sizes(3, 2, 2, 8, "--templates", 1), (1, "exact", 1, 1, "end bound", None)),
        (sizes(2, 2, 3, 7, "--split", 3), (42, "exact", 42, 42, "sharp bound", None)),
        (sizes(1, 3, 3, 12, "--seed", 7, "--prime", 101), (3, "exact", 3, 3, "sharp bound", 3)),
    ],
)
def test_json_is_one_object_and_nothing_else(capsys, arguments, expected):
    status, out, err = run(capsys, "rank", *arguments, "--json")
    assert (status, err) == (0, "") and out.count("\n") == 1
    found = json.loads(out)
    assert list(found) == KEYS
    assert tuple(found[key] for key in KEYS[:6]) == expected
    assert min(found["block"]) >= found["lower_bound"] and found["seconds"] >= 0
    assert found["seed"] == (7 if "--seed" in arguments else 0)
    assert found["prime"] == (101 if "--prime" in arguments else rt.DEFAULT_PRIME)


def test_what_is_saved_verifies(capsys, tmp_path):
    file = tmp_path / "c.json"
    file.write_text("something older")
    assert run(capsys, "rank", *SMALL, "--seed", 3, "--json", "--save", file)[0] == 0
    assert list(tmp_path.iterdir()) == [file]
    assert json.loads(file.read_text())["seed"] == 3
    status, out, err = run(capsys, "verify", file, file)
    assert (status, err) == (0, "") and out.count(": valid: the rank is 6") == 2


def test_a_result_is_shown_even_if_it_cannot_be_saved(capsys, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "replace", full)
    status, out, err = run(capsys, "rank", *SMALL, "--json", "--save", tmp_path / "c.json")
    assert status == 1 and json.loads(out)["rank"] == 6
    assert "No space left" in err and "c.json" in err and err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        *((["--prime", p], "modulus") for p in (0, 1, 4, 6, 91, 2**64 + 13, 8388609, -7)),
        (["--prime", "2^64+13"], "--prime"),
        (["--prime", "9" * 5000], ""),
        (["--split", 0], "from 1 to 3"),
        (["--split", 4], "from 1 to 3"),
        (["--length", 7], "even"),
        (["--length", 10**9], "--memory-limit"),
        (["--length", 0], "length"),
        (["--depth", 0], "depth"),
        (["--depth", 10**9], "--memory-limit"),
        (["--channels", 10**9], "--memory-limit"),
        (["--channels", "many"], "--channels"),
        (["--input-dim", -1], "input_dim"),
        (["--seed", -1], "seed"),
        (["--templates", "two-hot"], "templates"),
        (["--templates", 0], "templates"),
        (["--templates", 10**9], "--memory-limit"),
        (["--templates", "²"], "templates"),
        (["--memory-limit", 0.000001], "raise"),
        (["--memory-limit", "nan"], "memory limit"),
        (["--memory-limit", -1], "memory limit"),
        (["--depth", 3, "--length", 2000], "predicted rank"),
        (["--save", "/nowhere/at/all"], "no folder"),
        (["--save", "/"], "is a folder"),
        (["more"], "more"),
    ],
    ids=str,
)
def test_bad_input_gets_one_sentence_and_status_2(capsys, arguments, sentence):
    status, out, err = run(capsys, "rank", *SMALL, *arguments)
    assert (status, out) == (2, ""), err
    assert err.startswith("racteach: ") and err.count("\n") == 1 and sentence in err


def test_memory_that_really_runs_out_is_no_bad_argument(capsys, monkeypatch):
    def exhausted(*_, **__):
        raise MemoryError

    monkeypatch.setattr(certificate, "output_block", exhausted)
    status, out, err = run(capsys, "rank", *SMALL)
    assert (status, out) == (1, "") and "ran out" in err and err.count("\n") == 1


def test_long_numbers_are_shortened(capsys):
    assert certificates.number_text(10**30) == "about 10^30"
    status, out, _ = run(capsys, "rank", *sizes(6, 2, 3, 200, "--templates", 1))
    assert status == 0 and "·10^" in out and max(map(len, out.splitlines())) <= 100


# verify


@pytest.mark.parametrize(
    "data", [b"", b"{", b"\xff\xfe", b"[" * 50000, b"{}", b"x" * 10**6, "{\u202e".encode()], ids=range(7)
)
def test_a_file_that_is_no_certificate(capsys, tmp_path, data):
    file = tmp_path / "c.json"
    file.write_bytes(data)
    status, out, err = run(capsys, "verify", file)
    assert (status, err) == (1, "")
    assert out.startswith(f"{file}: not valid, ") and "Traceback" not in out


def test_one_bad_file_among_good_ones(capsys, tmp_path):
    good, bad = tmp_path / "good.json", tmp_path / "[red]bad.json"
    made = rt.separation_rank(2, 2, 2, 4)
    made.save(good)
    bad.write_text(made.to_json().replace('"lower_bound": 6', '"lower_bound": 5'))
    status, out, err = run(capsys, "verify", good, bad, good)
    assert (status, err) == (1, "")
    assert out.count("good.json: valid") == 2
    assert "[red]bad.json: not valid, rank: the block has rank 6, and the certificate says 5" in out


def test_bad_arguments_of_verify(capsys, tmp_path):
    good = tmp_path / "good.json"
    rt.separation_rank(2, 2, 2, 4).save(good)
    for arguments in ([], [tmp_path / "nothing"], [tmp_path], [good, "--memory-limit", 0]):
        status, out, err = run(capsys, "verify", *arguments)
        assert (status, out) == (2, "") and err.count("\n") == 1
    status, out, _ = run(capsys, "verify", good, "--memory-limit", 0.000001)
    assert status == 1 and "--memory-limit" in out


# Interrupts and terminals: in a process of its own

HANGING = """
import sys, threading
from racteach import cli
import racteach.{module} as module

def hanging(*arguments, **options):
    print("ready", flush=True)
    threading.Event().wait()

module.{name} = hanging
sys.exit(cli.main(sys.argv[1:]))
"""


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("certificates.certificate", "output_block"),
        ("certificates.certificate", "rank_modulo"),
        ("journal.files.os", "replace"),
    ],
)
def test_an_interrupt_leaves_one_line_and_no_file(tmp_path, module, name):
    """Stopped while the block is evaluated, while it is eliminated, and while the file is written."""
    file = tmp_path / "c.json"
    code = HANGING.format(module=module.removesuffix(".os"), name=name)
    if module.endswith("os"):
        code = code.replace("module.replace", "module.os.replace")
    check_interrupt(code, ["rank", *SMALL, "--save", str(file)])
    assert list(tmp_path.iterdir()) == []


def test_an_interrupt_stops_verification(tmp_path):
    file = tmp_path / "c.json"
    rt.separation_rank(2, 2, 2, 4).save(file)
    code = HANGING.format(module="certificates.proving", name="flint_rank")
    check_interrupt(code, ["verify", str(file)])


def check_interrupt(code, arguments):
    process = subprocess.Popen(
        [sys.executable, "-c", code, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout.readline() == "ready\n", process.stderr.read()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    finally:
        process.kill()
        process.wait()
    assert (process.returncode, out) == (130, "")
    assert err.startswith("racteach: stopped") and err.count("\n") == 1


def test_an_interrupt_in_the_middle_of_real_work(tmp_path):
    """The worker threads of a block that would take minutes end, and nothing is left."""
    code = """
import sys
from racteach import cli
from racteach.certificates import certificate
told, real = [], certificate.output_block
def watched(*arguments, progress=None, **options):
    def first(finished, total):
        if not told:
            told.append(print("ready", flush=True))
        if progress is not None:
            progress(finished, total)
    return real(*arguments, progress=first, **options)
certificate.output_block = watched
sys.exit(cli.main(sys.argv[1:]))
"""
    file = tmp_path / "c.json"
    check_interrupt(code, ["rank", *map(str, sizes(5, 4, 8, 60)), "--save", str(file)])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
def test_progress_is_shown_on_a_terminal_only():
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "racteach.cli", "rank", *SMALL, "--json"]
    env = {**os.environ, "TERM": "xterm"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, env=env)
    os.close(theirs)
    shown = b""
    try:
        while chunk := os.read(ours, 4096):
            shown += chunk
    except OSError:  # the other end was closed
        pass
    os.close(ours)
    out = process.communicate(timeout=60)[0]
    assert process.returncode == 0 and json.loads(out)["rank"] == 6
    assert b"rank 6" in shown
