"""Does the sandbox hold? Asked from inside, before any student's code runs."""

from __future__ import annotations

import contextlib
import os
import platform
import socket
import sys
from typing import Any


def probe(message: dict[str, Any]) -> dict[str, Any]:
    """Try what must not work, from inside the sandbox, and say what did.

    Args:
        message: ``paths`` that must not be readable, ``writable`` places that must not be writable,
            ``port`` of a listener of the grader's on loopback.

    Returns:
        Versions and identity, and under ``broken`` a sentence for each thing that worked and must not.
    """
    broken = []
    for path in message["paths"]:
        if os.path.exists(path):
            broken.append(f"{path} is there")
    for place in message["writable"]:
        with contextlib.suppress(OSError):
            name = os.path.join(place, "racteach-probe")
            with open(name, "x"):
                broken.append(f"{place} can be written")
            os.unlink(name)
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", message["port"]), timeout=1):
        broken.append("the grader's own machine answers on loopback")
    others = [name for name in os.listdir("/proc") if name.isdecimal()] if os.path.isdir("/proc") else []
    if len(others) > 8:
        broken.append(f"{len(others)} processes of others can be seen")
    capabilities = _capabilities()
    if capabilities and os.getuid() != 0 and int(capabilities, 16):
        broken.append(f"capabilities are left: {capabilities}")
    import numpy

    return {
        "python": platform.python_version(),
        "prefix": sys.prefix,
        "numpy": numpy.__version__,
        "uid": os.getuid(),
        "broken": broken,
    }


def _capabilities() -> str:
    with contextlib.suppress(OSError), open("/proc/self/status") as file:
        for line in file:
            if line.startswith("CapEff:"):
                return line.split()[1]
    return ""
