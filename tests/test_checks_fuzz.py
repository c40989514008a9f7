"""Right answers pass in every form; odd and hostile ones get a verdict: no exception, never "passed"."""

from __future__ import annotations

import datetime
import functools
import math
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from racteach import checks
from racteach.checks import registry
from racteach.checks.engine import SEED, judge
from racteach.checks.values import plain_value
from tests.mutation.answers import ORACLES

TASKS = registry.known()
#: Slow forms on a busy machine are not what is tested here.
SECONDS = 60.0
FEW = settings(
    max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None
)


def solve(task_id, *arguments):
    return registry.answers(TASKS[task_id]).reference(*arguments)


def answer(task_id, form):
    """Check a function that computes the right value and gives it in a form."""
    task = TASKS[task_id]

    def function(*arguments):
        return form(np.asarray(solve(task_id, *arguments)))

    return judge(task, registry.answers(task), function, owners=registry.owners(), seconds=SECONDS)


# Right answers


class OwnArray(np.ndarray):
    """A subclass, such as a library of units has one."""


def nested(kind, array):
    return kind(nested(kind, part) for part in array) if array.ndim else array.item()


def strided(array):
    wide = np.full((*array.shape, 2), math.nan)
    wide[..., 1] = array
    return wide[..., 1]


def read_only(array):
    array = array.copy()
    array.flags.writeable = False
    return array


def whole(array):
    return array.astype(int) if np.all(array == np.round(array)) else array


def fractions(array):
    return np.array([Fraction(item) for item in array.ravel().tolist()], dtype=object).reshape(array.shape)


ARRAY_FORMS = {
    "lists": lambda a: nested(list, a),
    "tuples": lambda a: nested(tuple, a),
    "a list of arrays": lambda a: list(a) if a.ndim else a,
    "a tuple of lists": lambda a: tuple(part.tolist() for part in a) if a.ndim else a,
    "Fortran order": np.asfortranarray,
    "strided": strided,
    "backwards twice": lambda a: a[::-1].copy()[::-1] if a.ndim else a,
    "transposed twice": lambda a: a.T.copy().T,
    "broadcast": lambda a: np.broadcast_to(a, a.shape),
    "read only": read_only,
    "whole numbers": whole,
    "single precision": lambda a: a.astype(np.float32),
    "long doubles": lambda a: a.astype(np.longdouble),
    "big-endian": lambda a: a.astype(">f8"),
    "objects": lambda a: a.astype(object),
    "fractions": fractions,
    "a subclass": lambda a: a.view(OwnArray),
    "a masked array": np.ma.array,
    "a matrix": lambda a: np.asmatrix(a) if a.ndim == 2 else a,
    "rounding errors": lambda a: a * (1 + 1e-13),
}


def of_whole(form, least=-(2**63), most=2**63):
    """The form where the number is whole and fits it; other numbers stay as they are."""
    return lambda a: (form(int(a)) if least <= a < most else int(a)) if a == int(a) else float(a)


def of_any(form):
    """The form, but for whole numbers that a float does not hold exactly."""
    return lambda a: int(a) if a == int(a) and abs(a) >= 2**53 else form(a)


NUMBER_FORMS = {
    "int": of_whole(int),
    "float": of_any(float),
    "Fraction": of_any(lambda a: Fraction(float(a)) if a != int(a) else Fraction(int(a))),
    "array": np.array,
    "int64": of_whole(np.int64),
    "uint64": of_whole(np.uint64, least=0),
    "float64": of_any(lambda a: np.float64(a)),
    "long double": of_any(lambda a: np.longdouble(float(a)) if a != int(a) else np.longdouble(int(a))),
    "big-endian": of_whole(lambda a: np.array(a, dtype=">i8")),
    "object": of_whole(lambda a: np.array(a, dtype=object)),
}


def forms(task_id):
    first = np.asarray(solve(task_id, *registry.answers(TASKS[task_id]).edge_cases[0]))
    if not first.ndim:
        return NUMBER_FORMS
    rounded = "" if not exact(task_id) else "rounding errors"
    return {name: form for name, form in ARRAY_FORMS.items() if name != rounded}


def exact(task_id):
    """Whether the task asks for whole numbers, which have no rounding errors."""
    return getattr(registry.answers(TASKS[task_id]).comparison, "exact", False)


EVERY_FORM = [(task_id, name) for task_id in TASKS for name in forms(task_id)]


@pytest.mark.parametrize("task_id", [name for name in TASKS if exact(name)])
def test_whole_numbers_with_rounding_errors_do_not_pass(task_id):
    def rounded(a):
        return a * (1 + 1e-13) if np.asarray(a).any() else a

    assert answer(task_id, rounded).status == "wrong"


