"""Discord's rate limits, as far as whoever sends must know of them: what must wait is put back instead of kept waiting,
and of each channel's window something is left for emergencies.
"""

import json
import time
from datetime import timedelta
from typing import Any

import aiohttp
import discord
from discord.http import Route

from core.base.errors import Unavailable
from core.base.ids import ChannelId

FAULTS = (discord.RateLimited, discord.HTTPException, aiohttp.ClientError, OSError, TimeoutError)
"""What a request to Discord may raise: a refusal, or no answer."""

_TOO_MANY = 429
_UNNAMED = timedelta(minutes=1)  # where Discord says "too many" and not for how long
_MOMENT = 1.0  # seconds that may be spent waiting inside a request
_REMEMBERED = 10_000

POST = Route("POST", "/channels/{channel_id}/messages", channel_id=0)
CROSSPOST = Route(
    "POST", "/channels/{channel_id}/messages/{message_id}/crosspost", channel_id=0, message_id=0
)
PATCH = Route("PATCH", "/channels/{channel_id}/messages/{message_id}", channel_id=0, message_id=0)


def retry_after(error: Exception) -> timedelta | None:
    """How long Discord wants to be left alone after this refusal; None where it named no wait."""
    if isinstance(error, discord.RateLimited):
        return timedelta(seconds=error.retry_after)
    if not isinstance(error, discord.HTTPException):
        return None
    header: Any = getattr(error.response, "headers", {}).get("Retry-After")
    for named in (header, _in_body(error)):
        try:
            return timedelta(seconds=float(named))
        except (TypeError, ValueError):
            continue
    return _UNNAMED if error.status == _TOO_MANY else None


def _in_body(error: discord.HTTPException) -> Any:
    """The wait in a refusal's body, which discord.py drops where it did not know the answer for Discord's own."""
    try:
        return json.loads(getattr(error.response, "_body", None) or b"")["retry_after"]
    except (ValueError, KeyError, TypeError):
        return None


def unavailable(error: Exception) -> Unavailable:
    """Make the error for whoever asked Discord something and got no answer."""
    return Unavailable(retry_after=retry_after(error))


class Patience:
    """Remembers until when Discord wants to hear nothing more about something, so that nothing is sent before."""

    def __init__(self) -> None:
        self._until: dict[object, float] = {}

    def left(self, about: object) -> float:
        """The seconds that are left, 0 where it may be asked."""
        return max(0.0, self._until.get(about, 0.0) - time.monotonic())

    def note(self, about: object, error: Exception) -> None:
        """Note that Discord refused this, and the wait that it named, if any."""
        self.keep(about, retry_after(error))

    def keep(self, about: object, wait: timedelta | None) -> None:
        """Ask nothing more about this for so long."""
        if wait is None:
            return
        now = time.monotonic()
        if len(self._until) >= _REMEMBERED:
            self._until = {known: until for known, until in self._until.items() if until > now}
        self._until[about] = now + wait.total_seconds()


class ChannelLimits:
    """How long to wait before something is sent to a channel, or edited there."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client
        self._patience = Patience()

    def wait(self, route: Route, channel: ChannelId, *, urgent: bool) -> timedelta | None:
        """None: it may be sent now, at most a moment late."""
        known = self._patience.left((route.key, channel))
        window = self._window(route, channel, urgent=urgent)
        seconds = max(known, window)
        # What is no emergency leaves the rest of the window to one, however short the rest is.
        return timedelta(seconds=seconds) if seconds > (_MOMENT if urgent else 0) else None

    def refused(self, route: Route, channel: ChannelId, error: Exception) -> None:
        """Note that Discord refused this."""
        self._patience.note((route.key, channel), error)

    def _window(self, route: Route, channel: ChannelId, *, urgent: bool) -> float:
        """The seconds until the channel's window ends, where nothing (or nothing but an emergency) fits in any more.

        discord.py keeps the windows without a public way to ask for them (2.7.1, HTTPClient._buckets). It would wait
        inside the request; also after one that took the last place of a window, whose answer is there already.
        """
        http: Any = self._client.http
        known = http._bucket_hashes.get(route.key, route.key)  # noqa: SLF001
        bucket = http._buckets.get(f"{known}:{channel}")  # noqa: SLF001
        if bucket is None or bucket.expires is None:
            return 0.0
        kept = 0 if urgent else bucket.limit // 2
        left: float = bucket.expires - bucket._loop.time()  # noqa: SLF001
        return max(0.0, left) if bucket.remaining <= kept else 0.0
