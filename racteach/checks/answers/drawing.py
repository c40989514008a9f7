"""Random sizes and weights for the inputs of tasks on circuits, and a mistake that all of them know."""


def size(generator, smallest, largest):
    """Return a whole number between two others, both included."""
    return int(generator.integers(smallest, largest + 1))


def entries(generator, *shape):
    """Return values with one decimal between 0.1 and 2, of either sign: products stay moderate."""
    return generator.integers(1, 21, size=shape) * generator.choice([-1, 1], size=shape) / 10


def weights(generator, channels, inputs):
    """Return hidden and input weights of one layer."""
    return entries(generator, channels, channels), entries(generator, channels, inputs)


TRANSPOSED = (
    "hidden weights transposed",
    "You compute h W^H, which uses the transpose of W^H. The matrix stands on the left: W^H h.",
)
