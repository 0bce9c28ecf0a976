"""Cards, their forms and the queue, as moderators and hostile hands meet them."""

import re
from dataclasses import replace
from typing import Any

import discord
import pytest

from core.base.authority import Caller
from core.base.categories import Category
from core.base.defang import defang
from core.base.errors import UserError
from core.base.ids import CaseId, RoleId, ServerId, UserId
from core.reports.cases import CaseState
from core.reports.report_form import DETAILS_LENGTH, LINK_LENGTH, Draft, ReportForm
from core.servers.policy import Action, ChannelMode, Tier
from services.lists.typed_pattern import NOTE_LENGTH
from services.reports.forms import ListForm
from tests.cogs.conftest import Stage

LIST = {"scope": "host", "category": "doxxing", "share": "no"}


@pytest.fixture(autouse=True)
async def _set_up(stage: Stage) -> None:
    await stage.set_up()


async def work(stage: Stage) -> None:
    """Let what is owed be removed, and what is due be posted."""
    while await stage.rowan.scanning.removals.step():
        await stage.rowan.scanning.removals.finish(5)
    await stage.post()


async def reported(stage: Stage, text: str, **fields: str) -> discord.Message:
    """Somebody writes, the member reports it; returns the message."""
    message = await stage.manager.send(stage.general, text)
    form = await stage.member.context_menu(stage.general, "Report message", message)
    answer = await send(stage.member, form, fields)
    assert "Thank you" in answer.response.content
    await work(stage)
    return message


async def send(who: Any, form: Any, fields: dict[str, str]) -> Any:
    """Fill in a form as Discord's client does: what is not touched keeps what it offered."""
    filled: dict[str, Any] = {}
    for name, field in _fields(form).items():
        offered = [option["value"] for option in field.get("options", []) if option.get("default")]
        if "options" in field:
            filled[name] = [fields[name]] if name in fields else offered
        else:
            filled[name] = fields.get(name, field.get("value") or "")
    assert set(fields) <= set(filled)
    return await who.submit_modal(form, filled)


def _fields(form: Any) -> dict[str, dict[str, Any]]:
    parts = [part["component"] for part in form.modal["components"] if part.get("component")]
    return {part["custom_id"]: part for part in parts}


def card(stage: Stage, number: int) -> discord.Message:
    """The one card of this case."""
    found = [message for message in stage.review.history() if f"case:{number}:" in _all(message)]
    assert len(found) == 1
    return found[0]


def _all(message: Any) -> str:
    """Texts, labels, descriptions, custom ids."""
    return str([part.to_dict() for part in message.components])


def told(answer: Any) -> str:
    """What an answer shows."""
    sent = [*([answer.response] if answer.response else []), *answer.followups]
    return "\n".join(str(part.content) + str(part.components) for part in sent)


def options(form: Any, name: str) -> dict[str, str]:
    """A select of a form: value to description."""
    offered = _fields(form)[name]["options"]
    return {option["value"]: option.get("description") or option["label"] for option in offered}


async def test_the_buttons_fit_the_state(stage: Stage) -> None:
    await reported(stage, "see badforum.example/x")
    shown = _all(card(stage, 1))
    for verb in ("claim", "list", "dismiss", "delete", "more"):
        assert f"case:1:{verb}" in shown
    assert "release" not in shown
    await stage.moderator.click(card(stage, 1), custom_id="case:1:claim")
    await work(stage)
    shown = _all(card(stage, 1))
    assert "case:1:claim" not in shown
    assert "'release'" in shown
    form = await stage.moderator.click(card(stage, 1), custom_id="case:1:dismiss")
    await send(stage.moderator, form, {"reason": "duplicate"})
    await work(stage)
    shown = _all(card(stage, 1))
    assert re.findall(r"case:1:\w+", shown) == ["case:1:undo", "case:1:more"]
    assert "'reveal'" in shown


async def test_times_are_of_the_hour_wherever_a_moderator_looks(stage: Stage) -> None:
    await reported(stage, "see badforum.example/x")
    seen = [
        _all(card(stage, 1)),
        told(await stage.moderator.select(card(stage, 1), ["reveal"], custom_id="case:1:more")),
        told(await stage.moderator.slash(stage.general, "queue")),
    ]
    for text in seen:
        times = [int(found) for found in re.findall(r"<t:(\d+):\w>", text)]
        assert times
        assert all(moment % 3600 == 0 for moment in times)


