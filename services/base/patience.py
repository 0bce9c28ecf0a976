"""Waiting a moment for what is just becoming known: a place that is being saved, an answer that is on its way."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

Sleep = Callable[[float], Awaitable[None]]
Known = TypeVar("Known")


async def until_known(
    look: Callable[[], Awaitable[Known | None]],
    *,
    again: int,
    seconds: float,
    sleep: Sleep = asyncio.sleep,
) -> Known | None:
    """Look, and look `again` so many times with `seconds` between two looks, until something is found; None where
    nothing was. Whatever `look` raises is raised.
    """
    known = await look()
    for _ in range(again):
        if known is not None:
            return known
        await sleep(seconds)
        known = await look()
    return known
