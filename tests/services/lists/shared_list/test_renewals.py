"""A server is asked before its words on the shared list run out, once for all of them and once more before the end."""

from datetime import timedelta

import pytest

from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import ChannelId, MessageId, ServerId
from core.base.posts import MessagePlace
from core.base.times import to_ms
from core.lists.shared_standing import STANCE_LASTS, StanceKind
from services.base.outbox import Kind, Posted
from services.base.worker import Bell
from services.lists.shared_list.renewals import Renewals
from tests.kept import owed
from tests.people import member, moderator
from tests.services.lists.process import A, B, Process
from tests.stores import Committing, set_up

PLACE = MessagePlace(ChannelId(5), MessageId(6))


@pytest.fixture
async def renewals(rowan: Process) -> Renewals:
    for server in (A, B):
        await set_up(rowan.database, rowan.vault, server)
    return Renewals(storage=rowan.storage, outbox_bell=Bell(), clock=rowan.clock)


async def said(rowan: Process, *hosts: str, server: ServerId = A) -> None:
    for host in hosts:
        await rowan.add(server, host, share=True)


async def until(rowan: Process, host: str, server: ServerId = A) -> float:
    """In how many days the server's word on the host ends."""
    entry = await rowan.storage.read.shared.get(host)
    assert entry is not None
    stance = entry.stance_of(server)
    assert stance is not None
    return (stance.review_at - rowan.clock()) / timedelta(days=1)


async def test_it_is_asked_once_two_weeks_before_and_once_more_at_the_end(
    rowan: Process, renewals: Renewals
) -> None:
    await said(rowan, "a1.example", "b1.example")
    rowan.clock.forward(days=1)
    await said(rowan, "c1.example")
    rowan.clock.forward(days=164)
    assert await renewals.ask(rowan.clock()) == 0
    rowan.clock.forward(days=1)
    assert await renewals.ask(rowan.clock()) == 1
    assert await owed(rowan.database, Kind.RENEWAL) == [A]
    assert (await renewals.running_out(A)).total == 3  # that of the next day, too: it is asked for once
    for _ in range(11):
        rowan.clock.forward(days=1)
        assert await renewals.ask(rowan.clock()) == 0
    rowan.clock.forward(days=1)
    assert await renewals.ask(rowan.clock()) == 1
    rowan.clock.forward(days=1)
    assert await renewals.ask(rowan.clock()) == 0


async def test_another_process_does_not_ask_again(
    rowan: Process, elsewhere: Process, renewals: Renewals
) -> None:
    await said(rowan, "a1.example")
    rowan.clock.forward(days=170)
    assert await renewals.ask(rowan.clock()) == 1
    again = Renewals(storage=elsewhere.storage, outbox_bell=Bell(), clock=rowan.clock)
    assert await again.ask(rowan.clock()) == 0


async def test_servers_that_left_or_are_banned_are_not_asked(rowan: Process, renewals: Renewals) -> None:
    await said(rowan, "a1.example")
    await said(rowan, "b1.example", server=B)
    await rowan.trust.ban(str(A))
    await Committing(rowan.database, rowan.vault).servers.leave(B, rowan.clock())
    rowan.clock.forward(days=170)
    assert await renewals.ask(rowan.clock()) == 0


async def test_all_are_renewed_at_one_click_however_many(rowan: Process, renewals: Renewals) -> None:
    hosts = [f"h{number}.example" for number in range(60)]
    await said(rowan, *hosts)
    rowan.clock.forward(days=170)
    assert await renewals.renew_all(moderator(A)) == 60
    assert (await renewals.running_out(A)).total == 0
    assert await until(rowan, hosts[-1]) == STANCE_LASTS / timedelta(days=1)
    assert await renewals.renew_all(moderator(A)) == 0


async def test_one_is_renewed_with_what_was_said(rowan: Process, renewals: Renewals) -> None:
    await rowan.trusted(A, B)
    await said(rowan, "a1.example", server=B)
    await rowan.shared.stand(moderator(A), "a1.example", StanceKind.DISPUTE, "a mistake")
    rowan.clock.forward(days=170)
    (one,) = (await renewals.running_out(A)).rows
    assert await renewals.renew(moderator(A), one.stance) == "a1.example"
    entry = await rowan.storage.read.shared.get("a1.example")
    assert entry is not None
    stance = entry.stance_of(A)
    assert stance is not None
    assert (stance.kind, stance.reason) == (StanceKind.DISPUTE, "a mistake")
    with pytest.raises(UserError, match="renewal-over"):
        await renewals.renew(moderator(A), one.stance)


