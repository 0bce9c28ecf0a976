"""Attacks on the shared list, played through on the real services."""

from datetime import timedelta

import pytest

from core.base.errors import UserError
from core.base.ids import ServerId
from core.lists.shared_standing import SharedState, StanceKind
from core.lists.stances import STANCES_A_DAY
from core.scanning.detections import Outcome
from services.lists.shared_list.notices import NEWS_EVERY, SharedNews
from tests.kept import audit, owed
from tests.people import moderator
from tests.services.lists.process import A, B, C, Process
from tests.services.lists.shared_list.many import FIRST, FRESH, SECOND, ManyServers, listed_hosts
from tests.services.lists.shared_list.many import C as THIRD
from tests.services.lists.shared_list.many import D as FOURTH
from tests.services.scanning.process import ScanningProcess

VICTIM = "community.example"


@pytest.fixture
async def many(process: ScanningProcess) -> ManyServers:
    found = ManyServers(process)
    await found.listed()
    return found


def fresh(count: int) -> list[ServerId]:
    return [ServerId(70 * 10**16 + number) for number in range(count)]


# A hundred fresh servers of one owner.


@pytest.mark.long
async def test_a_hundred_fresh_servers_list_nothing_and_unlist_nothing(rowan: Process) -> None:
    for server in fresh(100):
        await rowan.add(server, VICTIM, share=True)
    await rowan.trusted(A, B)
    assert await rowan.found(A, VICTIM) == []  # it acts on nobody, not even as a proposal
    assert await rowan.found(C, VICTIM) == []
    await rowan.add(A, "forum.example", share=True)
    await rowan.add(B, "forum.example", share=True)
    before = [(match.tier, match.held) for match in await rowan.found(C, "forum.example")]
    for server in fresh(100):
        await rowan.shared.stand(moderator(server), "forum.example", StanceKind.DISPUTE, "")
    assert [(match.tier, match.held) for match in await rowan.found(C, "forum.example")] == before


@pytest.mark.long
async def test_a_hundred_servers_in_one_trusted_group_are_one_voice(rowan: Process) -> None:
    await rowan.trusted(*fresh(100), group="one owner")
    for server in fresh(100):
        await rowan.add(server, VICTIM, share=True)
    entry = await rowan.storage.read.shared.get(VICTIM)
    assert entry is not None
    assert await rowan.found(C, VICTIM) == []
    page = await rowan.shared.pending(moderator(fresh(1)[0]), 0)
    (row,) = page.rows
    assert row.state is SharedState.PROPOSED
    assert row.standing is not None
    assert row.standing.confirms == 1


# Sixty provoked removals.


@pytest.mark.long
async def test_removals_in_servers_that_are_not_trusted_hold_nothing(many: ManyServers) -> None:
    for server in fresh(3):
        await many.server(server, trusted=False)
    for number in range(60):
        await many.removed(fresh(3)[number % 3], 9000 + number)
    for server in fresh(3):
        await many.undone(server)
    assert not await many.is_held()
    assert await many.signs() == 0


@pytest.mark.long
async def test_removals_in_one_trusted_group_hold_nothing_and_leave_few_rows(many: ManyServers) -> None:
    for server in (THIRD, FOURTH):
        await many.server(server, "one owner")
    for number in range(60):
        await many.removed((THIRD, FOURTH)[number % 2], 9000 + number)
    assert not await many.is_held()
    assert await many.signs() == 40  # twenty of each server at most, however many are provoked


@pytest.mark.long
async def test_removals_of_fresh_members_or_of_one_again_and_again_hold_nothing(many: ManyServers) -> None:
    for server, group in ((THIRD, "c"), (FOURTH, "d")):
        await many.server(server, group)
        for number in range(30):
            await many.removed(server, 9000 + number, joined=FRESH)
            await many.removed(server, 9100, joined=timedelta(days=900))
    assert not await many.is_held()
    assert await many.signs() == 2


async def test_undoing_again_and_again_is_one_voice(many: ManyServers) -> None:
    for server, group in ((THIRD, "c"), (FOURTH, "c"), (ServerId(63 * 10**16), "d")):
        await many.server(server, group)
        for _ in range(5):
            await many.undone(server)
    assert not await many.is_held()


@pytest.mark.long
async def test_an_old_entry_is_not_brought_down_by_sixty_removals(many: ManyServers) -> None:
    many.clock.forward(days=8)
    for server, group in ((THIRD, "c"), (FOURTH, "d")):
        await many.server(server, group)
        for number in range(30):
            await many.removed(server, 9000 + number)
    assert not await many.is_held()
    assert await many.acts(THIRD) is Outcome.REMOVED


async def test_even_a_hold_unprotects_neither_confirmers_nor_owners(many: ManyServers) -> None:
    for server, group in ((THIRD, "c"), (FOURTH, "d")):
        await many.server(server, group)
        for number in range(10):
            await many.removed(server, 9000 + 100 * (server == THIRD) + number)
    assert await many.is_held()
    assert [await many.acts(server) for server in (FIRST, SECOND)] == [Outcome.REMOVED] * 2
    assert await many.acts(THIRD) is Outcome.REVIEW  # a human looks; the link does not stand unseen


# A trusted server gone bad.


