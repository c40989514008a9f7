"""The student project: begin one, and see what it still lacks."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from racteach.commands.reporting import gibibytes, polite

group = typer.Typer(
    no_args_is_help=True,
    epilog="Example: racteach project new my-project",
    help="A project of about six hours on an open question: docs/project.md.",
)


@group.command(epilog="Example: racteach project new my-project")
def new(
    folder: Annotated[Path, typer.Argument(help="Where it is made; it must not hold a project.")],
) -> None:
    """Begin a project: a notebook with its three stages."""
    from racteach import authoring

    with polite():
        written = authoring.new_project(folder)
    typer.echo(
        f"wrote {written}\nOpen it in JupyterLab; `racteach project check {folder}` says what is left."
    )


@group.command(epilog="Example: racteach project check my-project")
def check(
    path: Annotated[Path, typer.Argument(metavar="FOLDER_OR_NOTEBOOK", help="The project.")],
    memory_limit: Annotated[
        float, typer.Option("--memory-limit", metavar="GIB", help="Refuse to verify what takes more.")
    ] = 4.0,
) -> None:
    """Say what a project still lacks (status 1): form and certificates are judged, not taste.

    The notebook is read, not run. Every certificate is computed again.
    """
    with polite("; the option is --memory-limit"):
        from racteach.certificates.project_check import check_project

        report = check_project(path, memory_limit=gibibytes(memory_limit))
    typer.echo(f"{path}: {report}")
    raise typer.Exit(0 if report else 1)
