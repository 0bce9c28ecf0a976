"""Under which keys it is kept what an update names, so that a change of a list or of a case finds its copies. Pure."""

import hashlib
from typing import Final

from core.campaigns.screen import places_in, places_of
from core.campaigns.texts import CampaignText, UpdateText, written_in
from core.lists.hashed import hash_of
from core.lists.held_places import itself_and_above

_REPORTED: Final = "!"
"""The key of a reported place begins so, as no key of a list does."""


def key_of_report(canonical: str) -> str:
    """The key of a place that a case is about. It is short, however long the address."""
    return _REPORTED + hashlib.sha256(canonical.encode()).hexdigest()[:32]


def keys_named(text: UpdateText, campaign: CampaignText, publisher: str) -> set[str]:
    """The keys under which lists may hold what an update names in its words and addresses, in clear and hashed, and those of
    cases that may be about it.
    """
    words = (*written_in(text).values(), campaign.title, publisher)
    links = [link for each in words for link in places_in(each)]
    links += [link for address in (text.source, campaign.link) for link in places_of(address)]
    clear = {key for link in links for key in link.keys}
    reported = {place for link in links for place in itself_and_above(link.canonical)}
    return {*clear, *map(hash_of, clear), *map(key_of_report, reported)}
