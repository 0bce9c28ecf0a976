"""Removals that share a card on the real process: two processes, crashes, and what each author hears of an undo."""

from pathlib import Path

import pytest

from localdiscord import FakeDiscord, message_text
from tests.process.running import running, standing_by, taken_over
from tests.process.scanning.driver import LINK, Scanning
from tests.process.server import server
from tests.wording import said, sentence

pytestmark = pytest.mark.process


async def test_a_process_that_takes_over_counts_on_the_same_card(fd: FakeDiscord, tmp_path: Path) -> None:
    here = server(fd)
    scanner = Scanning(here)
    async with running(fd, tmp_path) as first, standing_by(fd, tmp_path) as second:
        await scanner.set_up()
        for number in range(6):
            if number == 3:
                await first.kill()
                await taken_over(fd, second)
            await here.removed(await scanner.post(f"{LINK}?{number}", by=(here.alice, here.bob)[number % 2]))
        await scanner.card("Removals: 6")
        await fd.quiet()
        assert len(scanner.cards()) == 1


async def test_an_undo_of_all_goes_on_after_a_crash_and_tells_each_author_of_their_own_once(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    here = server(fd)
    scanner = Scanning(here)
    timed_out = {who: fd.guilds[here.guild]["_members"][who] for who in (here.alice, here.bob)}
    async with running(fd, tmp_path) as bot:
        await scanner.set_up()
        await scanner.policy("set", tier="own", action="timeout")
        for number, by in enumerate((here.alice, here.bob, here.alice)):
            timed_out[by]["communication_disabled_until"] = None  # else they could not write again
            await here.removed(await scanner.post(f"{LINK}?{number}", by=by))
        card = await scanner.card("Removals: 3")
        await here.told_of_removals(here.alice, 2)
        crash = fd.crash_on(bot, "POST", f"/channels/{fd.dm_channel(here.alice)}/messages", moment="after")
        form = await scanner.press(here.moderator, card, "undo")
        await fd.submit_modal(form, {"scope": "message"})
        await crash.happened()
        fd.forget_nonces()  # the history of the direct messages must do
        await bot.start()
        await scanner.card(sentence("detection-group-returned-sent", count="2"))
        (to_alice,), (to_bob,) = here.letters(here.alice), here.letters(here.bob)
        assert [f"?{number}" in message_text(to_alice) for number in range(3)] == [True, False, True]
        assert [f"?{number}" in message_text(to_bob) for number in range(3)] == [False, True, False]
        for member in timed_out.values():
            assert not member["communication_disabled_until"]
        await here.removed(
            await scanner.post(f"{LINK}?3", by=here.moderator), "the rule goes on, and the next"
        )
        await scanner.card("?3")
        assert len(scanner.cards()) == 2


async def test_a_card_hears_of_its_messages_deletion_and_edit(fd: FakeDiscord, tmp_path: Path) -> None:
    here = server(fd)
    scanner = Scanning(here)
    side = fd.add_channel(here.guild, "side")
    async with running(fd, tmp_path):
        await scanner.set_up()
        await scanner.policy("set", tier="own", action="review")
        # Each by somebody else in another channel: none shares a card with another.
        other = fd.add_channel(here.guild, "other")
        eve = fd.add_member(here.guild, "eve")
        deleted = await scanner.post(f"{LINK}?1")
        edited = await scanner.post(f"{LINK}?2", by=here.bob, channel=other)
        await scanner.post(f"{LINK}?3", by=eve, channel=side)
        thread = await fd.open_thread(here.alice, here.general, "cats")
        place = {
            "pattern": "elsewhere.example",
            "category": "harassment",
        }  # of one place there are three cards
        await here.command(here.moderator, "blocklist add", **place)
        await scanner.post("https://elsewhere.example/?4", by=here.moderator, channel=thread)
        for number in range(1, 5):
            await scanner.card(f"?{number}", sentence("detection-title-review"))
        await fd.delete(here.alice, deleted)
        await fd.edit(here.bob, edited, "never mind")
        fd.delete_channel(side)
        await scanner.card("?1", sentence("detection-title-gone"))
        await scanner.card("?2", sentence("detection-title-edited"))
        await scanner.card("?3", sentence("detection-title-gone"))
        fd.delete_channel(here.general)
        await scanner.card("?4", sentence("detection-title-gone"))


async def test_a_decision_about_several_that_stand_goes_on_after_a_crash(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    here = server(fd)
    scanner = Scanning(here)
    async with running(fd, tmp_path) as bot:
        await scanner.set_up()
        await scanner.policy("set", tier="own", action="review")
        stand = [
            await scanner.post(f"{LINK}?{number}", by=(here.alice, here.bob)[number % 2])
            for number in range(6)
        ]
        card = await scanner.card(sentence("detection-group-messages", count="6"))
        asked = await scanner.press(here.moderator, card, "delete")
        said(asked, "detection-delete-all-question", count="6")
        assert all(fd.exists(message) for message in stand), (
            "nothing goes before somebody said that all are meant"
        )
        crash = fd.crash_on(bot, "DELETE", "/channels/*/messages/*", moment="after")
        await scanner.press(here.moderator, asked.messages[0], "delete:6")
        await crash.happened()
        await bot.start()
        for message in stand:
            await here.removed(message)
        await scanner.card("Removals: 6", seconds=20)
        assert len(scanner.cards()) == 1
