"""Verification accepts what is true and nothing else, and answers with a sentence whatever it is given."""

from __future__ import annotations

import ast
import dataclasses
import hashlib
import json
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import racteach as rt
from racteach.certificates import blocks, certificate, evaluator, proving, reading, sequences
from racteach.certificates.proving import verify_certificate
from racteach.exact import sampling
from racteach.exact.arithmetic import Modular
from racteach.exact.elimination import rank_modulo
from racteach.journal import files

SMALL = rt.separation_rank(2, 2, 2, 4)
LOWER = rt.separation_rank(3, 2, 2, 4, templates=3, seed=5, prime=7)
WORDS = rt.separation_rank(2, 3, 2, 5, split=2, templates="one-hot", seed=1)
VALID = [SMALL, LOWER, WORDS]
STEPS = ["schema", "types", "version", "primality", "sizes and memory", "rank", "bound", "entries"]
STEPS += ["checksum"]


def fields_of(made):
    return json.loads(made.to_json())


def sealed(fields):
    """The fields as JSON with their checksum made anew, as a forger would."""
    rest = {key: value for key, value in fields.items() if key != "checksum"}
    digest = hashlib.sha256(json.dumps(rest, sort_keys=True).encode()).hexdigest()
    return json.dumps({**rest, "checksum": digest})


def refused(source, step=None, **options):
    """Verify, assert that it is refused in one sentence, and return the sentence."""
    found = verify_certificate(source, **options)
    assert not found.valid and not found
    assert "\n" not in found.message and len(found.message) < 400
    assert found.message.isprintable()
    assert [check.ok for check in found.checks[:-1]] == [True] * (len(found.checks) - 1)
    assert found.checks[-1].ok is False
    if step is not None:
        assert found.checks[-1].name == step, found.message
    return found.message


# What is true


@pytest.mark.parametrize("made", VALID, ids=repr)
def test_what_is_true_is_valid(made, tmp_path):
    file = tmp_path / "certificate.json"
    made.save(file)
    for source in (made, made.to_json(), file, str(file)):
        found = verify_certificate(source)
        assert found.valid and found, found.message
        assert [check.name for check in found.checks] == [*STEPS, "seconds, library"]
        assert [check.ok for check in found.checks] == [True] * len(STEPS) + [None]
    assert list(tmp_path.iterdir()) == [file]


@given(
    depth=st.integers(1, 4),
    input_dim=st.integers(1, 3),
    channels=st.integers(1, 3),
    start=st.integers(1, 3),
    end=st.integers(1, 3),
    templates=st.sampled_from(["generic", "one-hot", 1, 2, 4]),
    seed=st.integers(0, 2**70),
    prime=st.sampled_from([2, 3, 7, 101, 8388593]),
)
@settings(max_examples=60)
def test_every_certificate_that_is_made_is_valid(
    depth, input_dim, channels, start, end, templates, seed, prime
):
    assume(rt.bounds.best_upper_bound(depth, input_dim, channels, start + end, split=start)[0] <= 400)
    made = rt.separation_rank(
        depth, input_dim, channels, start + end, split=start, templates=templates, seed=seed, prime=prime
    )
    found = verify_certificate(made)
    assert found.valid, (made, found.message)


def test_numpy_numbers_make_the_same_certificate():
    made = rt.separation_rank(*map(np.int64, (2, 2, 2, 4)), templates=np.int64(3), seed=np.int64(0))
    assert verify_certificate(made.to_json()).valid


# What is not


@given(st.data())
@settings(max_examples=300)
def test_a_changed_field_is_refused(data):
    fields = fields_of(data.draw(st.sampled_from(VALID)))
    key = data.draw(st.sampled_from(sorted(fields)))
    numbers = st.integers(-2, 12) | st.sampled_from([2**23, 10**9, 2**64 + 13, 10**4000])
    near = [fields[key] + step for step in (-1, 1)] if type(fields[key]) is int else []
    other = data.draw(
        numbers
        | st.none()
        | st.booleans()
        | st.floats(allow_nan=False, allow_infinity=False)
        | st.text(max_size=5)
        | st.sampled_from(
            ["exact", "lower bound", "state bound", "end bound", "sharp bound", "generic", *near]
        )
        | st.lists(st.integers(), max_size=2)
    )
    assume(type(other) is not type(fields[key]) or other != fields[key])
    refused(json.dumps({**fields, key: other}))
    if key != "checksum" and verify_certificate(sealed({**fields, key: other})).valid:
        # a true certificate of another size or block: whoever makes the checksum anew may claim what is true
        made = reading.read_certificate(sealed({**fields, key: other}).encode())
        assert brute_force_rank(made) == made.lower_bound == fields["lower_bound"]
        assert made.upper_bound == fields["upper_bound"] and made.verdict == fields["verdict"]


