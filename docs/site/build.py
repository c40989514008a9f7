"""Build the website of the course: `python3 course.py site`.

What is built is one folder of plain files with relative links. It works from any web server, and from a disk.
"""

from __future__ import annotations

import argparse
import functools
import hashlib
import html
import http.server
import json
import os
import shutil
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from pathlib import Path

import frames
import pages
import security
import stage
from sphinx.cmd.build import main as sphinx

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]


def build(output: Path, work: Path, most: int) -> None:
    """Build everything anew into ``output``; ``work`` holds what is made on the way."""
    for folder in (output, work):
        shutil.rmtree(folder, ignore_errors=True)
    static, source = work / "static", work / "source"
    shutil.copytree(HERE / "static", static)
    shutil.copytree(HERE / "vendor", static, dirs_exist_ok=True)
    pictures = work.parent / "site-pictures" / library(most)
    drawn = draw_all(pictures, most)
    stage.stage(source, lambda call: place(call, drawn[call.key]))
    shutil.copytree(pictures, static / "explorers", ignore=shutil.ignore_patterns("*.json"))
    pages.write_pages(source)
    say("making the pages")
    os.environ["RACTEACH_STATIC"] = str(static)
    arguments = ["-q", "-j", "auto", "-b", "html", "-c", str(HERE), "-d", str(work / "doctrees"), "-W"]
    if sphinx([*arguments, "--keep-going", str(source), str(output)]) != 0:
        raise SystemExit("site: the pages have faults; the lines above name them.")
    security.protect(output)
    files = [path for path in output.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files) / 1e6
    say(f"{len(files)} files, {size:.1f} MB, in {output}: open {output / 'index.html'}")


def draw_all(folder: Path, most: int) -> dict[str, frames.Beginning]:
    """Draw all explorers on all processors, or take those that were drawn with the same library."""
    calls = stage.calls()
    ready = folder / "beginnings.json"
    if ready.exists():
        say(f"pictures: those of the last build, nothing they depend on has changed ({folder})")
    else:
        found = {}
        shutil.rmtree(folder.parent, ignore_errors=True)
        folder.mkdir(parents=True)
        with ProcessPoolExecutor() as pool:
            jobs = pool.map(functools.partial(frames.write_explorer, folder=folder, most=most), calls)
            for number, (call, job) in enumerate(zip(calls, jobs, strict=True), 1):
                found[call.key] = asdict(job)
                say(f"pictures: {number} of {len(calls)} explorers ({call.key}, {job.frames} positions)")
        ready.write_text(json.dumps(found), encoding="utf-8")
    return {name: frames.Beginning(**one) for name, one in json.loads(ready.read_text("utf-8")).items()}


def library(most: int) -> str:
    """Return a hash of all that pictures depend on."""
    digest = hashlib.sha256(f"{most} {stage.calls()}".encode())
    for path in [HERE / "frames.py", *sorted((ROOT / "racteach").rglob("*"))]:
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
        f'<p class="racteach-status" role="status">{html.escape(begin.words)}</p>{some}</div>'
    )


def serve(folder: Path, port: int) -> None:
    """Show the folder to this computer only, until interrupted."""
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        say(f"http://127.0.0.1:{server.server_address[1]}/ (Ctrl-C ends it)")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            say("stopped")


def say(text: str) -> None:
    print(f"site: {text}", file=sys.stderr, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python3 course.py site", description=__doc__.split("\n")[0])
    parser.add_argument("--output", type=Path, default=ROOT / "build" / "site", help="where (build/site)")
    parser.add_argument("--serve", action="store_true", help="show it on this computer afterwards")
    parser.add_argument("--port", type=int, default=8000, help="for --serve (8000; 0: any free one)")
    parser.add_argument(
        "--quick", action="store_true", help="few positions of each picture, for those who write"
    )
    given = parser.parse_args()
    output = given.output.resolve()
    if output.exists() and any(output.iterdir()) and not (output / "objects.inv").exists():
        parser.error(f"{output} holds something else than a built site: choose an empty or new folder")
    begun = time.monotonic()
    build(output, ROOT / "build" / "site-work", 8 if given.quick else frames.MOST)
    say(f"built in {time.monotonic() - begun:.0f} s")
    if given.serve:
        serve(output, given.port)


if __name__ == "__main__":
    main()
