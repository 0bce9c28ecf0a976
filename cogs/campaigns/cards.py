"""Drawing what campaigns post: an update's copy, the card that asks for its approval, the card of a copy that is
stuck.

Everything that people wrote goes through the screen here (core/campaigns/screen.py). Only an address that no list and no open
case holds stays clickable, between angle brackets; messages of this kind show no preview of any address.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import discord

from cogs.base.layout import TEXT_LENGTH, Card, Part, Turning, button, page_of
from cogs.campaigns.custom_ids import CardKind, UpdateAction, UpdateCard, UpdateVerb, custom_id, whole_page
from core.base.defang import defang, defang_link
from core.base.ids import RoleId
from core.base.redact import MASK, Masked
from core.base.spoilers import without_lists
from core.base.units import units
from core.campaigns.deliveries import DeliveryState
from core.campaigns.pictures import PICTURE_FILE
from core.campaigns.room import cut
from core.campaigns.schedules import stamp
from core.campaigns.screen import (
    NOTHING_HELD,
    ChangeKind,
    Held,
    ScreenChange,
    changes_in,
    hidden,
    screened,
    screened_plain,
)
from core.campaigns.texts import changed, what_is_masked, written_in
from core.campaigns.versions import UpdateKind, VersionState
from services.base.texts import Say
from services.campaigns.deliveries import ShownVersion
from services.campaigns.feeds.ports import Origin
from services.campaigns.records import DeliveryRecord, UpdateRecord, VersionRecord

ROOM = TEXT_LENGTH - 150  # for the texts of one card; the rest is for what Discord and the layout add
_LEAST_BODY = 300
_COLOURS = {
    UpdateKind.CALL: discord.Colour.blue(),
    UpdateKind.STATEMENT: discord.Colour.dark_teal(),
    UpdateKind.RESPONSE: discord.Colour.dark_teal(),
    UpdateKind.PRECEDENT: discord.Colour.purple(),
    UpdateKind.WIN: discord.Colour.green(),
    UpdateKind.SETBACK: discord.Colour.orange(),
    UpdateKind.SAFETY: discord.Colour.red(),
}
GREY = discord.Colour.dark_grey()


def moment(at: datetime, style: str = "D") -> str:
    """A time as each reader's own Discord writes it."""
    return stamp(at, style)


def shown_text(written: str, held: Held = NOTHING_HELD) -> str:
    """What people wrote, as it may stand in a message: masked and harmless."""
    return screened(written, held)


def address(written: str, *, clickable: bool) -> str:
    """An address as it may stand in a message."""
    return f"<{written}>" if clickable else defang_link(written)


def _field_names(say: Say, names: tuple[str, ...]) -> str:
    return say.joined(say(f"update-field-{name}") for name in names)


def buttons_of(say: Say, actions: Sequence[UpdateAction], card: UpdateCard) -> list["discord.ui.Button[Any]"]:
    return [
        button(custom_id(card, UpdateVerb(action.verb)), say(action.label), action.style)
        for action in actions
        if action.shown(card)
    ]


def copy_view(
    say: Say, shown: ShownVersion, role: RoleId | None, actions: Sequence[UpdateAction]
) -> discord.ui.LayoutView:
    """An update in a channel of a server that gets it; `role` is mentioned."""
    card = Card(_COLOURS[shown.version.text.kind])
    mention = [] if role is None else [f"<@&{role}>"]
    fill(card, say, shown, ROOM, mention)
    return card.buttons(*buttons_of(say, actions, UpdateCard(CardKind.COPY, shown.update.id))).view()


def withdrawn_view(
    say: Say,
    record: UpdateRecord,
    actions: Sequence[UpdateAction],
    *,
    with_reason: bool,
    held: Held = NOTHING_HELD,
) -> discord.ui.LayoutView:
    """What is left of a copy once its update was withdrawn.

    `with_reason`: show the publisher's reason too, which needs trust in the publisher.
    """
    assert record.withdrawn_at is not None  # noqa: S101  # shown of withdrawn updates alone
    card = Card(GREY).text(say("update-title", title=shown_text(record.campaign.text.title, held)))
    card.text(say("update-withdrawn", number=record.id, when=moment(record.withdrawn_at)))
    if with_reason and record.withdrawn_reason:
        card.text(say("update-withdrawn-why", reason=cut(shown_text(record.withdrawn_reason, held), 1500)))
    return card.buttons(*buttons_of(say, actions, UpdateCard(CardKind.COPY, record.id))).view()


