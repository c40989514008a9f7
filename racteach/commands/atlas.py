"""The atlas of certified ranks: build it on one machine or many, show it, verify it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from racteach.commands.reporting import Jobs, Scheduler, complain, executor_for, polite, rows_bar

if TYPE_CHECKING:
    from racteach.certificates.certificate import Certificate

group = typer.Typer(
    no_args_is_help=True,
    epilog="Example: racteach atlas show --depth 2 --length 12",
    help="Certified ranks of many sizes: build, show, verify.",
)

Shipped = Annotated[
    Path | None,
    typer.Option(
        "--file", metavar="F", help="An atlas file; by default the shipped one.", show_default=False
    ),
]
COLUMNS = ("L", "M", "R", "T", "templates", "rank", "verdict", "upper bound", "its name", "seconds")


@group.command(epilog="Example: racteach atlas build --max-rank 1500 --depths 2,3,4 --jobs 2")
def build(
    max_rank: Annotated[int, typer.Option(metavar="K", help="Sizes whose best proved bound is at most K.")],
    depths: Annotated[str, typer.Option(metavar="L,L,...", help="Depths, as in 2,3,4.")],
    max_length: Annotated[int, typer.Option(metavar="T", help="The longest sequences.")] = 20,
    max_channels: Annotated[int, typer.Option(metavar="R", help="The widest circuits.")] = 8,
    templates: Annotated[
        str, typer.Option(metavar="both|generic|one-hot", help="Vectors, or M letters up to T = 12, or both.")
    ] = "both",
    grids: Annotated[
        bool, typer.Option("--grids", help="Also every grid whose own bound is at most K.")
    ] = False,
    blocks: Annotated[
        bool, typer.Option("--blocks", help="Of the vectors' rows only those that are computed by blocks.")
    ] = False,
    seed: Annotated[int, typer.Option(metavar="N", help="An integer >= 0.")] = 0,
    jobs: Jobs = 1,
    scheduler: Scheduler = None,
    file: Annotated[Path, typer.Option(metavar="F", help="Rows are appended to it.")] = Path("atlas.jsonl"),
) -> None:
    """Compute the certified ranks that an atlas file lacks, and append them.

    It may be stopped or killed at any moment, and goes on from there when it is started again.
    """
    stopped = f"stopped; finished rows are kept in {file}, and the same command computes the others"
    with polite(stopped=stopped):
        from racteach.certificates.building import build_atlas
        from racteach.certificates.sweeps import sweep

        kinds = ["generic", "one-hot"] if templates == "both" else [templates]
        sizes = sweep(
            numbers(depths, "--depths"),
            max_rank,
            max_length=max_length,
            max_channels=max_channels,
            templates=kinds,
            grids=grids,
            blocks=blocks,
            seed=seed,
        )
        with executor_for(jobs, scheduler) as (executor, window), rows_bar(len(sizes)) as told:
            built = build_atlas(file, sizes, executor, window=window, told=told)
    if built.dropped:
        typer.echo(f"the last line of {file} was unfinished: its {built.dropped} bytes were cut off")
    elsewhere = f", {built.elsewhere} came from another builder" if built.elsewhere else ""
    typer.echo(f"{file}: {built.added} rows added, {built.present} were there already{elsewhere}")


@group.command(epilog="Example: racteach atlas show --depth 3 --templates one-hot --verdict exact")
def show(
    depth: Annotated[int | None, typer.Option(metavar="L", help="Layers.", show_default=False)] = None,
    input_dim: Annotated[int | None, typer.Option(metavar="M", help="Features.", show_default=False)] = None,
    channels: Annotated[int | None, typer.Option(metavar="R", help="Channels.", show_default=False)] = None,
    length: Annotated[int | None, typer.Option(metavar="T", help="Time steps.", show_default=False)] = None,
    templates: Annotated[
        str | None, typer.Option(metavar="generic|one-hot|Q", help="Kind of inputs.", show_default=False)
    ] = None,
    verdict: Annotated[
        str | None, typer.Option(metavar="exact|lower-bound", help="What is known.", show_default=False)
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the certificates, one a line, and nothing else.")
    ] = False,
    file: Shipped = None,
) -> None:
    """Print the rows of an atlas that have these values."""
    with polite():
        from racteach.certificates.atlas import load_atlas

        if verdict not in (None, "exact", "lower-bound"):
            raise ValueError(f"--verdict must be exact or lower-bound, not {verdict}")
        rows = load_atlas(file).where(
            depth=depth,
            input_dim=input_dim,
            channels=channels,
            length=length,
            templates=int(templates) if templates and templates.isdecimal() else templates,
            verdict=verdict and verdict.replace("-", " "),
        )
    if as_json:
        for row in rows:
            print(row.to_json())
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(title=f"{len(rows)} certified ranks")
    for name in COLUMNS:
        table.add_column(name, justify="left" if name in ("templates", "verdict", "its name") else "right")
    for row in rows:
        table.add_row(*cells(row))
    Console(highlight=False).print(table)


@group.command(epilog="Example: racteach atlas verify --sample 20")
def verify(
    sample: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="N rows; by default all.", show_default=False)
    ] = None,
    seed: Annotated[int, typer.Option(metavar="S", min=0, help="Which sample.")] = 0,
    file: Shipped = None,
) -> None:
    """Compute everything again that the rows of an atlas claim; status 1 if one is not valid."""
    from random import Random

    from racteach.certificates.atlas import atlas_lines
    from racteach.certificates.proving import verify_certificate
    from racteach.certificates.storage import AtlasError

    with polite():
        try:
            lines = atlas_lines(file)
        except AtlasError as error:
            complain(f"not valid: {error}")
            raise typer.Exit(1) from None
        chosen = lines if sample is None or sample >= len(lines) else Random(seed).sample(lines, sample)
        wrong = 0
        with rows_bar(len(chosen)) as told:
            for count, (number, line) in enumerate(chosen, start=1):
                told(count - 1, len(chosen), f"line {number}")
                # What begins otherwise would be taken for the name of a file.
                found = verify_certificate(line if line.startswith("{") else "{")
                if not found.valid:
                    wrong += 1
                    typer.echo(f"line {number}: {found.message}")
    if wrong:
        typer.echo(f"{wrong} of {len(chosen)} rows are NOT valid")
        raise typer.Exit(1)
    typer.echo(f"{len(chosen)} of {len(lines)} rows verified, all valid")


def cells(row: Certificate) -> list[str]:
    """Return what the table shows of a row."""
    steps = str(row.length) if 2 * row.split == row.length else f"{row.split}+{row.length - row.split}"
    upper = "-" if row.upper_bound is None else f"{row.upper_bound:,}"
    rank = f"{row.lower_bound:,}" if row.verdict == "exact" else f">= {row.lower_bound:,}"
    sizes = [str(row.depth), str(row.input_dim), str(row.channels), steps, str(row.templates)]
    return [*sizes, rank, row.verdict, upper, row.upper_bound_name, f"{row.seconds:.2f}"]


def numbers(text: str, option: str) -> list[int]:
    """Return the numbers of a list such as ``2,3,4``.

    Raises:
        ValueError: if it is not one.

    Example:
        >>> numbers("2,3", "--depths")
        [2, 3]
    """
    parts = [part.strip() for part in text.split(",")]
    if not all(part.isdecimal() and int(part) >= 1 for part in parts):
        raise ValueError(
            f"{option} must be integers >= 1 with commas between them, as in 2,3,4, not {text!r}"
        )
    return [int(part) for part in parts]
