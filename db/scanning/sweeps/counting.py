"""Counting what is said of a sweep, from its rows."""

from collections.abc import Sequence

from core.base.ids import ChannelId
from core.scanning.detections import Outcome, Settled
from core.scanning.sweeps import ChannelState, Counts, Fate
from db.engine.statements import Row

_FULLEST = 5


def counted(messages: Sequence[Row], channels: Sequence[Row], removals: Sequence[Row]) -> Counts:
    """Count the messages that were found, the channels that were looked through, the removals that were ordered."""
    waiting = [row for row in messages if row["fate"] == Fate.WAITING]
    by_channel: dict[ChannelId, int] = {}
    for row in messages:
        channel = ChannelId(row["channel_id"])
        by_channel[channel] = by_channel.get(channel, 0) + 1
    undone = [row for row in removals if row["settled"] == Settled.UNDONE]
    ordered = [row for row in removals if row["settled"] != Settled.UNDONE]
    keys = {None if row["author_key"] is None else bytes(row["author_key"]) for row in messages}
    return Counts(
        found=len(messages),
        sure=sum(row["sure"] for row in waiting),
        likely=sum(not row["sure"] for row in waiting),
        authors=len(keys - {None}),
        channels=len(by_channel),
        looked=sum(row["looked"] for row in channels),
        fates={fate: count for fate in Fate if (count := _having(messages, "fate", fate))},
        # What was undone before it was removed is not tried again, whatever its row says of the last attempt.
        outcomes={
            outcome: count
            for outcome in Outcome
            if (count := _having(ordered if outcome.to_remove else removals, "outcome", outcome))
        },
        undone=sum(_can_be_undone(row) for row in undone),
        undoable=sum(_can_be_undone(row) for row in ordered),
        places={state: count for state in ChannelState if (count := _having(channels, "state", state))},
        undeletable=sum(row["undeletable"] and row["channel_id"] in by_channel for row in channels),
        fullest=sorted(by_channel.items(), key=lambda each: (-each[1], each[0]))[:_FULLEST],
    )


def _can_be_undone(row: Row) -> bool:
    """Whether the message was removed by this, or is to be; one that was gone or stands gives nothing back."""
    outcome = Outcome(row["outcome"])
    return outcome is Outcome.REMOVED or outcome.to_remove


def _having(rows: Sequence[Row], column: str, value: str) -> int:
    return sum(row[column] == value for row in rows)
