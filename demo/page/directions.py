"""Which way a text reads, for the page: Discord decides it for each line, the page also for what stands around the lines."""

import unicodedata
from collections import Counter


def leans_right(text: str) -> bool:
    """Whether more letters of the text read from right to left than from left to right."""
    classes = Counter(map(unicodedata.bidirectional, text))
    return classes["R"] + classes["AL"] > classes["L"]
