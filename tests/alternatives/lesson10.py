"""Other right answers to the tasks of lesson 10, written as students would."""

import math

import numpy as np

import racteach as rt


def shares_by_norm(singular_values):
    return (singular_values / np.linalg.norm(singular_values)) ** 2


def shares_by_the_library(singular_values):
    shares = np.empty(len(singular_values))
    shares[np.argsort(singular_values)[::-1]] = rt.spectrum(np.diag(singular_values))
    return shares.tolist()


def effective_by_masking(shares):
    p = shares[shares > 0]
    return np.exp(-np.sum(p * np.log(p)))


def effective_as_a_product(shares):
    found = 1.0
    for p in shares:
        found *= p**-p
    return found


def terms_by_cumsum(shares, wanted):
    sums = np.cumsum(sorted(shares, reverse=True))
    return int(np.argmax(sums >= wanted)) + 1


def terms_by_trying(shares, wanted):
    ordered = np.sort(shares)[::-1]
    for count in range(len(ordered) + 1):
        if ordered[:count].sum() >= wanted:
            return count
    return len(ordered)


def kernel_by_levels(half_length, epsilon):
    total = (1 + epsilon**2) ** half_length
    entropy = 0.0
    for j in range(half_length + 1):
        p = epsilon ** (2 * j) / total
        if p > 0:
            entropy -= math.comb(half_length, j) * p * math.log(p)
    return math.exp(entropy)


def kernel_by_the_library(half_length, epsilon):
    one = np.array([[1 + epsilon, 1 - epsilon], [1 - epsilon, 1 + epsilon]])
    return rt.effective_rank(one) ** half_length


def gradient_by_the_chain(singular_values):
    s = np.asarray(singular_values)
    total = s @ s
    p = s**2 / total
    jacobian = (np.diag(2 * s) * total - np.outer(s**2, 2 * s)) / total**2  # dp_i / ds_j
    return -(np.log(p) + 1) @ jacobian


def gradient_by_the_library(singular_values):
    return np.diag(rt.learning.entropy_and_gradient(np.diag(singular_values))[1])


ALTERNATIVES = {
    "10-shares": [shares_by_norm, shares_by_the_library],
    "10-effective-rank": [effective_by_masking, effective_as_a_product],
    "10-terms": [terms_by_cumsum, terms_by_trying],
    "10-kernel": [kernel_by_levels, kernel_by_the_library],
    "10-gradient": [gradient_by_the_chain, gradient_by_the_library],
}