def slow_rank(rows, prime):
    """Elimination modulo p, one row after the other, in Python integers."""
    rows, rank = [list(row) for row in rows], 0
    for column in range(len(rows[0])):
        pivot = next((i for i in range(rank, len(rows)) if rows[i][column]), None)
        if pivot is None:
            continue
        rows[rank], rows[pivot] = rows[pivot], rows[rank]
        for i in range(rank + 1, len(rows)):
            factor = rows[i][column] * pow(rows[rank][column], -1, prime)
            rows[i] = [(a - factor * b) % prime for a, b in zip(rows[i], rows[rank], strict=True)]
        rank += 1
    return rank


def brute_force_rank(made):
    """The rank of a certificate's block by the slow evaluator and slow elimination."""
    slow = evaluator.Evaluator(
        made.depth, made.input_dim, made.channels, made.split, made.length - made.split, made.templates,
        seed=made.seed, prime=made.prime, rows=made.rows, columns=made.columns,
    )  # fmt: skip
    block = [[slow.entry(i, j) for j in range(made.columns)] for i in range(made.rows)]
    return slow_rank(block, made.prime)


@pytest.mark.parametrize(
    ("key", "value", "step"),
    [
        ("format", "racteach-certificat", "types"),
        ("version", 2, "version"),
        ("version", 0, "version"),
        ("version", True, "types"),
        ("version", 1.0, "types"),
        ("depth", 2.0, "types"),
        ("depth", True, "types"),
        ("depth", "2", "types"),
        ("depth", None, "types"),
        ("depth", 0, "types"),
        ("depth", 1, "rank"),
        ("depth", 10**9, "sizes and memory"),
        ("channels", 10**9, "sizes and memory"),
        ("input_dim", 10**9, "sizes and memory"),
        ("length", 10**9, "sizes and memory"),
        ("length", 2, "sizes and memory"),
        ("split", 4, "sizes and memory"),
        ("rows", 10**9, "sizes and memory"),
        ("columns", 10**9, "sizes and memory"),
        ("rows", 5, "sizes and memory"),
        ("templates", 10**9, "sizes and memory"),
        ("templates", 2**33, "sizes and memory"),
        ("templates", "one-hot", "sizes and memory"),
        ("templates", "Generic", "types"),
        ("templates", 0, "types"),
        ("templates", [2], "types"),
        ("seed", -1, "types"),
        ("prime", 0, "primality"),
        ("prime", 1, "primality"),
        ("prime", 4, "primality"),
        ("prime", 6, "primality"),
        ("prime", 91, "primality"),
        ("prime", 8388593 * 2, "primality"),
        ("prime", 2**64 + 13, "primality"),
        ("lower_bound", 5, "rank"),
        ("lower_bound", 7, "rank"),
        ("upper_bound", 5, "bound"),
        ("upper_bound", 7, "bound"),
        ("upper_bound", None, "bound"),
        ("upper_bound", 10**4000, "bound"),
        ("upper_bound_name", "state bound!", "bound"),
        ("upper_bound_name", "end bound", "bound"),
        ("verdict", "lower bound", "bound"),
        ("verdict", "certain", "bound"),
        ("seconds", -1, "types"),
        ("seconds", "0", "types"),
        ("library", 1, "types"),
    ],
)
def test_each_step_finds_what_it_is_for(key, value, step):
    refused(json.dumps({**fields_of(SMALL), key: value}), step)
    refused(sealed({**fields_of(SMALL), key: value}), step)


@pytest.mark.parametrize(
    ("key", "value"), [("seconds", 3.5), ("seconds", 10**400), ("library", "\ud800\x1b[0m")]
)
def test_what_proves_nothing_is_said_to_be_unchecked(key, value):
    refused(json.dumps({**fields_of(SMALL), key: value}), "checksum")
    found = verify_certificate(sealed({**fields_of(SMALL), key: value}))
    assert found.valid
    assert found.checks[-1].ok is None and found.checks[-1].name == "seconds, library"
    assert "not checked" in str(found)


