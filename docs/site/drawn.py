"""Explorers drawn beforehand and kept: what was drawn with the same library is not drawn again."""

from __future__ import annotations

import functools
import hashlib
import html
import json
import shutil
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from pathlib import Path

import frames
from frames import ROOT
from showing import say

#: Shown where no script runs, as in some browsers on a page that was opened from a disk.
_STILL = (
    '<p class="racteach-note racteach-still">It stays still? This browser runs no scripts here. Allow them, '
    "or, if you opened this page from a disk, show it from a server: "
    "<code>python3 course.py site --serve</code>.</p>"
)


def draw(calls: Sequence[frames.Call], most: int, target: Path) -> dict[str, frames.Beginning]:
    """Put the files of explorers into a folder, those that are new drawn on all processors.

    Returns:
        what a page shows of each, by its key, before its file is loaded.
    """
    pictures = ROOT / "build" / "site-pictures"
    kept = pictures / f"{most}-{_library()}"
    missing = [call for call in calls if not (kept / f"{call.key}.json").exists()]
    if not kept.exists():
        for older in pictures.glob(f"{most}-*"):
            shutil.rmtree(older)
        kept.mkdir(parents=True)
    if len(missing) < len(calls):
        say(f"pictures: {len(calls) - len(missing)} are those of an earlier build with the same library")
    with ProcessPoolExecutor() as pool:
        jobs = pool.map(functools.partial(frames.write_explorer, folder=kept, most=most), missing)
        for number, (call, job) in enumerate(zip(missing, jobs, strict=True), 1):
            (kept / f"{call.key}.json").write_text(json.dumps(asdict(job)), encoding="utf-8")
            say(f"pictures: {number} of {len(missing)} explorers ({call.key}, {job.frames} positions)")
    target.mkdir(parents=True, exist_ok=True)
    found = {}
    for call in calls:
        shutil.copy(kept / f"{call.key}.js", target)
        found[call.key] = frames.Beginning(**json.loads((kept / f"{call.key}.json").read_text("utf-8")))
    return found


def _library() -> str:
    """Return a hash of all that pictures depend on."""
    digest = hashlib.sha256()
    for path in [ROOT / "docs" / "site" / "frames.py", *sorted((ROOT / "racteach").rglob("*"))]:
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def place(call: frames.Call, begin: frames.Beginning) -> str:
    """Return what stands where an explorer is: its first picture, until its file is there."""
    some = (
        f'<p class="racteach-note">Here {begin.frames} of its {begin.positions} positions can be chosen; '
        "in JupyterLab all.</p>"
        if begin.frames < begin.positions
        else ""
    )
    return (
        f'<div class="racteach-explorer" data-explorer="{call.key}" id="explorer-{call.key}" role="group" '
        f'aria-label="Explorer {call.name}">'
        f'<div class="racteach-drawing">{begin.picture}</div>'
        f'<p class="racteach-status" role="status">{html.escape(begin.words)}</p>{some}{_STILL}</div>'
    )
