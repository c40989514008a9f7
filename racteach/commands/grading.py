"""Grade a folder of submitted notebooks."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Annotated

import typer

from racteach.commands.reporting import complain, polite, rows_bar

group = typer.Typer()


@group.command(epilog="Example: racteach grade submitted --lesson 03 --jobs 2")
def grade(
    submissions: Annotated[
        Path, typer.Argument(metavar="SUBMISSIONS", help="NAME.ipynb files, or a folder for each student.")
    ],
    lesson: Annotated[str, typer.Option(metavar="NN", help="The exercise's two digits.")],
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="For the results; grades-NN.", show_default=False)
    ] = None,
    jobs: Annotated[int, typer.Option(metavar="N", help="Submissions graded at a time.")] = 1,
    seed: Annotated[
        int | None, typer.Option(metavar="N", help="Of the inputs; by default a secret.", show_default=False)
    ] = None,
    time_limit: Annotated[float, typer.Option(metavar="S", help="Seconds for each task.")] = 10.0,
    memory: Annotated[int, typer.Option(metavar="MB", help="For each student's process.")] = 2048,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with the run in DIR.")] = False,
    anonymous: Annotated[bool, typer.Option("--anonymous", help="Numbers in place of names.")] = False,
    roster: Annotated[
        Path | None, typer.Option(metavar="CSV", help="Who is in the class.", show_default=False)
    ] = None,
    late: Annotated[
        Path | None, typer.Option(metavar="TOML", help="Deadline and penalty.", show_default=False)
    ] = None,
    assignment: Annotated[str, typer.Option(metavar="NAME", help="As Canvas or Moodle calls it.")] = "",
    feedback: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Put a folder a student there.", show_default=False)
    ] = None,
    zips: Annotated[bool, typer.Option("--zip", help="Feedback as a zip a student.")] = False,
    against: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Earlier submissions, to compare.", show_default=False)
    ] = None,
    show_expected: Annotated[
        bool, typer.Option("--show-expected", help="Show students what was right where they failed.")
    ] = False,
    explain: Annotated[
        tuple[str, str] | None,
        typer.Option(metavar="STUDENT TASK", help="Grade one task again and say all.", show_default=False),
    ] = None,
    unsafe: Annotated[
        bool, typer.Option("--unsafe-no-sandbox", help="Run students' code with your own rights.")
    ] = False,
) -> None:
    """Give points with reasons to submitted notebooks, in a sandbox.

    Status 0: all were graded; 3: somebody should look at the students that are named.
    """
    with polite():
        from racteach.grading.collecting import find_submissions
        from racteach.grading.explaining import explain_task, run_to_explain
        from racteach.grading.reports import write_reports
        from racteach.grading.runs import Run, grade_folder, lesson_tasks, settings_of
        from racteach.grading.sandbox import Limits
        from racteach.grading.term.alike import alike_answers
        from racteach.grading.term.feedback import check_feedback, write_feedback
        from racteach.grading.term.marks import keep, read_term

        if time_limit <= 0 or memory < 256:
            raise ValueError(
                f"--time-limit must be above 0 and --memory at least 256, not {time_limit:g} and {memory}"
            )
        if seed is not None and seed < 0:
            raise ValueError(f"--seed must be an integer >= 0, not {seed}")
        if anonymous and feedback is not None:
            raise ValueError("--feedback goes to students by name: give it without --anonymous")
        if zips and feedback is None:
            raise ValueError("--zip is about feedback: give --feedback too")
        if unsafe:
            complain("no sandbox: students' code runs with your rights, and points may be forged")
        target = out or Path(f"grades-{lesson}")
        if feedback is not None:
            check_feedback(feedback, submissions, target)
        tasks = {task.id: task for task in lesson_tasks(lesson)}
        handed_in = find_submissions(submissions)[0]
        settings = None if explain is None else run_to_explain(target, lesson)
        term, files = read_term(target, handed_in, tasks, roster=roster, late=late)
        if explain is not None and settings is not None:
            for line in explain_task(submissions, settings, target, term, *explain):
                typer.echo(line)
            return
        if assignment and term.roster is None:
            raise ValueError("--assignment is for the files of Canvas and Moodle: give --roster too")
        pairs = [] if against is None else alike_answers(handed_in, against, lesson, tasks)
        chosen = secrets.randbits(64) if seed is None else seed
        run = Run(lesson, chosen, Limits(time_limit, memory), unsafe)
        if resume or not (target / "run.json").exists():
            keep(files)  # before grading: a run that is stopped knows them when it goes on
        notes: list[str] = []
        try:
            with rows_bar(0) as told:
                verdicts = grade_folder(
                    submissions, run, target, jobs=jobs, resume=resume, told=told, noted=notes.append
                )
        except KeyboardInterrupt:
            complain(f"stopped; what was graded is kept in {target}, and --resume grades the others")
            raise typer.Exit(130) from None
        marks, settings = term.marks(verdicts), settings_of(target)
        look = write_reports(
            target, settings, term, marks, anonymous=anonymous, notes=notes,
            show_expected=show_expected, alike=pairs, assignment=assignment,
        )  # fmt: skip
        if feedback is not None:
            pages = target / "students"
            count = write_feedback(feedback, submissions, term.submissions, pages, lesson, zips=zips)
            notes.append(f"{feedback}: feedback for {count} students")
        if not unsafe and not settings.filtered:
            complain("no filter of system calls: libseccomp was not found; the rest of the sandbox held")
    for note in notes:
        typer.echo(note)
    if term.matched.absent:
        unsure = len(term.matched.unsure)
        also = f", and {unsure} of whom it is not clear" if unsure else ""
        typer.echo(f"handed in nothing: {len(term.matched.absent) - unsure} of the roster{also}")
    graded = sum(mark.handed_in for mark in marks)
    typer.echo(f"{graded} students graded: {target / 'class.html'}, class.csv, grades.csv, grades.json")
    if look:
        more = f" and {len(look) - 20} more" if len(look) > 20 else ""
        typer.echo(f"to be looked at: {', '.join(look[:20])}{more}")
        raise typer.Exit(3)


@group.command(
    epilog="Example: racteach gradebook grades-03 --database sqlite:///gradebook.db --assignment ps03"
)
def gradebook(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="What racteach grade wrote.")],
    database: Annotated[str, typer.Option(metavar="URL", help="Of nbgrader's gradebook.")],
    assignment: Annotated[str, typer.Option(metavar="NAME", help="As nbgrader knows it.")],
) -> None:
    """Enter the points of a run into an nbgrader gradebook."""
    with polite():
        from racteach.grading.gradebook import enter_points

        students = enter_points(folder, database, assignment)
    typer.echo(f"{database}: points of {students} students entered for {assignment}")
