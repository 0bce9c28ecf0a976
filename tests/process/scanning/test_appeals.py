"""The author hears and can object, on the real process: killed at each step, in direct messages, with closed ones, in a raid."""

from collections.abc import Callable
from pathlib import Path

import pytest

from localdiscord import FakeDiscord, Interaction, Json
from localdiscord.faults import Moment
from tests.process.reports.driver import Reports
from tests.process.running import running
from tests.process.scanning.driver import LINK, LISTED, Scanning
from tests.process.server import Server, button, has_button, server, waited
from tests.wording import said, sentence, unsaid

pytestmark = pytest.mark.process

WHY = "It was a warning, not a link to follow"
REASON = "A warning is no harassment"


class Appeals(Scanning):
    """What authors and moderators do about notices."""

    def notices(self, person: str) -> list[Json]:
        """The notices that somebody got, oldest first."""
        return [each for each in self.server.fd.dms(person) if has_button(each, "notice:*")]

    async def notice(self, person: str) -> Json:
        """The one notice that somebody got, once it is there."""
        found = await waited(self.server.fd, lambda: self.notices(person))
        assert len(self.notices(person)) == 1
        return found

    async def form(self, person: str) -> Interaction:
        """The form of an objection, open."""
        return await self.server.press(person, await self.notice(person), "notice:*:object")

    async def object(self, person: str, text: str = WHY) -> Interaction:
        """An author objects."""
        return await self.server.send(await self.form(person), text=text)

    def appeals(self) -> list[Json]:
        """The cards of appeals."""
        posted = self.server.fd.bot_messages(self.server.review)
        return [each for each in posted if has_button(each, "appeal:*:reveal")]

    async def appeal(self, state: str = "open") -> Json:
        """The one card of an appeal, once it says how things stand."""
        found = await waited(self.server.fd, self.appeals, sentence(f"appeal-title-{state}"))
        assert len(self.appeals()) == 1
        return found

    async def decision(self, by: str, verb: str) -> Interaction:
        """The form of a decision, open; or why there is none."""
        return await self.server.press(by, await self.appeal(), f"appeal:*:{verb}")


@pytest.fixture
def here(fd: FakeDiscord) -> Server:
    return server(fd)


@pytest.mark.parametrize("moment", ["before", "after"])
async def test_killed_at_each_step_nothing_is_lost_and_nothing_is_said_twice(
    fd: FakeDiscord, tmp_path: Path, here: Server, moment: Moment
) -> None:
    at = Appeals(here)
    inbox = f"/channels/{fd.dm_channel(here.alice)}/messages"
    async with running(fd, tmp_path) as bot:

        async def killed(method: str, path: str, does: Callable[[], object]) -> None:
            crash = fd.crash_on(bot, method, path, moment=moment)
            done = does()
            if hasattr(done, "__await__"):
                await done  # type: ignore[misc]  # what is begun, not what comes of it
            await crash.happened()
            fd.forget_nonces()  # as if it took minutes: the history must do
            await bot.start()

        await at.set_up()
        await killed("POST", inbox, lambda: at.post(f"beware of {LINK}"))
        notice = await at.notice(here.alice)
        said(notice, "author-notice", count=1)
        assert LINK not in str(notice["components"])

        form = await at.form(here.alice)
        review = f"/channels/{here.review}/messages"
        await killed("POST", review, lambda: fd.submit_modal(form, {"text": WHY}))
        card = await at.appeal()
        assert WHY not in str(card["components"])
        await waited(fd, lambda: at.notices(here.alice), sentence("author-notice-objected"))

        read = await here.press(here.manager, card, "appeal:*:reveal")
        assert WHY in read.text
        assert "beware of" in read.text
        form = await at.decision(here.manager, "overturn")
        await killed("POST", inbox, lambda: fd.submit_modal(form, {"reason": REASON, "scope": "message"}))
        await at.appeal("overturned")
        await here.inbox(here.alice, sentence("appeal-answer-letter", count=1), "beware of")
        await here.in_review(sentence("appeal-note"))
        await fd.quiet(2.0)
        assert len(at.notices(here.alice)) == len(at.appeals()) == 1
        assert sum("beware of" in text for text in here.mail(here.alice)) == 1
        assert len(here.mail(here.alice)) == 2, "the notice, and the letter that says it all"
        assert REASON not in "".join(here.mail(here.alice))


@pytest.mark.parametrize("moment", ["before", "after"])
async def test_killed_while_it_says_that_the_removal_stands(
    fd: FakeDiscord, tmp_path: Path, here: Server, moment: Moment
) -> None:
    at = Appeals(here)
    async with running(fd, tmp_path) as bot:
        await at.set_up()
        await at.post()
        said(await at.object(here.alice), "object-done")
        form = await at.decision(here.second_moderator, "uphold")
        crash = fd.crash_on(bot, "POST", f"/channels/{fd.dm_channel(here.alice)}/messages", moment=moment)
        await fd.submit_modal(form, {"reason": REASON})
        await crash.happened()
        fd.forget_nonces()
        await bot.start()
        await at.appeal("upheld")
        answer = await here.inbox(here.alice, sentence("appeal-answer-upheld"))
        await fd.quiet(2.0)
        assert len(here.mail(here.alice)) == 2
        mail = "".join(here.mail(here.alice))
        for each in (answer, await at.notice(here.alice)):
            assert WHY in (await here.press(here.alice, each, "*:mine")).text
        copy = fd.plant(here.general, button(answer, "appeal:*:mine"))
        said(await here.press(here.moderator, copy, "appeal:*:mine"), "error-unknown-button")
        assert REASON not in mail
        assert "second" not in mail


