"""Control groups: where they are made, what they limit, and what happens where there are none."""

from __future__ import annotations

import pytest

pytest.importorskip("resource", reason="grading runs on POSIX systems only")

from racteach.grading.cgroups import Group, parent_of_groups
from racteach.grading.processes import Died, Process

OWN = "12:memory:/x\n0::/user.slice/app.slice/one.scope\n"


@pytest.fixture
def root(tmp_path):
    """Folders as the kernel has them; files that nothing acts on, and groups that are gone at once."""
    for name, on in (("", "cpu memory pids"), ("user.slice", "memory pids"), ("user.slice/app.slice", "")):
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        (folder / "cgroup.subtree_control").write_text(on + "\n")
        (folder / "cgroup.procs").write_text("")
    (tmp_path / "user.slice/app.slice/one.scope").mkdir()
    return tmp_path


def test_the_nearest_folder_with_all_controllers_is_taken(root):
    assert parent_of_groups(root, OWN) == root
    (root / "user.slice" / "cgroup.subtree_control").write_text("cpuset cpu io memory pids\n")
    assert parent_of_groups(root, OWN) == root / "user.slice"


def test_without_version_2_there_are_none(root):
    assert parent_of_groups(root, "12:memory:/x\n") is None
    (root / "cgroup.subtree_control").write_text("memory\n")
    assert parent_of_groups(root, OWN) is None


def test_a_folder_that_refuses_is_passed_over(root, monkeypatch):
    def refuse(self, *given, **options):
        raise PermissionError

    monkeypatch.setattr(Group, "__init__", refuse)
    assert parent_of_groups(root, OWN) is None


def test_a_group_holds_the_limits_and_is_ended(root):
    group = Group(root, 2**20, 24)
    found = {path.name: path.read_text().strip() for path in group.path.iterdir()}
    assert found["memory.max"] == str(2**20) and found["pids.max"] == "28"
    assert found["cpu.max"] == "125000 100000" and found["memory.swap.max"] == "0"
    group.close()
    assert (group.path / "cgroup.kill").read_text() == "1\n"


def test_a_process_is_in_its_group_before_it_runs(root):
    group = Group(root, 2**30, 24)
    program = f"cp {group.path}/cgroup.procs {root}/seen; echo $$ > {root}/own"
    process = Process(["/bin/sh", "-c", program], {}, (), group)
    with pytest.raises(Died):
        process.ask({}, 20)
    assert (root / "seen").read_text() == (root / "own").read_text() != ""


def test_a_process_that_cannot_enter_does_not_run(root):
    group = Group(root, 2**30, 24)
    (group.path / "cgroup.procs").mkdir()
    process = Process(["/bin/sh", "-c", f"echo ran > {root}/seen"], {}, (), group)
    with pytest.raises(Died):
        process.ask({}, 20)
    assert not (root / "seen").exists()


def test_the_kernels_word_on_memory_counts(root):
    group = Group(root, 2**30, 24)
    process = Process(["/bin/sh", "-c", "exit 137"], {}, (), group)
    (group.path / "memory.events").write_text("max 3\noom 1\noom_kill 1\n")
    with pytest.raises(Died) as died:
        process.ask({}, 20)
    assert died.value.status == "out of memory"
