"""What moderators do with a detection: rights, one winner, and what each button leaves behind."""

import asyncio
from datetime import timedelta

import pytest

from core.base.authority import Caller
from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import CaseId, ChannelId, DetectionId, MessageId, RoleId, UserId
from core.lists.patterns import Scope, parse_pattern
from core.scanning.detections import DismissReason, Person, Returned, Settled, Verb
from core.servers.policy import Action, Tier
from db.engine.database import Database
from db.engine.vault import Vault
from db.scanning.detection_rows import OrderedRemoval, add_removal
from services.base.outbox import Kind
from services.scanning.moderation import Listing
from services.scanning.removals import RemovalResult
from tests.conftest import StandingClock
from tests.services.scanning.patrol import LINK, LISTED, OTHER, SERVER, Patrol, manager, moderator

MEMBER = Caller(SERVER, UserId(5), "member", roles=frozenset({RoleId(9)}))


@pytest.fixture
async def patrol(database: Database, vault: Vault, clock: StandingClock) -> Patrol:
    return await Patrol(database, vault, clock).begin()


async def in_review(patrol: Patrol, **more: object) -> DetectionId:
    await patrol.policies.set_rule(manager(), Tier.OWN, Action.REVIEW, None)
    found = await patrol.see(**more)  # type: ignore[arg-type]
    assert found is not None
    return found


async def removed(patrol: Patrol, **more: object) -> DetectionId:
    found = await patrol.see(**more)  # type: ignore[arg-type]
    assert found is not None
    return found


async def test_undo_allows_the_pattern_and_makes_the_authors_message_due(patrol: Patrol) -> None:
    found = await removed(patrol)
    await patrol.settling.undo(moderator(), found)
    assert await patrol.see(message=2) is None, "the rule is stopped here"
    assert await patrol.armed(Kind.UNDO_NOTICE) == [found]
    row = await patrol.row(found)
    assert row["settled"] == "undone"
    audit = await patrol.database.read.all("SELECT action FROM audit WHERE subject LIKE 'detection/%'")
    assert [line["action"] for line in audit] == ["detection-undone"]


async def test_of_many_undos_at_once_one_wins(
    patrol: Patrol, second_database: Database, vault: Vault, clock: StandingClock
) -> None:
    second = Patrol(second_database, vault, clock, "second")
    found = await removed(patrol)
    clicks = [
        process.settling.undo(moderator(number=number), found)
        for number, process in enumerate([patrol, second] * 4)
    ]
    answers = await asyncio.gather(*clicks, return_exceptions=True)
    refused = [answer for answer in answers if isinstance(answer, UserError)]
    assert len(refused) == 7
    assert {error.key for error in refused} == {"detection-undone-already"}


async def test_another_servers_moderator_and_members_are_refused(patrol: Patrol) -> None:
    found = await removed(patrol)
    for caller, key in ((MEMBER, "error-not-moderator"), (moderator(OTHER), "error-unknown-button")):
        with pytest.raises(UserError) as caught:
            await patrol.settling.undo(caller, found)
        assert caught.value.key == key
        with pytest.raises(UserError):
            await patrol.settling.reveal(caller, found)
    assert (await patrol.row(found))["settled"] == ""


async def test_a_click_on_another_message_is_refused(patrol: Patrol) -> None:
    found = await in_review(patrol)
    async with patrol.database.bulk() as tx:
        await tx.run("UPDATE outbox SET channel_id = 5, message_id = 6")
    card = (ChannelId(5), MessageId(6))
    assert (await patrol.settling.at_card(moderator(), found, card)).id == found
    for elsewhere in ((ChannelId(5), MessageId(7)), (ChannelId(4), MessageId(6))):
        with pytest.raises(UserError, match="detection-elsewhere"):
            await patrol.settling.at_card(moderator(), found, elsewhere)


async def test_delete_from_review_owes_the_removal(patrol: Patrol) -> None:
    found = await in_review(patrol)
    await patrol.settling.delete(moderator(), found)
    await patrol.work_off()
    assert patrol.remover.deleted == [1]
    seen = await patrol.settling.may(moderator(), found, Verb.UNDO)
    assert (seen.settled, seen.settled_by) == (Settled.DELETED, Person(moderator().user, "mod 1"))
    with pytest.raises(UserError, match="detection-settled-already"):
        await patrol.settling.delete(moderator(), found)


async def test_list_puts_it_on_the_own_list_and_removes_by_policy(patrol: Patrol) -> None:
    found = await in_review(patrol)
    await patrol.policies.set_rule(manager(), Tier.OWN, Action.DELETE, None)
    listed = await patrol.settling.list_link(
        moderator(), found, Scope.PAGE, Category.THREATS, " a note ", share=True
    )
    assert (listed.pattern.text, listed.new, listed.removing) == (f"{LISTED}/threads/x.1", True, True)
    await patrol.work_off()
    assert patrol.remover.deleted == [1]
    stances = await patrol.database.read.all("SELECT stance FROM current_stances")
    assert [row["stance"] for row in stances] == ["confirm"]
    entry = await patrol.storage.read.shared.get(listed.pattern.text)
    assert entry is not None
    assert [stance.reason for _, stance in entry.stances] == [""], "other servers read it"


async def test_list_leaves_the_message_where_the_policy_does_not_delete(patrol: Patrol) -> None:
    found = await in_review(patrol)
    listed = await patrol.settling.list_link(
        moderator(), found, Scope.HOST, Category.THREATS, "", share=False
    )
    assert (listed.new, listed.removing) == (False, False)
    await patrol.work_off()
    assert patrol.remover.deleted == []


