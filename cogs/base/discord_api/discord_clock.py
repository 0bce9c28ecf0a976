"""What time it is for Discord, from its answers: ids of messages are made by its clock, and this machine's may be wrong."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import aiohttp

from services.base.ports import Clock

_ROUNDED = timedelta(seconds=1)  # an answer names the second, and was some moments under way


class DiscordClock:
    """The machine's clock, corrected by what Discord's answers say. Before the first one it is not corrected."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._ahead = timedelta(0)  # how far this machine is before Discord

    def __call__(self) -> datetime:
        """The time for Discord, to about a second; rather too early than too late."""
        return self._clock() - self._ahead

    def heard(self, answer: aiohttp.ClientResponse) -> None:
        """Set the clock by an answer of Discord that says when it was made, unless it comes from a store."""
        if "Age" in answer.headers:
            return
        try:
            said = parsedate_to_datetime(answer.headers.get("Date", ""))
        except ValueError:
            return
        ahead = self._clock() - said.astimezone(UTC)
        self._ahead = ahead if abs(ahead) > _ROUNDED else timedelta(0)
