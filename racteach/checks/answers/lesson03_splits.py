"""Tasks 03-caught, 03-mended and 03-two-ranks: splits, and programs that take another one."""

import numpy as np

from racteach.checks.answers.drawing import size
from racteach.checks.answers.whole import true_rank
from racteach.checks.comparing import SameNumber, SameShape
from racteach.checks.keys import AnswerKey


def rank_of_rows(tensor, rows):
    """Return the exact rank with these axes as rows."""
    rows = list(rows)
    moved = np.transpose(tensor, rows + [axis for axis in range(np.ndim(tensor)) if axis not in rows])
    return true_rank(moved.reshape(np.shape(tensor)[0] ** len(rows), -1).tolist())


def faulty_rank_after(tensor, steps):
    """Return what the program of 03-caught says."""
    return rank_of_rows(tensor, range(1, steps + 1))


caught = AnswerKey(
    "03-caught",
    edge_cases=((2, 3, 1), (2, 3, 2), (3, 3, 1), (3, 3, 2), (2, 4, 1), (2, 4, 2), (2, 4, 3), (2, 5, 2)),
    comparison=SameShape(exact=True, least=0, most=9),
    must_hold="The program puts other time steps into the rows than it says.",
)


@caught.right
def tensor_that_shows_it(templates, length, steps):
    letters = np.indices((templates,) * length)
    other = 1 if steps > 1 else 2
    return (letters[0] == letters[other]).astype(int)


@caught.drawn_by
def sizes_of_a_cut(generator):
    length = size(generator, 3, 6)
    templates = size(generator, 2, 3 if length < 5 else 2)
    return templates, length, size(generator, 1, length - 1)


@caught.judged_by
def shows_nothing(tensor, templates, length, steps):
    said, true = faulty_rank_after(tensor, steps), rank_of_rows(tensor, range(steps))
    return "" if said != true else f"For your tensor the program says {said}, and the true rank is {true}."


def sum_of_letters(templates, length, steps):
    return np.indices((templates,) * length).sum(axis=0)


caught.mistake(
    "all steps treated alike",
    "Your function treats all time steps alike, as a sum does. Then it does not matter which of them are the "
    "rows. Tie some of them to each other, and not the others.",
)(sum_of_letters)
caught.mistake(
    "numbers at random",
    "Your tensor has the largest rank there is room for, as numbers at random have: at every cut. Make one "
    "that has a small rank for the right split, or for the one that the program takes.",
)(lambda templates, length, steps: np.random.default_rng(length).integers(0, 10, size=(templates,) * length))
caught.mistake(
    "rank 1 for every split",
    "Your tensor has rank 1 for every split: it is a product of functions of one time step each.",
)(lambda templates, length, steps: np.indices((templates,) * length).prod(axis=0) + 0)

caught.degenerate("zero", "the program says 0, and the true rank is 0")(
    lambda templates, length, steps: np.zeros((templates,) * length)
)
caught.degenerate("constant", "the program says 1, and the true rank is 1")(
    lambda templates, length, steps: np.full((templates,) * length, 7)
)
caught.degenerate("example", "the program says 2, and the true rank is 2")(sum_of_letters)
caught.degenerate("other size", "The shape is")(
    lambda templates, length, steps: tensor_that_shows_it(templates, length + 1, steps)
)
caught.degenerate("all letters equal", "and the true rank is")(
    lambda templates, length, steps: 1 * (np.ptp(np.indices((templates,) * length), axis=0) == 0)
)


mended = AnswerKey(
    "03-mended",
    edge_cases=(
        (np.array([[1, 2], [2, 4]]), 1),
        (np.array([[1, 2], [3, 4]]), 1),
        (tensor_that_shows_it(2, 3, 1), 1),
        (tensor_that_shows_it(2, 3, 2), 2),
        (tensor_that_shows_it(3, 3, 1), 1),
        (sum_of_letters(3, 3, 1), 2),
        (tensor_that_shows_it(2, 4, 2), 2),
        (tensor_that_shows_it(2, 4, 3), 3),
        (np.arange(8).reshape(2, 2, 2) % 3, 1),
        (np.zeros((2, 2, 2), dtype=int), 1),
        (np.indices((2,) * 4)[0] * 2 + (np.indices((2,) * 4)[1] == np.indices((2,) * 4)[3]), 2),
    ),
    comparison=SameNumber(exact=True),
    must_hold="After s steps there are Q^s rows, and the last index runs fastest.",
)


@mended.right
def rank_after(tensor, steps):
    return rank_of_rows(tensor, range(steps))


