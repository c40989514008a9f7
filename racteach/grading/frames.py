"""Frames: how the grader and the process that runs a student's code speak, in plain data only.

A frame is a length (4 bytes, big-endian) and so many bytes of JSON. Arrays travel as dtype, shape and
base64 of their bytes; nothing that could run is ever sent or read. What arrives from a student's process
is a claim: :func:`read_value` accepts whitelisted types and sizes only.
"""

from __future__ import annotations

import base64
import binascii
import json
import math
from typing import Any

import numpy as np

#: No frame is longer or has more parts, no array has more entries.
MOST_BYTES = 2**23
MOST_PARTS = 200_000
MOST_ENTRIES = 10**6
_DTYPES = {"int64": np.int64, "float64": np.float64, "bool": np.bool_}
_DEPTH = 8
_MOST_BITS = 1023  # of a whole number that does not fit into 64 bits


class Malformed(ValueError):
    """A frame that no honest process sends."""


def encode_frame(message: dict[str, Any]) -> bytes:
    """Return a message as the bytes of a frame.

    Raises:
        Malformed: if it is longer than ``MOST_BYTES``.

    Example:
        >>> encode_frame({"do": "stop"})
        b'\\x00\\x00\\x00\\x0e{"do": "stop"}'
    """
    body = json.dumps(message).encode("ascii")
    if len(body) > MOST_BYTES:
        raise Malformed(f"a frame of {len(body)} bytes; at most {MOST_BYTES} are allowed")
    return len(body).to_bytes(4, "big") + body


def frame_length(header: bytes) -> int:
    """Return how many bytes follow a header of 4 bytes.

    Raises:
        Malformed: if they are too many.
    """
    length = int.from_bytes(header, "big")
    if length > MOST_BYTES:
        raise Malformed(f"a frame that claims {length} bytes; at most {MOST_BYTES} are allowed")
    return length


def decode_frame(body: bytes) -> dict[str, Any]:
    """Return the message in a frame's body.

    Raises:
        Malformed: if it is no JSON object, or too deep.

    Example:
        >>> decode_frame(b'{"ok": true}')
        {'ok': True}
    """
    if count_parts(body) > MOST_PARTS:  # a list of one byte takes sixty once it is read
        raise Malformed("a frame of far too many parts")
    try:
        message = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Malformed(f"a frame that is no JSON: {type(error).__name__}") from None
    if type(message) is not dict:
        raise Malformed("a frame that holds no object")
    return message


def count_parts(body: bytes) -> int:
    """Return a bound on how many values a JSON text holds, without reading it.

    Example:
        >>> count_parts(b'{"a": [1, 2], "b": {}}')
        5
    """
    return sum(map(body.count, (b",", b"[", b"{")))


def write_value(value: Any) -> Any:
    """Return an argument or answer as plain data: numbers, texts, None, arrays, lists and tuples of these.

    Raises:
        Malformed: if it holds anything else.

    Example:
        >>> write_value((1, np.array([2.0])))
        {'tuple': [1, {'array': 'AAAAAAAAAEA=', 'dtype': 'float64', 'shape': [1]}]}
    """
    if value is None or type(value) in (bool, int, str):
        return value
    if type(value) is float:
        return value if math.isfinite(value) else {"float": repr(value)}
    if isinstance(value, np.ndarray) and value.dtype.name in _DTYPES:
        data = base64.b64encode(np.ascontiguousarray(value).tobytes()).decode("ascii")
        return {"array": data, "dtype": value.dtype.name, "shape": list(value.shape)}
    if isinstance(value, np.ndarray) and all(type(item) is int for item in value.ravel().tolist()):
        return {"integers": value.ravel().tolist(), "shape": list(value.shape)}
    if type(value) in (list, tuple):
        return {type(value).__name__: [write_value(item) for item in value]}
    raise Malformed(f"an object of type {type(value).__name__} cannot be sent")


def read_value(data: Any, depth: int = 0) -> Any:
    """Return what :func:`write_value` wrote.

    Raises:
        Malformed: if it did not write this.

    Example:
        >>> read_value(write_value([np.array([[1, 2]]), 0.5]))
        [array([[1, 2]]), 0.5]
    """
    if depth > _DEPTH:
        raise Malformed("a value nested too deep")
    if data is None or type(data) in (bool, int, float, str):
        return data
    if type(data) is not dict:
        raise Malformed("a value of no known form")
    if set(data) == {"float"} and data["float"] in ("nan", "inf", "-inf"):
        return float(data["float"])
    if set(data) == {"array", "dtype", "shape"}:
        return _read_array(data)
    if set(data) == {"integers", "shape"}:
        return _read_integers(data["integers"], data["shape"])
    for kind in (list, tuple):
        if set(data) == {kind.__name__} and type(data[kind.__name__]) is list:
            return kind(read_value(item, depth + 1) for item in data[kind.__name__])
    raise Malformed("a value of no known form")


def _read_array(data: dict[str, Any]) -> np.ndarray:
    dtype, shape = data["dtype"], data["shape"]
    if type(dtype) is not str or dtype not in _DTYPES:
        raise Malformed("an array of a dtype that is not allowed")
    _check_shape(shape)
    try:
        raw = base64.b64decode(data["array"], validate=True)
        return np.frombuffer(raw, dtype=_DTYPES[dtype]).reshape(shape).copy()
    except (binascii.Error, ValueError, TypeError):
        raise Malformed("an array whose bytes do not fit its shape") from None


def _check_shape(shape: Any) -> None:
    sizes_fit = type(shape) is list and len(shape) <= 32 and all(type(n) is int and n >= 0 for n in shape)
    if not sizes_fit or math.prod(shape) > MOST_ENTRIES:
        raise Malformed("an array of a shape that is not allowed")


def _read_integers(numbers: Any, shape: Any) -> np.ndarray:
    _check_shape(shape)
    if type(numbers) is not list or len(numbers) != math.prod(shape):
        raise Malformed("whole numbers that do not fit their shape")
    if not all(type(number) is int and number.bit_length() <= _MOST_BITS for number in numbers):
        raise Malformed("whole numbers that are none, or too long")
    array = np.empty(len(numbers), dtype=object)
    array[:] = numbers
    return array.reshape(shape)
