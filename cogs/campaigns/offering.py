"""What `/campaign` offers while a moderator types, and how it answers. Where there is nothing to offer, the command itself will
say why.
"""

import discord
from discord.ext import commands

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.campaigns.choices import Suggestions, campaign_choices, site_choices, time_choices, update_choices
from cogs.campaigns.decided_cards import when_lines
from core.base.errors import Unavailable, UserError
from core.base.ids import ServerId
from services.base.texts import Say
from services.campaigns.campaigns import Campaigns, Offer
from services.campaigns.deliveries import Deliveries
from services.campaigns.records import Drafted
from services.campaigns.schedule import Times
from services.campaigns.updates import Updates


class Offering(commands.Cog):
    """The part of a cog that offers campaigns, updates, sites and times, and that says what was done."""

    def __init__(
        self,
        *,
        answers: Answers,
        campaigns: Campaigns,
        updates: Updates,
        deliveries: Deliveries,
        times: Times,
    ) -> None:
        self._answers = answers
        self._deliveries = deliveries
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

    async def drafted_so(
        self, interaction: discord.Interaction, drafted: Drafted, key: str, **values: str | int
    ) -> None:
        """Answer that a version waits for approval, and for which time, as clocks here show it."""
        say = await self._answers.sayer(interaction)
        server = ServerId(interaction.guild_id or 0)
        lines = [say(key, number=drafted.update, **values)]
        if drafted.publish_at is not None:
            zone = await self._times.zone(server)
            lines += when_lines(say, drafted.publish_at, zone)
        await self._answers.show(interaction, "\n".join([*lines, *await self._warnings(server, say)]))

    async def finish(self, interaction: discord.Interaction, key: str, **values: str | int) -> None:
        """Answer that it is done, and warn where copies cannot be posted in this server."""
        say = await self._answers.sayer(interaction)
        server = ServerId(interaction.guild_id or 0)
        await self._answers.show(
            interaction, "\n".join([say(key, **values), *await self._warnings(server, say)])
        )

    async def _warnings(self, server: ServerId, say: Say) -> list[str]:
        stuck = await self._deliveries.stuck(server)
        return [say("campaign-stuck", count=stuck)] if stuck else []
