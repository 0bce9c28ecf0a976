"""How much of an update fits into one message of Discord, counted as it is posted, and where a text may be cut."""

import unicodedata
from typing import Final

from core.base.errors import UserError
from core.base.redact import MASK
from core.base.units import units
from core.campaigns.screen import hidden, screened
from core.campaigns.texts import CampaignText, UpdateText

ROOM: Final = 3300
"""UTF-16 units for what people wrote: of Discord's 4,000 the rest is for Rowan's own words, in any language, and for places
that a follower's list holds, which take some more signs there.
"""
_JOINERS: Final = frozenset("\u200c\u200d\ufe0e\ufe0f")
_OPENING, _CLOSING = "\u2066\u2067\u2068", "\u2069"


def posted_units(text: UpdateText, campaign: CampaignText) -> int:
    """How many UTF-16 units of a message the texts of an update take, screened."""
    body = screened(text.body)
    shown = [
        *map(screened, (campaign.title, text.headline, text.warning)),
        hidden(body) if text.warning else body,
    ]
    addresses = [units(each) + 2 for each in (text.source, campaign.link) if each]
    return sum(map(units, shown)) + sum(addresses)


def refuse_beyond_room(text: UpdateText, campaign: CampaignText) -> None:
    """Raises UserError with the count where an update takes more than one message."""
    length = posted_units(text, campaign)
    if length > ROOM:
        raise UserError("update-too-long", length=length, limit=ROOM, over=length - ROOM)


def cut(text: str, room: int) -> str:
    """The beginning of a posted text with at most `room` UTF-16 units, and an ellipsis where that is not all of it.

    It ends after a word where it can, and never inside an escape, a mask, a sign with its marks, or an isolate.
    """
    if units(text) <= room:
        return text
    at, left = 0, max(0, room - 1)
    while left >= units(text[at]):
        left -= units(text[at])
        at += 1
    at = _whole(text, _after_word(text, at))
    shown = text[:at].rstrip()
    shown += _CLOSING * (sum(shown.count(sign) for sign in _OPENING) - shown.count(_CLOSING))
    return shown + "…" if units(shown) < room or at == 0 else cut(text, room - 1)


def _after_word(text: str, at: int) -> int:
    space = max(text.rfind(" ", 0, at + 1), text.rfind("\n", 0, at + 1))
    return space if space > at // 2 else at


def _whole(text: str, at: int) -> int:
    """The nearest place before `at` that splits nothing which belongs together."""
    while at > 0 and _belongs(text, at):
        at -= 1
    return at


def _belongs(text: str, at: int) -> bool:
    after, before = text[at], text[at - 1]
    return (
        unicodedata.category(after)[0] == "M"
        or after in _JOINERS
        or before == "\u200d"
        or after == before == MASK[0]
        or before in _OPENING
        or (at - len(text[:at].rstrip("\\"))) % 2 == 1
    )