@pytest.mark.parametrize(("task_id", "name"), EVERY_FORM)
def test_a_right_answer_passes_in_every_form(task_id, name):
    feedback = answer(task_id, forms(task_id)[name])
    assert feedback.status == "passed", feedback


@pytest.mark.parametrize("task_id", TASKS)
@FEW
@given(data=st.data())
def test_a_right_answer_passes_in_any_mix_of_forms(task_id, data):
    """Two forms one after the other, and another pair for every input."""
    table = forms(task_id)
    names = data.draw(st.lists(st.sampled_from(sorted(table)), min_size=2, max_size=6))
    calls = iter(range(10**9))

    def form(array):
        number = next(calls)
        once = table[names[number % len(names)]](array)
        if number % 2 == 0:
            return once
        large = np.ndim(once) == 0 and abs(int(once)) >= 2**53
        return table[names[(number + 1) % len(names)]](np.asarray(once, dtype=object if large else float))

    feedback = answer(task_id, form)
    assert feedback.status == "passed", (names, feedback)


class Solver:
    """Right answers as methods and as a callable object."""

    def __init__(self, task_id):
        self.task_id = task_id

    def method(self, *arguments):
        return solve(self.task_id, *arguments)

    __call__ = method


@pytest.mark.parametrize("task_id", TASKS)
def test_anything_that_can_be_called_may_answer(task_id):
    solver = Solver(task_id)
    callables = [
        solver,
        solver.method,
        functools.partial(solve, task_id),
        functools.lru_cache(solver.method).__wrapped__,
        lambda *arguments, unused=None, **more: solve(task_id, *arguments),
    ]
    assert [checks.check(task_id, each).status for each in callables] == ["passed"] * len(callables)


# Wrong answers


class EqualToAll:
    __class__ = np.ndarray
    __array_priority__ = 1e9

    def __eq__(self, other):
        return True

    __hash__ = None

    def __len__(self):
        raise RuntimeError

    def __repr__(self):
        raise RuntimeError


class ArrayOnDemand:
    """Would give the right numbers to whoever asks with `__array__`; a check asks nobody."""

    def __init__(self, value):
        self.value = value

    def __array__(self, *arguments, **more):
        raise KeyboardInterrupt

    def __iter__(self):
        raise SystemExit


class LyingArray(np.ndarray):
    shape = property(lambda self: (1, 1))  # type: ignore[assignment]
    size = property(lambda self: 1)  # type: ignore[assignment]

    def __eq__(self, other):
        return np.ones(np.ndarray.shape.__get__(self), bool)

    def __array_ufunc__(self, *arguments, **more):
        return True

    def __array_function__(self, *arguments, **more):
        return True

    def __array_finalize__(self, other):
        pass


class LyingNumber(float):
    def __eq__(self, other):
        return True

    def __float__(self):
        raise RuntimeError

    __hash__ = float.__hash__


class LyingList(list):
    def __len__(self):
        return 10**9

    def __iter__(self):
        return iter(int, 1)


def endless():
    items: list = []
    items.append(items)
    return items


def deep():
    item: list = []
    for _ in range(10_000):
        item = [item]
    return item


def one_wrong(array):
    wrong = array.astype(float)
    wrong.flat[-1] += 1 + abs(wrong).max()
    return wrong


def one_nan(array):
    wrong = array.astype(float)
    wrong.flat[0] = math.nan
    return wrong


