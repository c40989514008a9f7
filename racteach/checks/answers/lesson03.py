"""What judges the tasks of lesson 03: the right function, the inputs and the known mistakes of each."""

import itertools

import numpy as np

from racteach.checks.answers.drawing import size
from racteach.checks.comparing import SameArray
from racteach.checks.keys import AnswerKey


def entries(generator, shape):
    """Return values with one decimal, so that they print short."""
    return generator.integers(-99, 100, size=shape) / 10


def numbered(templates, length):
    """Return a tensor whose entries are 0, 1, 2, ...: each shows where it came from."""
    return np.arange(templates**length, dtype=float).reshape((templates,) * length)


def order(start, length):
    """Return the axes of the start, then the others."""
    return [*start, *(axis for axis in range(length) if axis not in start)]


def number(place, axes, side):
    """Return the number that the indices at some axes write, the last one fastest."""
    return sum(place[axis] * side**power for power, axis in enumerate(reversed(axes)))


grid_entry = AnswerKey(
    "03-grid-entry",
    edge_cases=(
        (np.array([10.0, 1.0]), np.array([5.0, 7.0])),
        (np.array([3.0]), np.array([2.0, -1.0, 4.0])),
        (np.array([1.0, 2.0, 4.0]), np.array([1.5])),
        (np.array([100, 10, 1]), np.array([1, 2])),
    ),
    comparison=SameArray(),
    must_hold="Entry [d_1, ..., d_T] is the sum of weights[t-1] · templates[d_t] over all time steps t.",
)


@grid_entry.right
def weighted_sum_grid(weights, templates, combine=sum):
    grid = np.zeros((len(templates),) * len(weights))
    for place in itertools.product(range(len(templates)), repeat=len(weights)):
        grid[place] = combine([w * templates[d] for w, d in zip(weights, place, strict=True)])
    return grid


grid_entry.drawn_by(lambda g: (entries(g, (size(g, 1, 4),)), entries(g, (size(g, 1, 4),))))
grid_entry.mistake(
    "time runs backwards",
    "Your axes are in reverse: the first axis belongs to the last time step. The first axis must belong to "
    "the first one.",
)(lambda weights, templates: weighted_sum_grid(weights[::-1], templates))
grid_entry.mistake(
    "index instead of template",
    "You add up the indices d themselves. An index only says which template to take: use templates[d].",
)(lambda weights, templates: weighted_sum_grid(weights, np.arange(len(templates), dtype=float)))
grid_entry.mistake(
    "templates and steps swapped",
    "You have one axis for each template. There must be one axis for each time step (each weight), and each "
    "axis runs over the templates.",
)(lambda weights, templates: weighted_sum_grid(templates, weights))
grid_entry.mistake(
    "product instead of sum", "You multiply the terms. This function adds them: y = w_1 x^1 + ... + w_T x^T."
)(lambda weights, templates: weighted_sum_grid(weights, templates, np.prod))


cut = AnswerKey(
    "03-cut",
    edge_cases=(
        (numbered(2, 2),),
        (np.array([[0.0, 1.0], [0.0, 0.0]]),),
        (numbered(2, 4),),
        (numbered(3, 4),),
        (numbered(2, 6),),
        (np.array([[7.0]]),),
        (np.arange(9).reshape(3, 3),),
    ),
    comparison=SameArray(),
    must_hold="Row number = the start (d_1, ..., d_n), column number = the end, both counted with the last "
    "index fastest.",
)


@cut.right
def start_end_cut(tensor):
    side, half = tensor.shape[0], tensor.ndim // 2
    matrix = np.zeros((side**half, side**half))
    places = list(itertools.product(range(side), repeat=half))
    for (row, start), (column, end) in itertools.product(enumerate(places), repeat=2):
        matrix[row, column] = tensor[start + end]
    return matrix


@cut.drawn_by
def cut_case(generator):
    half = size(generator, 1, 3)
    side = int(generator.integers(2, {1: 8, 2: 5, 3: 4}[half]))
    return (entries(generator, (side,) * (2 * half)),)


