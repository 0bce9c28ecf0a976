"""`/campaign facts`, `complaint` and `precedent`: who serves the campaign's site, a draft to write to them, what others decided."""

import io
import re
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.base.command_words import words
from cogs.base.layout import Card, Turning, page_of
from cogs.base.router import Router
from cogs.base.spoken_choice import SpokenChoice
from cogs.campaigns import forms
from cogs.campaigns.cards import shown_text
from cogs.campaigns.choices import Meant, Suggestions, campaign_choices
from cogs.campaigns.providers.fact_words import COLOUR, complaint_text, complaint_view, fact_parts
from core.base.errors import Unavailable, UserError
from core.campaigns.providers.precedents import PRECEDENTS, precedent
from core.campaigns.texts import UpdateText
from core.campaigns.versions import UpdateKind
from services.campaigns.campaigns import Campaigns, Offer
from services.campaigns.providers.complaints import Complaints
from services.campaigns.providers.facts import ProviderFacts

_FILE = "complaint.txt"
PrecedentOption = app_commands.Transform[
    str, SpokenChoice([each.id for each in PRECEDENTS], lambda one: f"precedent-{one}-name")
]


class ProviderCommands(commands.Cog):
    """The commands, which join the group `/campaign` of another cog."""

    def __init__(
        self,
        *,
        answers: Answers,
        router: Router,
        campaigns: Campaigns,
        facts: ProviderFacts,
        complaints: Complaints,
    ) -> None:
        self._answers = answers
        self._campaigns = campaigns
        self._facts = facts
        self._complaints = complaints
        router.add(r"campaign:(?P<id>\d{1,15}):facts:(?P<page>\d{1,6})", self._turn)

    def join(self, group: app_commands.Group) -> None:
        """Put the commands into the group."""
        made: list[app_commands.Command[Any, Any, Any]] = [
            app_commands.Command(
                name="facts", description=words("command-campaign-facts"), callback=self._shown
            ),
            app_commands.Command(
                name="complaint", description=words("command-campaign-complaint"), callback=self._complaint
            ),
            app_commands.Command(
                name="precedent",
                description=words("command-campaign-precedent"),
                callback=self._precedent,
                extras={"opens_form": True},
            ),
        ]
        for command in made:
            group.add_command(command)

    async def _own(self, interaction: discord.Interaction, current: str) -> Suggestions:
        try:
            found = await self._campaigns.choices(caller_of(interaction), Offer.OWN)
        except (UserError, Unavailable):  # nothing to offer; the command itself will say why
            return []
        return campaign_choices(found, current)

    @app_commands.describe(campaign=words("command-campaign-own"))
    @app_commands.autocomplete(campaign=_own)
    async def _shown(self, interaction: discord.Interaction, campaign: Meant) -> None:
        """Show what is known of who serves the campaign's site."""
        await self._answers.show(interaction, await self._page(interaction, campaign, 0))

    async def _turn(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        await self._answers.turn(interaction, await self._page(interaction, match["id"], int(match["page"])))

    async def _page(
        self, interaction: discord.Interaction, campaign: str, page: int
    ) -> discord.ui.LayoutView:
        shown = await self._facts.shown(caller_of(interaction), campaign)
        say = await self._answers.sayer(interaction)
        title = say("facts-title", title=shown_text(shown.campaign.text.title))
        turning = Turning(say, lambda number: f"campaign:{shown.campaign.id}:facts:{number}")
        return page_of(Card(COLOUR), title, fact_parts(say, shown), page, turning)

    @app_commands.describe(campaign=words("command-campaign-own"))
    @app_commands.autocomplete(campaign=_own)
    async def _complaint(self, interaction: discord.Interaction, campaign: Meant) -> None:
        """Draft a complaint, which a moderator may send; Rowan does not."""
        complaint = await self._complaints.draft(caller_of(interaction), campaign)
        say = await self._answers.sayer(interaction)
        text = complaint_text(say, complaint)
        file = discord.File(io.BytesIO(text.encode()), _FILE)
        await self._answers.show(interaction, complaint_view(say, complaint, text, _FILE), file)

    @app_commands.describe(
        campaign=words("command-campaign-own"), which=words("command-campaign-precedent-which")
    )
    @app_commands.autocomplete(campaign=_own)
    async def _precedent(
        self, interaction: discord.Interaction, campaign: Meant, which: PrecedentOption
    ) -> None:
        """Open the form of a new update, filled with a decision that was made elsewhere."""

        async def opening() -> None:
            found = await self._campaigns.own(caller_of(interaction), campaign)
            if found.stopped_why is not None:  # before anybody writes for nothing
                raise UserError("campaign-stopped")
            known = precedent(which)
            if known is None:
                raise UserError("precedent-unknown")
            say = await self._answers.sayer(interaction)
            of_server = await self._answers.server_sayer(interaction)
            headline = of_server(f"precedent-{known.id}-headline")
            body = of_server(f"precedent-{known.id}-body")
            text = UpdateText(UpdateKind.PRECEDENT, headline, body, known.source)
            await self._answers.open(interaction, forms.update_form(say, found.id, text=text))

        await self._answers.before_form(opening())