async def test_who_may_decide_and_who_may_object(fd: FakeDiscord, tmp_path: Path, here: Server) -> None:
    at = Appeals(here)
    async with running(fd, tmp_path):
        await at.set_up()
        await at.post(by=here.second_moderator)
        said(await at.object(here.second_moderator), "object-done")
        said(await at.decision(here.second_moderator, "uphold"), "appeal-own")
        said(await at.decision(here.moderator, "overturn"), "appeal-own-decision")
        copy = fd.plant(here.general, "notice:1:object")
        for who in (here.alice, here.moderator, here.second_moderator):
            said(await here.press(who, copy, "notice:*"), "error-unknown-button")
        card = fd.plant(here.review, button(await at.appeal(), "appeal:*:uphold"))
        said(await here.press(here.manager, card, "appeal:*"), "appeal-elsewhere")
        here.rights_of_moderators(0)
        said(await at.decision(here.moderator, "uphold"), "error-not-moderator")
        form = await at.decision(here.manager, "uphold")
        said(await here.send(form, reason=REASON), "appeal-uphold-done")
        said(await here.send(form, reason=REASON), "appeal-over")


async def test_after_a_restart_both_buttons_work(fd: FakeDiscord, tmp_path: Path, here: Server) -> None:
    at = Appeals(here)
    async with running(fd, tmp_path) as bot:
        await at.set_up()
        await at.post()
        form = await at.form(here.alice)
        await bot.stop()
        await bot.start()
        said(await here.send(form, text=WHY), "object-done")
        form = await at.decision(here.manager, "overturn")
        await bot.stop()
        await bot.start()
        said(await here.send(form, reason=REASON, scope="site"), "appeal-overturn-allowed")
        message = await at.post(f"{LINK}?again")
        await fd.quiet(2.0)
        assert fd.exists(message)


async def test_a_raid_opens_few_messages_at_a_time(fd: FakeDiscord, tmp_path: Path, here: Server) -> None:
    at = Appeals(here)
    raiders = [fd.add_member(here.guild, f"raider{number}") for number in range(25)]
    async with running(fd, tmp_path):
        await at.set_up()
        for raider in raiders:
            await at.post(f"{LINK}?{raider}", by=raider)
        for number in range(12):
            await at.post(f"{LINK}?flood={number}", by=here.bob)
        await at.card("Removals: ", seconds=30)
        await fd.until(lambda: sum(bool(at.notices(raider)) for raider in raiders) >= 10, 30)
        assert sum(bool(at.notices(raider)) for raider in raiders) <= 20
        await fd.until(lambda: all(at.notices(raider) for raider in raiders), 60)
        assert all(len(at.notices(raider)) == 1 for raider in raiders)
        assert len(at.notices(here.bob)) <= 5


async def test_closed_direct_messages_are_noted_once(fd: FakeDiscord, tmp_path: Path, here: Server) -> None:
    at = Appeals(here)
    fd.dms_closed.add(here.alice)
    async with running(fd, tmp_path):
        await at.set_up()
        await at.post()
        await at.card(sentence("author-notice-closed", several="no"))
        tries = len(fd.calls("POST", f"/channels/{fd.dm_channel(here.alice)}/messages"))
        await fd.quiet(3.0)
        assert len(fd.calls("POST", f"/channels/{fd.dm_channel(here.alice)}/messages")) == tries == 1


async def test_a_server_that_wants_none_sends_none(fd: FakeDiscord, tmp_path: Path, here: Server) -> None:
    at = Appeals(here)
    async with running(fd, tmp_path):
        await at.set_up()
        answer = await here.command(here.manager, "setup", author_notices=False)
        said(answer, "setup-author-notices", on="false")
        await here.removed(await at.post())
        await fd.quiet(2.0)
        assert not here.mail(here.alice)


async def test_a_report_is_not_betrayed(fd: FakeDiscord, tmp_path: Path, here: Server) -> None:
    """What was deleted from a case reads as what was deleted from the card of a link that a list found."""
    at = Appeals(here)
    async with running(fd, tmp_path):
        await at.set_up()
        await at.policy("set", tier="own", action="review")
        await at.post(by=here.bob)
        card = await at.card(sentence("detection-title-review"))
        await at.press(here.moderator, card, "delete")
        message = await here.post(here.alice, "something mean")
        reports = Reports(here)
        await reports.report(here.second_moderator, message)
        await reports.press(here.moderator, 1, "delete")
        told = [await at.notice(person) for person in (here.alice, here.bob)]
        for each in told:
            said(each, "author-notice-moderators")
            unsaid(each, "author-notice-list")
            assert LISTED.partition(".")[0] not in str(each["components"])
            assert "arassment" not in str(each["components"])
