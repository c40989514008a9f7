"""racteach: how much a recurrent network can remember, and what depth buys.

A notebook begins with ``import racteach as rt``. The names below load what they need when first used.
"""

from __future__ import annotations

import difflib
import importlib
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

#: Every public name, and the module that defines it. A module stands for itself.
_HOME = {
    "RAC": "circuits",
    "RNN": "cells",
    "MIRNN": "cells",
    "GRU": "cells",
    "LSTM": "cells",
    "Trace": "traces",
    "Float64": "arithmetic",
    "Modular": "arithmetic",
    "DEFAULT_PRIME": "primes",
    "is_prime": "primes",
    "grid_tensor": "grids",
    "template_features": "grids",
    "matricize": "matricization",
    "start_end_matricization": "matricization",
    "outcome_table": "words",
    "row_groups": "words",
    "dependence_graph": "network",
    "tensor_network": "network",
    "minimum_cut": "network",
    "mid_state_cut": "network",
    "end_input_cut": "network",
    "tensor_train": "trains",
    "certified_singular_values": "spectra",
    "SingularValues": "spectra",
    "modular_twin": "spectra",
    "numerical_rank": "ranks",
    "exact_rank": "ranks",
    "spectrum": "ranks",
    "entanglement_entropy": "ranks",
    "effective_rank": "ranks",
    "separation_rank": "certificate",
    "Certificate": "certificate",
    "verify_certificate": "verification",
    "Verification": "verification",
    "load_atlas": "atlas",
    "Atlas": "atlas",
    "check": "checks",
    "hint": "checks",
    "progress": "checks",
    "quiz": "checks",
    "bounds": "",
    "sampling": "",
    "constructions": "",
    "learning": "",
    "experiments": "",
    "figures": "",
    "explorers": "",
}

__all__ = ["__version__", *_HOME]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        inside = [known for known in _HOME if len(name) > 2 and name.lower() in known.lower()]
        near = " or ".join(inside or difflib.get_close_matches(name, _HOME))
        raise AttributeError(
            f"racteach has no name {name!r}; "
            + (f"did you mean {near}?" if near else "dir(racteach) lists those that it has")
        )
    module = importlib.import_module(f"racteach.{_HOME[name] or name}")
    value = getattr(module, name) if _HOME[name] else module
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)


if TYPE_CHECKING:
    from racteach import bounds, constructions, experiments, explorers, figures, learning, sampling
    from racteach.arithmetic import Float64, Modular
    from racteach.atlas import Atlas, load_atlas
    from racteach.cells import GRU, LSTM, MIRNN, RNN
    from racteach.certificate import Certificate, separation_rank
    from racteach.checks import check, hint, progress, quiz
    from racteach.circuits import RAC
    from racteach.grids import grid_tensor, template_features
    from racteach.matricization import matricize, start_end_matricization
    from racteach.network import dependence_graph, end_input_cut, mid_state_cut, minimum_cut, tensor_network
    from racteach.primes import DEFAULT_PRIME, is_prime
    from racteach.ranks import effective_rank, entanglement_entropy, exact_rank, numerical_rank, spectrum
    from racteach.spectra import SingularValues, certified_singular_values, modular_twin
    from racteach.traces import Trace
    from racteach.trains import tensor_train
    from racteach.verification import Verification, verify_certificate
    from racteach.words import outcome_table, row_groups
