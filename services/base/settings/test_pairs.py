"""Reading pairs of this machine's address and a port, which are for tests alone."""

import re
from typing import Final

_PAIR: Final = re.compile(r"(127\.0\.0\.1):([1-9]\d{0,4})", re.ASCII)
_LAST_PORT: Final = 65_535


def read_test_pairs(text: str) -> frozenset[tuple[str, int]] | None:
    """The pairs of a setting such as `127.0.0.1:8080,127.0.0.1:8081`. None: something else stands there."""
    found = [_PAIR.fullmatch(pair) for pair in re.split(r"[\s,]+", text) if pair]
    pairs = [(pair[1], int(pair[2])) for pair in found if pair and int(pair[2]) <= _LAST_PORT]
    return frozenset(pairs) if len(pairs) == len(found) else None
