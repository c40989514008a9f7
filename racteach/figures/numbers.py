"""Numbers as one reads them."""

from __future__ import annotations

from decimal import Decimal


def number(value: float) -> str:
    """Return a number as one reads it: whole ones in full, others with four digits.

    Example:
        >>> number(12345.0), number(0.123456), number(3e-9)
        ('12,345', '0.1235', '3e-09')
    """
    whole = value == round(value) and abs(value) < 1e15
    return f"{round(value):,}" if whole else f"{value:.4g}"


def short(count: int, pattern: str = "{} times 10^{}") -> str:
    """Return a count in full below a thousand million, else with three digits and the power of ten.

    Args:
        pattern: how digits and power are written.

    Example:
        >>> short(268435456), short(2**220)
        ('268,435,456', '1.68 times 10^66')
    """
    if count < 10**9:
        return f"{count:,}"
    digits, power = f"{Decimal(count):.2e}".split("e")  # no float holds the largest
    return pattern.format(digits, int(power))
