"""Texts from a file or a pipe, one a line, as the operator's commands read them."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

_BYTE_ORDER_MARK = "\ufeff"  # some editors put this at the head of a file


def read_texts(lines: Iterable[bytes], *, jsonl: bool) -> Iterator[tuple[Any, str | None]]:
    """Give each line's id and text: its number and all of it, or with `jsonl` the object's own. None: the line is no such object."""
    for number, raw in enumerate(lines, start=1):
        line = raw.decode("utf-8", errors="replace").rstrip("\r\n").removeprefix(_BYTE_ORDER_MARK)
        yield _read(line) if jsonl else (number, line)


def _read(line: str) -> tuple[Any, str | None]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None, None
    if not isinstance(found, dict):
        return None, None
    text = found.get("text")
    return found.get("id"), text if isinstance(text, str) else None
