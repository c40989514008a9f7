"""The sandbox: a process of its own for a student's code, with nothing in reach.

On Linux bubblewrap gives it no network, no files but Python's own (read-only), its own processes and a small
private ``/tmp``; limits on memory, processor time, files and processes come on top, and where the grader is
root the process becomes another user. Without bubblewrap grading stops, unless it is told to go on unsafely.
"""

from __future__ import annotations

import os
import shutil
import socket
import sys
import sysconfig
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import racteach
from racteach.grading.processes import Died, Process

MEBI = 2**20
_TMP = 64 * MEBI


class SandboxError(ValueError):
    """The sandbox is not there or does not hold; one sentence that says what to do."""


@dataclass(frozen=True)
class Limits:
    """What a student's process may use.

    Attributes:
        seconds: for one task, wall-clock.
        memory: mebibytes: of address space for each of its processes, and of memory for all together.
        processes: how many it may have, threads included.
    """

    seconds: float = 10.0
    memory: int = 2048
    processes: int = 24

    def wire(self, uid: int | None) -> dict[str, int]:
        """Return them as the worker sets them."""
        limits = {
            "RLIMIT_AS": self.memory * MEBI,
            "RLIMIT_FSIZE": _TMP,
            "RLIMIT_NOFILE": 128,
            "RLIMIT_CORE": 0,
            "RLIMIT_NPROC": self.processes,
        }
        return limits if uid is None else {**limits, "uid": uid}


def bubblewrap() -> str:
    """Return the path of bubblewrap.

    Raises:
        SandboxError: if it is not there; the sentence says how it is had.
    """
    found = shutil.which("bwrap")
    if found is None:
        raise SandboxError(
            "grading needs bubblewrap (bwrap), which keeps students' code away from this machine: install it "
            "(Debian, Ubuntu: apt install bubblewrap; Fedora: dnf install bubblewrap), or grade in the "
            "container that docs/grading.md describes, or accept the risk with --unsafe-no-sandbox"
        )
    return found


def bound_folders() -> list[str]:
    """Return the folders that a Python process needs to read, and no others."""
    prefixes = {sys.prefix, sys.base_prefix, sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    system = ["/usr", "/lib", "/lib64", "/bin", "/etc/ld.so.cache", "/etc/alternatives"]
    return [path for path in [*system, *sorted(prefixes)] if os.path.exists(path)]


@dataclass
class Sandbox:
    """How student processes are started; made once for a run, from a staged library.

    Args:
        library: the folder that holds the staged package.
        limits: what each process may use.
        unsafe: without bubblewrap.
    """

    library: Path
    limits: Limits = field(default_factory=Limits)
    unsafe: bool = False

    def command(self) -> list[str]:
        """Return the command line of a student's process."""
        python = [sys.executable, "-B", "-c", "from racteach.grading.worker import main; main()"]
        if self.unsafe:
            return python
        bwrap = [bubblewrap(), "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts"]
        bwrap += ["--unshare-cgroup-try", "--die-with-parent", "--new-session", "--clearenv"]
        if os.getuid() != 0:
            bwrap.append("--unshare-user")
        # What is bound may lie below /tmp, so /tmp comes first.
        bwrap += ["--proc", "/proc", "--dev", "/dev", "--remount-ro", "/dev"]
        bwrap += ["--size", str(_TMP), "--perms", "1777", "--tmpfs", "/tmp"]
        above = {str(parent) for path in bound_folders() for parent in Path(path).parents}
        for path in sorted(above - {"/", "/tmp", *bound_folders()}):
            bwrap += ["--perms", "0755", "--dir", path]  # else a private home would hide what lies in it
        for path in bound_folders():
            if os.path.islink(path):
                bwrap += ["--symlink", os.readlink(path), path]
            else:
                bwrap += ["--ro-bind", path, path]
        package = str(Path(racteach.__file__).resolve().parent)
        if _is_bound(package):  # an installed one, with its answers, lies among Python's packages
            bwrap += ["--tmpfs", package, "--remount-ro", package]
        bwrap += ["--ro-bind", str(self.library), "/library", "--chdir", "/tmp", "--remount-ro", "/"]
        for name, value in self.environment().items():
            bwrap += ["--setenv", name, value]
        return [*bwrap, "--", *python]

    def environment(self) -> dict[str, str]:
        """Return the variables of a student's process: nothing of the grader's."""
        library = str(self.library) if self.unsafe else "/library"
        return {
            "PATH": "/usr/bin:/bin",
            "HOME": "/tmp",
            "PYTHONPATH": library,
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONHASHSEED": "0",
            "OPENBLAS_NUM_THREADS": "1",
            "OMP_NUM_THREADS": "1",
            "MPLCONFIGDIR": "/tmp",
            "MPLBACKEND": "agg",
            "LANG": "C.UTF-8",
        }

    def start(self, slot: int = 0) -> Process:
        """Start a process with its limits set.

        Args:
            slot: a number of its own among those that run at the same time: its user, where we are root.
        """
        process = Process(self.command(), self.environment())
        process.most_memory = self.limits.memory * MEBI
        uid = 210_000 + slot if os.getuid() == 0 and not self.unsafe else None
        process.ask({"do": "limit", "limits": self.limits.wire(uid)}, 60.0)
        return process

    def check(self) -> dict[str, Any]:
        """Ask from inside whether the sandbox holds; return what the probe said, nothing where there is none.

        Raises:
            SandboxError: if it does not, or another Python or NumPy answers than here.
        """
        if self.unsafe:
            return {}
        with socket.socket() as listener, tempfile.NamedTemporaryFile() as secret:
            listener.bind(("127.0.0.1", 0))
            listener.listen()
            hidden = [secret.name, str(Path.home()), str(Path(__file__).parents[2] / "solutions")]
            places = [str(Path(__file__).parent), "/", "/usr", "/dev", "/dev/shm", "/library"]
            try:
                process = self.start()
            except Died as error:
                raise SandboxError(
                    f"bubblewrap cannot start a process here ({error}): if this is a container, it needs "
                    "the right to make namespaces; docs/grading.md says which, or use --unsafe-no-sandbox"
                ) from None
            try:
                home = [path for path in hidden if not _is_bound(path)]
                said = process.ask(
                    {
                        "do": "probe",
                        "paths": home,
                        "writable": places,
                        "port": listener.getsockname()[1],
                    },
                    60.0,
                )
            except Died as error:
                raise SandboxError(f"the sandbox's probe failed: {error}") from None
            finally:
                process.close()
        import platform

        import numpy

        broken = list(map(str, said.get("broken", ["it said nothing"])))
        if said.get("python") != platform.python_version() or said.get("numpy") != numpy.__version__:
            broken.append(f"another Python answers there: {said.get('python')}, NumPy {said.get('numpy')}")
        if broken:
            raise SandboxError(f"the sandbox does not hold: {'; '.join(broken)}")
        return said


def _is_bound(path: str) -> bool:
    """Say whether a path lies above or below what the sandbox must show anyway."""
    return any(
        os.path.commonpath([path, folder]) in (path, folder) for folder in bound_folders() if path != "/"
    )
