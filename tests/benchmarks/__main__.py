"""Run the benchmarks and print one table: ``python -m tests.benchmarks [CASE ...] [--quick] [--json FILE]``.

Nothing here decides over a test: the exit status is 0 whatever the figures are, and 1 if a case breaks.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import platform
import sys
from pathlib import Path
from typing import Any

THREAD_VARIABLES = (
    "OPENBLAS_NUM_THREADS",
    "OMP_NUM_THREADS",
    "MKL_NUM_THREADS",
    "BLIS_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
)


def parsed(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python3 course.py bench",
        description="Measure the library against other programs on the same inputs; every figure is a ratio.",
        epilog="example: python3 course.py bench --quick loop writing",
    )
    parser.add_argument(
        "cases", nargs="*", metavar="CASE", help="which cases (all): see the table's first words"
    )
    parser.add_argument("--quick", action="store_true", help="smaller sizes and fewer pairs: under a minute")
    parser.add_argument("--threads", type=int, default=1, help="threads of the linear algebra library (1)")
    parser.add_argument(
        "--markdown", action="store_true", help="print the figures as a Markdown table as well"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to FILE as well")
    options = parser.parse_args(arguments)
    if options.threads < 1:
        parser.error(f"--threads must be at least 1, not {options.threads}")
    return options


def fix_threads(count: int) -> None:
    """Must run before NumPy is imported, which is when its linear algebra reads these variables."""
    if "numpy" in sys.modules:
        raise RuntimeError("NumPy is loaded already: its number of threads can no longer be fixed")
    os.environ.update(dict.fromkeys(THREAD_VARIABLES, str(count)))


def machine(threads: int) -> dict[str, Any]:
    """What the figures depend on."""
    import numpy as np

    blas = np.show_config(mode="dicts")["Build Dependencies"]["blas"]  # type: ignore[index, call-overload]
    facts = {
        "python": platform.python_version(),
        "numpy": np.__version__,
        "blas": f"{blas.get('name')} {blas.get('version')}",
        "system": f"{platform.system()} {platform.machine()}",
        "processors": os.cpu_count(),
        "threads": threads,
    }
    if importlib.util.find_spec("threadpoolctl"):
        from threadpoolctl import threadpool_info

        facts["threads in use"] = {pool["internal_api"]: pool["num_threads"] for pool in threadpool_info()}
    return facts


def main(arguments: list[str]) -> int:
    options = parsed(arguments)
    fix_threads(options.threads)
    from rich.console import Console
    from rich.table import Table

    from tests.benchmarks import cases, certificates, grading
    from tests.benchmarks.cases import Row

    every = {**cases.CASES, **certificates.CASES, **grading.CASES}

    unknown = [name for name in options.cases if name not in every]
    if unknown:
        print(f"no benchmark is called {unknown[0]}: choose from {', '.join(every)}", file=sys.stderr)
        return 2
    console = Console(width=None if sys.stdout.isatty() else 150)
    facts = machine(options.threads)
    console.print(", ".join(f"{key} {value}" for key, value in facts.items()))
    table = Table(title="Medians of interleaved pairs after a warm-up")
    for heading in ("case", "ours", "other", "ratio", "from .. to", "pairs", "floor", "target", "verdict"):
        table.add_column(heading, justify="right" if heading in ("pairs", "floor", "target") else "left")
    rows: list[Row] = []
    broken: list[str] = []
    for name in options.cases or every:
        try:
            with console.status(f"measuring {name} ..."):
                for row in every[name](options.quick):
                    rows.append(row)
                    _add(table, name, row)
        except Exception as error:
            broken.append(f"{name} broke: {type(error).__name__}: {error}")
    console.print(table)
    for row in rows:
        if row.note:
            console.print(f"{row.case}: {row.note}", style="dim")
    for line in broken:
        console.print(line, style="bold red")
    if options.markdown:
        print("\n| what | took | against | ratio |\n|---|---|---|---|")
        for row in rows:
            print(f"| {row.case} | {row.ours} | {row.other} | {row.reading()} |")
    if options.json:
        report = {
            "machine": facts,
            "quick": options.quick,
            "rows": [row.as_json() for row in rows],
            "broken": broken,
        }
        options.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    return 1 if broken else 0


def _add(table: Any, name: str, row: Any) -> None:
    def bound(value: float | None) -> str:
        return "" if value is None else f"{'>=' if row.more_is_better else '<='} {value:g}"

    spread = "" if row.spread is None else f"{row.spread[0]:.3g} .. {row.spread[1]:.3g}"
    verdict = row.verdict()
    style = {"below floor": "bold red", "reached": "green"}.get(verdict, "")
    table.add_row(
        f"{name}: {row.case}", row.ours, row.other, row.reading(), spread, str(row.pairs),
        bound(row.floor), bound(row.target), f"[{style}]{verdict}[/]" if style else verdict,
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
