"""The student's folder: nothing of the student's is overwritten, whatever happens; lab and doctor."""

from __future__ import annotations

import json
import os
import socket
import sys
from pathlib import Path

import nbformat
import pytest
from ipykernel.ipkernel import IPythonKernel
from nbformat.sign import NotebookNotary

import racteach
from racteach import workspace
from racteach.workspace import appearance, diagnosis, folder, kernels, server, source
from racteach.workspace.copies import LANGUAGE, completed

ROOT = Path(__file__).resolve().parent.parent
LESSON, EXERCISE = "lessons/00_start_here.ipynb", "exercises/03_grids.ipynb"


def notebook(text: str) -> bytes:
    """Return a small notebook's bytes, with a stored output."""
    output = nbformat.v4.new_output("display_data", data={"text/html": f"<b>{text}</b>"})
    cell = nbformat.v4.new_code_cell(text, id="one", outputs=[output])
    return completed(nbformat.writes(nbformat.v4.new_notebook(cells=[cell])).encode())


@pytest.fixture
def shipped(tmp_path):
    """The course as shipped, version 1."""
    root = tmp_path / "shipped"
    for name in (LESSON, EXERCISE):
        path = root / name
        path.parent.mkdir(parents=True)
        path.write_bytes(notebook("version 1"))
    (root / "lessons" / ".ipynb_checkpoints").mkdir()
    (root / "lessons" / ".ipynb_checkpoints" / "x.ipynb").write_text("{}")
    return root


@pytest.fixture
def mine(tmp_path, shipped):
    """A student's folder, started from version 1."""
    path = tmp_path / "my cöurse"
    workspace.start_course(path, shipped)
    return path


def ship(shipped, text, name=LESSON):
    (shipped / name).write_bytes(notebook(text))


def done(changes):
    return [(change.what, change.name) for change in changes]


def everything(path):
    """Return all files a student sees, with their bytes."""
    return {
        file.relative_to(path).as_posix(): file.read_bytes()
        for file in path.rglob("*")
        if file.is_file() and ".racteach" not in file.parts
    }


def test_start_copies_and_is_idempotent(tmp_path, shipped):
    path = tmp_path / "new" / "folder"
    assert done(workspace.start_course(path, shipped)) == [("added", LESSON), ("added", EXERCISE)]
    assert everything(path) == {LESSON: notebook("version 1"), EXERCISE: notebook("version 1")}
    assert workspace.start_course(path, shipped) == []


def test_untouched_files_are_replaced_and_new_ones_added(mine, shipped):
    ship(shipped, "version 2")
    ship(shipped, "later", "lessons/01_later.ipynb")
    assert done(workspace.start_course(mine, shipped)) == [
        ("updated", LESSON),
        ("added", "lessons/01_later.ipynb"),
    ]
    assert (mine / LESSON).read_bytes() == notebook("version 2")


def test_touched_files_stay_and_the_new_version_lies_beside(mine, shipped):
    (mine / LESSON).write_text("my work")
    assert workspace.start_course(mine, shipped) == []
    ship(shipped, "version 2")
    beside = "lessons/00_start_here.new.ipynb"
    assert done(workspace.start_course(mine, shipped)) == [("beside", beside)]
    assert (mine / LESSON).read_text() == "my work"
    assert (mine / beside).read_bytes() == notebook("version 2")
    assert workspace.start_course(mine, shipped) == []
    (mine / beside).unlink()
    assert workspace.start_course(mine, shipped) == [], "offered once is enough"
    ship(shipped, "version 3")
    workspace.start_course(mine, shipped)
    ship(shipped, "version 4")
    workspace.start_course(mine, shipped)
    assert (mine / beside).read_bytes() == notebook("version 4"), "an untouched .new is replaced"


def test_a_touched_new_file_stays_too(mine, shipped):
    (mine / LESSON).write_text("my work")
    ship(shipped, "version 2")
    workspace.start_course(mine, shipped)
    (mine / "lessons/00_start_here.new.ipynb").write_text("my second work")
    ship(shipped, "version 3")
    assert done(workspace.start_course(mine, shipped)) == [("beside", "lessons/00_start_here.new-2.ipynb")]
    assert (mine / LESSON).read_text() == "my work"
    assert (mine / "lessons/00_start_here.new.ipynb").read_text() == "my second work"


