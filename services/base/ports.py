"""What services need from outside, as Protocols: stores in `db/`, the clock, and Discord in `cogs/`.

Ports of one topic stand beside their service; here is what several share.
"""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """Now, aware, in UTC."""
    return datetime.now(UTC)
