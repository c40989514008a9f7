"""Every explorer over the whole range of its controls: data, picture, words, and the widget itself."""

from __future__ import annotations

import gzip
import html
import itertools
import json
import math
import random
import re
from importlib import import_module
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pytest
from flint import fmpz_mat, nmod_mat
from matplotlib.figure import Figure

import racteach as rt
from racteach import explorers
from racteach.explorers import (
    bottleneck,
    decay,
    drawing,
    duplication,
    growth,
    ladder,
    mirror,
    monomials,
    outcomes,
    plateau,
    power,
    profile,
    remainders,
    sampled,
    shell,
    splits,
    starts,
    students,
    templates,
    theorem,
    train,
    unfolding,
    zeros,
)
from racteach.explorers.base import script
from racteach.explorers.shell import Explorer

ROOT = Path(__file__).parents[1]
LESSONS = ROOT / "lessons"
FILES = [
    path
    for path in sorted((ROOT / "racteach" / "explorers").glob("*.py"))
    if path.stem not in {"__init__", *explorers.SHARED}
]
MODULES = {path.stem: import_module(f"racteach.explorers.{path.stem}") for path in FILES}
#: Taken hold of, drawn in the browser: their controls are inside the picture.
HELD = {name: module for name, module in MODULES.items() if hasattr(module, "Interactive")}
EXPLORERS = {name: module for name, module in MODULES.items() if name not in HELD}


def test_every_explorer_is_found_whole_and_used_in_a_lesson() -> None:
    assert list(MODULES) == explorers.__all__ and len(EXPLORERS) > 20 and HELD
    lessons = "".join(path.read_text(encoding="utf-8") for path in LESSONS.glob("*.ipynb"))
    for name, module in MODULES.items():
        for part in ("compute", "draw", "describe", "explorer"):
            assert callable(getattr(module, part, None)), f"{name} has no {part}"
        assert f"rt.explorers.{name}.explorer(" in lessons, f"no lesson uses {name}"
    with pytest.raises(AttributeError, match="no explorer is named 'nothing'; there are ascent"):
        _ = explorers.nothing


def control_range(control: Any) -> list[Any]:
    if hasattr(control, "options"):
        pairs = control.options.items() if isinstance(control.options, dict) else control.options
        return [pair[1] if isinstance(pair, tuple) else pair for pair in pairs]
    if isinstance(control.value, bool):
        return [False, True]
    return list(range(control.min, control.max + 1, control.step))


@pytest.mark.parametrize("name", EXPLORERS)
def test_every_setting_computes_draws_and_describes(name: str) -> None:
    module = EXPLORERS[name]
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
            module.draw(Figure(), data)
    assert len(words) > len(settings) / 3


@pytest.mark.parametrize("name", MODULES)
def test_readers_without_a_kernel_see_the_question_first_and_answers_in_a_fold(name: str) -> None:
    explorer = MODULES[name].explorer()
    bundle = explorer._repr_mimebundle_()
    before, fold = bundle["text/html"].split("<details>")
    images = r'<img src="data:image/png;base64,iVBORw0KGgo[^"]+" alt="([^"]{30,})"'
    assert len(re.findall(images, before)) == 1
    assert len(re.findall(images, fold)) == len(explorer.examples) >= 1
    assert "application/vnd.jupyter.widget-view+json" in bundle and len(bundle["text/plain"]) > 40
    if "revealed" in explorer.controls:
        assert explorer.values()["revealed"] is False and "with the answer" in fold
        assert re.findall(images, before) == [html.escape(explorer.still(revealed=False).alt)]


@pytest.mark.parametrize("name", EXPLORERS)
def test_moving_a_control_changes_picture_and_words(name: str) -> None:
    explorer = EXPLORERS[name].explorer()
    assert isinstance(explorer, Explorer) and "<svg" in explorer.image.value
    seen = {explorer.image.value}
    for control in explorer.controls.values():
        for value in control_range(control)[:3]:
            control.value = value
        assert "<svg" in explorer.image.value
        seen.add(explorer.image.value)
    assert len(seen) > 1