def run(path):
    """Change a notebook as running it does: outputs and counts, no source."""
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[0].outputs, notebook.cells[0].execution_count = [], 7
    nbformat.write(notebook, path)


def test_a_lesson_that_was_only_run_is_untouched(mine, shipped):
    run(mine / LESSON)
    kept = (mine / LESSON).read_bytes()
    assert workspace.start_course(mine, shipped) == []
    assert (mine / LESSON).read_bytes() == kept
    ship(shipped, "version 2")
    assert done(workspace.start_course(mine, shipped)) == [("updated", LESSON)]
    assert (mine / LESSON).read_bytes() == notebook("version 2")


def test_newer_outputs_arrive_where_nothing_was_run(mine, shipped):
    run(shipped / LESSON)
    assert done(workspace.start_course(mine, shipped)) == [("updated", LESSON)]
    assert nbformat.read(mine / LESSON, as_version=4).cells[0].execution_count == 7
    assert workspace.start_course(mine, shipped) == []


def test_a_manifest_of_the_first_format_still_serves(mine, shipped):
    path = mine / folder.MANIFEST
    old = {name: folder.hash_of(mine / name) for name in (LESSON, EXERCISE)}
    path.write_text(json.dumps({"format": 1, "shipped": old, "offered": {}}))
    (mine / EXERCISE).write_bytes(notebook("my work"))
    ship(shipped, "version 2")
    ship(shipped, "version 2", EXERCISE)
    assert done(workspace.start_course(mine, shipped)) == [
        ("updated", LESSON),
        ("beside", "exercises/03_grids.new.ipynb"),
    ]
    assert (mine / EXERCISE).read_bytes() == notebook("my work")


def test_a_copy_says_which_language_this_machine_speaks(tmp_path):
    workspace.start_course(tmp_path / "mine")
    for path in (tmp_path / "mine").rglob("*.ipynb"):
        assert json.loads(path.read_bytes())["metadata"]["language_info"] == LANGUAGE
    assert IPythonKernel.language_info == LANGUAGE


@pytest.mark.parametrize("manifest", [None, "{", "[]", '{"shipped": 1}', '{"shipped": {}, "offered": {}}'])
def test_without_a_sound_manifest_every_file_is_the_students(mine, shipped, manifest):
    (mine / LESSON).write_text("my work")
    path = mine / folder.MANIFEST
    path.unlink() if manifest is None else path.write_text(manifest)
    assert done(workspace.start_course(mine, shipped)) == [("beside", "lessons/00_start_here.new.ipynb")]
    assert (mine / LESSON).read_text() == "my work"


@pytest.mark.parametrize("writes", range(4))
def test_a_crash_at_any_write_loses_nothing(mine, shipped, monkeypatch, writes):
    (mine / LESSON).write_text("my work")
    ship(shipped, "version 2")
    ship(shipped, "version 2", EXERCISE)
    write, count = folder.write_whole, []

    def crashing(path, data):
        if len(count) >= writes:
            raise OSError("the disk is full")
        count.append(path)
        write(path, data)

    monkeypatch.setattr(folder, "write_whole", crashing)
    if writes < 3:
        with pytest.raises(OSError, match="disk is full"):
            workspace.start_course(mine, shipped)
    monkeypatch.setattr(folder, "write_whole", write)
    workspace.start_course(mine, shipped)
    assert everything(mine) == {
        LESSON: b"my work",
        "lessons/00_start_here.new.ipynb": notebook("version 2"),
        EXERCISE: notebook("version 2"),
    }


def test_a_failed_write_leaves_the_old_file_and_no_part(mine, monkeypatch):
    monkeypatch.setattr(os, "replace", lambda *paths: (_ for _ in ()).throw(OSError("killed")))
    before = everything(mine)
    with pytest.raises(OSError, match="killed"):
        folder.write_whole(mine / LESSON, b"half")
    assert everything(mine) == before


@pytest.mark.parametrize("where", ["", "lessons", "lessons/deep"])
def test_the_course_itself_is_no_students_folder(shipped, where):
    with pytest.raises(workspace.WorkspaceError, match="name another folder"):
        workspace.start_course(shipped / where, shipped)


