"""Tables `provider_rounds` and `provider_facts`."""

from collections.abc import Collection, Sequence
from datetime import datetime

from core.base.ids import CampaignId
from core.base.times import from_ms, to_ms
from core.campaigns.providers.facts import Fact, FactKind, NotKnown
from db.engine.statements import Row, Statements
from services.campaigns.providers.ports import KnownFact

_ONION = ".onion"  # no registry and no resolver knows such a name


class FactRows:
    """Fills services.campaigns.providers.ports.FactStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def linked_hosts(self, campaign: CampaignId, now: datetime, limit: int) -> Sequence[str]:
        rows = await self._sql.all(
            "SELECT e.key FROM campaigns c JOIN servers s ON s.id = c.server_id "
            "JOIN own_entries e ON e.site_id = c.site_id WHERE c.id = $1 AND s.left_at IS NULL AND e.removed_at IS NULL AND e.kind IN ('host', 'exact_host') "
            "AND (e.ends_at IS NULL OR e.ends_at > $2) ORDER BY e.id DESC LIMIT $3",
            campaign,
            to_ms(now),
            limit,
        )
        return list(dict.fromkeys(row["key"] for row in rows if not row["key"].endswith(_ONION)))

    async def enlist(self, now: datetime, limit: int) -> None:
        await self._sql.run(
            "INSERT INTO provider_rounds (campaign_id, due_at) SELECT c.id, $1 FROM campaigns c "
            "WHERE c.id > (SELECT coalesce(max(campaign_id), 0) FROM provider_rounds) AND c.closed_at IS NULL "
            "ORDER BY c.id LIMIT $2",
            to_ms(now),
            limit,
        )

    async def take(self, now: datetime, until: datetime, limit: int) -> Sequence[CampaignId]:
        rows = await self._sql.all(
            "SELECT campaign_id FROM provider_rounds WHERE due_at <= $1 ORDER BY due_at LIMIT $2",
            to_ms(now),
            limit,
        )
        taken = [CampaignId(row["campaign_id"]) for row in rows]
        for campaign in taken:
            await self.due(campaign, until)
        return taken

    async def due(self, campaign: CampaignId, at: datetime) -> None:
        await self._sql.run(
            "UPDATE provider_rounds SET due_at = $2 WHERE campaign_id = $1", campaign, to_ms(at)
        )

    async def hasten(self, campaign: CampaignId, at: datetime) -> None:
        await self._sql.run(
            "UPDATE provider_rounds SET due_at = $2 WHERE campaign_id = $1 AND due_at > $2",
            campaign,
            to_ms(at),
        )

    async def end(self, campaign: CampaignId) -> None:
        await self._sql.run("DELETE FROM provider_rounds WHERE campaign_id = $1", campaign)

    async def of_campaign(self, campaign: CampaignId) -> Sequence[KnownFact]:
        rows = await self._sql.all(
            "SELECT * FROM provider_facts WHERE campaign_id = $1 ORDER BY host, kind", campaign
        )
        return [_known(row) for row in rows]

    async def save(self, campaign: CampaignId, known: KnownFact) -> None:
        fact = known.fact
        await self._sql.run(
            "INSERT INTO provider_facts (campaign_id, host, kind, value, details, since, seen_at, sure, other, asked_at, "
            "problem) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (campaign_id, host, kind) "
            "DO UPDATE SET value = excluded.value, details = excluded.details, since = excluded.since, "
            "seen_at = excluded.seen_at, sure = excluded.sure, other = excluded.other, asked_at = excluded.asked_at, "
            "problem = excluded.problem",
            campaign,
            known.host,
            str(known.kind),
            "" if fact is None else fact.value,
            "" if fact is None else fact.details,
            None if fact is None else to_ms(fact.since),
            None if fact is None else to_ms(fact.seen_at),
            int(fact is not None and fact.sure),
            "" if fact is None else fact.other,
            to_ms(known.asked_at),
            None if known.problem is None else str(known.problem),
        )

    async def forget_others(self, campaign: CampaignId, hosts: Collection[str]) -> None:
        rows = await self._sql.all("SELECT host FROM provider_facts WHERE campaign_id = $1", campaign)
        for host in {row["host"] for row in rows} - set(hosts):
            await self._sql.run(
                "DELETE FROM provider_facts WHERE campaign_id = $1 AND host = $2", campaign, host
            )


def _known(row: Row) -> KnownFact:
    fact = None
    if row["since"] is not None:
        fact = Fact(
            row["value"],
            row["details"],
            from_ms(row["since"]),
            from_ms(row["seen_at"]),
            sure=bool(row["sure"]),
            other=row["other"],
        )
    problem = None if row["problem"] is None else NotKnown(row["problem"])
    return KnownFact(row["host"], FactKind(row["kind"]), fact, from_ms(row["asked_at"]), problem)