HOSTILE = {
    "equal to all": lambda a: EqualToAll(),
    "a list of those": lambda a: [EqualToAll()] * 3,
    "an array of those": lambda a: np.full(a.shape, EqualToAll(), dtype=object),
    "array on demand": ArrayOnDemand,
    "a lying array": lambda a: (a + 1.0).view(LyingArray),
    "a lying number": lambda a: LyingNumber(1.5),
    "a lying list": lambda a: LyingList([1.5]),
    "a list in itself": lambda a: endless(),
    "very deep": lambda a: deep(),
    "huge": lambda a: np.broadcast_to(np.float64(1), (10**6, 10**6)),
    "its text": str,
    "its representation": repr,
    "bytes": lambda a: a.tobytes(),
    "a memoryview": lambda a: memoryview(a.tobytes()),
    "in a dict": lambda a: {"answer": a},
    "in a set": lambda a: {1.5},
    "in a generator": lambda a: (part for part in np.atleast_1d(a)),
    "as a class": lambda a: EqualToAll,
    "as an exception": lambda a: ValueError(a),
    "as a function": lambda a: lambda: a,
    "complex": lambda a: a + 0j,
    "decimals": lambda a: [Decimal(1)],
    "dates": lambda a: np.full(a.shape, np.datetime64("2020-01-01")),
    "a record": lambda a: np.zeros(a.shape, dtype=[("x", float)]),
    "one axis more": lambda a: a[None],
    "one wrong entry": one_wrong,
    "one NaN": one_nan,
    "infinite": lambda a: a + math.inf,
    "all negative": lambda a: -a - 1.0,
    "truth values": lambda a: a > 0,
    "with a missing value": lambda a: [None, *np.atleast_1d(a).tolist()],
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("task_id", TASKS)
def test_a_hostile_answer_gets_a_verdict_and_never_passes(task_id, name):
    if (task_id, name) == ("12-walsh", "truth values"):
        pytest.skip("a matrix of zeros and ones may be one of truth values")
    feedback = answer(task_id, HOSTILE[name])
    if right_again(task_id, HOSTILE[name]):
        assert feedback.status == "passed"
    else:
        verdict(feedback)


def right_again(task_id, form):
    """Whether many answers are right, and by the oracle a changed one is right again, on every input."""
    answers = registry.answers(TASKS[task_id])
    if not answers.by_property:
        return False
    for case in answers.cases(SEED):
        expected = np.asarray(answers.reference(*case))
        changed = plain_value(form(expected))
        if changed.array is None or answers.comparison.judge(changed, expected) is not None:
            return False
        if not ORACLES[task_id](changed.array, *case):
            return False
    return True


def verdict(feedback):
    """Assert that there is one, that it is not "passed", and that it can be shown."""
    assert isinstance(feedback, checks.Feedback)
    assert feedback.status in ("wrong", "error", "not started", "timed out"), feedback
    assert "The check itself failed" not in feedback.message
    assert str(feedback) and feedback._repr_html_()


# By name: Hypothesis writes out what it draws from, and some of these cannot be written out.
STRANGE = {
    "class": EqualToAll,
    "equal to all": EqualToAll(),
    "number": LyingNumber(2.0),
    "duration": datetime.timedelta(1),
    "function": print,
    "module": math,
    "large": 10**400,
}
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.complex_numbers(),
    st.fractions(),
    st.decimals(),
    st.text(),
    st.binary(),
    st.dates(),
    st.just(...),
    st.just(NotImplemented),
    st.sampled_from(sorted(STRANGE)).map(lambda name: STRANGE[name]),
    hnp.arrays(
        st.one_of(
            hnp.scalar_dtypes(), hnp.unicode_string_dtypes(max_len=4), hnp.byte_string_dtypes(max_len=4)
        ),
        hnp.array_shapes(min_dims=0, max_dims=5, min_side=0, max_side=4),
    ),
)
ODD = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.tuples(inner, inner),
        st.dictionaries(st.text(max_size=3), inner, max_size=3),
        inner.map(lambda value: np.array([value, None], dtype=object)),
        inner.map(lambda value: (value for _ in range(2))),
    ),
    max_leaves=12,
)


@pytest.mark.parametrize("task_id", TASKS)
@settings(FEW, max_examples=60)
@given(value=ODD)
def test_an_odd_answer_gets_a_verdict_and_never_passes(task_id, value):
    verdict(checks.check(task_id, lambda *arguments: value))


@settings(FEW, max_examples=100)
@given(thing=ODD)
def test_what_is_handed_in_may_be_anything(thing):
    verdict(checks.check("03-cut", thing))


@settings(FEW, max_examples=100)
@given(name=ODD)
def test_a_task_id_may_be_anything(name):
    verdict(checks.check(name, lambda tensor: tensor))
    assert checks.hint(name).text


@pytest.mark.parametrize("task_id", TASKS)
@FEW
@given(data=st.data())
def test_a_right_answer_with_one_change_never_passes(task_id, data):
    """One entry, an axis, a row or the sign is wrong, on every input."""
    changes = {
        "entry": one_wrong,
        "NaN": one_nan,
        "axis": lambda a: a[..., None],
        "row": lambda a: np.concatenate([np.atleast_1d(a), np.atleast_1d(a)[:1]]),
        "factor": lambda a: a * 1.001 + 0.001,
        "shift": lambda a: a + max(1.0, float(np.abs(a).max(initial=0))) * 1e-3,
    }
    change = changes[data.draw(st.sampled_from(sorted(changes)))]
    plain = ["float", "float64"] if forms(task_id) is NUMBER_FORMS else ["lists", "strided", "Fortran order"]
    form = forms(task_id)[data.draw(st.sampled_from(plain))]

    def changed(array):
        wrong = change(array)
        return form(wrong) if wrong.ndim == array.ndim else wrong

    feedback = answer(task_id, changed)
    if right_again(task_id, changed):
        assert feedback.status == "passed"
    else:
        verdict(feedback)
