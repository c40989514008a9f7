"""The guess of a student project, written down before the rows that test it.

A guess determines a seed. The rows held back are certified with that seed, so their certificates were made
after the guess had its present words and numbers: who changes a letter of it has to compute them again.
(That no other computation came first nobody can prove.)
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from racteach import validation
from racteach.certificates.certificate import Certificate, separation_rank
from racteach.certificates.storage import AtlasFile

#: The open questions of lesson 13 whose rows are certified ranks.
QUESTIONS = "ABCDEFG"
#: How many words a guess has.
WORDS = (10, 150)
#: Where the certificates are kept, beside the notebook.
ROWS = "rows.jsonl"

Row = tuple[int, int, int, int, int]  # L, M, R, steps of the start, steps of the end


class Guess:
    """What you expect, in words and in numbers, for sizes of which nobody has the rank.

    Args:
        question: the letter of an open question of lesson 13, A to G.
        words: the guess itself, 10 to 150 words.
        fitted: the sizes that you looked at, each as (L, M, R, steps of the start, steps of the end).
        held_back: the sizes that test the guess, each with the rank that it says.
        templates: ``"generic"`` for vectors, ``"one-hot"`` for letters.
        known: those of your sizes whose rank ships with the course.

    Raises:
        TypeError, ValueError: if something is missing or malformed.

    >>> words = "At depth 3, with two channels and a start of two steps, the rank is a cubic in the end."
    >>> guess = Guess("G", words, fitted=[(3, 2, 2, 2, 3)], held_back={(3, 2, 2, 2, 4): 80})
    >>> guess.seed == Guess("G", words + "!", fitted=guess.fitted, held_back=guess.held_back).seed
    False
    """

    def __init__(
        self,
        question: str,
        words: str,
        *,
        fitted: Iterable[Row],
        held_back: Mapping[Row, int],
        templates: str = "generic",
        known: Iterable[Row] = (),
    ) -> None:
        if not isinstance(question, str) or len(question) != 1 or question not in QUESTIONS:
            raise ValueError(f"the question must be a letter from A to G, not {question!r}")
        if not isinstance(words, str):
            raise ValueError("the guess is not written yet: put a text in place of the dots")
        count = len(words.split())
        if not WORDS[0] <= count <= WORDS[1]:
            raise ValueError(f"the guess has {count} words: write {WORDS[0]} to {WORDS[1]}")
        if templates not in ("generic", "one-hot"):
            raise ValueError(f'templates must be "generic" or "one-hot", not {templates!r}')
        if not isinstance(held_back, Mapping):
            raise ValueError("held_back must be a dictionary: each size with the rank that your guess says")
        self.question, self.words, self.templates = question, " ".join(words.split()), templates
        self.fitted = tuple(_row(row) for row in _listed(fitted, "fitted"))
        self.held_back = {
            _row(row): validation.integer(rank, f"the rank guessed for {row}", minimum=0)
            for row, rank in held_back.items()
        }
        self.known = tuple(_row(row) for row in _listed(known, "known"))
        if both := set(self.fitted) & set(self.held_back):
            raise ValueError(
                f"{min(both)} is both fitted and held back: a row that was looked at tests nothing"
            )

    @property
    def seed(self) -> int:
        """The seed of the rows held back: a number below 2^32, another one for every other guess."""
        said = [
            self.question,
            self.words,
            self.templates,
            sorted(self.fitted),
            sorted(self.held_back.items()),
        ]
        return int.from_bytes(hashlib.sha256(json.dumps(said).encode()).digest()[:4], "big")

    def certify(self, row: Row, file: str | Path = ROWS, **options: Any) -> Certificate:
        """Return the certificate of one of the sizes, with the guess's seed, and keep it in a file.

        Args:
            row: one of ``fitted`` or ``held_back``.
            file: lines of JSON, to which the certificate is added.
            options: of :func:`~racteach.certificates.certificate.separation_rank`.

        Raises:
            ValueError: if the guess does not name this size.
        """
        if (row := _row(row)) not in (*self.fitted, *self.held_back):
            raise ValueError(f"{row} is neither fitted nor held back: name it in the guess first")
        depth, input_dim, channels, start, end = row
        certificate = separation_rank(
            depth, input_dim, channels, start + end, split=start, templates=self.templates, seed=self.seed,
            **options,
        )  # fmt: skip
        AtlasFile(file).append(certificate)
        return certificate

    def __repr__(self) -> str:
        return (
            f"Guess(question {self.question}: {len(self.fitted)} sizes fitted, "
            f"{len(self.held_back)} held back, seed {self.seed})"
        )


def row_of(certificate: Certificate) -> Row:
    """Return the size of a certificate as a guess names it."""
    return (
        certificate.depth, certificate.input_dim, certificate.channels, certificate.split,
        certificate.length - certificate.split,
    )  # fmt: skip


def _listed(rows: Any, name: str) -> list[Any]:
    if not isinstance(rows, (list, tuple)):
        raise ValueError(f"{name} must be a list of sizes, each (L, M, R, steps of the start, of the end)")
    return list(rows)


def _row(row: Any) -> Row:
    if not isinstance(row, (list, tuple)) or len(row) != 5:
        raise ValueError(f"a size is (L, M, R, steps of the start, steps of the end), not {row!r}")
    depth, input_dim, channels, start, end = (
        validation.integer(value, name, minimum=1)
        for value, name in zip(row, ("L", "M", "R", "the start's steps", "the end's steps"), strict=True)
    )
    return depth, input_dim, channels, start, end
