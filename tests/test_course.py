"""course.py with pretended installers: what it installs, when it begins anew, and what it says."""

from __future__ import annotations

import ast
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
posix = pytest.mark.skipif(os.name != "posix", reason="a shell script stands for Python")


def load(folder: Path):
    """Import the course.py of a folder, so that this folder is its ROOT."""
    spec = importlib.util.spec_from_file_location("course_under_test", folder / "course.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def clone(tmp_path):
    """A folder with an awkward name, holding what course.py reads."""
    folder = tmp_path / "a clonë"
    shutil.copytree(ROOT / "locks", folder / "locks")
    for name in ("course.py", "pyproject.toml"):
        shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.fixture
def course(clone, monkeypatch):
    """course.py without uv, whose steps are noted in ``done`` and only pretend."""
    module = load(clone)
    module.done = []

    def pretend(what, command, lock):
        module.done.append(what)
        if what.startswith("making"):
            Path(module.PYTHON).parent.mkdir(parents=True)
            Path(module.PYTHON).touch()

    monkeypatch.setattr(module, "step", pretend)
    monkeypatch.setattr(module, "find_uv", lambda: None)
    return module


def kinds(course):
    """Return the first and the last word of each step, and forget them."""
    steps = [what.split()[0] + " " + what.split()[-1] for what in course.done if "setuptools" not in what]
    course.done.clear()
    return [step.split()[0] if step.startswith("making") else step for step in steps]


ANEW = ["making", "installing (course)", "installing racteach"]


def test_python_3_6_can_read_it():
    tree = ast.parse((ROOT / "course.py").read_text(encoding="utf-8"), feature_version=(3, 6))
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names])
    }
    assert imported <= set(sys.stdlib_module_names)


@pytest.mark.parametrize("version", [(2, 7), (3, 6), (3, 10), (3, 15)])
def test_other_pythons_are_refused_in_one_sentence(course, version):
    with pytest.raises(
        course.CannotStart, match=rf"this is Python {version[0]}\.{version[1]}.*3\.11 to 3\.14"
    ):
        course.check_python((*version, 0))


@pytest.mark.parametrize("minor", [11, 12, 13, 14])
def test_pythons_of_the_lock_are_accepted(course, minor):
    course.check_python((3, minor, 0))


def test_a_second_start_does_nothing(course):
    course.prepare("course")
    assert kinds(course) == ANEW
    course.prepare("course")
    assert kinds(course) == []


def test_test_tools_have_an_environment_of_their_own(course, clone):
    course.prepare("course")
    kinds(course)
    mine = Path(course.VENV, "sentinel")
    mine.touch()
    course.prepare("test")
    assert kinds(course) == ["making", "installing (test)", "installing racteach"]
    assert Path(course.VENV) == clone / ".venv-test"
    course.prepare("course")
    assert kinds(course) == []
    assert mine.exists() and Path(course.VENV) == clone / ".venv"
    assert json.loads(Path(course.STAMP).read_text())["packages"] == "course"


def test_a_course_environment_that_held_test_tools_is_made_anew(course):
    course.prepare("course")
    kinds(course)
    stamp = json.loads(Path(course.STAMP).read_text())
    course.write_stamp({**stamp, "packages": "test"})
    course.prepare("course")
    assert kinds(course) == ANEW


@pytest.mark.parametrize(
    "change",
    [
        "course lock",
        "test lock",
        "dependency",
        "python",
        "tool",
        "moved",
        "no python",
        "no stamp",
        "bad stamp",
    ],
)
def test_begins_anew_after(course, clone, monkeypatch, change):
    course.prepare("course")
    kinds(course)
    if change.endswith(" lock"):
        with open(clone / "locks" / f"{change.split()[0]}.txt", "a") as lock:
            lock.write("more==1\n")
    elif change == "dependency":
        text = (clone / "pyproject.toml").read_text(encoding="utf-8")
        (clone / "pyproject.toml").write_text(text.replace("numpy>=2.0", "numpy>=2.1"), encoding="utf-8")
    elif change == "python":
        monkeypatch.setattr(sys, "version", "3.12.99 (new)")
    elif change == "tool":
        monkeypatch.setattr(course, "find_uv", lambda: "/somewhere/uv")
    elif change == "moved":
        stamp = json.loads(Path(course.STAMP).read_text())
        Path(course.STAMP).write_text(json.dumps({**stamp, "venv": "/elsewhere/.venv"}))
    elif change == "no python":
        os.unlink(course.PYTHON)
    elif change == "no stamp":
        os.unlink(course.STAMP)
    else:
        Path(course.STAMP).write_text("{")
    leftover = Path(course.VENV, "leftover")
    leftover.touch()
    course.prepare("course")
    assert kinds(course) == ANEW
    assert not leftover.exists()


def test_settings_of_other_tools_change_nothing(course, clone):
    course.prepare("course")
    kinds(course)
    with open(clone / "pyproject.toml", "a") as file:
        file.write("\n[tool.other]\nx = 1\n")
    course.prepare("course")
    assert kinds(course) == []


@pytest.mark.parametrize(
    "first, after", [("nothing", 0), ("nothing", 1), ("nothing", 2), ("course", 0), ("course", 1)]
)
def test_an_interrupted_install_is_done_again(course, monkeypatch, first, after):
    if first == "course":
        course.prepare("course")
    course.done.clear()
    pretend = course.step

    def interrupted(what, command, lock):
        if len(course.done) == after:
            raise KeyboardInterrupt
        pretend(what, command, lock)

    monkeypatch.setattr(course, "step", interrupted)
    with pytest.raises(KeyboardInterrupt):
        course.prepare("test")
    assert course.read_stamp() == {}
    course.done.clear()
    monkeypatch.setattr(course, "step", pretend)
    course.prepare("test")
    assert kinds(course) == ["making", "installing (test)", "installing racteach"]
    course.prepare("course")
    assert kinds(course) == ([] if first == "course" else ANEW)