async def test_without_a_link_there_is_nothing_to_list(stage: Stage) -> None:
    await reported(stage, "you know what will happen to you")
    assert "case:1:list" not in _all(card(stage, 1))
    assert "case:1:delete" in _all(card(stage, 1))


async def test_the_list_form_says_what_each_scope_would_cover(stage: Stage) -> None:
    await reported(stage, "see https://www.mirror.badforum.example/a/b?utm_source=x#c")
    form = await stage.moderator.click(card(stage, 1), custom_id="case:1:list")
    assert options(form, "scope") == {
        "page": "mirror.badforum[.]example/a/b".replace("mirror.", "mirror[.]"),
        "host": "mirror[.]badforum[.]example",
        "domain": "badforum[.]example",
        "family": "badforum[.]*",
    }


async def test_a_scope_that_would_take_in_too_much_is_not_offered(stage: Stage) -> None:
    await reported(stage, "see https://github.com/badpeople")
    form = await stage.moderator.click(card(stage, 1), custom_id="case:1:list")
    assert options(form, "scope") == {"page": "github[.]com/badpeople"}


async def test_of_several_links_the_form_asks_which(stage: Stage) -> None:
    await reported(stage, "github.com/badpeople/x and badforum.example/x", link="other.example")
    form = await stage.moderator.click(card(stage, 1), custom_id="case:1:list")
    links = options(form, "link")
    assert [text.partition(": ")[2] for text in links.values()] == [
        "hxxps://other[.]example",
        "hxxps://github[.]com/badpeople/x",
        "hxxps://badforum[.]example/x",
    ]
    assert "2: cannot be listed so" in options(form, "scope")["host"]
    refused = await send(stage.moderator, form, {**LIST, "link": "1"})
    assert "one of the most visited sites" in told(refused)
    assert "case:1:claim" in _all(card(stage, 1))
    form = await stage.moderator.click(card(stage, 1), custom_id="case:1:list")
    done = await send(stage.moderator, form, {**LIST, "link": "2"})
    assert "`badforum[.]example` stands on this server's list now" in told(done)


async def test_listing_follows_the_policy_of_the_place(stage: Stage) -> None:
    server, rules = ServerId(stage.guild.id), stage.stores.policies
    kept = await reported(stage, "see onlylogged.example")
    await rules.set_channel(server, stage.general.id, ChannelMode.LOG)
    form = await stage.moderator.click(card(stage, 1), custom_id="case:1:list")
    assert "being removed" not in told(await send(stage.moderator, form, LIST))

    await rules.set_channel(server, stage.general.id, ChannelMode.ENFORCE)
    await rules.set_rule(server, Tier.OWN, Category.DOXXING, Action.REVIEW)
    reviewed = await reported(stage, "see onlyreviewed.example")
    form = await stage.moderator.click(card(stage, 2), custom_id="case:2:list")
    assert "being removed" not in told(await send(stage.moderator, form, LIST))

    removed = await reported(stage, "see removed.example")
    form = await stage.moderator.click(card(stage, 3), custom_id="case:3:list")
    answer = await send(stage.moderator, form, {**LIST, "category": "hate"})
    assert "being removed" in told(answer)
    await work(stage)
    standing = {message.id for message in stage.general.history()}
    assert standing & {kept.id, reviewed.id, removed.id} == {kept.id, reviewed.id}


async def test_a_report_on_a_listed_link_says_so_and_acts_by_policy(stage: Stage) -> None:
    texts = ("see oldforum.example/a", "see oldforum.example/b", "see allowed.example")
    messages = [await stage.manager.send(stage.general, text) for text in texts]
    for pattern in ("oldforum.example", "allowed.example"):
        await stage.moderator.slash(stage.general, "blocklist add", pattern=pattern, category="doxxing")
    await stage.moderator.slash(stage.general, "blocklist allow", pattern="allowed.example")

    async def thanks(opened: Any, **fields: str) -> str:
        content = str((await send(stage.member, opened, fields)).response.content)
        await work(stage)
        return content

    async def report(message: discord.Message) -> str:
        return await thanks(await stage.member.context_menu(stage.general, "Report message", message))

    alone = await stage.member.slash(stage.general, "report", link="https://oldforum.example/x")
    assert "is on a list already (Doxxing); with messages" in await thanks(alone)
    assert "on a list" not in await report(messages[2])
    assert "is on a list already (Doxxing), so I look at the message again" in await report(messages[0])
    assert [message.content for message in stage.general.history()] == list(texts[1:])
    assert "The message is gone" in _all(card(stage, 3))
    # Where the server only writes down what it finds, the message stands.
    await stage.manager.slash(stage.general, "policy set", tier="own", action="log")
    assert "is on a list already" in await report(messages[1])
    assert [message.content for message in stage.general.history()] == list(texts[1:])


