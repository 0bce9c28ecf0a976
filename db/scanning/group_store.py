"""Rows of table `detections` that share one card: `lead_id` names the detection whose card it is, the lead's own row
too; `lead_at` is when the lead began to take others in.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from core.base.ids import ChannelId, DetectionId, MessageId, ServerId, UserId
from core.base.posts import MessagePlace
from core.base.times import to_ms
from core.scanning.detections import Detection, Outcome, Owed, Returned, Settlement, Timeout
from core.scanning.groups import (
    CARDS_OF_A_PLACE,
    LOUDEST,
    MOST,
    TAKES_MORE_FOR,
    TOGETHER,
    AuthorCount,
    ChannelCount,
    Group,
)
from db.engine.statements import Row, Statements
from db.engine.vault import Vault
from db.scanning.detection_values import detection_of
from db.scanning.sealing import opened_person, sealed_person
from services.base.outbox import Kind

_SAME_REASON = ("tier", "category", "source", "rule", "action", "guess")
"""What a card says once for all its removals, beside their place."""

_SAME_AUTHOR = "server_id = $1 AND author_key = (SELECT author_key FROM detections WHERE id = $2)"
# Nobody can have seen a card of its own: it was never begun to be sent.
_UNSEEN = (
    "NOT EXISTS (SELECT 1 FROM outbox o WHERE o.kind = $2 AND o.subject_id = d.id AND "
    "(o.state <> 'due' OR o.message_id IS NOT NULL OR o.attempted_at IS NOT NULL OR o.taken_by IS NOT NULL))"
)


_LOUDEST = (
    "CASE outcome " + " ".join(f"WHEN '{outcome}' THEN {at}" for at, outcome in enumerate(LOUDEST)) + " END"
)
_STANDS = ", ".join(f"'{outcome}'" for outcome in Outcome if outcome.stands)
_OWES = {
    Owed.AS_BEFORE: "",
    # Whoever is at it may have had it deleted already, and cannot save that any more.
    Owed.NOW: "due_at = $4, attempts = 0, taken_by = NULL, "
    "maybe_removed = CASE WHEN taken_by IS NULL THEN maybe_removed ELSE 1 END,",
    Owed.NO_MORE: "due_at = NULL,",
}


class GroupRows:
    """Fills services.scanning.groups.GroupStore."""

    def __init__(self, sql: Statements, vault: Vault) -> None:
        self._sql = sql
        self._vault = vault

    async def join(self, detection: DetectionId, now: datetime) -> DetectionId | None:
        row = await self._sql.one(
            "SELECT *, lead_id IS NULL OR (lead_id = id AND NOT EXISTS "
            "(SELECT 1 FROM detections m WHERE m.lead_id = d.id AND m.id <> d.id)) AS alone, "
            f"settled = '' AND case_id IS NULL AND place = 'message' AND {_UNSEEN} AS free "
            "FROM detections d WHERE d.id = $1",
            detection,
            Kind.DETECTION_CARD,
        )
        if row is None:
            return None
        if not (row["alone"] and row["free"] and row["outcome"] in TOGETHER):
            return None if row["lead_id"] is None else DetectionId(row["lead_id"])
        lead = await self._open_for(row, now)
        if lead is None:
            await self._sql.run(
                "UPDATE detections SET lead_id = id, lead_at = coalesce(lead_at, $2) WHERE id = $1",
                detection,
                to_ms(now),
            )
            return detection
        await self._sql.run(
            "UPDATE detections SET lead_id = $2, lead_at = NULL WHERE id = $1", detection, lead
        )
        return lead

    async def _open_for(self, row: Row, now: datetime) -> DetectionId | None:
        """A group that takes this removal in; the oldest where several do."""
        same = " AND ".join(f"l.{name} = ${5 + number}" for number, name in enumerate(_SAME_REASON))
        channel, author, most, present, message = (5 + len(_SAME_REASON) + number for number in range(5))
        near = f"(l.channel_id = ${channel} OR l.author_key = ${author})"
        together = ", ".join(f"'{outcome}'" for outcome in TOGETHER[Outcome(row["outcome"])])
        found = await self._sql.one(
            "SELECT l.id FROM detections l WHERE l.server_id = $1 AND l.pattern = $2 AND l.lead_at > $3 "
            # One from before the clock was put back would take others in for as long again.
            f"AND +l.lead_at <= ${present} AND l.settled = '' AND l.outcome IN ({together}) AND l.id <> $4 AND {same} "
            # A flood by many, over many channels: once the place has so many cards, it gets no more.
            f"AND ({near} OR (SELECT count(*) FROM detections t WHERE t.server_id = $1 AND t.pattern = $2 "
            f"AND t.lead_at > $3 AND t.lead_id = t.id) >= {CARDS_OF_A_PLACE}) "
            # Another link of a message that the card counts already.
            f"AND NOT EXISTS (SELECT 1 FROM detections m WHERE m.message_id = ${message} AND +m.lead_id = l.id) "
            f"AND (SELECT count(*) FROM detections m WHERE m.lead_id = l.id) < ${most} "
            f"ORDER BY CASE WHEN {near} THEN 0 ELSE 1 END, l.lead_at, l.id LIMIT 1",
            row["server_id"],
            row["pattern"],
            to_ms(now - TAKES_MORE_FOR),
            row["id"],
            *(row[name] for name in _SAME_REASON),
            row["channel_id"],
            row["author_key"],
            MOST,
            to_ms(now),
            row["message_id"],
        )
        return None if found is None else DetectionId(found["id"])

    async def lead_of(self, detection: DetectionId) -> DetectionId | None:
        row = await self._sql.one("SELECT lead_id FROM detections WHERE id = $1", detection)
        return None if row is None or row["lead_id"] is None else DetectionId(row["lead_id"])

    async def loudest(self, lead: DetectionId) -> Detection | None:
        row = await self._sql.one(
            f"SELECT * FROM detections WHERE lead_id = $1 ORDER BY {_LOUDEST}, due_at IS NULL, id LIMIT 1",
            lead,
        )
        return None if row is None else detection_of(row, self._vault)

    async def of(self, lead: DetectionId) -> Group | None:
        rows = await self._sql.all("SELECT * FROM detections WHERE lead_id = $1 ORDER BY id", lead)
        if len(rows) == 1 or not rows:  # alone, or no group
            return None
        authors: dict[object, list[Row]] = {}
        channels: dict[int, int] = {}
        for row in rows:
            authors.setdefault(self._who(row), []).append(row)
            channels[row["channel_id"]] = channels.get(row["channel_id"], 0) + 1
        most_first = sorted(authors.values(), key=lambda theirs: -len(theirs))
        return Group(
            removals=len(rows),
            authors=tuple(self._author_count(theirs) for theirs in most_first),
            channels=tuple(
                ChannelCount(ChannelId(channel), count)
                for channel, count in sorted(channels.items(), key=lambda each: -each[1])
            ),
            outcomes={
                outcome: count
                for outcome in LOUDEST
                if (count := sum(row["outcome"] == outcome for row in rows))
            },
            timeouts={
                state: count
                for state in Timeout
                if state and (count := _having(authors.values(), "timeout", state))
            },
            returned={
                state: count
                for state in Returned
                if state and (count := _having(authors.values(), "returned", state))
            },
        )

    def _who(self, row: Row) -> object:
        """What tells authors apart: one webhook writes for many, and their names alone differ."""
        if row["author_is_member"]:
            return row["author_key"]
        author = opened_person(self._vault, row, "author")
        return row["author_key"], None if author is None else author.name

    def _author_count(self, rows: Sequence[Row]) -> AuthorCount:
        return AuthorCount(
            opened_person(self._vault, rows[-1], "author"), len(rows), bool(rows[-1]["author_is_member"])
        )

    async def removals(self, lead: DetectionId, offset: int, limit: int) -> Sequence[Detection]:
        rows = await self._sql.all(
            "SELECT * FROM detections WHERE lead_id = $1 ORDER BY id LIMIT $2 OFFSET $3", lead, limit, offset
        )
        return [detection_of(row, self._vault) for row in rows]

    async def count(self, lead: DetectionId) -> int:
        row = await self._sql.one("SELECT count(*) AS n FROM detections WHERE lead_id = $1", lead)
        return 0 if row is None else int(row["n"])

    async def standing(self, lead: DetectionId) -> Sequence[MessagePlace]:
        rows = await self._sql.all(
            f"SELECT channel_id, message_id FROM detections WHERE lead_id = $1 AND outcome IN ({_STANDS})",
            lead,
        )
        return [MessagePlace(ChannelId(row["channel_id"]), MessageId(row["message_id"])) for row in rows]

    async def wrote_one(self, lead: DetectionId, server: ServerId, user: UserId) -> bool:
        key = self._vault.member_key(server, user)
        row = await self._sql.one(
            "SELECT 1 FROM detections WHERE lead_id = $1 AND author_key = $2 LIMIT 1", lead, key
        )
        return row is not None

    async def undo_others(self, lead: DetectionId, reason: str, now: datetime) -> None:
        await self._sql.run(
            "UPDATE detections SET settled = 'undone', settled_reason = $2, settled_at = $3, due_at = NULL "
            "WHERE lead_id = $1 AND id <> $1 AND settled <> 'undone'",
            lead,
            reason,
            to_ms(now),
        )

    async def settle_others(self, lead: DetectionId, settlement: Settlement, now: datetime) -> None:
        await self._sql.run(
            "UPDATE detections SET settled = $2, settled_reason = $3, settled_at = $4, "
            f"{_OWES[settlement.owed]} rule = CASE WHEN $5 = 1 THEN rule ELSE 'moderator' END, "
            "action = CASE WHEN $5 = 1 THEN action ELSE $6 END, "
            "outcome = CASE WHEN $2 = '' AND outcome IN ('forbidden', 'failed') THEN 'review' "
            "WHEN $5 = 1 THEN outcome ELSE 'pending' END "
            f"WHERE lead_id = $1 AND id <> $1 AND settled <> 'undone' AND outcome IN ({_STANDS})",
            lead,
            str(settlement.settled),
            settlement.reason,
            to_ms(now),
            int(settlement.by_rule),
            str(settlement.action),
        )

    async def any_taken(self, lead: DetectionId) -> bool:
        row = await self._sql.one(
            "SELECT 1 FROM detections WHERE lead_id = $1 AND (outcome = 'removed' OR maybe_removed = 1) LIMIT 1",
            lead,
        )
        return row is not None

    async def firsts_of_authors(self, lead: DetectionId) -> Sequence[DetectionId]:
        rows = await self._sql.all(
            "SELECT min(id) AS id FROM detections WHERE lead_id = $1 AND author_is_member = 1 "
            "AND author_key IS NOT NULL GROUP BY author_key ORDER BY 1",
            lead,
        )
        return [DetectionId(row["id"]) for row in rows]

    async def undone_timeouts(self, found: Detection, now: datetime) -> Sequence[Detection]:
        rows = await self._sql.all(
            f"SELECT * FROM detections WHERE {_SAME_AUTHOR} AND settled = 'undone' AND timeout = 'set' "
            "AND timeout_until > $3",
            found.server,
            found.id,
            to_ms(now),
        )
        return [detection_of(row, self._vault) for row in rows]

    async def timeout_is_shared(self, found: Detection, now: datetime, since: datetime) -> bool:
        row = await self._sql.one(
            f"SELECT 1 FROM detections WHERE {_SAME_AUTHOR} AND settled <> 'undone' AND author_is_member = 1 "
            "AND ((timeout = 'set' AND timeout_until > $3) OR (timeout = '' AND action = 'timeout' "
            "AND outcome IN ('removed', 'gone') AND detected_at > $4)) LIMIT 1",
            found.server,
            found.id,
            to_ms(now),
            to_ms(since),
        )
        return row is not None

    async def part(
        self, lead: DetectionId, those: Sequence[DetectionId]
    ) -> tuple[DetectionId, DetectionId | None]:
        rows = await self._sql.all("SELECT * FROM detections WHERE lead_id = $1 ORDER BY id", lead)
        parting = set(those)
        others = [row for row in rows if row["id"] not in parting]
        if not others:
            return lead, None
        # Who was first keeps its card; where the first leaves, the others get a new one, which takes in what joins later.
        first = lead if lead in parting else min(those)
        await self._sql.run_many(
            "UPDATE detections SET lead_id = $1, lead_at = NULL WHERE id = $2",
            [(first, one) for one in those],
        )
        if first != lead:
            return first, lead
        (old,) = [row for row in rows if row["id"] == lead]
        new = others[0]
        await self._sql.run_many(
            "UPDATE detections SET lead_id = $1 WHERE id = $2", [(new["id"], row["id"]) for row in others]
        )
        by = opened_person(self._vault, old, "settled_by")  # who decided stands with the first
        await self._sql.run(
            "UPDATE detections SET lead_at = $2, settled_by_sealed = $3 WHERE id = $1",
            new["id"],
            old["lead_at"],
            sealed_person(self._vault, by, "settled_by", new["message_id"], new["text_key"]),
        )
        return first, DetectionId(new["id"])

    async def undone_with(self, found: Detection) -> Sequence[Detection]:
        if found.lead is None:
            return [found]
        rows = await self._sql.all(
            "SELECT * FROM detections WHERE lead_id = $1 AND settled = 'undone' "
            "AND author_key = (SELECT author_key FROM detections WHERE id = $2) ORDER BY id",
            found.lead,
            found.id,
        )
        return [detection_of(row, self._vault) for row in rows] or [found]


def _having(authors: Iterable[Sequence[Row]], column: str, state: str) -> int:
    """How many authors have a row of which the column says this."""
    return sum(any(row[column] == state for row in theirs) for theirs in authors)
