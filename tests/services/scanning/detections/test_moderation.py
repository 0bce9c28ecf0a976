"""What moderators do with a detection: rights, one winner, and what each button leaves behind."""

import asyncio
from datetime import timedelta

import pytest

from core.base.authority import Caller
from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import CaseId, ChannelId, DetectionId, MessageId, RoleId, UserId
from core.lists.patterns import Pattern, PatternKind, Scope, parse_pattern
from core.lists.shared_standing import StanceKind
from core.scanning.detections import RULE_STAYS, DismissReason, Person, Returned, Settled, UndoScope, Verb
from core.servers.policy import Action, Tier
from db.engine.database import Database
from db.engine.vault import Vault
from services.base.outbox import Kind
from services.lists.entries import add_entry
from services.scanning.removal_ports import OrderedRemoval, RemovalResult
from tests.conftest import StandingClock
from tests.given_retention import forget
from tests.people import manager, member, moderator
from tests.services.scanning.process import ScanningProcess
from tests.services.scanning.samples import LINK, LISTED, OTHER, SERVER

MEMBER = member(SERVER, roles=frozenset({RoleId(9)}))


async def in_review(process: ScanningProcess, **more: object) -> DetectionId:
    await process.policies.set_rule(manager(SERVER), Tier.OWN, Action.REVIEW, None)
    found = await process.see(**more)  # type: ignore[arg-type]
    assert found is not None
    return found


async def removed(process: ScanningProcess, **more: object) -> DetectionId:
    found = await process.see(**more)  # type: ignore[arg-type]
    assert found is not None
    return found


async def test_undo_allows_the_pattern_and_makes_the_authors_message_due(process: ScanningProcess) -> None:
    found = await removed(process)
    await process.moderation.undo(moderator(SERVER), found, UndoScope.SITE)
    assert await process.see(message=2) is None, "the rule is stopped here"
    assert await process.armed(Kind.UNDO_NOTICE) == [found]
    assert (await process.detection(found)).settled is Settled.UNDONE
    assert await process.audited() == ["detection-undone"]


async def test_of_many_undos_at_once_one_wins(
    process: ScanningProcess, second_database: Database, vault: Vault, clock: StandingClock
) -> None:
    second = ScanningProcess(second_database, vault, clock, "second")
    found = await removed(process)
    clicks = [
        each.moderation.undo(moderator(SERVER, number), found, UndoScope.SITE)
        for number, each in enumerate([process, second] * 4)
    ]
    answers = await asyncio.gather(*clicks, return_exceptions=True)
    refused = [answer for answer in answers if isinstance(answer, UserError)]
    assert len(refused) == 7
    assert {error.key for error in refused} == {"detection-undone-already"}


async def test_another_servers_moderator_and_members_are_refused(process: ScanningProcess) -> None:
    found = await removed(process)
    for caller, key in ((MEMBER, "error-not-moderator"), (moderator(OTHER), "error-unknown-button")):
        with pytest.raises(UserError) as caught:
            await process.moderation.undo(caller, found, UndoScope.SITE)
        assert caught.value.key == key
        with pytest.raises(UserError):
            await process.moderation.reveal(caller, found)
    assert (await process.detection(found)).settled is Settled.OPEN


async def test_a_click_on_another_message_is_refused(process: ScanningProcess) -> None:
    found = await in_review(process)
    card = (ChannelId(5), MessageId(6))
    await process.posted(*card)
    assert (await process.moderation.at_card(moderator(SERVER), found, card)).id == found
    for elsewhere in ((ChannelId(5), MessageId(7)), (ChannelId(4), MessageId(6))):
        with pytest.raises(UserError, match="detection-elsewhere"):
            await process.moderation.at_card(moderator(SERVER), found, elsewhere)


async def test_delete_from_review_owes_the_removal(process: ScanningProcess) -> None:
    found = await in_review(process)
    await process.moderation.delete(moderator(SERVER), found)
    await process.work_off()
    assert process.remover.deleted == [1]
    seen = await process.moderation.may(moderator(SERVER), found, Verb.UNDO)
    assert (seen.settled, seen.settled_by) == (Settled.DELETED, Person(moderator(SERVER).user, "Mo"))
    with pytest.raises(UserError, match="detection-settled-already"):
        await process.moderation.delete(moderator(SERVER), found)


