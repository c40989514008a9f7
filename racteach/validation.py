"""Argument checks with one clear sentence each: what was given, what is allowed, what to do."""

from __future__ import annotations

import math
import operator
from collections.abc import Iterable
from typing import Any


def integer(value: Any, name: str, *, minimum: int | None = None, maximum: int | None = None) -> int:
    """Return ``value`` as a Python int, or raise if it is not a whole number in range.

    NumPy integers pass; booleans, floats and strings are a TypeError, what is out of range a ValueError.

    Example:
        >>> integer(3, "depth", minimum=1)
        3
        >>> integer(0, "depth", minimum=1)
        Traceback (most recent call last):
        ...
        ValueError: depth must be an integer >= 1, not 0
    """
    allowed = _range_text(minimum, maximum)
    if isinstance(value, bool) or type(value).__name__ == "bool_":
        raise TypeError(f"{name} must be an integer{allowed}, not {value!r}")
    try:
        number = operator.index(value)
    except TypeError:
        raise TypeError(f"{name} must be an integer{allowed}, not {shown(value)}") from None
    if (minimum is not None and number < minimum) or (maximum is not None and number > maximum):
        raise ValueError(f"{name} must be an integer{allowed}, not {shown(number)}")
    return number


def sizes(**values: Any) -> tuple[int, ...]:
    """Return each named value as an int >= 1, in the order given.

    Example:
        >>> sizes(depth=2, channels=3)
        (2, 3)
    """
    return tuple(integer(value, name, minimum=1) for name, value in values.items())


def even_length(value: Any, name: str = "length") -> int:
    """Return ``value`` as an even int >= 2, the length of a sequence with equal halves.

    Example:
        >>> even_length(6)
        6
        >>> even_length(7)
        Traceback (most recent call last):
        ...
        ValueError: length must be an even number >= 2 (start and end have equal halves), not 7
    """
    number = integer(value, name, minimum=1)
    if number % 2:
        raise ValueError(
            f"{name} must be an even number >= 2 (start and end have equal halves), not {number}"
        )
    return number


def seed(value: Any, name: str = "seed") -> int:
    """Return ``value`` as a seed: an integer from 0 to 2^128 - 1. Nothing is random unless a seed says so."""
    number = integer(value, name, minimum=0)
    if number >= 2**128:
        raise ValueError(f"{name} must be below 2^128, not {shown(number)}")
    return number


def bytes_text(count: int) -> str:
    """Write a number of bytes the way a person reads it.

    Example:
        >>> bytes_text(1536), bytes_text(2**30)
        ('1.5 KiB', '1.0 GiB')
    """
    if count < 1024:
        return f"{count} bytes"
    for power, unit in enumerate(("KiB", "MiB", "GiB", "TiB"), start=1):
        if count < 1024 ** (power + 1):
            return f"{count / 1024**power:.1f} {unit}"
    return f"{number_text(count, 1)} bytes"


def number_text(value: int, exact_below: int = 10**15) -> str:
    """Write a whole number >= 1 the way a person reads it: with commas, or by its power of ten.

    Example:
        >>> number_text(3978), number_text(10**30), number_text(8 * 3**40)
        ('3,978', 'about 10^30', 'about 9.7·10^19')
    """
    if value < exact_below:
        return f"{value:,}"
    exponent, rest = divmod(math.log10(value) + 1e-9, 1)
    digits = f"{10**rest:.1f}"
    if digits == "10.0":
        exponent, digits = exponent + 1, "1.0"
    return f"about 10^{exponent:.0f}" if digits == "1.0" else f"about {digits}·10^{exponent:.0f}"


def number_list(values: Iterable[int]) -> str:
    """Write numbers as ``0, 2 and 4``.

    Example:
        >>> number_list([0, 2, 4])
        '0, 2 and 4'
    """
    texts = [str(value) for value in values]
    if len(texts) < 2:
        return "".join(texts)
    return ", ".join(texts[:-1]) + " and " + texts[-1]


def _range_text(minimum: int | None, maximum: int | None) -> str:
    if minimum is not None and maximum is not None:
        return f" from {minimum} to {maximum}"
    return f" >= {minimum}" if minimum is not None else f" <= {maximum}" if maximum is not None else ""


def shown(value: Any) -> str:
    """Write a value that was given as it stands in an error message, shortened where it is long."""
    if isinstance(value, int) and value.bit_length() > 1000:  # Python refuses to write out the longest ones
        return f"a number of about {round(value.bit_length() * math.log10(2))} digits"
    text = repr(value)
    return text if len(text) <= 40 else text[:37] + "..."
