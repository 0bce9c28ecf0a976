"""The event loop of the running bot: uvloop's where it is installed (docs/decisions/0109-the-loop-and-the-collector.md)."""

import asyncio
import gc

_YOUNG, _MIDDLE, _OLD = (
    5_000,
    10,
    10,
)  # new objects until the collector looks at them; generations until the next


def new_event_loop() -> asyncio.AbstractEventLoop:
    """Make a loop: uvloop's, or asyncio's where that is not installed, as on Windows."""
    try:
        import uvloop  # an operator may do without
    except ImportError:
        return asyncio.new_event_loop()
    loop: asyncio.AbstractEventLoop = uvloop.new_event_loop()
    return loop


def keep_what_is_there() -> None:
    """Have the collector of garbage leave alone what exists now, and look at new objects less often.

    What is made at start stays until the end; to look through it again takes tens of milliseconds, and messages wait.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)
