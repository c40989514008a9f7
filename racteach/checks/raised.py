"""Say what helps against errors whose own text does not."""

from __future__ import annotations

import re

_HELP = (
    (
        r"pow\(\).*numpy|pow\(\) 3rd argument|[Ii]ntegers to negative integer powers",
        "A NumPy number has no inverse modulo p: make it a Python number first, `pow(int(a), -1, p)`.",
    ),
    (
        r"base is not invertible",
        "The number is divisible by the prime, or is no remainder of it: look for a pivot that is not 0.",
    ),
    (
        r"Cannot cast ufunc .* to dtype\('u?int",
        "Your array holds whole numbers only. Make it with `dtype=float`.",
    ),
)


def help_with(error: str) -> str:
    """Return a sentence for an error's type and message, or nothing.

    >>> help_with("ValueError: base is not invertible for the given modulus")[:36]
    'The number is divisible by the prime'
    >>> help_with("ZeroDivisionError: division by zero")
    ''
    """
    return next((sentence for pattern, sentence in _HELP if re.search(pattern, error)), "")
