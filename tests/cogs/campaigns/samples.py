"""Campaigns, updates and deliveries as values, to be shown; and what stands on a finished card."""

from datetime import UTC, datetime
from typing import Any

import discord

from cogs.campaigns.actions import update_actions
from cogs.campaigns.buttons import UpdateButtons
from core.base.ids import CampaignId, ChannelId, DeliveryId, ServerId, UpdateId
from core.campaigns.deliveries import Delivery
from core.campaigns.texts import CampaignText, UpdateText
from core.campaigns.versions import UpdateKind, VersionState
from services.campaigns.deliveries import ClickableAddresses, ShownVersion
from services.campaigns.records import Campaign, DeliveryRecord, UpdateRecord, VersionRecord

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOSTILE = "||@everyone <@1> [x](https://evil.example.com) **b** `c` \n# big "
ORIGIN, NORTH = ServerId(1), ServerId(2)

_nobody: Any = None  # a card is drawn without asking anybody
BUTTONS = UpdateButtons(
    answers=_nobody, updates=_nobody, deliveries=_nobody, times=_nobody, progress=_nobody, pages=_nobody
)
ACTIONS = update_actions(BUTTONS)


def filled(limit: int, with_text: str = HOSTILE) -> str:
    return (with_text * limit)[:limit]


def campaign(*, title: str = "Drop the forum", link: str = "", trusted: bool = True) -> Campaign:
    text = CampaignText(title, "What it is about", "Drop it", link)
    return Campaign(CampaignId(5), ORIGIN, "server-abc", trusted=trusted, text=text, made_at=NOW)


def version(
    number: int = 1, state: VersionState = VersionState.APPROVED, at: datetime | None = None, **fields: Any
) -> VersionRecord:
    values = {"kind": UpdateKind.WIN, "headline": "They listened", "body": "At last.", **fields}
    return VersionRecord(number, None, UpdateText(**values), state, "Ann", NOW, "Ben", NOW, at)


def update(*versions: VersionRecord, **fields: Any) -> UpdateRecord:
    shown = versions or (version(),)
    standing = max((one.number for one in shown if one.state is VersionState.APPROVED), default=None)
    values: dict[str, Any] = {
        "campaign": campaign(),
        "standing": standing,
        "published_at": NOW if standing else None,
        "withdrawn_at": None,
        "withdrawn_reason": None,
        **fields,
    }
    return UpdateRecord(id=UpdateId(12), versions=shown, **values)


def shown_of(record: UpdateRecord, **clickable: bool) -> ShownVersion:
    version = record.versions[-1]
    addresses = ClickableAddresses(**clickable)
    return ShownVersion(record, version, record.approved_before(version.number), addresses)


def texts_in(view: discord.ui.LayoutView) -> list[str]:
    return [item.content for item in view.walk_children() if isinstance(item, discord.ui.TextDisplay)]


def ids_in(view: discord.ui.LayoutView) -> list[str]:
    return [item.custom_id or "" for item in view.walk_children() if isinstance(item, discord.ui.Button)]


def delivery_of(record: UpdateRecord, **fields: Any) -> DeliveryRecord:
    values: dict[str, Any] = {
        "delivery": Delivery(approve=False, version=1),
        "channel": ChannelId(9),
        "role": None,
        "problem": None,
        "settled_by": None,
        **fields,
    }
    return DeliveryRecord(id=DeliveryId(3), server=NORTH, update=record, **values)
