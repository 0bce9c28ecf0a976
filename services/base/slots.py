"""Who may have something performed now: emergencies before all else, servers apart from each other.

Three rules. Emergencies have places of their own. One server has few places, so that a raid in it leaves the others
theirs. And what takes longer than a moment waits for something (a rate limit, a slow answer): it counts for its own
server, and holds nobody else up.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from core.base.ids import ServerId
from core.base.shards import ALL_SHARDS, Ours

AT_ONCE = 8  # rows of all servers, emergencies not counted; as many emergencies
EACH = 2  # rows of one server, emergencies not counted; as many emergencies
MOMENT = 1.0  # seconds
_MOST = 256  # with all that waits for something
_LONGEST_HOLD = 10.0  # seconds: a window of Discord's; what must wait longer is left alone row by row


@dataclass(frozen=True, slots=True)
class Share:
    """How many rows may be begun: `most` in all, `each` in one server, less what is `under_way` there; in servers of `ours`."""

    most: int
    each: int
    under_way: Mapping[ServerId, int] = field(default_factory=dict)
    held: frozenset[ServerId] = frozenset()
    ours: Ours = ALL_SHARDS

    def of(self, server: ServerId) -> int:
        """How many of this server."""
        closed = server in self.held or not self.ours.has(server)
        return 0 if closed else max(0, self.each - self.under_way.get(server, 0))


@dataclass(frozen=True, slots=True)
class Room:
    """What may be begun now, of emergencies and of the rest."""

    urgent: Share
    ordinary: Share

    @property
    def most(self) -> int:
        """How many rows in all."""
        return self.urgent.most + self.ordinary.most

    @staticmethod
    def for_any(limit: int) -> "Room":
        """Make room for `limit` rows, of whatever servers."""
        return Room(urgent=Share(limit, limit), ordinary=Share(limit, limit))


class Slots:
    """The rows that this process is performing."""

    def __init__(self, *, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._begun: dict[asyncio.Task[None], tuple[ServerId, bool, float]] = {}
        self._held: dict[ServerId, float] = {}

    def begin(self, task: "asyncio.Task[None]", server: ServerId, *, urgent: bool) -> None:
        """The task performs a row of this server, until it is done."""
        self._begun[task] = (server, urgent, self._seconds())
        task.add_done_callback(lambda done: self._begun.pop(done, None))

    def hold(self, server: ServerId, seconds: float) -> None:
        """Begin nothing of this server but emergencies for so long: its channel takes no more just now."""
        if seconds <= _LONGEST_HOLD:
            self._held[server] = max(self._held.get(server, 0.0), self._seconds() + seconds)

    def room(self, most: int, ours: Ours = ALL_SHARDS) -> Room:
        """What may be begun now in servers of `ours`: `most` rows that are no emergency, and as many emergencies."""
        return Room(
            urgent=self._share(most, ours, urgent=True), ordinary=self._share(most, ours, urgent=False)
        )

    def _share(self, most: int, ours: Ours, *, urgent: bool) -> Share:
        now = self._seconds()
        self._held = {server: until for server, until in self._held.items() if until > now}
        mine = [(server, since) for server, hurried, since in self._begun.values() if hurried == urgent]
        fresh = sum(now - since < MOMENT for _, since in mine)
        return Share(
            most=max(0, min(most - fresh, _MOST - len(mine))),
            each=EACH,
            under_way=Counter(server for server, _ in mine),
            held=frozenset() if urgent else frozenset(self._held),
            ours=ours,
        )
