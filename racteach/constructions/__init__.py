"""Circuits that are written down by hand, each for a reason that can be read off its weights.

``proof_circuit`` proves the lower bound of depth 2 for letters, ``power_circuit`` that of every
depth for free vectors: a power of the inner product of start and end; ``equality_circuit`` and
``similarity_circuit`` compute with depth 2 and k + 2 channels what costs a shallow circuit 2^k;
``shallow_similarity_circuit`` is the best that a shallow circuit with fewer channels can do.
"""

from racteach.constructions.power import power_circuit, power_exponents, power_inputs
from racteach.constructions.proof import ProofFactors, proof_circuit, proof_factors
from racteach.constructions.similarity import (
    equality_circuit,
    shallow_similarity_circuit,
    similarity_circuit,
    similarity_floor,
    similarity_matrix,
)

__all__ = [
    "ProofFactors", "equality_circuit", "power_circuit", "power_exponents", "power_inputs", "proof_circuit",
    "proof_factors", "shallow_similarity_circuit", "similarity_circuit", "similarity_floor",
    "similarity_matrix",
]  # fmt: skip