@pytest.mark.parametrize("name", EXPLORERS)
def test_pictures_are_part_of_the_page_and_have_its_colours(name: str) -> None:
    shown, other = EXPLORERS[name].explorer().image.value, EXPLORERS[name].explorer().image.value
    assert re.match(r'<svg class="racteach-picture" role="img" aria-label="[^"]{30,}" viewBox=', shown)
    assert shown.count("<svg") == shown.count("</svg>") == 1 and "<style" not in shown
    own = r"(?:fill|stroke): (?:#ffffff|#222222|#000000|#767676|#ededed)"
    assert not re.search(own, shown) and "var(--jp-content-font-color1, #222222)" in shown
    ids = re.findall(r' id="([^"]+)"', shown)
    assert len(set(ids)) == len(ids) > 3
    assert not set(ids) & set(re.findall(r' id="([^"]+)"', other)), "two pictures on a page share no id"
    assert set(re.findall(r'(?:href="#|url\(#)([^")]+)', shown)) <= set(ids)


#: Pictures without values to point at, and why.
NOTHING_TO_POINT_AT = {
    "mirror": "each rank stands in its cell",
    "monomials": "a list of texts",
    "power": "each count stands in its box",
    "remainders": "each entry stands in its cell",
    "train": "each size stands beside its line",
}


@pytest.mark.parametrize("name", EXPLORERS)
def test_every_picture_has_values_to_point_at_or_says_why_not(name: str) -> None:
    explorer = EXPLORERS[name].explorer()
    if "revealed" in explorer.controls:
        explorer.controls["revealed"].value = True
    shown = explorer.image.value
    found = re.search(r'data-values="([^"]+)"', shown)
    assert (found is None) == (name in NOTHING_TO_POINT_AT) and set(EXPLORERS) >= set(NOTHING_TO_POINT_AT)
    width, height = (float(size) for size in re.search(r'viewBox="0 0 (\S+) (\S+)"', shown).groups())  # type: ignore[union-attr]
    for series in json.loads(html.unescape(found[1])) if found else []:
        assert all(f'id="{own}"' in shown for own in series["ids"]), series["ids"]
        assert series["group"]
        if "cells" in series:
            assert {len(row) for row in series["cells"]} == {len(series["columns"])}
            assert len(series["rows"]) == len(series["cells"])
        for x, y, value, across in series.get("points", []):
            assert 0 <= x <= width and 0 <= y <= height and value and across
            assert not re.search(r"[$\\{}]|nan|inf", f"{series['name']} {value} {across}")


def test_every_control_has_a_label() -> None:
    for module in EXPLORERS.values():
        for control in module.explorer().controls.values():
            assert control.description.strip()


def test_an_exception_is_shown_not_swallowed() -> None:
    from racteach.explorers.shell import int_slider

    def compute(*, level: int) -> dict[str, Any]:
        if level > 1:
            raise ValueError("level must be <= 1, not <2>")
        return {}

    explorer = Explorer(
        compute,
        lambda figure, data: None,
        lambda data: "Nothing.",
        {"level": int_slider("l", 1, 1, 2)},
        examples=[],
    )
    explorer.controls["level"].value = 2
    assert "No picture" in explorer.image.value and "&lt;2&gt;" in explorer.image.value
    explorer.controls["level"].value = 1
    assert "<svg" in explorer.image.value


class Idle:
    """A kernel's loop with nothing to do: what waits is called by hand."""

    def __init__(self) -> None:
        self.waiting: list[Any] = []

    def call_later(self, seconds: float, call: Any) -> Any:
        self.waiting.append(call)
        return self

    def cancel(self) -> None:
        self.waiting.clear()


