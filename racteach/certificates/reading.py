"""Reading a certificate: every field there, once, of its type, and of a version that is known."""

from __future__ import annotations

import json
import math
import os
import stat
from dataclasses import fields
from pathlib import Path
from typing import Any

from racteach.certificates import by_blocks
from racteach.certificates.by_blocks import BlockCertificate
from racteach.certificates.certificate import FORMAT, VERSION, Certificate
from racteach.validation import seed, shown

#: Longer files are not read: the longest honest certificate is a tenth of this.
LONGEST = 2**20

INTEGERS = {  # and the least value that each may have
    "depth": 1,
    "input_dim": 1,
    "channels": 1,
    "length": 2,
    "split": 1,
    "lower_bound": 0,
    "seed": 0,
    "prime": 0,
    "rows": 1,
    "columns": 1,
}
TEXTS = ("verdict", "upper_bound_name", "library", "checksum")
#: The two kinds of certificates: what each is read as, and the version that is known.
KINDS: dict[str, tuple[type[Certificate], int]] = {
    FORMAT: (Certificate, VERSION),
    by_blocks.FORMAT: (BlockCertificate, by_blocks.VERSION),
}


class CertificateError(ValueError):
    """What is wrong with a certificate, in one sentence, and the step that found it."""

    def __init__(self, step: str, sentence: str) -> None:
        super().__init__(sentence)
        self.step = step


def certificate_bytes(source: str | Path | Certificate) -> bytes:
    """Return the bytes that are to be verified: of the file, of the text, or of a certificate's JSON.

    A text is a certificate if it begins with a brace or is blank, and else the name of a file.

    Raises:
        TypeError: if ``source`` is none of these.
        CertificateError: if there is no such file, or it is too large to be a certificate.
    """
    if isinstance(source, Certificate):
        try:
            return source.to_json().encode()
        except (TypeError, ValueError) as error:
            raise CertificateError("file", f"a field cannot be written as JSON: {error}") from None
    if isinstance(source, str) and source.lstrip()[:1] in ("", "{"):
        data = source.encode("utf-8", "surrogatepass")
    elif isinstance(source, (str, Path)):
        data = _file_bytes(source)
    else:
        raise TypeError(f"a certificate, its JSON or a file's name is needed, not {shown(source)}")
    if len(data) > LONGEST:
        raise CertificateError("file", f"it is longer than {LONGEST} bytes, and no certificate is")
    return data


def _file_bytes(path: str | Path) -> bytes:
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise CertificateError("file", "it is not a file, but a folder or a device")
        with open(path, "rb") as file:
            return file.read(LONGEST + 1)
    except OSError as error:
        raise CertificateError("file", f"it cannot be read: {error.strerror or error}") from None
    except ValueError as error:
        if isinstance(error, CertificateError):
            raise
        raise CertificateError("file", f"it cannot be read: {error}") from None


def read_certificate(data: bytes) -> Certificate:
    """Return the certificate that these bytes are, its fields of the right types but not yet checked.

    Raises:
        CertificateError: naming the step, ``schema``, ``types`` or ``version``, that failed first.

    Example:
        >>> read_certificate(b'{"format": "racteach-certificate"}')
        Traceback (most recent call last):
        ...
        racteach.certificates.reading.CertificateError: the key "version" is missing
    """
    found = _json_object(data)
    name = found.get("format")
    kind, version = KINDS.get(name, KINDS[FORMAT]) if isinstance(name, str) else KINDS[FORMAT]
    try:
        _check_keys(found, kind)
        _check_types(found, kind)
    except CertificateError as error:
        if _is_newer(found):
            raise CertificateError(error.step, _newer(found["version"])) from None
        raise
    if found["version"] != version:
        newer = _is_newer(found)
        text = _newer(found["version"]) if newer else f"there is no version {shown(found['version'])}"
        raise CertificateError("version", text)
    values = {field.name: found[field.name] for field in fields(kind)}
    if "runs" in values:
        values["runs"] = tuple(map(tuple, values["runs"]))
    return kind(**values)


