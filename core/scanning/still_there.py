"""Whether the link for which a message was found still stands in it."""

from collections.abc import Sequence

from core.links import Budget, Link, canonical, find_links
from core.links.address import PAGES
from core.scanning.pictures import is_mark


def still_holds(texts: Sequence[str], link_text: str, *, sure: bool = False) -> bool | None:
    """Whether one of the texts holds the link, however it is written now. `link_text`: canonical, as a detection keeps it.

    `sure`: a link that is only likely now does not count.

    `link_text` may be the mark of a picture instead, which stands among the texts as long as the message shows it.

    None where one budget does not tell: the texts may be made to hide it. Nothing may be done to anybody for that answer;
    `read_whole` tells.
    """
    if is_mark(link_text):
        return link_text in texts
    budget = Budget()
    return _holds(texts, link_text, budget, sure=sure) or (None if budget.left else False)


def read_whole(texts: Sequence[str], link_text: str, *, sure: bool) -> bool:
    """Answer as `still_holds` does, however much must be read for it. To be called in another process."""
    return _holds(texts, link_text, Budget.unlimited(), sure=sure)


def _holds(texts: Sequence[str], link_text: str, budget: Budget, *, sure: bool) -> bool:
    link = canonical(link_text)
    if link is None:  # nobody wrote it as a link
        return not link_text or any(link_text in text for text in texts)
    keys = _keys(link)
    return any(
        found.canonical == link.canonical and (found.sure or not sure)
        for text in texts
        for found in find_links(text, keys.__contains__, budget)
    )


def _keys(link: Link) -> set[str]:
    """The keys of an index of this one entry, which counts the pages of hosts, so that other pages cost nothing."""
    return {PAGES, *link.keys, *(key.partition(PAGES)[0] + PAGES for key in link.keys if PAGES in key)}
