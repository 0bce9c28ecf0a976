"""Who reported is nowhere: not before anybody else's eyes, not on the wire, not in the log, not on the disk."""

import asyncio
import json
import re
from pathlib import Path

import pytest

from localdiscord import FakeDiscord
from localdiscord.shapes import Json
from tests.process.home import Home, home, running
from tests.process.reports.desk import LIST, card, choose, click, posted, report, send_form

pytestmark = pytest.mark.process

REPORTERS = ("quillon-fenwick", "oriel-bracken", "tamsin-hollow")
CALLBACK = "/interactions/*/callback"


async def test_nobody_but_the_reporter_learns_who_reported(fd: FakeDiscord, tmp_path: Path) -> None:
    here, there = home(fd), home(fd, "Elsewhere")
    reporters = [fd.add_member(here.guild, name) for name in REPORTERS]
    alert = fd.add_role(here.guild, "Alert", 0)
    async with running(fd, tmp_path) as bot:
        await here.set_up(alert_role=alert)
        await there.set_up()
        await _every_way_to_report(here, reporters)
        await bot.restart()
        await _everything_moderators_do(here, there)
        await asyncio.sleep(0.3)
        wire = "\n".join(
            json.dumps([call["path"], call["json"], call["query"], call["reason"]])
            for call in fd.rest
            if not _told_to_discord_alone(call, reporters)
        )
        assert all(
            fd.dms(reporter) for reporter in reporters
        )  # they heard how it ended: that way was looked at
        secrets = [secret for each in reporters for secret in (each, _name(fd, each))]
        everybody = [*_members(fd, here), *_members(fd, there)]
        for person in set(everybody) - set(reporters):
            _search(fd.seen_by(person), secrets, f"what {_name(fd, person)} sees")
        for reporter in reporters:
            others = [secret for secret in secrets if secret not in (reporter, _name(fd, reporter))]
            _search(fd.seen_by(reporter), others, f"what {_name(fd, reporter)} sees")
        _search(wire, secrets, "requests")
        _search("\n".join(bot.output), secrets, "the log")
        assert any("DEBUG" in line for line in bot.output) or bot.env["LOG_LEVEL"] == "DEBUG"
        disk = b"".join(file.read_bytes() for file in tmp_path.glob("rowan.db*"))
        for secret in secrets:
            assert secret.encode() not in disk
            assert secret.title().encode() not in disk
        for reporter in reporters:
            assert int(reporter).to_bytes(8, "big") not in disk  # as SQLite writes a number of this size
            assert int(reporter).to_bytes(8, "little") not in disk
            inbox = fd.dm_channel(reporter)  # which of Discord's channels it is says who it is
            assert inbox.encode() not in disk
            assert int(inbox).to_bytes(8, "big") not in disk


async def _every_way_to_report(here: Home, reporters: list[str]) -> None:
    fd, (first, second, third) = here.fd, reporters
    message = await posted(here, here.bob, "she lives at badforum.example/threads/5")
    assert "**1**" in (await report(here, first, message, details="I am scared")).text
    assert "**1**" in (await report(here, second, message, category="doxxing")).text
    assert "**1**" in (await report(here, second, message, details="twice")).text
    form = await fd.slash(third, here.general, "report", link="badforum.example/u/1")
    assert "**2**" in (await send_form(here, form)).text
    assert "**2**" in (await send_form(here, form)).text
    # What fails must not tell either.
    assert (await fd.slash(third, here.general, "report", link="no link")).modal
    await fd.slash(third, here.general, "queue", _force=True)
    await fd.click(third, fd.plant(here.general, "case:1:claim"), "case:1:claim")
    await fd.click(third, fd.plant(here.general, "report:unknown"), "report:unknown")
    form = await fd.context_menu(third, "Report message", message)
    fd.inject("POST", CALLBACK, status=400, times=2)
    await fd.submit_modal(form, {"details": "the thanks are lost"})
    await card(here, 1, "Reports: 3")
    form = await fd.slash(first, fd.dm_channel(first), "report", link="third.example", server="Lighthouse")
    assert "**3**" in (await send_form(here, form)).text
    await card(here, 3)
    own = await posted(here, here.moderator, "I know where she lives")
    assert "**4**" in (await report(here, first, own, category="threats", details="this is me")).text
    await card(here, 4)


