"""One line of a signed list as a JSON object, read strictly: what two readers might take for two things is a fault."""

import json
import re
from typing import Any, Final

from core.lists.signed.refusal import Refused

MOST_IN_RECORD: Final = 16_384  # bytes of a line
# No text of a person has these: control signs, half characters, signs that turn the direction of all that follows.
_NO_TEXT: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_ENCODE: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def to_line(members: dict[str, Any]) -> bytes:
    """The line of an object, with its line break."""
    return _ENCODE(members).encode() + b"\n"


def from_line(line: bytes, reason: str) -> dict[str, Any]:
    """The object of a line that ends with a line break. Raises Refused with `reason`."""
    try:
        read = json.loads(
            line.decode(), object_pairs_hook=_once_each, parse_constant=_no_number, parse_float=_no_number
        )
    except (ValueError, RecursionError) as error:
        raise Refused(reason) from error
    if not isinstance(read, dict) or not line.startswith(b"{") or not line.endswith(b"}\n"):
        raise Refused(reason)
    return read


def text_in(members: dict[str, Any], name: str, most: int, reason: str) -> str:
    """A text that a person can be shown: no control or direction signs, no half characters; "" where it is absent."""
    value = members.get(name, "")
    if not isinstance(value, str) or len(value) > most or _NO_TEXT.search(value):
        raise Refused(reason)
    return value


def readable(text: str) -> str:
    """A text as `text_in` takes it: without the signs that it refuses, on one line."""
    return " ".join(_NO_TEXT.sub(" ", text).split())


def number_in(members: dict[str, Any], name: str, most: int, reason: str) -> int:
    """A whole number from 0 to `most`; 0 where it is absent."""
    value = members.get(name, 0)
    if type(value) is not int or not 0 <= value <= most:
        raise Refused(reason)
    return value


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a name stands there twice")
    return members


def _no_number(written: str) -> float:
    raise ValueError(written)
