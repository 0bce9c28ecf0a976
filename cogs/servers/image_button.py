"""The button in `/setup`'s answer that has QR codes in pictures read, as `/policy images switch:on` does."""

import re

import discord
from discord.ext import commands

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.base.router import Router
from services.servers.policy import Policies

READ_IMAGES = "setup:images"
"""The custom id of the button."""


class ImageButton(commands.Cog):
    """Handles it."""

    def __init__(self, *, answers: Answers, router: Router, policies: Policies) -> None:
        self._answers = answers
        self._policies = policies
        router.add(READ_IMAGES, self._read_images)

    async def _read_images(self, interaction: discord.Interaction, _match: re.Match[str]) -> None:
        await self._policies.set_images(caller_of(interaction), on=True)
        await self._answers.say(interaction, "policy-images-on")
