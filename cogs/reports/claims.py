"""Claims that end by themselves: telling whoever held a case, and hearing of what may end a claim.

Discord tells who left a server, and whose roles changed, only to bots with the members intent, which Rowan does not ask for.
So it hears what it may (roles that were deleted or changed, servers that arrive) and asks about each holder hourly.
"""

from datetime import timedelta

import discord
from discord.ext import commands

from cogs.base.direct_messages import DirectMessages, not_kept, server_away
from cogs.base.layout import Card
from cogs.base.postman import Message
from cogs.reports.cases.card import named_case
from core.base.defang import defang
from core.base.ids import CaseId, ServerId
from services.base.outbox import Dropped, OutboxRow, Posted, SendResult, Waiting
from services.base.texts import Texts
from services.reports.claims import Claims, EndedClaim
from services.servers.languages import Languages


class ClaimNotices:
    """Performs outbox rows of kind `claim_notice`; the subject is the case."""

    def __init__(
        self, *, direct: DirectMessages, claims: Claims, languages: Languages, texts: Texts, lasts: timedelta
    ) -> None:
        self._direct = direct
        self._claims = claims
        self._languages = languages
        self._texts = texts
        self._lasts = lasts

    async def perform(self, row: OutboxRow) -> SendResult:
        """Send one message to whoever held the case; where their direct messages are closed, the card says it."""
        ended = await self._claims.ended(CaseId(row.subject))
        if ended is None:
            return Dropped("nobody to tell")
        name = self._direct.name_of(ended.server)
        if name is None:
            return server_away(row)
        language = await self._languages.of_letter(ended.server, ended.holder)
        outcome = await self._direct.deliver(row, ended.holder, self._message(language, ended, defang(name)))
        if isinstance(outcome, Posted | Waiting):
            await self._claims.told(ended, delivered=isinstance(outcome, Posted))
        return not_kept(outcome)

    def _message(self, language: str, ended: EndedClaim, server: str) -> Message:
        say = self._texts.sayer(language)
        hours = round(self._lasts.total_seconds() / 3600)
        case = named_case(ended.server, ended.case, ended.card)
        card = Card(discord.Colour.orange()).text(
            say("claim-ended-notice", case=case, server=server, hours=hours)
        )
        return Message(card.view(), marker=None)


class HolderWatch(commands.Cog):
    """Hears of what may have taken somebody's right to decide, and has Discord asked about those who hold cases there."""

    def __init__(self, *, claims: Claims) -> None:
        self._claims = claims

    @commands.Cog.listener()
    async def on_guild_role_delete(self, role: discord.Role) -> None:
        """Ask about the holders of claims: whoever had the role may moderate no more."""
        await self._claims.ask_in(ServerId(role.guild.id))

    @commands.Cog.listener()
    async def on_guild_role_update(self, before: discord.Role, after: discord.Role) -> None:
        """A role may have lost what made its members moderators."""
        if before.permissions != after.permissions:
            await self._claims.ask_in(ServerId(after.guild.id))

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        """A server arrived, at a start or after an outage: nobody told of what happened meanwhile."""
        await self._claims.ask_in(ServerId(guild.id))
