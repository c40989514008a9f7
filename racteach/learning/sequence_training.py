"""Train several copies of a sequence network at once, each with its seed and rate, and record how they do."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
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

#: Sequences drawn for validation and for the test. The digits have what images there are.
DRAWN = {"validation": 500, "test": 2000}
#: Gradients longer than this are shortened to it.
CLIPPED = 1.0


@dataclass(frozen=True)
class SequenceTask:
    """A task at one length: what a network reads, says, and is tested on."""

    name: str  #: ``"similarity"``, ``"copying"`` or ``"digits"``
    length: int  #: T; for copying the delay
    letters: int = SIMILARITY_LETTERS  #: of similarity; the other tasks have their own

    @property
    def input_dim(self) -> int:
        """M: letters, or features."""
        own = {"similarity": self.letters, "copying": COPYING_LETTERS + 2}
        return own.get(self.name, 64 // self.length + 1)

    @property
    def classes(self) -> int:
        """C, what there is to choose from: guessing is right one time in C."""
        return {"similarity": 3, "copying": COPYING_LETTERS, "digits": 10}[self.name]

    @property
    def answers(self) -> int:
        """At how many of the last steps the network must answer."""
        return REMEMBERED if self.name == "copying" else 1

    def drawn(self, seed: int, count: int, part: str = "training") -> Sequences:
        """Draw sequences; of digits, images of that part with repetition."""
        if self.name == "similarity":
            return similarity_sequences(seed, count, self.length, letters=self.letters, part=part)
        if self.name == "copying":
            return copying_sequences(seed, count, self.length, part=part)
        from racteach.exact import sampling

        every = digit_sequences(self.length, part=part)
        chosen = sampling.residues(seed, f"sequence task: {part}: images", (count,), len(every.inputs))
        return Sequences(every.inputs[chosen], every.targets[chosen])

    def judged(self, part: str) -> Sequences:
        """Return the sequences for ``"validation"`` or ``"test"``, the same for all networks."""
        if self.name == "digits":
            return digit_sequences(self.length, part=part)
        return self.drawn(0, DRAWN[part], part)


def need_extra() -> None:
    """Raise ImportError, saying how it is had, if the extra ``learn`` is not there."""
    for module in ("jax", "optax", "sklearn"):
        extra(module)


@dataclass(frozen=True)
class Trained:
    """How networks fared, a row for each."""

    validation: list[list[float]]  #: accuracies after equal pieces of the training
    test: list[float]  #: accuracies at the end


def train_networks(
    task: SequenceTask, cell: str, *, depth: int, width: int, runs: list[tuple[int, float]],
    steps: int, checkpoints: int = 20, batch: int = 64,
) -> Trained:  # fmt: skip
    """Train a network for each seed and rate with Adam, side by side, and look at all at equal distances.

    Weights and sequences come from a network's seed. So networks of the same seed see the same sequences,
    whatever their cell, depth and rate. Gradients are clipped to length 1. It is float32 throughout, so
    another processor may round otherwise, and a long training drifts apart.

    Args:
        task, cell, depth, width: what is trained.
        runs: of each network the seed, >= 0, and Adam's rate, > 0.
        steps, batch: so many steps, so many sequences in each.
        checkpoints: how often validation looks at them, a divisor of ``steps``.

    Raises:
        ImportError: if jax or optax is not there.
    """
    need_extra()
    jax = extra("jax")
    jnp = jax.numpy
    checkpoints = validation.integer(checkpoints, "checkpoints", minimum=1)
    steps = validation.integer(steps, "steps", minimum=checkpoints)
    if steps % checkpoints:
        raise ValueError(f"steps must be a multiple of checkpoints = {checkpoints}, not {steps}")
    each = steps // checkpoints  # steps between two looks
    begin, train, judge = _programs(cell, task.answers)
    seeds = list(dict.fromkeys(seed for seed, _ in runs))
    place = [seeds.index(seed) for seed, _ in runs]
    sizes = (depth, width, task.input_dim, task.classes)
    drawn = {seed: initial_parameters(cell, *sizes, seed) for seed in seeds}
    parameters = jax.tree.map(lambda *parts: jnp.stack(parts), *[drawn[seed] for seed, _ in runs])
    state, rates = begin(parameters), np.array([rate for _, rate in runs], np.float32)
    held, accuracy = task.judged("validation"), []
    for checkpoint in range(checkpoints):
        # A seed of its own for every network and piece of training.
        sets = [task.drawn(1000 * seed + checkpoint, each * batch) for seed in seeds]
        inputs = np.stack([part.inputs.reshape(each, batch, *part.inputs.shape[1:]) for part in sets])
        targets = np.stack([part.targets.reshape(each, batch, -1) for part in sets])
        parameters, state = train(parameters, state, rates, inputs[place], targets[place])
        accuracy.append(judge(parameters, held.inputs, held.targets))
    tests = task.judged("test")
    accuracy.append(judge(parameters, tests.inputs, tests.targets))
    looks = [[round(float(x), 4) for x in row] for row in np.stack(accuracy).T]
    return Trained([row[:-1] for row in looks], [row[-1] for row in looks])


@cache
def _programs(cell: str, answers: int) -> tuple[Any, Any, Any]:
    """Return what begins Adam's state, what trains networks for several steps, and what judges them."""
    jax, optax = extra("jax"), extra("optax")
    adam = optax.chain(optax.clip_by_global_norm(CLIPPED), optax.scale_by_adam())

    def lost(parameters: Any, inputs: Any, targets: Any) -> Any:
        scores = run_network(cell, parameters, inputs, answers)
        return optax.softmax_cross_entropy_with_integer_labels(scores, targets).mean()

    def judged(parameters: Any, inputs: Any, targets: Any) -> Any:
        scores = run_network(cell, parameters, inputs, answers)
        return (jax.numpy.argmax(scores, axis=-1) == targets).mean()

    def several_steps(parameters: Any, state: Any, rate: Any, inputs: Any, targets: Any) -> Any:
        def one_step(carried: Any, sequences: Any) -> Any:
            parameters, state = carried
            gradient = jax.grad(lost)(parameters, *sequences)
            updates, state = adam.update(gradient, state)
            return (optax.apply_updates(parameters, jax.tree.map(lambda u: -rate * u, updates)), state), None

        return jax.lax.scan(one_step, (parameters, state), (inputs, targets))[0]

    return (
        jax.jit(jax.vmap(adam.init)),
        jax.jit(jax.vmap(several_steps)),
        jax.jit(jax.vmap(judged, in_axes=(0, None, None))),
    )
