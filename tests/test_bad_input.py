"""What the library says to wrong input: one sentence, with what was given and what is allowed."""

from __future__ import annotations

import math
import warnings

import numpy as np
import pytest

import racteach as rt
from racteach import bounds
from racteach.exact import sampling
from racteach.exact.primes import checked_prime

RAC = rt.RAC.random(depth=2, input_dim=3, channels=2, seed=0)
EXACT = rt.RAC.random(depth=2, input_dim=3, channels=2, seed=0, arithmetic=rt.Modular())
PRIME = rt.Modular()
TENSOR = np.arange(16).reshape(2, 2, 2, 2)
GOOD = {"depth": 2, "input_dim": 3, "channels": 2, "seed": 0}
SIZES = {"depth": 2, "input_dim": 3, "channels": 2, "length": 6}


def random_rac(**changes):
    return rt.RAC.random(**{**GOOD, **changes})


def formula(name, **changes):
    return getattr(bounds, name)(**{**SIZES, **changes})


def weights(**changes):
    arguments = {"input_weights": [np.ones((2, 3))], "hidden_weights": [np.ones((2, 2))]}
    return rt.RAC(**{**arguments, "output_weights": np.ones((1, 2)), **changes})


# A line is: the call, the type of error, words that its message must contain.
TABLE = [
    # sizes
    (lambda: random_rac(depth=0), ValueError, ["depth", ">= 1", "not 0"]),
    (lambda: random_rac(depth=2.0), TypeError, ["depth", "integer", "2.0"]),
    (lambda: random_rac(depth=True), TypeError, ["depth", "integer", "True"]),
    (lambda: random_rac(depth=np.True_), TypeError, ["depth", "integer", "True"]),
    (lambda: random_rac(depth=np.array(True)), TypeError, ["depth", "integer", "True"]),
    (lambda: random_rac(depth="2"), TypeError, ["depth", "integer", "'2'"]),
    (lambda: random_rac(depth=None), TypeError, ["depth", "integer", "None"]),
    (lambda: random_rac(input_dim=-1), ValueError, ["input_dim", ">= 1", "-1"]),
    (lambda: random_rac(input_dim=3.5), TypeError, ["input_dim", "3.5"]),
    (lambda: random_rac(channels=0), ValueError, ["channels", ">= 1", "0"]),
    (lambda: random_rac(channels=[2]), TypeError, ["channels", "[2]"]),
    (lambda: random_rac(channels=np.array([2, 3])), TypeError, ["channels", "integer"]),
    (lambda: random_rac(outputs=0), ValueError, ["outputs", ">= 1", "0"]),
    (lambda: random_rac(outputs=False), TypeError, ["outputs", "False"]),
    # seeds
    (lambda: random_rac(seed=-1), ValueError, ["seed", ">= 0", "-1"]),
    (lambda: random_rac(seed=0.0), TypeError, ["seed", "integer", "0.0"]),
    (lambda: random_rac(seed=None), TypeError, ["seed", "integer", "None"]),
    (lambda: random_rac(seed="0"), TypeError, ["seed", "integer", "'0'"]),
    (lambda: random_rac(seed=2**128), ValueError, ["seed", "below 2^128"]),
    (lambda: random_rac(seed=10**5000), ValueError, ["seed", "below 2^128"]),
    (lambda: rt.RAC(3, 4, 2), TypeError, ["RAC", "rt.RAC.random"]),
    (lambda: rt.grid_tensor(RAC, 10**9), MemoryError, ["memory_limit"]),
    (lambda: random_rac(seed=True), TypeError, ["seed", "integer", "True"]),
    (lambda: sampling.residues(-3, "a", 2, 7), ValueError, ["seed", ">= 0", "-3"]),
    (lambda: sampling.normals(1.5, "a", 2), TypeError, ["seed", "1.5"]),
    (lambda: sampling.residues(0, "a", -2, 7), ValueError, ["size", "shape", "-2"]),
    (lambda: sampling.uniforms(0, "a", (2, 1.0)), TypeError, ["size", "shape", "1.0"]),
    (lambda: sampling.residues(0, "a", 2, 0), ValueError, ["modulus", "0"]),
    (lambda: sampling.residues(0, "a", 2, 2**32 + 1), ValueError, ["modulus", "4294967296", "4294967297"]),
    (lambda: rt.grid_tensor(RAC, 4, templates=2, seed=-1), ValueError, ["seed", ">= 0", "-1"]),
    (lambda: rt.grid_tensor(RAC, 4, templates=2, seed=0.5), TypeError, ["seed", "0.5"]),
    (lambda: rt.grid_tensor(RAC, 4, seed=0.5), TypeError, ["seed", "0.5"]),
    # arithmetic
    (lambda: random_rac(arithmetic=rt.Modular), TypeError, ["arithmetic", "Modular()", "brackets"]),
    (lambda: random_rac(arithmetic="modular"), TypeError, ["arithmetic", "Modular()", "'modular'"]),
    (lambda: weights(arithmetic=7), TypeError, ["arithmetic", "Modular()", "7"]),
    # moduli
    *[
        (lambda number=number: rt.Modular(number), ValueError, ["modulus", word, str(number)])
        for number, word in [
            (0, ">= 2"), (1, ">= 2"), (-7, ">= 2"), (4, "not prime"), (6, "not prime"), (91, "not prime"),
            (561, "not prime"), (8388607, "not prime"), (8388593 - 2, "not prime"),
            (2**23, "too large"), (8388617, "too large"), (2**64 + 13, "too large"), (2**31 - 1, "too large"),
        ]
    ],
    (lambda: rt.Modular(91), ValueError, ["89 or 97"]),
    (lambda: rt.Modular(2**64 + 13), ValueError, ["8388593"]),
    (lambda: rt.Modular(7.0), TypeError, ["modulus", "integer", "7.0"]),
    (lambda: rt.Modular(True), TypeError, ["modulus", "integer", "True"]),
    (lambda: rt.Modular("7"), TypeError, ["modulus", "integer", "'7'"]),
    (lambda: checked_prime(10**5000), ValueError, ["modulus", "too large"]),
    (lambda: rt.exact_rank([[1]], prime=6), ValueError, ["modulus", "6 is not prime", "5 or 7"]),
    (lambda: rt.exact_rank([[1]], prime=2.0), TypeError, ["modulus", "integer", "2.0"]),
    (lambda: rt.is_prime(7.0), TypeError, ["integer", "7.0"]),
    (lambda: rt.is_prime(10**30), ValueError, ["integer <=", "1000000"]),
    (lambda: rt.is_prime(10**5000), ValueError, ["integer <=", "5000 digits"]),
    # lengths
    (lambda: rt.grid_tensor(RAC, 0), ValueError, ["length", ">= 1", "0"]),
    (lambda: rt.grid_tensor(RAC, -2), ValueError, ["length", ">= 1", "-2"]),
    (lambda: rt.grid_tensor(RAC, 4.0), TypeError, ["length", "integer", "4.0"]),
    (lambda: rt.grid_tensor(RAC, True), TypeError, ["length", "integer", "True"]),
    (lambda: rt.grid_tensor(RAC, 65, templates=[[1, 1, 1]]), ValueError, ["length", "64", "65"]),
    (lambda: formula("state_bound", length=7), ValueError, ["length", "even", "equal halves", "not 7"]),
    (lambda: formula("end_bound", length=0), ValueError, ["length", "0"]),
    (lambda: formula("start_bound", length=-4), ValueError, ["length", "-4"]),
    (lambda: formula("paper_lower_bound", length=5), ValueError, ["length", "even", "5"]),
    (lambda: formula("paper_lower_bound", length=6.0), TypeError, ["length", "integer", "6.0"]),
    (lambda: bounds.shallow_rank(3, 2, 5), ValueError, ["length", "even", "5"]),
    (lambda: bounds.shallow_rank(3, 2, "6"), TypeError, ["length", "'6'"]),
    # formulas
    (lambda: formula("state_bound", depth=0), ValueError, ["depth", ">= 1"]),
    (lambda: formula("state_bound", channels=2.0), TypeError, ["channels", "2.0"]),
    (lambda: formula("end_bound", input_dim=0), ValueError, ["input_dim", ">= 1"]),
    (lambda: formula("end_bound", templates=0), ValueError, ["templates", ">= 1", "0"]),
    (lambda: formula("end_bound", templates="one-hot"), TypeError, ["templates", "integer", "one-hot"]),
    (lambda: formula("start_bound", split=0), ValueError, ["split", "from 1 to 5", "0"]),
    (lambda: formula("start_bound", split=6), ValueError, ["split", "from 1 to 5", "6"]),
    (lambda: formula("state_bound", split=1.5), TypeError, ["split", "1.5"]),
    (lambda: bounds.multiset_coefficient(-1, 2), ValueError, ["n", ">= 0", "-1"]),
    (lambda: bounds.multiset_coefficient(2, -1), ValueError, ["k", ">= 0", "-1"]),
    (lambda: bounds.multiset_coefficient(2, 0.5), TypeError, ["k", "0.5"]),
    (lambda: bounds.grid_cap(0, 4), ValueError, ["templates", ">= 1"]),
    (lambda: bounds.paper_bound_status(0), ValueError, ["depth", ">= 1"]),
    # features
    (lambda: RAC(np.ones(3)), ValueError, ["features", "(..., T, M)", "M = 3", "(3,)"]),
    (lambda: RAC(np.ones((4, 2))), ValueError, ["features", "M = 3", "(4, 2)"]),
    (lambda: RAC(np.ones((0, 3))), ValueError, ["features", "T >= 1", "(0, 3)"]),
    (lambda: RAC(5.0), ValueError, ["features", "()"]),
    (lambda: RAC([]), ValueError, ["features", "(0,)"]),
    (lambda: RAC([[1, 2, math.nan]]), ValueError, ["features", "finite", "entry (0, 2)", "nan"]),
    (lambda: RAC([[1, -math.inf, 1]]), ValueError, ["features", "finite", "entry (0, 1)", "-inf"]),
    (lambda: RAC([[1, 2, 3], [4, 5]]), ValueError, ["features", "rectangular", "different lengths"]),
    (lambda: RAC([["a", "b", "c"]]), TypeError, ["features", "real numbers"]),
    (lambda: RAC([[1j, 0, 0]]), TypeError, ["features", "real numbers", "complex"]),
    (lambda: RAC(None), TypeError, ["features", "real numbers"]),
    (lambda: RAC([[None, 0, 0]]), TypeError, ["features", "real numbers"]),
    (lambda: RAC([[10**400, 0, 0]]), ValueError, ["features", "1.8e308"]),
    (lambda: RAC.trace(np.ones((4, 2))), ValueError, ["features", "M = 3", "(4, 2)"]),
    (lambda: EXACT([[0, 0.5, 1]]), ValueError, ["features", "integers", "8388593", "entry (0, 1)", "0.5"]),
    (lambda: EXACT([[0, math.nan, 1]]), ValueError, ["features", "integers", "nan"]),
    (lambda: EXACT([[0, math.inf, 1]]), ValueError, ["features", "integers", "inf"]),
    (lambda: EXACT([[2**70, 0.5, 1]]), ValueError, ["features", "integers", "0.5"]),
    # weights
    (lambda: weights(hidden_weights=[]), ValueError, ["depth L", "L hidden weights", "1 and 0"]),
    (lambda: weights(input_weights=[[[1]]] * 2), ValueError, ["L input weights", "2 and 1"]),
    (lambda: weights(output_weights=[1, 2]), ValueError, ["output_weights", "(C, R)", "(2,)"]),
    (lambda: weights(output_weights=np.ones((0, 2))), ValueError, ["output_weights", "(0, 2)"]),
    (lambda: weights(input_weights=[np.ones((3, 2))]), ValueError, ["input_weights[0]", "(2, M)", "(3, 2)"]),
    (lambda: weights(input_weights=[np.ones((2, 0))]), ValueError, ["input_weights[0]", "(2, 0)"]),
    (lambda: weights(hidden_weights=[np.ones((2, 3))]), ValueError, ["hidden_weights[0]", "(2, 3)"]),
    (lambda: weights(hidden_weights=[[[1, math.nan], [0, 0]]]), ValueError, ["hidden_weights[0]", "nan"]),
    (lambda: weights(initial_state=[1, 2]), ValueError, ["initial_state", "(1, 2)", "(2,)"]),
    (lambda: weights(output_weights=[[0.5, 1]], arithmetic=PRIME), ValueError, ["output_weights", "0.5"]),
    # grids
    (lambda: rt.grid_tensor(RAC, 4, templates="onehot"), ValueError, ["templates", '"one-hot"', "'onehot'"]),
    (lambda: rt.grid_tensor(RAC, 4, templates=0, seed=0), ValueError, ["templates", ">= 1", "0"]),
    (lambda: rt.grid_tensor(RAC, 4, templates=2.0, seed=0), TypeError, ["templates", "integer", "2.0"]),
    (lambda: rt.grid_tensor(RAC, 4, templates=True, seed=0), TypeError, ["templates", "integer", "True"]),
    (lambda: rt.grid_tensor(RAC, 4, templates=None), TypeError, ["templates", "None"]),
    (lambda: rt.grid_tensor(RAC, 4, templates=5), ValueError, ["5 random templates", "seed"]),
    (lambda: rt.grid_tensor(RAC, 4, templates=np.ones((2, 2))), ValueError, ["templates", "M = 3", "(2, 2)"]),
    (lambda: rt.grid_tensor(RAC, 4, templates=np.ones(3)), ValueError, ["templates", "(Q, M)", "(3,)"]),
    (lambda: rt.grid_tensor(RAC, 4, templates=np.ones((0, 3))), ValueError, ["templates", "(0, 3)"]),
    (lambda: rt.grid_tensor(RAC, 4, templates=[[1, 2, 3], [4]]), ValueError, ["templates", "rectangular"]),
    (lambda: rt.grid_tensor(RAC, 4, templates=[[math.nan] * 3]), ValueError, ["templates", "finite", "nan"]),
    (lambda: rt.grid_tensor(EXACT, 4, templates=[[0.5, 1, 1]]), ValueError, ["templates", "integers", "0.5"]),
    (lambda: rt.grid_tensor(RAC, 4, output=1), ValueError, ["output", "from 0 to 0", "1"]),
    (lambda: rt.grid_tensor(RAC, 4, output=-1), ValueError, ["output", "-1"]),
    (lambda: rt.grid_tensor(RAC, 4, memory_limit=0), ValueError, ["memory_limit", ">= 1"]),
    (lambda: rt.grid_tensor(RAC, 4, memory_limit="1 GB"), TypeError, ["memory_limit", "1 GB"]),
    (lambda: rt.grid_tensor(RAC, 20), MemoryError, ["3^20 = 3,486,784,401", "26.0 GiB", "1.0 GiB"]),
    (lambda: rt.grid_tensor(RAC, 100), MemoryError, ["3^100", "10^48", "1.0 GiB"]),
    # splits
    (lambda: rt.matricize(TENSOR, start=()), ValueError, ["start is empty"]),
    (lambda: rt.matricize(TENSOR, start=(0, 1, 2, 3)), ValueError, ["all 4", "no column"]),
    (lambda: rt.matricize(TENSOR, start=(0, 1, 0)), ValueError, ["time step 0", "more than once"]),
    (lambda: rt.matricize(TENSOR, start=(3, 1, 3, 1)), ValueError, ["1 and 3", "more than once"]),
    (lambda: rt.matricize(TENSOR, start=(-1,)), ValueError, ["-1", "negative", "0 to 3"]),
    (lambda: rt.matricize(TENSOR, start=(1, 4)), ValueError, ["4", "out of range", "0 to 3"]),
    (lambda: rt.matricize(TENSOR, start=4), ValueError, ["4", "out of range", "0 to 3"]),
    (lambda: rt.matricize(TENSOR, start=(0.0, 1)), TypeError, ["start", "integer", "0.0"]),
    (lambda: rt.matricize(TENSOR, start=True), TypeError, ["start", "bool"]),
    (lambda: rt.matricize(TENSOR, start=(True,)), TypeError, ["start", "True"]),
    (lambda: rt.matricize(TENSOR, start="01"), TypeError, ["start", "'0'"]),
    (lambda: rt.matricize(TENSOR, start=None), TypeError, ["start", "None"]),
    (lambda: rt.matricize(np.ones(3), start=(0,)), ValueError, ["at least 2", "not 1"]),
    (lambda: rt.matricize([[1, 2], [3]], start=(0,)), ValueError, ["tensor", "different lengths"]),
    (lambda: rt.start_end_matricization(np.ones((2, 2, 2))), ValueError, ["axes", "even", "not 3"]),
    (lambda: rt.start_end_matricization(5), ValueError, ["number", "even number of axes"]),
    # ranks
    (lambda: rt.exact_rank([1, 2]), ValueError, ["matrix", "two axes", "(2,)"]),
    (lambda: rt.exact_rank(TENSOR), ValueError, ["matrix", "two axes", "(2, 2, 2, 2)"]),
    (lambda: rt.exact_rank([[0.5]]), ValueError, ["matrix", "integers", "0.5"]),
    (lambda: rt.exact_rank([[math.nan]]), ValueError, ["matrix", "integers", "nan"]),
    (lambda: rt.exact_rank([["a"]]), TypeError, ["matrix", "real numbers"]),
    (lambda: rt.exact_rank([[1, 2], [3]]), ValueError, ["matrix", "rectangular"]),
    (lambda: rt.numerical_rank(TENSOR), ValueError, ["matrix", "two axes"]),
    (lambda: rt.numerical_rank([[math.inf]]), ValueError, ["matrix", "finite", "inf"]),
    (lambda: rt.numerical_rank([[1j]]), TypeError, ["matrix", "real numbers"]),
    (lambda: rt.numerical_rank([[1.0]], tolerance=-1), ValueError, ["tolerance", ">= 0", "-1"]),
    (lambda: rt.numerical_rank([[1.0]], tolerance=math.nan), ValueError, ["tolerance", "nan"]),
    (lambda: rt.numerical_rank([[1.0]], tolerance="small"), ValueError, ["tolerance", "'small'"]),
    (lambda: rt.spectrum(np.zeros((2, 2))), ValueError, ["spectrum", "zero matrix"]),
    (lambda: rt.spectrum(np.zeros((0, 2))), ValueError, ["spectrum", "zero matrix"]),
    (lambda: rt.entanglement_entropy([[math.nan]]), ValueError, ["matrix", "finite"]),
    (lambda: rt.effective_rank([[0]]), ValueError, ["spectrum", "zero matrix"]),
    # names
    (lambda: rt.grid_tensro, AttributeError, ["grid_tensro", "grid_tensor"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("call", "kind", "words"), TABLE, ids=[f"{i}-{t[2][0]}" for i, t in enumerate(TABLE)]
)
def test_bad_input_gets_one_sentence(call, kind, words):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(kind) as caught:
            call()
    assert caught.type is kind
    message = str(caught.value)
    for word in words:
        assert word in message
    assert "\n" not in message
    assert ". " not in message  # one sentence
    assert 15 < len(message) < 400
    assert message[-1] not in ".:, "
    # Nothing chained below it: a student reads one traceback, not "During handling of ... another".
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


def test_what_is_shown_of_a_long_value_is_short():
    with pytest.raises(TypeError) as caught:
        random_rac(depth="x" * 10_000)
    assert len(str(caught.value)) < 200
