"""`/lists`: a list from a file, for the server's own list; lists that the server follows by their address; exceptions of other servers."""

from collections.abc import Iterator
from typing import Final

import aiohttp
import discord
from discord import app_commands
from discord.ext import commands

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.base.command_words import words
from cogs.base.layout import messages_of
from cogs.lists.commands import CATEGORIES
from cogs.lists.followed_allows import AllowAnswers, Suggestions
from cogs.lists.subscriptions import SubscriptionAnswers
from core.base.categories import Category
from core.base.defang import defang
from core.base.errors import UserError
from core.base.web_address import MAX_WEB_ADDRESS
from core.lists.formats import FileRefused
from services.base.texts import Say
from services.lists.imports.report import done, file_refused, report
from services.lists.imports.uploads import Upload, Uploads

_COLOUR: Final = discord.Colour.dark_teal()
_LINES: Final = 60  # of the file that are told one by one: some messages


class Lists(commands.Cog):
    """`/lists`: lists from elsewhere."""

    def __init__(
        self, *, answers: Answers, uploads: Uploads, subscriptions: SubscriptionAnswers, allows: AllowAnswers
    ) -> None:
        self._answers = answers
        self._uploads = uploads
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
    @app_commands.choices(category=CATEGORIES)
    async def bring(
        self,
        interaction: discord.Interaction,
        file: discord.Attachment,
        category: str | None = None,
        dry_run: bool = False,
        partial: bool = False,
    ) -> None:
        """Bring a list in; say what was refused."""
        caller = caller_of(interaction)
        self._uploads.may(caller, file.size)
        await self._answers.defer(interaction)
        try:
            data = await file.read()
        except (discord.HTTPException, aiohttp.ClientError, TimeoutError):
            raise UserError("import-attachment-gone") from None
        chosen = None if category is None else Category(category)
        say = await self._answers.sayer(interaction)
        try:
            made = await self._uploads.bring(caller, data, chosen, dry_run=dry_run, partial=partial)
        except FileRefused as error:
            await self._answers.say(interaction, "import-nothing-read", why=file_refused(say, error))
            return
        title = say("import-title", file=defang(file.filename[:100]))
        told = list(_told(say, made, dry_run=dry_run))
        await self._answers.show_all(interaction, messages_of(_COLOUR, title, ["\n".join(told)]))

    @lists.command(name="subscribe", description=words("command-lists-subscribe"))
    @app_commands.describe(
        url=words("command-lists-subscribe-url"),
        category=words("command-lists-subscribe-category"),
        act_now=words("command-lists-subscribe-act-now"),
    )
    @app_commands.choices(category=CATEGORIES)
    async def subscribe(
        self,
        interaction: discord.Interaction,
        url: app_commands.Range[str, 1, MAX_WEB_ADDRESS],
        category: str | None = None,
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
        """Show what is followed."""
        await self._subscriptions.show(interaction)

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


def _told(say: Say, made: Upload, *, dry_run: bool) -> Iterator[str]:
    yield from report(say, made.plan, defang, _LINES)
    if made.plan.half is not None:
        half = made.plan.half
        yield say("import-goes-on", position=half.position, entries=half.entries)
    if made.done is not None:
        yield done(say, made.done)
    else:
        yield say("import-dry") if dry_run else say("import-faults", option="`partial`")
    for each in made.others:
        yield say("import-half-here", position=each.position, entries=each.entries)