async def test_a_message_that_is_named_by_its_link_is_what_is_reported(stage: Stage) -> None:
    open_one = await stage.moderator.send(stage.general, "see badforum.example")
    hidden = await stage.moderator.send(stage.review, "see secret.example")
    for message, elsewhere in ((open_one, ""), (hidden, ""), (open_one, "9")):
        link = f"https://discord.com/channels/{stage.guild.id}{elsewhere}/{message.channel.id}/{message.id}"
        form = await stage.member.slash(stage.general, "report", link=link)
        assert "Thank you" in (await send(stage.member, form, {})).response.content
        await work(stage)
    shown = _all(card(stage, 1))
    assert "badforum[.]example" in shown
    assert "discord[.]com" not in shown
    assert "case:1:delete" in shown
    # So it is kept from whoever wrote it.
    refused = await stage.moderator.click(card(stage, 1), custom_id="case:1:claim")
    assert "message of yours" in told(refused)
    # What its reporter cannot read, or what stands in another server, stays an address.
    for number in (2, 3):
        assert "discord[.]com" in _all(card(stage, number))
        assert "names this link, without a message" in _all(card(stage, number))
        assert "secret" not in _all(card(stage, number))


async def test_an_exception_of_the_server_is_said_and_beats_the_listing(stage: Stage) -> None:
    await stage.moderator.slash(stage.general, "blocklist allow", pattern="badforum.example/news")
    message = await reported(stage, "see badforum.example/news")
    assert "allowed here by an exception" not in _all(card(stage, 1))  # no list holds it yet
    form = await stage.moderator.click(card(stage, 1), custom_id="case:1:list")
    answer = told(await send(stage.moderator, form, LIST))
    assert "An exception of this server allows this link" in answer
    assert "being removed" not in answer
    await work(stage)
    assert "allowed here by an exception" in _all(card(stage, 1))
    assert message.id in {standing.id for standing in stage.general.history()}


async def test_related_cases_close_together_save_those_that_others_hold(stage: Stage) -> None:
    other = stage.guild.add_member(stage.env.create_user("other"), roles=[stage.guild.roles["Moderators"]])
    for page in "abc":
        await reported(stage, f"see badforum.example/{page}")
    await other.click(card(stage, 3), custom_id="case:3:claim")
    form = await stage.moderator.click(card(stage, 1), custom_id="case:1:list")
    listed = await send(stage.moderator, form, LIST)
    assert "2 other open cases" in told(listed)
    # Nobody closes them for whoever has no right to, and a page that was opened long ago acts on what is open now.
    with pytest.raises(UserError, match="error-not-moderator"):
        await stage.rowan.reports.review.close_related(_caller(stage, moderates=False), CaseId(1))
    closed = await stage.moderator.click(listed.response, custom_id="case:1:related")
    assert "Case 2 is closed" in told(closed)
    assert "Case 3 stays open" in told(closed)
    await work(stage)
    assert "from another case" in _all(card(stage, 2))
    assert "Claimed by" in _all(card(stage, 3))
    assert [message.content[-1] for message in stage.general.history()] == ["c"]
    again = await stage.moderator.click(listed.response, custom_id="case:1:related")
    assert "No other open case" in told(again)
    await other.select(card(stage, 3), ["release"], custom_id="case:3:more")
    await stage.moderator.slash(stage.general, "blocklist remove", pattern="badforum.example")
    late = await stage.moderator.click(listed.response, custom_id="case:1:related")
    assert "on this server's list no more" in told(late)


async def test_a_card_tells_how_the_same_link_ended_and_when_closed_names_no_open_case(stage: Stage) -> None:
    for page in "aab":
        await reported(stage, f"see badforum.example/{page}")
    assert "Open cases with the same link" in _all(card(stage, 1))
    form = await stage.moderator.click(card(stage, 1), custom_id="case:1:dismiss")
    await send(stage.moderator, form, {"reason": "not_enough_information"})
    await work(stage)
    assert "Earlier with the same link: case [1](" in _all(card(stage, 2))
    assert "(not enough information)" in _all(card(stage, 2))
    assert "Open cases" not in _all(card(stage, 1))
    assert "Earlier" not in _all(card(stage, 3))


