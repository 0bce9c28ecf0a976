"""Offering campaigns and updates while a person types."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from discord import app_commands

from cogs.base.layout import fit
from cogs.base.spoken_choice import SpokenChoice
from core.base.defang import plain
from core.base.redact import redact
from core.campaigns.schedules import TYPED_LENGTH, twin, written
from services.campaigns.records import Campaign, UpdateChoice

_CHOICES, _CHOICE_LENGTH = 25, 100  # Discord's limits

Suggestions = list[app_commands.Choice[str]]
TypedTime = app_commands.Range[str, 0, TYPED_LENGTH]  # when something is to go out
Meant = app_commands.Range[str, 0, 200]  # an id that was chosen, or what was typed


def campaign_choices(campaigns: Sequence[Campaign], current: str) -> Suggestions:
    """Offer the campaigns whose number or title fits what was typed so far."""
    return _choices([(one.id, f"{one.text.title} ({one.publisher})") for one in campaigns], current)


def update_choices(updates: Sequence[UpdateChoice], current: str) -> Suggestions:
    """Offer the updates whose number, headline or campaign fits what was typed so far."""
    return _choices([(one.id, f"#{one.id} {one.headline} ({one.campaign})") for one in updates], current)


def site_choices(sites: Sequence[tuple[int, str]], current: str) -> Suggestions:
    """Offer the sites of the server's own list whose name fits what was typed so far."""
    return _choices(sites, current)


VisibleOption = app_commands.Transform[
    str, SpokenChoice(("server", "network"), lambda one: f"campaign-visible-{one}")
]
"""Who is to see a campaign."""


def time_choices(at: datetime | None, zone: tzinfo) -> Suggestions:
    """Offer the time that was typed as it was read, and where the clock shows it twice, both."""
    if at is None:
        return []
    other = twin(at, zone)
    both = [at] if other is None else sorted([at, other])
    return [
        app_commands.Choice(
            name=fit(f"{written(each, zone)} ({zone})", _CHOICE_LENGTH), value=written(each, zone)
        )
        for each in both
    ]


def _choices(named: Sequence[tuple[int, str]], current: str) -> Suggestions:
    typed = current.strip().casefold()
    fitting = [
        (number, name)
        for number, name in named
        if typed in name.casefold() or typed.lstrip("#") == str(number)
    ]
    return [
        app_commands.Choice(name=fit(plain(redact(name)), _CHOICE_LENGTH), value=str(number))
        for number, name in fitting[:_CHOICES]
    ]
