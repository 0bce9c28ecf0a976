"""What `bot.py doctor --discord` finds at Discord, and where the database and Discord do not say the same."""

import functools
import socket
import ssl
from collections.abc import Iterable

import aiohttp
import discord

from cogs.base.discord_api.discord_answers import NO_RESULT
from cogs.servers.checkup import Checkup
from core.base.errors import DiscordSilent
from core.base.ids import ServerId
from db.base.shard_store import ShardRows
from db.engine.checking.work import CheckupRows
from db.engine.database import Database
from db.engine.storage import DatabaseStorage
from db.servers.stores import ServersStores
from services.base.operators.findings import Finding, fine, look, wrong
from services.base.outbox import Kind
from services.base.ports import system_clock
from services.base.shards.ports import Starts
from settings import Settings
from wiring.base import Known
from wiring.database import opened_as_it_is, say
from wiring.keys.watch import vault_of
from wiring.rowan import Rowan

_CARDS = (Kind.CASE_CARD, Kind.DETECTION_CARD, Kind.APPEAL_CARD, Kind.UPDATE_DRAFT)
_MOST_CARDS = 30  # of each kind
_SKEW_SECONDS = 2
_FULL = 2_000  # servers on a shard; Discord refuses one with more than 2,500
_SPARE = 20  # starts of sessions that some bad hour may need
_SILENT = 3  # servers, one after the other, of which Discord says nothing


async def of_discord(settings: Settings) -> list[Finding]:
    """Look at all of it. Raises DatabaseFault, Unavailable of the database."""
    # Rowan has no voice; that libraries for it are missing is no finding.
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    visit = Checkup(clock=system_clock)
    found = list[Finding]()
    try:
        async with opened_as_it_is(settings) as database:
            try:
                found += await _of_bot(visit, settings, database)
                here = await visit.servers()
                kept = await ShardRows(database.read).count(visit.application)
                found += of_shards(await visit.starts(), kept, len(here))
            except discord.LoginFailure:
                return [*found, wrong("config-token-refused")]
            except NO_RESULT as error:
                return [*found, unreachable(error)]
            found += await _of_servers(visit, settings, database, here)
            return found
    finally:
        await visit.close()


def unreachable(error: BaseException) -> Finding:
    """Say why Discord is not reached, as far as that can be told."""
    causes, seen = error, list[BaseException]()
    while causes is not None and causes not in seen:
        seen.append(causes)
        causes = causes.__cause__ or causes.__context__  # type: ignore[assignment]  # the end is None
    reason = type(error).__name__
    if any(isinstance(each, aiohttp.ClientConnectorDNSError | socket.gaierror) for each in seen):
        return wrong("doctor-no-names", reason=reason)
    if any(isinstance(each, aiohttp.ClientConnectorCertificateError | ssl.SSLError) for each in seen):
        return wrong("doctor-certificate", reason=reason)
    return wrong("doctor-unreachable", reason=reason)


async def _of_bot(visit: Checkup, settings: Settings, database: Database) -> list[Finding]:
    reads = await visit.log_in(settings.discord_token.plain())
    found = [fine("doctor-logged-in") if reads else wrong("start-no-message-content")]
    ahead = visit.ahead()
    if abs(ahead) > _SKEW_SECONDS:
        found.append(
            look("doctor-clock-ahead" if ahead > 0 else "doctor-clock-behind", seconds=round(abs(ahead)))
        )
    else:
        found.append(fine("doctor-clock"))
    has = await visit.commands()
    rowan = Rowan(Known(settings, database, reads, await vault_of(database, settings)))
    await rowan.build()
    wanted = {(command_type(one), one.name) for one in rowan.client.tree.get_commands()}
    await rowan.client.close()
    lacking, more = wanted - has, has - wanted
    if lacking or more:
        names = ", ".join(sorted(name for _, name in lacking | more))
        found.append(look("doctor-commands", count=len(lacking | more), names=names))
    else:
        found.append(fine("doctor-commands-there", count=len(has)))
    return found


