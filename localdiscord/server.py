"""The local Discord as one object: its world, what its users do, its sockets."""

from typing import Any

from aiohttp import web

from localdiscord.acting.commands import Commanding
from localdiscord.acting.components import Clicking
from localdiscord.acting.managing import Managing
from localdiscord.acting.talking import Talking
from localdiscord.bits import I
from localdiscord.faults import Faults
from localdiscord.faults.ordering import Ordering
from localdiscord.gateway import AUTHENTICATION_FAILED, DISALLOWED_INTENTS, Gateway
from localdiscord.reading import Reading
from localdiscord.rest import Rest

LOOPBACK = "127.0.0.1"


class FakeDiscord(Talking, Commanding, Clicking, Managing, Reading, Ordering):
    """A Discord on loopback. Build the world, start a bot against `url`, act as its users, read what the bot did."""

    def __init__(
        self,
        *,
        token: str = "fake.bot.token",  # noqa: S107  (no secret)
        approved_intents: int = I.PRIVILEGED,
        validate: bool = True,
        rate_limits: bool = False,
        heartbeat_ms: int = 41250,
        record: bool = True,
    ) -> None:
        """Make a world with the bot's user and nothing else.

        `approved_intents`: the privileged intents that the app may ask for.
        `validate`: hold request bodies against Discord's OpenAPI document, where a copy is at hand.
        `rate_limits`: enforce limits by route.
        `record`: keep bodies and answers in `rest`; without it only method, path, status and time, for benchmarks.
        """
        super().__init__(
            token=token,
            approved_intents=approved_intents,
            validate=validate,
            rate_limits=rate_limits,
            heartbeat_ms=heartbeat_ms,
            record=record,
        )
        self.bot = self.add_user("testbot", bot=True)
        self.faults = Faults()
        self._gateway = Gateway(self)
        self._rest = Rest(self, self.faults)
        self._runner: web.AppRunner | None = None

    async def start(self, port: int = 0) -> "FakeDiscord":
        """Listen on loopback; port 0 takes a free one. Sets `url`."""
        app = web.Application(client_max_size=64 << 20)
        app.router.add_get("/gateway", self._gateway.handle)
        app.router.add_get("/gateway/", self._gateway.handle)
        app.router.add_get("/cdn/{tail:.*}", self._rest.cdn)
        app.router.add_route("*", "/api/{version}/{tail:.*}", self._rest.handle)
        self._runner = web.AppRunner(app, shutdown_timeout=1, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, LOOPBACK, port).start()
        self.url = f"http://{LOOPBACK}:{self.port}"
        return self

    @property
    def port(self) -> int:
        assert self._runner is not None, "not started"
        address: Any = self._runner.addresses[0]
        return int(address[1])

    async def stop(self) -> None:
        await self._gateway.disconnect(1001)
        if self._runner:
            await self._runner.cleanup()

    async def disconnect(self, code: int = 1001) -> None:
        """Drop the sockets; the sessions stay resumable and go on keeping events."""
        await self._gateway.disconnect(code)

    async def ask_reconnect(self) -> None:
        """Ask the bot to connect again and resume (op 7)."""
        self._gateway.ask_reconnect()

    async def invalidate_session(self) -> None:
        """Forget the sessions (op 9): the bot must IDENTIFY afresh."""
        self._gateway.invalidate()

    async def revoke_intents(self, intents: int) -> None:
        """Withdraw privileged intents from the app: sessions that have one of them are closed (4014) for good."""
        self.approved &= ~intents
        await self._gateway.end_sessions(DISALLOWED_INTENTS, with_intents=intents)

    async def reset_token(self, token: str = "another.bot.token") -> None:  # noqa: S107  (no secret)
        """Let another token serve from now on; sessions of the old one are closed (4004), its calls are refused (401)."""
        self.token = token
        await self._gateway.end_sessions(AUTHENTICATION_FAILED)
