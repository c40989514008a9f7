"""What lesson 04 lets a student predict."""

from racteach.certificates.certificate import separation_rank
from racteach.checks.declarations import Prediction

_CHANNELS = (1, 2, 3, 4)


def ranks_by_channels() -> list[int]:
    """Return the Start-End rank at depth 2 with four letters and T = 8, for every number of channels."""
    return [
        separation_rank(depth=2, input_dim=4, channels=channels, length=8, templates=4).lower_bound
        for channels in _CHANNELS
    ]


PREDICTIONS = (
    Prediction(
        id="04-guess",
        labels=tuple(f"R = {channels}" for channels in _CHANNELS),
        truth=ranks_by_channels,
        because="At depth 1 it would be the number of channels itself. At depth 2 the middle state is used "
        "n = 4 times, so that the end meets all products of four of its numbers, each in R ways. The number "
        "of such products grows with every channel, as lesson 07 counts. With one channel nothing is gained.",
        logarithmic=True,
    ),
)