def test_a_file_is_no_folder(tmp_path, shipped):
    (tmp_path / "file").touch()
    with pytest.raises(workspace.WorkspaceError, match="is a file"):
        workspace.start_course(tmp_path / "file", shipped)


def test_copied_notebooks_are_trusted_where_lab_looks(mine):
    notary = NotebookNotary(data_dir=server.jupyter_folders(mine)["JUPYTER_DATA_DIR"])
    assert notary.check_signature(nbformat.read(mine / LESSON, as_version=4))
    (mine / LESSON).write_bytes(notebook("from elsewhere"))
    assert not notary.check_signature(nbformat.read(mine / LESSON, as_version=4))


def test_reset_restores_and_keeps_copies(mine, shipped, monkeypatch):
    monkeypatch.chdir(mine / "lessons")
    for number, text in enumerate(("first try", "second try"), start=1):
        (mine / LESSON).write_text(text)
        path, kept = workspace.reset_file("00_start_here.ipynb", source=shipped)
        assert path == mine / LESSON
        assert kept == mine / f"lessons/00_start_here.backup-{number}.ipynb"
        assert kept.read_text() == text
        assert path.read_bytes() == notebook("version 1")
    assert workspace.reset_file(str(mine / LESSON), source=shipped) == (mine / LESSON, None)
    (mine / LESSON).unlink()
    assert workspace.reset_file(LESSON, mine, shipped) == (mine / LESSON, None)
    ship(shipped, "version 2")
    assert done(workspace.start_course(mine, shipped)) == [("updated", LESSON)]


@pytest.mark.parametrize(
    "file, said",
    [("lessons/nothing.ipynb", "no file of the course"), ("/etc/hosts", "no file of the course")],
)
def test_reset_refuses_what_is_not_the_courses(mine, shipped, monkeypatch, file, said):
    monkeypatch.chdir(mine)
    monkeypatch.setattr(folder, "default_folder", lambda: mine)
    with pytest.raises(workspace.WorkspaceError, match=said):
        workspace.reset_file(file, source=shipped)


def test_reset_without_a_students_folder(tmp_path, shipped, monkeypatch):
    monkeypatch.setattr(folder, "default_folder", lambda: tmp_path / "my-course")
    with pytest.raises(workspace.WorkspaceError, match="start first"):
        workspace.reset_file(LESSON, source=shipped)


def test_a_clone_and_a_wheel_know_their_files(tmp_path, shipped, monkeypatch):
    assert source.clone_root() == ROOT and source.default_folder() == ROOT / "my-course"
    package = tmp_path / "site-packages" / "racteach"
    package.mkdir(parents=True)
    shipped.rename(package / "course")
    monkeypatch.setattr(racteach, "__file__", str(package / "__init__.py"))
    monkeypatch.chdir(tmp_path)
    assert source.clone_root() is None and source.default_folder() == tmp_path / "my-course"
    assert list(source.course_files()) == [LESSON, EXERCISE]


def test_no_course_is_an_error(tmp_path):
    with pytest.raises(workspace.WorkspaceError, match="not whole"):
        source.course_files(tmp_path)


def test_lab_opens_the_first_lesson_on_loopback_and_sends_nothing_out(mine, monkeypatch):
    arguments = server.lab_arguments(mine, browser=False, port=9000)
    for needed in (
        f"--ServerApp.root_dir={mine}",
        f"--LabApp.default_url=/lab/tree/{LESSON}",
        "--ServerApp.ip=127.0.0.1",
        "--ServerApp.port=9000",
        "--ServerApp.port_retries=0",
        "--ServerApp.open_browser=False",
        "--LabApp.news_url=None",
        "--LabApp.extension_manager=readonly",
    ):
        assert needed in arguments
    assert not any("token" in argument or "password" in argument for argument in arguments)
    for root in (True, False):
        monkeypatch.setattr(server, "is_root", lambda root=root: root)
        assert ("--allow-root" in server.lab_arguments(mine)) is root


def test_a_taken_port_is_refused():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(workspace.WorkspaceError, match="is taken"):
            server.require_free(taken.getsockname()[1])