def cut_after(tensor, steps):
    return tensor.reshape(tensor.shape[0] ** steps, -1)


cut.mistake(
    "cut one step too late",
    "Your start has one time step too many: T/2 + 1 of them. Start and end have T/2 steps each, so the "
    "matrix is square.",
)(lambda tensor: cut_after(tensor, tensor.ndim // 2 + 1))
cut.mistake(
    "cut one step too early",
    "Your start has one time step too few: T/2 - 1 of them. Start and end have T/2 steps each, so the "
    "matrix is square.",
)(lambda tensor: cut_after(tensor, tensor.ndim // 2 - 1))
cut.mistake(
    "transposed",
    "This is the transpose: your rows are ends and your columns are starts. The rank would be the same, but "
    "this course puts starts in the rows.",
)(lambda tensor: start_end_cut(tensor).T)
cut.mistake(
    "Fortran order",
    "Your rows and columns count with the first index fastest, as Fortran and MATLAB do. NumPy and TensorLy "
    "count with the last index fastest.",
)(lambda tensor: tensor.reshape((tensor.shape[0] ** (tensor.ndim // 2),) * 2, order="F"))
cut.mistake(
    "odd and even steps",
    "Your rows take every second time step. The start is the first half of the time steps, in one piece.",
)(lambda A: cut_after(A.transpose([*range(0, A.ndim, 2), *range(1, A.ndim, 2)]), A.ndim // 2))


any_split = AnswerKey(
    "03-any-split",
    edge_cases=(
        (numbered(2, 2), (0,)),
        (numbered(2, 2), (1,)),
        (numbered(2, 3), (1,)),
        (numbered(2, 4), (0, 2)),
        (numbered(2, 4), (1, 2)),
        (numbered(3, 3), (0, 2)),
        (numbered(2, 4), (3,)),
        (numbered(2, 5), (1, 3, 4)),
    ),
    comparison=SameArray(),
    must_hold="Row number = the indices of the start steps, column number = those of the others, each in "
    "order of time.",
)


@any_split.right
def split_matrix(tensor, start):
    side = tensor.shape[0]
    end = order(start, tensor.ndim)[len(start) :]
    matrix = np.zeros((side ** len(start), side ** len(end)))
    for place in np.ndindex(*tensor.shape):
        matrix[number(place, start, side), number(place, end, side)] = tensor[place]
    return matrix


@any_split.drawn_by
def split_case(generator):
    length = size(generator, 2, 5)
    side = int(generator.integers(2, 5 if length < 5 else 4))
    tensor, count = entries(generator, (side,) * length), size(generator, 1, length - 1)
    return tensor, tuple(sorted(generator.choice(length, size=count, replace=False).tolist()))


any_split.mistake(
    "reshape without transpose",
    "You only change the shape. That always makes the first axes the rows, whatever `start` says. Bring the "
    "start axes to the front first.",
)(lambda tensor, start: cut_after(tensor, len(start)))
any_split.mistake(
    "start and end swapped", "Your rows are the steps that are not in `start`. The start steps are the rows."
)(lambda tensor, start: split_matrix(tensor, start).T)


any_split.mistake(
    "inverse permutation",
    "You move axes with the inverse permutation. `transpose(order)` puts old axis order[0] first, so "
    "`order` is the list of old axes: start axes, then the others.",
)(lambda A, start: cut_after(A.transpose(np.argsort(order(start, A.ndim))), len(start)))
any_split.mistake(
    "steps counted from 1",
    "You read `start` as counted from 1. Here axes are counted from 0, as in Python: 0 is the first step.",
)(lambda tensor, start: split_matrix(tensor, tuple(sorted((axis - 1) % tensor.ndim for axis in start))))


fold_back_key = AnswerKey(
    "03-fold-back",
    edge_cases=(
        (split_matrix(numbered(2, 2), (0,)), (0,), 2, 2),
        (split_matrix(numbered(2, 3), (1,)), (1,), 3, 2),
        (split_matrix(numbered(2, 3), (2,)), (2,), 3, 2),
        (split_matrix(numbered(2, 4), (1, 2)), (1, 2), 4, 2),
        (split_matrix(numbered(3, 3), (0, 2)), (0, 2), 3, 3),
        (split_matrix(numbered(2, 5), (1, 3)), (1, 3), 5, 2),
    ),
    comparison=SameArray(),
    must_hold="Splitting your tensor with the same `start` must give the matrix back.",
)


@fold_back_key.right
def fold_back(matrix, start, length, templates):
    end = order(start, length)[len(start) :]
    tensor = np.zeros((templates,) * length)
    for place in np.ndindex(*tensor.shape):
        tensor[place] = matrix[number(place, start, templates), number(place, end, templates)]
    return tensor


@fold_back_key.drawn_by
def fold_case(generator):
    tensor, start = split_case(generator)
    return split_matrix(tensor, start), start, tensor.ndim, tensor.shape[0]


fold_back_key.mistake(
    "axes left in split order",
    "You only change the shape. The axes are then start steps first, end steps after; they still have to go "
    "back to their places in time.",
)(lambda matrix, start, length, templates: matrix.reshape((templates,) * length))
fold_back_key.mistake(
    "permutation not inverted",
    "You apply the split's permutation once more. To go back you need its inverse.",
)(lambda matrix, start, length, side: matrix.reshape((side,) * length).transpose(order(start, length)))


def folded(matrix, first, length, side, fastest="C"):
    """Fold back with the steps of `first` in the rows."""
    tensor = matrix.reshape((side,) * length, order=fastest)
    return tensor.transpose(np.argsort(order(first, length)))


fold_back_key.mistake(
    "Fortran order",
    "You unfold rows and columns with the first index fastest. In this course the last index runs fastest.",
)(lambda matrix, start, length, side: folded(matrix, start, length, side, "F"))
fold_back_key.mistake(
    "start and end swapped",
    "You read the rows as the steps that are not in `start`. The rows are the start steps.",
)(lambda matrix, start, length, side: folded(matrix, order(start, length)[len(start) :], length, side))


equality = AnswerKey(
    "03-equality",
    edge_cases=(
        (np.array([3.0, 5.0]),),
        (np.array([[1.0, 2.0], [3.0, 4.0]]),),
        (np.array([[1, 0], [0, 2]]),),
        (np.array([4.0]),),
        (numbered(2, 3) + 1,),
        (numbered(3, 2) - 4,),
    ),
    comparison=SameArray(),
    must_hold="Entry [start, end] is weights[start] where start and end are the same indices, else 0.",
)


@equality.right
def equality_grid(weights, place=lambda start: start + start):
    """Return a grid with weights[start] at place(start), and 0 elsewhere."""
    grid = np.zeros(weights.shape * 2)
    for start in np.ndindex(*weights.shape):
        grid[place(start)] = weights[start]
    return grid


@equality.drawn_by
def equality_case(generator):
    half = size(generator, 1, 3)
    return (entries(generator, (int(generator.integers(2, 4 if half == 3 else 5)),) * half),)


equality.mistake(
    "mirror instead of copy",
    "Your end repeats the start backwards, like a palindrome. EQUALITY asks for the same letters in the "
    "same order.",
)(lambda weights: equality_grid(weights, lambda start: start + start[::-1]))
equality.mistake(
    "neighbours compared",
    "You compare each step with the next one. Compare step t with step t + T/2: the start with the end.",
)(lambda weights: equality_grid(weights, lambda start: tuple(np.repeat(start, 2))))


@equality.mistake(
    "only one letter repeated",
    "Only sequences of one repeated letter are nonzero in your tensor. A start may mix letters; the end has "
    "to repeat it letter by letter.",
)
def one_letter(weights):
    grid = np.zeros(weights.shape * 2)
    for letter in range(weights.shape[0]):
        grid[(letter,) * grid.ndim] = weights[(letter,) * weights.ndim]
    return grid
