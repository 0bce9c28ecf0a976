"""Who serves a campaign's site, on the real process: asked, believed after a crash, proposed as one draft."""

import asyncio
from pathlib import Path

import pytest

from localdiscord import PATIENCE, FakeDiscord, message_text
from tests.process.campaigns.driver import campaigns
from tests.process.on_disk import a_day_passes_for_providers, link_to_a_site, providers_were_asked
from tests.process.running import running
from tests.services.campaigns.registries import Registries, registries
from tests.wording import said

pytestmark = pytest.mark.process

NEST = "nest.example"


def settings(world: Registries) -> dict[str, str]:
    return {
        "PROVIDER_FACTS": "on",
        "DOH_RESOLVER": world.resolver,
        "RDAP_SERVICE": world.registry,
        "NET_TEST_ADDRESSES": f"127.0.0.1:{world.port}",
    }


async def test_a_change_of_provider_becomes_one_draft_across_crashes(fd: FakeDiscord, tmp_path: Path) -> None:
    origin = campaigns(fd, "Origin")
    at = origin.server
    async with registries() as world, running(fd, tmp_path, **settings(world)) as bot:
        world.serve_nest()
        await origin.set_up()
        campaign = await origin.create()
        await origin.command("blocklist add", pattern=NEST, category="harassment")
        said(await origin.command("campaign facts", campaign=campaign), "facts-no-hosts")

        async def asked() -> None:
            async with asyncio.timeout(PATIENCE):
                while not await providers_were_asked(tmp_path):
                    await asyncio.sleep(0.05)

        async def next_day(*, crash: bool) -> None:
            await bot.kill() if crash else await bot.stop()
            await a_day_passes_for_providers(tmp_path)
            await bot.start()
            await asked()

        await link_to_a_site(tmp_path, campaign, NEST)
        await next_day(crash=False)
        await next_day(crash=True)
        facts = await origin.command("campaign facts", campaign=campaign)
        said(facts, "facts-line", value="Nimbus Hosting")
        assert NEST not in facts.text

        world.serve_nest(owner="Other Cloud")
        await next_day(crash=True)
        await next_day(crash=True)
        card = await origin.card("1")
        said(message_text(card), "facts-draft-headline-owner", name="Other Cloud")
        await next_day(crash=True)
        cards = [message for message in fd.bot_messages(at.review) if "Other Cloud" in message_text(message)]
        assert len(cards) == 1
        assert origin.copies("1") == []

        complaint = await origin.command("campaign complaint", campaign=campaign)
        said(complaint, "complaint-sent-by-nobody")
        assert fd.bot_messages(origin.news) == []
