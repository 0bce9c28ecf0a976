"""Table `cases`: claims that end by themselves."""

from datetime import datetime

from core.base.ids import CaseId, ServerId
from core.base.shards import ALL_SHARDS, Ours
from core.base.times import from_ms, to_ms
from core.reports.cases import Standing
from core.reports.claims import ClaimEnd
from db.base.shard_store import of_shards
from db.engine.statements import Row, Statements
from db.engine.vault import Vault
from db.reports.cases.case_rows import opened_person, place_of, sealed_person, standing_of
from services.base.outbox import Kind
from services.reports.claims import Claim, EndedClaim

_HELD = "c.state = 'claimed' AND c.claimed_by_sealed IS NOT NULL"
_ASKED = "coalesce(c.holder_asked_at, c.claimed_at)"


class ClaimRows:
    """Fills services.reports.claims.ClaimStore."""

    def __init__(self, sql: Statements, vault: Vault) -> None:
        self._sql = sql
        self._vault = vault

    async def idle(self, none_since: datetime, most: int) -> list[Claim]:
        rows = await self._sql.all(
            f"SELECT c.* FROM cases c WHERE {_HELD} AND c.claimed_at <= $1 AND NOT EXISTS ("
            "SELECT 1 FROM audit a WHERE a.server_id = c.server_id AND a.subject = 'case/' || c.id AND a.at > $1 "
            "AND a.action LIKE 'case-%') ORDER BY c.claimed_at LIMIT $2",
            to_ms(none_since),
            most,
        )
        return self._claims(rows)

    async def to_ask_about(
        self, not_asked_since: datetime, most: int, ours: Ours = ALL_SHARDS
    ) -> list[Claim]:
        rows = await self._sql.all(
            f"SELECT c.* FROM cases c WHERE {_HELD} AND {_ASKED} <= $1{of_shards(ours, 'c.server_id')} ORDER BY {_ASKED} LIMIT $2",
            to_ms(not_asked_since),
            most,
        )
        return self._claims(rows)

    async def of_server(self, server: ServerId) -> list[Claim]:
        rows = await self._sql.all(
            f"SELECT c.* FROM cases c WHERE c.server_id = $1 AND {_HELD} ORDER BY c.id", server
        )
        return self._claims(rows)

    async def asked(self, claim: Claim, now: datetime) -> None:
        await self._sql.run("UPDATE cases SET holder_asked_at = $2 WHERE id = $1", claim.case, to_ms(now))

    async def free(self, claim: Claim, after: Standing, end: ClaimEnd, now: datetime) -> bool:
        # An emergency that is free again is reminded of again.
        changed = await self._sql.run(
            "UPDATE cases SET state = $4, freed = $5, freed_at = $6, "
            "freed_from_sealed = CASE WHEN $5 = 'idle' THEN $7 END, freed_untold = 0, reminded_at = NULL, "
            "claimed_by_sealed = NULL, claimed_key = NULL, claimed_at = NULL, given_by_key = NULL, "
            "version = version + 1 WHERE id = $1 AND state = 'claimed' AND claimed_key = $2 AND claimed_at = $3",
            claim.case,
            claim.standing.holder,
            to_ms(claim.since),
            str(after.state),
            str(end),
            to_ms(now),
            sealed_person(self._vault, claim.holder, "freed_from", claim.case),
        )
        return changed == 1

    async def ended(self, case: CaseId) -> EndedClaim | None:
        row = await self._sql.one(
            "SELECT c.*, o.channel_id AS card_channel, o.message_id AS card_message FROM cases c "
            f"LEFT JOIN outbox o ON o.kind = '{Kind.CASE_CARD}' AND o.subject_id = c.id "
            "WHERE c.id = $1 AND c.state = 'open' AND c.freed_untold = 0",
            case,
        )
        person = None if row is None else opened_person(self._vault, row, "freed_from")
        if row is None or person is None:
            return None
        card = place_of(row["card_channel"], row["card_message"])
        return EndedClaim(case, ServerId(row["server_id"]), person.id, card)

    async def told(self, case: CaseId) -> None:
        await self._sql.run("UPDATE cases SET freed_from_sealed = NULL WHERE id = $1", case)

    async def untold(self, case: CaseId) -> None:
        await self._sql.run(
            "UPDATE cases SET freed_untold = 1 WHERE id = $1 AND freed_from_sealed IS NOT NULL", case
        )

    def _claims(self, rows: list[Row]) -> list[Claim]:
        found = ((row, opened_person(self._vault, row, "claimed_by")) for row in rows)
        return [
            Claim(
                case=CaseId(row["id"]),
                server=ServerId(row["server_id"]),
                holder=person,
                standing=standing_of(row),
                since=from_ms(row["claimed_at"]),
            )
            for row, person in found
            if person is not None
        ]
