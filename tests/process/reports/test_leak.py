"""Who reported is nowhere: not before anybody else's eyes, not on the wire, not in the log, not on the disk."""

import json
import re
from pathlib import Path

import pytest

from localdiscord import FakeDiscord, Json
from tests.process.on_disk import everything_on_disk
from tests.process.reports.driver import REPORT, Reports, counted, reports, thanked
from tests.process.running import running
from tests.process.server import Server, button, server
from tests.wording import said, sentence

pytestmark = pytest.mark.process

REPORTERS = ("quillon-fenwick", "oriel-bracken", "tamsin-hollow")
CALLBACK = "/interactions/*/callback"


async def test_nobody_but_the_reporter_learns_who_reported(fd: FakeDiscord, tmp_path: Path) -> None:
    here, there = server(fd), server(fd, "Elsewhere")
    reporters = [fd.add_member(here.guild, name) for name in REPORTERS]
    alert = fd.add_role(here.guild, "Alert", 0)
    async with running(fd, tmp_path) as bot:
        await here.set_up(alert_role=alert)
        await there.set_up()
        await _every_way_to_report(Reports(here), reporters)
        await bot.restart()
        await _everything_moderators_do(Reports(here), there, reporters)
        wire = "\n".join(
            json.dumps([call["path"], call["json"], call["query"], call["reason"]])
            for call in fd.rest
            if not _told_to_discord_alone(call, reporters)
        )
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
        disk = await everything_on_disk(tmp_path)
        for secret in secrets:
            assert secret.encode() not in disk
            assert secret.title().encode() not in disk
        for reporter in reporters:
            assert int(reporter).to_bytes(8, "big") not in disk  # as SQLite writes a number of this size
            assert int(reporter).to_bytes(8, "little") not in disk
            inbox = fd.dm_channel(reporter)  # which of Discord's channels it is says who it is
            assert inbox.encode() not in disk
            assert int(inbox).to_bytes(8, "big") not in disk


async def _every_way_to_report(desk: Reports, reporters: list[str]) -> None:
    here, fd, (first, second, third) = desk.server, desk.server.fd, reporters
    message = await here.post(here.bob, "she lives at badforum.example/threads/5")
    thanked(await desk.report(first, message, details="I am scared"), 1)
    thanked(await desk.report(second, message, category="doxxing"), 1)
    said(await desk.report(second, message, details="twice"), "report-thanks-added", case=1)
    form = await desk.form_for_link(third, link="badforum.example/u/1")
    thanked(await desk.send(form), 2)
    said(await desk.send(form), "report-thanks-before", case=2)
    # What fails must not tell either.
    assert (await desk.form_for_link(third, link="no link")).modal
    await here.command(third, "queue", _force=True)
    await fd.click(third, fd.plant(here.general, "case:1:claim"), "case:1:claim")
    await fd.click(third, fd.plant(here.general, "report:unknown"), "report:unknown")
    form = await desk.form_about(third, message)
    answers = len(fd.calls("POST", CALLBACK))
    fd.inject("POST", CALLBACK, status=400, times=2)
    await fd.submit_modal(form, {**REPORT, "details": "the thanks are lost"})
    # The thanks and the apology for them: else the second failure would meet the next form.
    await fd.until(lambda: len(fd.calls("POST", CALLBACK)) == answers + 2, what="neither could be shown")
    await desk.card(1, reports(3))
    form = await desk.form_by_mail(first, link="third.example", server="Lighthouse")
    thanked(await desk.send(form), 3)
    await desk.card(3)
    own = await here.post(here.moderator, "I know where she lives")
    thanked(await desk.report(first, own, category="threats", details="this is me"), 4)
    await desk.card(4)


