"""`/lists follow_allows`, `unfollow_allows`, `publish_allows`: exceptions of other servers, and this one's for them."""

import discord
from discord import app_commands

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from core.base.defang import defang
from core.base.errors import Unavailable
from services.lists.followed_allows import FollowedAllows

Suggestions = list[app_commands.Choice[str]]
_CHOICE_LENGTH = 100


class AllowAnswers:
    """What the three commands answer."""

    def __init__(self, *, answers: Answers, allows: FollowedAllows) -> None:
        self._answers = answers
        self._allows = allows

    async def suggest(self, interaction: discord.Interaction, typed: str, *, followed: bool) -> Suggestions:
        """Offer servers while somebody types."""
        try:
            found = await self._allows.suggest(caller_of(interaction), typed, followed=followed)
        except Unavailable:  # nothing to offer; the command itself will say why
            return []
        return [app_commands.Choice(name=each.name[:_CHOICE_LENGTH], value=each.pseudonym) for each in found]

    async def follow(self, interaction: discord.Interaction, server: str) -> None:
        """Follow a server's exceptions."""
        name, changed = await self._allows.follow(caller_of(interaction), server)
        key = "allows-followed" if changed else "allows-followed-already"
        await self._answers.say(interaction, key, name=defang(name))

    async def unfollow(self, interaction: discord.Interaction, server: str) -> None:
        """Follow a server's exceptions no more."""
        name = await self._allows.unfollow(caller_of(interaction), server)
        await self._answers.say(interaction, "allows-unfollowed", name=defang(name))

    async def publish(self, interaction: discord.Interaction, *, on: bool) -> None:
        """Let others follow this server's exceptions, or no more."""
        changed = await self._allows.publish(caller_of(interaction), on=on)
        if on:
            key = "allows-published" if changed else "allows-published-already"
        else:
            key = "allows-unpublished" if changed else "allows-unpublished-already"
        await self._answers.say(interaction, key)