def test_what_is_one_step_away_is_drawn_while_nobody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    loop = Idle()
    drawn: list[str] = []

    def counted(*args: Any, **settings: Any) -> Any:
        drawn.append(settings["alt"])
        return rt.figures.picture(*args, **settings)

    monkeypatch.setattr(shell.asyncio, "get_running_loop", lambda: loop)
    monkeypatch.setattr("racteach.explorers.base.picture", counted)
    explorer = unfolding.explorer()
    sent: dict[str, bytes] = {}
    monkeypatch.setattr(
        explorer.image, "send", lambda content, packed: sent.update({content["at"]: packed[0]})
    )
    assert len(drawn) == 1 and not loop.waiting and not sent, "nobody looks"
    explorer.image._handle_custom_msg({"ready": True}, [])
    for _ in range(3):
        loop.waiting.pop()()
    explorer.controls["entry"].value = 7
    assert len(loop.waiting) == 1, "a change begins anew"
    while loop.waiting:
        loop.waiting.pop()()
    ahead = len(drawn)
    assert ahead > 7 and len(set(drawn)) == ahead, "none is drawn twice"
    for name, value in (("entry", 8), ("entry", 7), ("split", (0, 2)), ("split", (0, 1)), ("entry", 5)):
        explorer.controls[name].value = value
        words = unfolding.describe(unfolding.compute(**explorer.values()))
        assert html.escape(words) in explorer.image.value
        assert gzip.decompress(sent[explorer.image.at]).decode() == explorer.image.value
    assert len(drawn) == ahead


@pytest.mark.parametrize("name", EXPLORERS)
def test_what_is_drawn_ahead_is_what_a_step_of_a_control_shows(name: str) -> None:
    explorer = EXPLORERS[name].explorer()
    if "revealed" in explorer.controls:
        explorer.controls["revealed"].value = True
    begin = explorer.values()
    ahead = list(drawing.neighbours(explorer.controls, begin, explorer.image.asks))
    places = [drawing.place(explorer.controls, values) for values in ahead]
    assert len(set(places)) == len(places) >= len(begin) and explorer.image.at not in places
    for key, control in explorer.controls.items():
        options = control_range(control)
        here = options.index(begin[key])
        for value in {*options[max(0, here - 1) : here + 2]} - {begin[key]}:
            control.value = value
            assert explorer.image.at in places
            for again, back in begin.items():
                explorer.controls[again].value = back
            assert explorer.values() == begin


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