async def test_what_is_to_run_out_is_asked_about_no_more(rowan: Process, renewals: Renewals) -> None:
    await said(rowan, "a1.example", "b1.example")
    rowan.clock.forward(days=170)
    first, second = (await renewals.running_out(A)).rows
    await renewals.let_end(moderator(A), first.stance)
    assert [one.stance for one in (await renewals.running_out(A)).rows] == [second.stance]
    assert await renewals.renew_all(moderator(A)) == 1
    rowan.clock.forward(days=9)
    assert await renewals.ask(rowan.clock()) == 0
    await renewals.renew(moderator(A), first.stance)  # they think better of it
    assert await until(rowan, "a1.example") > 100


async def test_rights_are_asked_at_the_click(rowan: Process, renewals: Renewals) -> None:
    await said(rowan, "a1.example")
    rowan.clock.forward(days=170)
    (one,) = (await renewals.running_out(A)).rows
    for caller in (member(A),):
        with pytest.raises(UserError, match="error-not-moderator"):
            await renewals.renew_all(caller)
        with pytest.raises(UserError, match="error-not-moderator"):
            await renewals.renew(caller, one.stance)
        with pytest.raises(UserError, match="error-not-moderator"):
            await renewals.let_end(caller, one.stance)
        with pytest.raises(UserError, match="error-not-moderator"):
            await renewals.page(caller, 0)
    with pytest.raises(UserError, match="renewal-over"):  # another server's
        await renewals.renew(moderator(B), one.stance)
    await rowan.trust.ban(str(A))
    with pytest.raises(UserError, match="sharing-banned"):
        await renewals.renew_all(moderator(A))


async def test_a_button_belongs_to_the_newest_message_of_its_server(
    rowan: Process, renewals: Renewals
) -> None:
    await said(rowan, "a1.example")
    rowan.clock.forward(days=170)
    await renewals.ask(rowan.clock())
    outbox = Committing(rowan.database, rowan.vault).outbox
    (row,) = await outbox.take("p", rowan.clock(), 5)
    await outbox.settle(row, Posted(PLACE.channel, PLACE.message), rowan.clock(), rowan.clock())
    await renewals.at_message(moderator(A), A, PLACE)
    with pytest.raises(UserError, match="error-unknown-button"):
        await renewals.at_message(moderator(B), A, PLACE)
    with pytest.raises(UserError, match="renewal-newer"):
        await renewals.at_message(moderator(A), A, MessagePlace(PLACE.channel, MessageId(7)))


async def test_what_was_to_end_by_itself_is_not_asked_about(rowan: Process, renewals: Renewals) -> None:
    """As the word on an entry of the own list that ends after so many days."""
    await said(rowan, "a1.example", "b1.example")
    async with rowan.database.bulk() as tx:
        await tx.run(
            "UPDATE stances SET review_at = taken_at + 864000000 WHERE entry_id = "
            "(SELECT id FROM shared_entries WHERE pattern = 'a1.example')"
        )
    assert await renewals.ask(rowan.clock()) == 0
    assert (await renewals.running_out(A)).total == 0
    rowan.clock.forward(days=170)
    assert await renewals.renew_all(moderator(A)) == 1


async def test_a_category_may_set_another_time(rowan: Process, renewals: Renewals) -> None:
    await rowan.own.add(moderator(A), "shop.example", Category.SCAM, "", share=True)
    assert await until(rowan, "shop.example") == 90
    rowan.clock.forward(days=80)
    assert await renewals.renew_all(moderator(A)) == 1
    assert await until(rowan, "shop.example") == 90


async def test_a_confirm_is_not_renewed_past_the_end_of_the_own_entry(
    rowan: Process, renewals: Renewals
) -> None:
    for number in range(30):
        await rowan.own.add(
            moderator(A), f"h{number}.example", Category.DOXXING, "", share=True, days=100 + number // 30
        )
    await rowan.own.add(moderator(A), "last.example", Category.SCAM, "", share=True, days=91)
    assert (await until(rowan, "h0.example"), await until(rowan, "last.example")) == (100, 90)
    rowan.clock.forward(days=80)
    assert await renewals.ask(rowan.clock()) == 1
    (one,) = (await renewals.running_out(A)).rows
    assert one.pattern == "last.example"
    assert await renewals.renew_all(moderator(A)) == 1
    assert await until(rowan, "last.example") == 11
    assert await renewals.ask(rowan.clock()) == 0
    assert await renewals.renew_all(moderator(A)) == 0


async def test_what_ends_with_its_own_entry_is_passed_over(rowan: Process, renewals: Renewals) -> None:
    await said(rowan, *(f"h{number}.example" for number in range(30)))
    rowan.clock.forward(days=170)
    (one, *_) = (await renewals.running_out(A)).rows
    assert one.pattern == "h0.example"
    async with rowan.database.bulk() as tx:
        await tx.run(
            "UPDATE own_entries SET ends_at = $1 WHERE pattern = $2", to_ms(one.review_at), one.pattern
        )
    with pytest.raises(UserError, match="renewal-over"):
        await renewals.renew(moderator(A), one.stance)
    assert await renewals.renew_all(moderator(A)) == 29
