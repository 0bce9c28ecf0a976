"""`python bot.py redact`: texts in, one JSON line each out, by the function that masks what people are shown."""

import json
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from core.base.redact import found_in, masked
from services.base.text_lines import read_texts


class Redacted(NamedTuple):
    """The answer for one line: the JSON to print; `fault`: the line was no text."""

    json: str
    fault: bool = False


def redact_lines(lines: Iterable[bytes], *, jsonl: bool) -> Iterator[Redacted]:
    """Answer each line, in the order read. Offsets count the characters of the text as it was given."""
    for identity, text in read_texts(lines, jsonl=jsonl):
        if text is None:
            yield Redacted(json.dumps({"id": identity, "text": None, "masked": []}), fault=True)
            continue
        found = found_in(text)
        places = [{"kind": each.kind, "start": each.start, "end": each.end} for each in found]
        yield Redacted(json.dumps({"id": identity, "text": masked(text, found), "masked": places}))
