"""What `/campaign` offers while a moderator types. Where there is nothing to offer, the command itself will say why."""

import discord
from discord.ext import commands

from cogs.base.callers import caller_of
from cogs.campaigns.choices import Suggestions, campaign_choices, site_choices, time_choices, update_choices
from core.base.errors import Unavailable, UserError
from services.campaigns.campaigns import Campaigns, Offer
from services.campaigns.schedule import Times
from services.campaigns.updates import Updates


class Offering(commands.Cog):
    """The part of a cog that offers campaigns, updates, sites and times."""

    def __init__(self, *, campaigns: Campaigns, updates: Updates, times: Times) -> None:
        self._campaigns = campaigns
        self._updates = updates
        self._times = times

    async def own(self, interaction: discord.Interaction, current: str) -> Suggestions:
        """Offer this server's open campaigns."""
        return await self._suggest(interaction, Offer.OWN, current)

    async def others(self, interaction: discord.Interaction, current: str) -> Suggestions:
        """Offer campaigns of other servers."""
        return await self._suggest(interaction, Offer.OTHERS, current)

    async def followed(self, interaction: discord.Interaction, current: str) -> Suggestions:
        """Offer campaigns that this server follows."""
        return await self._suggest(interaction, Offer.FOLLOWED, current)

    async def _suggest(self, interaction: discord.Interaction, offer: Offer, current: str) -> Suggestions:
        try:
            found = await self._campaigns.choices(caller_of(interaction), offer)
        except (UserError, Unavailable):  # nothing to offer; the command itself will say why
            return []
        return campaign_choices(found, current)

    async def own_updates(self, interaction: discord.Interaction, current: str) -> Suggestions:
        """Offer updates that can be corrected or withdrawn."""
        try:
            found = await self._updates.choices(caller_of(interaction))
        except (UserError, Unavailable):
            return []
        return update_choices(found, current)

    async def sites(self, interaction: discord.Interaction, current: str) -> Suggestions:
        """Offer the sites on this server's own list."""
        try:
            return site_choices(await self._campaigns.sites(caller_of(interaction)), current)
        except (UserError, Unavailable):
            return []

    async def times(self, interaction: discord.Interaction, current: str) -> Suggestions:
        """Offer the time that was typed as it was read."""
        try:
            caller = caller_of(interaction)
            at = await self._times.planned(caller, current)
            zone = await self._times.zone(caller.server)
        except (UserError, Unavailable):
            return []
        return time_choices(at, zone)