def command_type(command: object) -> int:
    """Discord's number for a kind of command."""
    if isinstance(command, discord.app_commands.ContextMenu):
        return int(command.type.value)
    return int(discord.AppCommandType.chat_input.value)


def of_shards(starts: Starts, kept: int | None, servers: int) -> list[Finding]:
    """Whether so many servers fit the shards, and all shards may begin again. `kept`: how many shards the processes agreed upon; None:
    none ever ran.
    """
    shards = kept or 1
    found = []
    if servers > _FULL * shards:
        found.append(
            look("doctor-shards-few", servers=servers, shards=shards, recommended=starts.recommended)
        )
    if starts.left < 2 * shards + _SPARE:
        hours = max(1, round(starts.reset_seconds / 3600))
        found.append(look("doctor-starts-few", left=starts.left, shards=shards, hours=hours))
    return found or [fine("doctor-shards", servers=servers, shards=shards, left=starts.left)]


async def _of_servers(
    visit: Checkup, settings: Settings, database: Database, here: frozenset[int]
) -> list[Finding]:
    vault = await vault_of(database, settings)
    storage = DatabaseStorage(database, functools.partial(ServersStores, vault=vault))
    rows, found = CheckupRows(database.read), list[Finding]()
    known, unread, silent = set(await rows.set_up()), list[int](), 0
    for server in sorted(known):
        if silent >= _SILENT:  # Discord itself is away: each more would take as long
            unread.append(server)
            continue
        try:
            found += await _of_server(visit, storage, rows, ServerId(server))
        except DiscordSilent:
            unread.append(server)
            silent += 1
        else:
            silent = 0
    if unread:
        found.append(look("doctor-servers-unread", count=len(unread), servers=_named(unread)))
    strangers = here - known
    if strangers:
        found.append(look("doctor-not-set-up", count=len(strangers), servers=_named(strangers)))
    found += await _of_cards(visit, rows)
    return found


def _named(servers: Iterable[int]) -> str:
    return ", ".join(map(str, sorted(servers)[:10]))


async def _of_server(
    visit: Checkup, storage: DatabaseStorage[ServersStores], rows: CheckupRows, server: ServerId
) -> list[Finding]:
    settings = await storage.read.servers.get(server)
    seen, named = await visit.seen(settings), str(server)
    if not seen.here:
        return [look("doctor-server-gone", server=named)]
    if settings.review_channel is None or not seen.channel:
        return [wrong("doctor-review-gone", server=named)]
    found = []
    if not seen.private:
        found.append(wrong("doctor-review-public", server=named))
    for lacks in seen.lacks:
        rights = ", ".join(say("-".join(("permission", *one.split("_")))) for one in lacks.permissions)
        found.append(look("doctor-lacks", server=named, rights=rights, count=len(lacks.channels)))
    try:
        cards = await visit.own_cards(server, settings.review_channel)
    except DiscordSilent:
        return [*found, look("doctor-review-unread", server=named)]
    strange = [card for card in cards if not await rows.stands(card)]
    if strange:
        found.append(
            look(
                "doctor-cards-unknown", server=named, count=len(strange), channel=str(settings.review_channel)
            )
        )
    return found or [fine("doctor-server", server=named)]


async def _of_cards(visit: Checkup, rows: CheckupRows) -> list[Finding]:
    """Of the newest cards, those whose message is gone."""
    gone, looked, unknown = list[str](), 0, 0
    for card in await rows.cards(_CARDS, _MOST_CARDS):
        looked += 1
        try:
            if await visit.is_gone(ServerId(card.server), card.channel, card.message):
                gone.append(f"{card.kind} {card.subject}")
        except DiscordSilent:
            unknown += 1
    if gone:
        return [look("doctor-cards-gone", count=len(gone), names=", ".join(gone[:10]), looked=looked)]
    if unknown:
        return [look("doctor-cards-not-known", count=unknown, looked=looked)]
    return [fine("doctor-cards", looked=looked)] if looked else []
