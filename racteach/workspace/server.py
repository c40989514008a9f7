"""JupyterLab on the student's folder: its own settings, one kernel, this machine only, nothing sent out."""

from __future__ import annotations

import os
import socket
import sys
import tempfile
from pathlib import Path

from racteach.workspace.appearance import furnish
from racteach.workspace.source import FIRST_LESSON, WorkspaceError

#: Settings of the user's that would reach into the course: other kernels, no token, another port.
FOREIGN = (
    "JUPYTER_PATH",
    "JUPYTER_CONFIG_PATH",
    "JUPYTER_TOKEN",
    "JUPYTER_TOKEN_FILE",
    "JUPYTER_PORT",
    "JUPYTER_PORT_RETRIES",
    "JUPYTERHUB_API_TOKEN",
)


def jupyter_folders(folder: Path) -> dict[str, str]:
    """Return the variables that keep Jupyter's settings, trust and history in the student's folder."""
    base = folder / ".racteach" / "jupyter"
    names = {
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTERLAB_SETTINGS_DIR": "settings",
        "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
        "IPYTHONDIR": "ipython",
    }
    return {name: str(base / part) for name, part in names.items()}


def lab_arguments(folder: Path, *, browser: bool = True, port: int | None = None) -> list[str]:
    """Return JupyterLab's arguments for the student's folder."""
    from racteach.workspace.kernels import encryption

    first = f"/lab/tree/{FIRST_LESSON}" if (folder / FIRST_LESSON).exists() else "/lab"
    arguments = [
        f"--ServerApp.root_dir={folder}",
        f"--LabApp.default_url={first}",
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port or 8888}",
        f"--ServerApp.port_retries={0 if port else 200}",
        f"--ServerApp.open_browser={browser}",
        "--ServerApp.answer_yes=True",
        "--ServerApp.kernel_spec_manager_class=racteach.workspace.kernels.CourseKernels",
        f"--KernelManager.transport_encryption={encryption()}",
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.handlers.announcements.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
        "--LabApp.custom_css=True",
        "--Application.log_level=WARN",
    ]
    return arguments + ["--allow-root"] * is_root()


def is_root() -> bool:
    """Say whether this is the superuser, whom Jupyter refuses unless told otherwise."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def require_free(port: int) -> None:
    """Refuse a port that another program has."""
    with socket.socket() as probe:
        if os.name == "posix":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise WorkspaceError(
                f"port {port} is taken or not allowed: name another, or none to get a free one"
            ) from None


def open_lab(folder: Path, *, browser: bool = True, port: int | None = None) -> int:
    """Run JupyterLab on a student's folder until Ctrl-C, and return its exit status.

    Raises:
        WorkspaceError: the port is taken.
    """
    folder = folder.resolve()
    if port is not None:
        require_free(port)
    for name in FOREIGN:
        os.environ.pop(name, None)
    os.environ.update(jupyter_folders(folder), JUPYTER_PREFER_ENV_PATH="1")
    furnish(jupyter_folders(folder))
    with tempfile.TemporaryDirectory(prefix="racteach-", ignore_cleanup_errors=True) as runtime:
        # connection files hold keys: a private folder, on a file system that has permissions
        os.environ["JUPYTER_RUNTIME_DIR"] = runtime
        from jupyterlab.labapp import LabApp

        try:
            LabApp.launch_instance(lab_arguments(folder, browser=browser, port=port))
        except SystemExit as end:
            return end.code if isinstance(end.code, int) else int(end.code is not None)
        except KeyboardInterrupt:
            return 130
        finally:
            sys.stdout.flush()
    return 0
