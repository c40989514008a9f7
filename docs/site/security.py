"""A content security policy for every page: its own files, its own inline scripts by hash, nothing else."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)
_POLICY = (
    "default-src 'self'; script-src 'self'{hashes}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'"
)


def protect(pages: Iterable[Path], written: Iterable[str] = ()) -> None:
    """Write the policy into the head of every page.

    Pictures carry styles in their elements, so styles may stand inline; scripts may not, but those that are
    named by what they contain.

    Args:
        pages: their files.
        written: scripts that a page writes into windows of its own, and may run there.
    """
    more = {_hash(script) for script in written}
    for path in pages:
        page = path.read_text(encoding="utf-8")
        found = more | {
            _hash(script["text"])
            for script in _SCRIPT.finditer(page)
            if " src=" not in script["attributes"] and script["text"].strip()
        }
        policy = _POLICY.format(hashes="".join(f" {one}" for one in sorted(found)))
        tag = f'<meta http-equiv="Content-Security-Policy" content="{policy}" />'
        page = page.replace("<head>", f"<head>\n    {tag}", 1)
        path.write_text(page, encoding="utf-8")


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
