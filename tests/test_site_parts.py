"""What builds the website, part by part, without building it."""

from __future__ import annotations

import functools
import gzip
import http.server
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "docs" / "site"))
import security
import showing
import weight

ICON = '"{}":[512,512,["{}"],"f0c9","{}"],'


def a_site(folder: Path, *icons: str) -> Path:
    """Write a page with an icon, and the theme's script with these."""
    (folder / "_static" / "scripts").mkdir(parents=True)
    (folder / "index.html").write_text(
        '<head></head><i class="fa-solid fa-bars fa-lg"></i>', encoding="utf-8"
    )
    text = "(()=>{var all={" + "".join(icons) + "};})()"
    (folder / "_static" / "scripts" / "fontawesome.js").write_text(text, encoding="utf-8")
    return folder


def test_icons_that_a_page_names_stay_and_the_others_go(tmp_path: Path) -> None:
    others = [ICON.format(f"icon-{k}", f"{k:x}", "M0 0z" * 40) for k in range(30)]
    folder = a_site(tmp_path, *others[:15], ICON.format("navicon", "bars", "M1 1z"), *others[15:])
    weight.trim_icons(folder)
    left = (folder / "_static" / "scripts" / "fontawesome.js").read_text("utf-8")
    assert left == "(()=>{var all={" + ICON.format("navicon", "bars", "M1 1z") + "};})()"


@pytest.mark.parametrize("icons", [(), ('"bars":{width:512},' * 50,), (ICON.format("bars", "", "M1 1z"),)])
def test_a_theme_with_icons_of_another_form_is_noticed(tmp_path: Path, icons: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="another form"):
        weight.trim_icons(a_site(tmp_path, *icons))


def test_a_site_that_is_too_large_ends_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "page.html").write_bytes(b"x" * 1000)
    assert weight.weigh(tmp_path) == "1 files, 0.0 MB"
    monkeypatch.setattr(weight, "MOST", 999)
    with pytest.raises(SystemExit, match="is the most"):
        weight.weigh(tmp_path)


def test_the_server_compresses_texts_and_sends_the_same_bytes(tmp_path: Path) -> None:
    text = "a long line\n" * 500
    (tmp_path / "index.html").write_text(text, encoding="utf-8")
    (tmp_path / "picture.png").write_bytes(bytes(range(256)))
    handler = functools.partial(showing.Handler, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()

        def get(name: str, encoding: str) -> tuple[str | None, bytes]:
            address = f"http://127.0.0.1:{server.server_address[1]}/{name}"
            request = urllib.request.Request(address, headers={"Accept-Encoding": encoding})
            with urllib.request.urlopen(request) as answer:
                return answer.headers.get("Content-Encoding"), answer.read()

        for name in ("", "index.html?q=1"):
            encoding, content = get(name, "br, gzip")
            assert encoding == "gzip" and len(content) < 200
            assert gzip.decompress(content).decode() == text
            assert get(name, "identity") == (None, text.encode())
        assert get("picture.png", "gzip") == (None, bytes(range(256)))
        server.shutdown()


def test_the_policy_names_inline_scripts_and_no_others(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text('<head></head><script>one()</script><script src="two.js"></script>', encoding="utf-8")
    security.protect([page], ["three()"])
    policy = page.read_text("utf-8").split('content="')[1].split('"')[0]
    assert policy.count("sha256-") == 2
    assert "script-src 'self' 'sha256-" in policy and "unsafe-eval" not in policy


@pytest.mark.parametrize("serve", [[], ["--serve"]])
def test_what_was_not_built_is_not_shown(tmp_path: Path, serve: list[str]) -> None:
    build = Path(__file__).resolve().parents[1] / "docs" / "site" / "build.py"
    command = [sys.executable, str(build), "--no-build", *serve, "--output", str(tmp_path)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert ended.returncode == 2 and "--no-build wants --serve" in ended.stderr
    assert "Traceback" not in ended.stderr
