"""Whether the link for which a message was found still stands in it."""

from collections.abc import Sequence

from core.links import Budget, canonical, find_links
from core.links.address import PAGES


def still_holds(texts: Sequence[str], link_text: str, *, sure: bool = False) -> bool:
    """Whether one of the texts holds the link, however it is written now. `link_text`: canonical, as a detection keeps it.

    `sure`: a link that is only likely now does not count.

    True where it cannot be told: where the texts are made to hide it, and too much would have to be read.
    """
    link = canonical(link_text)
    if link is None:
        return True
    # As an index of one entry, which counts the pages of hosts, so that other pages cost nothing.
    keys = {PAGES, *link.keys, *(key.partition(PAGES)[0] + PAGES for key in link.keys if PAGES in key)}
    budget = Budget()
    return (
        any(
            found.canonical == link.canonical and (found.sure or not sure)
            for text in texts
            for found in find_links(text, keys.__contains__, budget)
        )
        or budget.left
    )
