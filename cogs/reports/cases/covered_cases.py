"""The button under `/blocklist add` that closes the open cases which the new entry covers."""

import re

import discord
from discord.ext import commands

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.base.router import Router
from cogs.reports.cases.pages import related_closed
from core.base.ids import EntryId
from services.lists.own import OwnList
from services.reports.cases.listing import CaseListings


class CoveredCases(commands.Cog):
    """Handles the button that `cogs.lists.pages.added` draws."""

    def __init__(self, *, answers: Answers, router: Router, own: OwnList, listings: CaseListings) -> None:
        self._answers = answers
        self._own = own
        self._listings = listings
        router.add(r"lists:covered:(?P<entry>\d{1,15})", self._close)

    async def _close(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        caller = caller_of(interaction)
        pattern = await self._own.pattern_of(caller, EntryId(int(match["entry"])))
        done = await self._listings.close_covered(caller, pattern)
        await self._answers.show(interaction, related_closed(await self._answers.sayer(interaction), done))
