"""The command ``racteach``: all commands together, and what every error becomes."""

from __future__ import annotations

import sys
import tempfile
import traceback
from typing import Annotated, Any

import typer

from racteach.commands import atlas, certificates, course, exercises, experiments, grading, lessons, projects
from racteach.commands.reporting import complain

SETTINGS: dict[str, Any] = {"help_option_names": ["-h", "--help"]}
app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    context_settings=SETTINGS,
    epilog="Example: racteach lab",
    help="The course on the long-term memory of recurrent networks, on your own machine.",
)
app.add_typer(course.group)
app.add_typer(certificates.group)
app.add_typer(atlas.group, name="atlas")
app.add_typer(grading.group)
app.add_typer(exercises.group, name="exercises")
app.add_typer(lessons.group, name="lessons")
app.add_typer(experiments.group, name="experiment")
app.add_typer(projects.group, name="project")


@app.callback()
def common(
    debug: Annotated[bool, typer.Option("--debug", help="Show full reports of errors.")] = False,
) -> None:
    """Take what stands before the command."""


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