async def test_who_disputes_everything_unlists_nothing_that_two_other_groups_confirm(
    rowan: Process,
) -> None:
    hosts = await listed_hosts(rowan, 10)
    await rowan.trusted(C)
    for host in hosts:
        await rowan.shared.stand(moderator(C), host, StanceKind.DISPUTE, "all wrong")
    assert [len(await rowan.found(fresh(1)[0], host)) for host in hosts] == [1] * 10


async def test_its_disputes_bring_one_message_an_hour_and_each_only_once(rowan: Process) -> None:
    hosts = await listed_hosts(rowan, 8)
    await rowan.trusted(C)
    news = SharedNews(storage=rowan.storage)
    for host in hosts[:5]:
        await rowan.shared.stand(moderator(C), host, StanceKind.DISPUTE, "call @everyone +49 170 1234567")
    assert await news.tell(rowan.clock()) == 2
    assert sorted(await owed(rowan.database, "shared_news")) == [A, B]
    told = await news.newest(A)
    assert len(told) == 5
    assert "1234567" not in told[0].reason
    for _ in range(3):  # flips
        for host in hosts[:5]:
            await rowan.shared.stand(moderator(C), host, StanceKind.CONFIRM, "")
            await rowan.shared.stand(moderator(C), host, StanceKind.DISPUTE, "again")
    await rowan.shared.stand(moderator(C), hosts[5], StanceKind.DISPUTE, "")
    assert await news.tell(rowan.clock()) == 0  # not within the hour
    rowan.clock.forward(seconds=NEWS_EVERY.total_seconds())
    async with rowan.database.bulk() as tx:
        await tx.run("UPDATE outbox SET state = 'done' WHERE kind = 'shared_news'")
    assert await news.tell(rowan.clock()) == 2
    assert [one.pattern for one in await news.newest(A)] == [hosts[5]]


async def test_what_servers_say_that_are_not_trusted_is_brought_into_nobodys_channel(
    rowan: Process,
) -> None:
    (host,) = await listed_hosts(rowan, 1)
    for server in fresh(5):
        await rowan.shared.stand(moderator(server), host, StanceKind.DISPUTE, "an insult")
    news = SharedNews(storage=rowan.storage)
    assert await news.tell(rowan.clock()) == 0
    page = await rowan.own.show(moderator(A), host, "")
    assert page.shared is not None
    assert (
        len([each for each in page.shared.said if each.reason == "an insult"]) == 5
    )  # it is there for who asks


async def test_what_is_not_posted_yet_loses_no_line(rowan: Process) -> None:
    hosts = await listed_hosts(rowan, 2)
    await rowan.trusted(C)
    news = SharedNews(storage=rowan.storage)
    for host in hosts:
        await rowan.shared.stand(moderator(C), host, StanceKind.DISPUTE, "")
        await news.tell(rowan.clock())
        rowan.clock.forward(hours=3)
    assert [one.pattern for one in await news.newest(A)] == hosts[:1]  # the second waits for its turn
    async with rowan.database.bulk() as tx:
        await tx.run("UPDATE outbox SET state = 'done' WHERE kind = 'shared_news'")
    assert await news.tell(rowan.clock()) == 2
    assert [one.pattern for one in await news.newest(A)] == hosts[1:]


async def test_no_server_turns_the_list_over_in_a_night_and_each_flip_is_audited(
    rowan: Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.lists.stances.STANCES_A_DAY", 6)
    (host,) = await listed_hosts(rowan, 1)
    await rowan.trusted(C)
    before = len(await audit(rowan.database, rowan.vault))
    for _ in range(3):
        await rowan.shared.stand(moderator(C), host, StanceKind.CONFIRM, "")
        await rowan.shared.stand(moderator(C), host, StanceKind.DISPUTE, "")
    with pytest.raises(UserError, match="list-stances-today"):
        await rowan.shared.stand(moderator(C), host, StanceKind.CONFIRM, "")
    lines = (await audit(rowan.database, rowan.vault))[before:]
    assert [line.action for line in lines] == ["stance-confirm", "stance-dispute"] * 3
    await rowan.shared.retract(moderator(C), host, "")  # taking back is always possible
    rowan.clock.forward(days=1)
    await rowan.shared.stand(moderator(C), host, StanceKind.CONFIRM, "")


async def test_saying_the_same_again_takes_nothing_from_the_day(
    rowan: Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.lists.stances.STANCES_A_DAY", 2)
    (host,) = await listed_hosts(rowan, 1)
    for _ in range(5):
        await rowan.shared.stand(moderator(A), host, StanceKind.CONFIRM, "")
    assert STANCES_A_DAY > 2


async def test_pages_of_popular_sites_that_one_trusted_server_shares_act_on_nobody_else_by_deletion(
    rowan: Process,
) -> None:
    await rowan.trusted(A, B)
    with pytest.raises(UserError):
        await rowan.add(A, "youtube.com", share=True)
    await rowan.add(A, "youtube.com/watch?v=abc", share=True)
    assert await rowan.tiers(B, "https://youtube.com/watch?v=abc") == ["proposed"]
    assert await rowan.tiers(C, "https://youtube.com/watch?v=abc") == []
    await rowan.trust.ban(str(A))
    assert await rowan.tiers(B, "https://youtube.com/watch?v=abc") == []
    assert await rowan.tiers(A, "https://youtube.com/watch?v=abc") == ["own"]  # its own list goes on
