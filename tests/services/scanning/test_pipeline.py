"""From a text to a decision that is committed and done, over a real database."""

import asyncio
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from core.base.categories import Category
from core.base.errors import StorageBusy
from core.base.ids import MessageId, RoleId, ServerId, UserId
from core.base.posts import PostKind
from core.scanning.detections import Person
from core.servers.policy import Action, ChannelMode, Tier
from db.engine.database import Database
from db.engine.vault import Vault
from services.scanning import pipeline as scanning
from services.scanning.removals import RemovalResult
from tests.conftest import StandingClock, examples
from tests.services.scanning.patrol import GENERAL, LINK, OTHER, REVIEW, Patrol, manager, post


@pytest.fixture
async def patrol(database: Database, vault: Vault, clock: StandingClock) -> Patrol:
    return await Patrol(database, vault, clock).begin()


async def test_a_listed_link_is_removed_and_the_row_says_why(patrol: Patrol) -> None:
    found = await patrol.see(f"go to {LINK}")
    row = await patrol.row(found)
    assert patrol.remover.deleted == [1]
    assert (row["outcome"], row["tier"], row["rule"]) == ("removed", "own", "preset-gentle")
    assert (row["pattern"], row["category"]) == ("listed-forum.net", "harassment")
    assert row["due_at"] is None
    assert await patrol.armed() == [found]


async def test_nothing_is_said_to_discord_before_the_row_is_committed(
    patrol: Patrol, second_database: Database
) -> None:
    seen: list[str] = []

    async def delete(*_: object) -> RemovalResult:
        rows = await second_database.read.all("SELECT outcome, taken_by FROM detections")
        seen.extend(f"{row['outcome']} {row['taken_by']}" for row in rows)
        return RemovalResult.REMOVED

    patrol.remover.delete = delete  # type: ignore[method-assign]
    await patrol.see()
    assert seen == ["pending first"]


async def test_what_is_not_listed_costs_no_row(patrol: Patrol) -> None:
    assert await patrol.see("https://unlisted.example.org/") is None
    assert await patrol.see("mail me: a@listed-forum.net.example.org") is None


async def test_a_server_that_is_not_set_up_is_left_alone(patrol: Patrol) -> None:
    await patrol.list_place("listed-forum.net", OTHER)
    assert await patrol.see(server=OTHER) is None
    assert patrol.remover.deleted == []


async def test_the_review_channel_and_its_threads_are_left_alone(patrol: Patrol) -> None:
    assert await patrol.see(channels=(REVIEW,)) is None
    assert await patrol.see(channels=(77, REVIEW)) is None


async def test_a_repeat_does_nothing(patrol: Patrol) -> None:
    first = await patrol.see()
    assert await patrol.see() is None
    assert patrol.remover.deleted == [1]
    assert await patrol.armed() == [first]


async def test_two_processes_at_once_act_once(
    patrol: Patrol, second_database: Database, vault: Vault, clock: StandingClock
) -> None:
    second = Patrol(second_database, vault, clock, "second")
    await second.indexing.load()
    for message in range(10):
        both = await asyncio.gather(patrol.see(message=message), second.see(message=message))
        assert sum(found is not None for found in both) == 1
    assert sorted([*patrol.remover.deleted, *second.remover.deleted]) == list(range(10))


async def test_an_edit_or_an_embed_around_the_same_link_is_the_same_detection(patrol: Patrol) -> None:
    await patrol.policies.set_rule(manager(), Tier.OWN, Action.REVIEW, None)
    first = await patrol.see(f"see {LINK}")
    assert await patrol.see(f"see {LINK}", more=(LINK, "A thread about somebody")) is None
    assert await patrol.see(f"well, see {LINK}") is None
    other = await patrol.see("see https://listed-forum.net/threads/other.2")
    assert other is not None
    assert await patrol.armed() == [first, other]
    await patrol.policies.set_rule(manager(), Tier.OWN, Action.DELETE, None)
    assert await patrol.see(f"so, see {LINK}") is not None, "the policy became stricter"
    assert patrol.remover.deleted == [1]


async def test_an_edit_after_a_clean_text_is_caught(patrol: Patrol) -> None:
    assert await patrol.see("good morning") is None
    assert await patrol.see(f"good morning {LINK}") is not None


async def test_a_thread_name_is_put_to_review_where_messages_are_deleted(patrol: Patrol) -> None:
    found = await patrol.see(place=PostKind.THREAD)
    row = await patrol.row(found)
    assert (row["outcome"], row["action"]) == ("review", "delete")
    assert patrol.remover.deleted == []
    assert await patrol.armed() == [found]
    assert await patrol.see(place=PostKind.MESSAGE) is not None, "the message of the same id is another thing"


async def test_log_leaves_a_row_without_card_and_without_text(patrol: Patrol) -> None:
    await patrol.policies.set_channel(manager(), GENERAL, ChannelMode.LOG)
    found = await patrol.see()
    row = await patrol.row(found)
    assert (row["outcome"], row["rule"], row["text_sealed"]) == ("logged", "channel-log", None)
    assert await patrol.armed() == []
    assert patrol.remover.deleted == []