@pytest.mark.parametrize(("key", "value"), [("seed", 1), ("rows", 15), ("prime", 101), ("input_dim", 3)])
def test_a_change_that_is_true_all_the_same_is_a_change(key, value):
    changed = {**fields_of(SMALL), key: value}
    assert "changed after it was made" in refused(json.dumps(changed), "checksum")
    assert verify_certificate(sealed(changed)).valid
    spaced = json.dumps(dict(reversed(fields_of(SMALL).items())), indent=3)
    assert verify_certificate(spaced).valid


def test_a_false_verdict_of_exact_is_refused():
    fields = fields_of(LOWER)
    assert fields["verdict"] == "lower bound"
    assert "verdict" in refused(json.dumps({**fields, "verdict": "exact"}), "bound")
    claimed = {**fields, "verdict": "exact", "upper_bound": fields["lower_bound"]}
    refused(json.dumps(claimed), "bound")


def test_the_first_failing_step_is_the_one_reported():
    """Each step is broken together with all later ones."""
    broken = {"library": 1, "prime": 4, "rows": 10**9, "lower_bound": 5, "upper_bound": 5}
    text = json.dumps({**fields_of(SMALL), **broken})
    assert "library" in refused(text, "types")
    del broken["library"]
    assert "prime" in refused(json.dumps({**fields_of(SMALL), **broken}), "primality")
    del broken["prime"]
    refused(json.dumps({**fields_of(SMALL), **broken}), "sizes and memory")
    del broken["rows"]
    refused(json.dumps({**fields_of(SMALL), **broken}), "rank")


def test_a_newer_version_has_its_own_sentence_whatever_else_it_brings():
    fields = {**fields_of(SMALL), "version": 2}
    for more in ({}, {"proof": "a new key"}, {"seed": {"new": "type"}}):
        assert "update racteach" in refused(json.dumps({**fields, **more}))
    assert "update" not in refused(json.dumps({**fields, "format": "something else"}))


# Texts that are no certificate


@pytest.mark.parametrize("made", [SMALL, WORDS], ids=repr)
def test_truncated_anywhere_it_is_refused(made):
    text = made.to_json()
    for end in range(len(text)):
        refused(text[:end] if end else "", "schema")
    for begin in range(2, len(text), 7):
        refused("{" + text[begin:])


def test_a_truncated_file_is_refused(tmp_path):
    file = tmp_path / "certificate.json"
    data = SMALL.to_json().encode()
    for end in (0, 1, len(data) // 2, len(data) - 1):
        file.write_bytes(data[:end])
        refused(file, "schema")


@given(st.data())
@settings(max_examples=150)
def test_a_changed_byte_never_raises(data):
    raw = bytearray(SMALL.to_json().encode())
    place = data.draw(st.integers(0, len(raw) - 1))
    raw[place] = data.draw(st.integers(0, 255))
    try:
        made = reading.read_certificate(bytes(raw))
    except reading.CertificateError as error:
        assert str(error).isprintable()
    else:
        assert dataclasses.is_dataclass(made)


def with_field(text):
    return SMALL.to_json().replace('"seed": 0', text)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (with_field('"seed": 0, "seed": 0'), "'seed' stands there twice"),
        (with_field('"seed": 0, "s\\u0065ed": 1'), "'seed' stands there twice"),
        (with_field('"seed": 0, "rank": 6'), "'rank' is unknown"),
        (with_field('"seed": 0, "\\ud800": 6'), "is unknown"),
        (with_field('"Seed": 0'), '"seed" is missing'),
        (with_field('"seed": NaN'), "NaN is not a number"),
        (with_field('"seed": -Infinity'), "-Infinity is not a number"),
        (with_field('"seed": 1e999'), '"seed" must be'),
        (with_field('"seed": ' + "9" * 4301), "4300 digits"),
        (with_field('"seed": {"seed": 0, "seed": 0}'), "twice"),
        (with_field('"seed": ' + "[" * 30000 + "]" * 30000), "nested too deeply"),
        (SMALL.to_json() * 2, "not one whole JSON object"),
        ("{" * 60000, "not one whole JSON object"),
        ("{" + " " * reading.LONGEST, "longer than"),
        ("   ", "not one whole JSON object"),
        ("{'depth': 2}", "not one whole JSON object"),
        ("{}", '"format" is missing'),
        ('{"\ud800": 1}', "not UTF-8"),
    ],
    ids=range(18),
)
def test_a_text_that_is_no_certificate_gets_its_sentence(text, sentence):
    assert sentence in refused(text)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"\xff\xfe", "not UTF-8"),
        (b"\xef\xbb\xbf" + SMALL.to_json().encode(), "not one whole JSON object"),
        (b"[1]", "not an object in braces"),
        (b"null", "not an object in braces"),
        (b"NaN", "not a number"),
        (b"\x00" * 100, "not one whole JSON object"),
        (b"[" * 60000, "nested too deeply"),
        (b"x" * (reading.LONGEST + 1), "longer than"),
    ],
    ids=range(8),
)
def test_a_file_that_is_no_certificate_gets_its_sentence(tmp_path, data, sentence):
    file = tmp_path / "file"
    file.write_bytes(data)
    assert sentence in refused(file)


