"""The Discord client: few intents, nothing cached that need not be, one way in for commands, buttons and forms."""

import asyncio
import functools
import logging
from collections.abc import Callable
from typing import Any

import aiohttp
import discord
from discord import app_commands
from discord.ext import commands

from cogs.base.answers import OLDER_COMMAND, Answers
from cogs.base.callers import require_joined
from cogs.base.command_words import CommandTranslator
from cogs.base.discord_api.discord_answers import tracing
from cogs.base.discord_api.shard_state import ShardsState
from cogs.base.discord_api.shards import Shards
from cogs.base.discord_api.unknown_components import has_unknown_components
from cogs.base.router import Router, custom_id_of
from core.base.errors import Unavailable, UserError
from services.base.health.correlation import begin_correlation
from services.base.health.figures import SILENT, Meter
from services.base.health.outcomes import FAILURES, INTERACTIONS, Interaction, Where

_log = logging.getLogger(__name__)

_STATUS = "VOICE_CHANNEL_STATUS_UPDATE"  # discord.py 2.7.1 has no parser for it
_KINDS = {
    discord.InteractionType.application_command: Interaction.COMMAND,
    discord.InteractionType.autocomplete: Interaction.TYPING,
    discord.InteractionType.component: Interaction.BUTTON,
    discord.InteractionType.modal_submit: Interaction.FORM,
}
_MESSAGES = frozenset({"MESSAGE_CREATE", "MESSAGE_UPDATE"})


def wanted_intents(*, message_content: bool) -> discord.Intents:
    """The intents that Rowan asks for. Reporting works without message content; scanning does not."""
    intents = discord.Intents.none()
    intents.guilds = True
    intents.guild_messages = True
    intents.auto_moderation_configuration = True  # both tell only where Rowan has Manage Server
    intents.auto_moderation_execution = True
    intents.message_content = message_content
    intents.guild_scheduled_events = message_content  # their names are scanned, as messages are
    return intents


class RowanTree(app_commands.CommandTree["RowanClient"]):
    """Commands that take long are deferred in time; what they raise is answered (Answers.guard)."""

    async def interaction_check(self, interaction: discord.Interaction["RowanClient"], /) -> bool:
        if not _is_of_a_person(interaction):
            return False
        begin_correlation()
        interaction.client.heard_interaction(interaction)
        command = interaction.command
        opens_form = command is not None and command.extras.get("opens_form", False)
        if command is not None:
            _log.debug("%s %s", interaction.type.name, command.qualified_name)
        if interaction.type is discord.InteractionType.application_command and not opens_form:
            interaction.client.answers.be_patient(interaction)
        return True

    async def on_error(
        self, interaction: discord.Interaction["RowanClient"], error: app_commands.AppCommandError, /
    ) -> None:
        if isinstance(error, OLDER_COMMAND):
            interaction.client.commands_differ()
        await interaction.client.answers.tell(interaction, _cause_of(interaction, error))
        interaction.client.answers.done(interaction)


def _is_of_a_person(interaction: discord.Interaction[Any]) -> bool:
    """Whether a person gave the command or pressed. Discord lets nobody else; what comes in the name of a bot or a webhook, or of
    nobody (discord.py leaves the user out where a server's interaction names no member), is not heard.
    """
    return not getattr(interaction.user, "bot", True)


def _cause_of(interaction: discord.Interaction, error: app_commands.AppCommandError) -> Exception:
    if isinstance(error, app_commands.CommandInvokeError):
        return error.original
    if isinstance(error, app_commands.TransformerError):
        if isinstance(
            error.__cause__, UserError | Unavailable
        ):  # the option itself says what is wrong with it
            return error.__cause__
        try:  # what was chosen in an option is not in the cache
            require_joined(interaction)
        except UserError as not_joined:
            return not_joined
        return UserError("error-option-unknown")
    return error


def _outlive_bad_events(client: discord.Client) -> None:
    """An event that discord.py cannot read would end the process; it is logged instead, and dispatched as it came, as
    `unreadable_event` (its name, its data). So is a message of which discord.py leaves a part out.

    discord.py keeps its parsers in one table by event, which has no public name (2.7.1, ConnectionState.parsers).
    """
    parsers: dict[str, Callable[[Any], None]] = client._connection.parsers  # noqa: SLF001
    parsers.setdefault(_STATUS, lambda data: client.dispatch("voice_channel_status", data))
    for name, parser in parsers.items():
        parsers[name] = functools.partial(_read_event, client, name, parser)


