"""The draft that an item of a feed becomes, and what is done with everything that a fetch brought. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from core.base.errors import UserError
from core.campaigns.feeds.items import FeedItem
from core.campaigns.room import ROOM, posted_units
from core.campaigns.texts import (
    CAMPAIGN_LIMITS,
    UPDATE_LIMITS,
    CampaignText,
    UpdateText,
    field_text,
    web_address,
)
from core.campaigns.versions import UpdateKind

MOST_AT_ONCE: Final = 10
"""So many new items become a draft each; more become one that asks. So many drafts of one feed wait at most."""

_ELLIPSIS: Final = "…"
_BODY: Final = 2_000  # of a draft: whoever edits it has room for more
_LEAST: Final = 200
_LONGEST: Final = CampaignText(title="a" * CAMPAIGN_LIMITS["title"], link="a" * CAMPAIGN_LIMITS["link"])
"""What any campaign takes of the room at most, in everyday letters."""
_ANY: Final = 1 << 40
_RESTYLED: Final = 5  # items that changed at once, at least, where it is the feed that changed
_WITHOUT_WORDS: Final = "—"


def cut(text: str, limit: int) -> str:
    """The text in so many characters, ended between two words where it has any."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    between = max(head.rfind(" "), head.rfind("\n"))
    return (head[:between] if between > limit // 2 else head).rstrip() + _ELLIPSIS


def draft_of(item: FeedItem) -> UpdateText:
    """The draft of one item, in the limits of an update. What does not fit stands where its source leads."""
    title, text = _clean("headline", item.title), _clean("body", item.text)
    headline = title or text.partition("\n")[0] or source_of(item.link) or _WITHOUT_WORDS
    return _fitting(
        UpdateText(
            kind=UpdateKind.STATEMENT,
            headline=cut(headline, UPDATE_LIMITS["headline"]),
            body=cut(text or headline, _BODY),
            source=source_of(item.link),
        )
    )


def draft_of_many(
    items: Sequence[FeedItem], headline: str, source: str, more: Callable[[int], str]
) -> UpdateText:
    """One draft that names many items, a line each. `more`: says how many it has no room for."""
    lines: list[str] = []
    room = _BODY - 100
    for number, item in enumerate(items):
        line = f"• {draft_of(item).headline}"
        if room < len(line) + 1:
            lines.append(more(len(items) - number))
            break
        room -= len(line) + 1
        lines.append(line)
    return _fitting(
        UpdateText(
            kind=UpdateKind.STATEMENT,
            headline=cut(headline, UPDATE_LIMITS["headline"]),
            body=cut("\n".join(lines), _BODY),
            source=source_of(source),
        )
    )


def correction_of(item: FeedItem, standing: UpdateText) -> UpdateText:
    """What an update would say after its item changed: its kind, its warning and its picture are people's, and stay."""
    text = draft_of(item)
    source = text.source or standing.source
    return _fitting(replace(standing, headline=text.headline, body=text.body, source=source))


def _fitting(text: UpdateText) -> UpdateText:
    """The text with so much of its body as one message has room for, whatever its signs take there."""
    while posted_units(text, _LONGEST) > ROOM and len(text.body) > _LEAST:
        text = replace(text, body=cut(text.body, max(_LEAST, len(text.body) * 3 // 4)))
    return text


def source_of(link: str) -> str:
    """An item's address as the source of an update; '' where it cannot be one."""
    try:
        source = web_address(link)
    except UserError:
        return ""
    return source if len(source) <= UPDATE_LIMITS["source"] else ""


def _clean(name: str, text: str) -> str:
    try:
        return field_text(name, text, _ANY)
    except UserError:
        return ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Drafts of one feed that nobody decided yet. `asks`: one of them asks about many items."""

    drafts: int = 0
    asks: bool = False


@dataclass(frozen=True, slots=True)
class NewItems:
    """What is done with new items: a draft each, one draft that asks, or nothing until there is room."""

    each: bool = False
    ask: bool = False
    wait: bool = False


def what_of_new(new: int, waiting: Waiting) -> NewItems:
    """Decide about so many new items."""
    if not new:
        return NewItems()
    if waiting.asks or waiting.drafts >= MOST_AT_ONCE:
        return NewItems(wait=True)
    return NewItems(ask=True) if new > MOST_AT_ONCE else NewItems(each=True)


def is_restyled(changed: int, known: int) -> bool:
    """Whether the feed says everything in another way, rather than that its items were corrected: `changed` of `known`."""
    return changed >= _RESTYLED and changed * 2 > known
