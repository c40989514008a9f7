"""A student's process as the grader sees it: frames in and out, until it answers, stalls or dies."""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import subprocess
import time
from typing import Any

import psutil

from racteach.grading.frames import Malformed, decode_frame, encode_frame, frame_length

_THREADS = 4  # what NumPy and its friends may leave running
_WATCH = 0.1  # seconds between looks at the memory of all processes together


class Died(Exception):
    """The process of a student's code ended, stalled or spoke nonsense. Its reason is a status.

    Attributes:
        status: ``"timed out"``, ``"out of memory"``, ``"killed"`` or ``"refused"``.
    """

    def __init__(self, status: str, reason: str) -> None:
        super().__init__(reason)
        self.status = status


class Process:
    """One student's process; whatever goes wrong with it is a :class:`Died`."""

    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env=environment, start_new_session=True, close_fds=True,
        )  # fmt: skip
        assert self._process.stdout is not None and self._process.stdin is not None
        os.set_blocking(self._process.stdout.fileno(), False)
        os.set_blocking(self._process.stdin.fileno(), False)
        self._number = 0
        self.most_memory = 2**62

    def alone(self) -> bool:
        """Say whether the process has started no others that still run, and few threads."""
        try:
            below = psutil.Process(self._process.pid).children(recursive=True)
            return len(below) <= 2 and all(child.num_threads() <= _THREADS for child in below)
        except psutil.Error:
            return False

    def ask(self, message: dict[str, Any], seconds: float) -> dict[str, Any]:
        """Send a message and return the answer.

        Raises:
            Died: if none comes in time, or none that can be read. The process is gone then.
        """
        ends = time.monotonic() + seconds
        self._number += 1
        try:
            self._send(encode_frame({**message, "number": self._number}), ends)
            while True:
                length = frame_length(self._receive(4, ends))
                answer = decode_frame(self._receive(length, ends))
                if answer.get("number") == self._number:
                    return answer
                # A copy of the process, forked in an earlier task, answers as well: too late.
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
            self._wait(number, selectors.EVENT_WRITE, ends)
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
            self._wait(number, selectors.EVENT_READ, ends)
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
        with selectors.DefaultSelector() as selector:
            selector.register(number, event)
            while not selector.select(min(_WATCH, max(0.0, ends - time.monotonic()))):
                if time.monotonic() >= ends:
                    raise Died("timed out", "no answer came in time")
                if self._memory() > self.most_memory:
                    raise Died("out of memory", "its processes together used more memory than they may")

    def _memory(self) -> int:
        """Return the memory of the process and all below it: a limit of each does not limit their sum."""
        total = 0
        with contextlib.suppress(psutil.Error):
            for process in psutil.Process(self._process.pid).children(recursive=True):
                with contextlib.suppress(psutil.Error):
                    total += process.memory_info().rss
        return total

    def _dead(self) -> Died:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=5)
        code = self._process.returncode
        said = b""
        if self._process.stderr is not None and code is not None:
            os.set_blocking(self._process.stderr.fileno(), False)
            with contextlib.suppress(OSError, TypeError):
                said = self._process.stderr.read(2000) or b""
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
