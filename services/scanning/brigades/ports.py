"""What the services of brigades ask: their stores, Discord, and whether the alert role may be mentioned."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from core.base.ids import BrigadeId, ChannelId, DetectionId, MeasureId, MessageId, ServerId, UserId
from core.base.shards import ALL_SHARDS, Ours
from core.scanning.brigades import Brigade, Counted, Measure, MeasureKind, MeasureState, Place, Why


class BrigadeStore(Protocol):
    """The store of tables `place_posts` and `brigades`."""

    async def note(
        self,
        place: Place,
        channel: ChannelId,
        message: MessageId,
        author: UserId,
        now: datetime,
        *,
        found: DetectionId | None = None,
    ) -> None:
        """Count a message that names the place, once. `found`: the detection of it; whose author asked to be forgotten since is not
        written down again.
        """
        ...

    async def lately_found(self, since: datetime) -> Sequence[Place]:
        """Places of entries that were found since then, in every server."""
        ...

    async def counted(self, place: Place, since: datetime) -> Counted | None:
        """Count its posts in its server since then, nothing of other servers; None: there are none."""
        ...

    async def servers(self, place: Place, since: datetime) -> Sequence[ServerId]:
        """The servers in which it was posted since then, where its own may be told of them: both are trusted, and the place is on
        the shared list. Else none.
        """
        ...

    async def going_on(self, place: Place) -> Brigade | None:
        """The brigade with this place that is not over."""
        ...

    async def get(self, brigade: BrigadeId) -> Brigade | None:
        """A brigade, whether or not it is over."""
        ...

    async def open(
        self, place: Place, counted: Counted, now: datetime, *, has_card: bool
    ) -> BrigadeId | None:
        """Begin one. None: another process was first."""
        ...

    async def count(self, brigade: BrigadeId, counted: Counted) -> bool:
        """Put in what was counted; no number becomes smaller. False: nothing changed that its alert shows."""
        ...

    async def alerts_since(self, server: ServerId, since: datetime) -> Sequence[tuple[BrigadeId, datetime]]:
        """The brigades of a server with an alert that were opened since then, the newest first."""
        ...

    async def without_alert(self, brigade: Brigade) -> int:
        """How many brigades of its server were opened after it and have no alert, where no later one has an alert."""
        ...

    async def quiet(self, before: datetime, most: int) -> Sequence[Brigade]:
        """Brigades that are not over, with their last post before that."""
        ...

    async def end(self, brigade: BrigadeId, now: datetime) -> bool:
        """Note that it is over. False: it was."""
        ...

    async def channels(self, brigade: Brigade, most: int) -> Sequence[ChannelId]:
        """The channels with most of its posts, first the one with the most."""
        ...

    async def last_ping(self, server: ServerId) -> datetime | None:
        """When an alert of this server last mentioned its alert role."""
        ...

    async def pinged(self, brigade: BrigadeId, now: datetime) -> None:
        """Note that the alert mentioned the role."""
        ...


class MeasureStore(Protocol):
    """The store of table `brigade_measures`."""

    async def add(
        self,
        brigade: Brigade,
        kind: MeasureKind,
        channel: ChannelId,
        set_to: int,
        until: datetime,
        process: str,
        now: datetime,
    ) -> MeasureId | None:
        """Save what is to be done; it is this process's. None: something of this kind stands there already."""
        ...

    async def of(self, brigade: BrigadeId) -> Sequence[Measure]:
        """All measures against a brigade, oldest first."""
        ...

    async def standing(self, server: ServerId, kind: MeasureKind) -> Sequence[Measure]:
        """What holds in a server, of this kind."""
        ...

    async def any_due(self, now: datetime, ours: Ours = ALL_SHARDS) -> bool:
        """Whether `take_due` would find one."""
        ...

    async def take_due(
        self, process: str, now: datetime, limit: int, ours: Ours = ALL_SHARDS
    ) -> Sequence[Measure]:
        """Take what is due in servers of these shards and no living process is at."""
        ...

    async def take_back(self, brigade: BrigadeId, process: str, now: datetime) -> Sequence[Measure]:
        """Have all that stands against a brigade end now; what no other process is at is this one's."""
        ...

    async def remember(self, measure: MeasureId, former: int) -> None:
        """Save what was there before, ahead of the change."""
        ...

    async def settle(
        self, measure: Measure, process: str, state: MeasureState, why: Why, due_at: datetime | None
    ) -> bool:
        """Save what became of an attempt. False: it is not this process's any more."""
        ...


class AlertTurns(Protocol):
    """Says whether the alert role of a server may be mentioned now, beside its emergencies."""

    async def may_ping(self, server: ServerId, now: datetime) -> bool:
        """Whether no emergency of the server was pinged lately, or waits for its ping."""
        ...


class ReportedHere(Protocol):
    """Knows the places that open cases of a server are about."""

    async def places_here(self, server: ServerId, links: Sequence[str]) -> Sequence[str]:
        """Those places, in canonical form, that these canonical links are or lie below."""
        ...


class CannotBeDone(Exception):
    """Discord refuses a measure for good, or until somebody changes something."""

    def __init__(self, why: Why) -> None:
        super().__init__(str(why))
        self.why = why


class DiscordMeasures(Protocol):
    """Does measures on Discord. Each raises CannotBeDone, or DiscordSilent where Discord does not say."""

    async def present(self, measure: Measure) -> int:
        """What stands there now, in the terms of `Measure.former`."""
        ...

    async def put(self, measure: Measure, value: int) -> None:
        """Have this stand there."""
        ...
