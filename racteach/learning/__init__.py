"""Does depth learn? Floors that no shallow student can pass, training on whole grids, and sequence tasks.

rt.learning.eckart_young_floor(matrix, rank)          # the least error of a shallow circuit with R = rank
rt.learning.train_student(target, depth=2, ...)       # fit a circuit to a grid tensor: NumPy and SciPy
rt.learning.train_students(target, plan, starts=6)    # many of them, with the time that is left
rt.learning.raise_effective_rank(depth=2, ...)        # make a circuit use more of its rank
rt.learning.train_networks(SequenceTask(...), ...)    # the sequence tasks: the extra ``learn``
"""

from racteach.learning.grid_gradients import GridWords, outputs_and_pullback
from racteach.learning.grid_training import (
    Progress,
    Student,
    eckart_young_floor,
    first_weights,
    train_student,
    train_students,
)
from racteach.learning.sequence_networks import (
    ABLATIONS,
    CELLS,
    initial_parameters,
    parameter_count,
    run_network,
    width_within,
)
from racteach.learning.sequence_tasks import (
    Sequences,
    copying_sequences,
    digit_sequences,
    similarity_sequences,
)
from racteach.learning.sequence_training import DRAWN, SequenceTask, Trained, need_extra, train_networks
from racteach.learning.usage import Ascent, entropy_and_gradient, raise_effective_rank

__all__ = [
    "ABLATIONS", "CELLS", "DRAWN", "Ascent", "GridWords", "Progress", "SequenceTask", "Sequences", "Student",
    "Trained", "copying_sequences", "digit_sequences", "eckart_young_floor", "entropy_and_gradient",
    "first_weights", "initial_parameters", "need_extra", "outputs_and_pullback", "parameter_count",
    "raise_effective_rank", "run_network", "similarity_sequences", "train_networks", "train_student",
    "train_students", "width_within",
]  # fmt: skip
