"""How JupyterLab looks in the course: room for the lesson, lines short enough to read.

All of it is a beginning: what a student sets is kept, since JupyterLab reads it after these files.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

NEWS_SETTING = "@jupyterlab/apputils-extension/notification.jupyterlab-settings"
#: No status bar: the toolbar shows the kernel, too.
DEFAULTS = {"@jupyterlab/statusbar-extension:plugin": {"visible": False}}
#: JupyterLab's layout with both sidebars closed; it opens the lesson itself.
LAYOUT: dict[str, Any] = {
    "data": {
        "layout-restorer:data": {
            "main": {"dock": None, "current": None},
            "down": {"size": 0, "widgets": []},
            "left": {"collapsed": True, "visible": True, "current": None, "widgets": []},
            "right": {"collapsed": True, "visible": True, "current": None, "widgets": []},
            "relativeSizes": [0, 1, 0],
        }
    },
    "metadata": {"id": "default"},
}
#: Lines of about 75 letters, which are narrower than the unit ch; on a projector no line for the number of
#: a cell, and printed tables that are pushed sideways in place of broken lines.
STYLE = """\
.jp-MarkdownOutput > :is(p, ul, ol, blockquote, details) { max-width: 58ch; }
@media (max-width: 800px) {
  .jp-Notebook .jp-InputPrompt, .jp-Notebook .jp-OutputPrompt { display: none; }
  .jp-OutputArea .jp-RenderedText { overflow-x: auto; }
  .jp-OutputArea .jp-RenderedText pre { white-space: pre; }
}
"""


def furnish(variables: dict[str, str]) -> None:
    """Write the course's beginnings into Jupyter's folders, where the student has none.

    Args:
        variables: Jupyter's folders, by the name of their variable.
    """
    from jupyterlab_server.workspaces_handler import slugify

    config = Path(variables["JUPYTER_CONFIG_DIR"])
    _write(
        Path(variables["JUPYTERLAB_SETTINGS_DIR"]) / NEWS_SETTING,
        json.dumps({"fetchNews": "false", "checkForUpdates": False}),
    )
    _write(config / "labconfig" / "default_setting_overrides.json", json.dumps(DEFAULTS))
    _write(config / "custom" / "custom.css", STYLE)
    layout = Path(variables["JUPYTERLAB_WORKSPACES_DIR"]) / f"{slugify('default')}.jupyterlab-workspace"
    _write(layout, json.dumps(LAYOUT))


def _write(path: Path, text: str) -> None:
    if not path.exists():
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
