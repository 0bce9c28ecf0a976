"""Drawing the card of an update in its own server once it was decided: approved for a time, published, discarded, withdrawn."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

import discord

from cogs.base.layout import Card
from cogs.campaigns.cards import GREY, ROOM, buttons_of, fill, moment, screen_changes, shown_text
from cogs.campaigns.custom_ids import CardKind, UpdateAction, UpdateCard
from core.base.defang import defang
from core.base.units import units
from core.campaigns.room import cut
from core.campaigns.schedules import twin, written
from core.campaigns.versions import VersionState
from services.base.texts import Say
from services.campaigns.deliveries import ShownVersion
from services.campaigns.feeds.ports import Origin
from services.campaigns.records import CopyCounts, UpdateRecord


def when_lines(say: Say, at: datetime, zone: tzinfo) -> list[str]:
    """Say when something goes out; where clocks here show that time twice, which of the two it is."""
    lines = [say("schedule-at", when=moment(at, "F"), left=moment(at, "R"))]
    other = twin(at, zone)
    if other is not None:
        which = "first" if at < other else "second"
        lines.append(say("schedule-twice", which=which, other=written(other, zone)))
    return lines


def scheduled_view(
    say: Say,
    shown: ShownVersion,
    actions: Sequence[UpdateAction],
    *,
    reaches: int,
    origin: Origin | None = None,
) -> discord.ui.LayoutView:
    """The card of a version that was approved and waits for its time. `origin`: the feed from which it came."""
    update, version = shown.update, shown.version
    assert version.publish_at is not None  # noqa: S101  # a scheduled one has a time
    name = say("draft-somebody") if version.settled_by is None else defang(version.settled_by)
    at = version.publish_at
    head = [
        say("scheduled-title", number=update.id, when=moment(at, "F"), left=moment(at, "R")),
        say("scheduled-by", name=name),
        say("draft-reaches", count=reaches),
        say("scheduled-edit"),
    ]
    if origin is not None and origin.changed:
        head.append(say("draft-feed-changed"))
    card = Card(discord.Colour.green()).text("\n".join(head)).line()
    is_whole = fill(card, say, shown, ROOM - sum(map(units, head)))
    waiting = UpdateCard(
        CardKind.SCHEDULED, update.id, version.number, cut=not is_whole, screened=bool(screen_changes(shown))
    )
    return card.line().buttons(*buttons_of(say, actions, waiting)).view()


def counts_lines(say: Say, counts: CopyCounts) -> list[str]:
    """Say how many copies of an update stand, wait and fail."""
    lines = [say("copies-stand", count=counts.stand)]
    named = ("on_way", "changing", "asked", "failing", "paused", "gone")
    for name in named:
        count = getattr(counts, name)
        if count:
            lines.append(say(f"copies-{name.replace('_', '-')}", count=count))
    if counts.begins:
        lines.append(say("copies-begin"))
    return lines


def draft_settled_view(
    say: Say, record: UpdateRecord, counts: CopyCounts | None, actions: Sequence[UpdateAction]
) -> discord.ui.LayoutView:
    """The draft's card once the draft was decided, with what became of its copies."""
    last = record.versions[-1]
    card = Card(discord.Colour.green() if last.state is VersionState.APPROVED else GREY)
    card.text(say("update-title", title=shown_text(record.campaign.text.title)))
    if record.withdrawn_at is not None:
        card.text(say("update-withdrawn", number=record.id, when=moment(record.withdrawn_at)))
        if record.withdrawn_reason:
            card.text(say("update-withdrawn-why", reason=cut(shown_text(record.withdrawn_reason), 1500)))
        return _counted(say, card, record, counts, actions)
    name = say("draft-somebody") if last.settled_by is None else defang(last.settled_by)
    when = "" if last.settled_at is None else moment(last.settled_at, "f")
    # Nobody is named of what the clock or the campaign's end decided, or somebody who is forgotten.
    named = "no" if last.settled_by is None else "yes"
    card.text(
        say(
            f"draft-was-{last.state}",
            number=record.id,
            version=last.number,
            named=named,
            name=name,
            when=when,
        )
    )
    card.text(f"**{shown_text(last.text.headline)}**")
    return _counted(say, card, record, counts, actions)


def _counted(
    say: Say, card: Card, record: UpdateRecord, counts: CopyCounts | None, actions: Sequence[UpdateAction]
) -> discord.ui.LayoutView:
    if counts is None:
        return card.view()
    card.line().text("\n".join(counts_lines(say, counts)))
    return card.buttons(*buttons_of(say, actions, UpdateCard(CardKind.DECIDED, record.id))).view()
