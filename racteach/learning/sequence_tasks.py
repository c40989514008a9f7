"""Sequence tasks on which depths are compared: copying, Start-End similarity, and digits pixel by pixel.

All data are drawn from :mod:`racteach.exact.sampling`, so the same seed gives the same sequences everywhere.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from racteach import validation
from racteach.exact import sampling

#: Letters of the similarity task and of the copying task, and symbols that copying remembers.
SIMILARITY_LETTERS, COPYING_LETTERS, REMEMBERED = 16, 8, 5
#: What data are for: learning, choosing the settings, and the one test at the end. Each has its own stream.
PARTS = ("training", "validation", "test")
_IMAGES = {"training": slice(0, 1100), "validation": slice(1100, 1400), "test": slice(1400, None)}
_PIXELS = 64


@dataclass(frozen=True)
class Sequences:
    """Labelled sequences."""

    inputs: NDArray[Any]  #: letters, integers (N, T); or features, float32 (N, T, M)
    targets: NDArray[np.int64]  #: classes, integers (N, k): what the network must say at its last k steps


def similarity_sequences(
    seed: int, count: int, length: int, *, letters: int = SIMILARITY_LETTERS, part: str = "training"
) -> Sequences:
    """Draw ``count`` sequences of two halves that agree nowhere, in half of the places, or everywhere.

    The three classes, 0, 1 and 2, are equally likely. At the last step the network must name the class.
    There are ``letters`` >= 2 letters; ``part`` is one of :data:`PARTS`.

    Source:
        The Start-End similarity task of Levine, Sharir and Shashua (2017) in its form with three classes.

    Example:
        >>> drawn = similarity_sequences(0, 100, 8)
        >>> agreeing = (drawn.inputs[:, :4] == drawn.inputs[:, 4:]).sum(axis=1)
        >>> bool((agreeing == 2 * drawn.targets[:, 0]).all())
        True
    """
    length = validation.integer(length, "length", minimum=4)
    if length % 4:
        raise ValueError(f"length must be a multiple of 4 (half of the places of a half agree), not {length}")
    half, letters = length // 2, validation.integer(letters, "letters", minimum=2)
    start = _drawn(seed, part, "start", (count, half), letters)
    classes = _drawn(seed, part, "class", (count, 1), 3)
    other = (start + 1 + _drawn(seed, part, "shift", (count, half), letters - 1)) % letters
    order = np.argsort(_drawn(seed, part, "places", (count, half), 2**22), axis=1, kind="stable")
    agrees = order < classes * (half // 2)
    return Sequences(np.concatenate([start, np.where(agrees, start, other)], axis=1), classes)


def copying_sequences(seed: int, count: int, delay: int, *, part: str = "training") -> Sequences:
    """Draw sequences of 5 symbols, blanks, a signal, and blanks in which the symbols are to be repeated.

    Letters 0 to 7 are symbols, 8 is the blank, 9 the signal. T = 10 + ``delay``, which is >= 0: the signal
    stands at the first of the last 5 steps, and at these the network must name the symbols in order.

    Source:
        The copying memory task of Hochreiter and Schmidhuber (1997).

    Example:
        >>> copying_sequences(0, 1, 3).inputs.tolist()[0][5:]
        [8, 8, 8, 9, 8, 8, 8, 8]
    """
    delay = validation.integer(delay, "delay", minimum=0)
    symbols = _drawn(seed, part, "symbols", (count, REMEMBERED), COPYING_LETTERS)
    rest = np.full((len(symbols), delay + REMEMBERED), COPYING_LETTERS)
    rest[:, delay] = COPYING_LETTERS + 1
    return Sequences(np.concatenate([symbols, rest], axis=1), symbols)


def digit_sequences(length: int, *, part: str) -> Sequences:
    """Return scikit-learn's 8 x 8 digits as sequences of pixels in a fixed shuffled order.

    Each step brings 64/T pixels as numbers from 0 to 1, and a constant 1. At the last step the network must
    name the digit. Of the 1797 images, shuffled, 1100 are for training, 300 for validation, 397 for the test.

    Raises:
        ImportError: if scikit-learn is not there; it is in the extra ``learn``.

    Source:
        Permuted pixel-by-pixel MNIST (Le, Jaitly and Hinton, 2015), with the digits of scikit-learn.
    """
    length = validation.integer(length, "length", minimum=1, maximum=_PIXELS)
    if _PIXELS % length:
        raise ValueError(f"length must divide the 64 pixels of an image, not {length}")
    images, digits = extra("sklearn.datasets").load_digits(return_X_y=True)
    order = np.argsort(_drawn(0, "all", "order of the pixels", (_PIXELS,), 2**22), kind="stable")
    shuffled = np.argsort(_drawn(0, "all", "order of the images", (len(images),), 2**22), kind="stable")
    chosen = shuffled[_IMAGES[part]]
    pixels = (images[chosen][:, order] / 16).reshape(len(chosen), length, -1)
    features = np.concatenate([pixels, np.ones((len(chosen), length, 1))], axis=2)
    return Sequences(features.astype(np.float32), digits[chosen][:, None])


def extra(module: str) -> Any:
    """Import a module of the extra ``learn``, or raise an ImportError that says how it is had."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise ImportError(
            "training on sequences needs jax, optax and scikit-learn: "
            'install them with pip install ".[learn]"'
        ) from error


def _drawn(seed: int, part: str, name: str, shape: tuple[int, ...], modulus: int) -> NDArray[np.int64]:
    return sampling.residues(validation.seed(seed), f"sequence task: {part}: {name}", shape, modulus)