async def test_the_card_says_what_discords_own_report_needs_while_the_message_stands(stage: Stage) -> None:
    await reported(stage, "see badforum.example")
    assert "needs this message to exist" in _all(card(stage, 1))
    await stage.moderator.click(card(stage, 1), custom_id="case:1:delete")
    await work(stage)
    assert "needs this message to exist" not in _all(card(stage, 1))


async def test_an_alert_role_that_is_gone_is_said_on_the_card(stage: Stage) -> None:
    alert = stage.guild.create_role("Alert")
    await stage.manager.slash(stage.general, "setup", alert_role=alert)
    stage.env.backend.delete_role(stage.guild.id, alert.id)
    await stage.env.settle()
    await reported(stage, "see badforum.example", category="threats")
    assert "The alert role is gone" in _all(card(stage, 1))
    assert str(alert.id) not in _all(card(stage, 1))


async def test_the_alert_role_is_pinged_once(stage: Stage) -> None:
    alert = stage.guild.create_role("Alert")
    await stage.manager.slash(stage.general, "setup", alert_role=alert)
    message = await reported(stage, "see badforum.example")
    before = card(stage, 1)
    assert _pinged(stage, before) == set()
    form = await stage.member.context_menu(stage.general, "Report message", message)
    await send(stage.member, form, {"category": "threats"})
    await work(stage)
    now = card(stage, 1)  # a new message at the end of the channel, in place of the old one
    assert now.id != before.id
    assert _pinged(stage, now) == {alert.id}
    assert "EMERGENCY" in _all(now)
    await stage.moderator.click(now, custom_id="case:1:claim")
    await work(stage)
    assert card(stage, 1).id == now.id
    # Posted anew because somebody deleted it: nobody is pinged again.
    await stage.moderator.delete(card(stage, 1))
    form = await stage.member.context_menu(stage.general, "Report message", message)
    await send(stage.member, form, {"details": "still"})
    await work(stage)
    assert _pinged(stage, card(stage, 1)) == set()


async def test_a_note_that_comes_too_late_goes_back_to_whoever_wrote_it(stage: Stage) -> None:
    other = stage.guild.add_member(stage.env.create_user("other"), roles=[stage.guild.roles["Moderators"]])
    await reported(stage, "see badforum.example")
    late = await other.click(card(stage, 1), custom_id="case:1:list")
    form = await stage.moderator.click(card(stage, 1), custom_id="case:1:dismiss")
    other_form = await other.click(card(stage, 1), custom_id="case:1:dismiss")
    assert "thought out" not in told(await send(stage.moderator, form, {"note": "thought out first"}))
    for opened in (late, other_form):
        refused = told(await send(other, opened, {"note": "thought out well"}))
        assert "was closed by" in refused
        assert "thought out well" in refused


async def test_the_moderator_role_is_enough_and_channel_rights_are_not(stage: Stage) -> None:
    helpers = stage.guild.create_role("Helpers")
    await stage.manager.slash(stage.general, "setup", moderator_role=helpers)
    await reported(stage, "see badforum.example")
    with pytest.raises(UserError, match="error-not-moderator"):
        await stage.rowan.reports.review.queue(_caller(stage, moderates=False), [CaseState.OPEN], 1)
    helper = replace(_caller(stage, moderates=False), roles=frozenset({RoleId(helpers.id)}))
    assert (await stage.rowan.reports.review.queue(helper, [CaseState.OPEN], 1)).total == 1


async def test_the_queue_has_pages(stage: Stage) -> None:
    for number in range(10):
        await reported(stage, f"see forum{number}.example", category="threats" if number == 9 else "scam")
    first = await stage.moderator.slash(stage.general, "queue")
    shown = told(first)
    assert shown.index("🚨") < shown.index("Scam")
    assert "Page 1 of 2 · 10 in all" in shown
    second = await stage.moderator.click(first.response, custom_id="queue:active:2")
    assert "Page 2 of 2" in told(second)
    assert "[9](" in told(second)
    with pytest.raises(UserError):
        await stage.rowan.reports.review.queue(_caller(stage, moderates=False), [CaseState.OPEN], 1)