async def test_a_banned_server_shares_nothing(patrol: Patrol) -> None:
    found = await in_review(patrol)
    async with patrol.database.bulk() as tx:
        await tx.run("UPDATE servers SET banned_at = 1")
    with pytest.raises(UserError, match="sharing-banned"):
        await patrol.settling.list_link(moderator(), found, Scope.HOST, Category.OTHER, "", share=True)


async def test_dismiss_leaves_the_message_and_owes_nothing(patrol: Patrol) -> None:
    patrol.remover.answers = [RemovalResult.FORBIDDEN]
    found = await removed(patrol)
    await patrol.settling.dismiss(moderator(), found, DismissReason.NEWS_OR_COUNTER_SPEECH, "press")
    row = await patrol.row(found)
    assert (row["settled"], row["due_at"]) == ("dismissed", None)
    assert await patrol.see(message=2) is not None, "the rule goes on"
    for verb in (Verb.DELETE, Verb.LIST, Verb.DISMISS):
        with pytest.raises(UserError, match="detection-settled-already"):
            await patrol.settling.may(moderator(), found, verb)


async def test_reveal_is_audited_and_ends_with_the_text(patrol: Patrol, clock: StandingClock) -> None:
    found = await removed(patrol, text=f"words {LINK}")
    assert LINK in await patrol.settling.reveal(moderator(), found)
    clock.forward(days=7, seconds=1)
    await patrol.live()
    assert await patrol.rows.purge(clock()) == 1
    assert await patrol.rows.purge(clock()) == 0
    with pytest.raises(UserError, match="detection-no-text"):
        await patrol.settling.reveal(moderator(), found)
    audit = await patrol.database.read.all("SELECT actor_sealed FROM audit WHERE action = 'detection-reveal'")
    assert len(audit) == 1
    assert b"words" not in patrol.database.path.read_bytes()


async def test_what_undo_led_to_is_written_down(patrol: Patrol) -> None:
    found = await removed(patrol)
    await patrol.settling.undo(moderator(), found)
    await patrol.settling_rows.note_returned(found, Returned.CLOSED, patrol.clock())
    seen = await patrol.settling_rows.get(found)
    assert seen is not None
    assert seen.returned is Returned.CLOSED
    assert seen.detected_at + timedelta(0) == patrol.clock()


async def test_a_bots_message_is_undone_without_a_message_to_anybody(patrol: Patrol) -> None:
    found = await removed(patrol, author=Person(UserId(8), "bridge"), member=False)
    await patrol.settling.undo(moderator(), found)
    assert await patrol.armed(Kind.UNDO_NOTICE) == []


async def ordered_from_case(patrol: Patrol, author: Person) -> DetectionId:
    """Another moderator had this person's reported message removed by listing its link."""
    async with patrol.database.bulk() as tx:
        found = await add_removal(
            tx,
            patrol.vault,
            OrderedRemoval(
                server=SERVER,
                channel=ChannelId(3),
                message=MessageId(77),
                case=CaseId(1),
                by=Person(UserId(44), "Ann"),
                settled=Settled.LISTED,
                category=Category.HARASSMENT,
                author=author,
                pattern=LISTED,
                link=f"{LISTED}/x",
                text="what was written",
            ),
            patrol.clock(),
        )
    assert found is not None
    return found


def owner(by: Caller) -> Person:
    return Person(by.user, by.name)


async def test_who_wrote_the_message_of_a_case_decides_nothing_about_its_removal(patrol: Patrol) -> None:
    found = await ordered_from_case(patrol, owner(moderator()))
    for verb in Verb:
        with pytest.raises(UserError, match="detection-own-message"):
            await patrol.settling.may(moderator(), found, verb)
    for attempt in (
        patrol.settling.undo(moderator(), found),
        patrol.settling.delete(moderator(), found),
        patrol.settling.reveal(moderator(), found),
    ):
        with pytest.raises(UserError, match="detection-own-message"):
            await attempt
    assert not await patrol.storage.read.allows.get(SERVER, LISTED)
    assert (await patrol.row(found))["settled"] == "listed"
    assert "what was written" in await patrol.settling.reveal(moderator(number=2), found)
    await patrol.settling.undo(moderator(number=2), found)


async def test_the_transaction_itself_keeps_it_from_the_author(patrol: Patrol) -> None:
    found, by, now = await ordered_from_case(patrol, owner(moderator())), moderator(), patrol.clock()
    listing = Listing(parse_pattern(LISTED), Category.OTHER, "", share=False, remove=False)
    rows = patrol.settling_rows
    for attempt in (
        rows.undo(found, by, parse_pattern(LISTED), now),
        rows.order_delete(found, by, now),
        rows.list_pattern(found, by, listing, now),
        rows.dismiss(found, by, DismissReason.DUPLICATE, "", now),
        rows.reveal(found, by, now),
    ):
        with pytest.raises(UserError, match="detection-own-message"):
            await attempt
    assert (await patrol.row(found))["settled"] == "listed"
    assert await patrol.database.read.all("SELECT 1 FROM audit WHERE subject LIKE 'detection/%'") == []


async def test_what_a_list_found_in_ones_own_message_is_for_others_save_its_deletion(patrol: Patrol) -> None:
    found = await in_review(patrol, author=owner(moderator()))
    for verb in (Verb.UNDO, Verb.LIST, Verb.DISMISS):
        with pytest.raises(UserError, match="detection-own-message"):
            await patrol.settling.may(moderator(), found, verb)
    with pytest.raises(UserError, match="detection-own-message"):
        await patrol.settling.reveal(moderator(), found)
    await patrol.settling.delete(moderator(), found)
    await patrol.work_off()
    assert patrol.remover.deleted == [1]
