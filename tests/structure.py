"""The library's import graph: ``python -m tests.structure`` prints its floors, rooms, arrows and lines."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

from tests.test_structure import FLOOR, FLOORS, imported_rooms, sources


def lines_by_room() -> dict[str, int]:
    """Return how many lines each room has; the package's own file is the room ``__init__``."""
    found: dict[str, int] = {}
    for module, text in sources().items():
        room = module.split(".")[0]
        found[room] = found.get(room, 0) + text.count("\n")
    return found


def arrows() -> dict[str, set[str]]:
    """Return the rooms that each room imports."""
    modules, rooms = sources(), set(FLOOR)
    found: dict[str, set[str]] = {room: set() for room in rooms}
    for module, text in modules.items():
        room = module.split(".")[0]
        if room in rooms:
            found[room] |= (imported_rooms(module, text, rooms) & rooms) - {room}
    return found


def circle(graph: dict[str, set[str]]) -> list[str]:
    """Return rooms that import one another in a circle, or nothing."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def report() -> str:
    """Return the graph as text, the highest floor first."""
    lines, graph = lines_by_room(), arrows()
    text = []
    for number, rooms in reversed(list(enumerate(FLOORS))):
        text.append(f"floor {number}")
        for room in sorted(rooms):
            text.append(
                f"  {room:<15}{lines[room]:>6} lines  -> {' '.join(sorted(graph[room])) or 'nothing'}"
            )
    found = circle(graph)
    text.append(
        f"{len(FLOOR)} rooms on {len(FLOORS)} floors, {sum(map(len, graph.values()))} arrows, "
        f"{'circle: ' + ' -> '.join(found) if found else 'no circle'}, {sum(lines.values())} lines"
    )
    return "\n".join(text)


if __name__ == "__main__":
    print(report())
