"""Handling clicks on the private pages of a card that counts removals."""

import re

import discord
from discord.ext import commands

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.base.router import Router, chosen_values
from cogs.scanning.buttons import DETECTION
from cogs.scanning.group_pages import removals_page
from cogs.scanning.kept_text import revealed
from core.base.errors import UserError
from core.base.ids import DetectionId
from services.scanning.group_pages import GroupPages
from services.scanning.moderation import DetectionModeration
from services.servers.blur import Blur


class RemovalPages(commands.Cog):
    """Turns pages, and shows texts, to moderators of the server alone."""

    def __init__(
        self,
        *,
        answers: Answers,
        router: Router,
        pages: GroupPages,
        moderation: DetectionModeration,
        blur: Blur,
    ) -> None:
        self._answers = answers
        self._pages = pages
        self._moderation = moderation
        self._blur = blur
        router.add(rf"{DETECTION}:removals:(?P<page>\d{{1,6}})", self._turn)
        router.add(f"{DETECTION}:read", self._read)

    async def _turn(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        found = await self._pages.page(
            caller_of(interaction), DetectionId(int(match["id"])), int(match["page"])
        )
        say = await self._answers.sayer(interaction)
        await self._answers.show(interaction, removals_page(found, say))

    async def _read(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Show the text that was chosen on a page."""
        chosen, caller = chosen_values(interaction), caller_of(interaction)
        if len(chosen) != 1 or not (chosen[0].isascii() and chosen[0].isdigit()):
            raise UserError("detection-form-unreadable")
        found = await self._pages.member(caller, DetectionId(int(match["id"])), DetectionId(int(chosen[0])))
        text = await self._moderation.reveal(caller, found.id)
        say, blur = await self._answers.sayer(interaction), await self._blur.wanted(caller)
        await self._answers.show(interaction, revealed(found.id, text, say, blur=blur))
