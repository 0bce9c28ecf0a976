"""What an undo does for authors, on the real process."""

from pathlib import Path

import pytest

from localdiscord import FakeDiscord
from tests.process.running import running
from tests.process.scanning.driver import LINK, Scanning
from tests.process.server import server
from tests.wording import said, sentence

pytestmark = pytest.mark.process

REMOVED = sentence("detection-title-removed")


async def test_an_undo_leaves_the_timeout_that_another_removal_asks_for(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    here = server(fd)
    scanner = Scanning(here)

    def out() -> bool:
        return bool(fd.guilds[here.guild]["_members"][here.alice]["communication_disabled_until"])

    async with running(fd, tmp_path):
        await scanner.set_up()
        await scanner.list_place("b.example")
        await scanner.policy("set", tier="own", action="timeout")
        await here.removed(await scanner.post())
        await here.removed(await scanner.post("https://b.example/1"))
        other = await scanner.card("b[.]example", REMOVED)
        await scanner.undo(await scanner.card("kiwi"), scope="message")
        await scanner.card("kiwi", sentence("detection-timeout-shared"), sentence("detection-returned-sent"))
        assert out()
        await scanner.undo(other, scope="message")
        await scanner.card("b[.]example", sentence("detection-returned-sent"))
        assert not out()


async def test_an_undo_of_what_discord_did_not_remove_sends_its_author_nothing(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    here = server(fd)
    scanner = Scanning(here)
    async with running(fd, tmp_path):
        await scanner.set_up()
        fd.inject("DELETE", "/channels/*/messages/*", status=503, seconds=3600)
        message = await scanner.post(f"look {LINK}", by=here.bob)
        answer = await scanner.undo(await scanner.card(sentence("detection-title-failed")), scope="message")
        said(answer.text, "detection-undo-perhaps")
        await scanner.card(sentence("detection-title-spared"))
        await fd.quiet(2.0)
        assert fd.exists(message)
        assert not here.mail(here.bob)
