"""How often what a scope would cover was seen here: cases and detections of this server, of the last thirty days."""

from datetime import timedelta

import pytest

from core.base.categories import Category
from core.base.ids import CaseId, ServerId, UserId
from core.lists.patterns import Scope
from core.reports.intake import NewReport, ReportedLink
from db.engine.database import Database
from db.engine.vault import Vault
from services.lists.previews.previews import Effects
from services.lists.sightings import Seen
from services.reports.forms import links_of
from tests.conftest import StandingClock
from tests.given_cases import ModeratedCases
from tests.given_reports import Reports
from tests.stores import storage_of

HERE, ELSEWHERE = ServerId(1), ServerId(2)


async def reported(
    database: Database, vault: Vault, clock: StandingClock, link: str, server: ServerId = HERE
) -> CaseId:
    report = NewReport(server, UserId(7), Category.SCAM, "", None, (ReportedLink(link),), "", "none")
    return (await Reports(database, vault).file(report, clock())).case


async def detected(
    database: Database, clock: StandingClock, message: int, link: str, case: int | None = None
) -> None:
    async with database.bulk() as tx:
        await tx.run(
            "INSERT INTO detections (server_id, channel_id, message_id, place, text_key, pattern, tier, category, source, "
            "rule, link, how, action, outcome, case_id, detected_at) "
            "VALUES (1, 2, $1, 'message', $5, 'p', 'own', 'scam', '', '', $2, '', 'delete', 'removed', $3, $4)",
            message,
            link,
            case,
            int(clock().timestamp() * 1000),
            b"\0",
        )


async def seen(
    database: Database, vault: Vault, clock: StandingClock, number: CaseId
) -> dict[Scope, list[Seen]]:
    case = await ModeratedCases(database, vault, clock).get(number)
    links = [link for _, link in links_of(case)]
    effects = Effects(storage=storage_of(database, vault), clock=clock, quorum=2, seen_for=timedelta(days=7))
    return await effects.of_scopes(case.server, links)


async def test_each_scope_counts_what_it_would_cover(
    database: Database, vault: Vault, clock: StandingClock
) -> None:
    await reported(database, vault, clock, "badforum.example/long-ago")
    clock.forward(days=31)
    await reported(database, vault, clock, "badforum.example/x", ELSEWHERE)
    case = await reported(database, vault, clock, "www2.badforum.example/x")
    await reported(database, vault, clock, "badforum.example/y")
    await reported(database, vault, clock, "notbadforum.example")
    await detected(database, clock, 1, "www2.badforum.example/x/deeper")
    await detected(database, clock, 2, "badforum.test")
    await detected(database, clock, 3, "www2.badforum.example/x", case=case)  # its own removal counts once
    counts = {scope: found[0].count for scope, found in (await seen(database, vault, clock, case)).items()}
    assert counts == {Scope.PAGE: 2, Scope.HOST: 2, Scope.DOMAIN: 3, Scope.FAMILY: 4}


@pytest.mark.sqlite
async def test_a_flood_is_counted_no_further_than_it_is_read(
    database: Database, vault: Vault, clock: StandingClock
) -> None:
    case = await reported(database, vault, clock, "badforum.example/x")
    async with database.bulk() as tx:
        await tx.run(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 450) "
            "INSERT INTO detections (server_id, channel_id, message_id, place, text_key, pattern, tier, category, source, "
            "rule, link, how, action, outcome, detected_at) "
            "SELECT 1, 2, i, 'message', x'00', 'p', 'own', 'scam', '', '', 'badforum.example/z', '', 'delete', 'removed', $1 FROM n",
            int(clock().timestamp() * 1000),
        )
    found = await seen(database, vault, clock, case)
    assert found[Scope.HOST] == [Seen(401, more=True)]
    assert found[Scope.PAGE] == [Seen(1, more=True)]