def fill(card: Card, say: Say, shown: ShownVersion, room: int, before: Sequence[str] = ()) -> bool:
    """Put an update onto a card, with its picture; False where the card has no room for all of its body.

    A spoiler is always closed.
    """
    head, tail = [*before, *_head(say, shown)], _tail(say, shown)
    left = room - sum(units(part) for part in [*head, *tail]) - 10
    text, whole = shown.version.text, _body(shown)
    body = cut(whole, max(_LEAST_BODY, left))
    for part in [*head, hidden(body) if text.warning else body]:
        card.text(part)
    if shown.picture is not None:
        description = screened_plain(text.picture_text, shown.held)
        card.picture(PICTURE_FILE, description, spoiler=bool(text.warning))
    card.text("\n".join(tail))
    return body == whole


def _body(shown: ShownVersion) -> str:
    body = shown_text(shown.version.text.body, shown.held)
    return without_lists(body) if shown.version.text.warning else body


def _head(say: Say, shown: ShownVersion) -> list[str]:
    update, text = shown.update, shown.version.text
    head = [
        say("update-title", title=shown_text(update.campaign.text.title, shown.held)),
        say(
            "update-line",
            kind=say(f"update-kind-{text.kind}"),
            when=say("update-not-published-yet")
            if update.published_at is None
            else moment(update.published_at),
            number=update.id,
        ),
    ]
    if text.warning:
        head.append(say("update-warning", warning=shown_text(text.warning, shown.held)))
    return [*head, f"**{shown_text(text.headline, shown.held)}**"]


def _tail(say: Say, shown: ShownVersion) -> list[str]:
    campaign, text = shown.update.campaign, shown.version.text
    lines = []
    if text.source:
        lines.append(say("update-source", source=address(text.source, clickable=shown.clickable.source)))
    if campaign.text.link:
        link = address(campaign.text.link, clickable=shown.clickable.official)
        lines.append(say("update-official-link", link=link))
    if shown.corrects is not None and shown.version.settled_at is not None:
        what = _field_names(say, changed(shown.corrects.text, text))
        lines.append(say("update-corrected", when=moment(shown.version.settled_at, "f"), what=what))
    lines.append(say("update-publisher", name=shown_text(campaign.publisher, shown.held)))
    if campaign.orphaned:
        lines.append(say("update-publisher-gone"))
    return lines


def draft_view(
    say: Say,
    shown: ShownVersion,
    actions: Sequence[UpdateAction],
    *,
    second: bool,
    reaches: int,
    origin: Origin | None = None,
) -> discord.ui.LayoutView:
    """The card in the campaign's own server that asks for approval. `reaches`: how many servers the version would go to.
    `origin`: the feed from which it came; None: people wrote it.
    """
    update, version = shown.update, shown.version
    head = [_draft_title(say, shown), *_drafted_by(say, version, origin), say("draft-reaches", count=reaches)]
    if version.publish_at is not None:
        head.append(
            say("draft-goes-out", when=moment(version.publish_at, "F"), left=moment(version.publish_at, "R"))
        )
    if second:
        head.append(say("draft-second"))
    head += _screened(say, shown)
    if _is_stale(update, version):
        head.append(say("draft-stale"))
    card = Card(discord.Colour.blurple()).text("\n".join(head)).line()
    is_whole = fill(card, say, shown, ROOM - sum(map(units, head)))
    asking = UpdateCard(
        CardKind.DRAFT, update.id, version.number, cut=not is_whole, screened=bool(screen_changes(shown))
    )
    return card.line().buttons(*buttons_of(say, actions, asking)).view()


def screen_changes(shown: ShownVersion) -> list[ScreenChange]:
    """What the screen changed in an update's texts, and which of its addresses it keeps from being clicked."""
    text = shown.version.text
    addresses = {"source": text.source, "link": shown.update.campaign.text.link}
    words = {**written_in(text), "title": shown.update.campaign.text.title}
    changes = changes_in(words, shown.held)
    return changes + [
        change for change in changes_in(addresses, shown.held) if change.kind is ChangeKind.HELD
    ]


def _screened(say: Say, shown: ShownVersion) -> list[str]:
    """Say what readers will not see as it was written."""
    lines, text = [], shown.version.text
    masked = what_is_masked(text)
    if masked:
        counted = say.line(
            *(say(f"draft-masked-{kind}", count=masked[kind]) for kind in Masked if masked[kind])
        )
        lines.append(say("draft-masked", what=counted, mask=MASK))
    held = sum(change.kind is ChangeKind.HELD for change in screen_changes(shown))
    if held:
        lines.append(say("draft-held", count=held))
    if text.picture is not None:
        lines.append(say("draft-picture" if shown.picture is not None else "draft-picture-gone"))
    return lines


