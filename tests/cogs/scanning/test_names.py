"""Names: of members who post, of channels, of what voice channels say, of events. They are reviewed, and never taken away."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from core.base.ids import ServerId
from core.base.posts import NameKind, name_number
from tests.cogs.scanning.driver import ScanningStage
from tests.cogs.seen import custom_ids, send, shown
from tests.wording import said, sentence

pytestmark = pytest.mark.usefixtures("set_up")

PLACE = "listed.example"


@pytest.fixture
async def listed(stage: ScanningStage) -> ScanningStage:
    """A place stands on the server's list, which deletes."""
    await stage.moderator.slash(stage.general, "blocklist add", pattern=PLACE, category="harassment")
    return stage


def named(stage: ScanningStage, nick: str | None = None, name: str = "somebody", shown_name: str = "") -> Any:
    """A member of this name."""
    user = stage.env.create_user(name, **({"global_name": shown_name} if shown_name else {}))
    member = stage.guild.add_member(user)
    stage.env.backend.get_guild(stage.guild.id).members[member.id].nick = nick
    return member


@contextmanager
def looked_at(stage: ScanningStage, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """The texts that were looked at meanwhile."""
    texts: list[Any] = []
    pipeline = stage.rowan.scanning.pipeline
    real = pipeline.suspects
    with monkeypatch.context() as patched:
        patched.setattr(pipeline, "suspects", lambda given: texts.append(list(given)) or real(given))
        yield texts


async def test_a_nickname_is_reviewed_and_never_taken_away(listed: ScanningStage) -> None:
    stage = listed
    who = named(stage, nick=f"join {PLACE}")
    message = await who.send(stage.general, "hello")
    await stage.work()
    (card,) = stage.detections()
    text = shown(card)
    said(text, "detection-title-name-member")
    said(text, "detection-name-stays")
    assert PLACE not in text, "the name is defanged"
    assert "listed[.]example" in text
    assert f"<@{who.id}>" in text
    assert not any(each.endswith(":delete") for each in custom_ids(card))
    assert stage.stands(message)
    assert stage.env.backend.get_guild(stage.guild.id).members[who.id].nick == f"join {PLACE}"


@pytest.mark.parametrize("field", ["name", "shown_name"])
async def test_display_and_user_names_are_seen_too(listed: ScanningStage, field: str) -> None:
    who = named(listed, **{field: PLACE})
    await who.send(listed.general, "hello")
    await listed.work()
    said(shown(listed.detections()[0]), "detection-title-name-member")


async def test_one_card_for_a_name_however_often_it_is_posted_with(listed: ScanningStage) -> None:
    who = named(listed, nick=PLACE)
    for number in range(3):
        await who.send(listed.general, f"hello {number}")
    await listed.work()
    assert len(listed.detections()) == 1


async def test_a_name_that_was_dismissed_does_not_come_again(listed: ScanningStage) -> None:
    stage = listed
    who = named(stage, nick=PLACE)
    await who.send(stage.general, "hello")
    await stage.work()
    form = await stage.moderator.click(stage.detection(1), custom_id="detection:1:dismiss")
    await send(stage.moderator, form, reason="no_violation")
    await stage.work()
    stage.rowan.scanning.names._seen.clear()  # as after a restart
    await who.send(stage.general, "hello again")
    await stage.work()
    assert len(stage.detections()) == 1


async def test_an_unchanged_name_is_not_looked_at_twice_until_lists_change(
    stage: ScanningStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = named(stage, nick=PLACE)
    await who.send(stage.general, "one")
    with looked_at(stage, monkeypatch) as texts:
        await who.send(stage.general, "two")
    assert texts == [["two"]]
    assert not stage.detections()
    await stage.moderator.slash(stage.general, "blocklist add", pattern=PLACE, category="harassment")
    await who.send(stage.general, "three")
    await stage.work()
    assert len(stage.detections()) == 1


async def test_the_policy_decides_what_follows(listed: ScanningStage) -> None:
    stage = listed
    await stage.policy("set", tier="own", action="log")
    await named(stage, nick=PLACE).send(stage.general, "hello")
    await stage.work()
    assert not stage.detections()
    rows = await stage.rowan.base.database.read.all("SELECT outcome, named FROM detections")
    assert [(row["outcome"], row["named"]) for row in rows] == [("logged", "member")]


async def test_channels_statuses_and_events(listed: ScanningStage) -> None:
    stage = listed
    voice = stage.guild.create_voice_channel(f"talk at {PLACE}")
    await stage.env.settle()
    other = stage.guild.create_voice_channel("quiet")
    await stage.env.settle()
    data = {"guild_id": str(stage.guild.id), "id": str(other.id), "status": f"see {PLACE}"}
    stage.rowan.client._connection.parsers["VOICE_CHANNEL_STATUS_UPDATE"](data)
    await stage.env.settle()
    event = stage.guild.create_scheduled_event(
        f"Raid on {PLACE}", location="elsewhere", entity_type=3, start_time=stage.clock().isoformat()
    )
    await stage.env.settle()
    await stage.work()
    texts = [shown(card) for card in stage.detections()]
    assert len(texts) == 3
    for kind in ("channel", "status", "event"):
        title = sentence(f"detection-title-name-{kind}")
        assert any(title.stands_in(text) for text in texts), kind
    assert stage.env.backend.channels[voice.id].name == f"talk at {PLACE}"
    assert event is not None


async def test_a_members_name_is_anothers_in_another_server() -> None:
    numbers = {name_number(NameKind.MEMBER, ServerId(server), 5) for server in (1, 2, 3)}
    assert len(numbers) == 3


@pytest.mark.parametrize(
    ("ends", "begins"), [("blocklist remove", "blocklist add"), ("blocklist allow", "blocklist unallow")]
)
async def test_a_name_is_looked_at_again_when_its_place_is_listed_once_more(
    listed: ScanningStage, ends: str, begins: str
) -> None:
    """The key of the place was in the index all the time."""
    stage = listed
    await stage.moderator.slash(stage.general, ends, pattern=PLACE)
    await stage.rowan.lists.index.catch_up()
    who = named(stage, nick=f"join {PLACE}")
    await who.send(stage.general, "hello")
    await stage.work()
    assert stage.detections() == []
    category = {"category": "harassment"} if begins.endswith("add") else {}
    await stage.moderator.slash(stage.general, begins, pattern=PLACE, **category)
    await who.send(stage.general, "hello again")
    await stage.work()
    assert len(stage.detections()) == 1


async def test_whoever_renames_again_and_again_has_one_card(listed: ScanningStage) -> None:
    stage = listed
    who = named(stage, nick=PLACE)
    member = stage.env.backend.get_guild(stage.guild.id).members[who.id]
    for number in range(12):
        member.nick = f"{PLACE}/{number}"
        await stage.env.settle()
        await who.send(stage.general, f"hello {number}")
        await stage.work()
    assert len(stage.detections()) == 1
