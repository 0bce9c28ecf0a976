"""The verbs by which a test says what shall go wrong at the REST API."""

import time

from localdiscord.errors import REFUSALS
from localdiscord.faults.crashes import Crash, Killable, Moment
from localdiscord.faults.failures import CloudflareBan, Failure, GlobalLimit, LostAnswer, RouteLimit
from localdiscord.faults.faults import Faults
from localdiscord.state import State


class Ordering(State):
    """Makes calls go wrong; each verb returns what it ordered: `met` counts the calls that met it, `end()` takes it away.

    A call is named by its method (`*`: any) and a glob of its path (`*` also passes over slashes).
    """

    faults: Faults

    def inject(
        self,
        method: str,
        path: str,
        *,
        status: int = 500,
        times: int | None = None,
        seconds: float | None = None,
        retry_after: float = 0.2,
        code: int = 0,
        via: bool = True,
    ) -> Failure:
        """Make matching calls fail (429, 5xx, 403 ...): the next one, the next `times`, or all for so many `seconds`.

        `via`: whether the answer bears the `Via` header, without which discord.py takes a 429 for a ban.
        """
        return self._fail(
            Failure(
                method,
                path,
                _times(times, seconds),
                _until(seconds),
                status=status,
                code=code,
                retry_after=retry_after,
                via=via,
            )
        )

    def refuse(
        self,
        method: str,
        path: str,
        code: int,
        *,
        times: int | None = None,
        seconds: float | None = None,
        retry_after: float = 60.0,
    ) -> Failure:
        """Refuse matching calls with one of Discord's codes (`errors.REFUSALS`), its status and its words.

        `retry_after` is what those say that are a 429 (30046). Raises KeyError for a code that is not in the table.
        """
        return self.inject(
            method,
            path,
            status=REFUSALS[code][0],
            code=code,
            times=times,
            seconds=seconds,
            retry_after=retry_after,
        )

    def limit(self, method: str, path: str, seconds: float, *, shared: bool = False) -> Failure:
        """Set a rate limit on a route: matching calls get 429, whose `retry_after` is what is left of so many seconds.

        `shared`: the limit is the resource's own (another bot's calls spent it), and the headers say that calls remain.
        """
        return self._fail(RouteLimit(method, path, until=_until(seconds), status=429, shared=shared))

    def limit_all(self, seconds: float) -> Failure:
        """Set the global rate limit; answers to interactions and calls of webhooks do not count towards it."""
        return self._fail(GlobalLimit("*", "*", until=_until(seconds), status=429))

    def ban(self, seconds: float) -> Failure:
        """Let Cloudflare ban the address: every call gets 429 in plain text, without `Via`."""
        return self._fail(CloudflareBan("*", "*", until=_until(seconds), status=429))

    def lose_answer(
        self,
        method: str,
        path: str,
        *,
        times: int | None = None,
        seconds: float | None = None,
        moment: Moment = "after",
        status: int | None = None,
    ) -> LostAnswer:
        """Reset the connection of matching calls, or with `status` (502, 504) let a proxy answer in Discord's place.

        `moment`: "after" Discord acted on the call, so that only the answer is lost, or "before", so that all is.
        """
        lost = LostAnswer(method, path, _times(times, seconds), _until(seconds), moment=moment, status=status)
        self.faults.add_lost_answer(lost)
        return lost

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

    def _fail(self, failure: Failure) -> Failure:
        self.faults.add_failure(failure)
        return failure


def _times(times: int | None, seconds: float | None) -> int | None:
    """Once, where nothing else is said."""
    return 1 if times is None and seconds is None else times


def _until(seconds: float | None) -> float | None:
    return None if seconds is None else time.monotonic() + seconds
