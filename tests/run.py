"""Everything that CI checks, one part after the other, with the time each took: ``course.py test`` runs it.

course.py test                   all parts
course.py test --quick           without notebooks, browser, and tests marked slow
course.py test --full            also every atlas row, every explorer in both themes, more experiments
course.py test -k rank -x        only the unit tests, with these arguments of pytest
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = ("lessons", "solutions", "exercises")
BROWSER = "tests/browser"
PYTEST = ["-m", "pytest", "-q"]
#: Several processes, each of which takes whole files: what a file sets up once is set up once.
SIDE_BY_SIDE = ["-n", str(min(4, os.cpu_count() or 1)), "--dist", "loadfile"]
#: Else files with few tests come last, and the longest has few: that of the mutants.
BY_NAME = ["--no-loadscope-reorder"]
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


@dataclass(frozen=True)
class Part:
    """One command of the run; where none of its ``files`` exists it fails if required, else is left out."""

    name: str
    command: list[str]
    files: tuple[str, ...] = ()
    required: bool = True

    def empty(self) -> bool:
        """Say whether there is nothing to run."""
        return bool(self.files) and not any(any(ROOT.glob(pattern)) for pattern in self.files)


def parts(arguments: list[str]) -> list[Part]:
    """Return the parts that these arguments ask for."""
    quick = "--quick" in arguments
    extra = [argument for argument in arguments if argument not in ("--quick", "--full")]
    chosen = ["-m", "not slow"] if quick else []
    unit = [*PYTEST, f"--ignore={BROWSER}", *chosen]
    if extra:
        return [Part("unit tests", [*unit, *extra])]
    notebooks = [
        str(path.relative_to(ROOT)) for name in NOTEBOOKS for path in sorted((ROOT / name).glob("*.ipynb"))
    ]
    needed = "browser" in os.environ.get("RACTEACH_REQUIRE", "").replace(",", " ").split()
    nbval = ["--nbval-lax", "--nbval-current-env", "--nbval-cell-timeout=300"]
    every = [
        Part("lint", ["-m", "ruff", "check", "."]),
        Part("format", ["-m", "ruff", "format", "--check", "."]),
        Part("types", ["-m", "mypy"]),
        Part("unit tests", [*unit, *SIDE_BY_SIDE, *BY_NAME]),
        Part(
            "exercises",
            ["-m", "racteach.cli", "exercises", "build", "--check"],
            ("solutions/*.ipynb",),
            False,
        ),
    ]
    if quick:
        return every
    return [
        *every,
        Part(
            "notebooks",
            [*PYTEST, *nbval, *SIDE_BY_SIDE, *notebooks],
            tuple(f"{f}/*.ipynb" for f in NOTEBOOKS),
            False,
        ),
        Part("browser", [*PYTEST, "-rs", *SIDE_BY_SIDE, BROWSER], (f"{BROWSER}/test_*.py",), needed),
    ]


def environment(scratch: str, full: bool = False) -> dict[str, str]:
    """Return variables that keep the user's Jupyter, kernels and settings out of the tests.

    Matrix products have one thread: there are as many processes as cores already. Tests marked ``full`` run
    where ``RACTEACH_FULL`` is 1.
    """
    env = {name: value for name, value in os.environ.items() if not name.startswith("JUPYTER")}
    for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"):
        env[name] = os.path.join(scratch, name.lower())
    return {
        **env,
        "JUPYTER_PREFER_ENV_PATH": "1",
        "PYTHONUTF8": "1",
        **ONE_THREAD,
        "RACTEACH_FULL": str(int(full)),
    }


def run(part: Part, env: dict[str, str]) -> str:
    """Run one part and return ``passed``, ``FAILED`` or ``nothing to run``."""
    print(f"\n== {part.name}", flush=True)
    if part.empty():
        print(f"none of {', '.join(part.files)} is there", flush=True)
        return "FAILED" if part.required else "nothing to run"
    status = subprocess.call([sys.executable, *part.command], cwd=ROOT, env=env)
    return "FAILED" if status else "passed"


def main(arguments: list[str]) -> int:
    """Run all parts, print the table, return 1 if one failed."""
    if arguments in (["-h"], ["--help"]):
        print(__doc__)
        return 0
    rows = []
    with tempfile.TemporaryDirectory(prefix="racteach-test-", ignore_cleanup_errors=True) as scratch:
        for part in parts(arguments):
            begun = time.monotonic()
            outcome = run(part, environment(scratch, full="--full" in arguments))
            rows.append((part.name, outcome, time.monotonic() - begun))
    print(f"\n{'part':<12}{'outcome':<16}{'seconds':>8}")
    for name, outcome, seconds in rows:
        print(f"{name:<12}{outcome:<16}{seconds:>8.1f}")
    print(f"{'together':<28}{sum(row[2] for row in rows):>8.1f}")
    failed = [name for name, outcome, _ in rows if outcome == "FAILED"]
    print(f"FAILED: {', '.join(failed)}" if failed else "every part passed")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
