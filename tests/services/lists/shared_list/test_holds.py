"""The hold: a new shared entry that does harm is left to humans, until somebody else looked at it."""

import pytest

from core.base.categories import Category
from core.base.ids import ServerId
from core.lists.holds import MEMBERS
from core.lists.shared_standing import StanceKind
from core.scanning.detections import Outcome
from core.servers.policy import Preset
from services.lists.shared_list.notices import About, SharedNews
from services.scanning.removal_ports import RemovalResult
from services.scanning.rule_recheck import RuleRecheck
from tests.given_retention import forget
from tests.lists import list_entry
from tests.people import manager, moderator
from tests.services.lists.shared_list.many import FIRST, FRESH, LINK, SECOND, SITE, C, D, E, F, ManyServers
from tests.services.scanning.process import ScanningProcess
from tests.services.scanning.samples import GENERAL


@pytest.fixture
async def many(process: ScanningProcess) -> ManyServers:
    found = ManyServers(process)
    await found.listed()
    for server, group in ((C, "c"), (D, "d"), (E, "e")):
        await found.server(server, group)
    await found.server(F, trusted=False)
    return found


async def hold(many: ManyServers) -> None:
    for server in (C, D, E):
        await many.undone(server)
    assert await many.is_held()


async def test_a_new_entry_that_three_groups_undid_is_held(many: ManyServers) -> None:
    await many.undone(C)
    await many.undone(D)
    await many.undone(D)  # the same voice again
    assert not await many.is_held()
    assert await many.acts(F) is Outcome.REMOVED
    await many.undone(E)
    assert await many.is_held()
    assert [await many.acts(server) for server in (C, F)] == [Outcome.REVIEW, Outcome.REVIEW]
    found = (await many.process.detections())[-1]
    assert (found.rule, found.pattern) == ("held-undone", SITE)
    assert await many.audited() == ["hold undone"]


async def test_whoever_confirmed_or_owns_it_is_left_alone(many: ManyServers) -> None:
    await many.says(F, StanceKind.CONFIRM)  # its word is not counted, and it is its own
    await list_entry(many.storage, D, SITE, now=many.clock())
    for server in (C, D, E):  # in D its own list acts
        await many.undone(server)
    assert not await many.is_held()
    await many.server(ServerId(61 * 10**16), "g")
    await many.undone(ServerId(61 * 10**16))
    assert await many.is_held()
    acts = {server: await many.acts(server) for server in (FIRST, SECOND, F, D, C)}
    assert acts == {
        **dict.fromkeys((FIRST, SECOND, F, D), Outcome.REMOVED),
        C: Outcome.REVIEW,
    }


async def test_a_removal_that_waits_is_put_off_by_a_hold(many: ManyServers) -> None:
    await hold(many)
    rules = RuleRecheck(
        server_cache=many.process.server_cache, lists=many.process.lists, surroundings=many.process.remover
    )
    assert not await rules.still_delete(C, GENERAL, LINK, "")
    assert await rules.still_delete(FIRST, GENERAL, LINK, "")


async def test_twenty_long_members_in_two_groups_hold_it(many: ManyServers) -> None:
    for member in range(MEMBERS - 1):
        await many.removed(C, 1000 + member)
    await many.removed(D, 1000)  # known from C
    await many.removed(D, 2000, joined=FRESH)
    await many.removed(D, 2001, joined=None)
    assert not await many.is_held()
    await many.removed(D, 2002)
    assert await many.is_held()
    assert await many.audited() == ["hold removed"]
    assert await many.signs() == 0  # what was noted is of no more use


async def test_an_entry_that_stood_for_a_week_is_not_held_any_more(many: ManyServers) -> None:
    await many.undone(C)
    await many.undone(D)
    many.clock.forward(days=7)
    await many.undone(E)
    assert not await many.is_held()


async def test_what_was_noted_while_it_was_listed_before_counts_no_more(many: ManyServers) -> None:
    await many.undone(C)
    await many.undone(D)
    many.clock.forward(hours=1)
    await many.says(SECOND, StanceKind.DISPUTE)
    many.clock.forward(hours=1)
    await many.says(SECOND, StanceKind.CONFIRM)
    await many.undone(E)
    assert not await many.is_held()
    await many.undone(C)
    await many.undone(D)
    assert await many.is_held()