def _draft_title(say: Say, shown: ShownVersion) -> str:
    if shown.corrects is None:
        return say("draft-title", number=shown.update.id)
    what = _field_names(say, changed(shown.corrects.text, shown.version.text))
    return say("draft-title-correction", number=shown.update.id, what=what)


def _drafted_by(say: Say, version: VersionRecord, origin: Origin | None) -> list[str]:
    when = moment(version.drafted_at, "f")
    if origin is not None:
        key = "draft-from-feed-many" if origin.items > 1 else "draft-from-feed"
        told = [say(key, feed=defang_link(origin.url), count=origin.items, when=when)]
        return [*told, say("draft-feed-changed")] if origin.changed else told
    name = say("draft-somebody") if version.drafted_by is None else defang(version.drafted_by)
    return [say("draft-by", name=name, when=when)]


def _is_stale(update: UpdateRecord, version: VersionRecord) -> bool:
    """Whether a version came between the opening and the sending of this one's form, which did not show it."""
    shown = (VersionState.APPROVED, VersionState.REPLACED)
    earlier = [one.number for one in update.versions if one.number < version.number and one.state in shown]
    return version.base is not None and bool(earlier) and version.base != earlier[-1]


def delivery_view(
    say: Say, record: DeliveryRecord, shown: ShownVersion, actions: Sequence[UpdateAction]
) -> discord.ui.LayoutView:
    """The card in a server that follows and looks first."""
    publisher = shown_text(record.update.campaign.publisher, shown.held)
    if shown.corrects is None:
        head = say("delivery-title", name=publisher)
    else:
        what = _field_names(say, changed(shown.corrects.text, shown.version.text))
        head = say("delivery-title-correction", name=publisher, what=what)
    where = (
        say("delivery-goes-to", channel=f"<#{record.channel}>")
        if record.channel
        else say("delivery-unfollowed")
    )
    card = Card(discord.Colour.blurple()).text(f"{head}\n{where}").line()
    is_whole = fill(card, say, shown, ROOM - units(head) - units(where))
    asking = UpdateCard(CardKind.DELIVERY_DRAFT, record.update.id, shown.version.number, cut=not is_whole)
    return card.line().buttons(*buttons_of(say, actions, asking)).view()


def whole_view(say: Say, shown: ShownVersion, page: int) -> discord.ui.LayoutView:
    """A page of all that a version says."""
    around = ("||", "||") if shown.version.text.warning else ("", "")
    title, *head = _head(say, shown)
    parts: list[str | Part] = ["\n".join(head), Part(_body(shown), "", *around), "\n".join(_tail(say, shown))]
    turning = Turning(say, lambda number: whole_page(shown.update.id, shown.version.number, number))
    return page_of(Card(_COLOURS[shown.version.text.kind]), title, parts, page, turning)


def stuck_view(say: Say, record: DeliveryRecord, actions: Sequence[UpdateAction]) -> discord.ui.LayoutView:
    """The card that says why a copy cannot be posted, and what to do."""
    channel = say("delivery-no-channel") if record.channel is None else f"<#{record.channel}>"
    key = f"delivery-stuck-{record.problem}{'-own' if record.own else ''}"
    lines = [say(key, number=record.update.id, channel=channel)]
    if record.paused:
        lines.append(say("delivery-paused"))
    card = Card(discord.Colour.orange())
    card.text(say("update-title", title=shown_text(record.update.campaign.text.title)))
    card.text("\n".join(lines))
    return card.buttons(*buttons_of(say, actions, UpdateCard(CardKind.STUCK, record.update.id))).view()


def delivery_settled_view(say: Say, record: DeliveryRecord) -> discord.ui.LayoutView:
    """A delivery's card, of an approval or a problem, once there is nothing left to do."""
    update = record.update
    card = Card(GREY).text(say("update-title", title=shown_text(update.campaign.text.title)))
    if update.withdrawn_at is not None:
        return card.text(say("update-withdrawn", number=update.id, when=moment(update.withdrawn_at))).view()
    name = say("draft-somebody") if record.settled_by is None else defang(record.settled_by)
    state = record.delivery.state
    if state is DeliveryState.DECLINED:
        key = "delivery-was-declined"
    elif state is DeliveryState.ENDED:
        key = "delivery-was-ended"
    else:
        key = "delivery-was-settled" if record.settled_by else "delivery-was-posted"
    return card.text(say(key, number=update.id, name=name)).view()
