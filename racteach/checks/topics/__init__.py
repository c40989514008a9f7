"""What lessons build on: topics with questions, in a file for each lesson that teaches them.

What students bring along is in `before`.
"""

#: The five topics that each lesson needs, by name.
NEEDS = {
    "01": "words dependent-rows notation outer python",
    "02": "outer product notes few-products wandering-cut",
    "03": "separable sums splits grids axes",
    "04": "matrix-vector remainders tensor index letters",
    "05": "step uses exact distance singular-values",
    "06": "step one-layer bottleneck index proves",
    "07": "layers uses unroll train-bound binomials",
    "08": "determinant proves monomials paths state-bound",
    "09": "monomials paths state-bound degree terms",
    "10": "distance float64 train-bound singular-values logarithms",
    "11": "step float64 proves effective tanh",
    "12": "distance train-bound theorem used gradient",
    "13": "certificate proves theorem two-bounds blocks",
}