async def _everything_moderators_do(desk: Reports, there: Server, reporters: list[str]) -> None:
    here = desk.server
    open_card = await desk.as_it_stands(1, sentence("case-title", emergency="yes"))
    said(await desk.press(here.moderator, 1, "claim"), "case-claimed", case=1)
    said(await here.press(here.second_moderator, open_card, "case:1:claim"), "case-held-by", case=1)
    await desk.reveal(here.moderator, 1, "twice")
    await _questions_and_answers(desk)
    said(await desk.choose(here.moderator, 1, "release"), "case-released", case=1)
    for state in ({}, {"state": "open"}, {"state": "closed"}):
        await here.command(here.moderator, "queue", **state)
    listed = await desk.list_link(here.moderator, 1, share="yes", note="their forum")
    said(listed, "case-listed", case=1, new="yes")
    await desk.dismiss(here.second_moderator, 2, "duplicate", note="see case 1")
    await desk.card(2, "see case 1")
    await desk.reveal(here.manager, 1, "twice")
    await here.command(here.moderator, "blocklist show", pattern="badforum.example")
    await there.command(there.moderator, "blocklist pending")
    await there.command(there.moderator, "blocklist show", pattern="badforum.example")
    await here.command(here.moderator, "check", text="badforum.example")
    await desk.card(1, sentence("case-state-closed-listed"))
    said(await desk.undo(here.second_moderator, 1), "case-undone", case=1)
    history = await desk.choose(here.moderator, 1, "history")
    page = await here.press(here.moderator, history.messages[-1], "case:1:history:2")
    said(page, "history-case-undo")
    await here.inbox(here.manager, sentence("concerned-title", server="Lighthouse"))
    # Reporters hear how it ended, which is one more way to look at.
    await here.inbox(reporters[2], sentence("outcome-known", case=2))


async def _questions_and_answers(desk: Reports) -> None:
    """Every reporter of case 1 is asked; one answers twice, one ends it, one answers once."""
    here, fd = desk.server, desk.server.fd
    form = await desk.choose(here.moderator, 1, "reply")
    assert form.modal
    people = [option["value"] for option in form.modal["components"][0]["component"]["options"]]
    assert len(people) == 3
    await here.send(form, reporter=people[0], text="where did you see it?")
    for number, whom in enumerate(people[1:], start=1):
        await desk.ask(here.moderator, 1, f"question {number}", reporter=whom)
    await desk.card(1, counted(3, 0))
    reporters = [each for each in _members(fd, here) if _name(fd, each) in REPORTERS]
    first, second, third = [await desk.question(each) for each in reporters]
    said(await desk.answer(reporters[0], first, "in their forum"), "relay-answer-sent")
    said(await desk.answer(reporters[0], first, "and on the telephone"), "relay-answer-sent")
    said(await here.press(reporters[1], second, "relay:*:end"), "relay-end-done")
    # Nobody can answer for another, nor find out by trying who it is.
    copied = fd.plant(here.general, button(first, "relay:*:answer"))
    said(await here.press(reporters[2], copied, "relay:*:answer"), "relay-not-yours")
    said(await desk.answer(reporters[2], third, "from a friend"), "relay-answer-sent")
    await desk.card(1, counted(3, 3))
    await here.in_review("from a friend")


def _told_to_discord_alone(call: Json, reporters: list[str]) -> bool:
    """Writing to somebody takes asking Discord for their inbox, a report by direct message whether they are a member:
    each by their id and by nothing else.
    """
    about, path = (call["method"], call["path"]), call["path"]
    if about == ("POST", "/users/@me/channels"):
        return call["json"] in [{"recipient_id": int(each)} for each in reporters]
    fetched = re.fullmatch(r"/guilds/\d+/members/(\d+)", path)
    return fetched is not None and call["method"] == "GET" and fetched[1] in reporters and not call["query"]


def _members(fd: FakeDiscord, here: Server) -> list[str]:
    return [member for member in fd.guilds[here.guild]["_members"] if member != fd.bot]


def _name(fd: FakeDiscord, person: str) -> str:
    return str(fd.users[person]["username"])


def _search(text: str, secrets: list[str], where: str) -> None:
    for secret in secrets:
        assert secret.lower() not in text.lower(), f"{secret} in {where}"
