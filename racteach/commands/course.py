"""Your copy of the course: start, reset, lab, doctor."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

group = typer.Typer()

Folder = Annotated[
    Path | None,
    typer.Argument(metavar="DIR", help="The student's folder; by default my-course.", show_default=False),
]


@group.command(epilog="Example: racteach start ~/memory-course")
def start(folder: Folder = None) -> None:
    """Copy lessons and exercises into your folder, or update your copy. Nothing of yours is overwritten."""
    from racteach.workspace import default_folder, start_course

    folder = folder or default_folder()
    changes = start_course(folder)
    texts = {
        "added": "added",
        "updated": "updated, you had not changed it",
        "beside": "the new version of a file you have changed, beside yours",
    }
    for change in changes:
        typer.echo(f"  {change.name}: {texts[change.what]}")
    typer.echo(
        f"{folder}: {len(changes) or 'no'} new file{'s' * (len(changes) != 1)}; the rest is up to date"
    )


@group.command(epilog="Example: racteach reset exercises/03_grid_tensors_and_matricization.ipynb")
def reset(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A lesson or exercise in your folder.")],
) -> None:
    """Put one file back as it was shipped, and keep a copy of yours."""
    from racteach.workspace import reset_file

    path, kept = reset_file(file)
    typer.echo(f"{path} is as shipped again" + (f"; yours is kept as {kept.name}" if kept else ""))


@group.command(epilog="Example: racteach lab --no-browser --port 8890")
def lab(
    folder: Folder = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open a browser window.")] = True,
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="By default a free one.", show_default=False)
    ] = None,
) -> None:
    """Open the course in JupyterLab, at the first lesson, until Ctrl-C."""
    from racteach.workspace import default_folder, open_lab
    from racteach.workspace.server import is_root

    folder = folder or default_folder()
    start(folder)
    if is_root():
        typer.echo("You are root, so JupyterLab runs with --allow-root; an ordinary user is safer.")
    typer.echo("Opening JupyterLab; the address to open follows, and Ctrl-C here ends it.")
    raise typer.Exit(open_lab(folder, browser=browser, port=port))


@group.command(epilog="Example: racteach doctor")
def doctor(folder: Folder = None) -> None:
    """Check Python, packages, kernel and write access; say OK or FAIL, with the fix for each."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from racteach.workspace import SYSTEM_NEEDS, examine_all

    findings = examine_all(folder)
    console = Console()
    table = Table("check", "", "found", "fix", title="racteach doctor")
    for finding in findings:
        mark = "[green]OK[/]" if finding.ok else "[bold red]FAIL[/]"
        table.add_row(finding.name, mark, escape(finding.found), "" if finding.ok else escape(finding.fix))
    console.print(table)
    table = Table("program", "Debian package", "found", "needed for", title="system needs")
    for need in SYSTEM_NEEDS:
        table.add_row(need.name, need.debian, need.found() or "missing", need.needed_for)
    console.print(table)
    failed = sum(not finding.ok for finding in findings)
    console.print(f"{failed} of {len(findings)} checks FAIL" if failed else f"all {len(findings)} checks OK")
    raise typer.Exit(int(failed > 0))
