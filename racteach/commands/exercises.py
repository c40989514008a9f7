"""Exercises: build them from their solutions, list them."""

from __future__ import annotations

from typing import Annotated

import typer

group = typer.Typer(
    no_args_is_help=True,
    epilog="Example: racteach exercises build --check",
    help="Build the exercises from their solutions, or list them.",
)


@group.command(epilog="Example: racteach exercises build --check")
def build(
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit 1 on a difference.")] = False,
) -> None:
    """Write exercises/ from solutions/: the answers taken out, everything else the same."""
    from racteach import authoring
    from racteach.workspace import WorkspaceError, clone_root

    root = clone_root()
    if root is None:
        raise WorkspaceError("exercises are built in a clone of the course, and this is an installed package")
    if check:
        differences = authoring.check(root / "solutions", root / "exercises")
        for difference in differences:
            typer.echo(difference)
        typer.echo(
            "exercises/ differs: run `racteach exercises build`"
            if differences
            else "exercises/ is up to date"
        )
        raise typer.Exit(int(bool(differences)))
    changed = authoring.build(root / "solutions", root / "exercises")
    for path in changed:
        typer.echo(f"wrote {path}")
    if not changed:
        typer.echo("exercises/ is up to date")


@group.command("list", epilog="Example: racteach exercises list --json")
def list_exercises(
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list of objects.")] = False,
) -> None:
    """List every exercise: minutes, difficulty, points, and with --json the known mistakes."""
    import dataclasses
    import json

    from racteach.checks import exercise_list

    rows = exercise_list()
    if as_json:
        typer.echo(json.dumps([dataclasses.asdict(row) for row in rows], indent=1))
        return
    for row in rows:
        typer.echo(str(row))