def test_lab_keeps_the_users_settings_out(mine, monkeypatch):
    import jupyterlab.labapp

    seen = {}
    monkeypatch.setattr(os, "environ", {**os.environ, "JUPYTER_TOKEN": "", "JUPYTER_PATH": "/other"})
    monkeypatch.setattr(jupyterlab.labapp.LabApp, "launch_instance", lambda given: seen.update(os.environ))
    assert server.open_lab(mine) == 0
    assert "JUPYTER_TOKEN" not in seen and "JUPYTER_PATH" not in seen
    for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTERLAB_SETTINGS_DIR", "IPYTHONDIR"):
        assert Path(seen[name]).is_relative_to(mine / ".racteach")
    news = json.loads(Path(seen["JUPYTERLAB_SETTINGS_DIR"], appearance.NEWS_SETTING).read_text())
    assert news == {"fetchNews": "false", "checkForUpdates": False}


def test_jupyterlab_begins_with_room_for_the_lesson_and_a_students_choice_stays(mine):
    from jupyterlab_server.workspaces_handler import WorkspacesManager

    variables = server.jupyter_folders(mine)
    appearance.furnish(variables)
    layouts = WorkspacesManager(variables["JUPYTERLAB_WORKSPACES_DIR"])
    layout = layouts.load("default")["data"]["layout-restorer:data"]
    assert layout["left"]["collapsed"] and layout["right"]["collapsed"]
    config = Path(variables["JUPYTER_CONFIG_DIR"])
    overrides = json.loads((config / "labconfig" / "default_setting_overrides.json").read_text())
    assert overrides["@jupyterlab/statusbar-extension:plugin"] == {"visible": False}
    style = config / "custom" / "custom.css"
    assert "max-width: 58ch" in style.read_text()
    assert "--LabApp.custom_css=True" in server.lab_arguments(mine)
    style.write_text("/* mine */")
    appearance.furnish(variables)
    assert style.read_text() == "/* mine */"


def test_another_python3_kernel_does_not_shadow_ours(tmp_path, monkeypatch):
    spec = tmp_path / "kernels" / "python3"
    spec.mkdir(parents=True)
    (spec / "kernel.json").write_text(json.dumps({"argv": ["/other/python"], "display_name": "other"}))
    for name in ("JUPYTER_PATH", "JUPYTER_DATA_DIR"):
        monkeypatch.setenv(name, str(tmp_path))
    manager = kernels.CourseKernels()
    assert list(manager.find_kernel_specs()) == ["python3"]
    assert manager.get_kernel_spec("python3").argv[0] == sys.executable


def test_doctor_finds_this_machine_sound(tmp_path):
    findings = diagnosis.examine_all(tmp_path / "not yet there")
    names = [finding.name for finding in findings]
    assert {"Python", "numpy", "kernel", "write access", "free disk", "loopback port"} <= set(names)
    assert [f for f in findings if not f.ok and f.name != "lessons"] == []
    assert not (tmp_path / "not yet there").exists()


def test_doctor_names_what_is_wrong(tmp_path, monkeypatch):
    assert not diagnosis.examine_python((3, 10, 1)).ok
    assert not diagnosis.examine_python((3, 15, 0)).ok
    wrong = diagnosis.examine_packages(["numpy>=99", "no-such-package-at-all", 'x; extra == "test"'])
    assert [(finding.ok, finding.found.partition(",")[0]) for finding in wrong][1:] == [
        (False, "not installed")
    ]
    assert not wrong[0].ok and "needed >=99" in wrong[0].found
    assert all(finding.fix for finding in wrong)
    monkeypatch.setattr(diagnosis, "FREE_BYTES", 10**18)
    assert [finding.ok for finding in diagnosis.examine_folder(tmp_path)] == [True, False]

    def refuse(dir):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(diagnosis.tempfile, "TemporaryFile", refuse)
    assert not diagnosis.examine_folder(tmp_path)[0].ok


def test_doctor_sees_a_kernel_that_does_not_start(monkeypatch):
    monkeypatch.setattr(kernels.CourseKernels, "ensure_native_kernel", False)
    monkeypatch.setattr(kernels.CourseKernels, "_find_spec_directory", lambda self, name: None)
    finding = diagnosis.examine_kernel()
    assert not finding.ok and "NoSuchKernel" in finding.found


def test_ci_installs_every_system_need():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    packages = script.partition("packages=(")[2].partition(")")[0].split()
    for need in workspace.SYSTEM_NEEDS:
        assert need.debian in packages
