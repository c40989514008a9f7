"""Small changes of a program: operators, constants, comparisons, indices, arguments, axes, statements."""

from __future__ import annotations

import ast
import copy
import difflib
import itertools
from collections.abc import Iterator

OPERATORS: dict[type, list[type]] = {
    ast.Add: [ast.Sub, ast.Mult],
    ast.Sub: [ast.Add],
    ast.Mult: [ast.Add, ast.MatMult],
    ast.MatMult: [ast.Mult, ast.Add],
    ast.Pow: [ast.Mult],
    ast.FloorDiv: [ast.Mult],
    ast.Mod: [ast.FloorDiv],
    ast.NotEq: [ast.Eq, ast.Gt],
    ast.Eq: [ast.NotEq],
    ast.NotIn: [ast.In],
}
#: What may be dropped. A name that is missing then is noticed at once, as it should be.
DROPPED = (ast.Assign, ast.AugAssign, ast.Continue, ast.Expr, ast.For, ast.If, ast.Return)
#: Calls that lay out axes: what they give is transposed.
LAYOUT = ("reshape", "transpose")


def mutants(source: str) -> Iterator[str]:
    """Yield the source with one change each, every different result once.

    >>> sorted(mutants("def f(x):\\n    return x + 1"))[0].splitlines()[1].strip()
    'pass'
    """
    seen = {ast.unparse(ast.parse(source))}
    for text in itertools.chain(_with_one_node_changed(source), _with_parameters_exchanged(source)):
        if text not in seen:
            seen.add(text)
            yield text


def difference(source: str, mutant: str) -> str:
    """Return what a mutant changed, as lines that begin with - and +."""
    before = ast.unparse(ast.parse(source)).splitlines()
    lines = difflib.unified_diff(before, mutant.splitlines(), n=0, lineterm="")
    kept = [line for line in lines if line[0] in "+-" and line[:3] not in ("+++", "---")]
    return "\n".join(f"{line[0]} {line[1:].strip()}" for line in kept)


def _with_one_node_changed(source: str) -> Iterator[str]:
    for place in range(sum(1 for _ in ast.walk(ast.parse(source)))):
        for number in itertools.count():
            tree = ast.parse(source)
            node = list(ast.walk(tree))[place]
            options = list(_variants(node))
            if number == len(options):
                break
            option = options[number]
            _replace(tree, node, ast.Pass() if option is None else option)
            yield ast.unparse(ast.fix_missing_locations(tree))


def _with_parameters_exchanged(source: str) -> Iterator[str]:
    (function,) = (node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef))
    for one, other in itertools.combinations([argument.arg for argument in function.args.args], 2):
        tree = ast.parse(source)
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and node.id in (one, other):
                node.id = other if node.id == one else one
        yield ast.unparse(tree)


def _variants(node: ast.AST) -> Iterator[ast.AST | None]:
    """Yield what may stand in the place of a node; None for no statement."""
    if isinstance(node, (ast.BinOp, ast.AugAssign)):
        for other in OPERATORS.get(type(node.op), []):
            yield _changed(node, op=other())
    if isinstance(node, ast.BinOp):
        if not isinstance(node.op, (ast.Add, ast.Mult)):
            yield _changed(node, left=node.right, right=node.left)
        yield node.left
        yield node.right
    if isinstance(node, ast.Compare):
        for other in OPERATORS.get(type(node.ops[0]), []):
            yield _changed(node, ops=[other()])
    if isinstance(node, ast.Constant) and type(node.value) is int:
        yield ast.Constant(node.value + 1)
        yield ast.Constant(node.value - 1)
    if isinstance(node, ast.Call):
        yield from _call_variants(node)
    if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
        yield node.value
        if isinstance(node.slice, ast.Name):
            for shift in (ast.Add(), ast.Sub()):
                yield _changed(node, slice=ast.BinOp(node.slice, shift, ast.Constant(1)))
    if isinstance(node, (ast.Tuple, ast.List)) and len(node.elts) > 1 and isinstance(node.ctx, ast.Load):
        yield _changed(node, elts=node.elts[::-1])
    if isinstance(node, ast.UnaryOp):
        yield node.operand
    if isinstance(node, ast.Slice):
        yield _changed(node, lower=node.upper, upper=node.lower)
    if isinstance(node, ast.Continue):
        yield ast.Break()
    if isinstance(node, ast.Return) and node.value is not None:
        yield _changed(node, value=ast.UnaryOp(ast.USub(), node.value))
        yield _changed(node, value=ast.BinOp(node.value, ast.Add(), ast.Constant(1)))
    if isinstance(node, DROPPED) and not (
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    ):
        yield None


def _call_variants(node: ast.Call) -> Iterator[ast.AST]:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
    if len(node.args) > 1:
        yield _changed(node, args=[node.args[1], node.args[0], *node.args[2:]])
        yield _changed(node, args=node.args[1:])
    if node.args:
        yield node.args[0]
    if name and name != "zeros":
        yield node.func.value  # type: ignore[attr-defined]
    if name in LAYOUT:
        yield ast.Attribute(node, "T", ast.Load())


def _changed(node: ast.AST, **fields: object) -> ast.AST:
    other = copy.copy(node)
    for name, value in fields.items():
        setattr(other, name, value)
    return other


def _replace(tree: ast.AST, old: ast.AST, new: ast.AST) -> None:
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, new)
            elif isinstance(value, list):
                setattr(parent, name, [new if item is old else item for item in value])
