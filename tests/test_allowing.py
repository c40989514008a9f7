"""What a task's function may use: no other package, however it is reached; honest imports work."""

from __future__ import annotations

import sys
from dataclasses import replace

import pytest

pytest.importorskip("resource", reason="grading runs on POSIX systems only")

from racteach import matricization
from racteach.checks import registry
from racteach.grading.allowing import Allowed, foreign, only
from tests.test_grading import CUT, graded, sandbox, solved  # noqa: F401


@pytest.fixture
def patient(sandbox):  # noqa: F811
    """A sandbox in which the import of a large package may take its time."""
    return replace(sandbox, limits=replace(sandbox.limits, seconds=30))


END = CUT + "    return tensor.reshape(rows, rows)"
RANK = "def rank_mod_p(matrix, prime):\n    "
FLINT = "nmod_mat(matrix.astype(int).tolist(), prime).rank()"
#: Task, what stands before the function in its cell, and the function.
OUTSIDE = {
    "tensorly": ("03-cut", "import tensorly as tl", CUT + "    return tl.unfold(tensor, 0)"),
    "by a name": ("03-cut", "from tensorly.base import unfold", CUT + "    return unfold(tensor, 0)"),
    "inside": ("03-cut", "", CUT + "    import tensorly\n    return tensorly.unfold(tensor, 0)"),
    "loaded, then inside": (
        "03-cut", "import tensorly\ndel tensorly",
        CUT + "    import tensorly\n    return tensorly.unfold(tensor, 0)",
    ),
    "by importlib": (
        "03-cut", "import importlib",
        CUT + "    return importlib.import_module('tensorly').unfold(tensor, 0)",
    ),
    "by exec": (
        "03-cut", "",
        CUT + "    n = {}\n    exec('import tensorly as tl', n)\n    return n['tl'].unfold(tensor, 0)",
    ),
    "by a helper": (
        "03-cut", "from tensorly import unfold\ndef helper(t):\n    return unfold(t, 0)",
        CUT + "    return helper(tensor)",
    ),
    "by a default": (
        "03-cut", "from tensorly import unfold",
        "def start_end_cut(tensor, by=unfold):\n    return by(tensor, 0)",
    ),
    "by a closure": (
        "03-cut", "def made():\n    from tensorly import unfold\n    return lambda tensor: unfold(tensor, 0)",
        "start_end_cut = made()",
    ),
    "by a container": (
        "03-cut", "import tensorly\nways = {1: [tensorly.unfold]}",
        CUT + "    return ways[1][0](tensor, 0)",
    ),
    "by a class": (
        "03-cut", "import tensorly\nclass Way:\n    by = staticmethod(tensorly.unfold)",
        CUT + "    return Way.by(tensor, 0)",
    ),
    "by a partial": (
        "03-cut", "import functools, tensorly", "start_end_cut = functools.partial(tensorly.unfold, mode=0)",
    ),
    "in a notebook that calls itself NumPy": (
        "03-cut", "from tensorly import unfold\n__name__ = 'numpy'\ndef helper(t):\n    return unfold(t, 0)",
        CUT + "    return helper(tensor)",
    ),
    "in code that calls itself NumPy": (
        "03-cut", "import tensorly",
        CUT + "    n = {'__name__': 'numpy'}\n    exec('import tensorly as tl', n)\n"
        "    return n['tl'].unfold(tensor, 0)",
    ),
    "while it calls itself NumPy": (
        "03-cut", "import tensorly\ndel tensorly",
        CUT + "    globals()['__name__'] = 'numpy'\n    import tensorly as t\n    return t.unfold(tensor, 0)",
    ),
    "in the library": (
        "04-rank-mod-p", "",
        RANK + "return rt.explorers.remainders.fmpz_mat(matrix.tolist()).rank()",
    ),
    "flint's rank": ("04-rank-mod-p", "from flint import nmod_mat", RANK + f"return {FLINT}"),
    "flint's determinant": (
        "04-rank-mod-p",
        "import flint", RANK + "return flint.nmod_mat(matrix.tolist(), prime).det()",
    ),
    "flint inside": ("04-rank-mod-p", "", RANK + f"from flint import nmod_mat\n    return {FLINT}"),
    "expected frequencies": (
        "02-independent", "from scipy.stats.contingency import expected_freq as independent_table", "",
    ),
    "of another part": (
        "02-nearest", "",
        "def nearest(matrix, rank):\n    from scipy import stats\n    return matrix",
    ),
}  # fmt: skip


