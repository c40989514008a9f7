"""Every small change to a solution must be noticed by its check, unless it changes nothing."""

import ast
import copy
import dataclasses
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from racteach.authoring import read_notebook
from racteach.checks import registry
from racteach.checks.engine import judge

SOLUTIONS = Path(__file__).parent.parent / "solutions"

# Mutants that compute the same as the solution: task, changed line, why.
SQUARE = "all axes of a grid tensor have the same length"
EQUIVALENT = {
    ("03-cut", "rows = tensor.shape[1] ** (tensor.ndim // 2)"): SQUARE,
    ("03-cut", "rows = tensor.shape[-1] ** (tensor.ndim // 2)"): SQUARE,
    ("03-any-split", "return moved.reshape(tensor.shape[1] ** len(start), -1)"): SQUARE,
    ("03-any-split", "return moved.reshape(tensor.shape[-1] ** len(start), -1)"): SQUARE,
    ("03-any-split", "return moved.reshape(tensor.shape[0] ** len(start), -2)"): "NumPy reads -2 like -1",
    ("04-grid", "grid[place] = (output_weights @ state)[-1]"): "there is one output: first and last",
    (
        "04-rank-mod-p",
        "work[row] = (factor * work[rank] - work[row]) % prime",
    ): "the row changes its sign, which changes no rank",
}

OPERATORS: dict[type, list[type]] = {
    ast.Add: [ast.Sub, ast.Mult],
    ast.Sub: [ast.Add],
    ast.Mult: [ast.Add, ast.MatMult],
    ast.MatMult: [ast.Mult, ast.Add],
    ast.Pow: [ast.Mult],
    ast.FloorDiv: [ast.Mult],
    ast.Mod: [ast.FloorDiv],
    ast.NotEq: [ast.Eq],
    ast.Eq: [ast.NotEq],
    ast.NotIn: [ast.In],
}


def solution_source(task_id: str) -> str:
    for path in SOLUTIONS.glob(f"{task_id[:2]}_*.ipynb"):
        for cell in read_notebook(path).cells:
            if cell.get("id") == task_id:
                return str(cell.source)
    raise AssertionError(f"no solution cell for {task_id}")


def variants(node: ast.AST) -> Iterator[ast.AST | None]:
    """Yield what may stand in the place of one node; None for an empty statement."""
    if isinstance(node, (ast.BinOp, ast.AugAssign)):
        for other in OPERATORS.get(type(node.op), []):
            yield changed(node, op=other())
    if isinstance(node, ast.BinOp):
        if not isinstance(node.op, (ast.Add, ast.Mult)):
            yield changed(node, left=node.right, right=node.left)
        yield node.left
        yield node.right
    if isinstance(node, ast.Compare):
        for other in OPERATORS.get(type(node.ops[0]), []):
            yield changed(node, ops=[other()])
    if isinstance(node, ast.Constant) and type(node.value) is int:
        yield changed(node, value=node.value + 1)
        yield changed(node, value=node.value - 1)
    if isinstance(node, ast.Call) and len(node.args) > 1:
        yield changed(node, args=[node.args[1], node.args[0], *node.args[2:]])
        yield changed(node, args=node.args[1:])
    if isinstance(node, ast.Call) and node.args:
        yield node.args[0]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr != "zeros":
        yield node.func.value
    if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
        yield node.value
    if isinstance(node, (ast.Tuple, ast.List)) and len(node.elts) > 1 and isinstance(node.ctx, ast.Load):
        yield changed(node, elts=node.elts[::-1])
    if isinstance(node, ast.UnaryOp):
        yield node.operand
    if isinstance(node, ast.Slice):
        yield changed(node, lower=node.upper, upper=node.lower)
    if isinstance(node, ast.Continue):
        yield ast.Break()
    if isinstance(node, (ast.Assign, ast.AugAssign, ast.Continue)):
        yield None


def changed(node: ast.AST, **fields: object) -> ast.AST:
    other = copy.copy(node)
    for name, value in fields.items():
        setattr(other, name, value)
    return other


def mutants(source: str) -> Iterator[str]:
    """Yield the source with one change each, every result once."""
    whole = ast.unparse(ast.parse(source))
    count = sum(1 for _ in ast.walk(ast.parse(source)))
    seen = {whole}
    for place in range(count):
        number = 0
        while True:
            tree = ast.parse(source)
            nodes = list(ast.walk(tree))
            options = list(variants(nodes[place]))
            if number >= len(options):
                break
            option = options[number] if options[number] is not None else ast.Pass()
            replace(tree, nodes[place], option)
            text = ast.unparse(ast.fix_missing_locations(tree))
            number += 1
            if text not in seen:
                seen.add(text)
                yield text


def replace(tree: ast.AST, old: ast.AST, new: ast.AST) -> None:
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, new)
            elif isinstance(value, list):
                setattr(parent, name, [new if item is old else item for item in value])


def difference(source: str, mutant: str) -> str:
    """Return the changed line, without its indent."""
    before = ast.unparse(ast.parse(source)).splitlines()
    lines = [line for line in mutant.splitlines() if line not in before]
    return lines[0].strip() if lines else "(a line is gone)"


def survivors(task_id: str) -> tuple[list[str], int]:
    task = registry.tasks()[task_id]
    answers = registry.answers(task)
    source = solution_source(task_id)
    alive, total = [], 0
    for mutant in mutants(source):
        total += 1
        names: dict[str, object] = {"np": np}
        exec(compile(mutant, "<mutant>", "exec"), names)
        if judge(task, answers, names[task.name], seconds=2).status == "passed":
            alive.append(difference(source, mutant))
    return alive, total


@pytest.mark.parametrize("task_id", registry.tasks())
def test_the_check_notices_every_change_of_the_solution(task_id: str) -> None:
    alive, total = survivors(task_id)
    assert total >= 12
    assert sorted(alive) == sorted(line for task, line in EQUIVALENT if task == task_id)


def test_a_weak_check_lets_mutants_live(monkeypatch: pytest.MonkeyPatch) -> None:
    strong = registry.answers(registry.tasks()["03-cut"])
    weak = dataclasses.replace(strong, edge_cases=((np.array([[7.0]]),),), draws=0)
    monkeypatch.setattr(registry, "answers", lambda task: weak)
    alive, total = survivors("03-cut")
    assert len(alive) > total / 5
