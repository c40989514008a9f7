"""What readers load: icons that no page shows are taken out of the theme, and the whole is weighed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

#: Bytes of a whole site, at most.
MOST = 60e6

_NAME = re.compile(r"\bfa-([a-z0-9-]+)")
_ICON = re.compile(
    r'(?:"(?P<quoted>[\w-]+)"|(?P<plain>\w+)):\[\d+,\d+,\[(?P<others>[^\]]*)\],"[0-9a-f]*",'
    r'(?:"[^"]*"|\[[^\]]*\])\],?'
)


def trim_icons(output: Path) -> None:
    """Leave in the theme's script the icons that pages or other scripts name.

    Raises:
        ValueError: if the script is not what it was, or an icon that a page names is not in it.
    """
    script = output / "_static" / "scripts" / "fontawesome.js"
    others = [path for path in (output / "_static" / "scripts").glob("*.js") if path != script]
    pages = [path.read_text("utf-8") for path in output.rglob("*.html")]
    named = _names(pages) | _names(path.read_text("utf-8") for path in others)
    kept: set[str] = set()

    def keep(found: re.Match[str]) -> str:
        names = {found["quoted"] or found["plain"], *re.findall(r'"([\w-]+)"', found["others"])}
        kept.update(names & named)
        return found[0] if names & named else ""

    whole = script.read_text("utf-8")
    script.write_text(_ICON.sub(keep, whole), encoding="utf-8")
    missing = _names(re.findall(r'class="(?:fa-solid|fa-brands|fa-regular)[^"]*"', "".join(pages))) - kept
    missing -= {"solid", "brands", "regular", "lg", "fw"}
    if missing or script.stat().st_size > len(whole) / 4:
        raise ValueError(f"the theme's icons have another form than weight.py knows: {sorted(missing)}")


def _names(texts: Iterable[str]) -> set[str]:
    return {name for text in texts for name in _NAME.findall(text)}


def weigh(folder: Path) -> str:
    """Say how much a site is; more than :data:`MOST` ends the build."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    said = f"{len(sizes)} files, {sum(sizes) / 1e6:.1f} MB"
    if sum(sizes) > MOST:
        raise SystemExit(
            f"site: {said}, and {MOST / 1e6:.0f} MB is the most: draw fewer positions of pictures."
        )
    return said
