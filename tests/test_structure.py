"""The library's shape: who may import whom, what stays light, and that names keep their meaning."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

import racteach
from racteach import _HOME, _MODULES

PACKAGE = Path(racteach.__file__).parent

#: Lowest first. A module imports from floors below its own only; a package may import inside itself.
FLOORS = [
    {"validation"},
    {"exact", "executors"},
    {"bounds", "cells", "circuits", "grids", "journal", "matricization", "ranks"},
    {"certificates", "constructions", "learning", "network", "spectra", "words"},
    {"figures", "results"},
    {"authoring", "checks"},
    {"explorers", "grading", "workspace"},
    {"commands"},
    {"cli"},
]
FLOOR = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
LONGEST_MODULE = 330
#: What a student finds when the package is opened: what the lessons are about, and what every room shares.
TOP = {"cells", "circuits", "grids", "matricization", "network", "ranks", "words"}
TOP_MACHINERY = {"__init__", "cli", "executors", "validation"}


def sources() -> dict[str, str]:
    """Every module's dotted name (a package's own file is ``name.__init__``) and its text."""
    return {
        ".".join(path.relative_to(PACKAGE).with_suffix("").parts): path.read_text(encoding="utf-8")
        for path in sorted(PACKAGE.rglob("*.py"))
    }


def runtime_nodes(tree: ast.AST):
    """Every node, inside functions too, except what only a type checker sees."""
    todo = [tree]
    while todo:
        node = todo.pop()
        yield node
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            todo.extend(node.orelse)
        else:
            todo.extend(ast.iter_child_nodes(node))


def imported_rooms(module: str, text: str, rooms: set[str]) -> set[str]:
    """The top-level rooms of the package that a module uses, wherever in its text it imports them."""

    def room_of(name: str) -> str:
        """``name`` as in ``racteach.name``: a room, or a public name that lives in one."""
        home = name if name in rooms else {**_MODULES, **_HOME}.get(name, name)
        return home.split(".")[0]

    found: set[str] = set()
    aliases: set[str] = set()
    nodes = list(runtime_nodes(ast.parse(text)))
    for node in nodes:
        if isinstance(node, ast.Import):
            for alias in node.names:
                parts = alias.name.split(".")
                if parts[0] == "racteach":
                    found.update(parts[1:2])
                    aliases.add((alias.asname or "racteach") if len(parts) == 1 or not alias.asname else "")
        elif isinstance(node, ast.ImportFrom):
            above = module.split(".")[: -node.level] if node.level else []
            parts = (["racteach", *above] if node.level else []) + (node.module or "").split(".")
            parts = [part for part in parts if part]
            if parts[:1] == ["racteach"]:
                found.update(parts[1:2] or [room_of(alias.name) for alias in node.names])
        elif isinstance(node, ast.Call) and isinstance(node.func, (ast.Name, ast.Attribute)):
            called = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            if called in ("import_module", "__import__"):
                for part in ast.walk(node):
                    if isinstance(part, ast.Constant) and str(part.value).startswith("racteach."):
                        found.add(str(part.value).split(".")[1])
    for node in nodes:  # `import racteach as rt` and then rt.RAC
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in aliases:
            found.add(room_of(node.attr))
    return {room for room in found if room and not room.startswith("__")}


def import_faults(modules: dict[str, str]) -> list[str]:
    """One line for every import that breaks the rule, and for every module without a floor."""
    rooms = {name.split(".")[0] for name in modules} - {"__init__", "__main__"}
    faults = [f"{room} has no floor" for room in sorted(rooms - FLOOR.keys())]
    for module, text in modules.items():
        room = module.split(".")[0]
        if room not in FLOOR:
            continue
        for other in sorted(imported_rooms(module, text, rooms) - {room}):
            if other not in FLOOR:
                faults.append(f"{module} imports {other}, which has no floor")
            elif FLOOR[other] >= FLOOR[room]:
                faults.append(f"{module} imports {other}, which is not below it")
    return faults


def test_modules_import_from_floors_below_only():
    assert import_faults(sources()) == []


@pytest.mark.parametrize(
    ("module", "text", "fault"),
    [
        ("exact.primes", "from racteach.validation import integer", None),
        ("network", "import racteach.circuits", None),
        ("ranks", "from . import exact", None),
        ("checks.engine", "from racteach.checks.values import x", None),
        ("checks.engine", "from .values import x\nfrom .. import bounds", None),
        ("ranks", "if TYPE_CHECKING:\n    from racteach.cli import main", None),
        ("cli", "import racteach as rt\nrt.RAC", None),
        ("validation", "import racteach.exact.primes", "validation imports exact"),
        ("ranks", "def f():\n    from racteach.grids import grid_tensor", "ranks imports grids"),
        ("ranks", "def f():\n    import racteach.figures.style as s", "ranks imports figures"),
        ("bounds", "from racteach import RAC", "bounds imports circuits"),
        ("bounds", "from racteach import circuits as c", "bounds imports circuits"),
        ("bounds", "import racteach as rt\ndef f():\n    return rt.grid_tensor", "bounds imports grids"),
        ("bounds", "import racteach\nracteach.explorers", "bounds imports explorers"),
        ("bounds", "from .grids import grid_tensor", "bounds imports grids"),
        ("bounds", "from . import grids", "bounds imports grids"),
        ("bounds", "try:\n    import racteach.cli\nexcept ImportError:\n    pass", "bounds imports cli"),
        ("bounds", "import importlib\nimportlib.import_module('racteach.cli')", "bounds imports cli"),
        ("checks.engine", "from ..authoring import build", "checks.engine imports authoring"),
        ("authoring.build", "import racteach.checks", "authoring.build imports checks"),
        ("grids", "from racteach.novelty import x", "grids imports novelty, which has no floor"),
        ("novelty", "", "novelty has no floor"),
    ],
)
def test_the_rule_is_noticed_when_broken(module, text, fault):
    faults = import_faults({**dict.fromkeys(FLOOR, ""), module: text})
    assert faults == [] if fault is None else len(faults) == 1 and faults[0].startswith(fault)


def test_there_are_few_rooms_and_no_circle():
    from tests import structure

    assert len(FLOOR) == sum(map(len, FLOORS)) <= 30
    assert len(FLOORS) <= 9
    assert structure.lines_by_room().keys() == FLOOR.keys() | {"__init__"}
    graph = structure.arrows()
    assert structure.circle(graph) == []
    assert "exact" in graph["ranks"]
    assert set(structure.circle({**graph, "exact": {"ranks"}})) == {"exact", "ranks"}
    assert f"{len(FLOOR)} rooms on {len(FLOORS)} floors" in structure.report()


def test_the_top_holds_what_students_read_and_what_all_rooms_share():
    assert {path.stem for path in PACKAGE.glob("*.py")} == TOP | TOP_MACHINERY


def test_no_module_is_too_long():
    lengths = {name: text.count("\n") for name, text in sources().items()}
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


def python(code: str, *arguments: str) -> str:
    """What a fresh interpreter prints."""
    run = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, timeout=300, check=False
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


HEAVY = {
    "matplotlib", "ipywidgets", "anywidget", "tensorly", "networkx", "flint", "scipy", "typer", "IPython",
}  # fmt: skip


@pytest.mark.parametrize(
    "use",
    [
        "",
        "rt.RAC.random(depth=2, input_dim=2, channels=2, seed=0)([[1, 0], [0, 1]])",
        "rt.exact_rank(rt.grid_tensor(rt.RAC.random(depth=1, input_dim=2, channels=2, seed=0,"
        " arithmetic=rt.Modular()), 2)); rt.bounds.state_bound(2, 2, 2, 4); rt.numerical_rank([[1.0]])",
    ],
    ids=["import", "RAC", "ranks"],
)
def test_importing_is_light(use):
    code = f"import sys, json\nimport racteach as rt\n{use}\nprint(json.dumps(sorted(sys.modules)))"
    loaded = {name.split(".")[0] for name in json.loads(python(code))}
    assert "racteach" in loaded
    assert loaded & HEAVY == set()


def test_importing_alone_does_not_even_load_numpy():
    loaded = json.loads(python("import sys, json, racteach\nprint(json.dumps(sorted(sys.modules)))"))
    assert "numpy" not in loaded
    assert [name for name in loaded if name.startswith("racteach.")] == []


# Names


@pytest.mark.parametrize("name", [*_HOME, *_MODULES])
def test_every_public_name_is_there(name):
    value = getattr(racteach, name)
    if name in _HOME:
        assert value is getattr(sys.modules[f"racteach.{_HOME[name]}"], name)
    else:
        assert value is sys.modules[f"racteach.{_MODULES[name]}"]
    assert name in dir(racteach)
    assert name in racteach.__all__


def test_the_type_checker_is_told_the_same_names():
    tree = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    told = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            for statement in node.body:
                assert isinstance(statement, ast.ImportFrom)
                home = (statement.module or "").removeprefix("racteach").removeprefix(".")
                told.update({alias.name: home for alias in statement.names})
    parents = {name: path.rpartition(".")[0] for name, path in _MODULES.items()}
    assert told == {**_HOME, **parents}


def test_no_module_bears_the_name_of_a_public_function():
    modules = {name.split(".")[0] for name in sources()}
    assert _HOME.keys() & modules == set()


LOOK_AT_NAMES = """
import importlib, json, random, sys, types
modules, names, public, order, first = json.loads(sys.argv[1])
if order == "backwards":
    modules.reverse()
