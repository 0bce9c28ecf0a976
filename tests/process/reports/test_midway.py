"""Whatever a moderator has open (a form, a menu, a page) survives the rights that go and the process that dies, and does
what it says afterwards; what was done is undone; the review channel moves.
"""

from pathlib import Path

import pytest

from localdiscord import FakeDiscord, Interaction, P
from tests.process.reports.driver import LIST, Reports
from tests.process.running import running
from tests.process.server import has_button, server
from tests.wording import said, sentence

pytestmark = pytest.mark.process

LINK = "https://badforum.example"


async def test_what_is_open_when_rights_and_process_go_is_finished_afterwards(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    here = server(fd)
    desk, who = Reports(here), here.moderator
    helpers, readers, alert = (fd.add_role(here.guild, name, 0) for name in ("Helpers", "Readers", "Alert"))
    helper = fd.add_member(here.guild, "helper", roles=[helpers, readers])
    here.review = here.private_channel("review-2", readers)
    lost = fd.add_channel(here.guild, "lost")
    async with running(fd, tmp_path) as bot:
        await here.set_up(moderator_role=helpers, alert_role=alert, review_reader=readers)
        for path in "abc":
            await desk.report(here.alice, await here.post(here.bob, f"see {LINK}/{path}"))
        await desk.report(here.alice, await here.post(here.bob, f"see {LINK}/d", channel=lost))
        await claimed_and_released(desk, 4, times=5)

        # One of each is open.
        to_list, to_dismiss = await desk.press(who, 1, "list"), await desk.press(who, 2, "dismiss")
        to_ask, to_mute = await desk.choose(who, 3, "reply"), await desk.form_of_mute(who, 3, "3")
        history, receivers = await desk.choose(who, 4, "history"), await desk.choose(who, 4, "handover")
        late = await desk.press(helper, 3, "dismiss")

        async def finish() -> list[Interaction]:
            receiver = here.second_moderator
            return [
                await here.send(to_list, **LIST),
                await here.send(to_dismiss, reason="no_violation"),
                await here.send(to_ask, text="where?"),
                await here.send(to_mute, reason="flooding"),
                await here.press(who, history.messages[-1], "case:4:history:2"),
                await here.press(who, receivers.messages[-1], "case:4:handover", receiver),
            ]

        # Who loses their rights may go on reading the channel: else no card would be brought up to date there.
        await here.set_up(review_reader=here.role("Moderators"))
        # Rights are asked for at the click: of a role that lost them, of a role that is gone.
        here.rights_of_moderators(0)
        for answer in await finish():
            said(answer, "error-not-moderator")
        await desk.card(4, sentence("case-state-freed-rights"))  # nobody holds what they may not decide
        here.rights_of_moderators(P.MESSAGES)
        fd.delete_role(here.guild, helpers)
        said(await here.send(late, reason="duplicate"), "error-not-moderator")
        fd.delete_channel(lost)
        await bot.restart(crash=True)
        # Else what is listed next could be found in the messages of the gap, too, and removed by that.
        await fd.until(
            lambda: any("caught up" in line for line in bot.output), what="the gap is worked through"
        )
        said(await desk.press(who, 4, "claim"), "case-claimed", case=4)
        listed, dismissed, asked, muted, page, given = await finish()
        said(listed, "case-listed", new="yes", case=1)
        said(dismissed, "case-dismissed", case=2)
        said(asked, "relay-asked", case=3)
        said(muted, "mute-done", days=30)
        said(page, "page-number", number=2, pages=2)
        said(given, "handover-done", case=4)

        # Each is taken back: the case that was handed over, the listing, a deletion.
        await desk.card(4, sentence("case-state-claimed", name="**Second-Lighthouse**"))
        said(await desk.choose(who, 4, "takeback"), "case-taken-back", case=4)
        await desk.card(1, sentence("case-message-removed"))
        undone = await desk.undo(here.second_moderator, 1)
        said(undone, "case-undone-entry", pattern="`badforum[.]example`")
        await here.inbox(here.bob, "hxxps://badforum[.]example/a")
        await desk.card(1, sentence("case-message-undone-sent"))
        again = await here.post(here.bob, f"{LINK}/a")
        fd.dms_closed.add(here.bob)
        await desk.press(who, 3, "delete")
        await desk.card(3, sentence("case-message-removed"))
        said(await desk.undelete(who, 3), "case-undeleted-text", case=3)
        await desk.card(3, sentence("case-message-undone-closed"))
        assert fd.exists(again)
        said(await desk.list_link(who, 4), "case-listed", new="yes", case=4)
        await desk.card(4, sentence("case-message-deleted"))

        # An emergency is posted though the alert role is gone; what waits moves, reporters' answers too.
        question = await desk.question(here.alice, sentence("relay-question", case=3))
        await desk.answer(here.alice, question, "in the park")
        await here.in_review("in the park")
        fd.delete_role(here.guild, alert)
        urgent = await here.post(here.bob, "you know what will happen")
        await desk.report(here.alice, urgent, category="threats")
        await desk.card(5, sentence("case-title", emergency="yes", case=5))
        left, here.review = here.review, here.private_channel("review-3")
        await here.set_up()
        for number in (1, 3, 5):
            await desk.card(number)
        await here.in_review("in the park")
        stay = fd.bot_messages(left)
        assert not any(has_button(message, f"case:{number}") for message in stay for number in (1, 3, 5))
        assert not any("in the park" in str(message) for message in stay)
        assert any(has_button(message, "case:2:undo") for message in stay)
        assert len(desk.cards(2)) == 0


async def claimed_and_released(desk: Reports, number: int, *, times: int) -> None:
    """By cards as they stood: nobody waits for the next to be rendered. It ends claimed."""
    who = desk.server.moderator
    before = await desk.as_it_stands(number)
    await desk.press(who, number, "claim")
    held = await desk.as_it_stands(number, sentence("case-state-claimed"))
    for _ in range(times):
        said(await desk.server.press(who, held, f"case:{number}:more", "release"), "case-released")
        said(await desk.server.press(who, before, f"case:{number}:claim"), "case-claimed")
    await desk.card(number, sentence("case-state-claimed"))
