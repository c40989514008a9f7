"""What judges the task 07-merge: the right function, the inputs and the known mistakes."""

import itertools

import numpy as np

from racteach.checks.answers.declaring import AnswerKey
from racteach.checks.answers.truncating import CUT, CUT_SENTENCE, cut
from racteach.checks.comparing import SameArray

merge = AnswerKey(
    "07-merge",
    edge_cases=(
        (np.array([[1, 2], [3, 4]]),),
        (np.array([5, 7]),),
        (np.array([[[2]]]),),
        (np.arange(8).reshape(2, 2, 2),),
        (np.arange(9).reshape(3, 3),),
        (np.array([[0.0, 1.0], [-1.0, 0.0]]),),
        (np.array([[2.5, 1.0], [0.25, 1.5]]),),
        (np.arange(27).reshape(3, 3, 3),),
    ),
    comparison=SameArray(),
    must_hold="The coefficients times the monomials give the same number as the tensor times all ordered "
    "products.",
)


@merge.reference
def merged_coefficients(tensor, gather=sum, orders=set):
    picks = itertools.combinations_with_replacement(range(len(tensor)), tensor.ndim)
    orderings = [orders(itertools.permutations(pick)) for pick in picks]
    return np.array([gather([tensor[place] for place in places]) for places in orderings], dtype=float)


@merge.random_case
def merge_case(generator):
    degree = int(generator.integers(2, 4))
    size = int(generator.integers(2, 4))
    return (generator.integers(-9, 10, size=(size,) * degree),)


merge.mistake(
    "sorted entries only",
    "You take only the entry with sorted indices. The others multiply the same monomial: add them.",
)(lambda tensor: merged_coefficients(tensor, orders=lambda picks: [next(picks)]))
merge.mistake(
    "averaged", "You average the entries that belong together. Their products are added up: so are they."
)(lambda tensor: merged_coefficients(tensor, np.mean))
merge.mistake(
    "equal indices counted twice",
    "You add the entry of u1 · u1 twice, once for each order of equal indices. It stands in the tensor once.",
)(lambda tensor: merged_coefficients(tensor, orders=list))
merge.mistake(CUT, CUT_SENTENCE)(cut(merged_coefficients))
merge.mistake(
    "not merged",
    "You list all entries of the tensor. Entries with the same indices in another order belong to one "
    "monomial.",
)(lambda tensor: np.asarray(tensor, dtype=float).ravel())
