"""From a text to a decision that is committed and done, over a real database."""

import asyncio
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from core.base.categories import Category
from core.base.ids import MessageId, RoleId, ServerId, UserId
from core.base.posts import PostKind
from core.scanning.detections import Outcome, Person, Timeout
from core.servers.policy import Action, ChannelMode, Tier
from db.engine.database import Database
from db.engine.vault import Vault
from services.scanning import pipeline as scanning
from services.scanning.removal_ports import Deletion, RemovalResult
from tests.conftest import StandingClock, examples
from tests.people import manager
from tests.services.scanning.process import ScanningProcess
from tests.services.scanning.samples import GENERAL, LINK, OTHER, REVIEW, SERVER, post


async def test_a_listed_link_is_removed_and_the_row_says_why(process: ScanningProcess) -> None:
    found = await process.see(f"go to {LINK}")
    saved = await process.detection(found)
    assert process.remover.deleted == [1]
    assert (saved.outcome, saved.tier, saved.rule) == (Outcome.REMOVED, Tier.OWN, "preset-gentle")
    assert (saved.pattern, saved.category) == ("listed-forum.net", Category.HARASSMENT)
    assert not saved.owed
    assert await process.armed() == [found]


async def test_nothing_is_said_to_discord_before_the_row_is_committed(
    process: ScanningProcess, second_database: Database, vault: Vault, clock: StandingClock
) -> None:
    second = ScanningProcess(second_database, vault, clock, "second")
    seen: list[Outcome] = []

    async def delete(*_: object) -> Deletion:
        seen.extend(one.outcome for one in await second.detections())
        assert not await second.removals.step(), "another process has taken it"
        return Deletion(RemovalResult.REMOVED)

    process.remover.delete = delete  # type: ignore[method-assign]
    await process.see()
    assert seen == [Outcome.PENDING]


async def test_what_is_not_listed_costs_no_row(process: ScanningProcess) -> None:
    assert await process.see("https://unlisted.example.org/") is None
    assert await process.see("mail me: a@listed-forum.net.example.org") is None


async def test_a_server_that_is_not_set_up_is_left_alone(process: ScanningProcess) -> None:
    await process.list_place("listed-forum.net", OTHER)
    assert await process.see(server=OTHER) is None
    assert process.remover.deleted == []


async def test_the_review_channel_and_its_threads_are_left_alone(process: ScanningProcess) -> None:
    assert await process.see(channels=(REVIEW,)) is None
    assert await process.see(channels=(77, REVIEW)) is None


async def test_a_repeat_does_nothing(process: ScanningProcess) -> None:
    first = await process.see()
    assert await process.see() is None
    assert process.remover.deleted == [1]
    assert await process.armed() == [first]


async def test_two_processes_at_once_act_once(
    process: ScanningProcess, second_database: Database, vault: Vault, clock: StandingClock
) -> None:
    second = ScanningProcess(second_database, vault, clock, "second")
    await second.indexing.load()
    for message in range(10):
        both = await asyncio.gather(process.see(message=message), second.see(message=message))
        assert sum(found is not None for found in both) == 1
    assert sorted([*process.remover.deleted, *second.remover.deleted]) == list(range(10))


async def test_an_edit_or_an_embed_around_the_same_link_is_the_same_detection(
    process: ScanningProcess,
) -> None:
    await process.policies.set_rule(manager(SERVER), Tier.OWN, Action.REVIEW, None)
    first = await process.see(f"see {LINK}")
    assert await process.see(f"see {LINK}", more=(LINK, "A thread about somebody")) is None
    assert await process.see(f"well, see {LINK}") is None
    other = await process.see("see https://listed-forum.net/threads/other.2")
    assert other is not None
    assert await process.armed() == [first, other]
    await process.policies.set_rule(manager(SERVER), Tier.OWN, Action.DELETE, None)
    assert await process.see(f"so, see {LINK}") is not None, "the policy became stricter"
    assert process.remover.deleted == [1]


async def test_an_edit_after_a_clean_text_is_caught(process: ScanningProcess) -> None:
    assert await process.see("good morning") is None
    assert await process.see(f"good morning {LINK}") is not None


async def test_a_thread_name_is_put_to_review_where_messages_are_deleted(process: ScanningProcess) -> None:
    found = await process.see(place=PostKind.THREAD)
    saved = await process.detection(found)
    assert (saved.outcome, saved.action) == (Outcome.REVIEW, Action.DELETE)
    assert process.remover.deleted == []
    assert await process.armed() == [found]
    assert await process.see(place=PostKind.MESSAGE) is not None, (
        "the message of the same id is another thing"
    )


async def test_log_leaves_a_row_without_card_and_without_text(process: ScanningProcess) -> None:
    await process.policies.set_channel(manager(SERVER), GENERAL, ChannelMode.LOG)
    found = await process.see()
    saved = await process.detection(found)
    assert (saved.outcome, saved.rule, saved.has_text) == (Outcome.LOGGED, "channel-log", False)
    assert await process.armed() == []
    assert process.remover.deleted == []


