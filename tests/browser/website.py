"""What the website's tests share: a build that serves itself, and a page that is watched."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def served(script: str, *arguments: str) -> Iterator[str]:
    """Run a script of `docs/site` with `--serve` as a user does, and give the address that it says."""
    command = [sys.executable, f"docs/site/{script}", *arguments, "--serve", "--port", "0"]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    said = []
    try:
        assert process.stderr is not None
        for line in process.stderr:
            said.append(line)
            if found := re.search(r"http://127\.0\.0\.1:\d+/", line):
                yield found.group()
                break
        else:
            raise AssertionError(f"{script} ended:\n" + "".join(said[-60:]))
    finally:
        process.terminate()
        process.wait(timeout=30)


@contextmanager
def watched(browser: Any, inside: str, **settings: Any) -> Iterator[Any]:
    """Open a page that reaches addresses below ``inside`` only; whatever goes wrong in it is a fault.

    Windows that the page opens are watched as well.
    """
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **settings})
    faults: list[str] = []

    def guard(route: Any) -> None:
        if route.request.url.startswith((inside, "data:", "blob:")):
            route.continue_()
        else:
            faults.append(f"asked for {route.request.url}")
            route.abort()

    def watch(page: Any) -> None:
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        page.on(
            "response", lambda got: faults.append(f"{got.status} {got.url}") if got.status >= 400 else None
        )

    context.route("**/*", guard)
    context.on("page", watch)
    try:
        yield context.new_page()
    finally:
        context.close()
    assert faults == []


def raw_tex(page: Any) -> list[str]:
    """Return the formulas of a page that were not set."""
    text = page.evaluate(
        """() => { const copy = document.body.cloneNode(true);
        copy.querySelectorAll('script, style, pre, code, .katex, math, svg').forEach((part) => part.remove());
        return copy.textContent; }"""
    )
    wrong = page.locator(".katex-error").all_inner_texts()
    return re.findall(r".{0,30}(?:\\[(\[]|\$).{0,30}", text) + wrong
