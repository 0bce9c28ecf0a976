"""Tables `provider_rounds` and `provider_facts`: when a campaign is asked about, and what is kept of the answers."""

from datetime import timedelta

import pytest

from core.campaigns.providers.facts import Fact, FactKind, NotKnown
from services.campaigns.providers.ports import KnownFact
from tests.db.campaigns.rows import ORIGIN, CampaignRowsDriver
from tests.services.campaigns.asking import link

DAY = timedelta(days=1)


async def test_a_campaign_is_enlisted_once_and_taken_by_one(rows: CampaignRowsDriver) -> None:
    now, second = rows.clock(), await rows.campaign("second")
    async with rows.storage.durable() as tx:
        await tx.facts.enlist(now, 10)
        await tx.facts.enlist(now, 10)
        assert await tx.facts.take(now, now + DAY, 1) == [rows.campaign_id]
        assert await tx.facts.take(now, now + DAY, 10) == [second]
        assert await tx.facts.take(now, now + DAY, 10) == []
        await tx.facts.hasten(second, now)
        await tx.facts.hasten(second, now + 2 * DAY)  # it is earlier anyway
        assert await tx.facts.take(now, now + DAY, 10) == [second]
        await tx.facts.end(second)
        await tx.facts.due(rows.campaign_id, now)
        assert await tx.facts.take(now + DAY, now + 2 * DAY, 10) == [rows.campaign_id]


async def test_more_than_are_enlisted_at_once_come_the_next_time(rows: CampaignRowsDriver) -> None:
    now = rows.clock()
    more = [await rows.campaign(f"form {number}") for number in range(4)]
    async with rows.storage.durable() as tx:
        for _ in range(3):
            await tx.facts.enlist(now, 2)
        assert set(await tx.facts.take(now, now + DAY, 10)) == {rows.campaign_id, *more}


async def test_a_campaign_that_is_closed_is_not_enlisted(rows: CampaignRowsDriver) -> None:
    now = rows.clock()
    async with rows.storage.durable() as tx:
        await tx.campaigns.close(rows.campaign_id, "Won", now)
        await tx.facts.enlist(now, 10)
        assert await tx.facts.take(now, now + DAY, 10) == []


@pytest.mark.parametrize("problem", [None, *NotKnown])
@pytest.mark.parametrize("known", [True, False])
async def test_what_is_kept_comes_back_as_it_was(
    rows: CampaignRowsDriver, known: bool, problem: NotKnown | None
) -> None:
    now = rows.clock()
    fact = Fact("Nimbus", "203.0.113.7", now - DAY, now, sure=True, other="Other") if known else None
    kept = [KnownFact("nest.example", kind, fact, now, problem) for kind in sorted(FactKind)]
    async with rows.storage.durable() as tx:
        for each in kept:
            await tx.facts.save(rows.campaign_id, each)
            await tx.facts.save(rows.campaign_id, each)
        assert await tx.facts.of_campaign(rows.campaign_id) == kept
        await tx.facts.forget_others(rows.campaign_id, ["nest.example"])
        assert await tx.facts.of_campaign(rows.campaign_id) == kept
        await tx.facts.forget_others(rows.campaign_id, [])
        assert await tx.facts.of_campaign(rows.campaign_id) == []


async def test_hosts_are_those_that_stand_under_the_campaigns_site(rows: CampaignRowsDriver) -> None:
    now, facts = rows.clock(), rows.storage.read.facts
    assert await facts.linked_hosts(rows.campaign_id, now, 10) == []
    await link(rows.database, rows.campaign_id, ORIGIN, "a.example", "b.example", "c.example", "x.onion")
    assert await facts.linked_hosts(rows.campaign_id, now, 10) == ["c.example", "b.example", "a.example"]
    assert await facts.linked_hosts(rows.campaign_id, now, 2) == ["c.example"]
    async with rows.database.durable() as sql:
        await sql.run("UPDATE own_entries SET removed_at = 1 WHERE key = 'a.example'")
        await sql.run("UPDATE own_entries SET ends_at = 1 WHERE key = 'b.example'")
    assert await facts.linked_hosts(rows.campaign_id, now, 10) == ["c.example"]
    async with rows.database.durable() as sql:
        await sql.run("UPDATE servers SET left_at = 1 WHERE id = $1", ORIGIN)
    assert await facts.linked_hosts(rows.campaign_id, now, 10) == []
