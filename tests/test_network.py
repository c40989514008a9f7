"""The tensor network: copies, cuts, and that it computes what the circuit computes."""

import itertools
from math import comb

import networkx as nx
import numpy as np
import pytest

import racteach as rt
from racteach.network import cheapest_weight, network_size, state_copies

SIZES = [(depth, length) for depth in range(1, 5) for length in range(1, 11)]


@pytest.mark.parametrize(("depth", "length"), SIZES)
def test_copies_are_the_paths_of_the_dependence_graph(depth, length):
    graph = rt.dependence_graph(depth, length)
    paths = {"y": 1}
    for node in reversed(list(nx.topological_sort(graph))):
        paths.setdefault(node, sum(paths[user] for user in graph.successors(node)))
    network = rt.tensor_network(depth, length)
    drawn = {}
    for _, data in network.nodes(data=True):
        if data["kind"] == "state":
            drawn[data["t"], data["layer"]] = drawn.get((data["t"], data["layer"]), 0) + 1
    for t, layer in itertools.product(range(1, length + 1), range(1, depth + 1)):
        assert drawn[t, layer] == paths["h", t, layer] == state_copies(depth, length, t, layer)
    assert len(network) == network_size(depth, length)
    assert nx.is_tree(network.to_undirected())


def contract(network: nx.DiGraph, node, rac, features) -> np.ndarray:
    """The vector on the line out of a node, by going down the tree."""
    data = network.nodes[node]
    if data["kind"] == "input":
        return features[data["t"] - 1]
    factors = []
    for source in network.predecessors(node):
        vector = contract(network, source, rac, features)
        same_layer = network.nodes[source]["layer"] == data["layer"]
        weights = (rac.hidden_weights if same_layer else rac.input_weights)[data["layer"] - 1]
        factors.append(weights @ vector)
    return np.prod(factors, axis=0)


@pytest.mark.parametrize(("depth", "length"), [(1, 4), (2, 3), (2, 4), (3, 4)])
def test_the_tree_computes_the_circuit(depth, length):
    rac = rt.RAC.random(depth=depth, input_dim=2, channels=3, seed=5)
    features = rt.sampling.normals(1, "features", (length, 2))
    network = rt.tensor_network(depth, length)
    (top,) = network.predecessors("y")
    assert rac.output_weights @ contract(network, top, rac, features) == pytest.approx(rac(features))


@pytest.mark.parametrize(("depth", "n"), list(itertools.product(range(1, 5), range(1, 6))))
@pytest.mark.parametrize(("input_dim", "channels"), [(2, 2), (2, 3), (3, 2), (4, 2), (2, 5)])
def test_cuts_have_their_closed_forms_and_the_cheapest_has_two_methods(depth, n, input_dim, channels):
    network = rt.tensor_network(depth, 2 * n)
    state = rt.mid_state_cut(network, input_dim, channels)
    inputs = rt.end_input_cut(network, input_dim, channels)
    assert len(state.lines) == comb(n + depth - 1, depth - 1)
    assert len(inputs.lines) == comb(n + depth - 1, depth)
    assert state.weight == channels ** len(state.lines)
    assert inputs.weight == min(input_dim, channels) ** len(inputs.lines)
    assert state.equal_copies == rt.bounds.state_bound(depth, input_dim, channels, 2 * n)
    assert inputs.equal_copies == rt.bounds.end_bound(depth, input_dim, channels, 2 * n)
    cheapest = rt.minimum_cut(network, input_dim, channels)
    assert cheapest.weight == cheapest_weight(depth, 2 * n, input_dim, channels)
    assert cheapest.weight <= min(state.weight, inputs.weight)


@pytest.mark.parametrize(("depth", "length"), [(1, 2), (1, 4), (2, 2), (2, 4)])
def test_the_cheapest_cut_by_brute_force(depth, length):
    network, n = rt.tensor_network(depth, length), length // 2
    states = [node for node, kind in network.nodes(data="kind") if kind == "state"]
    fixed = {
        node: kind == "input" and network.nodes[node]["t"] <= n
        for node, kind in network.nodes(data="kind")
        if kind != "state"
    }
    best = None
    for sides in itertools.product([False, True], repeat=len(states)):
        start = {**fixed, **dict(zip(states, sides, strict=True))}
        weight = 1
        for source, target, symbols in network.edges(data="symbols"):
            if start[source] != start[target]:
                weight *= min(({"M": 2, "R": 3}[symbol] for symbol in symbols), default=1)
        best = weight if best is None else min(best, weight)
    assert rt.minimum_cut(network, input_dim=2, channels=3).weight == best


@pytest.mark.parametrize(("depth", "length"), [(1, 4), (1, 6), (2, 4), (2, 6), (3, 4), (3, 6)])
def test_no_exact_rank_exceeds_a_cut(depth, length):
    network = rt.tensor_network(depth, length)
    rank = rt.separation_rank(depth=depth, input_dim=2, channels=2, length=length).lower_bound
    assert rank <= rt.minimum_cut(network, 2, 2).weight


def test_the_lines_of_a_cut_part_start_inputs_from_the_output():
    network = rt.tensor_network(3, 6)
    for cut in (rt.mid_state_cut(network, 2, 2), rt.minimum_cut(network, 2, 2)):
        rest = network.to_undirected()
        rest.remove_edges_from(cut.lines)
        start = [
            node for node, data in network.nodes(data=True) if data["kind"] == "input" and data["t"] <= 3
        ]
        end = [node for node, data in network.nodes(data=True) if data["kind"] == "input" and data["t"] > 3]
        reached = set().union(*(nx.node_connected_component(rest, node) for node in start))
        assert not reached & {*end, "y"} or cut.name == "minimum cut"


def test_an_unduplicated_network_is_legal_for_one_layer_only():
    assert rt.tensor_network(1, 4, duplicated=False).graph["legal"]
    deep = rt.tensor_network(2, 4, duplicated=False)
    assert not deep.graph["legal"]
    assert max(dict(deep.out_degree()).values()) == 2
    assert max(dict(rt.tensor_network(2, 4).out_degree()).values()) == 1


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: rt.tensor_network(6, 30), "nodes, more than 200,000: take a smaller depth or length"),
        (lambda: rt.tensor_network(0, 4), "depth must be an integer >= 1"),
        (lambda: rt.mid_state_cut(rt.tensor_network(1, 5), 2, 2), "even number"),
        (lambda: rt.minimum_cut(rt.tensor_network(1, 4), 2, 0), "channels must be an integer >= 1"),
    ],
)
def test_bad_input_is_refused_in_one_sentence(call, message):
    with pytest.raises(ValueError, match=message):
        call()