async def test_the_inner_place_decides_the_mode(process: ScanningProcess) -> None:
    category, channel, thread = 91, 92, 93
    await process.policies.set_channel(
        manager(SERVER), post(channels=(category,)).channels[0], ChannelMode.OFF
    )
    assert await process.see(channels=(thread, channel, category)) is None
    await process.policies.set_channel(
        manager(SERVER), post(channels=(channel,)).channels[0], ChannelMode.ENFORCE
    )
    assert await process.see(channels=(thread, channel, category)) is not None


async def test_an_exempt_role_is_asked_for_where_the_gateway_did_not_tell(process: ScanningProcess) -> None:
    role, somebody = RoleId(5), Person(UserId(66), "somebody")
    assert await process.see(roles=None, message=1) is not None
    assert process.remover.asked == [], "nobody is exempt, so nobody need be asked for"
    await process.policies.toggle_exempt(manager(SERVER), role)
    process.remover.roles[somebody.id] = frozenset({role})
    assert await process.see(roles=None, message=2, author=somebody) is None
    assert await process.see(roles=None, message=3) is not None
    assert await process.see(roles=frozenset({role}), message=4) is None
    assert process.remover.asked == [somebody.id, post().author.id]  # type: ignore[union-attr]


async def test_timeout_takes_members_only(process: ScanningProcess) -> None:
    await process.policies.set_rule(manager(SERVER), Tier.OWN, Action.TIMEOUT, None)
    found = await process.see(message=1)
    saved = await process.detection(found)
    assert (saved.outcome, saved.timeout) == (Outcome.REMOVED, Timeout.SET)
    (until,) = process.remover.timed_out.values()
    assert (until - process.clock()).total_seconds() == 3600
    bot = await process.see(message=2, author=Person(UserId(9), "a bot"), member=False)
    assert (await process.detection(bot)).timeout is Timeout.NONE
    assert len(process.remover.timed_out) == 1


@pytest.mark.sqlite
async def test_text_and_author_are_sealed(process: ScanningProcess, database: Database) -> None:
    await process.see(f"my secret words {LINK}")
    await database.forget_deleted()
    held = database.path.read_bytes()
    for plain in (b"my secret words", b"alice", str(post().author.id).encode()):  # type: ignore[union-attr]
        assert plain not in held


@pytest.mark.parametrize("hostile", ["\ud800", "\x00", "\u202e", "a" * 4000])
async def test_hostile_texts_are_kept_and_acted_on(process: ScanningProcess, hostile: str) -> None:
    found = await process.see(f"{hostile} {LINK} {hostile}", author=Person(UserId(3), hostile[:20]))
    assert await process.outcome(found) == "removed"
    assert found is not None
    text = await process.returned_text(found)
    assert text is not None
    assert LINK in text


async def test_a_database_that_does_not_answer_is_asked_again(
    process: ScanningProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanning, "_FIRST_WAIT_SECONDS", 0.001)
    process.busy("relaxed", monkeypatch)
    assert await process.see() is not None
    assert process.remover.deleted == [1]


async def test_a_change_of_policy_acts_at_once_here_and_after_a_look_there(
    process: ScanningProcess, second_database: Database, vault: Vault, clock: StandingClock
) -> None:
    second = ScanningProcess(second_database, vault, clock, "second")
    await second.indexing.load()
    assert await second.see(message=1) is not None
    await process.policies.set_rule(manager(SERVER), Tier.OWN, Action.OFF, None)
    assert await process.see(message=2) is None
    assert await second.see(message=3) is not None, "it has not looked yet"
    await second.server_cache.catch_up()
    assert await second.see(message=4) is None
    await process.policies.set_rule(manager(SERVER), Tier.OWN, Action.LOG, Category.HARASSMENT)
    await process.policies.set_channel(manager(SERVER), GENERAL, ChannelMode.OFF)
    await second.server_cache.catch_up()
    assert await second.see(message=5) is None
    await process.policies.set_channel(manager(SERVER), GENERAL, ChannelMode.ENFORCE)
    await second.server_cache.catch_up()
    assert await second.see(message=6) is not None


async def test_what_was_read_before_a_change_is_not_remembered_after_it(
    process: ScanningProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    get = process.policy_rows.get

    async def slow(server: ServerId) -> object:
        before = await get(server)
        await process.stores.policies.set_rule(server, Tier.OWN, None, Action.OFF)
        process.server_cache.forget(server)
        return before

    monkeypatch.setattr(process.policy_rows, "get", slow)
    await process.see(message=1)
    monkeypatch.setattr(process.policy_rows, "get", get)
    assert await process.see(message=2) is None


@given(texts=st.lists(st.text(max_size=40), max_size=4), at=st.integers(0, 4))
@examples(40, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_a_listed_link_is_seen_wherever_it_stands_among_other_texts(
    process: ScanningProcess, texts: Sequence[str], at: int
) -> None:
    among = [*texts[:at], f"\n{LINK}\n", *texts[at:]]
    suspects = process.pipeline.suspects(among)
    assert any(link.host == "listed-forum.net" for link in suspects.links)


async def test_messages_are_told_apart(process: ScanningProcess) -> None:
    first, second = await asyncio.gather(process.see(message=1), process.see(message=2))
    assert first != second
    assert sorted(process.remover.deleted) == [MessageId(1), MessageId(2)]
