"""The starts and ends of a block, drawn from a seed, nested: a larger block begins with the smaller one.

Streams (:mod:`racteach.exact.sampling`), by name, all modulo the certificate's prime p unless said otherwise:

    "starts"      generic: feature vectors, shape (rows, s, M).
                  letters: letter numbers modulo Q, shape (any number of words, s).
    "ends"        the same for the end: (columns, e, M) or (words, e).
    "templates"   Q random templates: feature vectors, shape (Q, M). One-hot templates are unit vectors.

Words over letters are taken in the order of the stream, each only once. Where all Q^s words are asked for,
they come in lexicographic order instead.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from racteach import validation
from racteach.exact import sampling
from racteach.exact.arithmetic import Elements, Modular


class Sequences:
    """Draw starts of s steps and ends of e steps, as elements modulo p.

    Args:
        input_dim: M.
        start, end: s, e >= 1.
        templates: ``"generic"``, ``"one-hot"`` or an integer Q >= 1.
        seed: an integer >= 0.
        prime: p.

    Raises:
        TypeError, ValueError: if ``templates`` is none of these.

    Example:
        >>> some = Sequences(2, 3, 3, "one-hot", seed=0, prime=101)
        >>> some.letters, some.available, some.starts(5).shape
        (2, (8, 8), (5, 3, 2))
    """

    def __init__(
        self, input_dim: int, start: int, end: int, templates: str | int, seed: int, prime: int
    ) -> None:
        self.input_dim, self.start, self.end = input_dim, start, end
        self.seed, self.arithmetic = seed, Modular(prime)
        #: Q, or None where inputs are arbitrary vectors.
        self.letters: int | None = None
        self._features: Elements | None = None
        if isinstance(templates, str) and templates == "one-hot":
            self.letters, self._features = input_dim, np.eye(input_dim)
        elif not (isinstance(templates, str) and templates == "generic"):
            if isinstance(templates, str):
                raise ValueError(
                    'templates must be "generic", "one-hot" or a number Q of random templates, '
                    f"not {templates!r}"
                )
            self.letters = validation.integer(templates, "templates (Q)", minimum=1)
            self._features = self.arithmetic.draw(seed, "templates", (self.letters, input_dim))

    @property
    def available(self) -> tuple[int | None, int | None]:
        """How many starts and ends there are: Q^s and Q^e, or None without end."""
        if self.letters is None:
            return None, None
        return self.letters**self.start, self.letters**self.end

    def starts(self, count: int) -> Elements:
        """Return the first ``count`` starts, shape (count, s, M)."""
        return self._draw("starts", count, self.start)

    def ends(self, count: int) -> Elements:
        """Return the first ``count`` ends, shape (count, e, M)."""
        return self._draw("ends", count, self.end)

    def _draw(self, name: str, count: int, steps: int) -> Elements:
        if self._features is None or self.letters is None:
            return self.arithmetic.draw(self.seed, name, (count, steps, self.input_dim))
        return np.asarray(self._features[words(self.seed, name, count, steps, self.letters)])


def words(seed: int, name: str, count: int, steps: int, letters: int) -> NDArray[np.int64]:
    """Return ``count`` distinct words as letter numbers, shape (count, steps); all of them in order if all.

    Raises:
        ValueError: if there are fewer than ``count`` words.

    Example:
        >>> words(0, "starts", 4, 2, 2).tolist()
        [[0, 0], [0, 1], [1, 0], [1, 1]]
    """
    existing = letters**steps
    if count > existing:
        raise ValueError(
            f"there are {existing} words of {steps} letters out of {letters}, fewer than {count}"
        )
    if count == existing:
        places = letters ** np.arange(steps - 1, -1, -1, dtype=np.int64)
        return np.arange(count, dtype=np.int64)[:, None] // places % letters
    drawn, kept = 2 * count + 16, np.empty((0, steps), dtype=np.int64)
    while len(kept) < count:
        stream: NDArray[Any] = sampling.residues(seed, name, (drawn, steps), letters)
        first = np.unique(stream, axis=0, return_index=True)[1]
        kept, drawn = stream[np.sort(first)], 2 * drawn
    return kept[:count]
