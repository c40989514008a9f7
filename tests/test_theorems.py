"""docs/theorems.md against the library: every table, every number that a command prints, every name."""

from __future__ import annotations

import contextlib
import io
import itertools
import math
import re
import shlex
from pathlib import Path

import numpy as np
import pytest

import racteach as rt
from racteach import bounds, constructions
from racteach.certificates.reading import read_certificate

TEXT = (Path(__file__).parents[1] / "docs" / "theorems.md").read_text(encoding="utf-8")
STATUSES = ("proved", "proved with a certified base", "conjectured", "open")
FORMULA = re.compile(r"\$\$(.+?)\$\$|\$([^$\n]+?)\$", re.DOTALL)
PRIME = 8388593
CERTIFICATES = sorted((Path(__file__).parents[1] / "docs" / "certificates").glob("*.json"))


def table(header):
    """The rows of the one table whose header begins so: its cells, as text."""
    lines = TEXT.splitlines()
    [begin] = [i for i, line in enumerate(lines) if line.startswith(header)]
    rows = itertools.takewhile(lambda line: line.startswith("|"), lines[begin + 2 :])
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]


def numbers(text):
    return [int(number) for number in re.findall(r"\d+", text)]


def sizes(command):
    """The arguments of rt.separation_rank in a line ``racteach rank ...``."""
    words = shlex.split(command)[2:]
    pairs = zip(words[::2], words[1::2], strict=True)
    options = {name.removeprefix("--").replace("-", "_"): value for name, value in pairs}
    return {name: int(value) if value.isdigit() else value for name, value in options.items()}


# Form


def test_every_result_has_status_place_and_command():
    lines = [line for line in TEXT.splitlines() if line.startswith("**Status:**")]
    assert len(lines) == TEXT.count("**Status:**") >= 20
    for line in lines:
        assert "**In the library:**" in line and "**Recompute:**" in line
        assert any(status in line for status in STATUSES), line
    results = re.findall(r"^### (.+)$", TEXT, re.MULTILINE)
    for result in results:
        assert f"### {result}\n\n**Status:**" in TEXT, result


def test_no_markdown_rule_can_cut_a_formula():
    for display, inline in FORMULA.findall(TEXT):
        formula = display or inline
        assert not re.search(r"\\[{},;!|%#&]|[)}\]]_\S|\*|[<>|]|\]\(", formula), formula
    assert all(line.count("$") % 2 == 0 for line in TEXT.splitlines())


def test_every_link_into_it_finds_its_heading():
    headings = re.findall(r"^#+ (.+)$", TEXT, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}
    own = re.findall(r"\]\(#([^)]+)\)", TEXT)
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    linked = re.findall(r"docs/theorems\.md#([^)]+)\)", readme)
    assert len(own) > 8 and len(linked) > 4
    assert set(own + linked) - anchors == set()


def test_every_name_exists():
    for module in (bounds, constructions):
        short = module.__name__.removeprefix("racteach.")
        names = re.findall(rf"`{short}\.(\w+)`", TEXT)
        assert names
        assert [name for name in names if not hasattr(module, name)] == []


def test_every_proved_function_is_named():
    proved = [
        name
        for name in bounds.__all__
        if callable(getattr(bounds, name))
        and re.search(r"\bproved\b", getattr(bounds, name).__doc__ or "", re.I)
    ]
    assert len(proved) > 8
    missing = [
        name for name in proved if not re.search(rf"\b{name}\b", TEXT) and name not in ("Bound", "Status")
    ]
    assert missing == []


@pytest.mark.parametrize("code", sorted(set(re.findall(r'`python -c "(.+?)"`', TEXT))))
def test_every_python_command_runs_and_prints_what_the_text_says(code):
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(code, {})
    said = [line.split(f'`python -c "{code}"`')[1] for line in TEXT.splitlines() if code in line]
    for after in said:
        if after.strip().startswith("prints"):
            assert after.strip().startswith(f"prints {printed.getvalue().strip()}")


@pytest.mark.parametrize("command, said", re.findall(r"`(racteach rank --[^`]+)`(?: gives (\d+))?", TEXT))
def test_every_rank_command_is_exact_and_gives_what_the_text_says(command, said):
    rank = rt.separation_rank(**sizes(command)).rank
    assert rank is not None
    assert not said or rank == int(said)


# Tables


