"""*Read message* on the real process: its private answer works after a restart, for whom it was made, and nowhere else."""

from pathlib import Path

import pytest

from localdiscord import FakeDiscord
from tests.process.reports.driver import Reports, thanked
from tests.process.running import running
from tests.process.server import server
from tests.wording import said, say, sentence

pytestmark = pytest.mark.process


async def test_what_was_read_is_acted_upon_below_it_also_after_a_restart(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    here = server(fd)
    desk = Reports(here)
    async with running(fd, tmp_path):
        await here.set_up()
        message = await here.post(here.bob, "you know what will happen to you")
        thanked(await desk.report(here.alice, message, details="he means her house"), 1)
        await desk.card(1, sentence("case-notes", count=1))
        read = await desk.reveal(here.moderator, 1, "what will happen", "he means her house")
        assert read.ephemeral
        private = read.messages[-1]
        with pytest.raises(PermissionError):  # Discord shows it to nobody else
            await fd.click(here.second_moderator, private, "case:1:claim:p")
    async with running(fd, tmp_path):
        copied = fd.plant(here.general, "case:1:claim:p")
        said(await fd.click(here.moderator, copied, "case:1:claim:p"), "case-elsewhere")
        said(await fd.click(here.moderator, private, "case:1:claim:p"), "case-claimed", case=1)
        await desk.card(1, sentence("case-state-claimed", name="**Mod-Lighthouse**"))

        # Delete and close, two taps; the reporter hears the truth.
        deleted = await fd.click(here.moderator, private, "case:1:delete:p")
        said(deleted, "case-deleted", case=1)
        closed = await fd.click(here.moderator, deleted.messages[-1], "case:1:handled:p")
        said(closed, "case-dismissed", case=1, reason=say("dismiss-handled"))
        await here.removed(message)
        await here.inbox(here.alice, sentence("outcome-removed", case="1"))
        await desk.card(1, sentence("case-state-closed-dismissed", reason=say("dismiss-handled")))

        # It is undone on purpose, and its author is told only since that was chosen.
        said(await desk.undo(here.second_moderator, 1, notify="no"), "case-undone", case=1)
        await desk.card(1, sentence("case-state-reopened"), sentence("case-message-undone-untold"))
        assert not here.letters(here.bob)
