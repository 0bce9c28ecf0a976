"""Campaigns, updates and copies of them as values, and what a rendered message holds."""

from datetime import UTC, datetime
from typing import Any

import discord

from core.base.ids import CampaignId, ChannelId, DeliveryId, ServerId, UpdateId
from core.campaigns.texts import CampaignText, UpdateText
from core.campaigns.versions import Delivery, UpdateKind, VersionState
from services.base.texts import default_texts
from services.campaigns.deliveries import Copy, Links
from services.campaigns.records import Campaign, DeliveryRecord, UpdateRecord, Written

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOSTILE = "||@everyone <@1> [x](https://evil.example.com) **b** `c` \n# big "
ORIGIN, NORTH = ServerId(1), ServerId(2)


def say(key: str, **values: str | int) -> str:
    return default_texts().say("en", key, **values)


def filled(limit: int, with_text: str = HOSTILE) -> str:
    return (with_text * limit)[:limit]


def campaign(*, title: str = "Drop the forum", link: str = "", trusted: bool = True) -> Campaign:
    text = CampaignText(title, "What it is about", "Drop it", link)
    return Campaign(CampaignId(5), ORIGIN, "server-abc", trusted=trusted, text=text, made_at=NOW)


def version(number: int = 1, state: VersionState = VersionState.APPROVED, **fields: Any) -> Written:
    values = {"kind": UpdateKind.WIN, "headline": "They listened", "body": "At last.", **fields}
    return Written(number, None, UpdateText(**values), state, "Ann", NOW, "Ben", NOW)


def update(*versions: Written, **fields: Any) -> UpdateRecord:
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


def copy_of(record: UpdateRecord, **links: bool) -> Copy:
    shown = record.versions[-1]
    return Copy(record, shown, record.approved_before(shown.number), Links(**links))


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
