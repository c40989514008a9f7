"""Verification of certificates: everything is computed again, with as little code in common as possible.

A certificate is a small JSON file. It is read strictly, its block is rebuilt from the seed, and then three
things are compared: the rank, with the engine that did not compute it (python-flint); the bounds, with
Python's integers; and 200 entries of the block, with a short evaluator of their own
(:mod:`racteach.evaluator`). Which entries, a hash of the file decides.
"""

from racteach.verification.proving import Check, Verification, verify_certificate
from racteach.verification.reading import CertificateError, check_checksum, read_certificate

__all__ = [
    "CertificateError",
    "Check",
    "Verification",
    "check_checksum",
    "read_certificate",
    "verify_certificate",
]
