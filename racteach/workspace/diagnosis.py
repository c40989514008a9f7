"""What ``racteach doctor`` looks at: each check says OK or FAIL, what it found, and the fix."""

from __future__ import annotations

import importlib.metadata
import shutil
import socket
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from racteach.workspace.source import WorkspaceError, clone_root, course_files, default_folder

OLDEST, NEWEST = (3, 11), (3, 14)
FREE_BYTES = 500 * 10**6


@dataclass(frozen=True)
class Finding:
    """The outcome of one check; ``fix`` says what to do where it is not ``ok``."""

    name: str
    ok: bool
    found: str
    fix: str = ""


def reinstall() -> str:
    """Return the way to get all packages as locked."""
    root = clone_root()
    if root:
        return f"delete {root / '.venv'}, then run course.py again"
    return "install racteach again into a new virtual environment"


def examine_python(version: tuple[int, ...] = sys.version_info[:3]) -> Finding:
    """Check the Python version."""
    ok = OLDEST <= version[:2] <= NEWEST
    found = f"{'.'.join(map(str, version))} at {sys.prefix}"
    return Finding("Python", ok, found, "run course.py with Python 3.11 to 3.14")


def examine_packages(requirements: list[str] | None = None) -> list[Finding]:
    """Check each package the course needs against the version it asks for."""
    from packaging.requirements import Requirement

    findings = []
    for text in importlib.metadata.requires("racteach") or [] if requirements is None else requirements:
        requirement = Requirement(text)
        if requirement.marker and not requirement.marker.evaluate({"extra": ""}):
            continue
        try:
            version = importlib.metadata.version(requirement.name)
            ok = requirement.specifier.contains(version, prereleases=True)
        except importlib.metadata.PackageNotFoundError:
            version, ok = "not installed", False
        found = version if ok else f"{version}, needed {requirement.specifier}"
        findings.append(Finding(requirement.name, ok, found, reinstall()))
    return findings


def examine_kernel(timeout: float = 60) -> Finding:
    """Start the course's kernel and let it add 1 + 1."""
    from jupyter_client.manager import KernelManager

    from racteach.workspace.kernels import CourseKernels, encryption

    manager = KernelManager(kernel_name="python3", kernel_spec_manager=CourseKernels())
    manager.transport_encryption = encryption()
    try:
        manager.start_kernel()
        client = manager.client()
        client.start_channels()
        try:
            client.wait_for_ready(timeout=timeout)
            expressions = {"sum": "1 + 1", "prefix": "__import__('sys').prefix"}
            reply = client.execute_interactive(
                "", user_expressions=expressions, timeout=timeout, output_hook=lambda message: None
            )
            values = reply["content"]["user_expressions"]
            answer = values["sum"]["data"]["text/plain"], values["prefix"]["data"]["text/plain"]
        finally:
            client.stop_channels()
    except Exception as error:
        return Finding("kernel", False, f"does not answer: {type(error).__name__}: {error}", reinstall())
    finally:
        if manager.has_kernel:
            manager.shutdown_kernel(now=True)
    ok = answer == ("2", repr(sys.prefix))
    return Finding("kernel", ok, f"1 + 1 = {answer[0]} in {answer[1]}", reinstall())


def examine_folder(folder: Path | None = None) -> list[Finding]:
    """Check that the student's folder can be written, and the space on its disk."""
    folder = Path(folder or default_folder()).resolve()
    place = next(path for path in (folder, *folder.parents) if path.is_dir())
    try:
        with tempfile.TemporaryFile(dir=place) as file:
            file.write(b"1")
        writable = Finding("write access", True, str(folder))
    except OSError as error:
        fix = "start the course in a folder of yours: racteach start DIR"
        writable = Finding("write access", False, f"{place}: {error.strerror}", fix)
    free = shutil.disk_usage(place).free
    fix = f"free some disk space: {FREE_BYTES // 10**6} MB are needed"
    return [writable, Finding("free disk", free >= FREE_BYTES, f"{free / 1e9:.1f} GB", fix)]


def examine_loopback() -> Finding:
    """Check that a port of 127.0.0.1 can be had, through which browser and JupyterLab talk."""
    try:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
        return Finding("loopback port", True, "127.0.0.1")
    except OSError as error:
        fix = "let programs open ports on 127.0.0.1"
        return Finding("loopback port", False, str(error.strerror), fix)


def examine_lessons() -> Finding:
    """Check that lessons and exercises are there to be copied."""
    try:
        return Finding("lessons", True, f"{len(course_files())} file(s)")
    except WorkspaceError as error:
        return Finding("lessons", False, str(error), "get the course again")


def examine_all(folder: Path | None = None) -> list[Finding]:
    """Run every check."""
    checks: list[Callable[[], Finding | list[Finding]]] = [
        examine_python,
        examine_packages,
        examine_kernel,
        lambda: examine_folder(folder),
        examine_loopback,
        examine_lessons,
    ]
    findings: list[Finding] = []
    for check in checks:
        result = check()
        findings.extend(result if isinstance(result, list) else [result])
    return findings
