"""Asking a server to renew what it says on the shared list: one message in the review channel, and private pages."""

import re
from collections.abc import Iterator

import discord
from discord.ext import commands

from cogs.base.answers import Answers
from cogs.base.callers import caller_of, clicked_place, require_private
from cogs.base.layout import Card, Turning, button
from cogs.base.postman import Message
from cogs.base.router import Router
from cogs.lists.pages import moment
from cogs.servers.review_channel import ReviewPost
from core.base.ids import ServerId, StanceId
from core.lists.renewals import RunningOut
from services.base.outbox import Dropped, OutboxRow, SendResult
from services.base.texts import Say, Texts
from services.lists.shared_list.renewals import PAGE, RenewalPage, Renewals
from services.lists.typed_pattern import shown_pattern
from services.servers.settings import ServerSettings

_COLOUR = discord.Colour.dark_teal()


class RenewalPosts:
    """Performs outbox rows of kind `renewal`; the subject is the server."""

    def __init__(self, *, review_post: ReviewPost, renewals: Renewals, texts: Texts) -> None:
        self._review_post = review_post
        self._renewals = renewals
        self._texts = texts

    async def perform(self, row: OutboxRow) -> SendResult:
        """Post what runs out; where the message stands already, bring it up to date."""
        found = await self._renewals.running_out(row.server)
        if not found.total and row.message is None:
            return Dropped("nothing runs out any more")

        def render(settings: ServerSettings) -> Message:
            view = question(self._texts.sayer(settings.language), row.server, found)
            return Message(view, marker=f"renewal:{row.server}:")

        return await self._review_post.deliver(row, render)


class RenewalButtons(commands.Cog):
    """Handles the buttons of the message and of its private pages."""

    def __init__(self, *, answers: Answers, router: Router, renewals: Renewals) -> None:
        self._answers = answers
        self._renewals = renewals
        router.add(r"renewal:(?P<server>\d{1,20}):all", self._renew_all)
        router.add(r"renewal:(?P<server>\d{1,20}):each", self._each)
        router.add(r"renewals:page:(?P<page>\d{1,6})", self._turn)
        router.add(r"renewals:(?P<stance>\d{1,18}):renew:(?P<page>\d{1,6})", self._renew)
        router.add(r"renewals:(?P<stance>\d{1,18}):end:(?P<page>\d{1,6})", self._let_end)

    async def _renew_all(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        await self._at_message(interaction, match)
        count = await self._renewals.renew_all(caller_of(interaction))
        await self._answers.say(interaction, "renewal-renewed-all", count=count)

    async def _each(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        await self._at_message(interaction, match)
        found = await self._renewals.page(caller_of(interaction), 0)
        await self._answers.show(interaction, each_page(await self._answers.sayer(interaction), found))

    async def _at_message(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        place = clicked_place(interaction, "error-unknown-button")
        await self._renewals.at_message(caller_of(interaction), ServerId(int(match["server"])), place)

    async def _turn(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        require_private(interaction, "error-unknown-button")
        await self._show(interaction, match)

    async def _renew(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        require_private(interaction, "error-unknown-button")
        await self._renewals.renew(caller_of(interaction), StanceId(int(match["stance"])))
        await self._show(interaction, match)

    async def _let_end(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        require_private(interaction, "error-unknown-button")
        await self._renewals.let_end(caller_of(interaction), StanceId(int(match["stance"])))
        await self._show(interaction, match)

    async def _show(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        found = await self._renewals.page(caller_of(interaction), int(match["page"]))
        await self._answers.turn(interaction, each_page(await self._answers.sayer(interaction), found))


def question(say: Say, server: ServerId, found: RenewalPage) -> discord.ui.LayoutView:
    """The message in the review channel: the first that run out, how many more, and what can be done."""
    if not found.total:
        return Card(_COLOUR).text(say("renewal-none")).view()
    card = Card(_COLOUR).text(say("renewal-title", total=found.total)).text(say("renewal-intro"))
    lines = [_row(say, number, one) for number, one in _numbered(found)]
    if found.total > len(found.rows):
        lines.append(say("renewal-more", more=found.total - len(found.rows)))
    card.text("\n".join(lines))
    card.buttons(
        button(f"renewal:{server}:all", say("renewal-all"), discord.ButtonStyle.primary),
        button(f"renewal:{server}:each", say("renewal-each")),
    )
    return card.view()


def each_page(say: Say, found: RenewalPage) -> discord.ui.LayoutView:
    """A page of what runs out, each with its two buttons."""
    if not found.total:
        return Card(_COLOUR).text(say("renewal-none")).view()
    card = Card(_COLOUR).text(say("renewal-title", total=found.total))
    for number, one in _numbered(found):
        card.line().text(_row(say, number, one))
        card.buttons(
            button(f"renewals:{one.stance}:renew:{found.number}", say("renewal-one", number=number)),
            button(f"renewals:{one.stance}:end:{found.number}", say("renewal-end", number=number)),
        )
    turning = Turning(say, lambda number: f"renewals:page:{number}")
    return turning.add(card, found.number, found.pages).view()


def _numbered(found: RenewalPage) -> Iterator[tuple[int, RunningOut]]:
    """The rows with their numbers, by which the buttons name them."""
    return enumerate(found.rows, start=found.number * PAGE + 1)


def _row(say: Say, number: int, one: RunningOut) -> str:
    pattern, until = shown_pattern(one.pattern), moment(one.review_at)
    return say(f"renewal-row-{one.kind}", number=number, pattern=pattern, until=until)
