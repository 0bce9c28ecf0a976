"""The local Discord as one object: its world, what its users do, its sockets."""

from typing import Any

from aiohttp import web

from localdiscord.acting.commands import Commanding
from localdiscord.acting.components import Clicking
from localdiscord.acting.managing import Managing
from localdiscord.acting.talking import Talking
from localdiscord.bits import I
from localdiscord.faults import Crash, Failure, Faults, Killable, Moment
from localdiscord.gateway import Gateway
from localdiscord.reading import Reading
from localdiscord.rest import Rest

LOOPBACK = "127.0.0.1"


class FakeDiscord(Talking, Commanding, Clicking, Managing, Reading):
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

    def inject(
        self,
        method: str,
        path: str,
        *,
        status: int = 500,
        times: int = 1,
        retry_after: float = 0.2,
        code: int = 0,
    ) -> None:
        """Make the next `times` calls that match method (or `*`) and glob of the path fail (429, 5xx, 403 ...)."""
        self.faults.add_failure(Failure(method, path, status, times, retry_after, code))

    def crash_on(
        self, bot: Killable, method: str, path: str, *, moment: Moment = "after", nth: int = 1
    ) -> Crash:
        """SIGKILL the bot at the nth call from now that matches method and glob of the path.

        `moment`: "before" Discord acts on the call, which is lost; or "after" it has acted, with the answer lost.
        Await the result's `happened()`, then `bot.start()` again.
        """
        crash = Crash(self, bot, method, path, moment, nth)
        self.faults.add_crash(crash)
        return crash
