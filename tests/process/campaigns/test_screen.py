"""The screen on the real process: what is posted of a draft, its picture, lists that change later, copies that are passed on."""

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from localdiscord import FakeDiscord, Json, message_text
from tests.core.campaigns.discord_markdown import active_links
from tests.process.campaigns.driver import Campaigns, campaigns
from tests.process.running import running, trust
from tests.process.server import waited
from tests.wording import said, sentence, unsaid

pytestmark = pytest.mark.process

FORUM = "forum.example.net"
SECRET = "taken at home"


def a_photo(colour: str = "red") -> bytes:
    """A photo with a comment and the place where it was taken."""
    exif = Image.Exif()
    exif[0x010E] = SECRET
    exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    Image.new("RGB", (640, 480), colour).save(out, format="JPEG", exif=exif, comment=SECRET.encode())
    return out.getvalue()


async def draft_with_picture(here: Campaigns, campaign: str, picture: bytes, **fields: str) -> Any:
    opened = await here.command(
        "campaign update",
        campaign=campaign,
        picture=("IMG_0001.jpg", picture, "image/jpeg"),
        picture_text=f"Two people before https://{FORUM}",
    )
    values = {"kind": "win", "headline": "They listened", "body": "At last.", "source": "", "warning": ""}
    return await here.server.send(opened, **{**values, **fields})


def pictures_of(fd: FakeDiscord, message: Json) -> list[bytes]:
    return [fd.files[each["url"].partition("/cdn/")[2]][0] for each in message["attachments"]]


async def list_forum(here: Campaigns) -> None:
    await here.command("blocklist add", pattern=FORUM, category="harassment")


