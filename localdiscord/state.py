"""Everything that the local Discord knows, and waiting for it to change."""

import asyncio
import contextlib
import time
from collections.abc import Callable
from typing import Any

from localdiscord import openapi
from localdiscord.bits import I
from localdiscord.interaction import PATIENCE, Interaction
from localdiscord.media.pictures import Media
from localdiscord.sessions import Session
from localdiscord.shapes import Json
from localdiscord.sharding import Sharding


class State:
    """The dicts of Discord's JSON by id, and the record of what the bot did."""

    INTERACTION_LIMIT = 3.0
    """Seconds within which an interaction must be answered."""
    TOKEN_LIFE = 900.0
    """Seconds for which an interaction's token serves."""
    search_not_indexed = 0
    """How many searches are still answered with "not indexed yet"."""
    search_waits = 1
    """After how many seconds Discord then says to come back."""

    def __init__(
        self,
        *,
        token: str,
        approved_intents: int,
        validate: bool,
        rate_limits: bool,
        heartbeat_ms: int,
        record: bool,
    ) -> None:
        self.token = token
        self.approved = approved_intents
        self.rate_limits = rate_limits
        self.heartbeat_ms = heartbeat_ms
        self.record = record
        self.spec = openapi.find() if validate else None
        self.url = ""
        """The address on loopback, once the server has started."""
        self.bot = ""
        """The bot's user id."""

        self.users: dict[str, Json] = {}
        self.guilds: dict[str, Json] = {}
        self.channels: dict[str, Json] = {}
        self.messages: dict[str, dict[str, Json]] = {}
        """Channel id to message id to message; what is ephemeral does not stand here."""
        self.ephemerals: list[tuple[str, Json]] = []
        """The id of the user who sees the message, and the message."""
        self.webhooks: dict[str, Json] = {}
        self.commands: dict[str | None, list[Json]] = {}
        """The commands by guild id, or None for the global ones."""
        self.interactions: dict[str, Interaction] = {}
        """The interactions by token."""
        self.dms_closed: set[str] = set()
        """Users who take no direct messages from the bot."""
        self.invites: dict[str, Json] = {}
        """Invite code to `{"id", "name"}` of the server behind it."""
        self.files: dict[str, tuple[bytes, str]] = {}
        """Path on the CDN to bytes and content type."""
        self.media = Media()
        self.nonces: dict[tuple[str, str], str] = {}
        """Channel id and nonce to the message that the bot made with it."""

        self.late: dict[str, float | None] = {}
        """Guild id to the seconds by which its GUILD_CREATE comes after READY; None: when `arrive` says so."""
        self.outages: dict[str, int | None] = {}
        """Id of a guild that is unavailable to the status that REST answers about it; None: REST goes on."""
        self.commands_only: set[str] = set()
        """Guilds that authorised the app's commands without its bot."""

        self.sessions: dict[str, Session] = {}
        self.sharding = Sharding()
        self._record_nothing_yet()

        self.changed = asyncio.Event()
        self.in_flight = 0
        self.last_activity = 0.0

    def _record_nothing_yet(self) -> None:
        """Make what tests read of what the bot did."""
        self.rest: list[Json] = []
        """Every REST call: method, path, query, json, reason, status, response, `at` (time.monotonic of its arrival).

        `crashed` and `lost` say at which moment the bot died or the answer was lost.
        """
        self.deleted: list[Json] = []
        """`{"by": user id, "message": message}`."""
        self.audit: list[Json] = []
        self.unimplemented: list[str] = []
        """Routes that the bot called and that are not there, and faults of this server."""
        self.gateway_log: list[Json] = []
        """What the bot sent on the gateway: op, d, at."""

    @property
    def gateway_url(self) -> str:
        return self.url.replace("http", "ws", 1) + "/gateway"

    @property
    def reads_content(self) -> bool:
        """Whether the app is approved for the Message Content intent."""
        return bool(self.approved & I.CONTENT)

    @property
    def live(self) -> list[Session]:
        """Sessions with an open socket."""
        return [session for session in self.sessions.values() if session.connected]

    def forget_nonces(self) -> None:
        """Forget nonces, as some minutes later: a repeated nonce makes another message again."""
        self.nonces.clear()

    def touch(self) -> None:
        """Note that something happened between the bot and Discord."""
        self.last_activity = time.monotonic()
        self.changed.set()

    async def until(
        self,
        cond: Callable[[], Any],
        timeout: float = PATIENCE,  # noqa: ASYNC109  (a test's limit, with its own message)
        what: str = "condition",
    ) -> Any:
        """Wait until cond() is truthy and return its value.

        It is asked again on every REST call, gateway frame and output line, and ten times a second.
        Raises TimeoutError, which names `what` and the last calls, after `timeout` seconds.
        """
        end = time.monotonic() + timeout
        while True:
            self.changed.clear()
            if value := cond():
                return value
            left = end - time.monotonic()
            if left <= 0:
                calls = "; ".join(
                    f"{call['method']} {call['path']} {call['status']}" for call in self.rest[-8:]
                )
                raise TimeoutError(f"not within {timeout}s: {what}; last calls: {calls}")
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.changed.wait(), min(left, 0.1))

    async def quiet(self, seconds: float = 0.4, timeout: float = PATIENCE) -> None:  # noqa: ASYNC109  (as `until`)
        """Wait until nothing passed between the bot and Discord for so many seconds."""
        self.touch()
        await self.until(
            lambda: self.in_flight == 0 and time.monotonic() - self.last_activity >= seconds, timeout, "quiet"
        )
