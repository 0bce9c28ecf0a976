"""Rows of table `detections` that a sweep makes: removals, which share cards from the first on, and messages for review."""

from collections.abc import Collection, Sequence
from datetime import datetime

from core.base.ids import DetectionId, MessageId, SweepId
from core.base.posts import PostKind
from core.base.times import to_ms
from core.base.well_formed import well_formed
from core.scanning.detections import Outcome, Person, Settled
from core.scanning.groups import MOST
from core.scanning.sweeps import RULE, Doubt, Sweep
from core.servers.policy import Action, Tier
from db.base.shared_statements import kept_names
from db.engine.statements import Statements, row_of
from db.engine.vault import Vault
from db.scanning.sealing import sealed_person, sealed_text
from services.scanning.removal_ports import Removal
from services.scanning.sweeps.ports import Judged


class SweptRows:
    """What of services.scanning.sweeps.ports.SweepStore is about table `detections`."""

    def __init__(self, sql: Statements, vault: Vault) -> None:
        self._sql = sql
        self._vault = vault

    async def carded(self, messages: Sequence[MessageId]) -> Collection[MessageId]:
        found = set[MessageId]()
        for message in messages:
            row = await self._sql.one(  # by the message alone, which is few rows
                "SELECT 1 FROM detections WHERE message_id = $1 AND place = 'message' AND settled = '' "
                "AND outcome IN ('review', 'forbidden', 'failed') LIMIT 1",
                message,
            )
            if row is not None:
                found.add(message)
        return found

    async def hand_over(
        self, sweep: Sweep, judged: Judged, process: str, now: datetime, text_until: datetime
    ) -> Removal | None:
        assert judged.post is not None and judged.hit is not None  # noqa: S101, PT018  # its fate is HANDED
        detection = await self._add(sweep, judged, process, now, text_until)
        if detection is None:
            return None
        await self._join(sweep.id, detection)
        post, hit = judged.post, judged.hit
        return Removal(
            id=detection,
            server=sweep.server,
            channel=post.channels[0],
            message=post.message,
            member=None,  # nobody is timed out by a sweep
            detected_at=now,
            attempts=1,
            case=None,
            maybe_removed=False,
            link=hit.link,
            fresh=True,
            sweep=sweep.id,
        )

    async def put_to_review(
        self, sweep: Sweep, judged: Judged, now: datetime, text_until: datetime
    ) -> DetectionId | None:
        return await self._add(sweep, judged, None, now, text_until)

    async def _add(
        self, sweep: Sweep, judged: Judged, process: str | None, now: datetime, text_until: datetime
    ) -> DetectionId | None:
        """`process`: at which the removal is; None: moderators decide."""
        post, hit = judged.post, judged.hit
        assert post is not None and hit is not None  # noqa: S101, PT018  # what is written was read
        key, at = self._vault.text_key(f"{RULE}/{sweep.id}"), to_ms(now)
        removes, by = process is not None, sweep.starter
        doubt = "" if judged.doubt is Doubt.NONE else f"-{judged.doubt}"
        settled: Person | None = by if removes else None
        row = row_of(
            {
                "server_id": sweep.server,
                "channel_id": post.channels[0],
                "message_id": post.message,
                "place": str(PostKind.MESSAGE),
                "text_key": key,
                "author_sealed": sealed_person(self._vault, post.author, "author", post.message, key),
                "author_key": None
                if post.author is None
                else self._vault.member_key(sweep.server, post.author.id),
                "author_is_member": int(post.author_is_member),
                "pattern": sweep.pattern,
                "tier": str(Tier.OWN),
                "category": str(sweep.category),
                "source": "",
                "rule": f"{RULE}{doubt}",
                "link": well_formed(hit.link),
                "how": kept_names(hit.how),
                "guess": hit.guess,
                "action": str(Action.DELETE if removes else Action.REVIEW),
                "outcome": str(Outcome.PENDING if removes else Outcome.REVIEW),
                "settled": str(Settled.DELETED if removes else Settled.OPEN),
                "settled_at": at if removes else None,
                "settled_by_sealed": sealed_person(self._vault, settled, "settled_by", post.message, key),
                "attempts": int(removes),
                "due_at": at if removes else None,
                "taken_by": process,
                "text_sealed": sealed_text(self._vault, post.words, post.message, key),
                "text_until": to_ms(text_until) if post.words else None,
                "sweep_id": sweep.id if removes else None,
                "detected_at": at,
            }
        )
        found = await self._sql.one(
            f"INSERT INTO detections ({row.columns}) VALUES ({row.parameters}) "
            "ON CONFLICT (message_id, text_key) DO NOTHING RETURNING id",
            *row.values,
        )
        return None if found is None else DetectionId(found["id"])

    async def _join(self, sweep: SweepId, detection: DetectionId) -> None:
        """Let the removal share the card of the sweep's newest group, or begin another where that is full or was taken back."""
        newest = await self._sql.one(
            "SELECT max(lead_id) AS lead FROM detections WHERE sweep_id = $1 AND lead_id IS NOT NULL", sweep
        )
        lead = None if newest is None else newest["lead"]
        if lead is not None:
            row = await self._sql.one(
                "SELECT settled, (SELECT count(*) FROM detections m WHERE m.lead_id = $1) AS n FROM detections WHERE id = $1",
                lead,
            )
            if row is None or row["settled"] == Settled.UNDONE or row["n"] >= MOST:
                lead = None
        await self._sql.run(
            "UPDATE detections SET lead_id = $2 WHERE id = $1", detection, detection if lead is None else lead
        )
