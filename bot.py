"""Rowan's entry point: settings -> database -> services -> cogs, and the command line.

python bot.py                 run the bot
python bot.py check-config    say what is missing or wrong
python bot.py new-key         print a fresh SECRET_KEY
python bot.py servers | trust | untrust | ban | check     see commandline.py
"""

import argparse
import asyncio
import contextlib
import logging
import secrets
import signal
import sys
from collections.abc import Coroutine, Sequence
from pathlib import Path
from typing import Any

import aiohttp
import discord

from cogs.answers import Answers
from cogs.blocklist import Blocklist
from cogs.campaign_posts import CampaignPosts
from cogs.campaigns import CampaignCommands
from cogs.case_card import CaseCards
from cogs.catching_up import DiscordPast, Sessions
from cogs.channels import Channels
from cogs.checking import Check
from cogs.client import RowanClient
from cogs.detection_card import DetectionCards
from cogs.detections import DetectionButtons
from cogs.listening import Listening
from cogs.notices import ManagerNotices
from cogs.policy import PolicyCommands
from cogs.queue import Queue
from cogs.removing import PermissionWatch, Remover
from cogs.reporting import Reports
from cogs.reviewing import CaseButtons
from cogs.router import Router
from cogs.sending import Postman, ReviewPost
from cogs.setup import Setup
from cogs.undo_notices import UndoNotices
from cogs.updates import UpdateCommands
from commandline import (
    check_by_lists,
    check_by_rules,
    check_config,
    complain,
    new_key,
    open_database,
    operate,
    parse,
    say,
)
from core.errors import Unavailable
from db.campaign_store import CampaignRows
from db.candidate_store import CandidateRows
from db.case_views import Cases
from db.connection import Database, DatabaseFault
from db.delivery_store import DeliveryRows
from db.detection_store import DetectionRows
from db.gap_store import GapRows
from db.index_store import ListChanges
from db.lease_store import Leases
from db.list_store import OwnListRows
from db.outbox_store import OutboxRows
from db.policy_store import PolicyRows
from db.report_purge import ReportPurge
from db.report_store import ReportRows
from db.server_store import ServerRows
from db.settling_store import SettlingRows
from db.shared_store import SharedRows
from db.timeline_store import TimelineRows
from db.update_store import UpdateRows
from db.vault import Vault
from services.campaigning import Campaigns
from services.catching_up import CatchingUp
from services.checking import Checking
from services.delivering import Deliveries
from services.indexing import Indexing
from services.leases import keep_alive
from services.listing import Lists
from services.logs import set_up_logging
from services.naming import Naming
from services.outbox import Kind, Outbox, Performer
from services.own_list import OwnList
from services.policies import Policies
from services.ports import system_clock
from services.removing import Removals
from services.reporting import Reporting, new_token
from services.retention import Retention
from services.reviewing import Reviewing
from services.scanning import Scanning
from services.server_views import ServerViews
from services.servers import Servers
from services.settling import Settling
from services.sharing import Sharing
from services.texts import default_texts
from services.timelines import Timelines
from services.updating import Updates
from settings import Settings, SettingsFault, load_settings

HERE = Path(__file__).parent
EXIT_UNREACHABLE = 1
_FINISH_SECONDS = 3.0  # for what is under way to Discord
_STOP_SECONDS = 9.0  # for everything, after a signal

_UNREACHABLE = (
    discord.HTTPException,
    discord.GatewayNotFound,
    discord.ConnectionClosed,
    aiohttp.ClientError,
    OSError,
)

_log = logging.getLogger("rowan")


