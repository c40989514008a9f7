"""Control groups of Linux, version 2: the kernel itself limits memory, processes and processors of a student.

A group is made beside the grader's own, where the controllers are on and the grader may write: as root, or
in what systemd hands to a user. Where that is not so, the grader looks at the use ten times a second
instead (see :mod:`racteach.grading.processes`), and says so.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path("/sys/fs/cgroup")
_NEEDED = {"memory", "pids", "cpu"}
_OWN_PROCESSES = 4  # bubblewrap's, beside the student's
_PERIOD = 100_000  # microseconds
_PATIENCE = 2.0  # seconds until the kernel has let go of a group whose processes were killed
_count = itertools.count()


class Group:
    """A group of its own for a student's processes.

    Args:
        parent: a folder that :func:`parent_of_groups` found.
        memory: bytes for all together, files in its private ``/tmp`` included.
        processes: how many, threads included.
    """

    def __init__(self, parent: Path, memory: int, processes: int) -> None:
        self.path = parent / f"racteach-{os.getpid()}-{next(_count)}"
        self.path.mkdir()
        try:
            self._write("memory.max", memory)
            self._write("pids.max", processes + _OWN_PROCESSES)
            self._write("cpu.max", f"{_PERIOD + _PERIOD // 4} {_PERIOD}")
            for name, value in (("memory.swap.max", 0), ("memory.oom.group", 1)):
                with contextlib.suppress(OSError):  # not in every kernel
                    self._write(name, value)
        except OSError:
            self.close()
            raise

    def _write(self, name: str, value: object) -> None:
        (self.path / name).write_text(f"{value}\n", encoding="ascii")

    def entering(self, command: list[str]) -> list[str]:
        """Return a command line that first enters the group: what it starts is in it, from the beginning."""
        return ["/bin/sh", "-c", 'echo $$ > "$0/cgroup.procs" && exec "$@"', str(self.path), *command]

    def ran_out_of_memory(self) -> bool:
        """Say whether the kernel ended a process of the group because it used too much."""
        with contextlib.suppress(OSError):
            for line in (self.path / "memory.events").read_text(encoding="ascii").splitlines():
                if line.startswith("oom_kill ") and line != "oom_kill 0":
                    return True
        return False

    def close(self) -> None:
        """End all processes of the group, and the group."""
        with contextlib.suppress(OSError):
            self._write("cgroup.kill", 1)
        ends = time.monotonic() + _PATIENCE
        while time.monotonic() < ends:
            try:
                self.path.rmdir()
            except OSError:
                if not self._busy():
                    return
                time.sleep(0.005)
            else:
                return

    def _busy(self) -> bool:
        with contextlib.suppress(OSError):
            return "populated 1" in (self.path / "cgroup.events").read_text(encoding="ascii")
        return False


def parent_of_groups(root: Path = ROOT, own: str | None = None) -> Path | None:
    """Return the nearest folder around the grader's own group in which groups can be made, None without.

    Args:
        root: where control groups are mounted.
        own: what ``/proc/self/cgroup`` says.
    """
    for folder in _around(root, own):
        try:
            on = set((folder / "cgroup.subtree_control").read_text(encoding="ascii").split())
            if on >= _NEEDED and os.access(folder / "cgroup.procs", os.W_OK):
                Group(folder, 2**30, 1).close()
                return folder
        except OSError:
            continue
    return None


def _around(root: Path, own: str | None) -> Iterator[Path]:
    with contextlib.suppress(OSError):
        text = Path("/proc/self/cgroup").read_text(encoding="utf-8") if own is None else own
        for line in text.splitlines():
            if line.startswith("0::/"):
                place = root / line[4:].lstrip("/")
                yield from (folder for folder in place.parents if folder == root or root in folder.parents)