@pytest.mark.parametrize(
    "body", ["a.example/" + "b" * 90 + " ", "||`x` [y](https://evil.example) ", "\u202e@everyone "]
)
async def test_the_longest_and_most_hostile_report_fits(stage: Stage, body: str) -> None:
    text = (body * 60)[:1990]
    links = " ".join(f"https://{'x' * 50}{number}.example/{'y' * 8}" for number in range(25))
    await reported(
        stage, text, details=(body * 60)[:DETAILS_LENGTH], link="bad.example/" + "z" * (LINK_LENGTH - 20)
    )
    await reported(stage, links[:1990])
    for number in (1, 2):
        shown = _all(card(stage, number))
        assert "https://evil" not in shown
        assert "@everyone" not in shown
        assert "https://x" not in shown
        form = await stage.moderator.click(card(stage, number), custom_id=f"case:{number}:list")
        assert form.modal is not None
    revealed = told(await stage.moderator.select(card(stage, 1), ["reveal"], custom_id="case:1:more"))
    assert "https://" not in revealed
    assert "@everyone" not in revealed


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"scope": "galaxy"}, "case-form-unreadable"),
        ({"share": "maybe"}, "case-form-unreadable"),
        ({"category": ""}, "case-form-unreadable"),
        ({"link": "99"}, "case-form-unreadable"),
        ({"note": "x" * (NOTE_LENGTH + 1)}, "case-note-long"),
    ],
)
async def test_a_form_that_no_client_sends_changes_nothing(
    stage: Stage, changes: dict[str, str], sentence: str
) -> None:
    await reported(stage, "see badforum.example")
    form = ListForm(**{"link": "", "note": "", **LIST, **changes})
    with pytest.raises(UserError, match=sentence):
        await stage.rowan.reports.review.list_pattern(_caller(stage), CaseId(1), form)
    page = await stage.rowan.reports.review.queue(_caller(stage), [CaseState.OPEN], 1)
    assert page.total == 1


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        (ReportForm("badforum.example", "galaxy", ""), "report-category-unknown"),
        (ReportForm("x" * (LINK_LENGTH + 1), "scam", ""), "report-link-long"),
        (ReportForm("badforum.example", "scam", "x" * (DETAILS_LENGTH + 1)), "report-details-long"),
        (ReportForm("", "scam", ""), "report-form-expired"),
    ],
)
async def test_a_report_that_no_client_sends_is_not_filed(
    stage: Stage, form: ReportForm, sentence: str
) -> None:
    member = _caller(stage, moderates=False)
    with pytest.raises(UserError, match=sentence):
        await stage.rowan.reports.intake.submit(member, "unknown", form)
    assert (await stage.rowan.reports.review.queue(_caller(stage), list(CaseState), 1)).total == 0


async def test_a_form_whose_draft_is_gone_still_takes_the_link_in_it(stage: Stage) -> None:
    member = _caller(stage, moderates=False)
    form = ReportForm("hxxps://badforum[.]example/x", "scam", "\ud800")
    receipt = await stage.rowan.reports.intake.submit(member, "expired", form)
    assert receipt.case == 1
    assert (await stage.rowan.reports.intake.submit(member, "expired", form)).added
    token = await stage.rowan.reports.intake.prepare(member, Draft(link="badforum.example"))
    with pytest.raises(UserError, match="report-link-missing"):
        await stage.rowan.reports.intake.submit(member, token, ReportForm("", "scam", ""))


def _pinged(stage: Stage, message: discord.Message) -> set[int]:
    """Roles that the message was allowed to mention, which simcord does not look for in layouts."""
    return set(stage.env.backend.get_message(message.channel.id, message.id).allowed_mentions.roles)


def _caller(stage: Stage, *, moderates: bool = True) -> Caller:
    return Caller(ServerId(stage.guild.id), UserId(4242), "Somebody", manage_messages=moderates)


async def test_half_a_character_in_a_moderators_name_is_no_reason_to_fail(stage: Stage) -> None:
    await reported(stage, "see badforum.example/x")
    rights = discord.Permissions(administrator=True)
    role = stage.guild.create_role("Odd", permissions=rights)
    odd = stage.guild.add_member(stage.env.create_user("odd\ud800"), roles=[role])
    assert "You are handling" in told(await odd.click(card(stage, 1), custom_id="case:1:claim"))
    await work(stage)
    assert "odd\ufffd" in _all(card(stage, 1))


