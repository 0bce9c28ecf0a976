"""Doing on Discord what alerts offer: slow mode of a channel or a thread, and pausing the server's invites.

Invites are paused by Discord's incident actions, which end by themselves, and not by the feature INVITES_DISABLED: that one needs
somebody to take it back, and is refused to bots (docs/decisions/0199-measures-against-brigades.md).
"""

import logging
from datetime import UTC, datetime
from typing import Any

import discord

from cogs.base.discord_api.discord_answers import NO_RESULT, silence_of
from core.base.errors import DiscordSilent
from core.base.ids import ServerId
from core.base.times import from_ms, to_ms
from core.scanning.brigades import Measure, MeasureKind, Why
from services.base.texts import Texts
from services.scanning.brigades.ports import CannotBeDone
from services.servers.setup import Servers

_log = logging.getLogger(__name__)

_PAUSED_FOR_GOOD = "INVITES_DISABLED"
_FOR_GOOD = datetime(2100, 1, 1, tzinfo=UTC)
_SLOW = "rate_limit_per_user"
_INVITES, _LETTERS = "invites_disabled_until", "dms_disabled_until"


class DiscordBrigadeMeasures:
    """Fills services.scanning.brigades.ports.DiscordMeasures."""

    def __init__(self, *, client: discord.Client, servers: Servers, texts: Texts) -> None:
        self._client = client
        self._servers = servers
        self._texts = texts

    async def present(self, measure: Measure) -> int:
        self._require(measure)
        try:
            if measure.kind is MeasureKind.INVITES:
                return _paused_until(await self._guild(measure.server))
            channel: Any = await self._client.http.get_channel(measure.channel)
        except NO_RESULT as error:
            raise self._meant(error, measure) from error
        slow = channel.get(_SLOW)
        if slow is None:
            raise CannotBeDone(Why.IMPOSSIBLE)
        return int(slow)

    async def put(self, measure: Measure, value: int) -> None:
        try:
            if measure.kind is MeasureKind.INVITES:
                await self._pause(measure.server, value)
                return
            reason = await self._reason(measure)
            await self._client.http.edit_channel(measure.channel, reason=reason, rate_limit_per_user=value)
        except NO_RESULT as error:
            raise self._meant(error, measure) from error

    async def _guild(self, server: ServerId) -> Any:
        return await self._client.http.get_guild(server, with_counts=False)

    async def _pause(self, server: ServerId, until: int) -> None:
        """Pause invites until then; 0: let people in. Direct messages stay as they are."""
        incidents: Any = (await self._guild(server)).get("incidents_data") or {}
        wanted: Any = {
            _INVITES: None if not until else from_ms(until).isoformat(),
            _LETTERS: incidents.get(_LETTERS),
        }
        await self._client.http.edit_incident_actions(server, wanted)

    def _require(self, measure: Measure) -> None:
        """Raises CannotBeDone where Rowan lacks the permission, as far as the gateway has told: a call that is refused counts
        against the bot.
        """
        guild = self._client.get_guild(measure.server)
        if guild is None or guild.unavailable:
            raise DiscordSilent
        why = _missing(guild, measure)
        if why is not Why.NONE:
            raise CannotBeDone(why)

    def _meant(self, error: Exception, measure: Measure) -> Exception:
        """What an answer means that brings no result."""
        if isinstance(error, discord.NotFound):
            return CannotBeDone(Why.GONE)
        if isinstance(error, discord.Forbidden):
            guild = self._client.get_guild(measure.server)
            thread = guild is not None and guild.get_thread(measure.channel) is not None
            return CannotBeDone(_needed(measure.kind, thread=thread))
        if isinstance(error, discord.HTTPException) and error.status == 400:  # noqa: PLR2004  # Discord's "not possible"
            _log.info("a measure is not possible: %s", error.code)
            return CannotBeDone(Why.IMPOSSIBLE)
        return silence_of(error)

    async def _reason(self, measure: Measure) -> str:
        language = (await self._servers.get(measure.server)).language
        return self._texts.say(language, "brigade-audit-reason", alert=str(measure.brigade))


def _missing(guild: discord.Guild, measure: Measure) -> Why:
    """The permission that is missing; NONE: none, or it is not known, and Discord will say."""
    if measure.kind is MeasureKind.INVITES:
        return Why.NONE if guild.me.guild_permissions.manage_guild else Why.MANAGE_SERVER
    place = guild.get_channel_or_thread(measure.channel)
    if place is None or (isinstance(place, discord.Thread) and place.parent is None):
        return Why.NONE
    rights = place.permissions_for(guild.me)
    if isinstance(place, discord.Thread):
        return Why.NONE if rights.manage_threads else Why.MANAGE_THREADS
    return Why.NONE if rights.manage_channels else Why.MANAGE_CHANNELS


def _needed(kind: MeasureKind, *, thread: bool) -> Why:
    if kind is MeasureKind.INVITES:
        return Why.MANAGE_SERVER
    return Why.MANAGE_THREADS if thread else Why.MANAGE_CHANNELS


def _paused_until(guild: Any) -> int:
    """Until when invites are paused, in milliseconds since 1970; 0: they are not."""
    if _PAUSED_FOR_GOOD in (guild.get("features") or ()):
        return to_ms(_FOR_GOOD)
    until = (guild.get("incidents_data") or {}).get(_INVITES)
    return to_ms(datetime.fromisoformat(until)) if until else 0