class Rowan:
    """The running bot: everything that lives from start to stop, built in one place."""

    def __init__(self, settings: Settings, database: Database, *, message_content: bool) -> None:
        self.settings = settings
        self.database = database
        self.process = secrets.token_hex(8)
        self.texts = default_texts()
        self.vault = Vault(settings.secret_key)
        self.leases = Leases(database)
        self.performers: dict[str, Performer] = {}
        self.outbox_rows = OutboxRows(database)
        self.outbox = Outbox(self.outbox_rows, system_clock, self.process, self.performers)
        self.server_rows = ServerRows(database, self.vault, system_clock)
        self.servers = Servers(self.server_rows, self.outbox_rows, self.outbox, system_clock)
        self.indexing = Indexing(ListChanges(database))
        self.lists = Lists(
            CandidateRows(database, system_clock), self.indexing, system_clock, settings.shared_quorum
        )
        own_rows, quorum = OwnListRows(database, self.vault), settings.shared_quorum
        naming = Naming(own_rows)
        self.sharing = Sharing(
            SharedRows(database, self.vault), self.server_rows, naming, self.lists, system_clock, quorum
        )
        self.own_list = OwnList(own_rows, self.server_rows, naming, self.lists, self.sharing, system_clock)
        self.policy_rows = policies = PolicyRows(database, self.vault, system_clock)
        self.checking = Checking(self.server_rows, policies, self.lists, self.indexing, system_clock)
        self.router = Router()
        self.answers = Answers(self.texts, self.server_rows)
        self.client = RowanClient(self.answers, self.router, message_content=message_content)
        self.postman = Postman(self.client)
        self.review_post = ReviewPost(self.client, self.postman, self.servers)
        self._background: list[asyncio.Task[None]] = []
        self._build_scanning(naming)
        self._build_campaigns()
        self._build_reports()

    def _build_scanning(self, naming: Naming) -> None:
        self.views = ServerViews(self.server_rows, self.policy_rows, self.policy_rows)
        self.servers.on_change.append(self.views.forget)
        self.policies = Policies(self.policy_rows, self.server_rows, self.views.forget)
        self.remover = Remover(self.client, self.servers, self.texts)
        self.detection_rows = detections = DetectionRows(self.database, self.vault)
        self.removals = Removals(detections, self.remover, self.outbox, system_clock, self.process)
        self.scanning = Scanning(
            detections,
            self.views,
            self.lists,
            self.indexing,
            self.remover,
            self.removals,
            self.outbox,
            system_clock,
            self.process,
        )
        self.settling_rows = SettlingRows(self.database, self.vault)
        self.settling = Settling(
            self.settling_rows,
            self.server_rows,
            self.policy_rows,
            naming,
            self.lists,
            self.removals,
            self.outbox,
            self.outbox_rows,
            system_clock,
        )

    async def _add_scanning(self) -> None:
        cards = DetectionCards(self.settling_rows, self.review_post, self.texts)
        self.performers[Kind.DETECTION_CARD] = cards.perform
        returns = UndoNotices(
            self.client,
            self.postman,
            self.settling_rows,
            self.remover,
            self.servers,
            self.texts,
            system_clock,
        )
        self.performers[Kind.UNDO_NOTICE] = returns.perform
        await self.client.add_cog(PolicyCommands(self.answers, self.policies))
        await self.client.add_cog(DetectionButtons(self.answers, self.router, self.settling))
        await self.client.add_cog(PermissionWatch(self.removals))
        if self.client.reads_messages:
            await self._add_listening()

    async def _add_listening(self) -> None:
        listening = Listening(self.client, self.scanning)
        self.catching_up = CatchingUp(
            GapRows(self.database),
            DiscordPast(self.client, listening),
            self.views,
            system_clock,
            self.process,
            self.settings.catch_up_hours,
        )
        await self.client.add_cog(listening)
        await self.client.add_cog(Sessions(self.catching_up))

    def _build_campaigns(self) -> None:
        campaigns = CampaignRows(self.database, self.vault)
        updates = UpdateRows(self.database, self.vault)
        self.campaigns = Campaigns(campaigns, self.server_rows, self.lists, system_clock)
        self.updates = Updates(
            updates,
            self.campaigns,
            self.server_rows,
            self.lists,
            self.outbox_rows,
            self.outbox,
            system_clock,
        )
        self.deliveries = Deliveries(
            DeliveryRows(self.database, self.vault),
            updates,
            self.server_rows,
            self.servers,
            self.lists,
            self.outbox_rows,
            self.outbox,
            system_clock,
        )
        timelines = TimelineRows(self.database, self.vault)
        self.timelines = Timelines(timelines, self.campaigns, self.server_rows, self.lists)

    def _build_reports(self) -> None:
        self.cases = Cases(self.database, self.vault)
        self.reporting = Reporting(
            ReportRows(self.database, self.vault), self.server_rows, self.outbox, system_clock, new_token
        )
        self.reviewing = Reviewing(
            self.cases,
            self.server_rows,
            self.outbox_rows,
            self.outbox,
            self.lists,
            self.policy_rows,
            self.removals,
            Channels(self.client),
            system_clock,
        )
        self.retention = Retention(
            [ReportPurge(self.database), self.detection_rows],
            self.leases,
            self.outbox,
            system_clock,
            self.process,
        )

    async def _add_reports(self) -> None:
        cards = CaseCards(
            self.client,
            self.review_post,
            self.cases,
            self.lists,
            self.texts,
            system_clock,
        )
        self.performers[Kind.CASE_CARD] = cards.perform
        await self.client.add_cog(Reports(self.client, self.answers, self.router, self.reporting))
        await self.client.add_cog(CaseButtons(self.answers, self.router, self.reviewing))
        await self.client.add_cog(
            Queue(self.answers, self.router, self.reviewing, self.servers, self.review_post)
        )

    async def _add_campaigns(self) -> None:
        posts = CampaignPosts(
            self.client, self.postman, self.review_post, self.deliveries, self.server_rows, self.texts
        )
        self.performers[Kind.UPDATE_DRAFT] = posts.draft
        self.performers[Kind.UPDATE_COPY] = posts.copy
        self.performers[Kind.DELIVERY_DRAFT] = posts.delivery_draft
        wing = (
            self.answers,
            self.router,
            self.campaigns,
            self.updates,
            self.deliveries,
            self.timelines,
        )
        await self.client.add_cog(CampaignCommands(*wing))
        await self.client.add_cog(UpdateCommands(*wing))

    async def build(self) -> None:
        """Make services and cogs and tie them together; before the gateway connects."""
        notices = ManagerNotices(self.client, self.postman, self.servers, self.texts)
        self.performers[Kind.MANAGER_NOTICE] = notices.perform
        await self.client.add_cog(Setup(self.client, self.answers, self.servers))
        await self.client.add_cog(
            Blocklist(self.answers, self.own_list, self.sharing, self.reviewing, self.router)
        )
        await self.client.add_cog(Check(self.answers, self.checking))
        await self._add_scanning()
        await self._add_campaigns()
        await self._add_reports()

    def background(self, work: Coroutine[Any, Any, None], name: str) -> None:
        """Run for as long as the bot runs; a failure is logged and does not pass silently."""
        task = asyncio.create_task(work, name=name)
        task.add_done_callback(_log_failure)
        self._background.append(task)

    async def run(self, stopping: asyncio.Event) -> None:
        """Connect and work until a signal or a fatal error; then stop in order."""
        await self.leases.renew(self.process, system_clock())
        self.background(keep_alive(self.leases, system_clock, self.process), "lease")
        await self.indexing.load()
        self.background(self.indexing.run(), "indexing")
        self.background(self.retention.run(), "retention")
        await self.build()
        self.background(self.views.run(), "server-views")
        if self.client.reads_messages:
            self.background(self.catching_up.run(), "catching-up")
        self.client.add_listener(self._ready, "on_ready")
        try:
            await self._connected_until(stopping)
        finally:
            await self._stop()

    async def _ready(self) -> None:
        _log.info("ready: %s servers", len(self.client.guilds))
        if not any(task.get_name() == "outbox" for task in self._background):
            self.background(self.outbox.run(), "outbox")
            self.background(self.removals.run(), "removals")

    async def _connected_until(self, stopping: asyncio.Event) -> None:
        working = asyncio.create_task(self.client.start(self.settings.discord_token), name="discord")
        waiting = asyncio.create_task(stopping.wait(), name="signal")
        await asyncio.wait({working, waiting}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if stopping.is_set():
            _log.info("stopping")
            await self._wind_down()
            await self.client.close()
        with contextlib.suppress(asyncio.CancelledError):
            await working

    async def _stop(self) -> None:
        """Tasks, then what is under way to Discord, then HTTP, then the database."""
        await self._wind_down()
        await self.client.close()
        with contextlib.suppress(Unavailable):
            await self.leases.end(self.process, system_clock())

    async def _wind_down(self) -> None:
        """Begin nothing more; let what was begun reach Discord while there is a connection."""
        self.client.hear = None
        for task in self._background:
            task.cancel()
        await asyncio.gather(*self._background, return_exceptions=True)
        await asyncio.gather(
            self.scanning.finish(_FINISH_SECONDS),
            self.removals.finish(_FINISH_SECONDS),
            self.outbox.finish(_FINISH_SECONDS),
        )


def _log_failure(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and task.exception() is not None:
        _log.error("the background task %s ended", task.get_name(), exc_info=task.exception())


async def may_read_messages(token: str) -> bool:
    """Whether Discord lets this bot read messages (the Message Content intent). Raises discord.LoginFailure."""
    async with discord.Client(intents=discord.Intents(guilds=True)) as asking:
        await asking.login(token)
        application = asking.application
        if application is None:
            return False
        flags = application.flags
        return flags.gateway_message_content or flags.gateway_message_content_limited


async def run_bot(settings: Settings) -> int:
    """Run until a signal; returns the exit status. A signal during the start ends the start."""
    # Rowan has no voice; an operator need not read twice at each start what that would take.
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    serving = asyncio.create_task(serve(settings, stopping), name="serve")
    waiting = asyncio.create_task(stopping.wait(), name="signal")
    await asyncio.wait({serving, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_STOP_SECONDS):
            return await serving
    return 0


async def serve(settings: Settings, stopping: asyncio.Event) -> int:
    """Open the database, ask Discord what this bot may read, connect; returns the exit status."""
    async with open_database(settings) as database:
        try:
            reads = await may_read_messages(settings.discord_token)
            if not reads:
                _log.warning(say("start-no-message-content"))
            if not stopping.is_set():
                await Rowan(settings, database, message_content=reads).run(stopping)
        except discord.LoginFailure:
            return complain(say("config-token-refused"))
        except discord.PrivilegedIntentsRequired:
            return complain(say("start-no-message-content"))
        except _UNREACHABLE as error:
            return complain(say("start-unreachable", reason=type(error).__name__), EXIT_UNREACHABLE)
    return 0


def main(arguments: Sequence[str]) -> int:
    """Do what the command line asks; returns the exit status."""
    options = parse(arguments)
    command = options.command or "run"
    if command == "new-key":
        return new_key()
    if command == "check" and options.rules is not None:
        return asyncio.run(check_by_rules(options))
    try:
        settings = load_settings(HERE, needs_token=command in ("run", "check-config"))
    except SettingsFault as error:
        faults = [f"- {say(fault.key, **fault.values)}" for fault in error.faults]
        return complain("\n".join([say("config-faults"), *faults, say("config-where")]))
    set_up_logging(settings.log_level)
    try:
        return asyncio.run(_work(command, settings, options))
    except DatabaseFault as error:
        return complain(say(error.key, **error.values))
    except Unavailable:
        return complain(say("database-busy"))


def _work(command: str, settings: Settings, options: argparse.Namespace) -> Coroutine[Any, Any, int]:
    match command:
        case "run":
            return run_bot(settings)
        case "check-config":
            return check_config(settings)
        case "check":
            return check_by_lists(settings, options)
        case _:
            return operate(settings, options)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
