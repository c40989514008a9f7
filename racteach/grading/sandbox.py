"""The sandbox: a process of its own for a student's code, with nothing in reach.

On Linux bubblewrap gives it no network, no files but Python's own (read-only), its own processes and a small
private ``/tmp``. Limits on memory, files and processes and a filter of system calls come on top, and where
the grader is root the process becomes another user. Without bubblewrap grading stops, unless it is told to
go on unsafely.
"""

from __future__ import annotations

import os
import shutil
import socket
import sys
import sysconfig
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

import racteach
from racteach.grading.cgroups import Group
from racteach.grading.processes import Died, Process
from racteach.grading.syscalls import compiled_filter
from racteach.journal.places import clone_root

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
        files: how many files it may have made at a time.
    """

    seconds: float = 10.0
    memory: int = 2048
    processes: int = 24
    files: int = 2000

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


SYSTEM = ("/usr", "/lib", "/lib64", "/bin", "/etc/ld.so.cache", "/etc/alternatives")


def bound_folders() -> list[str]:
    """Return the folders that a Python process needs to read, and no others: the system's, then Python's."""
    prefixes = {sys.prefix, sys.base_prefix, sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    return [path for path in [*SYSTEM, *sorted(prefixes)] if os.path.exists(path)]


@dataclass
class Sandbox:
    """How student processes are started; made once for a run, from a staged library.

    Args:
        library: the folder that holds the staged package.
        limits: what each process may use.
        unsafe: without bubblewrap.
        secret: folders that must not be seen even where they lie below one that must, such as a clone of the
            course below ``/usr``; the clone itself and the home are always among them.
        groups: the folder in which control groups are made, None where there are none.
    """

    library: Path
    limits: Limits = field(default_factory=Limits)
    unsafe: bool = False
    secret: tuple[str, ...] = ()
    groups: Path | None = None

    def hidden(self) -> list[str]:
        """Return the folders that a student's process must not see: answers, work handed in, the home."""
        package = Path(racteach.__file__).resolve().parent
        own = clone_root() or package
        # Beside a clone that is used by its path, another copy may be installed, with its own answers.
        installed = [str(Path(sysconfig.get_path(place), "racteach")) for place in ("purelib", "platlib")]
        ways = (str(own), str(Path.home()), *installed, *self.secret)
        paths = {str(Path(path).resolve()) for path in ways}
        return sorted(path for path in paths if path != "/" and os.path.isdir(path))

    @cached_property
    def _folders(self) -> list[str]:
        """Bubblewrap's arguments for what is shown and hidden, from the outside in: each covers what lies
        around it. They are worked out once for all students."""
        shown, covers = bound_folders(), [path for path in self.hidden() if _lies_in(path, bound_folders())]
        above = {str(parent) for path in shown for parent in Path(path).parents} - {"/", "/tmp"}
        arguments = []
        for path in sorted({*shown, *covers, *above}, key=lambda path: len(Path(path).parts)):
            if path in shown:
                link = os.path.islink(path)
                arguments += ["--symlink", os.readlink(path), path] if link else ["--ro-bind", path, path]
            elif path in covers:
                arguments += ["--perms", "0755", "--size", str(MEBI), "--tmpfs", path]
            elif not _lies_in(path, shown) or _lies_in(path, covers):
                # Made by hand, since what a private home holds would be hidden by its rights.
                arguments += ["--perms", "0755", "--dir", path]
        return arguments + [word for path in covers for word in ("--remount-ro", path)]

    def _unseen(self) -> list[str]:
        """Return paths that the probe must not find: what lies in hidden folders, but for Python's own."""
        shown = bound_folders()
        ways = {str(parent) for path in shown for parent in Path(path).parents} | set(shown)
        inside = [str(path) for folder in self.hidden() for path in islice(Path(folder).iterdir(), 50)]
        return [path for path in inside if path not in ways]

    def command(self, filter_number: int | None = None) -> list[str]:
        """Return the command line of a student's process.

        Args:
            filter_number: the file descriptor from which bubblewrap reads the filter of system calls.
        """
        python = [sys.executable, "-B", "-c", "from racteach.grading.worker import main; main()"]
        if self.unsafe:
            return python
        bwrap = [bubblewrap(), "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts"]
        bwrap += ["--unshare-cgroup-try", "--die-with-parent", "--new-session", "--clearenv"]
        if os.getuid() != 0:
            bwrap += ["--unshare-user", "--disable-userns"]
        if filter_number is not None:
            bwrap += ["--seccomp", str(filter_number)]
        # What is bound may lie below /tmp, so /tmp comes first.
        bwrap += ["--proc", "/proc", "--dev", "/dev", "--remount-ro", "/dev"]
        bwrap += ["--size", str(_TMP), "--perms", "1777", "--tmpfs", "/tmp"]
        bwrap += self._folders
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
        limits = self.limits
        group = None
        if self.groups is not None:
            group = Group(self.groups, limits.memory * MEBI, limits.processes)
        with self._filter() as number:
            files = () if number is None else (number,)
            process = Process(self.command(number), self.environment(), files, group)
        uid = 210_000 + slot if os.getuid() == 0 and not self.unsafe else None
        process.ask({"do": "limit", "limits": self.limits.wire(uid)}, 60.0)
        # Not before: while bubblewrap builds the sandbox, the process's places change below one's eyes.
        process.most_memory, process.most_files = self.limits.memory * MEBI, self.limits.files
        return process

    @contextmanager
    def _filter(self) -> Iterator[int | None]:
        """Give a file that holds the filter of system calls, where there is one."""
        rules = None if self.unsafe else compiled_filter()
        if rules is None:
            yield None
            return
        with tempfile.TemporaryFile() as file:
            file.write(rules)
            file.seek(0)
            yield file.fileno()

    def check(self) -> dict[str, Any]:
        """Ask from inside whether the sandbox holds; return what the probe said, nothing where there is none.

        Under ``filtered`` stands whether system calls are filtered, which needs libseccomp.

        Raises:
            SandboxError: if it does not, or another Python or NumPy answers than here.
        """
        if self.unsafe:
            return {}
        with socket.socket() as listener, tempfile.NamedTemporaryFile() as secret:
            listener.bind(("127.0.0.1", 0))
            listener.listen()
            hidden = [secret.name, *self._unseen()]
            places = [str(Path(__file__).parent), "/", "/usr", "/dev", "/dev/shm", "/library"]
            try:
                process = self.start()
            except Died as error:
                raise SandboxError(
                    f"bubblewrap cannot start a process here ({error}): if this is a container, it needs "
                    "the right to make namespaces; docs/grading.md says which, or use --unsafe-no-sandbox"
                ) from None
            try:
                said = process.ask(
                    {
                        "do": "probe",
                        "paths": hidden,
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
        return {**said, "filtered": compiled_filter() is not None}


def _lies_in(path: str, folders: Iterable[str]) -> bool:
    """Say whether a path lies below one of the folders."""
    return any(Path(folder) in Path(path).parents for folder in folders)
