"""Whatever a moderator has open (a form, a menu, a page) survives the rights that go and the process that dies, and does
what it says afterwards; what was done is undone; the review channel moves.
"""

import copy
from pathlib import Path

import pytest

from localdiscord import FakeDiscord, P
from localdiscord.shapes import Json
from tests.process.home import Home, home, running
from tests.process.reports.desk import LIST, card, cards, choose, click, posted, report, send_form
from tests.process.reports.test_reporters import in_review, inbox_of

pytestmark = pytest.mark.process

LINK = "https://badforum.example"


async def test_what_is_open_when_rights_and_process_go_is_finished_afterwards(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    here = home(fd)
    helpers, readers, alert = (fd.add_role(here.guild, name, 0) for name in ("Helpers", "Readers", "Alert"))
    helper = fd.add_member(here.guild, "helper", roles=[helpers, readers])
    team = [fd.bot, role_of(here, "Moderators"), role_of(here, "Managers")]
    here.review = fd.add_channel(here.guild, "review-2", private_to=[*team, readers])
    lost = fd.add_channel(here.guild, "lost")
    async with running(fd, tmp_path) as bot:
        await here.set_up(moderator_role=helpers, alert_role=alert)
        for page in "abc":
            await report(here, here.alice, await posted(here, here.bob, f"see {LINK}/{page}"))
        elsewhere = await fd.send(here.bob, lost, f"see {LINK}/d")
        assert elsewhere is not None
        await report(here, here.alice, elsewhere)
        await claimed_and_released(here, 4, times=5)

        # One of each is open.
        who = here.moderator
        to_list, to_dismiss = await click(here, who, 1, "list"), await click(here, who, 2, "dismiss")
        to_ask, mutes = await choose(here, who, 3, "reply"), await choose(here, who, 3, "mute")
        to_mute = await fd.select(who, mutes.messages[-1], "case:3:mute", ["3"])
        history, receivers = await choose(here, who, 4, "history"), await choose(here, who, 4, "handover")
        late = await click(here, helper, 3, "dismiss")

        async def finish() -> list[str]:
            page = await fd.click(who, history.messages[-1], "case:4:history:2")
            given = await fd.select(who, receivers.messages[-1], "case:4:handover", [here.second_moderator])
            done = [
                await send_form(here, to_list, **LIST),
                await send_form(here, to_dismiss, reason="no_violation"),
                await send_form(here, to_ask, text="where?"),
                await send_form(here, to_mute, reason="flooding"),
                await page.finished(),
                await given.finished(),
            ]
            return [each.text for each in done]

        # Rights are asked for at the click: of a role that lost them, of a role that is gone.
        fd.set_role_permissions(here.guild, role_of(here, "Moderators"), 0)
        assert all("Manage Messages" in text for text in await finish())
        fd.set_role_permissions(here.guild, role_of(here, "Moderators"), P.MESSAGES)
        fd.delete_role(here.guild, helpers)
        assert "Manage Messages" in (await send_form(here, late, reason="duplicate")).text
        fd.delete_channel(lost)
        await bot.restart(crash=True)
        # Else what is listed next could be found in the messages of the gap, too, and removed by that.
        await fd.until(
            lambda: any("caught up" in line for line in bot.output), 8, "the gap is worked through"
        )
        expected = (
            "stands on this server's list now",
            "Case 2 is closed",
            "The question goes to reporter",
            "make no card for 30 days",
            "Page 2 of 2",
            "is handling case 4 now",
        )
        for wanted, text in zip(expected, await finish(), strict=True):
            assert wanted in text

        # Each is taken back: the case that was handed over, the listing, a deletion.
        await card(here, 4, "Claimed by **Second-Lighthouse**")
        assert "handling case 4 again" in (await choose(here, who, 4, "takeback")).text
        await card(here, 1, "was removed")
        undone = (await click(here, here.second_moderator, 1, "undo")).text
        assert "`badforum[.]example` was taken off" in undone
        await inbox_of(fd, here.bob, "hxxps://badforum[.]example/a")
        await card(here, 1, "its author got the text by direct message")
        again = await fd.send(here.bob, here.general, f"{LINK}/a")
        fd.dms_closed.add(here.bob)
        await click(here, who, 3, "delete")
        await card(here, 3, "was removed")
        assert "Discord cannot bring it back" in (await choose(here, who, 3, "undelete")).text
        await card(here, 3, "takes no direct messages")
        assert again is not None
        assert fd.exists(again)
        listed = await send_form(here, await click(here, who, 4, "list"), **LIST)
        assert "stands on this server's list now" in listed.text
        await card(here, 4, "is gone")

        # An emergency is posted though the alert role is gone; what waits moves, reporters' answers too.
        question = await inbox_of(fd, here.alice, "have a question about your report 3")
        await send_form(here, await fd.click(here.alice, question, "Answer"), text="in the park")
        await in_review(here, "in the park")
        fd.delete_role(here.guild, alert)
        urgent = await posted(here, here.bob, "you know what will happen")
        await report(here, here.alice, urgent, category="threats")
        await card(here, 5, "EMERGENCY")
        left = here.review
        here.review = fd.add_channel(here.guild, "review-3", private_to=team)
        await here.set_up()
        for number in (1, 3, 5):
            await card(here, number)
        await in_review(here, "in the park")
        stay = [str(message["components"]) for message in fd.bot_messages(left)]
        assert not any(f"case:{number}:" in each for each in stay for number in (1, 3, 5))
        assert not any("in the park" in each for each in stay)
        assert any("case:2:undo" in each for each in stay)
        assert len(cards(here, 2)) == 0


def role_of(here: Home, name: str) -> str:
    roles: Json = here.fd.guilds[here.guild]["_roles"]
    return next(role for role, about in roles.items() if about["name"] == name)


async def claimed_and_released(here: Home, number: int, *, times: int) -> None:
    """By cards as they stood: nobody waits for the next to be rendered. It ends claimed."""
    before = copy.deepcopy(await card(here, number))
    await click(here, here.moderator, number, "claim")
    held = copy.deepcopy(await card(here, number, "Claimed by"))
    for _ in range(times):
        await here.fd.select(here.moderator, held, f"case:{number}:more", ["release"])
        await here.fd.click(here.moderator, before, f"case:{number}:claim")
    await card(here, number, "Claimed by")