@mended.drawn_by
def tensor_and_cut(generator):
    templates, length, steps = sizes_of_a_cut(generator)
    letters, tensor = np.indices((templates,) * length), np.zeros((templates,) * length, dtype=int)
    for _ in range(size(generator, 1, 3)):
        i, j = generator.choice(length, size=2, replace=False)
        tensor += size(generator, 1, 4) * (letters[i] == letters[j]) * (letters[i] + size(generator, 1, 9))
    return tensor, steps


mended.mistake(
    "not mended",
    "This still is the program as it was: its rows are the axes 1, ..., s. The first s time steps are the "
    "axes 0, ..., s - 1.",
)(faulty_rank_after)
mended.mistake("last steps as rows", "Your rows are the last s time steps. They must be the first ones.")(
    lambda tensor, steps: rank_of_rows(tensor, range(np.ndim(tensor) - steps, np.ndim(tensor)))
)
mended.mistake("one step too few", "Your rows end one time step too early.")(
    lambda tensor, steps: rank_of_rows(tensor, range(steps - 1))
)
mended.mistake("one step too many", "Your rows go on for one time step too many.")(
    lambda tensor, steps: rank_of_rows(tensor, range(steps + 1))
)
mended.mistake(
    "number of rows", "You return how many rows there are. Only a matrix of full rank has as many."
)(lambda tensor, steps: len(tensor) ** steps)


two_ranks = AnswerKey(
    "03-two-ranks",
    edge_cases=((2, 1, 1), (2, 2, 1), (2, 1, 2), (2, 2, 2), (3, 2, 1), (3, 1, 3), (3, 3, 2), (3, 2, 2)),
    comparison=SameShape(exact=True, least=-9999, most=9999),
    must_hold="What ties x1 to x3 must pass the first split, and what ties x1 to x2 the second.",
)


@two_ranks.right
def function_of_four(letters, first, second):
    x1, x2, x3, _ = np.indices((letters,) * 4)
    powers = [x1**k * x3**k for k in range(first)] + [x1**k * x2**k for k in range(1, second)]
    return sum(powers)


two_ranks.drawn_by(
    lambda generator: (lambda q: (q, size(generator, 1, q), size(generator, 1, q)))(size(generator, 2, 4))
)


@two_ranks.judged_by
def wrong_rank(tensor, letters, first, second):
    for words, rows, wanted in (("x1 and x2", (0, 1), first), ("x1 and x3", (0, 2), second)):
        found = rank_of_rows(tensor, rows)
        if found != wanted:
            return f"With {words} as rows the rank is {found}. It must be {wanted}."
    return ""


def pairs(letters, first, second):
    """Return 1 where x1 = x3 is one of the first letters, and 1 where x1 = x2 is."""
    x1, x2, x3, _ = np.indices((letters,) * 4)
    return 1 * ((x1 == x3) & (x1 < first)), 1 * ((x1 == x2) & (x1 < second))


two_ranks.mistake(
    "splits exchanged",
    "Your tensor has the two ranks for each other's split. The first is for x1, x2 as rows, the second for "
    "x1, x3.",
)(lambda letters, first, second: function_of_four(letters, second, first))
two_ranks.mistake(
    "two parts added up",
    "You add up a part for each split. The part that ties x1 to x2 does not pass the first split, but it is "
    "one more term there: a function of the start times 1. Let the parts share a term.",
)(lambda letters, first, second: sum(pairs(letters, first, second)))
two_ranks.mistake(
    "one part only",
    "Your function only ties x1 to x3. With x1 and x3 on one side that is this side's own business: rank 1.",
)(lambda letters, first, second: pairs(letters, first, second)[0])
two_ranks.mistake(
    "two parts multiplied",
    "You multiply a part for each split. Where one part is 0, nothing is left of the other. Add the "
    "parts, or let none of their rows be 0.",
)(lambda letters, first, second: np.prod(pairs(letters, first, second), axis=0))

two_ranks.degenerate("zero", "the rank is 0. It must be 1")(lambda letters, *_: np.zeros((letters,) * 4))
two_ranks.degenerate("constant", "the rank is 1. It must be 2")(lambda letters, *_: np.ones((letters,) * 4))
two_ranks.degenerate("example", "the rank is 2. It must be 1")(lambda *_: pairs(2, 2, 1)[0])
two_ranks.degenerate("other size", "The shape is")(
    lambda letters, first, second: function_of_four(letters + 1, first, second)
)
two_ranks.degenerate("equality", "It must be")(lambda letters, *_: np.eye(letters**2).reshape((letters,) * 4))
