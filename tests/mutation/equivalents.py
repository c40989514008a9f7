"""Mutants that compute the same as the solution: task and difference, with the proof in one line."""

from __future__ import annotations

_SQUARE = "all axes of a grid tensor have the same length, so each of them may be asked"
_ROWS = "- rows = tensor.shape[0] ** (tensor.ndim // 2)"
_MOVED = "- return moved.reshape(tensor.shape[0] ** len(start), -1)"
_SMALLER = "- m = min(input_dim, channels)\n+ m = min(channels, input_dim)"

EQUIVALENT: dict[tuple[str, str], str] = {
    ("03-cut", f"{_ROWS}\n+ rows = tensor.shape[1] ** (tensor.ndim // 2)"): _SQUARE,
    ("03-cut", f"{_ROWS}\n+ rows = tensor.shape[-1] ** (tensor.ndim // 2)"): _SQUARE,
    ("03-any-split", f"{_MOVED}\n+ return moved.reshape(tensor.shape[1] ** len(start), -1)"): _SQUARE,
    ("03-any-split", f"{_MOVED}\n+ return moved.reshape(tensor.shape[-1] ** len(start), -1)"): _SQUARE,
    ("03-any-split", f"{_MOVED}\n+ return moved.reshape(tensor.shape[0] ** len(start), -2)"): (
        "NumPy reads every negative length in a shape as the one to be found out"
    ),
    (
        "03-mended",
        "- matrix = tensor.reshape(rows, columns)\n+ matrix = tensor.reshape(rows, columns).T",
    ): "a matrix and its transpose have the same rank",
    (
        "04-grid",
        "- grid[place] = (output_weights @ state)[0]\n+ grid[place] = (output_weights @ state)[-1]",
    ): "the output weights have one row, so the first output is the last",
    (
        "04-rank-mod-p",
        "- candidates = [row for row in range(rank, len(work)) if work[row, column] != 0]\n"
        "+ candidates = [row for row in range(rank, len(work)) if work[row, column] > 0]",
    ): "remainders modulo a prime are never negative",
    (
        "04-rank-mod-p",
        "- work[row] = (work[row] - factor * work[rank]) % prime\n"
        "+ work[row] = (factor * work[rank] - work[row]) % prime",
    ): "the row only changes its sign, and a row's sign changes no rank",
    (
        "05-exact",
        "- degree = math.comb(half_length + depth - 2, depth - 1)\n"
        "+ degree = math.comb(depth + half_length - 2, half_length - 1)",
    ): "a binomial coefficient is the same for what is chosen and for what is left",
    (
        "05-witness",
        "- rest = (rest - rest[lead] * row) % prime\n+ rest = (rest[lead] * row - rest) % prime",
    ): "the rest only changes its sign, and is divided by its leading entry before it is kept",
    ("06-entry", "- return state @ last\n+ return last @ state"): "the product of two vectors is symmetric",
    (
        "08-terms",
        "- degree = math.comb(half_length + depth - 2, depth - 1)\n"
        "+ degree = math.comb(depth + half_length - 2, half_length - 1)",
    ): "a binomial coefficient is the same for what is chosen and for what is left",
    ("08-letters", _SMALLER): "the smaller of two numbers, in either order",
    (
        "08-letters",
        "- asked = min(math.comb(m + degree - 1, degree), input_dim ** half_length)\n"
        "+ asked = min(input_dim ** half_length, math.comb(m + degree - 1, degree))",
    ): "the smaller of two numbers, in either order",
    ("09-end-bound", _SMALLER): "the smaller of two numbers, in either order",
    (
        "10-gradient",
        "- entropy = -shares @ np.log(shares)\n+ entropy = np.log(shares) @ -shares",
    ): "the product of two vectors is symmetric",
    (
        "11-linear-parts",
        "- return np.array([start, end]) @ w\n+ return [start, end] @ w",
    ): "NumPy makes an array of a list that it multiplies",
    (
        "12-kernel-floor",
        "- fits = min(left, math.comb(half_length, j))\n+ fits = min(math.comb(half_length, j), left)",
    ): "the smaller of two numbers, in either order",
    (
        "12-kernel-floor",
        "- for j in range(half_length + 1):\n+ for j in range(half_length + 2):",
    ): "there is no way to choose k + 1 of k places, so one level more holds nothing",
}
