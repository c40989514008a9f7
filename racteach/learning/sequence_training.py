"""Train several copies of a sequence network at once, one for each seed, and record how they fare."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from racteach import validation
from racteach.learning.sequence_networks import initial_parameters, run_network
from racteach.learning.sequence_tasks import (
    COPYING_LETTERS,
    REMEMBERED,
    SIMILARITY_LETTERS,
    Sequences,
    copying_sequences,
    digit_sequences,
    extra,
    similarity_sequences,
)

_TESTED = 500


@dataclass(frozen=True)
class SequenceTask:
    """A task at one length: what a network reads, says, and is tested on."""

    name: str  #: ``"similarity"``, ``"copying"`` or ``"digits"``
    length: int  #: T; for copying the delay

    @property
    def letters(self) -> bool:
        """Say whether the inputs are letters."""
        return self.name != "digits"

    @property
    def input_dim(self) -> int:
        """M: letters, or features."""
        letters = {"similarity": SIMILARITY_LETTERS, "copying": COPYING_LETTERS + 2}
        return letters.get(self.name, 64 // self.length + 1)

    @property
    def classes(self) -> int:
        """C, what there is to choose from."""
        return {"similarity": 3, "copying": COPYING_LETTERS, "digits": 10}[self.name]

    @property
    def answers(self) -> int:
        """At how many of the last steps the network must answer."""
        return REMEMBERED if self.name == "copying" else 1

    def drawn(self, seed: int, count: int) -> Sequences:
        """Draw sequences for training."""
        if self.name == "similarity":
            return similarity_sequences(seed, count, self.length)
        if self.name == "copying":
            return copying_sequences(seed, count, self.length)
        from racteach.exact import sampling

        every = digit_sequences(self.length, training=True)
        chosen = sampling.residues(seed, "sequence task: images", (count,), len(every.inputs))
        return Sequences(every.inputs[chosen], every.targets[chosen])

    def tests(self) -> Sequences:
        """Return the sequences for testing, the same for all networks."""
        if self.name == "digits":
            return digit_sequences(self.length, training=False)
        return self.drawn(2**40, _TESTED)


def need_extra() -> None:
    """Raise ImportError, saying how it is had, if the extra ``learn`` is not there."""
    for module in ("jax", "optax", "sklearn"):
        extra(module)


def train_networks(
    task: SequenceTask, cell: str, *, depth: int, width: int, seeds: list[int],
    steps: int, checkpoints: int = 20, batch: int = 64, learning_rate: float = 0.003,
    told: Callable[[int, int], None] | None = None,
) -> dict[str, list[list[float]]]:  # fmt: skip
    """Train one network for each seed with Adam, side by side, and test all of them at equal distances.

    Gradients are clipped to length 1. Weights and sequences are drawn from the seeds; float32 throughout, so
    another processor may round otherwise, and a long training drifts apart.

    Args:
        task, cell, depth, width: what is trained.
        seeds: integers >= 0, one network each.
        steps, batch, learning_rate: of Adam; so many sequences a step.
        checkpoints: how often they are tested, a divisor of ``steps``.
        told: called with (steps done, steps).

    Returns:
        ``"accuracy"`` and ``"loss"`` on the tests: one list for each seed, one number for each checkpoint.

    Raises:
        ImportError: if jax or optax is not there.
    """
    need_extra()
    jax, optax = extra("jax"), extra("optax")
    jnp = jax.numpy
    checkpoints = validation.integer(checkpoints, "checkpoints", minimum=1)
    steps = validation.integer(steps, "steps", minimum=checkpoints)
    if steps % checkpoints:
        raise ValueError(f"steps must be a multiple of checkpoints = {checkpoints}, not {steps}")
    each = steps // checkpoints  # steps between two tests
    optimizer = optax.chain(optax.clip_by_global_norm(1.0), optax.adam(learning_rate))

    def loss(parameters: Any, inputs: Any, targets: Any) -> Any:
        return tested(parameters, inputs, targets)[1]

    def one_step(carried: Any, sequences: Any) -> Any:
        parameters, state = carried
        gradient = jax.grad(loss)(parameters, *sequences)
        updates, state = optimizer.update(gradient, state)
        return (optax.apply_updates(parameters, updates), state), None

    def several_steps(parameters: Any, state: Any, inputs: Any, targets: Any) -> Any:
        return jax.lax.scan(one_step, (parameters, state), (inputs, targets))[0]

    def tested(parameters: Any, inputs: Any, targets: Any) -> Any:
        scores = run_network(cell, parameters, inputs, task.answers)
        right = (jnp.argmax(scores, axis=-1) == targets).mean()
        return right, optax.softmax_cross_entropy_with_integer_labels(scores, targets).mean()

    train = jax.jit(jax.vmap(several_steps))
    test = jax.jit(jax.vmap(tested, in_axes=(0, None, None)))
    first = [initial_parameters(cell, depth, width, task.input_dim, task.classes, seed) for seed in seeds]
    parameters = jax.tree.map(lambda *parts: jnp.stack(parts), *first)
    state = jax.vmap(optimizer.init)(parameters)
    tests = task.tests()
    accuracy, losses = [], []
    for checkpoint in range(checkpoints):
        # A seed of its own for every network and piece of training.
        sets = [task.drawn(1000 * seed + checkpoint, each * batch) for seed in seeds]
        inputs = np.stack([part.inputs.reshape(each, batch, *part.inputs.shape[1:]) for part in sets])
        targets = np.stack([part.targets.reshape(each, batch, -1) for part in sets])
        parameters, state = train(parameters, state, inputs, targets)
        right, lost = test(parameters, tests.inputs, tests.targets)
        accuracy.append([round(float(x), 4) for x in right])
        losses.append([round(float(x), 4) for x in lost])
        if told is not None:
            told(each * (checkpoint + 1), steps)
    return {
        "accuracy": [list(part) for part in zip(*accuracy, strict=True)],
        "loss": [list(part) for part in zip(*losses, strict=True)],
    }