async def test_a_picture_goes_out_without_what_its_file_told_is_replaced_dropped_and_withdrawn(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    origin, north = campaigns(fd, "Origin"), campaigns(fd, "North")
    async with running(fd, tmp_path) as bot:
        for here in (origin, north):
            await here.set_up()
        await trust(tmp_path, origin.guild)
        campaign = await origin.create()
        await north.follow(campaign)

        refused = await origin.command(
            "campaign update", campaign=campaign, picture=("a.png", b"x", "image/png")
        )
        said(refused, "picture-without-words")
        said(await draft_with_picture(origin, campaign, b"no picture"), "picture-kind")

        opened = await origin.command(
            "campaign update",
            campaign=campaign,
            picture=("IMG_0001.jpg", a_photo(), "image/jpeg"),
            picture_text=f"Two people before https://{FORUM}",
        )
        await bot.restart(crash=True)
        sent = await origin.server.send(
            opened, kind="win", headline="They listened", body="At last.", source="", warning="blood"
        )
        said(sent, "update-drafted", number=1)
        card = await origin.card("1")
        said(card, "draft-picture")
        (kept,) = pictures_of(fd, card)
        await origin.approve("1")
        await north.copy("1", "They listened")
        (copy,) = north.copies("1")
        assert pictures_of(fd, copy) == [kept]
        assert SECRET.encode() not in kept
        with Image.open(io.BytesIO(kept)) as picture:
            assert (picture.format, picture.size) == ("WEBP", (640, 480))
            assert not picture.getexif()
        text = message_text(copy)
        assert active_links(text) == []
        gallery = next(each for each in _inside(copy) if each.get("type") == 12)
        assert gallery["items"][0]["spoiler"] is True
        assert "hxxps://forum[.]example[.]net" in gallery["items"][0]["description"]

        # Words corrected: the picture stays. Then another picture, then none.
        await origin.correct("1", headline="They listened at last")
        await origin.approve("1")
        await north.copy("1", "at last")
        assert pictures_of(fd, north.copies("1")[0]) == [kept]
        await _corrected(origin, picture=("b.jpg", a_photo("blue"), "image/jpeg"), picture_text="Blue")
        await waited(fd, lambda: [each for each in north.copies("1") if pictures_of(fd, each) != [kept]])
        assert len(pictures_of(fd, north.copies("1")[0])) == 1
        await _corrected(origin, drop_picture=True)
        await fd.until(lambda: not north.copies("1")[0]["attachments"], 10, "the picture is gone")

        # A withdrawal leaves nothing.
        await draft_with_picture(origin, campaign, a_photo())
        await origin.approve("2")
        await north.copy("2", "They listened")
        assert north.copies("2")[0]["attachments"]
        await origin.command("campaign withdraw", update="2", reason="It showed somebody")
        await north.copy("2", sentence("update-withdrawn", number=2))
        assert north.copies("2")[0]["attachments"] == []
        unsaid(north.copies("2")[0], "update-field-picture")


async def _corrected(here: Campaigns, **options: object) -> None:
    await here.server.send(await here.command("campaign correct", update="1", **options))
    await here.approve("1")


def _inside(message: Json) -> list[Json]:
    found, left = [], list(message["components"])
    while left:
        found.append(left.pop())
        left += found[-1].get("components") or []
    return found


async def test_a_source_that_comes_on_a_list_later_cannot_be_clicked_in_any_copy_any_more(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    origin, north = campaigns(fd, "Origin"), campaigns(fd, "North")
    async with running(fd, tmp_path):
        for here in (origin, north):
            await here.set_up()
        await trust(tmp_path, origin.guild)
        campaign = await origin.create()
        await north.follow(campaign)
        await origin.draft(campaign, source=f"https://{FORUM}/a", body="See forum(.)example(.)net")
        await origin.approve("1")
        for here in (origin, north):
            await here.copy("1", f"<https://{FORUM}/a>")
        await list_forum(north)
        text = await north.copy("1", "`hxxps://forum[.]example[.]net/a`")
        assert "See hxxps://forum[.]example[.]net" in text
        assert active_links(text) == []
        await origin.copy("1", f"<https://{FORUM}/a>")  # North's own list is North's
        await north.command("blocklist remove", pattern=FORUM)
        await north.copy("1", f"<https://{FORUM}/a>")
        await list_forum(origin)
        for here in (origin, north):
            await here.copy("1", "`hxxps://forum[.]example[.]net/a`")


async def test_an_update_that_names_the_forum_is_left_alone_wherever_it_is_passed_on(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    origin, north = campaigns(fd, "Origin"), campaigns(fd, "North")
    async with running(fd, tmp_path):
        for here in (origin, north):
            await here.set_up()
            await list_forum(here)
        await trust(tmp_path, origin.guild)
        campaign = await origin.create()
        await north.follow(campaign)
        draft = await origin.draft(campaign, body=f"The forum {FORUM} is down", headline="Down", source="")
        said(draft, "update-drafted")
        card = await origin.card("1")
        said(card, "draft-held", count=1)
        changes = await origin.press("1", "screen")
        said(changes, "screen-was-held", why=sentence("screen-held-own").source)
        await origin.approve("1")
        await north.copy("1", "forum[.]example[.]net")
        (copy,) = north.copies("1")
        named = message_text(copy)
        snapshot = {
            key: copy[key]
            for key in ("content", "embeds", "attachments", "timestamp", "edited_timestamp", "components")
        } | {"type": 0, "flags": copy["flags"], "mentions": [], "mention_roles": []}
        where = {"channel_id": copy["channel_id"], "message_id": copy["id"], "guild_id": north.guild}
        forwarded = await north.server.post(
            north.server.alice,
            message_reference={"type": 1, **where},
            message_snapshots=[{"message": snapshot}],
        )
        followed = await fd.hook_send(
            north.server.general,
            "Origin #news",
            "",
            components=copy["components"],
            flags=copy["flags"] | 2,
            message_reference={"type": 0, **where},
        )
        # Whoever says it themselves, or forwards what somebody else said, is scanned.
        copied = await north.server.post(north.server.alice, named)
        await north.server.removed(copied, "a text that was copied")
        theirs = {"type": 1, **where, "message_id": copied["id"]}
        snapshot |= {"content": named, "components": []}
        forged = await north.server.post(
            north.server.alice, message_reference=theirs, message_snapshots=[{"message": snapshot}]
        )
        await north.server.removed(forged, "a forward of somebody's message")
        by_hook = await fd.hook_send(north.server.general, "Proxy", named)
        await north.server.removed(by_hook, "a webhook's message")
        for kept in (copy, forwarded, followed, *origin.copies("1")):
            assert fd.exists(kept)