def test_table_of_theorem_a():
    for depth, degree, two, three in (map(int, row) for row in table("| $L$ | $D$ at")):
        assert degree == bounds.multiset_coefficient(6, depth - 1)
        assert (two, three) == tuple(bounds.power_bound(depth, m, m, 12) for m in (2, 3))


def test_table_of_letters_below_the_papers_form():
    rows = [tuple(map(int, row)) for row in table("| $L$ | $M$ | $R$ | $n$ | rank, letters")]
    assert {row[:4]: row[4:] for row in rows} == bounds.COUNTEREXAMPLES
    for depth, m, r, n, rank, needed in rows:
        assert needed == bounds.paper_lower_bound(depth, m, r, 2 * n) > rank
        assert rank == bounds.end_bound(depth, m, r, 2 * n, templates=m)
        assert rank == rt.separation_rank(depth, m, r, 2 * n, templates="one-hot").rank


def test_table_of_depth_two_with_few_features():
    rows = table("| $M, R$ | $n_s$")
    for pair, _, base, reached, smaller in rows:
        m, r = numbers(pair)
        n0, dimension = numbers(base)
        assert dimension == bounds.sharp_bound(2, m, r, 2 * n0)
        found = numbers(smaller.split(":")[1])
        assert found == [bounds.sharp_rank(2, m, r, 2 * n) for n in range(2, 2 + len(found))]
        assert found == [rt.separation_rank(2, m, r, 2 * n).rank for n in range(2, 2 + len(found))]
        assert 2 + len(found) >= max(n0, int(reached))  # so no n >= 2 is left out
    assert {tuple(numbers(row[0])) for row in rows} == bounds.NARROW_PAIRS


def test_table_of_depth_three():
    for r, *values in (list(map(int, row)) for row in table("| $R$ | $n = 3$")):
        assert values == [bounds.sharp_bound(3, r, r, 2 * n) for n in (3, 4, 5, 6)]


def test_depth_three_with_two_channels():
    for n in range(1, 30):
        assert bounds.sharp_bound(3, 2, 2, 2 * n) == n**3 + 2 * n**2 + 3 * n - 2


def test_table_and_staircase_of_depth_four():
    [values] = table("| $n$ | 4 | 5 | 6 | 7 | 8 |")
    assert list(map(int, values[1:])) == [bounds.depth_four_bound(n) for n in range(4, 9)]
    for n in range(4, 12):
        below, here = (bounds.sharp_bound(3, 2, 2, 2 * k) for k in (n - 1, n))
        stairs = [below, *(here - 2 * (n - k) * (n - k + 1) for k in range(1, n + 1))]
        degree = math.comb(n + 2, 3)
        blocks = [stairs[min(k, degree - k, n)] for k in range(degree + 1)]
        assert sum(blocks) == bounds.depth_four_bound(n)
        if n == 4:
            assert stairs == [52, 82, 94, 102, 106]
            assert ", ".join(map(str, stairs)) in TEXT


def test_table_of_the_narrow_circuit():
    for n, conditions, bound, end, sharp in (map(int, row) for row in table("| $n$ | $c$ | bound")):
        d = n * (n + 1) // 2
        surface = math.comb(2 * d + n + 2, 2) - 3 * math.comb(d + 1, 2)
        assert conditions == 3 * math.comb(n + 3, 4) + surface - 3 * math.comb(n + 1, 2) + 3
        assert bound == 3 * (math.comb(d + 2, 2) * math.comb(n + 2, 2) - conditions)
        assert bound == bounds.narrow_bound(n)
        assert end == bounds.end_bound(3, 2, 3, 2 * n)
        assert sharp == bounds.sharp_bound(3, 2, 3, 2 * n)


def test_table_of_mirrors():
    rows = table("| $L$ | $n$ | $R$ | rank | mirror |")
    assert len(rows) == len(bounds.CERTIFIED_MIRRORS)
    for depth, n, r, rank, mirror in rows:
        depth, n, r, rank = map(int, (depth, n, r, rank))
        assert numbers(mirror) == [n, depth]
        assert bounds.depth_time_dual(depth, 2 * n) == (n, 2 * depth)
        assert rank == bounds.dual_bound(depth, r, r, 2 * n) == bounds.CERTIFIED_MIRRORS[depth, r, n]