elif order != "forwards":
    random.Random(order).shuffle(modules)
import racteach
if first == "names first":
    for name in (*names, *public):
        getattr(racteach, name)
for module in modules:
    importlib.import_module(module)
wrong = []
for name, home in names.items():
    value = getattr(racteach, name)
    promised = importlib.import_module(f"racteach.{home}")
    if value is not vars(promised)[name] or isinstance(value, types.ModuleType):
        wrong.append(f"racteach.{name} is {value!r}")
for name, home in public.items():
    if getattr(racteach, name) is not importlib.import_module(f"racteach.{home}"):
        wrong.append(f"racteach.{name} is {getattr(racteach, name)!r}")
for module in modules:
    package, _, name = module.rpartition(".")
    if getattr(sys.modules[package], name) is not sys.modules[module]:
        wrong.append(f"{module} is hidden by {getattr(sys.modules[package], name)!r}")
    if callable(vars(sys.modules[module]).get(name)):
        wrong.append(f"{module} bears the name of its own function")
for module in modules:
    for name in getattr(sys.modules[module], "__all__", ()):
        if not hasattr(sys.modules[module], name):
            wrong.append(f"{module} promises {name}, and has none")
print(json.dumps(wrong))
"""


@pytest.mark.parametrize(
    ("order", "first"), [("forwards", "modules first"), ("backwards", "modules first"), (1, "names first")]
)
def test_names_mean_the_same_in_whatever_order_modules_are_imported(order, first):
    modules = [
        f"racteach.{name}".removesuffix(".__init__")
        for name in sources()
        if name != "__init__" and not name.endswith("__main__")
    ]
    assert json.loads(python(LOOK_AT_NAMES, json.dumps([modules, _HOME, _MODULES, order, first]))) == []


def test_a_wrong_name_is_told_the_right_ones():
    with pytest.raises(AttributeError, match=r"racteach has no name 'grid'; did you mean .*grid_tensor"):
        racteach.grid  # noqa: B018
