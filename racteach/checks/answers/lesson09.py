"""What judges the tasks of lesson 09: inputs, comparisons and known mistakes, with a sentence for each."""

from __future__ import annotations

import numpy as np

from racteach.checks.answers import functions09 as f
from racteach.checks.declarations import Answers, Misconception
from racteach.checks.values import SameArray, SameNumber

ANSWERS = {
    "09-dual": Answers(
        edge_cases=((3, 10), (2, 4), (1, 2), (1, 8), (5, 2), (4, 8)),
        random_case=f.size_case,
        reference=f.dual_size,
        comparison=SameArray(),
        must_hold="The dual of the dual is the size itself.",
        misconceptions=(
            Misconception(
                "depth and length exchanged",
                f.depth_and_length_swapped,
                "You exchange L and T. It is the half-length n = T/2 that changes places with the depth.",
            ),
            Misconception(
                "half-length returned",
                f.half_length_returned,
                "You return the new half-length. The length is twice as much.",
            ),
            Misconception(
                "length first",
                f.length_first,
                "You return the length before the depth. The depth comes first.",
            ),
        ),
    ),
    "09-end-bound": Answers(
        edge_cases=(
            (1, 2, 3, 2),
            (2, 2, 2, 1),
            (2, 2, 3, 2),
            (2, 3, 2, 3),
            (3, 2, 2, 3),
            (3, 1, 2, 3),
            (4, 3, 3, 2),
            (1, 3, 3, 4),
        ),
        random_case=f.bound_case,
        reference=f.bound_by_inputs,
        comparison=SameNumber(),
        must_hold="Input t of the end brings min(M, R) numbers and is used mc(n - t + 1, L - 1) times.",
        misconceptions=(
            Misconception(
                "features only",
                f.features_only,
                "You count M numbers for each input. Through W^{I,1} they come in as R numbers, so no more "
                "than "
                "R of them are independent.",
            ),
            Misconception(
                "channels only",
                f.channels_only,
                "You count R numbers for each input. It has M features, so no more than M of them are "
                "independent.",
            ),
            Misconception(
                "the state bound",
                f.by_states,
                "You count monomials in the middle state. This bound counts those in the inputs of the end.",
            ),
            Misconception(
                "ordered products",
                f.ordered_products,
                "You count ordered products, m to the power of the uses. Copies of an input are equal: order "
                "does not count.",
            ),
            Misconception(
                "every input as the first",
                f.every_input_as_the_first,
                "You let every input be used as often as the first. Later ones have fewer steps to go.",
            ),
        ),
    ),
    "09-depth-two": Answers(
        edge_cases=(
            (2, 3, 6),
            (3, 3, 6),
            (5, 3, 2),
            (1, 3, 2),
            (2, 5, 3),
            (1, 1, 4),
            (2, 4, 1),
            (3, 5, 2),
        ),
        random_case=f.depth_two_case,
        reference=f.sharp_depth_two,
        comparison=SameNumber(),
        must_hold="Each of the R channels carries forms that vanish on a space of dimension R - min(M, R).",
        misconceptions=(
            Misconception(
                "the state bound",
                f.nothing_lost,
                "You count all forms. With fewer features than channels, those of one channel vanish "
                "together "
                "on a space of dimension R - M.",
            ),
            Misconception(
                "only one channel loses",
                f.one_channel_loses,
                "You subtract once. Each of the R channels of layer 2 loses as much.",
            ),
            Misconception(
                "vanishing on the wrong space",
                f.loses_on_the_features,
                "You subtract the forms in m variables. They vanish on a space of dimension R - m.",
            ),
            Misconception(
                "one dimension lost",
                f.one_dimension_lost,
                "You subtract 1 for each channel. That is right only where R - M is 1, a line.",
            ),
            Misconception(
                "without powers",
                f.without_powers,
                "You choose n out of the variables without repetition. In a monomial powers are allowed.",
            ),
        ),
    ),
    "09-degree": Answers(
        edge_cases=(
            (np.array([0, 1, 4, 9, 16]),),
            (np.array([7, 7, 7]),),
            (np.array([0, 0, 0, 0]),),
            (np.array([3, 5, 7, 9, 11]),),
            (np.array([52, 106, 188, 304, 460, 662]),),
            (np.array([9, 4, 1, 0, 1, 4, 9]),),
            (np.array([0, 1, 8, 27, 64, 125]),),
            (np.array([5, 4, 5]),),
            (np.array([2, 1, 0, -1]),),
        ),
        random_case=f.degree_case,
        reference=f.degree_of_growth,
        comparison=SameNumber(),
        must_hold="After as many rounds of differences as the degree, all values are equal, and not before.",
        misconceptions=(
            Misconception(
                "one round too many",
                f.until_all_zero,
                "You go on until all differences are 0. The degree is reached one round earlier, when they "
                "are "
                "all equal.",
            ),
            Misconception(
                "number of values",
                f.number_of_values,
                "You return one less than the number of values. More values do not make the degree higher.",
            ),
            Misconception(
                "slope on logarithmic axes",
                f.slope_at_the_end,
                "You measure a slope on logarithmic axes. It comes near the degree only far out; differences "
                "are exact.",
            ),
            Misconception(
                "linear or constant",
                f.always_linear,
                "You tell constant values from others, but not how they grow.",
            ),
        ),
    ),
    "09-depth-three": Answers(
        edge_cases=(
            (2, 3),
            (2, 4),
            (1, 3),
            (3, 1),
            (3, 2),
            (2, 1),
            (4, 2),
            (2, 2),
            (5, 2),
        ),
        random_case=f.depth_three_case,
        reference=f.sharp_depth_three,
        comparison=SameNumber(),
        must_hold="For R = 2 the value is 4 below the state bound.",
        misconceptions=(
            Misconception(
                "the state bound",
                f.state_bound_of_three,
                "You count all monomials. Those in which few channels of layer 1 occur leave fewer forms in "
                "layer 2.",
            ),
            Misconception(
                "the degree of depth 2",
                f.degree_of_depth_two,
                "You let layer 1 be used n times. At depth 3 it is used n(n+1)/2 times.",
            ),
            Misconception(
                "n(n-1)/2",
                f.half_a_square,
                "You take n(n-1)/2 for the degree. It is mc(n, 2) = n(n+1)/2.",
            ),
            Misconception(
                "some of the channels",
                f.any_of_the_channels,
                "You count the monomials of a set of channels in which some may be missing. So monomials of "
                "fewer channels are counted again. Put one star into every box first.",
            ),
            Misconception(
                "sets not counted",
                f.sets_not_counted,
                "You leave out in how many ways k channels are chosen among R.",
            ),
        ),
    ),
}