def test_nothing_but_the_venv_is_removed(course, clone):
    (clone / "my-course").mkdir()
    (clone / "my-course" / "notes.txt").write_text("mine")
    target = clone.parent / "other"
    target.mkdir()
    (target / "kept").touch()
    os.symlink(target, course.VENV, target_is_directory=True)
    course.prepare("course")
    assert (target / "kept").exists()
    assert not os.path.islink(course.VENV)
    assert (clone / "my-course" / "notes.txt").read_text() == "mine"


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_a_missing_module_gets_the_name_of_its_package(course, monkeypatch, capsys, module):
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == module else find(name))
    assert course.main(["doctor"]) == 1
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    assert f"sudo apt install {package}" in capsys.readouterr().err
    assert course.done == []


@pytest.mark.parametrize(
    "printed, said", [("NewConnectionError: x", "needs a network"), ("no space left", "exit status 3")]
)
def test_a_failing_step_is_explained(clone, capsys, printed, said):
    course = load(clone)
    command = [sys.executable, "-c", f"import sys; print({printed!r}); sys.exit(3)"]
    with (
        course.one_at_a_time() as lock,
        pytest.raises(course.CannotStart, match=f"installing failed.*{said}"),
    ):
        course.step("installing", command, lock)
    assert printed in capsys.readouterr().err


def test_one_start_at_a_time(course):
    with course.one_at_a_time(), open(course.__file__, "rb") as other:
        assert not course.try_lock(other)
    with open(course.__file__, "rb") as other:
        assert course.try_lock(other)


@posix
def test_a_killed_start_leaves_the_lock_to_its_installer(clone):
    """The installer inherits the lock: the next start must not begin while an orphan still writes."""
    course = load(clone)
    with course.one_at_a_time() as lock:
        child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, pass_fds=(lock,))
    with open(course.__file__, "rb") as other:
        assert not course.try_lock(other)
    child.communicate(b"\n")
    with open(course.__file__, "rb") as other:
        assert course.try_lock(other)


def test_uv_in_the_venv_does_not_count(clone, tmp_path, monkeypatch):
    course = load(clone)
    name = "uv.exe" if os.name == "nt" else "uv"
    for folder in (Path(course.BIN), tmp_path / "bin"):
        folder.mkdir(parents=True)
        (folder / name).touch()
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", course.BIN)
    assert course.find_uv() is None
    monkeypatch.setenv("PATH", os.pathsep.join([course.BIN, str(tmp_path / "bin")]))
    assert course.find_uv() == str(tmp_path / "bin" / name)


def test_uv_and_pip_get_the_same_lock(course, monkeypatch):
    commands = {}
    for tool in (None, "/somewhere/uv"):
        monkeypatch.setattr(
            course, "step", lambda what, command, lock, t=tool: commands.setdefault(t, []).append(command)
        )
        course.install(tool, "course", None)
    for given in commands.values():
        assert given[0][-5:] == ["--only-binary", ":all:", "--require-hashes", "-r", course.LOCKS["course"]]
        assert given[1][-4:] == ["--no-deps", "--no-build-isolation", "--editable", course.ROOT]


def test_without_a_writable_home_everything_goes_into_the_venv(course, tmp_path, monkeypatch):
    for name in ("JUPYTER_DATA_DIR", "MPLCONFIGDIR", "PIP_CACHE_DIR", "UV_CACHE_DIR"):
        monkeypatch.delenv(name, raising=False)
    for variable in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(variable, str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", "/other")
    env = course.environment()
    assert "JUPYTER_DATA_DIR" not in env and "PYTHONPATH" not in env
    for variable in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(variable, str(tmp_path / "missing"))
    env = course.environment()
    for name in ("JUPYTER_DATA_DIR", "MPLCONFIGDIR", "PIP_CACHE_DIR", "UV_CACHE_DIR"):
        assert env[name].startswith(course.VENV)


@posix
@pytest.mark.parametrize(
    "given, handed",
    [
        ([], ["-P", "-m", "racteach.cli", "lab"]),
        (["start", "my folder", "--x"], ["-P", "-m", "racteach.cli", "start", "my folder", "--x"]),
        (["test", "--quick"], ["{root}/tests/run.py", "--quick"]),
        (["bench"], ["-m", "tests.benchmarks"]),
    ],
)
def test_hands_over_arguments_and_exit_status(clone, tmp_path, given, handed):
    course = load(clone)
    packages = "test" if given[:1] in (["test"], ["bench"]) else "course"
    course.use(packages)
    Path(course.BIN).mkdir(parents=True)
    python = Path(course.PYTHON)
    python.write_text('#!/bin/sh\nfor a in "$@"; do echo "$a"; done\nexit 7\n')
    python.chmod(0o755)
    course.write_stamp(course.wanted_stamp("uv" if course.find_uv() else "pip", packages))
    result = subprocess.run(
        [sys.executable, clone / "course.py", *given],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        timeout=60,
    )
    assert result.stderr == ""
    assert result.stdout.splitlines() == [text.format(root=os.path.realpath(clone)) for text in handed]
    assert result.returncode == 7


def test_usage_needs_no_environment(course, capsys):
    assert course.main(["--help"]) == 0
    assert "python3 course.py test" in capsys.readouterr().out
    assert course.main(["--port", "1"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert course.done == []