async def test_list_puts_it_on_the_own_list_and_removes_by_policy(process: ScanningProcess) -> None:
    found = await in_review(process)
    await process.policies.set_rule(manager(SERVER), Tier.OWN, Action.DELETE, None)
    listed = await process.moderation.list_link(
        moderator(SERVER), found, Scope.PAGE, Category.THREATS, " a note ", share=True
    )
    assert (listed.pattern.text, listed.new, listed.removing) == (f"{LISTED}/threads/1", True, True)
    await process.work_off()
    assert process.remover.deleted == [1]
    entry = await process.storage.read.shared.get(listed.pattern.text)
    assert entry is not None
    ((_, stance),) = entry.stances
    assert (stance.kind, stance.reason) == (StanceKind.CONFIRM, ""), "other servers read the reason"


async def test_list_takes_category_and_note_from_a_site_and_joins_it(process: ScanningProcess) -> None:
    found = await in_review(process)
    with pytest.raises(UserError, match="site-unknown"):
        await process.moderation.list_link(
            moderator(SERVER), found, Scope.PAGE, None, "", share=False, site="Murk"
        )
    async with process.storage.bulk() as tx:
        pattern = parse_pattern("murkhollow.net")
        await add_entry(tx, SERVER, pattern, Category.HATE, "note", None, None, process.clock(), site="Murk")
    listed = await process.moderation.list_link(
        moderator(SERVER), found, Scope.PAGE, None, "", share=True, site="murk"
    )
    entry = await process.storage.read.own.get(SERVER, listed.pattern.text)
    assert entry is not None
    assert (entry.category, entry.note, entry.site_words.name) == (Category.HATE, "note", "Murk")
    shared = await process.storage.read.shared.get(listed.pattern.text)
    assert shared is not None
    assert (shared.words.category, shared.words.note, shared.words.site.name) == (
        Category.HATE,
        "note",
        "Murk",
    )


async def test_list_names_a_page_as_the_list_has_it_since_an_earlier_version(
    process: ScanningProcess,
) -> None:
    old = Pattern(PatternKind.PATH, f"{LISTED}/threads/a-title.1", f"{LISTED}/threads/1")
    async with process.storage.durable() as tx:
        await tx.own.add(SERVER, old, Category.DOXXING, "", None, None, process.clock())
    found = await in_review(process)
    listed = await process.moderation.list_link(
        moderator(SERVER), found, Scope.PAGE, Category.THREATS, "", share=False
    )
    assert (listed.pattern, listed.new) == (old, False)


async def test_list_leaves_the_message_where_the_policy_does_not_delete(process: ScanningProcess) -> None:
    found = await in_review(process)
    listed = await process.moderation.list_link(
        moderator(SERVER), found, Scope.HOST, Category.THREATS, "", share=False
    )
    assert (listed.new, listed.removing) == (False, False)
    await process.work_off()
    assert process.remover.deleted == []


async def test_a_banned_server_shares_nothing(process: ScanningProcess) -> None:
    found = await in_review(process)
    await process.stores.trust.ban(SERVER, process.clock())
    with pytest.raises(UserError, match="sharing-banned"):
        await process.moderation.list_link(
            moderator(SERVER), found, Scope.HOST, Category.OTHER, "", share=True
        )


async def test_dismiss_leaves_the_message_and_owes_nothing(process: ScanningProcess) -> None:
    process.remover.answers = [RemovalResult.FORBIDDEN]
    found = await removed(process)
    await process.moderation.dismiss(moderator(SERVER), found, DismissReason.NEWS_OR_COUNTER_SPEECH, "press")
    left = await process.detection(found)
    assert (left.settled, left.owed) == (Settled.DISMISSED, False)
    assert await process.see(message=2) is not None, "the rule goes on"
    for verb in (Verb.DELETE, Verb.LIST, Verb.DISMISS):
        with pytest.raises(UserError, match="detection-settled-already"):
            await process.moderation.may(moderator(SERVER), found, verb)


@pytest.mark.sqlite
async def test_reveal_is_audited_and_ends_with_the_text(
    process: ScanningProcess, clock: StandingClock
) -> None:
    found = await removed(process, text=f"a heron {LINK}")
    assert LINK in await process.moderation.reveal(moderator(SERVER), found)
    clock.forward(days=7, seconds=1)
    await process.live()
    assert await forget(process.database, clock()) == 2  # the text, and that its place was posted
    assert await forget(process.database, clock()) == 0
    with pytest.raises(UserError, match="detection-no-text"):
        await process.moderation.reveal(moderator(SERVER), found)
    assert await process.audited() == ["detection-reveal"]
    assert b"a heron" not in process.database.path.read_bytes()


