"""Your turn in lesson 04."""

from __future__ import annotations

import numpy as np

import racteach as rt
from racteach.checks.your_turn import Slip, Turn

_W_I, _W_H = np.array([[1, 2], [2, 1]]), np.array([[2, 1], [1, 0]])
_AB = np.array([8, 1])
_PRIMES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29)


def _shallow(length):
    circuit = rt.RAC.random(depth=1, input_dim=3, channels=5, seed=0, arithmetic=rt.Modular())
    return rt.exact_rank(rt.start_end_matricization(rt.grid_tensor(circuit, length)))


def _cube(exponent):
    numbers = np.indices((4, 4, 4)).reshape(3, -1).T + 1
    return rt.exact_rank((numbers @ numbers.T) ** exponent)


def _grows(steps):
    """The power of two by which the output grows at depth 3 if the inputs of these steps are doubled."""
    circuit = rt.RAC.random(depth=3, input_dim=2, channels=2, seed=0)
    word = np.array([[1.0, 0.0], [0.0, 1.0], [0.0, 1.0], [1.0, 0.0]])
    doubled = word * np.where(np.isin(np.arange(4), steps), 2.0, 1.0)[:, None]
    return int(np.log2(circuit(doubled) / circuit(word))[0].round())


def _losing(last):
    matrix = [[1, 2, 3], [4, 5, 6], [7, 8, last]]
    return {p for p in _PRIMES if rt.exact_rank(matrix, prime=p) < 3}


TURNS = {
    "04-aba": Turn(
        "After `ab` the state of this circuit is (8, 1). The next letter is `a`. What is the "
        "state after `aba`?",
        lambda: (_W_H @ _AB) * _W_I[:, 0],
        "Recalled (17, 8) times entering (1, 2). The library's trace keeps all four numbers.",
        "First what is recalled, `W_H @ [8, 1]`. Then what enters. Then the product, channel by channel.",
        (
            Slip(lambda: (_W_H @ _AB) + _W_I[:, 0], "You added the two, as an ordinary RNN does."),
            Slip(lambda: _AB * _W_I[:, 0], "You left out `W_H`: the state is seen through it first."),
            Slip(lambda: (_W_H @ _AB) * _W_I[:, 1], "That is the letter `b`."),
        ),
    ),
    "04-shallow": Turn(
        "One layer, five channels, three letters. Which ranks does the table have at T = 2, 4 and 6?",
        lambda: [_shallow(length) for length in (2, 4, 6)],
        "Five numbers could pass from the start on, but at T = 2 there are only three starts.",
        "The rank is at most 5, and at most the number of rows. How many rows are there at each length?",
        (
            Slip(lambda: [5, 5, 5], "At T = 2 the table has three rows. Its rank cannot be 5."),
            Slip(lambda: [3, 9, 27], "Those are the numbers of rows. The state has five numbers only."),
            Slip(lambda: [2, 2, 2], "That is the circuit above, with two channels."),
        ),
    ),
    "04-cube": Turn(
        "Three numbers of the start, three of the end: $(g_1 e_1 + g_2 e_2 + g_3 e_3)$ has rank "
        "3. What rank has "
        "its third power?",
        lambda: _cube(3),
        "One term for each way to choose three out of $g_1, g_2, g_3$, repetition allowed. Lesson "
        "07 counts them "
        "for every power.",
        "Multiply out, and collect equal products: $g_1^3$, $g_1^2 g_2$, … How many are different?",
        (
            Slip(lambda: 3**3, "27 products, but $g_1 g_2 g_3$ comes six times: collect equal ones."),
            Slip(lambda: 3 * 3, "9 is 3 · 3. Write the products down: $g_1^3$, $g_1^2 g_2$, …"),
            Slip(lambda: 4, "4 is for two numbers. Here there are three."),
        ),
    ),
    "04-double": Turn(
        "Depth 3, four inputs. You double the first and the second. The output grows by which power of two?",
        lambda: _grows([0, 1]),
        "10 + 6: uses add up in the exponent, for the output is a product. Twice 16 times would "
        "be another thing.",
        "How many times does each of the two inputs enter? Then multiply what each of them does.",
        (
            Slip(lambda: _grows([0]) * _grows([1]), "Factors $2^{10}$ and $2^6$ multiply, so exponents add."),
            Slip(lambda: _grows([0]), "That is the first input alone."),
            Slip(lambda: 2 ** _grows([0, 1]), "That is the factor. Give the exponent."),
            Slip(lambda: 4 + 3, "That is depth 2."),
        ),
    ),
    "04-primes": Turn(
        "Change the last entry of the matrix `A` above from 2 to 5. Which primes make its rank "
        "smaller than 3?",
        lambda: _losing(5),
        "Its determinant is 12 = 2 · 2 · 3. One changed entry, and other primes are unlucky.",
        "Compute the determinant. Which primes divide it?",
        (
            Slip(lambda: _losing(2), "Those are the primes of the old matrix, with determinant 21."),
            Slip(lambda: {12}, "12 is the determinant, and no prime. Which primes divide it?"),
            Slip(lambda: {2, 3, 4, 6, 12}, "Those are all divisors of 12. Only primes are asked for."),
        ),
    ),
}
