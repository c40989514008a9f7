"""Every explorer over the whole range of its controls: data, picture, words, and the widget itself."""

from __future__ import annotations

import itertools
import re
from typing import Any

import numpy as np
import pytest
from matplotlib.figure import Figure

import racteach as rt
from racteach import figures
from racteach.explorers import counting, ladder, splits, stepping, unfolding
from racteach.explorers.shell import Explorer

EXPLORERS = {
    "counting": (counting, figures.draw_sequence_count),
    "ladder": (ladder, figures.draw_rank_ladder),
    "splits": (splits, figures.draw_split_rank),
    "stepping": (stepping, figures.draw_step),
    "unfolding": (unfolding, figures.draw_unfolding),
}


def control_range(control: Any) -> list[Any]:
    if hasattr(control, "options"):
        pairs = control.options.items() if isinstance(control.options, dict) else control.options
        return [pair[1] if isinstance(pair, tuple) else pair for pair in pairs]
    if isinstance(control.value, bool):
        return [False, True]
    return list(range(control.min, control.max + 1, control.step))


@pytest.mark.parametrize("name", EXPLORERS)
def test_every_setting_computes_draws_and_describes(name: str) -> None:
    module, draw = EXPLORERS[name]
    ranges = {key: control_range(control) for key, control in module.explorer().controls.items()}
    settings = list(itertools.product(*ranges.values()))
    assert len(settings) > 1
    words = set()
    for place, values in enumerate(settings):
        data = module.compute(**dict(zip(ranges, values, strict=True)))
        text = module.describe(data)
        assert text.endswith(".") and "{" not in text
        words.add(text)
        if (
            place % max(1, len(settings) // 40) == 0
        ):  # drawing is the slow part: a sample over the whole range
            draw(Figure(), data)
    assert len(words) > len(settings) / 3


@pytest.mark.parametrize("name", EXPLORERS)
def test_static_views_are_pictures_with_words(name: str) -> None:
    shown = EXPLORERS[name][0].static()
    assert shown.png.startswith(b"\x89PNG") and len(shown.alt) > 30
    assert re.search(r'<img src="data:image/png;base64,[^"]+" alt="[^"]{30,}"', shown.html())


@pytest.mark.parametrize("name", EXPLORERS)
def test_moving_a_control_changes_picture_and_words(name: str) -> None:
    explorer = EXPLORERS[name][0].explorer()
    assert isinstance(explorer, Explorer) and "<img" in explorer.image.value
    seen = {explorer.image.value}
    for control in explorer.controls.values():
        for value in control_range(control)[:3]:
            control.value = value
        assert "<img" in explorer.image.value
        seen.add(explorer.image.value)
    assert len(seen) > 1


def test_every_control_has_a_label() -> None:
    for module, _ in EXPLORERS.values():
        for control in module.explorer().controls.values():
            assert control.description.strip()


def test_an_exception_is_shown_not_swallowed() -> None:
    from racteach.explorers.shell import int_slider

    def compute(*, level: int) -> dict[str, Any]:
        if level > 1:
            raise ValueError("level must be <= 1, not <2>")
        return {}

    explorer = Explorer(
        compute, lambda figure, data: None, lambda data: "Nothing.", {"level": int_slider("l", 1, 1, 2)}
    )
    explorer.controls["level"].value = 2
    assert "No picture" in explorer.image.value and "&lt;2&gt;" in explorer.image.value
    explorer.controls["level"].value = 1
    assert "<img" in explorer.image.value


def test_a_change_of_question_hides_the_answer_again() -> None:
    explorer = splits.explorer()
    explorer.controls["revealed"].value = True
    assert "Its rank is 4" in explorer.image.value
    explorer.controls["split"].value = "odd | even steps"
    assert not explorer.controls["revealed"].value
    assert "hidden" in explorer.image.value and "Its rank is" in explorer.image.value


def test_no_setting_reveals_a_rank_that_is_to_be_predicted() -> None:
    hidden = ladder.compute(depth=3, input_dim=3, channels=2, length=8, revealed=False)
    assert hidden["ranks"] == [2, 6, 18, None, None, None]
    assert "54" not in ladder.describe(hidden)


def test_unfolding_puts_each_entry_where_index_arithmetic_says() -> None:
    for split, entry in itertools.product(unfolding.SPLITS.values(), range(16)):
        data = unfolding.compute(split=split, entry=entry)
        row = int("".join(str(data["index"][step]) for step in data["start"]), 2)
        column = int("".join(str(data["index"][step]) for step in data["columns"]), 2)
        assert (row, column) == (data["row"], data["column"])
        assert data["matrix"][row, column] == entry


@pytest.mark.parametrize("function", splits.FUNCTIONS)
@pytest.mark.parametrize("length", [4, 6])
def test_split_ranks_are_the_numerical_ranks_too(function: str, length: int) -> None:
    for split in splits.SPLITS:
        data = splits.compute(function=function, split=split, length=length)
        assert data["rank"] == rt.numerical_rank(data["matrix"]).rank


def test_splits_cover_each_step_once() -> None:
    for length in (4, 6):
        for split in splits.SPLITS.values():
            start = split(length)
            assert len(set(start)) == len(start) < length and set(start) <= set(range(length))


def test_ladder_ranks_lie_between_proved_bounds() -> None:
    for depth, input_dim, channels in itertools.product(range(1, 5), range(2, 5), range(1, 5)):
        data = ladder.compute(depth=depth, input_dim=input_dim, channels=channels, length=8)
        for rank, upper, cap in zip(data["ranks"], data["upper"], data["cap"], strict=True):
            assert rank is None or rank <= min(upper, cap)
        if depth <= 2:
            assert all(r is None or r >= low for r, low in zip(data["ranks"], data["paper"], strict=True))


def test_stepping_multiplies_what_it_says() -> None:
    for depth, word in itertools.product((1, 2, 3), stepping.WORDS):
        trace = stepping.compute(depth=depth, word=word, box=1)["trace"]
        assert np.array_equal(trace.recalled * trace.entering, trace.hidden)
        assert np.array_equal(trace.hidden, np.rint(trace.hidden))