async def test_the_inner_place_decides_the_mode(patrol: Patrol) -> None:
    category, channel, thread = 91, 92, 93
    await patrol.policies.set_channel(manager(), post(channels=(category,)).channels[0], ChannelMode.OFF)
    assert await patrol.see(channels=(thread, channel, category)) is None
    await patrol.policies.set_channel(manager(), post(channels=(channel,)).channels[0], ChannelMode.ENFORCE)
    assert await patrol.see(channels=(thread, channel, category)) is not None


async def test_an_exempt_role_is_asked_for_where_the_gateway_did_not_tell(patrol: Patrol) -> None:
    role, somebody = RoleId(5), Person(UserId(66), "somebody")
    assert await patrol.see(roles=None, message=1) is not None
    assert patrol.remover.asked == [], "nobody is exempt, so nobody need be asked for"
    await patrol.policies.toggle_exempt(manager(), role)
    patrol.remover.roles[somebody.id] = frozenset({role})
    assert await patrol.see(roles=None, message=2, author=somebody) is None
    assert await patrol.see(roles=None, message=3) is not None
    assert await patrol.see(roles=frozenset({role}), message=4) is None
    assert patrol.remover.asked == [somebody.id, post().author.id]  # type: ignore[union-attr]


async def test_timeout_takes_members_only(patrol: Patrol) -> None:
    await patrol.policies.set_rule(manager(), Tier.OWN, Action.TIMEOUT, None)
    found = await patrol.see(message=1)
    row = await patrol.row(found)
    assert (row["outcome"], row["timeout"]) == ("removed", "set")
    (until,) = patrol.remover.timed_out.values()
    assert (until - patrol.clock()).total_seconds() == 3600
    bot = await patrol.see(message=2, author=Person(UserId(9), "a bot"), member=False)
    assert (await patrol.row(bot))["timeout"] == ""
    assert len(patrol.remover.timed_out) == 1


async def test_text_and_author_are_sealed(patrol: Patrol, database: Database) -> None:
    await patrol.see(f"my secret words {LINK}")
    await database.forget_deleted()
    held = database.path.read_bytes()
    for plain in (b"my secret words", b"alice", str(post().author.id).encode()):  # type: ignore[union-attr]
        assert plain not in held


@pytest.mark.parametrize("hostile", ["\ud800", "\x00", "\u202e", "a" * 4000])
async def test_hostile_texts_are_kept_and_acted_on(patrol: Patrol, hostile: str) -> None:
    found = await patrol.see(f"{hostile} {LINK} {hostile}", author=Person(UserId(3), hostile[:20]))
    assert await patrol.outcome(found) == "removed"
    assert found is not None
    text = await patrol.settling_rows.text_of(found)
    assert text is not None
    assert LINK in text


async def test_a_database_that_does_not_answer_is_asked_again(
    patrol: Patrol, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanning, "_FIRST_WAIT_SECONDS", 0.001)
    add, failures = patrol.rows.add, [StorageBusy(), StorageBusy()]

    async def busy(*arguments: object) -> object:
        if failures:
            raise failures.pop()
        return await add(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(patrol.rows, "add", busy)
    assert await patrol.see() is not None
    assert patrol.remover.deleted == [1]


async def test_a_change_of_policy_acts_at_once_here_and_after_a_look_there(
    patrol: Patrol, second_database: Database, vault: Vault, clock: StandingClock
) -> None:
    second = Patrol(second_database, vault, clock, "second")
    await second.indexing.load()
    assert await second.see(message=1) is not None
    await patrol.policies.set_rule(manager(), Tier.OWN, Action.OFF, None)
    assert await patrol.see(message=2) is None
    assert await second.see(message=3) is not None, "it has not looked yet"
    await second.views.catch_up()
    assert await second.see(message=4) is None
    await patrol.policies.set_rule(manager(), Tier.OWN, Action.LOG, Category.HARASSMENT)
    await patrol.policies.set_channel(manager(), GENERAL, ChannelMode.OFF)
    await second.views.catch_up()
    assert await second.see(message=5) is None
    await patrol.policies.set_channel(manager(), GENERAL, ChannelMode.ENFORCE)
    await second.views.catch_up()
    assert await second.see(message=6) is not None


async def test_what_was_read_before_a_change_is_not_remembered_after_it(
    patrol: Patrol, monkeypatch: pytest.MonkeyPatch
) -> None:
    get = patrol.policy_rows.get

    async def slow(server: ServerId) -> object:
        before = await get(server)
        await patrol.stores.policies.set_rule(server, Tier.OWN, None, Action.OFF)
        patrol.views.forget(server)
        return before

    monkeypatch.setattr(patrol.policy_rows, "get", slow)
    await patrol.see(message=1)
    monkeypatch.setattr(patrol.policy_rows, "get", get)
    assert await patrol.see(message=2) is None


@given(texts=st.lists(st.text(max_size=40), max_size=4), at=st.integers(0, 4))
@examples(40, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_a_listed_link_is_seen_wherever_it_stands_among_other_texts(
    patrol: Patrol, texts: Sequence[str], at: int
) -> None:
    among = [*texts[:at], f"\n{LINK}\n", *texts[at:]]
    links = patrol.scanning.suspects(among)
    assert any(link.host == "listed-forum.net" for link in links)


async def test_messages_are_told_apart(patrol: Patrol) -> None:
    first, second = await asyncio.gather(patrol.see(message=1), patrol.see(message=2))
    assert first != second
    assert sorted(patrol.remover.deleted) == [MessageId(1), MessageId(2)]
