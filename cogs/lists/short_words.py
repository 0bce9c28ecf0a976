"""Saying where shortened addresses lead. Where that is is a stranger's text: masked, defanged, cut."""

from collections.abc import Sequence
from typing import Final

from core.base.defang import defang_link
from core.base.redact import redact
from services.base.texts import Say

_NAMED: Final = 5  # links that are named
_LONGEST: Final = 200  # characters of a place


def place_words(place: str) -> str:
    """A place, canonical, as it may be shown."""
    return defang_link(redact(place if len(place) <= _LONGEST else f"{place[:_LONGEST]}…"))


def behind_words(say: Say, place: str) -> str:
    """Say where a shortened address leads. `place`: canonical; '' where that was forgotten since."""
    return say("shorteners-leads", place=place_words(place)) if place else say("shorteners-led")


def dark_words(say: Say, links: Sequence[str]) -> str:
    """Say of which links nobody knows where they lead, for nobody should take silence for an answer."""
    named = tuple(place_words(link) for link in links[:_NAMED])
    return say("shorteners-dark", links=named, more=max(len(links) - _NAMED, 0))
