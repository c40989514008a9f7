"""Worker processes end with their parent, however it ends; a cluster that is not there is one sentence."""

from __future__ import annotations

import math
import os
import socket
import subprocess
import sys
import threading
from concurrent.futures import BrokenExecutor

import pytest

from racteach.executors import ExecutorError, dask_cluster, local_processes

POSIX = pytest.mark.skipif(os.name == "nt", reason="signals")


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("jobs", [1, 2])
def test_work_is_done_in_other_processes(jobs):
    with local_processes(jobs) as executor:
        assert list(executor.map(math.factorial, range(6))) == [1, 1, 2, 6, 24, 120]
        assert executor.submit(os.getpid).result() != os.getpid()


def test_workers_share_the_cores():
    with local_processes(os.cpu_count()) as executor:
        expected = os.environ.get("OMP_NUM_THREADS", "1")
        assert executor.submit(os.getenv, "OMP_NUM_THREADS").result() == expected


@pytest.mark.parametrize(
    ("jobs", "sentence"),
    [(0, "jobs must be an integer from 1 to 1024, not 0"), ("2", "jobs must be an integer from 1 to 1024")],
)
def test_a_wrong_number_of_jobs_is_one_sentence(jobs, sentence):
    with pytest.raises((ValueError, TypeError), match=sentence), local_processes(jobs):
        pass


@POSIX
@pytest.mark.timeout(60)
def test_an_exception_ends_busy_workers_at_once(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    endless = (
        f"import os, signal\nwith open({str(pipe)!r}, 'w') as f: f.write(str(os.getpid()))\nsignal.pause()"
    )
    with pytest.raises(KeyboardInterrupt), local_processes(1) as executor:
        busy = executor.submit(exec, endless)
        worker = int(pipe.read_text())
        raise KeyboardInterrupt
    assert isinstance(busy.exception(), BrokenExecutor)
    assert not alive(worker)


@POSIX
@pytest.mark.timeout(60)
def test_workers_do_not_outlive_a_killed_parent():
    code = """
import os, signal
from racteach.executors import local_processes
if __name__ == "__main__":
    with local_processes(2) as executor:
        executor.submit(os.getpid).result()
        for _ in range(2):
            executor.submit(signal.pause)
        print("busy", flush=True)
        signal.pause()
"""
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert parent.stdout.readline() == "busy\n"
    parent.kill()
    assert parent.stdout.read() == ""  # the end of the pipe comes when nobody holds it any more
    parent.wait()


def closed_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def try_cluster(address):
    with dask_cluster(address, timeout=0.5):
        raise AssertionError("there is no cluster")


@pytest.mark.timeout(30)
def test_a_scheduler_that_is_not_there_is_one_sentence():
    address = f"tcp://127.0.0.1:{closed_port()}"
    with pytest.raises(ExecutorError, match=rf"no Dask scheduler answers at {address} .*dask scheduler"):
        try_cluster(address)


@pytest.mark.timeout(30)
def test_a_server_that_says_nothing_is_one_sentence():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        with pytest.raises(ExecutorError, match="no Dask scheduler answers"):
            try_cluster(f"tcp://127.0.0.1:{listener.getsockname()[1]}")


@pytest.mark.timeout(30)
def test_a_server_that_speaks_otherwise_is_one_sentence():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()

        def answer():
            try:
                while True:
                    caller, _ = listener.accept()
                    caller.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n" * 4)
                    caller.close()
            except OSError:
                pass

        threading.Thread(target=answer, daemon=True).start()
        with pytest.raises(ExecutorError, match="no Dask scheduler answers"):
            try_cluster(f"tcp://127.0.0.1:{listener.getsockname()[1]}")


@pytest.mark.timeout(30)
@pytest.mark.parametrize("address", ["nonsense://here:1", "tcp://", "", "localhost", "tcp://127.0.0.1:x"])
def test_an_address_that_is_none_is_one_sentence(address):
    with pytest.raises(ExecutorError) as caught:
        try_cluster(address)
    assert "\n" not in str(caught.value)


def test_without_dask_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ExecutorError, match=r"not installed: install .*racteach\[cluster\]"):
        try_cluster("tcp://127.0.0.1:8786")
