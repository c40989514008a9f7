"""Certified ranks: compute one, verify one."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from racteach.commands.reporting import executor_for, gibibytes, polite, progress_bar
from racteach.validation import number_text

if TYPE_CHECKING:
    from racteach.certificates.certificate import Certificate

group = typer.Typer()

MemoryLimit = Annotated[float, typer.Option("--memory-limit", metavar="GIB", help="Refuse to take more.")]


@group.command(epilog="Example: racteach rank --depth 2 --input-dim 3 --channels 3 --length 12")
def rank(
    depth: Annotated[int, typer.Option(metavar="L", help="Layers.")],
    input_dim: Annotated[int, typer.Option(metavar="M", help="Input features.")],
    channels: Annotated[int, typer.Option(metavar="R", help="Channels of each layer.")],
    length: Annotated[int, typer.Option(metavar="T", help="Time steps.")],
    templates: Annotated[
        str, typer.Option(metavar="generic|one-hot|Q", help="Vectors, M letters, or Q random templates.")
    ] = "generic",
    split: Annotated[
        int | None, typer.Option(metavar="S", help="Length of the start; by default T/2.", show_default=False)
    ] = None,
    seed: Annotated[int, typer.Option(metavar="N", help="An integer >= 0.")] = 0,
    prime: Annotated[
        int | None,
        typer.Option(metavar="P", help="Below 2^23; by default the largest such prime.", show_default=False),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")] = False,
    save: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the certificate.", show_default=False)
    ] = None,
    memory_limit: MemoryLimit = 4.0,
    journal: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Keep finished ranges of blocks, and go on from there.", show_default=False
        ),
    ] = None,
    jobs: Annotated[int, typer.Option(metavar="N", help="Processes, for a rank by blocks.")] = 1,
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="tcp://HOST:PORT", help="The same on a Dask cluster.", show_default=False),
    ] = None,
) -> None:
    """Compute the Start-End separation rank of almost every circuit of a size, with its certificate.

    With --journal it may be stopped or killed at any moment: the same command computes what is missing.
    """
    stopped = f"stopped; finished ranges are kept in {journal}" if journal else "stopped; nothing was written"
    with polite("; the option is --memory-limit", stopped=stopped), ExitStack() as stack:
        limit = gibibytes(memory_limit)
        if save is not None:
            _check_target(save)
        executor = None
        if jobs > 1 or scheduler is not None:
            executor, _ = stack.enter_context(executor_for(jobs, scheduler))
        from racteach.certificates.certificate import separation_rank

        with progress_bar() as progress:
            certificate = separation_rank(
                depth,
                input_dim,
                channels,
                length,
                templates=int(templates) if templates.isdecimal() else templates,
                split=split,
                seed=seed,
                prime=prime,
                progress=progress,
                memory_limit=limit,
                executor=executor,
                jobs=jobs,
                journal=journal,
            )
        failure = _save(certificate, save) if save is not None else None
    if as_json:
        import json

        print(json.dumps(summary(certificate)))
    else:
        _print_table(certificate)
    if failure is not None:  # said last, so that hours of work are shown before
        raise failure


@group.command(epilog="Example: racteach verify certificate.json")
def verify(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", exists=True, dir_okay=False, readable=True)
    ],
    everything: Annotated[
        bool, typer.Option("--all", help="All blocks of a large certificate, not a sample drawn now.")
    ] = False,
    memory_limit: MemoryLimit = 4.0,
) -> None:
    """Compute everything again that certificates claim; say valid, or what differs (status 1)."""
    from rich.console import Console

    console = Console(soft_wrap=True, highlight=False)
    valid = True
    with polite():
        limit = gibibytes(memory_limit)
        from racteach.certificates.proving import verify_certificate

        for file in files:
            with progress_bar() as progress:
                found = verify_certificate(file, everything=everything, memory_limit=limit, progress=progress)
            name = str(file).encode("utf-8", "backslashreplace").decode()
            valid = valid and found.valid
            console.print(f"{name}: {found}", markup=False)
    raise typer.Exit(0 if valid else 1)


def summary(certificate: Certificate) -> dict[str, Any]:
    """Return what ``racteach rank --json`` prints."""
    from racteach.certificates.certificate import DIGITS

    paper = next((b.value for b in _known(certificate) if b.name == "paper's lower bound"), None)
    return {
        "rank": certificate.rank,
        "verdict": certificate.verdict,
        "lower_bound": certificate.lower_bound,
        "upper_bound": certificate.upper_bound,
        "upper_bound_name": certificate.upper_bound_name,
        "paper_lower_bound": paper if paper is not None and paper < 10**DIGITS else None,
        "prime": certificate.prime,
        "seed": certificate.seed,
        "block": [certificate.rows, certificate.columns],
        "seconds": certificate.seconds,
    }


def _known(certificate: Certificate) -> tuple[Any, ...]:
    from racteach.bounds import bounds_overview

    return bounds_overview(
        certificate.depth,
        certificate.input_dim,
        certificate.channels,
        certificate.length,
        templates=certificate.letters,
        split=certificate.split,
    )


def _print_table(certificate: Certificate) -> None:
    from rich.console import Console
    from rich.table import Table

    from racteach.certificates.by_blocks import BlockCertificate

    known = _known(certificate)
    exact = certificate.rank is not None
    sizes = f"L = {certificate.depth}, M = {certificate.input_dim}, R = {certificate.channels}"
    steps = f"T = {certificate.split} + {certificate.length - certificate.split}"
    table = Table(title=f"Start-End separation rank\n{sizes}, {steps}, templates {certificate.templates}")
    table.add_column("quantity")
    table.add_column("value", justify="right", overflow="fold")
    table.add_column("what it is")
    low = number_text(certificate.lower_bound)
    table.add_row("rank", low if exact else f"at least {low}", certificate.verdict, style="bold")
    if isinstance(certificate, BlockCertificate):
        size = f"{certificate.blocks:,} blocks of {certificate.rows} x {certificate.columns}"
        block = f"computed: {size} mod {certificate.prime}"
    else:
        block = f"computed: a {certificate.rows} x {certificate.columns} block mod {certificate.prime}"
    table.add_row("lower bound", low, block, end_section=True)
    order = {"paper's lower bound": 0, "state bound": 1, "end bound": 2, "start bound": 3, "sharp bound": 4}
    for bound in sorted(known, key=lambda bound: order.get(bound.name, 5)):
        kind = {"upper": "upper bound", "lower": "lower bound", "value": "the rank itself"}[bound.kind]
        best = ", the best" if bound.name == certificate.upper_bound_name else ""
        table.add_row(bound.name, number_text(bound.value), f"{kind}, {bound.status}{best}")
    for name in ("paper's lower bound", "sharp bound", "sharp formula"):
        if name not in {bound.name for bound in known}:
            table.add_row(name, "-", "none for this size")
    console = Console(highlight=False)
    console.print(table)
    console.print(in_words(certificate), markup=False)


def in_words(certificate: Certificate) -> str:
    """Return the verdict as a sentence."""
    low, upper = certificate.lower_bound, certificate.upper_bound
    made = f"seed {certificate.seed}, {certificate.seconds:.2f} s"
    if certificate.rank is not None:
        return (
            f"Exact: almost every circuit of this size has rank {number_text(low)}. The computed lower bound "
            f"meets the {certificate.upper_bound_name}, which is proved. ({made})"
        )
    above = "a number of more than 4000 digits" if upper is None else number_text(upper)
    return (
        f"Lower bound: almost every circuit of this size has rank at least {number_text(low)}. The best "
        f"proved upper bound, the {certificate.upper_bound_name}, is {above}; what lies between is open. "
        f"({made})"
    )


def _save(certificate: Certificate, file: Path) -> OSError | None:
    try:
        certificate.save(file)
    except OSError as error:
        return OSError(error.errno, error.strerror or str(error), str(file))
    return None


def _check_target(file: Path) -> None:
    """Say before the work begins where the certificate cannot be written."""
    import os

    folder = file.resolve().parent
    if file.is_dir():
        raise ValueError(f"--save needs a file's name, and {file} is a folder")
    if not folder.is_dir():
        raise ValueError(f"--save cannot write {file}: there is no folder {folder}")
    if not os.access(folder if not file.exists() else file, os.W_OK):
        raise ValueError(f"--save cannot write {file}: it is not allowed there")
