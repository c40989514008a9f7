"""What a build says, and a server for what it made: to this computer only, compressed as hosts do."""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import io
import sys
from pathlib import Path
from typing import Any

_TEXT = {".html", ".js", ".mjs", ".css", ".json", ".svg", ".wasm", ".xml", ".txt", ".ipynb"}


def say(text: str) -> None:
    print(f"site: {text}", file=sys.stderr, flush=True)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that the website and slides share."""
    parser.add_argument("--serve", action="store_true", help="show it on this computer afterwards")
    parser.add_argument("--port", type=int, default=8000, help="for --serve (8000; 0: any free one)")
    parser.add_argument(
        "--quick", action="store_true", help="few positions of each picture, for those who write"
    )


def empty_or_built(folder: Path, sign: str) -> bool:
    """Say whether a folder may be written anew: it holds nothing, or a file by which we know our own."""
    return not folder.exists() or not any(folder.iterdir()) or (folder / sign).exists()


class Handler(http.server.SimpleHTTPRequestHandler):
    """Hands out files, texts as gzip where the browser takes it."""

    extensions_map = {  # noqa: RUF012
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }

    def send_head(self) -> Any:
        """Answer with the head; return the content. Only whole files that exist are compressed."""
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.split("?")[0].endswith("/"):
            path /= "index.html"
        takes = "gzip" in self.headers.get("Accept-Encoding", "")
        if not (takes and path.is_file() and path.suffix in _TEXT):
            return super().send_head()
        packed = gzip.compress(path.read_bytes(), compresslevel=6, mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(packed)))
        self.end_headers()
        return io.BytesIO(packed)

    def log_message(self, format: str, *args: Any) -> None:
        pass


def serve(folder: Path, port: int) -> None:
    """Show the folder to this computer only, until interrupted."""
    handler = functools.partial(Handler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        say(f"http://127.0.0.1:{server.server_address[1]}/ (Ctrl-C ends it)")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            say("stopped")
