"""What judges the task 12-kernel-floor: the right function, the inputs and the known mistakes."""

import math

from racteach.checks.answers.declaring import AnswerKey
from racteach.checks.comparing import SameNumber

kernel_floor_key = AnswerKey(
    "12-kernel-floor",
    edge_cases=(
        (3, 1.0, 4),
        (4, 0.6, 5),
        (4, 0.6, 7),
        (2, 0.5, 1),
        (2, 0.5, 4),
        (3, 0.5, 8),
        (30, 0.2, 31),
        (1, 0.5, 1),
        (2, 0.5, 3),
    ),
    comparison=SameNumber(1e-6),
    must_hold="With 2^k channels the floor is 0, and with one it is 1 - 1 / (1 + epsilon^2)^k.",
)


def levels(half_length, epsilon, channels, power=2, order=1):
    left, kept, total = channels, [], []
    for j in range(half_length + 1)[::order]:
        count, size = math.comb(half_length, j), epsilon ** (power * j)
        fits = min(count, left)
        left -= fits
        kept.append(fits * size)
        total.append(count * size)
    return 1 - math.fsum(kept) / math.fsum(total)


@kernel_floor_key.reference
def kernel_floor(half_length, epsilon, channels):
    return levels(half_length, epsilon, channels)


@kernel_floor_key.random_case
def kernel_case(generator):
    half = int(generator.integers(2, 31))
    most = min(2**half, 2**20)
    epsilon, channels = int(generator.integers(10, 100)) / 100, int(generator.integers(1, most + 1))
    while kernel_floor(half, epsilon, channels) < 1e-3 and channels > 1:
        channels = 1 + channels // 3  # a tiny floor would drown in rounding
    return half, epsilon, channels


kernel_floor_key.mistake(
    "not squared", "You add singular values, epsilon^j. Errors are made of their squares."
)(lambda n, epsilon, R: levels(n, epsilon, R, power=1))
kernel_floor_key.mistake("what is kept", "You return what R terms can have. The error is what is missing.")(
    lambda n, epsilon, R: 1 - kernel_floor(n, epsilon, R)
)
kernel_floor_key.mistake("a length", "You take a root at the end. The squared error is asked for.")(
    lambda n, epsilon, R: math.sqrt(max(0.0, kernel_floor(n, epsilon, R)))
)
kernel_floor_key.mistake("not relative", "You do not divide by the sum of all squares, (1 + epsilon^2)^k.")(
    lambda n, epsilon, R: kernel_floor(n, epsilon, R) * (1 + epsilon**2) ** n
)
kernel_floor_key.mistake("smallest kept", "You keep the smallest singular values. Keep the largest.")(
    lambda n, epsilon, R: levels(n, epsilon, R, order=-1)
)
kernel_floor_key.mistake(
    "as if all were equal", "You take all singular values for equal. That is so at epsilon = 1 only."
)(lambda n, epsilon, R: max(0.0, 1 - R / 2**n))
kernel_floor_key.mistake(
    "multiplicities forgotten",
    "You count each level once. The singular value epsilon^j occurs C(k, j) times.",
)(
    lambda n, epsilon, R: (
        sum(epsilon ** (2 * j) for j in range(R, n + 1)) / sum(epsilon ** (2 * j) for j in range(n + 1))
    )
)


@kernel_floor_key.mistake(
    "whole levels only", "You keep whole levels only. Of the last level a part may fit."
)
def whole_levels_only(half_length, epsilon, channels):
    kept, used = 0.0, 0
    for j in range(half_length + 1):
        used += math.comb(half_length, j)
        if used <= channels:
            kept += math.comb(half_length, j) * epsilon ** (2 * j)
    return 1 - kept / (1 + epsilon**2) ** half_length
