"""racteach: how much a recurrent network can remember, and what depth buys.

A notebook begins with ``import racteach as rt``. The names below load what they need when first used.
An argument outside its stated range is a TypeError or a ValueError that says what is allowed.
"""

from __future__ import annotations

import difflib
import importlib
from typing import TYPE_CHECKING, Any

#: The public names of each module.
_NAMES = {
    "journal.provenance": "__version__",
    "circuits": "RAC Trace",
    "cells": "RNN MIRNN GRU LSTM",
    "exact.arithmetic": "Float64 Modular",
    "exact.primes": "DEFAULT_PRIME is_prime",
    "grids": "grid_tensor template_features",
    "matricization": "matricize start_end_matricization",
    "words": "outcome_table row_groups",
    "network": "dependence_graph tensor_network minimum_cut mid_state_cut end_input_cut tensor_train",
    "spectra.singular_values": "certified_singular_values SingularValues modular_twin",
    "ranks": "numerical_rank exact_rank spectrum entanglement_entropy effective_rank",
    "certificates.certificate": "separation_rank Certificate",
    "certificates.monomial_ranks": "block_ranks",
    "certificates.project": "Guess",
    "certificates.proving": "verify_certificate Verification",
    "certificates.atlas": "load_atlas Atlas",
    "checks": "check explain hint predict progress quiz ready turn",
}
#: Every public name, and the module that defines it.
_HOME = {name: module for module, names in _NAMES.items() for name in names.split()}

#: Public modules, and where each lives.
_MODULES = {
    "bounds": "bounds",
    "constructions": "constructions",
    "experiments": "results.experiments",
    "explorers": "explorers",
    "figures": "figures",
    "learning": "learning",
    "sampling": "exact.sampling",
}

__all__ = [*_HOME, *_MODULES]


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        value: Any = importlib.import_module(f"racteach.{_MODULES[name]}")
    elif name in _HOME:
        value = getattr(importlib.import_module(f"racteach.{_HOME[name]}"), name)
    else:
        inside = [public for public in __all__ if len(name) > 2 and name.lower() in public.lower()]
        near = " or ".join(inside or difflib.get_close_matches(name, __all__))
        raise AttributeError(
            f"racteach has no name {name!r}; "
            + (f"did you mean {near}?" if near else "dir(racteach) lists those that it has")
        )
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)


if TYPE_CHECKING:
    from racteach import bounds, constructions, explorers, figures, learning
    from racteach.cells import GRU, LSTM, MIRNN, RNN
    from racteach.certificates.atlas import Atlas, load_atlas
    from racteach.certificates.certificate import Certificate, separation_rank
    from racteach.certificates.monomial_ranks import block_ranks
    from racteach.certificates.project import Guess
    from racteach.certificates.proving import Verification, verify_certificate
    from racteach.checks import check, explain, hint, predict, progress, quiz, ready, turn
    from racteach.circuits import RAC, Trace
    from racteach.exact import sampling
    from racteach.exact.arithmetic import Float64, Modular
    from racteach.exact.primes import DEFAULT_PRIME, is_prime
    from racteach.grids import grid_tensor, template_features
    from racteach.journal.provenance import __version__
    from racteach.matricization import matricize, start_end_matricization
    from racteach.network import (
        dependence_graph,
        end_input_cut,
        mid_state_cut,
        minimum_cut,
        tensor_network,
        tensor_train,
    )
    from racteach.ranks import effective_rank, entanglement_entropy, exact_rank, numerical_rank, spectrum
    from racteach.results import experiments
    from racteach.spectra.singular_values import SingularValues, certified_singular_values, modular_twin
    from racteach.words import outcome_table, row_groups