def test_another_package_is_not_among_the_loaded_modules(patient, tmp_path):
    code = "import sys, tensorly\n" + CUT + "    return sys.modules['tensorly'].unfold(tensor, 0)"
    own = graded(patient, solved(tmp_path / "a.ipynb", "03", **{"03-cut": code}), "03")["03-cut"]
    assert (own.status, own.points) == ("error", 0) and "KeyError" in own.reason + own.details


@pytest.mark.parametrize("name", OUTSIDE)
def test_another_package_is_no_answer(patient, tmp_path, name):
    task, before, function = OUTSIDE[name]
    lesson = task[:2]
    path = solved(tmp_path / "a.ipynb", lesson, **{task: f"{before}\n{function}"})
    verdicts = graded(patient, path, lesson)
    own = verdicts.pop(task)
    assert (own.status, own.points, own.needs_a_person) == ("not allowed", 0, True), own
    assert "tensorly" in own.reason or "flint" in own.reason or "scipy" in own.reason
    assert {verdict.status for verdict in verdicts.values()} == {"passed"}


HONEST = {
    "a look at what is loaded": (
        "03-cut",
        "import sys, tensorly",
        CUT + "    assert 'numpy' in sys.modules\n    return tensor.reshape(rows, rows)",
    ),
    "packages at the top": (
        "03-cut", "import scipy.linalg, tensorly, networkx\nscipy.linalg.svd([[1.0]])", END,
    ),
    "Python's own modules": (
        "03-cut", "",
        CUT + "    import math, itertools, functools\n    return tensor.reshape(math.prod([rows]), rows)",
    ),
    "a picture": (
        "03-cut", "import matplotlib.pyplot as plt",
        CUT + "    plt.plot([1, 2])\n    return tensor.reshape(rows, rows)",
    ),
    "the library, which needs a package": (
        "02-similarity", "",
        "def similarity_table(epsilons):\n    rt.matricize(np.zeros((2, 2)), start=[0])\n"
        "    table = np.ones((1, 1))\n    for e in epsilons:\n"
        "        table = np.kron(table, [[1 + e, 1 - e], [1 - e, 1 + e]])\n    return table",
    ),
    "what the task allows": (
        "02-nearest", "import scipy.linalg",
        "def nearest(matrix, rank):\n    u, s, v = scipy.linalg.svd(matrix, full_matrices=False)\n"
        "    return u[:, :rank] * s[:rank] @ v[:rank]",
    ),
    "what the task allows, inside": (
        "02-nearest", "",
        "def nearest(matrix, rank):\n    from scipy.linalg import svd\n"
        "    u, s, v = svd(matrix, full_matrices=False)\n"
        "    return u[:, :rank] * s[:rank] @ v[:rank]",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HONEST)
def test_honest_imports_cost_nothing(patient, tmp_path, name):
    task, before, function = HONEST[name]
    path = solved(tmp_path / "a.ipynb", task[:2], **{task: f"{before}\n{function}"})
    verdicts = graded(patient, path, task[:2])
    assert {verdict.status for verdict in verdicts.values()} == {"passed"}, verdicts[task]


def test_what_is_kept_away_comes_back():
    import tensorly

    names = {"tl": tensorly, "x": 5}
    spec = tensorly.__spec__
    with only(Allowed(), names):
        assert "tensorly" not in sys.modules and names == {"x": 5}
        for name in ("__main__", "racteach.matricization"):
            with pytest.raises(ImportError, match="not allowed in this task"):
                exec("import tensorly", {"__name__": name})
        exec("import tensorly", vars(matricization), {})
        assert sys.modules["tensorly"] is tensorly
    assert names == {"tl": tensorly, "x": 5} and tensorly.__spec__ is spec
    assert "tensorly" in sys.modules and "tensorly.base" in sys.modules


def test_what_a_task_allows_is_there_and_said():
    for task in registry.tasks().values():
        for name in task.allows:
            __import__(name)
            assert f"`{name}`" in task.allowed
    assert registry.tasks()["03-cut"].allowed == ""
    assert foreign(len, Allowed()) == foreign([len, {1: abs}], Allowed()) == ""
