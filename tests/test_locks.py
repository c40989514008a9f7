"""The lock, its exports, and that every Python and system can install them without a compiler."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.tags import compatible_tags, cpython_tags, mac_platforms
from packaging.utils import canonicalize_name, parse_wheel_filename

ROOT = Path(__file__).resolve().parent.parent
EXPORT = ["export", "--frozen", "--offline", "--no-emit-project", "--no-header", "--no-annotate", "--quiet"]
LOCKS = {
    "course": [],
    "site": ["--extra", "site"],
    "test": ["--extra", "test", "--extra", "cluster", "--extra", "learn", "--extra", "site"],
}

LINUX = {"sys_platform": "linux", "os_name": "posix", "platform_system": "Linux"}
MACOS = {"sys_platform": "darwin", "os_name": "posix", "platform_system": "Darwin"}
WINDOWS = {"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows"}


def manylinux(machine):
    """Return the platforms of a Linux with glibc 2.28 (RHEL 8, Debian 10), newest first."""
    return [f"manylinux_2_{minor}_{machine}" for minor in range(28, 4, -1)] + [
        f"manylinux2014_{machine}",
        f"manylinux2010_{machine}",
        f"manylinux1_{machine}",
        f"linux_{machine}",
    ]


#: system: marker variables, machine, wheel platforms
SYSTEMS = {
    "linux-x86_64": (LINUX, "x86_64", manylinux("x86_64")),
    "linux-aarch64": (LINUX, "aarch64", manylinux("aarch64")),
    "macos-arm64": (MACOS, "arm64", list(mac_platforms((14, 0), "arm64"))),
    "macos-x86_64": (MACOS, "x86_64", list(mac_platforms((14, 0), "x86_64"))),
    "windows-amd64": (WINDOWS, "AMD64", ["win_amd64"]),
}
#: (package, system): why there is no wheel, and what then.
WITHOUT_WHEEL: dict[tuple[str, str], str] = {}


def read(name):
    return (ROOT / "locks" / f"{name}.txt").read_text(encoding="utf-8")


def requirements(name):
    """Return the requirements of an exported lock, without their hashes."""
    return [Requirement(line.rstrip(" \\")) for line in read(name).splitlines() if re.match(r"[a-z]", line)]


def find_uv():
    here = Path(sysconfig.get_path("scripts")) / ("uv.exe" if sys.platform == "win32" else "uv")
    return str(here) if here.exists() else shutil.which("uv")


@pytest.mark.parametrize("name", LOCKS)
def test_the_export_is_that_of_uv_lock(name):
    uv = find_uv()
    assert uv, "uv is one of the test packages: install locks/test.txt"
    result = subprocess.run(
        [uv, *EXPORT, *LOCKS[name]], cwd=ROOT, capture_output=True, text=True, timeout=120, check=True
    )
    command = " ".join(["uv", *EXPORT, *LOCKS[name], "-o", f"locks/{name}.txt"])
    assert result.stdout == read(name), f"locks/{name}.txt is not what uv.lock says: run `{command}`"


def test_uv_lock_is_that_of_pyproject():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    (ours,) = [package for package in lock["package"] if package["name"] == project["name"]]
    asked = project["dependencies"] + [
        with_extra(text, extra) for extra, texts in project["optional-dependencies"].items() for text in texts
    ]
    locked = [
        f"{entry['name']}{entry.get('specifier', '')}" + (f"; {entry['marker']}" if "marker" in entry else "")
        for entry in ours["metadata"]["requires-dist"]
    ]
    assert {plain(text) for text in asked} == {plain(text) for text in locked}
    assert (
        Requirement(f"python{lock['requires-python'].replace(' ', '')}").specifier
        == Requirement(f"python{project['requires-python']}").specifier
    )


def with_extra(text, extra):
    name, _, marker = text.partition(";")
    return f'{name}; extra == "{extra}"' + (f" and ({marker})" if marker else "")


def plain(text):
    """Return a requirement in comparable form: its name, its versions, and where it holds."""
    requirement = Requirement(text)
    marker = requirement.marker
    places = [
        (system, extra)
        for system in SYSTEMS
        for extra in ("", "test", "cluster", "learn", "alike")
        if marker is None or marker.evaluate({**environment(11, system), "extra": extra})
    ]
    return canonicalize_name(requirement.name), str(requirement.specifier), tuple(places)


def test_locks_hold_hashes_the_build_backend_and_no_address():
    for name in LOCKS:
        text = read(name)
        assert "http://" not in text and "https://" not in text and "--index" not in text
        entries = re.split(r"\n(?=[a-z])", text.strip())
        assert all("--hash=sha256:" in entry for entry in entries)
        assert len(entries) == len(requirements(name)) > 50
        assert {"hatchling", "pip", "jupyterlab"} <= {requirement.name for requirement in requirements(name)}


def test_test_lock_contains_the_course_lock():
    course, test = (
        {(entry.name, str(entry.specifier)): str(entry.marker or "") for entry in requirements(name)}
        for name in ("course", "test")
    )
    # A test package may want on every system what the course wants on some: then there is no marker.
    assert all(test.get(package) in (marker, "") for package, marker in course.items())
    assert len(course) < len(test)


def test_a_cluster_is_for_tests_and_whoever_asks_for_it():
    course, test = ({entry.name for entry in requirements(name)} for name in ("course", "test"))
    assert {"dask", "distributed"} <= test - course


def environment(minor, system):
    variables, machine, _ = SYSTEMS[system]
    return {
        **variables,
        "platform_machine": machine,
        "python_version": f"3.{minor}",
        "python_full_version": f"3.{minor}.9",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
        "extra": "",
    }


@pytest.fixture(scope="module")
def wheels():
    """The tags of each locked wheel, by (name, version)."""
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    return {
        (package["name"], package["version"]): [
            parse_wheel_filename(wheel["url"].rpartition("/")[2])[3] for wheel in package.get("wheels", [])
        ]
        for package in lock["package"]
    }


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("minor", [11, 12, 13, 14])
def test_every_package_has_a_wheel(wheels, minor, system):
    platforms = SYSTEMS[system][2]
    tags = {
        *cpython_tags((3, minor), platforms=platforms),
        *compatible_tags((3, minor), f"cp3{minor}", platforms),
    }
    lacking = set()
    for requirement in requirements("test"):
        if requirement.marker and not Marker(str(requirement.marker)).evaluate(environment(minor, system)):
            continue
        (version,) = [specifier.version for specifier in requirement.specifier]
        if not any(wheel & tags for wheel in wheels[requirement.name, version]):
            lacking.add((requirement.name, system))
    assert lacking <= set(WITHOUT_WHEEL), f"no wheel for Python 3.{minor}: {sorted(lacking)}"
