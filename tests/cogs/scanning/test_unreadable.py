"""Messages that discord.py cannot read, or of which it leaves a part out: their texts are scanned all the same."""

import asyncio
from typing import Any

import pytest

from cogs.base.discord_api.unknown_components import has_unknown_components
from cogs.scanning.raw_posts import post_in, texts_in, words_in
from core.base.ids import ChannelId, ServerId
from tests.cogs.scanning.driver import ScanningStage
from tests.cogs.seen import shown
from tests.wording import said

LINK = "https://badforum.example/threads/x.1"
POLL = {
    "question": {"text": "where?"},
    "answers": [{"answer_id": 1, "poll_media": {"text": LINK}}],
    "expiry": None,
}
FUTURE = {"type": 99, "words": [{"shown": LINK}]}


def raw(stage: ScanningStage, message: Any, **more: Any) -> dict[str, Any]:
    """The message as the gateway tells of it."""
    return {
        "id": str(message.id), "channel_id": str(message.channel.id), "guild_id": str(stage.guild.id), "type": 0,
        "author": {"id": str(stage.member.id), "username": "member", "discriminator": "0", "avatar": None},
        "member": {"roles": [], "joined_at": "2026-01-01T00:00:00+00:00", "flags": 0, "deaf": False, "mute": False},
        "content": "", "embeds": [], "attachments": [], "timestamp": "2026-01-01T00:00:00+00:00",
        "edited_timestamp": None, "tts": False, "mention_everyone": False, "mentions": [], "mention_roles": [],
        "pinned": False, "components": [], **more,
    }  # fmt: skip


async def heard(stage: ScanningStage, event: str, data: dict[str, Any]) -> None:
    """The gateway tells of it."""
    stage.rowan.client._connection.parsers[event](data)
    begun = [task for task in asyncio.all_tasks() if task.get_name().startswith("discord.py: ")]
    await asyncio.gather(*begun)
    await stage.work()


@pytest.fixture(autouse=True)
async def _guarded(stage: ScanningStage) -> None:
    await stage.set_up()
    await stage.blocklist("add", pattern="badforum.example", category="harassment")


@pytest.mark.parametrize("event", ["MESSAGE_CREATE", "MESSAGE_UPDATE"])
@pytest.mark.parametrize(
    "part",
    [
        {"poll": POLL},
        {"content": LINK, "poll": POLL},
        {"content": LINK, "timestamp": "yesterday"},
        {"components": [FUTURE]},
        {"components": [{"type": 17, "components": [FUTURE]}]},
        {"embeds": [{"type": "rich", "title": LINK, "timestamp": "yesterday"}]},
    ],
)
async def test_its_texts_are_scanned(stage: ScanningStage, event: str, part: dict[str, Any]) -> None:
    message = await stage.said("nothing to see")
    await heard(stage, event, raw(stage, message, **part))
    assert not stage.stands(message)
    (card,) = stage.detections()
    said(shown(card), "detection-title-removed")
    assert f"<@{stage.member.id}>" in shown(card)


async def test_what_is_exempt_or_rowans_own_or_clean_is_left_alone(stage: ScanningStage) -> None:
    message = await stage.said("nothing to see")
    own = {"id": str(stage.env.bot.user.id), "username": "rowan", "bot": True}
    for part in (
        {"content": LINK, "poll": POLL, "author": own},
        {"content": LINK, "poll": POLL, "type": 24},
        {"content": "all is well", "poll": {**POLL, "answers": []}},
        {"content": LINK, "poll": POLL, "guild_id": None},
        {"content": LINK, "poll": POLL, "channel_id": str(stage.review.id)},
    ):
        await heard(stage, "MESSAGE_CREATE", raw(stage, message, **part))
    assert stage.stands(message)
    assert stage.detections() == []


def test_whatever_shape_it_has() -> None:
    odd: list[Any] = [None, 5, "x", [], {}, [None], {"x": None}]
    for value in odd:
        parts = (
            "content",
            "embeds",
            "components",
            "attachments",
            "poll",
            "author",
            "member",
            "message_snapshots",
        )
        data = dict.fromkeys(parts, value)
        texts_in(data)
        words_in(data)
        assert post_in(data, [], ServerId(1), [ChannelId(2)], known=True) is None
        has_unknown_components(data)
        assert post_in({**data, "id": "7"}, [], ServerId(1), [ChannelId(2)], known=True) is not None


@pytest.mark.parametrize(
    ("told", "known"),
    [
        ("2026-01-01T00:00:00+00:00", True),
        ("2026-01-01T00:00:00.123000+00:00", True),
        ("2026-01-01T00:00:00", False),  # of which time zone?
        *((odd, False) for odd in (None, "", "yesterday", 5, [], {})),
    ],
)
def test_when_the_author_joined_is_read_or_not_known(told: Any, known: bool) -> None:
    data = {"id": "7", "author": {"id": "8"}, "member": {"roles": [], "joined_at": told}}
    post = post_in(data, [], ServerId(1), [ChannelId(2)], known=True)
    assert post is not None
    assert (post.joined_at is not None) is known


def test_what_is_read_and_what_goes_back_to_the_author() -> None:
    data = {
        "content": "mine",
        "embeds": [
            {"title": "of a program", "url": LINK, "thumbnail": {"proxy_url": "https://copy.example"}}
        ],
        "attachments": [{"filename": "bad_forum.example.png", "url": "https://cdn.example/x"}],
        "message_snapshots": [{"message": {"content": "of another"}}],
        "webhook_id": "5",
        "author": {"username": "Luna"},
    }
    texts = texts_in(data)
    for text in ("mine", "of a program", LINK, "bad forum.example", "of another", "Luna"):
        assert text in texts
    assert not any("copy.example" in text or "cdn.example" in text for text in texts)
    assert words_in(data) == "mine\nbad_forum.example.png\nof another"


def test_what_discord_py_knows_is_not_looked_at_twice() -> None:
    known = [
        {"type": 17, "components": [{"type": 9, "components": [{"type": 10}], "accessory": {"type": 2}}]}
    ]
    assert not has_unknown_components({"components": known})
    assert has_unknown_components({"message_snapshots": [{"message": {"components": [FUTURE]}}]})
