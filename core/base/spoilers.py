"""Texts behind a spoiler of Discord's: what in them could end it."""

import re
from typing import Final

_LIST: Final = re.compile(r"^([^\S\n]*(?:\d{1,10}(?=[.)])|(?=[-+])))([-+.)])(?=\s|$)", re.MULTILINE)


def without_lists(posted: str) -> str:
    """A posted text whose lines are no items of lists any more: where a list begins, Discord may end a spoiler.

    Headings, quotes and code are escaped by `core.base.defang` already.
    """
    return _LIST.sub(r"\1\\\2", posted)
