"""A student's process as the grader sees it: frames in and out, until it answers, stalls or dies."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import time
from typing import Any

import psutil

from racteach.grading.cgroups import Group
from racteach.grading.frames import Malformed, decode_frame, encode_frame, frame_length

_PROCESSORS, _FREE = 1.25, 3.0  # an honest function needs one; seconds for a start on many
_WATCH = 0.1  # seconds between looks at what all processes together use
_MOST_STRAY = 64  # frames with another number: a copy of the process may answer late, a flood may not


class Died(Exception):
    """The process of a student's code ended, stalled or spoke nonsense. Its reason is a status.

    Attributes:
        status: ``"timed out"``, ``"out of memory"``, ``"killed"`` or ``"refused"``.
    """

    def __init__(self, status: str, reason: str) -> None:
        super().__init__(reason)
        self.status = status


class Process:
    """One student's process; whatever goes wrong with it is a :class:`Died`.

    Args:
        command, environment: how it is started.
        files: numbers of open files that it inherits.
        group: the control group that it is to enter.
    """

    def __init__(
        self,
        command: list[str],
        environment: dict[str, str],
        files: tuple[int, ...] = (),
        group: Group | None = None,
    ) -> None:
        self._group = group
        self._process = subprocess.Popen(
            command if group is None else group.entering(command),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env=environment, start_new_session=True, close_fds=True, pass_fds=files,
        )  # fmt: skip
        assert self._process.stdout is not None and self._process.stdin is not None
        os.set_blocking(self._process.stdout.fileno(), False)
        os.set_blocking(self._process.stdin.fileno(), False)
        self._number = 0
        self.most_memory = self.most_files = 2**62
        self._begun, self._looked = time.monotonic(), 0.0
        self._crowded = 0.0
        self._settled: tuple[int, int] | None = None

    def below(self) -> list[psutil.Process]:
        """Return what it has started, and what that has started, as far as it still runs."""
        if not os.path.exists(f"/proc/{self._process.pid}/task/{self._process.pid}/children"):
            return list(psutil.Process(self._process.pid).children(recursive=True))
        found, todo = [], [self._process.pid]  # psutil would read what the kernel says of every process
        while todo:
            for pid in _children(todo.pop()):
                with contextlib.suppress(psutil.Error):
                    found.append(psutil.Process(pid))
                todo.append(pid)
        return found

    def alone(self) -> bool:
        """Say whether as many processes and threads run as when this was asked for the first time."""
        try:
            below = self.below()
            running = len(below), sum(child.num_threads() for child in below)
        except psutil.Error:
            return False
        self._settled = self._settled or running
        return running[0] <= self._settled[0] and running[1] <= self._settled[1]

    def ask(self, message: dict[str, Any], seconds: float) -> dict[str, Any]:
        """Send a message and return the answer.

        Raises:
            Died: if none comes in time, or none that can be read. The process is gone then.
        """
        ends = time.monotonic() + seconds
        self._number += 1
        try:
            self._send(encode_frame({**message, "number": self._number}), ends)
            for _ in range(_MOST_STRAY):
                length = frame_length(self._receive(4, ends))
                answer = decode_frame(self._receive(length, ends))
                if answer.get("number") == self._number:
                    return answer
                # A copy of the process, forked in an earlier task, answers as well: too late.
            raise Malformed("a flood of frames that answer nothing")
        except Malformed as error:
            self.close()
            raise Died("refused", str(error)) from None
        except Died:
            self.close()
            raise

    def _send(self, data: bytes, ends: float) -> None:
        assert self._process.stdin is not None
        number, sent = self._process.stdin.fileno(), 0
        while sent < len(data):
            self._wait(number, select.POLLOUT, ends)
            try:
                sent += os.write(number, data[sent : sent + 65536])
            except BlockingIOError:
                continue
            except OSError:
                raise self._dead() from None

    def _receive(self, count: int, ends: float) -> bytes:
        assert self._process.stdout is not None
        number, parts = self._process.stdout.fileno(), []
        while count > 0:
            self._wait(number, select.POLLIN, ends)
            try:
                part = os.read(number, min(count, 2**20))
            except BlockingIOError:
                continue
            if not part:
                raise self._dead()
            parts.append(part)
            count -= len(part)
        return b"".join(parts)

    def _wait(self, number: int, event: int, ends: float) -> None:
        """Wait until the pipe is ready; look at clock and use also where it always is."""
        pipe = select.poll()
        pipe.register(number, event)
        ready = False
        while not ready:
            ready = bool(pipe.poll(1000 * min(_WATCH, max(0.0, ends - time.monotonic()))))
            now = time.monotonic()
            if now >= ends:
                raise Died("timed out", "no answer came in time")
            if now >= self._looked + _WATCH:
                since, self._looked = min(now - self._looked, 2 * _WATCH), now
                self._look(since)

    def _look(self, since: float) -> None:
        """Add up what all its processes use: a limit of each does not limit their sum.

        Processes that end before one looks, and whose end nobody waits for, leave no time behind: so those
        that want a processor are counted, too.
        """
        memory = files = running = 0
        worked = 0.0
        with contextlib.suppress(psutil.Error):
            for child in self.below():
                with contextlib.suppress(psutil.Error), child.oneshot():
                    running += child.status() == psutil.STATUS_RUNNING
                    memory += child.memory_info().rss
                    worked += sum(child.cpu_times()[:4])  # its own, and what its ended children needed
                files = max(files, _files_of(child.pid))
        if memory > self.most_memory:
            raise Died("out of memory", "its processes together used more memory than they may")
        if files > self.most_files:
            raise Died("out of memory", "it made more files than it may")
        self._crowded += max(0, running - 1) * since
        if max(worked - _PROCESSORS * (time.monotonic() - self._begun), self._crowded) > _FREE:
            raise Died("killed", "it kept more than one processor busy")

    def _dead(self) -> Died:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=5)
        code = self._process.returncode
        said = b""
        if self._process.stderr is not None and code is not None:
            os.set_blocking(self._process.stderr.fileno(), False)
            with contextlib.suppress(OSError, TypeError):
                said = self._process.stderr.read(2000) or b""
        if self._group is not None and self._group.ran_out_of_memory():
            return Died("out of memory", "its processes together used more memory than they may")
        text = said.decode("utf-8", "replace").strip().replace("\n", " ")[-300:]
        if "MemoryError" in text:
            return Died("out of memory", "it used more memory than it may")
        how = f"signal {-code}" if code is not None and code < 0 else f"status {code}"
        return Died("killed", f"its process ended ({how})" + (f": {text}" if text else ""))

    def close(self) -> None:
        """End the process and all that it started."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        if self._group is not None:
            self._group.close()


def _children(pid: int) -> list[int]:
    found = []
    with contextlib.suppress(OSError):
        for thread in os.listdir(f"/proc/{pid}/task"):
            with open(f"/proc/{pid}/task/{thread}/children", encoding="ascii") as file:
                found += list(map(int, file.read().split()))
    return found


def _files_of(pid: int) -> int:
    """Return how many files a process's own ``/tmp`` holds, 0 where it has none of its own."""
    try:
        place = os.open(f"/proc/{pid}/root/tmp", os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        return 0
    try:
        if os.fstat(place).st_dev == os.stat("/tmp").st_dev:
            return 0
        inside = os.fstatvfs(place)
        return inside.f_files - inside.f_ffree
    except OSError:
        return 0
    finally:
        os.close(place)
