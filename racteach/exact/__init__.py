"""Exact arithmetic: primes, integers modulo a prime, reproducible random streams, elimination."""