def check_checksum(data: bytes, certificate: Certificate) -> None:
    """Refuse bytes that were changed after the certificate was made, even if all of it still holds.

    Args:
        data: what ``certificate`` was read from.

    Raises:
        CertificateError: if the checksum in ``data`` is not the certificate's.
    """
    if json.loads(data)["checksum"] != certificate.checksum:
        raise CertificateError(
            "checksum", "all that it claims holds, but it was changed after it was made: its checksum differs"
        )


def _json_object(data: bytes) -> dict[str, Any]:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in pairs:
            if key in found:
                raise CertificateError("schema", f"the key {shown(key)} stands there twice")
            found[key] = value
        return found

    def no_number(text: str) -> Any:
        raise CertificateError("schema", f"{text} is not a number of JSON")

    try:
        found = json.loads(data.decode("utf-8"), object_pairs_hook=once, parse_constant=no_number)
    except CertificateError:
        raise
    except UnicodeDecodeError as error:
        raise CertificateError("schema", f"it is not UTF-8 text (byte {error.start})") from None
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise CertificateError("schema", f"it is not one whole JSON object: {error.msg} at {where}") from None
    except RecursionError:
        raise CertificateError("schema", "it is nested too deeply to be a certificate") from None
    except ValueError:  # Python reads integers of up to 4300 digits
        raise CertificateError("schema", "a number in it has more than 4300 digits") from None
    if not isinstance(found, dict):
        raise CertificateError("schema", f"it is JSON, but not an object in braces: {shown(found)}")
    return found


def _check_keys(found: dict[str, Any], kind: type[Certificate]) -> None:
    known = ("format", "version", *(field.name for field in fields(kind)), "checksum")
    missing = [key for key in known if key not in found]
    if missing:
        raise CertificateError("schema", f'the key "{missing[0]}" is missing')
    unknown = [key for key in found if key not in known]
    if unknown:
        raise CertificateError("schema", f"the key {shown(unknown[0])} is unknown")


def _check_types(found: dict[str, Any], kind: type[Certificate]) -> None:
    def need(key: str, fits: bool, wanted: str) -> None:
        if not fits:
            raise CertificateError("types", f'"{key}" must be {wanted}, not {shown(found[key])}')

    names = " or ".join(f'"{name}"' for name in KINDS)
    need("format", isinstance(found["format"], str) and found["format"] in KINDS, names)
    need("version", type(found["version"]) is int, "an integer")
    blocks = issubclass(kind, BlockCertificate)
    for key, least in {**INTEGERS, **({"blocks": 1} if blocks else {})}.items():
        value = found[key]
        need(key, type(value) is int and value >= least, f"an integer >= {least}")
    try:
        seed(found["seed"])
    except ValueError as error:
        raise CertificateError("types", str(error)) from None
    upper, templates, seconds = found["upper_bound"], found["templates"], found["seconds"]
    need("upper_bound", upper is None or (type(upper) is int and upper >= 1), "an integer >= 1 or null")
    for key in TEXTS:
        need(key, isinstance(found[key], str), "a text")
    words = templates in ("generic", "one-hot") if isinstance(templates, str) else False
    number = type(templates) is int and templates >= 1
    need("templates", words or number, '"generic", "one-hot" or an integer >= 1')
    finite = type(seconds) in (int, float) and 0 <= seconds < math.inf
    need("seconds", finite, "a number >= 0")
    if blocks:
        need("templates", templates == "generic", '"generic"')
        runs = found["runs"]
        need("runs", isinstance(runs, list) and all(map(_is_run, runs)), "a list of pairs [rank, how many]")


def _is_run(run: Any) -> bool:
    pair = isinstance(run, list) and len(run) == 2 and all(type(number) is int for number in run)
    return pair and run[0] >= 0 and run[1] >= 1


def _is_newer(found: dict[str, Any]) -> bool:
    version = found.get("version")
    name = found.get("format")
    if not isinstance(name, str) or name not in KINDS:
        return False
    return type(version) is int and version > KINDS[name][1]


def _newer(version: int) -> str:
    return (
        f"it has version {shown(version)} of the format, and this racteach reads version {VERSION}: "
        "update racteach to verify it"
    )
