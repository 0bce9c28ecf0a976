"""Which pictures a message shows, as discord.py has it and as Discord's JSON says it."""

from typing import Any
from unittest.mock import MagicMock

import discord
import pytest

from cogs.scanning.pictures.found import marks_in, pictures_in, pictures_of
from core.scanning.pictures import Picture

CDN, MEDIA = "https://cdn.discordapp.com/attachments/1", "https://media.discordapp.net/attachments/1"
COPIES = "https://images-ext-1.discordapp.net/external"


def file(number: int, name: str = "a.png", **more: Any) -> dict[str, Any]:
    said = {"content_type": "image/png", "width": 30, "height": 20, "size": 100, **more}
    place = f"{number}/{name}"
    return {
        "id": str(number),
        "filename": name,
        "url": f"{CDN}/{place}",
        "proxy_url": f"{MEDIA}/{place}",
        **said,
    }


def shown(name: str) -> dict[str, Any]:
    return {
        "url": f"https://stranger.example/{name}",
        "proxy_url": f"{COPIES}/{name}",
        "width": 8,
        "height": 9,
    }


def message(**said: Any) -> dict[str, Any]:
    return {
        "id": "5",
        "channel_id": "6",
        "author": {"id": "7", "username": "a", "discriminator": "0", "avatar": None},
        "content": "",
        "timestamp": "2026-01-01T00:00:00+00:00",
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "pinned": False,
        "type": 0,
        "components": [],
        **said,
    }


MEDIA_ITEM = {"id": "1", "loading_state": 2, "content_type": "image/png", "attachment_id": None}
SAID = {
    "files": message(
        attachments=[file(1), file(2, "notes.txt", content_type="text/plain", width=None, height=None)]
    ),
    "a spoiler": message(attachments=[file(1, "SPOILER_a.png")]),
    "embeds": message(
        embeds=[{"type": "rich", "image": shown("one"), "thumbnail": shown("two"), "footer": {"text": "x"}}]
    ),
    "the same in both": message(
        attachments=[file(1)],
        embeds=[{"type": "rich", "image": {"url": file(1)["url"], "proxy_url": file(1)["proxy_url"]}}],
    ),
    "components": message(
        flags=1 << 15,
        components=[
            {"type": 12, "id": 1, "items": [{"media": {**MEDIA_ITEM, **shown("three")}}]},
            {
                "type": 17,
                "id": 2,
                "components": [
                    {
                        "type": 9,
                        "id": 3,
                        "components": [{"type": 10, "id": 4, "content": "text"}],
                        "accessory": {"type": 11, "id": 5, "media": {**MEDIA_ITEM, **shown("four")}},
                    }
                ],
            },
        ],
    ),
    "a forward": message(
        message_reference={"type": 1, "message_id": "1", "channel_id": "2"},
        message_snapshots=[
            {"message": message(attachments=[file(3)], embeds=[{"type": "rich", "image": shown("five")}])}
        ],
    ),
}
FOUND = {
    "files": [f"{CDN}/1/a.png"],
    "a spoiler": [f"{CDN}/1/SPOILER_a.png"],
    "embeds": [f"{COPIES}/one", f"{COPIES}/two"],
    "the same in both": [f"{CDN}/1/a.png"],
    "components": [f"{COPIES}/three", f"{COPIES}/four"],
    "a forward": [f"{CDN}/3/a.png", f"{COPIES}/five"],
}


def read(said: dict[str, Any]) -> discord.Message:
    return discord.Message(state=MagicMock(), channel=MagicMock(), data=said)  # type: ignore[arg-type]  # as Discord says it


@pytest.mark.parametrize("what", SAID)
def test_pictures_are_found_wherever_they_are_shown(what: str) -> None:
    found = pictures_of(read(SAID[what]))
    assert [each.address(smaller=False) for each in found] == FOUND[what]
    assert found == pictures_in(SAID[what])
    assert [each.mark for each in found] == marks_in(SAID[what])


def test_of_what_passes_another_on_its_own_alone_are_taken_where_that_is_asked() -> None:
    both = {**SAID["a forward"], "attachments": [file(1)]}
    assert [each.original for each in pictures_of(read(both), passed_on=False)] == [f"{CDN}/1/a.png"]


def test_a_strangers_picture_without_a_copy_is_left_alone() -> None:
    said = message(embeds=[{"type": "rich", "image": {"url": "https://stranger.example/a.png"}}])
    assert pictures_of(read(said)) == pictures_in(said) == []


@pytest.mark.parametrize(
    "broken",
    [
        {
            "attachments": "x",
            "embeds": {"image": 1},
            "components": [1, {"items": 3}],
            "message_snapshots": [{}],
        },
        {"attachments": [{"filename": 3, "width": "a"}], "embeds": [{"image": []}], "components": None},
    ],
)
def test_json_of_any_shape_is_passed_over(broken: dict[str, Any]) -> None:
    assert pictures_in(broken) == []


def test_a_component_in_itself_without_end_is_left() -> None:
    deep: dict[str, Any] = {"type": 17}
    for _ in range(40):
        deep = {"type": 17, "components": [deep]}
    assert pictures_in({"components": [deep]}) == []
    assert Picture("", "").address(smaller=True) is None
