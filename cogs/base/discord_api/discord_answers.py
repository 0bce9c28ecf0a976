"""What a failed call to Discord means: an answer, silence, or something that may have been done all the same."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from contextvars import ContextVar
from datetime import timedelta
from types import SimpleNamespace, TracebackType

import aiohttp
import discord

from core.base.errors import DiscordSilent
from services.base.health.figures import SILENT, Meter
from services.base.health.outcomes import DISCORD_ANSWERS, Answered

NO_RESULT = (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError)
"""What a call to Discord raises where it brings no result."""

_BAD_REQUEST, _LIMITED, _SERVER_FAULT = 400, 429, 500
_NO_ANSWERS = frozenset({401, 408, 429})  # about the caller, not about what was asked


def is_answer(error: Exception) -> bool:
    """Whether Discord said something about what it was asked: that it is gone, forbidden, not possible."""
    return (
        isinstance(error, discord.HTTPException)
        and _BAD_REQUEST <= error.status < _SERVER_FAULT
        and error.status not in _NO_ANSWERS
    )


def silence_of(error: Exception) -> DiscordSilent:
    """Make the answer that nothing is known, with how long Discord wants to be left alone."""
    return DiscordSilent(retry_after=asked_wait(error))


def asked_wait(error: Exception) -> timedelta | None:
    """How long Discord wants to be left alone; None where it did not say."""
    if isinstance(error, discord.RateLimited):
        return timedelta(seconds=error.retry_after)
    response = getattr(error, "response", None)
    asked = getattr(response, "headers", {}).get("Retry-After", "")
    try:
        return timedelta(seconds=float(asked)) if asked else None
    except (ValueError, OverflowError):
        return None


def may_be_done(error: Exception) -> bool:
    """Whether Discord may have done what it was asked though it did not say so: its fault after all, or an answer that was
    lost.
    """
    if isinstance(error, discord.HTTPException):
        return error.status >= _SERVER_FAULT
    never_sent = isinstance(error, (discord.DiscordException, aiohttp.ClientConnectorError))
    return not never_sent


class Tries:
    """What became of each try of one call; discord.py tries by itself again after some faults, and says nothing of it."""

    def __init__(self) -> None:
        self.answer_lost = False
        """Whether Discord may have done it at an earlier try than the one whose answer came."""
        self._unclear = False
        self._sent = False

    def began(self) -> None:
        """Note that another try began."""
        self.answer_lost = self.answer_lost or self._unclear
        self._unclear = self._sent = False

    def sent(self) -> None:
        """The request goes out. A second time within one try: aiohttp sends it again where the connection broke."""
        self.answer_lost = self.answer_lost or self._sent
        self._sent = True

    def ended(self, status: int | None) -> None:
        """The try ended with this status; None where none came."""
        self._unclear = status is None or status >= _SERVER_FAULT


_tries: ContextVar[Tries | None] = ContextVar("tries", default=None)


class watched_tries(AbstractContextManager[Tries]):  # noqa: N801  # it is used as a function
    """Follow the tries of the one call that is made within, by a client that was given `tracing()`."""

    def __enter__(self) -> Tries:
        tries = Tries()
        self._token = _tries.set(tries)
        return tries

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        _tries.reset(self._token)


def tracing(heard: Callable[[aiohttp.ClientResponse], None], meter: Meter = SILENT) -> aiohttp.TraceConfig:
    """What a client needs for `watched_tries`, as its option `http_trace`. `heard` is told of each answer."""
    config = aiohttp.TraceConfig()

    async def on_end(
        _session: aiohttp.ClientSession, _context: SimpleNamespace, params: aiohttp.TraceRequestEndParams
    ) -> None:
        heard(params.response)
        meter.count(DISCORD_ANSWERS, _answered(params.response.status))
        if (tries := _tries.get()) is not None:
            tries.ended(params.response.status)

    async def on_exception(
        _session: aiohttp.ClientSession,
        _context: SimpleNamespace,
        _params: aiohttp.TraceRequestExceptionParams,
    ) -> None:
        meter.count(DISCORD_ANSWERS, Answered.NONE)
        if (tries := _tries.get()) is not None:
            tries.ended(None)

    config.on_request_start.append(_on_start)
    config.on_request_headers_sent.append(_on_sent)
    config.on_request_end.append(on_end)
    config.on_request_exception.append(on_exception)
    return config


async def _on_start(
    _session: aiohttp.ClientSession, _context: SimpleNamespace, _params: aiohttp.TraceRequestStartParams
) -> None:
    if (tries := _tries.get()) is not None:
        tries.began()


async def _on_sent(
    _session: aiohttp.ClientSession, _context: SimpleNamespace, _params: aiohttp.TraceRequestHeadersSentParams
) -> None:
    if (tries := _tries.get()) is not None:
        tries.sent()


def _answered(status: int) -> Answered:
    if status == _LIMITED:
        return Answered.LIMITED
    if status >= _SERVER_FAULT:
        return Answered.FAILED
    return Answered.REFUSED if status >= _BAD_REQUEST else Answered.DONE
