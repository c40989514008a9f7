"""Counts of monomials, slowly and in plain steps, for the references of several tasks."""

import itertools
import math


def multichoose(variables, degree):
    """Return the number of monomials of a degree, by stars and bars."""
    return math.comb(variables + degree - 1, degree) if variables else int(degree == 0)


def monomials(variables, degree):
    """Return the same by Pascal's rule: monomials without the last variable, and those with it."""
    row = [1] + [0] * degree
    for _ in range(variables):
        row = list(itertools.accumulate(row))
    return row[degree]


def all_occur(variables, degree):
    """Return the number of monomials in which every variable occurs, by inclusion and exclusion."""
    return sum(
        (-1) ** missing * math.comb(variables, missing) * multichoose(variables - missing, degree)
        for missing in range(variables + 1)
    )


def vanishing(variables, degree, equations):
    """Return the dimension of the forms that vanish where so many coordinates do."""
    return multichoose(variables, degree) - multichoose(variables - equations, degree)


def large(reference):
    """Return a function that says whether a result is beyond what floats hold exactly."""

    def beyond(*arguments):
        return reference(*arguments) >= 2**53

    return beyond


LARGE = "large numbers"
LARGE_SENTENCE = (
    "Your results are right as long as they are small. Floats hold whole numbers up to 2^53, and NumPy's "
    "whole numbers wrap around at 2^63. Compute with Python's own, which have no largest: `math.prod`, "
    "`int(...)`, and `//` in place of `/`."
)
