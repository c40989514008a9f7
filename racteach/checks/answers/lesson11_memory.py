"""What judges the task 11-memory: weights with which one LSTM channel remembers what it was told."""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np

from racteach.checks.comparing import SameShape
from racteach.checks.keys import AnswerKey

Array = np.ndarray

ON, OFF, KEEP = 1, -1, 0
_HIGH, _LOW, _MOST = 0.5, 0.1, 40

memory = AnswerKey(
    "11-memory",
    edge_cases=(
        ((ON, KEEP), 10),
        ((ON, OFF), 10),
        ((KEEP, ON, OFF), 20),
        ((OFF, KEEP, ON), 200),
        ((ON,), 10),
        ((KEEP, OFF, ON, ON), 50),
    ),
    comparison=SameShape(exact=True, least=-_MOST, most=_MOST),
    must_hold="h is the output gate times tanh of what the cell holds.",
    draws=12,
)


def gate(z: float) -> float:
    return 1 / (1 + math.exp(-max(-500.0, min(500.0, z))))


def outputs(rows: Array, word: Any) -> list[float]:
    """Return h after each letter."""
    weights = [[float(x) for x in row] for row in rows]
    h, q, found = 0.0, 0.0, []
    for letter in word:
        i, f, o, g = (row[letter] + row[-2] * h + row[-1] for row in weights)
        q = gate(f) * q + gate(i) * math.tanh(g)
        h = gate(o) * math.tanh(q)
        found.append(h)
    return found


def words(roles: Any, steps: int) -> list[tuple[int, ...]]:
    """Return short words, and long ones that go on with one letter."""
    letters = range(len(roles))
    short = [word for length in (1, 2, 3, 4) for word in itertools.product(letters, repeat=length)]
    keeps = [letter for letter in letters if roles[letter] == KEEP]
    told = [letter for letter in letters if roles[letter] != KEEP]
    return short + [(letter, *[keep] * steps) for keep in keeps for letter in told]


@memory.judged_by
def forgotten(rows: Array, roles: Any, steps: int) -> str:
    for word in words(roles, steps):
        held = False
        for place, h in enumerate(outputs(rows, word)):
            held = {ON: True, OFF: False, KEEP: held}[roles[word[place]]]
            if (h < _HIGH) if held else (abs(h) > _LOW):
                wanted = (
                    f"on, and h is below {_HIGH}" if held else f"off, and h is farther than {_LOW} from 0"
                )
                return f"After {_named(word[: place + 1])} the memory is to be {wanted}."
    return ""


def _named(word: Any) -> str:
    if len(word) > 4:
        return f"letter {word[0]} and then letter {word[-1]} many times"
    return f"the letter{'s' * (len(word) > 1)} {', '.join(map(str, word))}"


def by_role(roles: Any, table: Any) -> Array:
    """Return weights from what each gate says to each role; nothing from h, no biases."""
    return np.array([[*[row[role] for role in roles], 0, 0] for row in table])


def _table(**changes: Any) -> list[dict[int, int]]:
    rows = {
        "i": {ON: _MOST, OFF: -_MOST, KEEP: -_MOST},
        "f": {ON: -_MOST, OFF: -_MOST, KEEP: _MOST},
        "o": {ON: _MOST, OFF: _MOST, KEEP: _MOST},
        "g": {ON: _MOST, OFF: 0, KEEP: 0},
    }
    for name, row in changes.items():
        rows[name] = rows[name] | row
    return [rows[name] for name in "ifog"]


@memory.right
def memory_weights(roles: Any, steps: int) -> Array:
    return by_role(roles, _table())


@memory.drawn_by
def memory_case(generator: np.random.Generator) -> tuple[Any, ...]:
    roles = [ON, *(int(role) for role in generator.integers(-1, 2, int(generator.integers(1, 5))))]
    return tuple(int(role) for role in generator.permutation(roles)), int(generator.integers(10, 201))


memory.mistake(
    "the forget gate closes",
    "Your cell forgets at a letter that is to change nothing. A forget gate of 1 keeps the old q, one of 0 "
    "drops it.",
)(lambda roles, steps: by_role(roles, _table(f={KEEP: -_MOST})))
memory.mistake(
    "never switched off",
    "Your cell keeps its q at a letter that is to switch it off. Close the forget gate there.",
)(lambda roles, steps: by_role(roles, _table(f={OFF: _MOST})))
memory.mistake(
    "written at every letter",
    "Your input gate lets every letter write. Open it only at the letters that switch on.",
)(lambda roles, steps: by_role(roles, _table(i={OFF: _MOST, KEEP: _MOST}, g={OFF: _MOST, KEEP: _MOST})))
memory.mistake(
    "off written as minus one",
    "You write -1 into the cell at a letter that is to switch it off. Off means that it holds about 0: let "
    "nothing in, and let go of what is there.",
)(lambda roles, steps: by_role(roles, _table(i={OFF: _MOST}, g={OFF: -_MOST})))
memory.mistake(
    "gates half open",
    "Your weights are too small: a gate of 0.88 keeps 88 per cent at each step, and after many steps nothing "
    "is left. Large weights open and close a gate nearly all the way.",
)(lambda roles, steps: np.sign(memory_weights(roles, steps)) * 2)

memory.suspect(
    "a slow loss",
    "Your memory works for a few steps, and not for many. A gate of 0.99 keeps 99 per cent at each step, and "
    "one of 0.01 lets in a hundredth: after 100 steps that is a lot. Larger weights open and close further.",
)(lambda roles, steps: steps >= 20 and KEEP in roles)


@memory.degenerate("zero", "the memory is to be on")
def zeros(roles: Any, steps: int) -> Array:
    return np.zeros((4, len(roles) + 2), dtype=int)


@memory.degenerate("constant", "the memory is to be off")
def always_on(roles: Any, steps: int) -> Array:
    return np.full((4, len(roles) + 2), _MOST)


@memory.degenerate("example", "shape")
def example(roles: Any, steps: int) -> Array:
    return memory_weights((ON,), 10)


@memory.degenerate("other size", "shape")
def one_letter_more(roles: Any, steps: int) -> Array:
    return memory_weights((*roles, KEEP), steps)


@memory.degenerate("other letters", "the memory is to be")
def for_others(roles: Any, steps: int) -> Array:
    return memory_weights([-role for role in roles], steps)


@memory.degenerate("remembers a few steps", "many times")
def a_few(roles: Any, steps: int) -> Array:
    weights = memory_weights(roles, steps)
    weights[1] = [2 if role == KEEP else -_MOST for role in roles] + [0, 0]
    return weights