def test_what_is_no_file_gets_its_sentence(tmp_path):
    for path in (tmp_path, tmp_path / "nothing", Path("/dev/zero"), "a\0b", "x" * 5000):
        refused(path, "file")
    for nonsense in (None, 3, b"{}"):
        with pytest.raises(TypeError, match="a file's name is needed"):
            verify_certificate(nonsense)
    refused(dataclasses.replace(SMALL, depth=np.int64(2)), "file")
    refused(dataclasses.replace(SMALL, seconds=float("nan")), "schema")


# Resources


def test_nothing_is_allocated_for_a_huge_block(monkeypatch):
    def forbidden(*_, **__):
        raise AssertionError("a step after the size check was reached")

    for name in ("certificate_circuit", "Sequences", "output_block", "Evaluator"):
        monkeypatch.setattr(proving, name, forbidden)
    for key in ("rows", "columns", "depth", "channels", "length", "templates"):
        for value in (10**9, 10**18, 10**4000):
            refused(json.dumps({**fields_of(SMALL), key: value}), "sizes and memory")


def test_sizes_whose_bounds_are_monstrous_are_refused():
    fields = {**fields_of(SMALL), "depth": 10**5, "length": 1000, "split": 500}
    assert "millions of digits" in refused(json.dumps(fields), "sizes and memory", memory_limit=2**60)


def test_the_memory_limit_is_kept_and_can_be_raised():
    assert "--memory-limit" in refused(SMALL, "sizes and memory", memory_limit=1000)
    assert verify_certificate(SMALL, memory_limit=2**20).valid
    with pytest.raises(ValueError, match="memory_limit"):
        verify_certificate(SMALL, memory_limit=0)


def test_memory_that_runs_out_is_a_sentence(monkeypatch):
    def exhausted(*_, **__):
        raise MemoryError

    monkeypatch.setattr(proving, "output_block", exhausted)
    assert "memory ran out" in refused(SMALL, "sizes and memory")


def test_flint_never_sees_a_composite_modulus(monkeypatch):
    def forbidden(*_):
        raise AssertionError("flint was called")

    monkeypatch.setattr("flint.nmod_mat", forbidden)
    for modulus in (0, 1, 4, 6, 91, 8388607, 2**64 + 13):
        with pytest.raises(ValueError, match="modulus"):
            proving.flint_rank(np.ones((2, 2), dtype=np.int64), modulus)


# The second evaluator, the second engine


def test_the_evaluator_shares_no_code():
    tree = ast.parse(Path(evaluator.__file__).read_text(encoding="utf-8"))
    imported = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            imported.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            imported.add(node.module)
        elif isinstance(node, ast.Name):
            assert node.id not in ("__import__", "exec", "eval", "getattr")
    assert imported == {"__future__", "hashlib", "array", "collections.abc", "operator"}


@given(
    seed=st.integers(0, 2**70),
    name=st.text(max_size=9),
    modulus=st.integers(1, 2**32),
    count=st.integers(0, 99),
)
def test_both_read_the_same_stream(seed, name, modulus, count):
    assert (
        evaluator.stream(seed, name, count, modulus).tolist()
        == sampling.residues(seed, name, count, modulus).tolist()
    )


