"""Nothing that the bot sends carries a hostile text on: whoever is named so, whatever is typed, wherever it is shown."""

from typing import Any

import pytest

from tests.cogs.seen import custom_ids, send
from tests.desk.scenes.campaigns import updates
from tests.desk.world import DeskStage, Worlds
from tests.hostile.texts import TEXTS, faults

pytestmark = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)


def rename(stage: DeskStage, text: str) -> None:
    """The server, its channels and everybody in it are called so, as far as Discord takes it."""
    guild = stage.env.backend.get_guild(stage.guild.id)
    guild.name = text[:100]
    for member in guild.members.values():
        member.nick = text[:32]
    for channel in (stage.general, stage.review):
        stage.env.backend.get_channel(channel.id).name = text[:100].replace("\n", " ")


def _clean(sent: list[Any]) -> None:
    found = [fault for each in sent for fault in faults(each)]
    assert sent
    assert not found, "\n".join(found[:12])


async def test_reports_and_what_moderators_do_with_them(text: str, worlds: Worlds, sent: list[Any]) -> None:
    async with worlds.fresh({}) as stage:
        await stage.set_up()
        rename(stage, text)
        await stage.reported(f"{text[:1900]} see rookery.example/x", details=text[:1000])
        await stage.reported(f"{text[:500]} again rookery.example/y", category="threats", details=text[:1000])
        for choice in ("history", "mute", "reply"):
            await stage.choose(1, choice)
        await stage.press(1, "reveal")
        await stage.press(1, "list")
        asked = await stage.choose(1, "reply")
        await send(stage.moderator, asked, text=text[:400])
        await stage.work()
        await stage.claim(1)
        await stage.delete(1)
        await stage.decide(1, "dismiss", reason="no_violation", note=text[:400])
        await stage.undo_decision(1, notify="yes")
        await stage.queue()
        await stage.moderator.slash(stage.general, "stats")
        await stage.moderator.slash(stage.general, "stats", export=True)
    _clean(sent)


async def test_what_was_found_and_lists(text: str, worlds: Worlds, sent: list[Any]) -> None:
    async with worlds.fresh({}) as stage:
        await stage.set_up()
        rename(stage, text)
        await stage.policy("set", tier="own", action="timeout")
        await stage.blocklist(
            "add", pattern="rookery.example", category="scam", site=text[:60], note=text[:200]
        )
        for pattern in (text[:1900], "https://evil.example/x", "rookery.example"):
            for verb in ("add", "show", "remove", "allow", "unallow", "share", "dispute"):
                await stage.blocklist(verb, pattern=pattern)
        await stage.blocklist(
            "add", pattern="rookery.example", category="scam", site=text[:60], note=text[:200]
        )
        await stage.blocklist("show", pattern="rookery.example")
        await stage.blocklist("search", query=text[:60])
        await stage.blocklist("site", name=text[:60], summary=text[:200])
        await stage.said(f"{text[:1000]} rookery.example/x {text[:500]}")
        await stage.work()
        card = stage.detections()[0]
        await stage.moderator.click(card, custom_id="detection:1:reveal")
        await stage.undo(1, scope="site")
        await stage.work()
        await stage.check(text[:3000])
        for kind in ("txt", "csv"):
            brought = (f"{text[:40]}.{kind}", text.encode("utf-8", "surrogatepass"))
            await stage.manager.slash(stage.general, "lists import", file=brought, partial=True)
        await stage.manager.slash(stage.general, "lists show")
        await stage.manager.slash(stage.general, "lists subscribe", url=text[:1000])
        await stage.manager.slash(stage.general, "setup", list_name=text[:32], timezone=text[:40])
        await stage.moderator.autocomplete(stage.general, "blocklist site", "name", "")
    _clean(sent)


async def test_campaigns(text: str, worlds: Worlds, sent: list[Any]) -> None:
    async with worlds.fresh({}) as stage:
        await updates.create_form(stage)
        rename(stage, text)
        form = await stage.moderator.slash(stage.general, "campaign create")
        await send(stage.moderator, form, title=text[:80], summary=text[:300], demand=text[:200])
        await updates.begin(stage)
        form = await stage.moderator.slash(stage.general, "campaign update", campaign="1")
        filled = {"headline": text[:100], "body": text[:1000], "source": "https://nimbus.example/7"}
        await send(stage.moderator, form, kind="response", **filled)
        await stage.work()
        for card in stage.review.history():
            for each in [part for part in custom_ids(card) if ":approve" in part]:
                await stage.manager.click(card, custom_id=each)
        await stage.work()
        await stage.member.slash(stage.general, "updates list")
        await stage.member.slash(stage.general, "updates timeline", campaign="1")
        await stage.moderator.slash(stage.general, "campaign complaint", campaign="1")
        await stage.moderator.slash(stage.general, "campaign close", campaign="1", outcome=text[:300])
    _clean(sent)