async def _everything_moderators_do(here: Home, there: Home) -> None:
    fd = here.fd
    await card(here, 1, "EMERGENCY")
    await click(here, here.moderator, 1, "claim")
    await click(here, here.second_moderator, 1, "claim")
    assert "twice" in (await choose(here, here.moderator, 1, "reveal")).text
    await _questions_and_answers(here)
    await choose(here, here.moderator, 1, "release")
    for state in ({}, {"state": "open"}, {"state": "closed"}):
        await fd.slash(here.moderator, here.general, "queue", **state)
    listed: Json = {**LIST, "share": "yes", "note": "their forum"}
    await send_form(here, await click(here, here.moderator, 1, "list"), **listed)
    form = await click(here, here.second_moderator, 2, "dismiss")
    await send_form(here, form, reason="duplicate", note="see case 1")
    await card(here, 2, "see case 1")
    assert "twice" in (await choose(here, here.manager, 1, "reveal")).text
    await fd.slash(here.moderator, here.general, "blocklist show", pattern="badforum.example")
    await fd.slash(there.moderator, there.general, "blocklist pending")
    await fd.slash(there.moderator, there.general, "blocklist show", pattern="badforum.example")
    await fd.slash(here.moderator, here.general, "check", text="badforum.example")
    await card(here, 1, "was listed")
    assert "open again" in (await click(here, here.second_moderator, 1, "undo")).text
    history = await choose(here, here.moderator, 1, "history")
    page = await fd.click(here.moderator, history.messages[-1], "case:1:history:2")
    assert "undid the decision" in (await page.finished()).text
    await fd.until(lambda: fd.dms(here.manager), 8, "a manager is told of what the moderator wrote")


async def _questions_and_answers(here: Home) -> None:
    """Every reporter of case 1 is asked; one answers twice, one ends it, one answers once."""
    fd = here.fd
    form = await choose(here, here.moderator, 1, "reply")
    people = [option["value"] for option in form.modal["components"][0]["component"]["options"]]
    assert len(people) == 3
    await send_form(here, form, reporter=people[0], text="where did you see it?")
    for number, whom in enumerate(people[1:], start=1):
        again = await choose(here, here.moderator, 1, "reply")
        await send_form(here, again, reporter=whom, text=f"question {number}")
    await card(here, 1, "Questions to reporters: 3")
    reporters = [each for each in _members(fd, here) if _name(fd, each) in REPORTERS]
    await fd.until(lambda: all(fd.dms(each) for each in reporters), 5, "all are asked")
    first, second, third = (fd.dms(each)[-1] for each in reporters)
    form = await fd.click(reporters[0], first, "Answer")
    await send_form(here, form, text="in their forum")
    await send_form(here, await fd.click(reporters[0], first, "Answer"), text="and on the telephone")
    await fd.click(reporters[1], second, "No more questions")
    # Nobody can answer for another, nor find out by trying who it is.
    stolen = await fd.click(reporters[2], fd.plant(here.general, _answer_of(first)), _answer_of(first))
    assert "not yours" in stolen.text
    await send_form(here, await fd.click(reporters[2], third, "Answer"), text="from a friend")
    await card(here, 1, "answers: 3")
    await fd.until(lambda: "from a friend" in fd.seen_by(here.moderator), 5, "the answers are posted")


def _answer_of(question: Json) -> str:
    found = re.search(r"relay:\d+:answer", str(question["components"]))
    assert found is not None
    return found[0]


def _told_to_discord_alone(call: Json, reporters: list[str]) -> bool:
    """Writing to somebody takes asking Discord for their inbox, a report by direct message whether they are a member:
    each by their id and by nothing else.
    """
    about, path = (call["method"], call["path"]), call["path"]
    if about == ("POST", "/users/@me/channels"):
        return call["json"] in [{"recipient_id": int(each)} for each in reporters]
    fetched = re.fullmatch(r"/guilds/\d+/members/(\d+)", path)
    return fetched is not None and call["method"] == "GET" and fetched[1] in reporters and not call["query"]


def _members(fd: FakeDiscord, here: Home) -> list[str]:
    return [member for member in fd.guilds[here.guild]["_members"] if member != fd.bot]


def _name(fd: FakeDiscord, person: str) -> str:
    return str(fd.users[person]["username"])


def _search(text: str, secrets: list[str], where: str) -> None:
    for secret in secrets:
        assert secret.lower() not in text.lower(), f"{secret} in {where}"
