"""*Messages around it*, in the private answer to *Read message*: what stands beside the reported message at Discord now."""

import asyncio
import re

import discord

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.base.discord_api.discord_answers import NO_RESULT, silence_of
from cogs.base.layout import Card, Part, Turning, page_of
from cogs.base.message_texts import attachments_of, texts_of
from cogs.base.router import Router
from cogs.reports.clicks import CASE, case_id
from cogs.reports.readable_channels import ReadableChannels
from cogs.servers.blur import private_text
from core.base.defang import defang
from core.base.errors import DiscordSilent, UserError
from core.base.ids import CaseId, MessageId, ServerId, UserId
from core.base.posts import MessagePlace
from core.base.redact import redact
from core.base.times import to_ms
from services.base.texts import Say
from services.reports.cases.around import Around, Neighbour, Neighbourhood
from services.servers.blur import Blur

_ASK_SECONDS = 8.0
_FORBIDDEN, _NOT_FOUND = 403, 404
HIDDEN, GONE, UNREADABLE = "around-hidden", "around-gone", "around-unreadable"


class CaseAround:
    """Handles the button, and those that turn the pages of its answer."""

    def __init__(self, *, answers: Answers, router: Router, around: Around, blur: Blur) -> None:
        self._answers = answers
        self._around = around
        self._blur = blur
        router.add(rf"{CASE}:around(?::(?P<page>\d{{1,6}}))?", self._show)

    async def _show(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Ask Discord and show a page. The button stands in a private answer: the person is checked, at each click."""
        caller, case, page = caller_of(interaction), case_id(match), match["page"]
        seen = await self._around.look(caller, case, further=page is not None)
        say, blur = await self._answers.sayer(interaction), await self._blur.wanted(caller)
        shown = around_page(say, case, seen, int(page or 0), blur=blur)
        if page is None:
            await self._answers.show(interaction, shown)
        else:
            await self._answers.turn(interaction, shown)


def around_page(
    say: Say, case: CaseId, seen: Neighbourhood, number: int, *, blur: bool
) -> discord.ui.LayoutView:
    """A page of what stands around the message, oldest first, with the reported one marked where it stands or stood."""
    parts: list[str | Part] = [_shown(say, each, blur=blur) for each in seen.before]
    if seen.reported is None:
        parts.append(f"**{say('around-reported-gone')}**")
    else:
        parts.append(_shown(say, seen.reported, blur=blur, mark=say("around-reported")))
    parts += [_shown(say, each, blur=blur) for each in seen.after]
    if not seen.before and not seen.after:
        parts.append(say("around-nothing"))
    title = f"### {say('around-title', case=str(case))}\n-# {say('around-hint')}"
    turning = Turning(say, lambda page: f"case:{case}:around:{page}")
    return page_of(Card(discord.Colour.dark_grey()), title, parts, number, turning)


def _shown(say: Say, each: Neighbour, *, blur: bool, mark: str = "") -> Part | str:
    name = f"**{defang(redact(each.author))}**"
    about = [f"**{mark}**" if mark else "", name, f"<t:{to_ms(each.at) // 1000}:f>"]
    if each.files:
        about.append(say("case-files", count=each.files))
    head = say.line(*about)
    return private_text(each.text, head, blur=blur) if each.text else f"{head}\n{say('around-no-text')}"


class DiscordNeighbours:
    """Fills services.reports.cases.around.NeighbourSource."""

    def __init__(self, *, client: discord.Client) -> None:
        self._client = client
        self._channels = ReadableChannels(client=client)

    async def around(
        self, server: ServerId, reported: MessagePlace, reader: UserId, count: int
    ) -> Neighbourhood:
        if not self._client.intents.message_content:
            raise UserError("around-no-content")
        guild = self._client.get_guild(server)
        if guild is None or guild.unavailable:
            raise DiscordSilent
        try:
            async with asyncio.timeout(_ASK_SECONDS):
                place = await self._readable(guild, reported, reader)
                found = await self._read(place, reported, count)
        except NO_RESULT as error:
            raise silence_of(error) from error
        return _sorted(found, reported.message, count)

    async def _readable(
        self, guild: discord.Guild, reported: MessagePlace, reader: UserId
    ) -> discord.abc.Messageable:
        """The channel, where the reader may read it as well. What Discord refuses them is not said to be missing to Rowan."""
        try:
            place = await self._channels.place(guild, reported.channel)
        except discord.HTTPException as error:
            raise _refused(error) from error
        if not isinstance(place, discord.abc.Messageable):
            raise UserError(GONE)
        member = await guild.fetch_member(reader)
        try:
            if not await self._channels.may_read(guild, member, place):
                raise UserError(HIDDEN)
        except discord.HTTPException as error:
            raise (UserError(HIDDEN) if error.status == _NOT_FOUND else _refused(error)) from error
        return place

    @staticmethod
    async def _read(
        place: discord.abc.Messageable, reported: MessagePlace, count: int
    ) -> list[discord.Message]:
        try:
            around = discord.Object(reported.message)
            return [each async for each in place.history(limit=2 * count + 1, around=around)]
        except discord.HTTPException as error:
            raise _refused(error) from error


def _refused(error: discord.HTTPException) -> Exception:
    """What Discord said of the channel; whatever else it answers says nothing of it."""
    if error.status == _FORBIDDEN:
        return UserError(UNREADABLE)
    return UserError(GONE) if error.status == _NOT_FOUND else error


def _sorted(found: list[discord.Message], reported: MessageId, count: int) -> Neighbourhood:
    each = sorted((_neighbour(one) for one in found), key=lambda one: one.id)
    return Neighbourhood(
        before=[one for one in each if one.id < reported][-count:],
        reported=next((one for one in each if one.id == reported), None),
        after=[one for one in each if one.id > reported][:count],
    )


def _neighbour(message: discord.Message) -> Neighbour:
    return Neighbour(
        id=MessageId(message.id),
        author=message.author.display_name,
        at=message.created_at,
        text="\n".join(dict.fromkeys(texts_of(message))),
        files=len(attachments_of(message)),
    )
