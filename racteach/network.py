"""The tensor network of a recurrent arithmetic circuit: who uses whom, what must be drawn again, and cuts.

In a circuit a state ``h^{t,l}`` enters two others: ``h^{t+1,l}`` and ``h^{t,l+1}``. But a tensor network has
no node that copies a vector (v -> v ⊗ v is not linear), so whoever is used twice must be drawn twice, with
everything below. The result is a tree with one node for each path to the output:

        copies of h^{t,l}  =  number of paths from it to y  =  mc(T - t + 1, L - l)

A cut that parts the start inputs from the end inputs and the output bounds the rank by the product of the
dimensions of the lines that it cuts.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

from racteach.bounds import multiset_coefficient
from racteach.circuits import RAC
from racteach.exact.arithmetic import Float64
from racteach.validation import even_length, integer, sizes

if TYPE_CHECKING:
    from tensorly.tt_tensor import TTTensor

Edge = tuple[Hashable, Hashable]
_MOST_NODES = 200_000


def dependence_graph(depth: int, length: int) -> nx.DiGraph:
    """Return who uses whom: an arrow from each state and input to the states that it enters.

    Nodes are ``("x", t)``, ``("h", t, l)`` and ``"y"``, t = 1..T and l = 1..L; over 200,000 are refused.

    Example:
        >>> graph = dependence_graph(2, 3)
        >>> sorted(graph.successors(("h", 1, 1)))
        [('h', 1, 2), ('h', 2, 1)]
        >>> len(list(nx.all_simple_paths(graph, ("h", 1, 1), "y")))      # mc(3, 1)
        3
    """
    depth, length = sizes(depth=depth, length=length)
    _refuse_above(depth * length + length + 1, depth, length)
    graph = nx.DiGraph(depth=depth, length=length)
    for t in range(1, length + 1):
        for layer in range(1, depth + 1):
            below = ("h", t, layer - 1) if layer > 1 else ("x", t)
            graph.add_edge(below, ("h", t, layer))
            if t > 1:
                graph.add_edge(("h", t - 1, layer), ("h", t, layer))
    graph.add_edge(("h", length, depth), "y")
    return graph


def state_copies(depth: int, length: int, t: int, layer: int) -> int:
    """Return how often h^{t,l} stands in the duplicated network: ``mc(T - t + 1, L - l)``.

    Example:
        >>> [state_copies(3, 12, 7, layer) for layer in (1, 2, 3)]
        [21, 6, 1]
    """
    return multiset_coefficient(length - t + 1, depth - layer)


def network_size(depth: int, length: int) -> int:
    """Return the number of nodes of the duplicated network: states, inputs and the output.

    ``sum_{k=0..L-1} C(T + k, k + 1)`` states, ``C(T + L - 1, L)`` inputs, and 1.

    Example:
        >>> network_size(4, 10)
        1716
    """
    states = sum(math.comb(length + k, k + 1) for k in range(depth))
    return states + math.comb(length + depth - 1, depth) + 1


def tensor_network(depth: int, length: int, *, duplicated: bool = True) -> nx.DiGraph:
    """Return the circuit's tensor network as a graph whose arrows point towards the output.

    Every node has ``kind`` ("state", "input" or "output"), ``t``, ``layer`` (0 for inputs) and ``copy``; over
    200,000 nodes are refused. Every line has ``symbols``: ``("R",)``, ``("M", "R")`` for an input (the box
    W^{I,1} on it has both dimensions, and a cut takes the smaller), or ``()`` for the output, of dimension 1.

    ``duplicated`` draws everything again for each use, as a tensor network must. Without it a state of a deep
    circuit has two lines out for one vector: legal for L = 1 only (``graph["legal"]`` says so).

    Example:
        >>> network = tensor_network(3, 6)
        >>> sum(1 for _, kind in network.nodes(data="kind") if kind == "state"), len(network)
        (83, 140)
    """
    depth, length = sizes(depth=depth, length=length)
    graph = nx.DiGraph(depth=depth, length=length, legal=duplicated or depth == 1)
    graph.add_node("y", kind="output", t=length, layer=depth + 1, copy=0)
    if not duplicated:
        for source, target in dependence_graph(depth, length).edges:
            _add(graph, (*source, 0), target if target == "y" else (*target, 0))
        return graph
    _refuse_above(network_size(depth, length), depth, length)
    numbers: dict[tuple[int, int], count[int]] = {}

    def fresh(t: int, layer: int) -> Hashable:
        copy = next(numbers.setdefault((t, layer), count()))
        return ("h", t, layer, copy) if layer else ("x", t, copy)

    todo = [(fresh(length, depth), length, depth)]
    _add(graph, todo[0][0], "y")
    while todo:
        node, t, layer = todo.pop()
        for source_t, source_layer in ((t - 1, layer), (t, layer - 1)):
            if source_t and (source_layer or source_t == t):
                source = fresh(source_t, source_layer)
                _add(graph, source, node)
                if source_layer:
                    todo.append((source, source_t, source_layer))
    return graph


@dataclass(frozen=True)
class Cut:
    """Lines that part the start inputs from the end inputs and the output, and what they can carry."""

    name: str  #: "state cut", "input cut" or "minimum cut"
    lines: tuple[Edge, ...]
    weight: int  #: the product of their dimensions: an upper bound for the Start-End rank
    #: The product of mc(dimension, k) over the different vectors, where k lines carry the same one: the state
    #: bound or the end bound. None for a minimum cut.
    equal_copies: int | None

    def __repr__(self) -> str:
        merged = "" if self.equal_copies is None else f", equal copies {self.equal_copies:,}"
        return f"Cut({self.name}: {len(self.lines)} lines, weight {self.weight:,}{merged})"


def mid_state_cut(network: nx.DiGraph, input_dim: int, channels: int) -> Cut:
    """Return the cut of all lines from step T/2 to T/2 + 1: ``R^{C(n+L-1, L-1)}``.

    Example:
        >>> mid_state_cut(tensor_network(3, 12), input_dim=2, channels=2)
        Cut(state cut: 28 lines, weight 268,435,456, equal copies 308)
    """
    n = _half(network)
    lines = [
        (source, target)
        for source, target in network.edges
        if target != "y" and network.nodes[source]["t"] == n and network.nodes[target]["t"] == n + 1
    ]
    return _cut("state cut", network, lines, input_dim, channels)


def end_input_cut(network: nx.DiGraph, input_dim: int, channels: int) -> Cut:
    """Return the cut of all inputs of the end: ``min{M, R}^{C(n+L-1, L)}``.

    Example:
        >>> end_input_cut(tensor_network(3, 4), input_dim=2, channels=2)
        Cut(input cut: 4 lines, weight 16, equal copies 8)
    """
    n = _half(network)
    nodes = network.nodes
    lines = [edge for edge in network.edges if nodes[edge[0]]["kind"] == "input" and nodes[edge[0]]["t"] > n]
    return _cut("input cut", network, lines, input_dim, channels)


def minimum_cut(network: nx.DiGraph, input_dim: int, channels: int) -> Cut:
    """Return a cheapest cut of all, found by networkx; its weight is recomputed in whole numbers.

    Example:
        >>> minimum_cut(tensor_network(3, 4), input_dim=2, channels=2).weight
        16
    """
    n = _half(network)
    input_dim, channels = sizes(input_dim=input_dim, channels=channels)
    capacities = nx.Graph()
    for source, target in network.edges:
        dimension = _dimension(network, (source, target), input_dim, channels)
        capacities.add_edge(source, target, capacity=math.log(dimension))
    for node, data in network.nodes(data=True):
        if data["kind"] != "state":
            side = "start" if data["kind"] == "input" and data["t"] <= n else "end"
            capacities.add_edge(node, side)  # no capacity means no limit
    _, (start_side, _) = nx.minimum_cut(capacities, "start", "end")
    lines = [edge for edge in network.edges if (edge[0] in start_side) != (edge[1] in start_side)]
    return replace(_cut("minimum cut", network, lines, input_dim, channels), equal_copies=None)


def cheapest_weight(depth: int, length: int, input_dim: int, channels: int) -> int:
    """Return the weight of a cheapest cut, without building the network: a second method.

    All copies of a state have the same tree below, so one pair of numbers a state is enough: the least
    weight below it if it lies on the start's side, and if on the end's.

    Example:
        >>> cheapest_weight(3, 6, 2, 2)
        512
    """
    [depth], n = sizes(depth=depth), even_length(length) // 2
    never = channels ** network_size(depth, length)  # dearer than any cut
    least: dict[tuple[int, int], tuple[int, int]] = {}
    for t in range(1, length + 1):
        least[t, 0] = (1, never) if t <= n else (never, 1)
        for layer in range(1, depth + 1):
            sides = [1, 1]
            for source in ((t, layer - 1), (t - 1, layer)):
                if source[0]:
                    line = channels if source[1] else min(input_dim, channels)
                    start, end = least[source]
                    sides = [sides[0] * min(start, line * end), sides[1] * min(end, line * start)]
            least[t, layer] = (sides[0], sides[1])
    return min(least[length, depth])


def _add(graph: nx.DiGraph, source: tuple[Hashable, ...] | Hashable, target: Hashable) -> None:
    for node in (source, target):
        if isinstance(node, tuple) and node not in graph:
            kind = "state" if node[0] == "h" else "input"
            layer = node[2] if kind == "state" else 0
            graph.add_node(node, kind=kind, t=node[1], layer=layer, copy=node[-1])
    symbols = () if target == "y" else ("R",) if graph.nodes[source]["kind"] == "state" else ("M", "R")
    graph.add_edge(source, target, symbols=symbols)


def _cut(name: str, network: nx.DiGraph, lines: list[Edge], input_dim: int, channels: int) -> Cut:
    input_dim, channels = sizes(input_dim=input_dim, channels=channels)
    weight, merged = 1, 1
    uses: Counter[tuple[int, int, int]] = Counter()
    for line in lines:
        dimension = _dimension(network, line, input_dim, channels)
        weight *= dimension
        node = network.nodes[line[0]]
        uses[node["t"], node["layer"], dimension] += 1
    for (_, _, dimension), k in uses.items():
        merged *= multiset_coefficient(dimension, k)
    return Cut(name, tuple(lines), weight, merged)


def _dimension(network: nx.DiGraph, line: Edge, input_dim: int, channels: int) -> int:
    values = {"M": input_dim, "R": channels}
    return min((values[symbol] for symbol in network.edges[line]["symbols"]), default=1)


def _half(network: nx.DiGraph) -> int:
    return even_length(network.graph["length"]) // 2


def _refuse_above(nodes: int, depth: int, length: int) -> None:
    if nodes > _MOST_NODES:
        raise ValueError(
            f"the network of depth {depth} and length {length} has {nodes:,} nodes, more than "
            f"{_MOST_NODES:,}: take a smaller depth or length"
        )


def tensor_train(circuit: RAC, length: int, *, output: int = 0) -> TTTensor:
    """Return the one-hot grid tensor of a shallow circuit as a tensor train, without computing its entries.

    ``A[d_1, ..., d_T] = W^O G_{d_T} ... G_{d_2} w_{d_1}`` with ``G_d = diag(w_d) W^H``, w_d column d of W^I:

        w ──R── G ──R── G ──R── ... ──R── G ── W^O
        │       │       │                 │
        d_1     d_2     d_3               d_T

    The first core has shape (1, M, R), the last (R, M, 1), the others (R, M, R). The circuit is in float64.

    Source:
        Oseledets, Tensor-train decomposition (2011).

    Example:
        >>> rac = RAC([[[1, 2], [3, 4]]], [[[0, 1], [1, 0]]], [[1, 1]])
        >>> [core.shape for core in tensor_train(rac, 3).factors]
        [(1, 2, 2), (2, 2, 2), (2, 2, 1)]
    """
    if not isinstance(circuit, RAC):
        raise TypeError(f"tensor_train takes a circuit (rt.RAC), not one of type {type(circuit).__name__}")
    if circuit.depth > 1:
        raise ValueError(
            f"tensor_train takes a shallow circuit (depth 1), not depth {circuit.depth}: a deep circuit uses "
            "each state many times, and a train has one line between neighbours"
        )
    if not isinstance(circuit.arithmetic, Float64):
        raise ValueError("tensor_train takes a circuit in float64: TensorLy cannot compute modulo a prime")
    length = integer(length, "length", minimum=1)
    output = integer(output, "output", minimum=0, maximum=circuit.outputs - 1)
    from tensorly.tt_tensor import TTTensor

    into, recall = circuit.input_weights[0], circuit.hidden_weights[0]
    first = into.T[None]  # (1, M, R): w_d is row d
    if circuit.initial_hidden is not None:
        first = first * (recall @ circuit.initial_hidden[0])
    inner = np.einsum("bd,ba->adb", into, recall)  # [old state, letter, new state]: diag(w_d) W^H, transposed
    cores = [first, *[inner] * (length - 1)]
    cores[-1] = cores[-1] @ circuit.output_weights[output][:, None]
    return TTTensor(cores)
