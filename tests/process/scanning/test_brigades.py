"""Brigades on the real process: two processes see one, an alert is posted once, and what was there before comes back after a crash."""

from pathlib import Path

import pytest

from core.scanning.brigades import SLOW_SECONDS
from localdiscord import FakeDiscord, Json, P, message_text
from localdiscord.faults import Moment
from tests.process.on_disk import end_measures
from tests.process.running import running, standing_by, taken_over
from tests.process.scanning.driver import LINK, LISTED, Scanning
from tests.process.server import BOT_RIGHTS, has_button, server, waited
from tests.wording import said, sentence

pytestmark = pytest.mark.process


class Brigades(Scanning):
    """Adds posts by many, and alerts."""

    async def posted_by(self, accounts: int, *, first: int = 0) -> None:
        """So many accounts post the listed place."""
        fd, at = self.server.fd, self.server.guild
        for number in range(first, first + accounts):
            await self.post(f"{LINK}?{number}", by=fd.add_member(at, f"account{number}"))

    def alerts(self) -> list[Json]:
        """Every alert, oldest first."""
        posted = self.server.fd.bot_messages(self.server.review)
        return [each for each in posted if has_button(each, "alert:*")]

    async def alert(self, *showing: object) -> Json:
        """The one alert, once it shows all of this."""
        found = await waited(self.server.fd, self.alerts, *showing)  # type: ignore[arg-type]  # texts and sentences
        assert len(self.alerts()) == 1
        return found

    def may(self, bits: int) -> None:
        """Rowan may do this, too."""
        fd, at = self.server.fd, self.server.guild
        fd.set_role_permissions(at, fd.bot_role(at), BOT_RIGHTS | bits)

    @property
    def slow_mode(self) -> int:
        """Of the public channel."""
        return int(self.server.fd.channels[self.server.general]["rate_limit_per_user"])

    @property
    def paused_until(self) -> str | None:
        """Until when invites are paused."""
        incidents = self.server.fd.guilds[self.server.guild].get("incidents_data") or {}
        until: str | None = incidents.get("invites_disabled_until")
        return until


async def test_a_process_that_takes_over_goes_on_counting(fd: FakeDiscord, tmp_path: Path) -> None:
    brigades = Brigades(server(fd))
    async with running(fd, tmp_path) as first, standing_by(fd, tmp_path) as second:
        await brigades.set_up()
        await brigades.posted_by(4)
        await brigades.card("Removals: 4")
        await first.kill()
        await taken_over(fd, second)
        await brigades.posted_by(3, first=4)
        await brigades.alert(sentence("brigade-accounts", count=7))
        await fd.quiet()
        assert len(brigades.alerts()) == 1


async def test_an_alert_is_posted_once_whoever_dies(fd: FakeDiscord, tmp_path: Path) -> None:
    brigades = Brigades(server(fd))
    async with running(fd, tmp_path) as bot:
        await brigades.set_up()
        await brigades.posted_by(4)
        await brigades.card("Removals: 4")
        crash = fd.crash_on(bot, "POST", f"/channels/{brigades.server.review}/messages", moment="after")
        await brigades.posted_by(1, first=4)
        await crash.happened()
        fd.forget_nonces()
        await bot.start()
        found = await brigades.alert(sentence("brigade-accounts", count=5))
        assert "account4" not in message_text(found), "numbers, and no names"


@pytest.mark.parametrize("moment", ["before", "after"])
async def test_a_post_is_counted_whose_removal_the_process_did_not_outlive(
    fd: FakeDiscord, tmp_path: Path, moment: Moment
) -> None:
    brigades = Brigades(server(fd))
    async with running(fd, tmp_path) as bot:
        await brigades.set_up()
        await brigades.posted_by(4)
        await brigades.card("Removals: 4")
        crash = fd.crash_on(bot, "DELETE", f"/channels/{brigades.server.general}/messages/*", moment=moment)
        await brigades.posted_by(1, first=4)
        await crash.happened()
        await bot.start()
        await brigades.alert(sentence("brigade-accounts", count=5))


async def test_slow_mode_is_given_back_after_a_crash(fd: FakeDiscord, tmp_path: Path) -> None:
    brigades = Brigades(server(fd))
    brigades.may(P.CHANNELS)
    fd.channels[brigades.server.general]["rate_limit_per_user"] = 5
    async with running(fd, tmp_path) as bot:
        await brigades.set_up()
        await brigades.posted_by(5)
        alert = await brigades.alert()
        crash = fd.crash_on(bot, "PATCH", f"/channels/{brigades.server.general}", moment="after")
        await fd.click(brigades.server.moderator, alert, "alert:1:slow", _wait=False)
        await crash.happened()
        assert brigades.slow_mode == SLOW_SECONDS
        await bot.start()
        await brigades.alert(sentence("brigade-slow-standing", seconds=SLOW_SECONDS))
        await bot.stop()
        await end_measures(tmp_path)
        await bot.start()
        await brigades.alert(sentence("brigade-slow-ended"))
        assert brigades.slow_mode == 5


async def test_names_are_reviewed_wherever_they_stand(fd: FakeDiscord, tmp_path: Path) -> None:
    brigades = Brigades(server(fd))
    here = brigades.server
    async with running(fd, tmp_path) as bot:
        await brigades.set_up()
        fd.set_nick(here.guild, here.alice, f"join {LISTED}")
        for _ in range(2):
            assert fd.exists(await brigades.post("hello", by=here.alice))
        await brigades.card(sentence("detection-title-name-member"))
        voice = fd.add_channel(here.guild, f"talk at {LISTED}", type=2, bitrate=64_000, user_limit=0)
        await brigades.card(sentence("detection-title-name-channel"))
        fd.set_voice_status(voice, f"see {LISTED}")
        await brigades.card(sentence("detection-title-name-status"))
        fd.plan_event(here.guild, here.bob, "Raid", description=f"all to {LISTED}")
        await brigades.card(sentence("detection-title-name-event"))
        await bot.restart(crash=True)
        await brigades.post("hello again", by=here.alice)
        await brigades.post(f"https://{LISTED}/after", by=here.bob)
        await brigades.card("/after")
        assert len(brigades.cards()) == 5, "what is in a name is found once, also after a crash"


async def test_invites_are_paused_and_let_in_again_at_once(fd: FakeDiscord, tmp_path: Path) -> None:
    brigades = Brigades(server(fd))
    here = brigades.server
    async with running(fd, tmp_path):
        await brigades.set_up()
        await brigades.posted_by(5)
        alert = await brigades.alert()
        refused = await here.press(here.moderator, alert, "alert:*:pause_invites")
        said(refused, "brigade-why-invites-manage_server", state="refused")
        brigades.may(P.GUILD)
        await fd.quiet()
        said(await here.press(here.moderator, alert, "alert:*:pause_invites"), "brigade-invites-standing")
        assert brigades.paused_until is not None
        alert = await brigades.alert(sentence("brigade-invites-standing"))
        said(await here.press(here.moderator, alert, "alert:*:undo"), "brigade-invites-ended")
        assert brigades.paused_until is None
