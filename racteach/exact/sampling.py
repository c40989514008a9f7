"""Reproducible streams: the same seed and name give the same numbers on every machine, for ever.

NumPy does not promise that its generators keep their streams from version to version, so whatever is
stored and rebuilt later (weights, templates, sampled sequences) is drawn here instead, from SHAKE-256,
the extendable-output function of FIPS 202.

The stream, byte for byte
    message  =  "racteach-stream-1\\n" + str(seed) + "\\n" + name,  encoded as UTF-8
    stream   =  SHAKE-256(message), read as unsigned 32-bit words, little-endian: w_0, w_1, w_2, ...

* :func:`residues` keeps the words below ``p * floor(2^32 / p)`` in their order and reduces them modulo
  ``p``: every residue is then equally likely.
* :func:`uniforms` turns the pair (w_2i, w_2i+1) into ``((w_2i >> 5) * 2^26 + (w_2i+1 >> 6)) / 2^53``.
* :func:`normals` turns two uniforms ``u, v`` into ``sqrt(-2 log(1-u)) cos(2 pi v)`` (Box and Muller,
  1958), the last bit of which may differ from one platform's logarithm to another's.

Two arrays of one object are drawn under two names, so that they are independent of each other and of
the order in which they are drawn.
"""

from __future__ import annotations

import hashlib
import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from racteach import validation

STREAM_FORMAT = "racteach-stream-1"
_WORDS = 2**32


def residues(seed: int, name: str, shape: int | tuple[int, ...], modulus: int) -> NDArray[np.int64]:
    """Draw an array of independent uniform integers from 0 to ``modulus - 1``.

    Args:
        seed: an integer >= 0.
        name: which array this is, for instance ``"input weights 1"``.
        shape: the shape of the result.
        modulus: an integer from 1 to 2^32; it need not be prime.

    Example:
        >>> residues(0, "example", 6, 10).tolist()
        [7, 1, 9, 4, 3, 0]
    """
    modulus = validation.integer(modulus, "modulus", minimum=1, maximum=_WORDS)
    shape, count = _shape_and_count(shape)
    limit = modulus * (_WORDS // modulus)
    needed = count + count // 64 + 64
    while True:
        words = _words(seed, name, needed)
        kept = words[words < limit] if limit < _WORDS else words
        if len(kept) >= count:
            return (kept[:count] % modulus).astype(np.int64).reshape(shape)
        needed *= 2


def uniforms(seed: int, name: str, shape: int | tuple[int, ...]) -> NDArray[np.float64]:
    """Draw an array of independent uniform numbers in [0, 1), multiples of 2^-53.

    Example:
        >>> uniforms(0, "example", 3).round(4).tolist()
        [0.2521, 0.3728, 0.9971]
    """
    shape, count = _shape_and_count(shape)
    words = _words(seed, name, 2 * count)
    high, low = words[0::2] >> np.uint64(5), words[1::2] >> np.uint64(6)
    return ((high.astype(np.float64) * 2.0**26 + low.astype(np.float64)) / 2.0**53).reshape(shape)


def normals(seed: int, name: str, shape: int | tuple[int, ...]) -> NDArray[np.float64]:
    """Draw an array of independent numbers from the normal distribution with mean 0 and variance 1.

    Example:
        >>> normals(0, "example", 3).round(4).tolist()
        [-0.5313, -2.721, -0.1111]
    """
    shape, count = _shape_and_count(shape)
    u = uniforms(seed, name, 2 * count)
    return (np.sqrt(-2.0 * np.log1p(-u[0::2])) * np.cos(2.0 * np.pi * u[1::2])).reshape(shape)


def orthogonal_factor(matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return Q of the QR factorisation with a positive diagonal of R; of a wide matrix, orthonormal rows."""
    if matrix.shape[0] < matrix.shape[1]:
        return orthogonal_factor(matrix.T).T
    q, r = np.linalg.qr(matrix)
    return np.asarray(q * np.sign(np.diag(r)))


def _words(seed: int, name: str, count: int) -> NDArray[np.uint64]:
    """The first ``count`` words of the stream; asking for more later gives the same beginning."""
    message = f"{STREAM_FORMAT}\n{validation.seed(seed)}\n{name}".encode()
    stream = hashlib.shake_256(message).digest(4 * count)
    return np.frombuffer(stream, dtype="<u4").astype(np.uint64)


def _shape_and_count(shape: Any) -> tuple[tuple[int, ...], int]:
    sizes = tuple(shape) if isinstance(shape, (tuple, list)) else (shape,)
    checked = tuple(validation.integer(size, "a size in shape", minimum=0) for size in sizes)
    return checked, math.prod(checked)