def test_numbers_in_running_text():
    cubic = [bounds.sharp_bound(3, 2, 2, 2 * n) for n in range(3, 11)]
    assert f"{', '.join(map(str, cubic))} for $L = 3, \\dots, 10$" in TEXT
    state = [bounds.state_bound(4, 2, 2, 2 * n) for n in (4, 5)]
    layer = [bounds.layer_bound(4, 2, 2, 2 * n) for n in (4, 5)]
    assert (
        f"{layer[0]} and {layer[1]} for $n = 4, 5$, between the state bound ({state[0]}, {state[1]})" in TEXT
    )
    for e in (2, 3, 4):
        assert rt.separation_rank(2, 3, 3, 2 + e, split=2).rank == bounds.sharp_bound(2, 3, 3, 2 * e)
    for e in (3, 4, 5):
        assert rt.separation_rank(3, 2, 2, 3 + e, split=3).rank == bounds.sharp_bound(3, 2, 2, 2 * e)
    assert rt.separation_rank(2, 2, 3, 6, split=2).lower_bound == 39
    assert bounds.best_upper_bound(2, 2, 3, 6, split=2)[0] == 42
    assert rt.separation_rank(3, 2, 2, 6, split=2).lower_bound == 80
    assert bounds.best_upper_bound(3, 2, 2, 6, split=2)[0] == 106


# Two proofs, step by step


@pytest.mark.parametrize("m, n", [(2, 1), (2, 3), (3, 2)])
def test_shallow_proof_words_as_channel_numbers(m, n):
    for r in range(1, m**n + 1):
        letters = (np.arange(r)[:, None] % m == np.arange(m)).astype(int)
        append = np.zeros((r, r), dtype=int)
        for channel, digit in itertools.product(range(r), range(m)):
            if m * channel + digit < r:
                append[m * channel + digit, channel] = 1
        reached = set()
        for word in itertools.product(range(m), repeat=n):
            state = letters[:, word[0]]
            for letter in word[1:]:
                state = letters[:, letter] * (append @ state)
            reached.add(tuple(state.tolist()))
        assert reached - {(0,) * r} == {tuple(row) for row in np.eye(r, dtype=int).tolist()}


@pytest.mark.parametrize("r, n", [(2, 2), (2, 4), (3, 2), (3, 3)])
def test_theorem_b_one_choice_of_weights_fills_every_block(r, n):
    """The proof's circuit: all ones in W^{H,1}, ones plus the identity elsewhere, and free mid states."""
    rng = np.random.default_rng(0)
    full = r * bounds.multiset_coefficient(r, n)
    mix = np.ones((r, r), dtype=int) + np.eye(r, dtype=int)
    u, g = rng.integers(1, PRIME, (2, full + 5, 1, r))
    first, second = u * np.ones((1, full + 5, 1), dtype=int), g * np.ones((1, full + 5, 1), dtype=int)
    for step in range(n):
        inputs = rng.integers(1, PRIME, (1, full + 5, r))
        first = first * inputs % PRIME
        second = second * (first @ mix % PRIME) % PRIME
        if step < n - 1:
            first = np.repeat(first.sum(-1, keepdims=True), r, axis=-1) % PRIME
            second = second @ mix % PRIME
    assert rt.exact_rank(second.sum(-1) % PRIME, prime=PRIME) == full


@pytest.mark.parametrize("path", CERTIFICATES, ids=lambda path: path.stem)
def test_a_certified_lower_bound_is_what_its_file_says(path):
    certificate = read_certificate(path.read_bytes())
    [sentence] = [line for line in TEXT.splitlines() if f"certificates/{path.name}" in line]
    assert {certificate.lower_bound, certificate.upper_bound} <= set(numbers(sentence))
    assert certificate.lower_bound == sum(certificate.ranks) < certificate.upper_bound
    size = certificate.depth, certificate.input_dim, certificate.channels, certificate.length
    assert bounds.sharp_rank(*size) is None


def test_the_steps_of_depth_five_below_the_plateau():
    [path] = [path for path in CERTIFICATES if path.stem == "depth5_channels2_length10"]
    ranks = tuple(read_certificate(path.read_bytes()).ranks)
    steps = sorted(set(ranks))
    assert ranks == (*steps, *[steps[-1]] * (ranks.count(steps[-1]) - 2), *steps[::-1])
    assert ranks.count(6444) == 41 and set(steps) <= set(numbers(TEXT))
    missing = [steps[-1] - rank for rank in steps[::-1]]
    triangular = [24 * k * (k + 1) // 2 for k in range(len(steps))]
    assert [a == b for a, b in zip(missing, triangular, strict=True)].index(False) == 10
