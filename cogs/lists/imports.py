"""`/lists`: a list from a file, for the server's own list; lists that the server follows by their address; exceptions of other servers."""

from typing import Final

import discord
from discord import app_commands
from discord.ext import commands

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.base.command_words import words
from cogs.base.layout import messages_of
from cogs.base.spoken_choice import CategoryOption
from cogs.lists.followed_allows import AllowAnswers, Suggestions
from cogs.lists.import_answers import ImportAnswers
from cogs.lists.subscriptions import SubscriptionAnswers
from core.base.categories import Category
from core.base.web_address import MAX_WEB_ADDRESS
from services.lists.imports.uploads import Sent

_COLOUR: Final = discord.Colour.dark_teal()


class Lists(commands.Cog):
    """`/lists`: lists from elsewhere."""

    def __init__(
        self,
        *,
        answers: Answers,
        imports: ImportAnswers,
        subscriptions: SubscriptionAnswers,
        allows: AllowAnswers,
    ) -> None:
        self._answers = answers
        self._imports = imports
        self._subscriptions = subscriptions
        self._allows = allows

    lists = app_commands.Group(
        name="lists",
        description=words("command-lists"),
        default_permissions=discord.Permissions(manage_guild=True),
        guild_only=True,
    )

    @lists.command(name="import", description=words("command-lists-import"))
    @app_commands.describe(
        file=words("command-lists-import-file"),
        category=words("command-lists-import-category"),
        dry_run=words("command-lists-import-dry-run"),
        partial=words("command-lists-import-partial"),
    )
    async def bring(
        self,
        interaction: discord.Interaction,
        file: discord.Attachment,
        category: CategoryOption | None = None,
        dry_run: bool = False,
        partial: bool = False,
    ) -> None:
        """Bring a list in; say what was refused."""
        chosen = None if category is None else Category(category)
        sent = Sent(file.url, file.filename, chosen, partial)
        await self._imports.bring(interaction, file, sent, dry_run=dry_run)

    async def _brought(self, interaction: discord.Interaction, current: str) -> Suggestions:
        return await self._imports.suggest(interaction, current)

    @lists.command(name="undo", description=words("command-lists-undo"))
    @app_commands.describe(file=words("command-lists-undo-file"))
    @app_commands.autocomplete(file=_brought)
    async def undo(self, interaction: discord.Interaction, file: str) -> None:
        """Take back what a file brought, after a question."""
        await self._imports.undo(interaction, file)

    @lists.command(name="subscribe", description=words("command-lists-subscribe"))
    @app_commands.describe(
        url=words("command-lists-subscribe-url"),
        category=words("command-lists-subscribe-category"),
        act_now=words("command-lists-subscribe-act-now"),
    )
    async def subscribe(
        self,
        interaction: discord.Interaction,
        url: app_commands.Range[str, 1, MAX_WEB_ADDRESS],
        category: CategoryOption | None = None,
        act_now: bool = False,
    ) -> None:
        """Follow a list."""
        chosen = None if category is None else Category(category)
        await self._subscriptions.subscribe(interaction, url, chosen, act_now=act_now)

    @lists.command(name="unsubscribe", description=words("command-lists-unsubscribe"))
    @app_commands.describe(url=words("command-lists-unsubscribe-url"))
    async def unsubscribe(
        self, interaction: discord.Interaction, url: app_commands.Range[str, 1, MAX_WEB_ADDRESS]
    ) -> None:
        """Follow a list no more."""
        await self._subscriptions.unsubscribe(interaction, url)

    @lists.command(name="show", description=words("command-lists-show"))
    async def show(self, interaction: discord.Interaction) -> None:
        """Show what is followed, and which files were brought in."""
        caller, say = caller_of(interaction), await self._answers.sayer(interaction)
        followed = await self._subscriptions.parts(caller, say)
        brought = await self._imports.parts(caller, say)
        if not followed:
            await self._answers.say(interaction, "subscription-none")
        for key, parts in (("subscription-list-title", followed), ("import-list-title", brought)):
            if parts:
                await self._answers.show_all(interaction, messages_of(_COLOUR, say(key), parts))

    async def _publishers(self, interaction: discord.Interaction, current: str) -> Suggestions:
        return await self._allows.suggest(interaction, current, followed=False)

    async def _followed(self, interaction: discord.Interaction, current: str) -> Suggestions:
        return await self._allows.suggest(interaction, current, followed=True)

    @lists.command(name="follow_allows", description=words("command-lists-follow-allows"))
    @app_commands.describe(server=words("command-lists-follow-allows-server"))
    @app_commands.autocomplete(server=_publishers)
    async def follow_allows(self, interaction: discord.Interaction, server: str) -> None:
        """Let through what another server lets through."""
        await self._allows.follow(interaction, server)

    @lists.command(name="unfollow_allows", description=words("command-lists-unfollow-allows"))
    @app_commands.describe(server=words("command-lists-unfollow-allows-server"))
    @app_commands.autocomplete(server=_followed)
    async def unfollow_allows(self, interaction: discord.Interaction, server: str) -> None:
        """Do so no more."""
        await self._allows.unfollow(interaction, server)

    @lists.command(name="publish_allows", description=words("command-lists-publish-allows"))
    @app_commands.describe(on=words("command-lists-publish-allows-on"))
    async def publish_allows(self, interaction: discord.Interaction, on: bool) -> None:
        """Let others follow this server's exceptions."""
        await self._allows.publish(interaction, on=on)
