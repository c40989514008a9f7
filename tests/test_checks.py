"""What `rt.check` and `rt.hint` answer to everything that a student can hand in."""

import contextlib
import dataclasses
import signal
import sys
import threading
import time
import warnings
from html.parser import HTMLParser

import numpy as np
import pytest

from racteach import checks
from racteach.checks import Feedback, Status, ValueTable, registry, timelimit
from racteach.checks.engine import HOW_TO_STOP, judge
from racteach.checks.stubs import is_untouched
from racteach.checks.tables import describe

CUT = registry.tasks()["03-cut"]
ANSWERS = registry.answers(CUT)


def right(tensor):
    return tensor.reshape(tensor.shape[0] ** (tensor.ndim // 2), -1)


def check(function):
    return checks.check("03-cut", function)


# Not started


def empty(tensor):
    """Return the matrix."""
    ...


def passing(tensor):
    pass


def returns_dots(tensor):
    result = ...
    return result


def not_implemented(tensor):
    raise NotImplementedError


def returns_not_implemented(tensor):
    return NotImplemented


@pytest.mark.parametrize("stub", [empty, passing, returns_dots, not_implemented, returns_not_implemented])
def test_a_stub_is_not_started(stub):
    feedback = check(stub)
    assert feedback.status == "not started"
    assert "start_end_cut(tensor)" in feedback.message
    assert HOW_TO_STOP in feedback.notes


def test_only_stubs_are_untouched():
    assert is_untouched(empty) and is_untouched(passing)
    for written in (right, returns_dots, lambda tensor: 5, lambda tensor: "text", len, None, print):
        assert not is_untouched(written)


# What is wrong with an answer


def returns_none(tensor):
    tensor.reshape(-1)


def prints(tensor):
    print(right(tensor))


def mutates(tensor):
    result = right(tensor).copy()
    tensor[:] = 0
    return result


def raises(tensor):
    if tensor.ndim > 2:
        raise KeyError("no such axis")
    return right(tensor)


def nan(tensor):
    return right(tensor) * float("nan")


def infinite(tensor):
    return np.where(right(tensor) > 0, np.inf, right(tensor))


def flat(tensor):
    return tensor.ravel()


def off(tensor):
    result = right(tensor).astype(float)
    if tensor.ndim == 4:
        result[0, 1] += 100
    return result


WRONG = {
    returns_none: "returned None. End it with a `return`",
    prints: "prints its result and returns None",
    mutates: "changes its input",
    nan: "Values that are NaN: 1 of 1. All must be finite.",
    infinite: "infinite",
    flat: "The shape is (1,). It must be (1, 1).",
    off: "The shape (4, 4) is right. Wrong values: 1 of 16. Row number",
    lambda tensor: "matrix": "returned a text",
    lambda tensor: {"a": 1}: "object of type dict",
    lambda tensor: [[1, 2], [3]]: "rows of unequal length. It must return an array of numbers.",
    lambda tensor: [1, [2]]: "rows of unequal length",
    lambda tensor: [[[1], [2]], [[3], 4]]: "rows of unequal length",
    lambda tensor: [["a"]]: "a list that holds a text",
    lambda tensor: right(tensor) * 1j: "complex numbers",
    lambda tensor: right(tensor) > 0: "truth values",
    lambda tensor: right: "object of type function",
    lambda tensor: (row for row in right(tensor)): "object of type generator",
    lambda tensor: np.zeros(3_000_000): "The shape is (3000000,)",
    lambda tensor: np.array([[{}]]): "not numbers",
}


@pytest.mark.parametrize("function", WRONG, ids=lambda function: function.__name__)
def test_a_wrong_answer_gets_its_own_sentence(function):
    feedback = check(function)
    assert (feedback.status, feedback.misconception) == ("wrong", None)
    assert WRONG[function] in feedback.message
    assert feedback.notes[0].startswith("Smallest input that shows it:\n  tensor = array of shape ")


def test_the_smallest_failing_input_is_shown_with_what_differs():
    feedback = check(off)
    assert "array of shape (2, 2, 2, 2): [[[[0, 1]" in feedback.notes[0]
    yours, expected = feedback.tables
    assert (yours.title, expected.title) == ("yours, shape (4, 4)", "expected, shape (4, 4)")
    assert [(r, c) for r in range(4) for c in range(4) if yours.marked[r][c]] == [(0, 1)]
    assert (yours.rows[0][1], expected.rows[0][1]) == ("101", "1")
    assert "≠101" in str(feedback)


def test_a_large_matrix_becomes_a_map():
    def wrong_corner(tensor):
        result = right(tensor)
        return result if tensor.size < 700 else np.where(np.arange(len(result)) == 3, -result - 1, result)

    (picture,) = check(wrong_corner).tables
    assert picture.title.startswith("yours (. right")
    assert picture.marked[0][3] and not picture.marked[0][4]


def test_close_values_are_shown_with_enough_digits():
    yours, expected = check(lambda tensor: right(tensor) * 1.00001).tables
    marked = [
        (left, other)
        for row, wanted, marks in zip(yours.rows, expected.rows, yours.marked, strict=True)
        for left, other, mark in zip(row, wanted, marks, strict=True)
        if mark
    ]
    assert marked and all(left != other for left, other in marked)


def test_an_exception_becomes_an_error_with_its_line():
    feedback = check(raises)
    assert feedback.status == "error"
    assert "KeyError: 'no such axis'" in feedback.message
    assert 'raise KeyError("no such axis")' in feedback.notes[0]
    assert "shape (2, 2, 2, 2)" in feedback.notes[1]


class Loud(Exception):
    def __str__(self):
        raise RuntimeError


def exits(tensor):
    sys.exit(3)


def loud(tensor):
    raise Loud


def bottomless(tensor):
    return bottomless(tensor)


def interrupts(tensor):
    raise KeyboardInterrupt


class AskedForInput(NotImplementedError):
    """What a kernel without a keyboard raises on input()."""


def asks(tensor):
    raise AskedForInput


@pytest.mark.parametrize("function", [exits, loud, bottomless, interrupts, asks])
def test_nothing_a_function_raises_gets_out(function):
    assert check(function).status == "error"


REFUSED = {
    "start_end_cut": "without quotes",
    5: "object of type int, not a function",
    None: "object of type NoneType",
    (1, 2): "object of type tuple",
}


@pytest.mark.parametrize("thing", REFUSED, ids=repr)
def test_what_is_not_a_function_is_refused(thing):
    feedback = check(thing)
    assert feedback.status == "error"
    assert REFUSED[thing] in feedback.message
    assert 'rt.check("03-cut", start_end_cut)' in feedback.message


def test_a_missing_function_is_asked_for():
    assert "Give your function too" in checks.check("03-cut").message


def test_the_function_of_another_task_is_noticed():
    def fold_back(tensor):
        return right(tensor)

    feedback = check(fold_back)
    assert feedback.status == "error"
    assert "`fold_back`, which belongs to 03-fold-back" in feedback.message


def test_another_name_and_other_parameter_names_are_fine():
    assert check(lambda anything, extra=1: right(anything)).status == "passed"


def test_wrong_parameters_are_named():
    feedback = check(lambda a, b: a)
    assert feedback.status == "error"
    assert "must take (tensor). Yours takes (a, b)" in feedback.message


@pytest.mark.parametrize("task_id", ["03-nothing", 3, None, ["03-cut"]])
def test_an_unknown_task_gets_the_known_ones(task_id):
    feedback = checks.check(task_id, right)
    assert feedback.status == "error"
    assert all(known in feedback.message for known in registry.tasks())
    assert all(known in checks.hint(task_id).text for known in registry.tasks())
    assert checks.explain(task_id) == checks.hint(task_id)


# Right answers in every reasonable form

FORMS = [
    lambda tensor: right(tensor).tolist(),
    lambda tensor: tuple(map(tuple, right(tensor))),
    lambda tensor: list(right(tensor)),
    lambda tensor: right(tensor).astype(np.float32),
    lambda tensor: right(tensor).astype(object),
    lambda tensor: np.asmatrix(right(tensor)),
    lambda tensor: [[np.float64(x) for x in row] for row in right(tensor)],
]


@pytest.mark.parametrize("form", FORMS)
def test_right_answers_pass_in_any_form(form):
    feedback = check(form)
    assert feedback.status == "passed", feedback


@pytest.mark.parametrize("form", [int, float, np.int8, np.float64, np.array, lambda rank: np.int64(rank)[()]])
def test_numbers_pass_in_any_form(form):
    solve = registry.answers(registry.tasks()["04-rank-mod-p"]).reference
    assert checks.check("04-rank-mod-p", lambda m, p: form(solve(m, p))).status == "passed"


def test_wrong_numbers_are_named():
    feedback = checks.check("04-rank-mod-p", lambda m, p: 9)
    assert "The value is 9. It must be" in feedback.message
    assert "One number is asked for" in checks.check("04-rank-mod-p", lambda m, p: [9]).message


def test_prints_and_warnings_cost_nothing(capfd):
    def chatty(tensor):
        print("hello")
        print("oh", file=sys.stderr)
        warnings.warn("careful", stacklevel=1)
        np.log(np.zeros(1))
        return right(tensor)

    feedback = check(chatty)
    assert feedback.status == "passed"
    assert "UserWarning: careful" in feedback.notes[0]
    assert capfd.readouterr() == ("", "")


def test_prints_are_shown_where_an_answer_is_wrong():
    def chatty(tensor):
        print("shape", tensor.shape)
        return tensor.ravel()

    assert "It printed:\n  shape (1, 1)" in check(chatty).notes


# Hostile answers


class Hostile:
    __class__ = np.ndarray

    def __array__(self, *args, **kwargs):
        raise RuntimeError

    def __eq__(self, other):
        return True

    def __len__(self):
        raise RuntimeError

    def __repr__(self):
        raise RuntimeError


class HostileArray(np.ndarray):
    def __eq__(self, other):
        return np.ones(self.shape, bool)

    @property
    def shape(self):
        return (1, 1)


class HostileFunction:
    __name__ = property(lambda self: 1 / 0)

    def __call__(self, tensor):
        return right(tensor) + 1


async def awaited(tensor):
    return right(tensor)


def endless_list():
    items = []
    items.append(items)
    return items


HOSTILE = [
    lambda tensor: Hostile(),
    lambda tensor: [Hostile()],
    lambda tensor: np.zeros((5, 5)).view(HostileArray),
    lambda tensor: endless_list(),
    lambda tensor: [0] * 2_000_000,
    lambda tensor: [10**400],
    lambda tensor: np.broadcast_to(np.float64(1), (10**6, 10**6)),
    lambda tensor: np.array(["a"]),
    lambda tensor: np.array([Hostile()], dtype=object),
    HostileFunction(),
    awaited,
    Hostile,
    type,
    eval,
]


@pytest.mark.parametrize("function", HOSTILE, ids=map(str, range(len(HOSTILE))))
def test_hostile_answers_get_a_verdict_and_never_pass(function, capfd):
    feedback = check(function)
    assert feedback.status in ("wrong", "error")
    assert "The check itself failed" not in feedback.message
    assert isinstance(str(feedback) + feedback._repr_html_(), str)
    assert capfd.readouterr().err == ""


# Time limit


def spins(tensor):
    while True:
        pass


def sleeps(tensor):
    time.sleep(1000)


def swallows_exceptions(tensor):
    while True:
        with contextlib.suppress(Exception):
            time.sleep(1000)


def swallows_once(tensor):
    try:
        spins(tensor)
    except BaseException:
        return right(tensor)


@pytest.mark.parametrize("function", [spins, sleeps, swallows_exceptions, swallows_once])
def test_a_loop_that_never_ends_is_stopped(function):
    feedback = judge(CUT, ANSWERS, function, seconds=0.1)
    assert feedback.status == "timed out"
    assert "`start_end_cut` was stopped after 0.1 seconds" in feedback.message
    assert HOW_TO_STOP in feedback.notes


def test_a_loop_in_another_thread_is_stopped():
    found = []
    thread = threading.Thread(target=lambda: found.append(judge(CUT, ANSWERS, spins, seconds=0.1)))
    thread.start()
    thread.join(60)
    assert found[0].status == "timed out"


@pytest.mark.parametrize("function", [spins, swallows_once])
def test_the_watchdog_stops_loops_where_there_is_no_alarm(function, monkeypatch):
    before = signal.getsignal(signal.SIGINT)
    monkeypatch.setattr(timelimit, "_by_alarm", timelimit._by_interrupt)
    assert judge(CUT, ANSWERS, function, seconds=0.1).status == "timed out"
    assert judge(CUT, ANSWERS, right).status == "passed"
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no alarm signal")
def test_somebody_elses_alarm_survives_a_check():
    before = signal.signal(signal.SIGALRM, signal.SIG_IGN)
    timer = signal.setitimer(signal.ITIMER_REAL, 1000)
    try:
        assert check(right).status == "passed"
        assert signal.getsignal(signal.SIGALRM) is signal.SIG_IGN
        assert 900 < signal.getitimer(signal.ITIMER_REAL)[0] <= 1000
    finally:
        signal.setitimer(signal.ITIMER_REAL, *timer)
        signal.signal(signal.SIGALRM, before)


def test_a_loop_on_some_inputs_only_is_stopped():
    def sometimes(tensor):
        while tensor.ndim > 4:
            pass
        return right(tensor)

    feedback = judge(CUT, ANSWERS, sometimes, seconds=1)
    assert feedback.status == "timed out"
    assert "array of shape (2, 2, 2, 2, 2, 2)" in feedback.notes[0]


# The card


class Balanced(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.seen, self.text = [], [], ""

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def parsed(feedback):
    parser = Balanced()
    parser.feed(feedback._repr_html_())
    assert parser.open == []
    return parser


EVERY_STATUS = {
    "passed": right,
    "wrong": off,
    "not started": empty,
    "error": raises,
    "timed out": spins,
}


@pytest.mark.parametrize("status", [status.value for status in Status])
def test_every_card_says_its_status_in_words(status):
    seconds = 0.1 if status == "timed out" else 60
    feedback = judge(CUT, ANSWERS, EVERY_STATUS[status], seconds=seconds)
    assert feedback.status == status
    card = parsed(feedback)
    assert f"03-cut: {status}" in card.text
    assert card.seen[0][1]["aria-label"] == f"Feedback on 03-cut: {status}"
    assert f"03-cut: {status}" in str(feedback).splitlines()[0]
    styles = ";".join(attributes.get("style", "") for _, attributes in card.seen)
    assert {part for part in styles.split(";") if part.startswith("color:")} == {"color:inherit"}


def test_what_comes_from_a_student_is_escaped():
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>"

    def prints_html(tensor):
        print(evil)
        raise ValueError(evil)

    feedback = check(prints_html)
    card = parsed(feedback)
    safe = {"div", "p", "span", "strong", "code", "pre", "details", "summary"}
    assert {tag for tag, _ in card.seen} <= safe
    assert evil in str(feedback)
    unknown = parsed(checks.check(evil, right))
    assert {tag for tag, _ in unknown.seen} <= {"div", "p", "span", "strong", "code"}


def test_differing_values_are_marked_without_colour():
    card = parsed(
        Feedback("t", Status.WRONG, "m", tables=(ValueTable("p", (("1", "2"),), ((False, True),)),))
    )
    assert "≠2" in card.text and "≠1" not in card.text


@pytest.mark.parametrize("function", [right, off, raises, empty, flat, prints])
def test_feedback_is_the_same_on_every_run(function):
    first, second = check(function), check(function)
    assert first == second
    assert str(first) == str(second)
    assert first._repr_html_() == second._repr_html_()


def test_memory_addresses_do_not_show():
    def shows_address(tensor):
        raise ValueError(f"bad {object()!r}")

    assert "0x..." in check(shows_address).message


def test_require_raises_unless_passed():
    check(right).require()
    with pytest.raises(checks.CheckFailed, match=r"03-cut: wrong \(transposed\). This is the transpose"):
        check(lambda tensor: right(tensor).T).require()
    with pytest.raises(checks.CheckFailed, match="03-cut: not started"):
        check(empty).require()


def test_feedback_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        check(right).status = Status.PASSED


def test_hints_come_one_at_a_time(monkeypatch):
    monkeypatch.setattr(checks, "_hints_given", {})
    seen = [checks.hint("03-any-split") for _ in range(4)]
    assert [hint.number for hint in seen] == [1, 2, 3, 3]
    assert tuple(hint.text for hint in seen[:3]) == registry.tasks()["03-any-split"].hints
    assert str(seen[0]).startswith("03-any-split: hint 1 of 3\n")
    assert "Hint for 03-any-split: hint 1 of 3" in seen[0]._repr_html_()
    offered = ["rt.explain(" in text for hint in seen for text in (str(hint), hint._repr_html_())]
    assert offered == [False] * 4 + [True] * 4, "the last hint says what else there is"


@pytest.mark.parametrize("task_id", registry.known())
def test_a_small_case_is_one_of_the_fixed_inputs_with_its_result(task_id):
    task = registry.known()[task_id]
    answers = registry.answers(task)
    said = checks.explain(task_id)
    assert said.task == f"{task_id}: a small case" and said.text.endswith(answers.must_hold)
    texts = []
    for case in answers.edge_cases:
        lines = [describe(name, value) for name, value in zip(task.parameters, case, strict=True)]
        result = describe("", answers.reference(*case), shown=32).removeprefix(" = ")
        texts.append("\n  ".join(["For", *lines]) + f"\na right result is {result}.\n{answers.must_hold}")
    assert said.text in texts
    assert str(checks.explain(task_id)) == str(said), "the same each time"
    assert f'role="group" aria-label="Hint for {task_id}: a small case"' in said._repr_html_()


def test_a_small_case_shows_most_mistakes():
    assert "layer = 1" in checks.explain("07-uses").text
    assert "[[0, 2], [1, 3]]" in checks.explain("03-any-split").text, (
        "the first axis alone would be transposed"
    )


def test_the_public_part_loads_without_the_answers():
    import subprocess

    code = (
        "import sys; from racteach.checks import registry; registry.tasks(); "
        "print([name for name in sys.modules if 'checks.answers' in name or 'checks.functions' in name])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