def _read_event(client: discord.Client, name: str, parser: Callable[[Any], None], data: Any) -> None:
    try:
        parser(data)
    except Exception:  # noqa: BLE001  # whatever is wrong with it
        _log.exception("an event %s could not be read", name)
        client.dispatch("unreadable_event", name, data)
    else:
        if name in _MESSAGES and has_unknown_components(data):
            client.dispatch("unreadable_event", name, data)


class RowanClient(commands.Bot):
    """discord.py's bot with Rowan's router and answers; cogs are added by `bot.py`."""

    def __init__(
        self,
        answers: Answers,
        router: Router,
        *,
        message_content: bool,
        commands_differ: Callable[[], None] = lambda: None,
        heard: Callable[[aiohttp.ClientResponse], None] = lambda _answer: None,
        shards: Shards | None = None,
        meter: Meter = SILENT,
    ) -> None:
        """`commands_differ` is called when Discord showed somebody a command that this program does not know, `heard` with
        each answer of Discord's. `shards`: what runs those of this process; None: all is one connection.
        """
        self._shards = shards  # `_get_state` looks at it
        super().__init__(
            command_prefix=commands.when_mentioned,  # never used: there are no text commands
            help_command=None,
            tree_cls=RowanTree,
            intents=wanted_intents(message_content=message_content),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            guild_ready_timeout=1.0,  # seconds of silence after which the servers are taken to be all there
            max_ratelimit_timeout=60.0,  # longer waits go back to the outbox
            http_trace=tracing(heard, meter),
        )
        _outlive_bad_events(self)
        self.reads_messages = message_content
        self.logged_in = asyncio.Event()
        self.answers = answers
        self.commands_differ = commands_differ
        self._router = router
        self._meter = meter

    def _get_state(self, **options: Any) -> discord.state.ConnectionState[Any]:
        """Make discord.py's memory (2.7.1 has no public way to name another)."""
        if self._shards is None:
            return super()._get_state(**options)
        return ShardsState(
            dispatch=self.dispatch, handlers=self._handlers, hooks=self._hooks, http=self.http, **options
        )

    def _get_websocket(self, guild_id: int | None = None, *, shard_id: int | None = None) -> Any:
        if self._shards is None:
            return super()._get_websocket(guild_id, shard_id=shard_id)
        return self._shards.socket(guild_id)

    async def connect(self, *, reconnect: bool = True) -> None:
        """Connect, and go on through broken connections until `close`."""
        if self._shards is None:
            return await super().connect(reconnect=reconnect)
        assert isinstance(self._connection, ShardsState)  # noqa: S101  # `_get_state` made it
        await self._shards.run(self, self._connection)
        return None

    async def close(self) -> None:
        if self._shards is not None:
            await self._shards.close()
        await super().close()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Wait until Discord takes an IDENTIFY of the shard."""
        if self._shards is None:
            return await super().before_identify_hook(shard_id, initial=initial)
        await self._shards.before_identify(self, shard_id or 0, first=initial)
        return None

    async def setup_hook(self) -> None:
        translator = CommandTranslator(self.answers.texts)
        if translator.is_needed:
            await self.tree.set_translator(translator)
        self.logged_in.set()

    async def on_message(self, message: discord.Message, /) -> None:
        """Does nothing: there are no text commands.

        `cogs.scanning.listener` takes this place where messages may be read.
        """

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        if not _is_of_a_person(interaction):
            return
        custom_id = custom_id_of(interaction)
        if custom_id is not None:
            begin_correlation()
            self.heard_interaction(interaction)
        found = None if custom_id is None else self._router.find(custom_id)
        if found is None:
            if custom_id is not None:
                await self.answers.tell(interaction, UserError("error-unknown-button"))
            return
        route, match = found
        _log.debug("interaction %s", route.template.pattern)
        await self.answers.guard(interaction, route.handler(interaction, match), opens_form=route.opens_form)

    async def on_app_command_completion(self, interaction: discord.Interaction, command: object) -> None:
        self.answers.done(interaction)

    async def on_error(self, event_method: str, /, *_args: object, **_kwargs: object) -> None:
        # discord.py would print the arguments' representations, and those name people.
        _log.exception("the listener %s failed", event_method)
        self._meter.count(FAILURES, Where.EVENT)

    def heard_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Note that somebody gave a command, pressed a button or sent a form."""
        kind = _KINDS.get(interaction.type)
        if kind is not None:
            self._meter.count(INTERACTIONS, kind)
