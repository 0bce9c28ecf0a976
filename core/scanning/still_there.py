"""Whether the link for which a message was found still stands in it."""

from collections.abc import Sequence

from core.links import canonical, find_links


def still_holds(texts: Sequence[str], link_text: str, *, sure: bool = False) -> bool:
    """Whether one of the texts holds the link, however it is written now. `link_text`: canonical, as a detection keeps it.

    `sure`: a link that is only likely now does not count.

    True where it cannot be told.
    """
    link = canonical(link_text)
    if link is None:
        return True
    keys = frozenset(link.keys)
    return any(
        found.canonical == link.canonical and (found.sure or not sure)
        for text in texts
        for found in find_links(text, keys.__contains__)
    )
