"""Drawing a private page of a card that counts removals: each by itself, and a select of the texts that are kept."""

from collections.abc import Callable

import discord

from cogs.base.layout import Card, Turning
from cogs.scanning.detections.group_lines import author_words
from core.base.defang import defang_link, plain
from core.base.directions import balanced
from core.scanning.detections import Detection
from core.scanning.groups import AuthorCount, GroupPage
from services.base.texts import Say

_LABEL = 100  # characters of an option of a select


def removals_page(found: GroupPage, say: Say, below: Callable[[Card], None]) -> discord.ui.LayoutView:
    """One page: when, who, where, which link; and a select of the texts that are kept. `below`: adds what may be done."""
    lead = found.lead.id
    card = Card().text(say("detection-removals-title", detection=str(lead), count=found.count))
    card.text("\n".join(_row(each, say) for each in found.removals))
    card.select(
        f"detection:{lead}:read",
        say("detection-removals-read"),
        [_option(each, say) for each in found.removals if each.has_text],
    )
    turning = Turning(say, lambda page: f"detection:{lead}:removals:{page}")
    below(turning.add(card, found.number, found.pages))
    return card.view()


def _row(found: Detection, say: Say) -> str:
    return say(
        "detection-removals-row",
        detection=str(found.id),
        when=discord.utils.format_dt(found.detected_at, "T"),
        author=author_words(AuthorCount(found.author, 1, found.author_is_member), say),
        channel=f"<#{found.channel}>",
        link=defang_link(found.link),
    )


def _option(found: Detection, say: Say) -> discord.SelectOption:
    name = plain(found.author.name) if found.author else say("detection-nobody")
    label = say("detection-removals-option", detection=str(found.id), name=name)
    return discord.SelectOption(label=balanced(label[:_LABEL]), value=str(found.id))
