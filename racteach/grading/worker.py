"""What runs inside the sandbox: a student's cells and functions. Everything here is in the student's hands.

It reads frames and answers each with one. What it says is a claim that the grader checks; it holds no
expected values, and knows inputs one at a time.
"""

from __future__ import annotations

import ast
import builtins
import inspect
import io
import os
import re
import sys
import warnings
from types import CodeType
from typing import Any, BinaryIO

from racteach.checks.calling import Outcome, call, misfit
from racteach.checks.stubs import is_untouched
from racteach.checks.values import Plain
from racteach.grading.allowing import Allowed, foreign, only
from racteach.grading.frames import MOST_BYTES, Malformed, decode_frame, encode_frame, read_value, write_value


class Quiet(io.TextIOBase):
    """A stream that takes everything and keeps nothing."""

    def write(self, text: str) -> int:
        return len(text)


class NoShell:
    """What ``get_ipython()`` gives: an object that accepts whatever is asked and does nothing."""

    def __getattr__(self, name: str) -> Any:
        return lambda *arguments, **options: None


def runnable(source: str) -> str:
    """Return a cell's source without IPython's magics and shell lines.

    What is timed runs; a cell magic of another language empties the cell.

    Example:
        >>> runnable("%matplotlib inline\\nx = 1\\nfiles = !ls\\n%time f()")
        'pass\\nx = 1\\nfiles = None\\nf()'
        >>> runnable("%%time\\nx = 1"), runnable("%%bash\\necho hello")
        ('x = 1', '')
    """
    source = source.lstrip()
    while source.startswith("%%"):
        magic, _, rest = source.partition("\n")
        source = rest.lstrip() if magic.split()[0] in ("%%time", "%%timeit", "%%capture", "%%prun") else ""
    source = re.sub(r"(?m)^([ \t]*)%(?:time|prun)[ \t]+(?=[^ \t\n-])", r"\1", source)
    source = re.sub(r"(?m)^([ \t]*[\w., ]+=[ \t]*)[!%].*$", r"\1None", source)
    return re.sub(r"(?m)^([ \t]*)[%!?].*$|^([ \t]*)[\w.]+\?{1,2}[ \t]*$", r"\1\2pass", source)


class Worker:
    """The names that a notebook has defined so far, and each task's function as its cell left it."""

    def __init__(self) -> None:
        self.names: dict[str, Any] = {"__name__": "__main__", "get_ipython": NoShell, "display": print}
        self.functions: dict[str, Any] = {}
        self.allowed: dict[str, Allowed] = {}

    def run(self, message: dict[str, Any]) -> dict[str, Any]:
        """Run one cell; afterwards remember the function of the task that the cell belongs to."""
        error = ""
        try:
            source = message["source"]
            try:
                code = _compiled(source)
            except SyntaxError:
                code = _compiled(runnable(source))
            waiting = eval(code, self.names)  # a notebook's cell may await at its top
            if code.co_flags & inspect.CO_COROUTINE:
                import asyncio

                asyncio.run(waiting)
        except BaseException as raised:
            error = f"{type(raised).__name__}: {_text(raised)}"[:300]
        if message.get("task"):
            self.functions[message["task"]] = self.names.get(message["name"], None)
        return {"error": error}

    def look(self, message: dict[str, Any]) -> dict[str, Any]:
        """Say what the task's function is, before it is called."""
        function = self.functions.get(message["task"])
        if function is None:
            return {"found": False}
        if not callable(function):
            return {"found": True, "problem": f"`{message['name']}` is no function."}
        if is_untouched(function):
            return {"found": True, "untouched": True}
        self.allowed[message["task"]] = allowed = Allowed(message["allows"])
        used = foreign(function, allowed, self.names)
        if used:
            return {"found": True, "foreign": used}
        return {"found": True, "problem": misfit(message["signature"], function, _case(message))}

    def call(self, message: dict[str, Any]) -> dict[str, Any]:
        """Call the task's function once, and say what came of it."""
        case, function = _case(message), self.functions[message["task"]]
        with only(self.allowed[message["task"]], self.names):
            outcome = call(function, case, float(message["seconds"]))
        said: dict[str, Any] = {
            "kind": outcome.kind,
            "error": outcome.error[:300],
            "line": outcome.error_line[:200],
            "printed": outcome.printed[:2000],
            "warned": outcome.warned[:300],
        }
        kind: type[BaseException] | None = outcome.error_type
        name = "" if kind is None else kind.__name__
        if name and getattr(builtins, name, None) is kind:
            said["error_type"] = name
        if outcome.answer is not None:
            plain = outcome.answer
            size = 0 if plain.array is None else plain.array.nbytes
            if plain.kind == "numbers" and (plain.array is None or size > MOST_BYTES // 4):
                plain = Plain(
                    "other", plain.type_name, problem=f"a far too large array of shape {plain.shape}"
                )
            said["answer"] = {
                "kind": plain.kind,
                "type_name": str(plain.type_name)[:100],
                "problem": str(plain.problem)[:300],
                "shape": list(plain.shape),
                "array": write_value(plain.array),
            }
            said["after"] = _after(outcome)
        return said


def _compiled(source: str) -> CodeType:
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    code: CodeType = compile(source, "<cell>", "exec", flags=flags, dont_inherit=True)
    return code


def _case(message: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(read_value(item) for item in message["case"])


def _after(outcome: Outcome) -> list[Any] | None:
    """Return the inputs as the function left them, None where something was put in that cannot be sent."""
    try:
        return [write_value(item) for item in outcome.after or ()]
    except Malformed:
        return None


def _text(error: BaseException) -> str:
    try:
        return str(error)
    except BaseException:
        return "(its message cannot be shown)"


def limit(limits: dict[str, int]) -> None:
    """Set the process's limits, and become another user where that is asked for and possible.

    Elsewhere than on Linux, where there is no sandbox either, a limit that is not known there is left out.
    """
    import resource

    for name, most in limits.items():
        if name.startswith("RLIMIT_"):
            number = getattr(resource, name)
            hard = resource.getrlimit(number)[1]
            most = most if hard == resource.RLIM_INFINITY else min(most, hard)
            try:
                resource.setrlimit(number, (most, most))
            except (ValueError, OSError):
                if sys.platform == "linux":
                    raise
    if "uid" in limits and os.getuid() == 0:
        os.setgroups([])
        os.setresgid(limits["uid"], limits["uid"], limits["uid"])
        os.setresuid(limits["uid"], limits["uid"], limits["uid"])


def read_exactly(stream: BinaryIO, count: int) -> bytes:
    """Return so many bytes, or fewer where the stream ends."""
    parts = []
    while count > 0:
        part = stream.read(count)
        if not part:
            break
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


def main() -> None:
    """Answer frames from stdin on stdout until they end; both are hidden from the student's code."""
    hear = os.fdopen(os.dup(0), "rb")
    say = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nothing, number)
    sys.stdin, sys.stdout, sys.stderr = io.StringIO(), Quiet(), Quiet()
    worker = Worker()
    warnings.simplefilter("ignore")
    while len(header := read_exactly(hear, 4)) == 4:
        message = decode_frame(read_exactly(hear, int.from_bytes(header, "big")))
        if message["do"] == "limit":
            limit(message["limits"])
            answer: dict[str, Any] = {"uid": os.getuid()}
        elif message["do"] == "probe":
            from racteach.grading.probing import probe

            answer = probe(message)
        else:
            answer = getattr(worker, message["do"])(message)
        say.write(encode_frame({**answer, "number": message.get("number")}))
        say.flush()


if __name__ == "__main__":
    main()
