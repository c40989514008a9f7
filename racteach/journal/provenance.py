"""Who computed a result: the version of the library, which every stored line names."""

__version__ = "0.1.0"


def require_same(library: str, error: type[Exception]) -> None:
    """Refuse what a worker computed with another version of the library.

    Raises:
        error: if it is another one; the sentence says what to do.
    """
    if library != __version__:
        raise error(
            f"a worker runs racteach {library}, and this machine {__version__}: install the same on both"
        )
