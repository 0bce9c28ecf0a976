"""Discord's AutoMod on the real process: killed at each step, changed by people, with two processes, while no process runs."""

from pathlib import Path

import pytest

from localdiscord import FakeDiscord, Json, P, message_text
from localdiscord.faults import Moment
from tests.process.running import running, standing_by, taken_over, with_deaths_before_and_after
from tests.process.scanning.driver import LINK, LISTED, Scanning
from tests.process.server import BOT_RIGHTS, Server, server
from tests.wording import said, sentence

pytestmark = pytest.mark.process

NATIVE = sentence("detection-rule-native")


class Automod(Scanning):
    """What managers do about AutoMod, and what stands at Discord."""

    def let_rowan_manage(self) -> None:
        """Rowan's role gets Manage Server."""
        at = self.server
        at.fd.set_role_permissions(at.guild, at.role("bot"), BOT_RIGHTS | P.GUILD)

    async def turn_on(self) -> None:
        """A manager has the plan shown, and applies it."""
        at = self.server
        plan = await at.command(at.manager, "automod sync")
        said(plan, "automod-plan-title")
        said(
            await at.press(at.manager, (plan.original or plan.followups[-1]), "automod:apply:*"),
            "automod-applied",
        )

    def rules(self) -> list[Json]:
        """Rowan's rules at Discord."""
        at = self.server
        return [rule for rule in at.fd.automod_rules(at.guild) if rule["creator_id"] == at.fd.bot]

    def blocks(self) -> bool:
        """Whether one rule stands that blocks the listed host."""
        held = [rule["trigger_metadata"]["keyword_filter"] for rule in self.rules() if rule["enabled"]]
        return len(held) == 1 and f"*//{LISTED}/*" in held[0]

    async def until_it_blocks(self) -> None:
        """Wait until just that rule stands."""
        await self.server.fd.until(self.blocks, what="the rule stands")

    async def until_all_is_gone(self) -> None:
        """Wait until no rule of Rowan's stands."""
        await self.server.fd.until(lambda: self.rules() == [], what="the rules are gone")

    async def try_to_post(self, text: str = LINK) -> bool:
        """A member sends a message; whether it was posted."""
        at = self.server
        return await at.fd.send(at.alice, at.general, text) is not None

    def native(self) -> list[Json]:
        """The cards of what AutoMod blocked."""
        return [card for card in self.cards() if NATIVE.stands_in(card)]


@pytest.fixture
def here(fd: FakeDiscord) -> Server:
    return server(fd)


async def begun(at: Automod) -> None:
    at.let_rowan_manage()
    await at.set_up()


async def test_killed_while_rules_are_made_or_deleted_one_stands_or_none(tmp_path: Path) -> None:
    async def story(fd: FakeDiscord, folder: Path, moment: Moment) -> None:
        at = Automod(server(fd))
        rules = f"/guilds/{at.server.guild}/auto-moderation/rules"
        async with running(fd, folder) as bot:
            await begun(at)
            crash = fd.crash_on(bot, "POST", rules, moment=moment)
            await at.turn_on()
            await crash.happened()
            await bot.start()
            await at.until_it_blocks()
            assert not await at.try_to_post()
            (rule,) = at.rules()
            crash = fd.crash_on(bot, "DELETE", f"{rules}/{rule['id']}", moment=moment)
            await at.server.command(at.server.manager, "automod off")
            await crash.happened()
            await bot.start()
            await at.until_all_is_gone()

    await with_deaths_before_and_after(tmp_path, story)


async def test_it_blocks_while_no_process_runs_and_follows_what_changed_then(
    fd: FakeDiscord, tmp_path: Path, here: Server
) -> None:
    at = Automod(here)
    theirs = fd.make_rule(here.manager, here.guild, "word")
    async with running(fd, tmp_path) as bot:
        await begun(at)
        await at.turn_on()
        await at.until_it_blocks()
        await bot.stop()
        assert not await at.try_to_post()
        (rule,) = at.rules()
        changed = {"keyword_filter": ["everyday"], "allow_list": [], "regex_patterns": []}
        fd.change_rule(here.manager, here.guild, rule["id"], trigger_metadata=changed)
        assert await at.try_to_post("every everyday thing") is False
        await bot.start()
        await at.until_it_blocks()
        assert await at.try_to_post("every everyday thing")
        fd.delete_rule(here.manager, here.guild, rule["id"])
        await at.until_it_blocks()
        assert [each["id"] for each in fd.automod_rules(here.guild) if each not in at.rules()] == [theirs]


async def test_what_it_blocks_has_one_card_also_where_another_process_takes_over(
    fd: FakeDiscord, tmp_path: Path, here: Server
) -> None:
    at = Automod(here)
    async with running(fd, tmp_path) as first, standing_by(fd, tmp_path) as second:
        await begun(at)
        await at.turn_on()
        await at.until_it_blocks()
        assert not await at.try_to_post(f"look: {LINK}")
        card = await at.card(NATIVE)
        assert LISTED not in message_text(card)
        assert not await at.try_to_post(f"look: {LINK}")
        other = await at.post("https://never.example/x")
        assert fd.exists(other)
        await first.kill()
        await taken_over(fd, second)
        assert not await at.try_to_post(f"{LINK}/2")
        await at.card(NATIVE, "Removals: 2")
        assert len(at.native()) == 1
        await here.inbox(here.alice)  # its author hears of it, as of each removal


async def test_without_the_right_it_says_so_and_goes_on_once_it_is_given(
    fd: FakeDiscord, tmp_path: Path, here: Server
) -> None:
    at = Automod(here)
    async with running(fd, tmp_path):
        await at.set_up()
        said(await here.command(here.manager, "automod sync"), "automod-needs-permission")
        at.let_rowan_manage()
        await at.turn_on()
        await at.until_it_blocks()
        fd.set_role_permissions(here.guild, here.role("bot"), BOT_RIGHTS)
        said(await here.command(here.manager, "automod off"), "automod-off", rules=1)
        await fd.until(
            lambda: fd.calls("GET", f"/guilds/{here.guild}/auto-moderation/rules")[-1], what="a look"
        )
        assert len(at.rules()) == 1
        at.let_rowan_manage()
        await at.until_all_is_gone()