async def test_what_undo_led_to_is_written_down(process: ScanningProcess) -> None:
    found = await removed(process)
    await process.moderation.undo(moderator(SERVER), found, UndoScope.SITE)
    await process.returns.note_returned([await process.detection(found)], Returned.CLOSED)
    seen = await process.detection(found)
    assert seen.returned is Returned.CLOSED
    assert seen.detected_at + timedelta(0) == process.clock()


async def test_a_bots_message_is_undone_without_a_message_to_anybody(process: ScanningProcess) -> None:
    found = await removed(process, author=Person(UserId(8), "bridge"), member=False)
    await process.moderation.undo(moderator(SERVER), found, UndoScope.SITE)
    assert await process.armed(Kind.UNDO_NOTICE) == []


async def ordered_from_case(process: ScanningProcess, author: Person) -> DetectionId:
    """Another moderator had this person's reported message removed by listing its link."""
    found = await process.order(
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
        )
    )
    assert found is not None
    return found


def owner(by: Caller) -> Person:
    return Person(by.user, by.name)


async def test_who_wrote_the_message_of_a_case_decides_nothing_about_its_removal(
    process: ScanningProcess,
) -> None:
    found = await ordered_from_case(process, owner(moderator(SERVER)))
    for verb in Verb:
        with pytest.raises(UserError, match="detection-own-message"):
            await process.moderation.may(moderator(SERVER), found, verb)
    for attempt in (
        process.moderation.undo(moderator(SERVER), found, UndoScope.SITE),
        process.moderation.delete(moderator(SERVER), found),
        process.moderation.list_link(moderator(SERVER), found, Scope.HOST, Category.OTHER, "", share=False),
        process.moderation.dismiss(moderator(SERVER), found, DismissReason.DUPLICATE, ""),
        process.moderation.reveal(moderator(SERVER), found),
    ):
        with pytest.raises(UserError, match="detection-own-message"):
            await attempt
    assert not await process.storage.read.allows.get(SERVER, LISTED)
    assert (await process.detection(found)).settled is Settled.LISTED
    assert await process.audited() == []
    assert "what was written" in await process.moderation.reveal(moderator(SERVER, 2), found)
    await process.moderation.undo(moderator(SERVER, 2), found, UndoScope.SITE)


async def test_what_a_list_found_in_ones_own_message_is_for_others_save_its_deletion(
    process: ScanningProcess,
) -> None:
    found = await in_review(process, author=owner(moderator(SERVER)))
    for verb in (Verb.UNDO, Verb.LIST, Verb.DISMISS):
        with pytest.raises(UserError, match="detection-own-message"):
            await process.moderation.may(moderator(SERVER), found, verb)
    with pytest.raises(UserError, match="detection-own-message"):
        await process.moderation.reveal(moderator(SERVER), found)
    await process.moderation.delete(moderator(SERVER), found)
    await process.work_off()
    assert process.remover.deleted == [1]


async def test_undo_of_what_would_be_refused_today_still_lifts_the_timeout_and_returns_the_text(
    process: ScanningProcess,
) -> None:
    await process.policies.set_rule(manager(SERVER), Tier.OWN, Action.TIMEOUT, None)
    found = await removed(process)
    async with process.database.bulk() as tx:
        await tx.run("UPDATE detections SET pattern = 'google.com'")
    undone = await process.moderation.undo(moderator(SERVER), found, UndoScope.SITE)
    assert undone.allowed is None
    left = await process.detection(found)
    assert (left.settled, left.settled_reason) == (Settled.UNDONE, RULE_STAYS)
    assert await process.armed(Kind.UNDO_NOTICE) == [found]
    assert left.text_goes_back
    assert process.returns.timed_out_until([left]) is not None


async def test_so_does_an_undo_where_there_is_no_room_for_another_exception(
    process: ScanningProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.lists.entries.ALLOWS_PER_SERVER", 0)
    found = await removed(process)
    undone = await process.moderation.undo(moderator(SERVER), found, UndoScope.SITE)
    assert undone.allowed is None
    assert await process.armed(Kind.UNDO_NOTICE) == [found]
    assert await process.see(message=2) is not None, "the rule goes on, and the moderator is told so"