async def test_only_a_trusted_server_that_did_not_stand_for_it_lifts_it(many: ManyServers) -> None:
    await hold(many)
    mate = ServerId(62 * 10**16)
    await many.server(mate, "first")  # of a group that stands for it already
    for server in (FIRST, F, mate):
        await many.says(server, StanceKind.CONFIRM)
        assert await many.is_held()
    await many.shared.retract(moderator(SECOND), SITE, "")
    await many.says(SECOND, StanceKind.CONFIRM)
    assert await many.is_held()
    await many.says(C, StanceKind.CONFIRM)
    assert not await many.is_held()
    assert await many.acts(D) is Outcome.REMOVED
    assert await many.audited() == ["hold undone", "hold-lifted"]


async def test_after_it_was_lifted_it_takes_as_much_again(many: ManyServers) -> None:
    await hold(many)
    await many.says(C, StanceKind.CONFIRM)
    for server in (C, D):
        await many.undone(server)
    assert not await many.is_held()
    await many.undone(E)
    assert await many.is_held()


async def test_what_was_noted_survives_a_restart(many: ManyServers, second: ScanningProcess) -> None:
    await many.undone(C)
    await many.undone(D)
    await second.indexing.load()
    again = ManyServers(second, 5000)
    await again.undone(E)
    assert await many.is_held()


async def test_its_trusted_confirmers_are_told_once(many: ManyServers) -> None:
    await many.says(F, StanceKind.CONFIRM)
    await hold(many)
    news = SharedNews(storage=many.storage)
    assert await news.tell(many.clock()) == 2
    assert await news.tell(many.clock()) == 0
    (told,) = await news.newest(FIRST)
    assert (told.about, told.pattern, told.why) == (About.HELD, SITE, "undone")
    assert await news.newest(F) == []


async def test_a_server_that_lost_trust_holds_nothing(many: ManyServers) -> None:
    await many.undone(C)
    await many.undone(D)
    await many.trust.untrust(str(C))
    await many.undone(E)
    assert not await many.is_held()


async def test_nothing_of_a_member_stands_in_clear(many: ManyServers) -> None:
    await many.removed(C, 123_456_789)
    (row,) = await many.process.database.read.all("SELECT * FROM hold_signs")
    assert len(row["member_key"]) == 16
    assert "123456789" not in " ".join(map(str, row))


async def test_an_entry_of_the_own_list_notes_nothing(many: ManyServers) -> None:
    await list_entry(many.storage, C, SITE, Category.SCAM, now=many.clock())
    await many.removed(C, 5)
    await many.undone(C)
    assert await many.signs() == 0


async def test_a_removal_that_is_done_later_is_noted_then(many: ManyServers) -> None:
    many.process.remover.answers = [RemovalResult.FAILED]
    found = await many.removed(C, 5)
    assert (await many.process.outcome(found), await many.signs()) == (Outcome.FAILED, 0)
    many.clock.forward(seconds=5)
    await many.process.work_off()
    assert (await many.process.outcome(found), await many.signs()) == (Outcome.REMOVED, 1)


async def test_what_somebody_else_removed_or_nobody_may_remove_is_not_noted(many: ManyServers) -> None:
    for answer in (RemovalResult.GONE, RemovalResult.FORBIDDEN):
        many.process.remover.answers = [answer]
        await many.removed(C, 5)
    assert await many.signs() == 0


async def test_what_is_noted_goes_when_the_entry_is_no_longer_new(many: ManyServers) -> None:
    await many.removed(C, 5)
    await many.undone(D)
    await forget(many.process.database, many.clock.forward(days=6))
    assert await many.signs() == 2
    await forget(many.process.database, many.clock.forward(days=1))
    assert await many.signs() == 0


async def test_what_a_moderator_deletes_is_not_the_entrys_doing(many: ManyServers) -> None:
    await many.process.policies.take_preset(manager(C), Preset.GENTLE)  # the shared list asks there
    found = await many.removed(C, 5)
    assert await many.process.outcome(found) is Outcome.REVIEW
    await many.process.moderation.delete(moderator(C), found)
    await many.process.work_off()
    assert (await many.process.outcome(found), await many.signs()) == (Outcome.REMOVED, 0)
