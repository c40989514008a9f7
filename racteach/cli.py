"""The command ``racteach``: start, reset, lab, doctor, exercises.

Every command imports what it needs when it runs, so that ``racteach --help`` answers at once.
"""

from __future__ import annotations

import sys
import tempfile
import traceback
from pathlib import Path
from typing import Annotated, Any

import typer

SETTINGS: dict[str, Any] = {"help_option_names": ["-h", "--help"]}
app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    context_settings=SETTINGS,
    epilog="Example: racteach lab",
    help="The course on the long-term memory of recurrent networks, on your own machine.",
)
exercises = typer.Typer(
    no_args_is_help=True,
    context_settings=SETTINGS,
    epilog="Example: racteach exercises build --check",
    help="Build the exercises from their solutions, or list them.",
)
app.add_typer(exercises, name="exercises")

Folder = Annotated[
    Path | None,
    typer.Argument(metavar="DIR", help="The student's folder; by default my-course.", show_default=False),
]


@app.callback()
def common(
    debug: Annotated[bool, typer.Option("--debug", help="Show full reports of errors.")] = False,
) -> None:
    """Take what stands before the command."""


@app.command(epilog="Example: racteach start ~/memory-course")
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


@app.command(epilog="Example: racteach reset exercises/03_grid_tensors_and_matricization.ipynb")
def reset(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A lesson or exercise in your folder.")],
) -> None:
    """Put one file back as it was shipped, and keep a copy of yours."""
    from racteach.workspace import reset_file

    path, kept = reset_file(file)
    typer.echo(f"{path} is as shipped again" + (f"; yours is kept as {kept.name}" if kept else ""))


@app.command(epilog="Example: racteach lab --no-browser --port 8890")
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


@app.command(epilog="Example: racteach doctor")
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


@exercises.command(epilog="Example: racteach exercises build --check")
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


@exercises.command("list", epilog="Example: racteach exercises list")
def list_exercises() -> None:
    """List every exercise."""
    from racteach.checks import exercise_list

    for exercise in exercise_list():
        typer.echo(str(exercise))


def complain(text: str) -> None:
    """Write one line to stderr."""
    print("racteach: " + " ".join(text.split()), file=sys.stderr)


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return its exit status: 2 for bad arguments, 1 for anything else that failed."""
    from racteach.workspace.source import WorkspaceError

    arguments = sys.argv[1:] if arguments is None else arguments
    try:
        status = app(arguments, prog_name="racteach", standalone_mode=False)
        return status if isinstance(status, int) else 0
    except typer.Abort:
        return 130
    except typer.TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            print(error.format_message())
            return 0
        path = getattr(getattr(error, "ctx", None), "command_path", "racteach")
        complain(f"{error.format_message().rstrip('.')} (see {path} --help)")
        return error.exit_code
    except WorkspaceError as error:
        complain(str(error))
        return 2
    except BrokenPipeError:
        return 1
    except OSError as error:
        complain(f"{error.strerror or error}: {error.filename or 'no file named'}")
        return 1
    except Exception as error:
        if arguments[:1] == ["--debug"]:
            raise
        with tempfile.NamedTemporaryFile(
            "w", prefix="racteach-error-", suffix=".txt", delete=False, encoding="utf-8"
        ) as log:
            traceback.print_exc(file=log)
        complain(f"this should not happen: {type(error).__name__}: {error}; the full report is in {log.name}")
        return 1


if __name__ == "__main__":
    sys.exit(main())