async def test_a_bots_message_is_shown_as_a_bots_and_nobody_is_promised_its_text(stage: Stage) -> None:
    bridge = stage.guild.add_member(stage.env.create_user("bridge", bot=True))
    message = await bridge.send(stage.general, "see badforum.example/x")
    form = await stage.member.context_menu(stage.general, "Report message", message)
    await send(stage.member, form, {})
    await work(stage)
    shown = _all(card(stage, 1))
    assert "Message by the bot or webhook **bridge** in" in shown
    assert f"<@{bridge.id}>" not in shown
    await stage.moderator.click(card(stage, 1), custom_id="case:1:delete")
    await work(stage)
    (removal,) = [each for each in stage.review.history() if "detection:1:" in _all(each)]
    assert "By the bot or webhook bridge in" in _all(removal)
    undone = await stage.moderator.click(removal, custom_id="detection:1:undo")
    assert "direct message" not in told(undone)
    await work(stage)
    (removal,) = [each for each in stage.review.history() if "detection:1:" in _all(each)]
    assert "direct message" not in _all(removal)


async def test_of_several_links_typed_each_is_the_cases(stage: Stage) -> None:
    form = await stage.member.slash(
        stage.general, "report", link="https://bad-one.example/x bad-two[.]example/y"
    )
    assert "Thank you" in told(await send(stage.member, form, {}))
    await work(stage)
    shown = _all(card(stage, 1))
    assert shown.index("bad-one[.]example/x") < shown.index("bad-two[.]example/y")


@pytest.mark.parametrize("link", ["that forum, you know", "12345"])
async def test_what_was_typed_comes_back_where_it_names_no_link(stage: Stage, link: str) -> None:
    form = await stage.member.slash(stage.general, "report", link=link)
    details = "she is *afraid* " * 60
    answer = await send(stage.member, form, {"details": details})
    assert answer.ephemeral
    for part in ("cannot find a link", defang(details.strip()), defang(link)):
        assert part in str(answer.response.components).replace("\\\\", "\\")
    assert (await stage.rowan.reports.review.queue(_caller(stage), list(CaseState), 1)).total == 0


async def test_a_message_is_reported_though_the_link_beside_it_is_none(stage: Stage) -> None:
    message = await stage.manager.send(stage.general, "you know what will happen")
    form = await stage.member.context_menu(stage.general, "Report message", message)
    thanks = await send(stage.member, form, {"link": "that forum, @everyone", "details": "again and again"})
    assert "number **1**" in told(thanks)
    assert "found no link in what you typed" in told(thanks)
    await work(stage)
    revealed = told(await stage.moderator.select(card(stage, 1), ["reveal"], custom_id="case:1:more"))
    assert "again and again" in revealed
    assert "that forum" in revealed
    assert "@everyone" not in revealed


async def test_reveal_tells_of_files_whatever_they_are_called(stage: Stage) -> None:
    names = [
        "||@everyone.png",
        "call +1 212 555 0147.png",
        "https://evil.example/x.png",
        "\u202egnp.exe\u2066`x`<@1>.png",
        "\\" * 59 + ".png",
        "n" * 250 + ".png",
        "line\nbreak.png",
    ]
    sent = [*((name, b"x" * 2000) for name in names), *((f"{number}.txt", b"") for number in range(3))]
    message = await stage.manager.send(stage.general, "look " * 390, attachments=sent)
    form = await stage.member.context_menu(stage.general, "Report message", message)
    await send(stage.member, form, {"details": "they live there " * 20})
    await work(stage)
    answer = await stage.moderator.select(card(stage, 1), ["reveal"], custom_id="case:1:more")
    assert answer.ephemeral
    shown = "\n".join(_texts(answer.response))
    assert "**10 files** stood there" in shown
    assert shown.count("KiB · its hash is being computed") == 7
    assert shown.count(" 0 B · its hash is being computed") == 3
    for hidden in ("@everyone", "555", "https://", "\u202e", "\u2066", "<@1>", "n" * 61):
        assert hidden not in shown
    assert "they live there" in shown
    assert len(shown) <= 4000
    lines = [line for line in shown.splitlines() if "B · its hash" in line]
    assert len(lines) == 10
    for line in lines:  # each name is hidden and none breaks out
        assert re.fullmatch(
            r"\|\|(?:[^\\|]|\\.)* ?\|\| · [0-9.]+ (?:KiB|B) · its hash is being computed", line
        ), line


def _texts(message: Any) -> list[str]:
    parts = [part for container in message.components for part in container["components"]]
    return [part["content"] for part in parts if "content" in part]