@pytest.mark.parametrize("length", starts.LENGTHS)
def test_the_ranks_shown_modulo_a_small_prime_are_the_true_and_the_certified_ones(length: int) -> None:
    words = list(itertools.product((0, 1), repeat=length))
    for depth in starts.DEPTHS:
        inputs = [fmpz_mat(matrix) for matrix in starts.INPUT_WEIGHTS[:depth]]
        hiddens = [fmpz_mat(matrix) for matrix in starts.HIDDEN_WEIGHTS[:depth]]
        entries = [whole_number_output(inputs, hiddens, word) for word in words]
        side = 2 ** (length // 2)
        table = [entries[k : k + side] for k in range(0, side**2, side)]
        residues = [[int(entry) % starts.PRIME for entry in row] for row in table]
        assert starts.table(depth, length).tolist() == residues
        shown = starts.compute(depth=depth, length=length, rows=side)["ranks"][depth - 1]
        assert shown == nmod_mat(residues, starts.PRIME).rank() == fmpz_mat(table).rank()
        assert shown == theorem.certified(depth, 2, 2, length, True)[0]


def whole_number_output(inputs: list[fmpz_mat], hiddens: list[fmpz_mat], word: tuple[int, ...]) -> Any:
    """Return a circuit's output for a word of two letters over the whole numbers."""
    states: list[Any] = [None] * len(inputs)
    for letter in word:
        below = fmpz_mat([[1 - letter], [letter]])
        for layer, (entering, own) in enumerate(zip(inputs, hiddens, strict=True)):
            news, old = entering * below, states[layer]
            memory = fmpz_mat([[1], [1]]) if old is None else own * old
            below = states[layer] = fmpz_mat([[news[r, 0] * memory[r, 0]] for r in range(2)])
    return below[0, 0] + below[1, 0]


def test_two_words_part_where_their_states_do_and_ranks_are_hidden_until_compared() -> None:
    data = starts.compute(depth=2, length=6, first="abbab", second="abaaaaaaa", box=5)
    assert data["words"] == ["abbaba", "abaaaa"] and data["parting"] == 3 and data["at"] == (2, 0)
    assert "guess the ranks" in starts.describe(data) and "rank 2" not in starts.describe(data)
    assert starts.compute(depth=1, length=8, rows=5)["ranks"] == [2, 5, 5]
    pointed = starts.compute(depth=3, length=4, pointed="bbab")
    assert f"Start bb and end ab give {starts.table(3, 4)[3, 1]}." in starts.describe(pointed)


def held_settings(module: Any) -> list[dict[str, Any]]:
    """Return every setting of a picture to take hold of, or 200 of them where there are too many."""
    controls = module.explorer().controls
    if math.prod(map(len, controls.values())) < 2000:
        return [dict(zip(controls, values, strict=True)) for values in itertools.product(*controls.values())]
    choose = random.Random(15)
    return [{name: choose.choice(values) for name, values in controls.items()} for _ in range(200)]


@pytest.mark.parametrize("name", HELD)
def test_a_picture_to_take_hold_of_draws_and_describes_whatever_is_set(name: str) -> None:
    module, words = HELD[name], set()
    settings = held_settings(module)
    for place, values in enumerate(settings):
        data = module.compute(**values)
        words.add(module.describe(data))
        if place % (len(settings) // 25) == 0:
            module.draw(Figure(), data)
    assert all(text.endswith(".") and "{" not in text for text in words)
    assert len(words) > len(settings) / 5


@pytest.mark.parametrize("name", HELD)
def test_a_picture_to_take_hold_of_is_one_module_with_its_data(name: str) -> None:
    explorer = HELD[name].explorer()
    assert len(json.dumps(explorer.data)) < 300_000
    assert explorer.data["controls"] == explorer.controls
    assert explorer._esm.startswith(script("parts.js")) and explorer._esm.count("export default") == 1
    assert "innerHTML" not in explorer._esm, "data are text, never markup"
    for control, allowed in explorer.controls.items():
        assert explorer.trait_metadata(control, "sync") and getattr(explorer, control) in allowed
    control, allowed = next(iter(explorer.controls.items()))
    assert getattr(HELD[name].explorer(**{control: allowed[-1]}), control) == allowed[-1]
    with pytest.raises(TypeError, match="there is no control nothing, only "):
        HELD[name].explorer(nothing=1)


def test_the_theorem_explorer_stays_between_what_is_proved() -> None:
    for values in held_settings(theorem):
        data = theorem.compute(**values)
        caps = data["cap"] or [math.inf] * len(data["rank"])
        for rank, state, end, cap in zip(data["rank"], data["state"], data["end"], caps, strict=True):
            assert rank is None or rank <= min(state, end, cap)
        for rank, exact, lower, status in zip(
            data["rank"], data["exact"], data["lower"], data["lower_status"], strict=True
        ):
            if exact:
                assert (lower <= rank) if status != "refuted" else (rank < lower)
            assert status in ("proved", "conjectured", "refuted") and (
                status == "proved" or values["letters"]
            )


def test_the_theorem_explorer_shows_the_power_bound_and_where_letters_refute_its_form() -> None:
    size = {"depth": 4, "input_dim": 4, "channels": 3, "length": 4}
    vectors, letters = theorem.compute(**size), theorem.compute(**size, letters=True)
    assert vectors["lower"] == [rt.bounds.power_bound(4, 4, 3, t) for t in theorem.LENGTHS]
    assert letters["lower_status"][:5] == ["conjectured", "refuted", "refuted", "refuted", "conjectured"]
    assert (letters["rank"][1], letters["lower"][1]) == (12, 15)
    assert "the paper's form is 15 (refuted)" in theorem.describe(letters)


def test_the_degree_of_the_power_adds_up_the_counts_of_the_end() -> None:
    for depth, n, m in itertools.product(power.DEPTHS, power.HALVES, power.VARIABLES):
        data = power.compute(depth=depth, half_length=n, variables=m)
        top = data["counts"][-1]
        assert data["degree"] == sum(top[n:])
        assert data["terms"] == rt.bounds.power_bound(depth, m, m, 2 * n)
        for below, above in itertools.pairwise(data["counts"]):
            assert above == [sum(below[t:]) for t in range(2 * n)]
    hidden = power.compute(depth=3, half_length=3, variables=2, revealed=False)
    assert "predict" in power.describe(hidden) and "6 times" not in power.describe(hidden)


def test_lanes_hold_every_copy_of_every_state_once() -> None:
    for depth, length in itertools.product(duplication.DEPTHS, duplication.LENGTHS):
        rows = duplication.lanes(depth, length)
        network = rt.tensor_network(depth, length)
        for layer in range(1, depth + 1):
            held = sum(row["last"] for row in rows if row["layer"] == layer)
            drawn = [node for node, at in network.nodes(data="layer") if at == layer]
            assert held == len(drawn)
        crossing = sum(row["last"] > length // 2 for row in rows)
        assert crossing == len(rt.mid_state_cut(network, 2, 2).lines)
        assert len({row["y"] for row in rows}) == len(rows)


def test_paths_are_counted_and_cuts_weighed_as_the_graph_says() -> None:
    for depth, length in ((1, 4), (2, 6), (3, 6), (4, 4)):
        graph, network = rt.dependence_graph(depth, length), rt.tensor_network(depth, length)
        for step, layer in itertools.product(range(1, length + 1), range(1, depth + 1)):
            for cut in {step, length // 2} - {length}:
                data = duplication.compute(depth=depth, length=length, cut=cut, step=step, layer=layer)
                paths = nx.all_simple_paths(graph, ("h", step, layer), "y")
                crossing = [path for path in paths if step != cut or path[1][1] == step + 1]
                assert data["paths"] == len(crossing)
        for through, cut in (("states", rt.mid_state_cut), ("inputs", rt.end_input_cut)):
            data = duplication.compute(depth=depth, length=length, channels=3, through=through)
            found = cut(network, 3, 3)
            assert (data["lines"], data["weight"]) == (len(found.lines), found.weight)
            bundles = [rt.bounds.multiset_coefficient(3, number) for _, number in data["groups"]]
            assert data["bundled"] == math.prod(bundles)


def test_a_network_too_large_to_draw_is_refused_with_its_size() -> None:
    with pytest.raises(ValueError, match="has 5,005 nodes: it is drawn up to L = 4 and T = 12"):
        duplication.compute(depth=5, length=10)


def test_darts_hit_the_zero_polynomial_only() -> None:
    hits = [zeros.compute(minor=name, darts=200)["hits"] for name in zeros.MINORS]
    assert hits == [0, 0, 0, 0, 200]


def test_a_minor_is_the_determinant_of_the_circuit() -> None:
    for minor in zeros.MINORS.values():
        for x, y in ((2, 5), (-1, 3), (1, 1)):
            weights = ([[1, 2], [2, 1]], [[1, 2], [1, 1]]), ([[x, 1], [1, y]], [[1, 1], [2, 1]])
            circuit = rt.RAC(weights[0][: minor.depth], weights[1][: minor.depth], [[1, 1]])
            B = rt.start_end_matricization(rt.grid_tensor(circuit, 2 * minor.half_length))
            block = B[np.ix_(minor.rows, minor.columns)]
            assert np.array_equal(block, block.astype(int))
            found = zeros.minor_values(minor, np.array([x]), np.array([y]))[0]
            assert found == fmpz_mat(block.astype(int).tolist()).det()


def test_terms_that_are_kept_are_the_best_approximation_and_ranks_are_exact() -> None:
    ranks = {"EQUALITY": [2, 4, 8, 4, 2], "sum": [2] * 5, "product": [2, 2, 1, 2, 2], "empty": [0] * 5}
    for name, table in bottleneck.PRESETS.items():
        for split in range(1, 6):
            data = bottleneck.compute(table=table, split=split, off=[2, 3, 4, 5, 6, 7])
            matrix = np.reshape(table, (2**split, -1))
            assert data["rank"] == fmpz_mat(matrix.tolist()).rank()
            assert name not in ranks or data["rank"] == ranks[name][split - 1]
            sigma = np.linalg.svd(matrix, compute_uv=False)
            assert np.linalg.norm(data["rest"]) == pytest.approx(np.linalg.norm(sigma[2:]), abs=1e-9)
            assert data["columns"] @ data["rows"] + data["rest"] == pytest.approx(matrix)


def test_grids_reach_the_separation_rank_of_polynomials() -> None:
    for function in templates.EXACT:
        ranks, truth = templates.grid_ranks(function), templates.IN_TRUTH[function]
        assert ranks[-1] == (16 if truth is None else truth)
        assert list(ranks) == sorted(ranks)


def test_bonds_of_a_train_are_the_exact_ranks_at_its_cuts() -> None:
    for input_dim, channels, length in ((2, 3, 6), (3, 4, 4), (2, 5, 7)):
        circuit = rt.RAC.random(
            depth=1, input_dim=input_dim, channels=channels, seed=3, arithmetic=rt.Modular()
        )
        grid = rt.grid_tensor(circuit, length)
        ranks = [rt.exact_rank(rt.matricize(grid, start=range(t))) for t in range(1, length)]
        data = train.compute(length=length, input_dim=input_dim, channels=channels, cut=1)
        assert data["bonds"] == ranks


def test_stars_and_bars_are_all_different_and_can_be_read_back() -> None:
    data = monomials.compute(variables=4, degree=4)
    assert len(set(data["stars"])) == data["count"] == 35
    for exponents, text in zip(data["monomials"], data["stars"], strict=True):
        assert tuple(len(part) for part in text.split("|")) == exponents


def test_no_new_explorer_tells_what_is_to_be_predicted() -> None:
    hidden = outcomes.compute(task="compare: are the halves equal?", length=8, revealed=False)
    assert "16 different" not in outcomes.describe(hidden)
    for module in (plateau, train, profile):
        assert "hidden" in module.describe(module.compute(**{**first_setting(module), "revealed": False}))


def first_setting(module: Any) -> dict[str, Any]:
    return {name: control_range(control)[0] for name, control in module.explorer().controls.items()}


def test_decay_says_what_the_ranks_are_and_hides_only_what_is_predicted() -> None:
    setting = {"depth": 3, "length": 12, "input_dim": 3, "weights": "normal, seed 0"}
    shown, hidden = decay.compute(**setting), decay.compute(**setting, revealed=False)
    assert (shown["rank"], shown["verdict"], len(shown["true"])) == (304, 1, 304)
    assert "Float64 says 1." in decay.describe(shown)
    assert "Float64 says" not in decay.describe(hidden) and "304" in decay.describe(hidden)
    too_large = decay.compute(depth=4, length=12, input_dim=3, weights="normal, seed 0")
    assert too_large["true"] is None and "not computed" in too_large["note"]
    assert "not computed" in decay.describe(too_large)


def test_remainders_agree_with_the_exact_rank_and_each_step_keeps_it() -> None:
    longest = 0
    for matrix, prime in itertools.product(remainders.MATRICES, remainders.PRIMES):
        stages = remainders.eliminate(remainders.MATRICES[matrix], prime)
        longest = max(longest, len(stages) - 1)
        data = remainders.compute(matrix=matrix, prime=prime, step=remainders.MOST_STEPS)
        assert data["finished"] and data["rank"] == rt.exact_rank(data["rows"], prime=prime)
        assert data["true_rank"] == np.linalg.matrix_rank(np.array(data["rows"], dtype=float))
        assert round(np.linalg.det(data["rows"])) == data["determinant"]
        if data["determinant"]:
            assert (data["rank"] < data["true_rank"]) == (prime in data["factors"])
        for stage in stages:
            assert rt.exact_rank(stage["rows"], prime=prime) == data["rank"]
            rows = stage["rows"]
            assert all(rows[i][j] for i, j in stage["pivots"])
        below = [
            rows[i][j] for k, (_, j) in enumerate(data["stage"]["pivots"]) for i in range(k + 1, len(rows))
        ]
        assert not any(below) and not any(map(any, rows[data["rank"] :]))
    assert longest == remainders.MOST_STEPS


def test_remainders_lose_one_and_two_for_some_prime() -> None:
    def lost(matrix: str, prime: int) -> int:
        data = remainders.compute(matrix=matrix, prime=prime, step=0)
        return int(data["true_rank"] - data["rank"])

    assert [lost("3 × 3, A", p) for p in remainders.PRIMES] == [0, 1, 0, 1, 0, 0, 0]
    assert [lost("4 × 4, C", p) for p in remainders.PRIMES] == [1, 0, 1, 0, 1, 1, 0]
    assert [lost("4 × 4, D", p) for p in remainders.PRIMES] == [0, 2, 0, 1, 0, 0, 0]


def test_sampled_blocks_of_words_need_more_rows_than_the_rank() -> None:
    words, vectors = (f"L = 3, M = 3, R = 2, T = 12, {kind}" for kind in ("words", "random vectors"))
    assert max(sampled.compute(case=words, size=304)["answers"]) < 304
    assert set(sampled.compute(case=words, size=352)["answers"]) == {304}
    assert set(sampled.compute(case=vectors, size=312)["answers"]) == {304}
    capped = sampled.compute(case=words, size=1024)
    assert (capped["size"], set(capped["answers"])) == (729, {304}) and "whole matrix" in capped["note"]
    hidden = sampled.compute(case=words, size=312, revealed=False)
    assert max(hidden["sizes"]) == 304 and not re.search(r"29\d", sampled.describe(hidden))


def test_the_mirrored_table_is_symmetric_wherever_both_are_certified_exactly() -> None:
    for channels in mirror.CHANNELS:
        ranks = mirror.table(channels)
        for (depth, half), (rank, exact) in ranks.items():
            other = ranks.get((half, depth))
            if exact and other is not None:
                assert other[0] == rank if other[1] else other[0] <= rank
    assert mirror.table(2)[3, 3] == (52, True)


def test_growth_has_the_degrees_that_it_names() -> None:
    def degree(values: list[int]) -> int:
        differences, k = list(values), 0
        while any(differences):
            differences = [b - a for a, b in itertools.pairwise(differences)]
            k += 1
        return k - 1

    degrees = {what: [degree(v) for v in growth.curves(what).values()] for what in growth.SERIES}
    assert degrees["length T, with R = M = 3"] == [0, 2, 6]
    assert degrees["channels R = M, with T = 12"] == [1, 7, 27]
    assert degrees["depth L, with R = M = 2"] == [0, 1, 3]
    for what in growth.SERIES:
        numbers = re.findall(r"\d+", growth.SERIES[what][-1])
        assert numbers == [str(d) for d in degrees[what] if str(d) in numbers and d]


class Screen:
    """What a notebook shows in place of a display handle."""

    shown: list[dict[str, str]]

    def __init__(self) -> None:
        Screen.shown = []

    def display(self, bundle: dict[str, str], *, raw: bool) -> None:
        assert raw
        self.shown.append(bundle)

    update = display


PLAN = [(1, 1, 20), (1, 2, 20), (2, 2, 20)]


def test_training_shows_count_time_and_a_picture_that_grows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(students, "DisplayHandle", Screen)
    monkeypatch.setattr(students, "_SECONDS_A_PICTURE", 0)
    errors = students.trained(PLAN, half_length=1, epsilon=1.0, starts=2)
    assert [len(found) for found in errors.values()] == [2, 2, 2]
    words = [bundle["text/plain"] for bundle in Screen.shown]
    assert words[0].startswith("0 of 6 students trained")
    assert all(
        re.match(rf"{k} of 6 students trained, about \d+ seconds? left", words[k]) for k in range(1, 7)
    )
    assert words[-1].startswith("6 of 6 students trained. Errors of circuits")
    assert "Depth 2: R = 2" not in words[2] and "Depth 2: R = 2" in words[-1]
    assert all("<img" in bundle["text/html"] for bundle in Screen.shown[1:])


@pytest.mark.parametrize("before", [0, 3])
def test_an_interrupted_training_keeps_what_it_found(monkeypatch: pytest.MonkeyPatch, before: int) -> None:
    def interrupted(*args: Any, **kwargs: Any) -> Any:
        for step in rt.learning.train_students(*args, **kwargs):
            if step.trained > before:
                raise KeyboardInterrupt
            yield step

    monkeypatch.setattr(students, "DisplayHandle", Screen)
    monkeypatch.setattr(students, "train_students", interrupted)
    errors = students.trained(PLAN, half_length=1, epsilon=1.0, starts=2)
    assert sum(map(len, errors.values())) == before
    last = Screen.shown[-1]["text/plain"]
    assert last.startswith(f"{before} of 6 students trained: stopped, and what was found is kept.")
