"""The interactive experiments of the lessons, one module each.

Every module has ``compute`` (pure), ``describe`` (the picture in words), ``explorer()`` (the widget) and
``static()`` (one view of it as a picture, for readers without a kernel).
"""

from racteach.explorers import (
    approximation,
    counting,
    decay,
    duplication,
    growth,
    ladder,
    mirror,
    monomials,
    outcomes,
    plateau,
    profile,
    proof,
    remainders,
    sampled,
    splits,
    stepping,
    templates,
    theorem,
    train,
    unfolding,
    zeros,
)

__all__ = [
    "approximation",
    "counting",
    "decay",
    "duplication",
    "growth",
    "ladder",
    "mirror",
    "monomials",
    "outcomes",
    "plateau",
    "profile",
    "proof",
    "remainders",
    "sampled",
    "splits",
    "stepping",
    "templates",
    "theorem",
    "train",
    "unfolding",
    "zeros",
]
