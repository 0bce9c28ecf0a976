"""Invites on the own list: what moderators are told of the server behind them, and why other invites go."""

import pytest

from tests.cogs.scanning.driver import ScanningStage
from tests.cogs.seen import shown
from tests.fakes import FakeInvites
from tests.wording import said, unsaid

FORUM = 99 * 10**16
HOSTILE = "\u202e**free** @everyone <@1> evil.example\nx"


@pytest.fixture
def driver() -> type[ScanningStage]:
    """Invites are asked about, and found in messages."""
    return ScanningStage


@pytest.fixture
async def discord_says(stage: ScanningStage) -> FakeInvites:
    """What Discord answers about invites."""
    await stage.set_up()
    source = FakeInvites({"abc": FORUM, "xyz": FORUM, "home": stage.guild.id}, {FORUM: HOSTILE})
    stage.rowan.scanning.invite_questions._source = source
    return source


async def ask(stage: ScanningStage) -> None:
    """Ask whatever is due, and look again at what waited."""
    asking = stage.rowan.scanning.invite_questions
    asking._not_before = stage.rowan.base.clock()
    while await asking.step():
        await asking.finish(5)
        asking._not_before = stage.rowan.base.clock()
    await stage.work()


async def test_the_moderator_sees_what_an_entry_stands_for_and_why_another_invite_goes(
    stage: ScanningStage, discord_says: FakeInvites
) -> None:
    added = await stage.blocklist("add", pattern="https://discord.com/invite/abc")
    said(added, "invite-asked")
    await ask(stage)
    for answer in (
        await stage.blocklist("show", pattern="discord.gg/abc"),
        await stage.blocklist("search", query="abc"),
        await stage.check("discord.gg/abc"),
    ):
        said(answer, "invite-held", server=f"{FORUM}")
        for harm in ("@everyone", "<@1>", "**free**", "\u202e", "evil.example"):
            assert harm not in answer

    message = await stage.said("join us: discord.gg/xyz")
    assert stage.stands(message)
    await ask(stage)
    assert not stage.stands(message)
    card = shown(stage.detections()[-1])
    for part in ("discord[.]gg/xyz", "discord[.]gg/abc"):
        assert part in card
    said(card, "invite-another", server=f"{FORUM}")
    said(card, "detection-reason-own")
    assert "@everyone" not in card
    answer = await stage.check("discord.gg/xyz")
    said(answer, "invite-another")
    said(answer, "check-decision", action="delete")
    said(await stage.check("discord.gg/xyz", stage.member), "check-listed", count=1)


async def test_this_servers_own_invite_is_refused(stage: ScanningStage, discord_says: FakeInvites) -> None:
    said(await stage.blocklist("add", pattern="discord.gg/home"), "invite-asked")
    await ask(stage)
    said(await stage.blocklist("show", pattern="discord.gg/home"), "invite-own")
    await stage.blocklist("remove", pattern="discord.gg/home")
    said(await stage.blocklist("add", pattern="discord.gg/home"), "pattern-own-invite")
    said(await stage.blocklist("show", pattern="discord.gg/home"), "list-show-not-own")


async def test_check_says_where_discord_was_not_heard_yet(
    stage: ScanningStage, discord_says: FakeInvites
) -> None:
    said(await stage.check("discord.gg/xyz"), "check-unlisted", links="`hxxps://discord[.]gg/xyz`")
    await stage.blocklist("add", pattern="discord.gg/abc")
    await ask(stage)
    answer = await stage.check("discord.gg/unheard")
    said(answer, "check-unknown-invites", count=1)
    unsaid(answer, "check-unlisted")
    answer = await stage.check("discord.gg/unheard", stage.member)
    said(answer, "check-unknown", count=1)
    unsaid(answer, "check-unlisted")
    unsaid(answer, "check-decision", action="off")
    unsaid(answer, "check-no-decision")
    assert "discord.gg/xyz" not in discord_says.asked


async def test_an_invite_that_discord_does_not_know(stage: ScanningStage, discord_says: FakeInvites) -> None:
    await stage.blocklist("add", pattern="discord.gg/gone")
    await ask(stage)
    said(await stage.blocklist("show", pattern="discord.gg/gone"), "invite-none")
    said(await stage.check("discord.gg/gone"), "invite-none")


async def test_check_says_of_an_invite_that_discord_hides_that_its_code_alone_was_compared(
    stage: ScanningStage, discord_says: FakeInvites
) -> None:
    await stage.blocklist("add", pattern="discord.gg/abc")
    await ask(stage)
    await stage.check("discord.gg/hidden")
    await ask(stage)
    for who in (stage.moderator, stage.member):
        answer = await stage.check("discord.gg/hidden", who)
        said(answer, "check-hidden-invites", count=1)
        said(answer, "check-unlisted", links="`hxxps://discord[.]gg/hidden`")
    unsaid(await stage.check("https://other.example"), "check-hidden-invites", count=1)