@given(
    depth=st.integers(1, 4),
    sizes=st.tuples(*[st.integers(1, 3)] * 4),
    templates=st.sampled_from(["generic", "one-hot", 2, 5]),
    prime=st.sampled_from([2, 3, 101, 8388593]),
    seed=st.integers(0, 9),
)
@settings(max_examples=60)
def test_both_evaluators_agree_on_every_entry(depth, sizes, templates, prime, seed):
    input_dim, channels, start, end = sizes
    drawn = sequences.Sequences(input_dim, start, end, templates, seed, prime)
    rows, columns = (min(6, there or 6) for there in drawn.available)
    circuit = certificate.certificate_circuit(depth, input_dim, channels, seed, prime)
    fast = blocks.output_block(circuit, drawn.starts(rows), drawn.ends(columns))
    slow = evaluator.Evaluator(
        depth, input_dim, channels, start, end, templates, seed=seed, prime=prime, rows=rows, columns=columns
    )
    expected = [[slow.entry(i, j) for j in range(columns)] for i in range(rows)]
    assert circuit.arithmetic.decode(fast).tolist() == expected


@given(
    prime=st.sampled_from([2, 3, 7, 101, 8388593]),
    shape=st.tuples(st.integers(1, 12), st.integers(1, 12)),
    inner=st.integers(1, 6),
    seed=st.integers(0, 99),
)
def test_both_engines_find_the_same_rank(prime, shape, inner, seed):
    numbers = np.random.default_rng(seed)
    low = numbers.integers(0, prime, (shape[0], inner)).astype(object)
    matrix = (low @ numbers.integers(0, prime, (inner, shape[1])).astype(object) % prime).astype(np.int64)
    engine = Modular(prime)
    expected = slow_rank(matrix.tolist(), prime)
    assert proving.flint_rank(matrix, prime) == rank_modulo(engine.encode(matrix), engine) == expected


def corrupted_circuit(*arguments):
    """The certificate's circuit with one weight off by one."""
    circuit = CIRCUIT(*arguments)
    circuit.hidden_weights[-1][0, 0] += 1
    return circuit


def corrupted_block(*arguments, **options):
    """The block with a factor too many in one column, which changes no rank."""
    block = np.array(BLOCK(*arguments, **options))
    block[:, 0] *= 2
    return block


CIRCUIT, BLOCK = certificate.certificate_circuit, blocks.output_block


@pytest.mark.parametrize(
    ("name", "wrong"), [("certificate_circuit", corrupted_circuit), ("output_block", corrupted_block)]
)
def test_a_corrupted_term_in_the_fast_evaluator_is_found(monkeypatch, name, wrong):
    """Wrong when the certificate is made, and just as wrong when it is verified: only the entries tell."""
    for module in (certificate, proving):
        monkeypatch.setattr(module, name, wrong)
    made = rt.separation_rank(2, 2, 2, 4)
    assert made.rank == 6
    refused(made, "entries")


def test_the_entries_cover_the_block_and_follow_the_file():
    chosen = proving.chosen_entries(b"a", 50, 70)
    assert len(set(chosen)) == len(chosen) == 200
    assert all(0 <= row < 50 and 0 <= column < 70 for row, column in chosen)
    assert chosen != proving.chosen_entries(b"b", 50, 70)
    assert chosen == proving.chosen_entries(b"a", 50, 70)
    assert len(proving.chosen_entries(b"a", 20, 10)) == 200
    assert set(proving.chosen_entries(b"a", 2, 3)) == {(i, j) for i in range(2) for j in range(3)}


def test_progress_runs_from_zero_to_one():
    seen = []
    verify_certificate(SMALL, progress=lambda fraction, what: seen.append(fraction))
    assert seen == sorted(seen) and seen[0] >= 0 and seen[-1] == 1.0


def test_saving_is_whole_or_not_at_all(tmp_path, monkeypatch):
    file = tmp_path / "certificate.json"
    file.write_text("before")

    def interrupted(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(files.os, "replace", interrupted)
        with pytest.raises(KeyboardInterrupt):
            SMALL.save(file)
    assert file.read_text() == "before" and list(tmp_path.iterdir()) == [file]
    link = tmp_path / "link.json"
    link.symlink_to(file)
    SMALL.save(link)
    assert link.is_symlink() and verify_certificate(file).valid


def test_all_words_of_many_steps_are_in_order():
    assert sequences.words(0, "starts", 1, 100, 1).tolist() == [[0] * 100]
    assert sequences.words(0, "starts", 27, 3, 3).tolist() == np.indices((3,) * 3).reshape(3, -1).T.tolist()


def test_python_still_limits_digits():
    """Reading relies on it: a number of a million digits must not be converted."""
    assert sys.get_int_max_str_digits() == 4300
