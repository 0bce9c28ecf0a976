"""A quick look: could any link of a text have a key that the index holds? Never wrongly no; a wrong yes costs time only."""

from collections.abc import Callable


def may_hold(text: str, might_hold: Callable[[str], bool]) -> bool:
    """Whether it is worth to look for links in `text` that `might_hold` accepts a key of."""
    _ = might_hold
    return (
        "." in text
        or not text.isascii()
        or "//" in text
        or "dot" in text.lower()
        or "%" in text
        or "&" in text
    )
