"""A sweep on a real Dask cluster on loopback: the rows of one machine, also when a worker is killed."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from dataclasses import replace

import pytest

import racteach as rt
from racteach import cli
from racteach.certificates.building import build_atlas
from racteach.certificates.sweeps import row_key, sweep
from racteach.executors import ExecutorError, dask_cluster, local_processes

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(240),
    pytest.mark.skipif(os.name == "nt", reason="signals"),
]

SIZES = sweep([2, 3], 300, max_channels=4)
QUIET = {"DASK_DISTRIBUTED__DASHBOARD__ENABLED": "False", "PYTHONUNBUFFERED": "1", "OMP_NUM_THREADS": "1"}


def start(stack, program, *arguments, until):
    """Start a program of Dask; return it and the line of its report that says it is ready."""
    command = [sys.executable, "-m", f"distributed.cli.{program}", *arguments]
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env={**os.environ, **QUIET}
    )
    stack.callback(process.wait)
    stack.callback(process.kill)
    seen = []
    for line in process.stderr:
        seen.append(line)
        if until in line:
            # What it goes on to say must be read, or it stops when the pipe is full.
            threading.Thread(target=process.stderr.read, daemon=True).start()
            return process, line
    raise AssertionError("".join(seen))


def start_worker(stack, address, name="one"):
    """Start a worker of one thread that is its own process, so that killing the process kills it."""
    arguments = [
        address,
        "--name",
        name,
        "--no-nanny",
        "--nthreads",
        "1",
        "--no-dashboard",
        "--memory-limit",
        "0",
    ]
    return start(stack, "dask_worker", *arguments, until="Registered to")[0]


@pytest.fixture
def stack():
    with contextlib.ExitStack() as stack:
        yield stack


@pytest.fixture
def scheduler(stack):
    """A scheduler: its process and its address."""
    arguments = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
    process, line = start(stack, "dask_scheduler", *arguments, until="Scheduler at:")
    return process, line.split()[-1]


def claims(path):
    rows = [replace(row, seconds=0.0) for row in rt.load_atlas(path)]
    return sorted(rows, key=lambda row: str(row_key(row)))


@pytest.fixture(scope="module")
def expected(tmp_path_factory):
    """What a sweep on this machine alone claims."""
    path = tmp_path_factory.mktemp("local") / "atlas.jsonl"
    with local_processes(1) as executor:
        build_atlas(path, SIZES, executor)
    return claims(path)


def busy(client):
    """How many rows each worker holds, by its name."""
    workers = client.scheduler_info()["workers"]
    return {workers[worker]["name"]: len(keys) for worker, keys in client.processing().items()}


def test_a_cluster_gives_the_rows_of_one_machine_though_a_worker_is_killed(
    tmp_path, scheduler, stack, expected
):
    from distributed import Client

    _, address = scheduler
    client = stack.enter_context(Client(address, set_as_default=False))
    victim, survivor = (start_worker(stack, address, name) for name in ("victim", "survivor"))
    path, told, stopped = tmp_path / "atlas.jsonl", [], []

    def kill_one(done, every, row):
        told.append(done)
        if not stopped:
            victim.send_signal(signal.SIGSTOP)  # in the middle of its rows, so that it dies with some
            if busy(client)["victim"] > 1:  # one of them may be on its way to us
                stopped.append(done)
            else:
                victim.send_signal(signal.SIGCONT)
        elif done == stopped[0] + 4:
            victim.kill()
            victim.wait()

    with dask_cluster(address) as executor:
        built = build_atlas(path, SIZES, executor, window=256, told=kill_one)
    assert (victim.poll(), survivor.poll()) == (-signal.SIGKILL, None)
    assert (built.added, built.elsewhere) == (len(SIZES), 0)
    assert told == list(range(1, len(SIZES) + 1))
    assert len(path.read_bytes().splitlines()) == len(SIZES)
    assert claims(path) == expected


def test_the_command_uses_the_cluster_and_leaves_it_running(tmp_path, scheduler, stack, capsys):
    process, address = scheduler
    worker = start_worker(stack, address)
    path = tmp_path / "atlas.jsonl"
    command = ["atlas", "build", "--max-rank", "8", "--depths", "2", "--scheduler", address]
    for added in (True, False):
        assert cli.main([*command, "--file", str(path)]) == 0
        said = capsys.readouterr()
        rows = len(rt.load_atlas(path))
        assert said.err == ""
        assert said.out == f"{path}: {rows * added} rows added, {rows * (not added)} were there already\n"
    assert rows > 10
    assert (process.poll(), worker.poll()) == (None, None)


def test_an_interrupted_sweep_leaves_the_cluster_idle(tmp_path, scheduler, stack):
    from distributed import Client

    _, address = scheduler
    worker = start_worker(stack, address)

    def interrupt(done, every, row):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), dask_cluster(address) as executor:
        build_atlas(tmp_path / "atlas.jsonl", SIZES, executor, window=256, told=interrupt)
    with dask_cluster(address) as executor:  # a row of another sweep need not wait for those given up
        assert executor.submit(os.getpid).result() == worker.pid
    with Client(address, set_as_default=False) as client:
        assert busy(client) == {"one": 0}


def test_a_scheduler_without_workers_is_one_sentence(scheduler):
    _, address = scheduler
    with (
        pytest.raises(ExecutorError, match=rf"{address} has no workers: start one .*`dask worker {address}`"),
        dask_cluster(address, timeout=0.5),
    ):
        raise AssertionError("there is no worker")


def test_a_worker_is_not_taken_for_a_scheduler(scheduler, stack):
    _, address = scheduler
    start_worker(stack, address)
    from distributed import Client

    with Client(address, set_as_default=False) as client:
        (worker,) = client.scheduler_info()["workers"]
    with pytest.raises(ExecutorError, match="no Dask scheduler answers at"), dask_cluster(worker):
        raise AssertionError("this is a worker")


def test_a_scheduler_that_dies_is_one_sentence_and_costs_no_finished_row(
    tmp_path, scheduler, stack, expected
):
    process, address = scheduler
    start_worker(stack, address)
    path = tmp_path / "atlas.jsonl"

    def kill(done, every, row):
        process.kill()

    sentence = r"the workers died, .* or cannot be reached; .* are finished and kept"
    with pytest.raises(ExecutorError, match=sentence), dask_cluster(address) as executor:
        build_atlas(path, SIZES, executor, window=256, told=kill)
    kept = path.read_bytes()
    assert kept.endswith(b"\n")
    with local_processes(1) as executor:
        build_atlas(path, SIZES, executor)
    assert path.read_bytes().startswith(kept)
    assert claims(path) == expected


def test_an_experiment_runs_on_the_cluster(tmp_path, scheduler, stack, capsys, monkeypatch):
    from racteach.results.experiments import EXPERIMENTS, Experiment, read_results

    _, address = scheduler
    start_worker(stack, address)
    jobs = [
        {"kind": "ascent", "depth": 1, "input_dim": 2, "channels": channels, "length": 4, "seeds": [0]}
        | {"iterations": 5}
        for channels in (1, 2)
    ]
    monkeypatch.setitem(EXPERIMENTS, "usage", Experiment("usage", "?", lambda: jobs, extra=False))
    path = tmp_path / "usage.jsonl"
    assert cli.main(["experiment", "run", "usage", "--scheduler", address, "--file", str(path)]) == 0
    assert "2 jobs computed" in capsys.readouterr().out
    rows = read_results(path.read_text(encoding="utf-8"), "usage").values()
    assert sorted(row.job["channels"] for row in rows) == [1, 2]
