"""A real JupyterLab, started as a student starts it, and a real Chromium looking at it.

Without a browser these tests are skipped with a reason, unless RACTEACH_REQUIRE names ``browser``:
then they fail, so that a machine that must run them cannot pass by not having one.
"""

from __future__ import annotations

import json
import os
import queue
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from tests.browser.website import served, watched

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
URL = re.compile(r"http://127\.0\.0\.1:\d+/\S*token=\w+")


def find_chromium() -> str | None:
    return os.environ.get("RACTEACH_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)


@contextmanager
def chromium() -> Iterator[Any]:
    """Run Chromium without a window."""
    from playwright.sync_api import sync_playwright

    quiet = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-sync"]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=find_chromium(), args=quiet)
        yield started
        started.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    if find_chromium() is None:
        reason = "no Chromium here: install the package chromium, or name its path in RACTEACH_CHROMIUM"
        if "browser" in os.environ.get("RACTEACH_REQUIRE", "").split(","):
            pytest.fail(reason)
        pytest.skip(reason)
    with chromium() as started:
        yield started


@pytest.fixture(scope="session")
def lab(browser: Any) -> Iterator[str]:
    with student_lab() as address:
        yield address


@contextmanager
def student_lab() -> Iterator[str]:
    """Run ``racteach lab`` on a fresh student's folder and give its address, token included."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        yield from _run_lab(Path(scratch) / "my course")


def _run_lab(folder: Path) -> Iterator[str]:
    config = folder / ".racteach" / "jupyter" / "config"
    config.mkdir(parents=True)
    # The tests talk to JupyterLab's own commands; a student's JupyterLab does not offer them to pages.
    (config / "jupyter_lab_config.json").write_text(json.dumps({"LabApp": {"expose_app_in_browser": True}}))
    command = [sys.executable, "-m", "racteach.cli", "lab", str(folder), "--no-browser"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=Path(__file__).parents[2]
    )
    lines: queue.Queue[str | None] = queue.Queue()

    def read() -> None:
        assert process.stdout is not None
        for line in process.stdout:
            lines.put(line)
        lines.put(None)

    threading.Thread(target=read, daemon=True).start()
    said: list[str] = []
    try:
        while True:
            line = lines.get(timeout=120)
            assert line is not None, "racteach lab ended:\n" + "".join(said)
            said.append(line)
            if found := URL.search(line):
                yield found.group()
                break
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the website is: one for all processes of a run."""
    mine = tmp_path_factory.getbasetemp()
    return (mine.parent if "PYTEST_XDIST_WORKER" in os.environ else mine) / "site"


@pytest.fixture(scope="session")
def address(browser: Any, folder: Path) -> Iterator[str]:
    """The website with few positions of each picture and with its PDF, built and served by the command."""
    with ExitStack() as stack:
        with FileLock(f"{folder}.lock"):  # who comes second shows what the first has built
            how = ["--no-build"] if folder.exists() else ["--quick", "--pdf"]
            address = stack.enter_context(served("build.py", *how, "--output", str(folder)))
        yield address


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    """A page of the website; whatever goes wrong in it is a fault."""
    with watched(browser, address) as page:
        yield page
