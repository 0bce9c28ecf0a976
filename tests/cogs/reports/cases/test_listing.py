"""*List* on a case's card: what it offers, what it does by policy, and to which other cases."""

import pytest

from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import CaseId, ChannelId
from core.reports.cases import CaseState
from core.servers.policy import Action, ChannelMode, Tier
from services.lists.typed_pattern import NOTE_LENGTH
from services.reports.forms import ListForm
from tests.cogs.reports.driver import LIST, ReportsStage
from tests.cogs.seen import chosen, custom_ids, fields, form_text, labels, options, send, shown, told, values
from tests.wording import said, say, unsaid

pytestmark = pytest.mark.usefixtures("set_up")


async def test_the_form_says_what_each_scope_would_cover(stage: ReportsStage) -> None:
    await stage.reported("see https://www.mirror.badforum.example/a/b?utm_source=x#c")
    assert options(await stage.press(1, "list"), "scope") == {
        "page": "mirror[.]badforum[.]example/a/b",
        "host": "mirror[.]badforum[.]example",
        "domain": "badforum[.]example",
        "family": "badforum[.]*",
    }


async def test_the_form_says_how_often_each_scope_was_seen_here(stage: ReportsStage) -> None:
    for page in "ab":
        await stage.reported(f"see badforum.example/{page}")
    offered = labels(await stage.press(1, "list"))
    for scope, seen in (("page", 1), ("host", 2)):
        (label,) = [each for each in offered if each.startswith(say(f"case-scope-{scope}"))]
        said(label, "case-scope-seen", days=30, counts=f"{seen}")


async def test_a_scope_that_would_take_in_too_much_is_not_offered(stage: ReportsStage) -> None:
    await stage.reported("see https://github.com/badpeople")
    assert options(await stage.press(1, "list"), "scope") == {"page": "github[.]com/badpeople"}


async def test_scopes_that_come_to_the_same_are_one_line(stage: ReportsStage) -> None:
    await stage.reported("see badforum.example/a")
    assert options(await stage.press(1, "list"), "scope") == {
        "page": "badforum[.]example/a",
        "host": "badforum[.]example",
        "family": "badforum[.]*",
    }


async def test_the_form_says_what_it_will_do(stage: ReportsStage) -> None:
    for page in "ab":
        await stage.reported(f"see badforum.example/{page}")
    text = form_text(await stage.press(1, "list"))
    said(text, "case-list-does", case="1")
    said(text, "case-list-removes")
    unsaid(text, "case-list-related")
    await stage.stores.policies.set_channel(stage.server, stage.general.id, ChannelMode.LOG)
    await stage.reported("see badforum.example/b")
    said(form_text(await stage.press(3, "list")), "case-list-related", count=1)
    said(form_text(await stage.press(1, "list")), "case-list-leaves")
    await stage.report_link("https://alone.example")
    unsaid(form_text(await stage.press(4, "list")), "case-list-leaves")


async def test_of_several_links_the_form_asks_which(stage: ReportsStage) -> None:
    await stage.reported("github.com/badpeople/x and badforum.example/x", link="other.example")
    which = await stage.press(1, "list")
    said(told(which), "case-list-which", case="1", count=3)
    for link in (
        "hxxps://other[.]example",
        "hxxps://github[.]com/badpeople/x",
        "hxxps://badforum[.]example/x",
    ):
        assert link in told(which)
    chosen_link = {"custom_id": "case:1:list:link"}
    form = await stage.moderator.select(which.response.message, ["1"], **chosen_link)
    assert list(options(form, "scope")) == ["page"]  # the scopes of that link alone
    assert "claim" in stage.buttons(1)
    form = await stage.moderator.select(which.response.message, ["2"], **chosen_link)
    done = await send(stage.moderator, form, **LIST)
    said(told(done), "case-listed", new="yes", pattern="`badforum[.]example`")


async def test_listing_follows_the_policy_of_the_place(stage: ReportsStage) -> None:
    rules = stage.stores.policies
    kept = await stage.reported("see onlylogged.example")
    await rules.set_channel(stage.server, stage.general.id, ChannelMode.LOG)
    answer = await send(stage.moderator, await stage.press(1, "list"), **LIST)
    unsaid(told(answer), "case-listed-removing")

    await rules.set_channel(stage.server, stage.general.id, ChannelMode.ENFORCE)
    await rules.set_rule(stage.server, Tier.OWN, Category.DOXXING, Action.REVIEW)
    reviewed = await stage.reported("see onlyreviewed.example")
    answer = await send(stage.moderator, await stage.press(2, "list"), **LIST)
    unsaid(told(answer), "case-listed-removing")

    removed = await stage.reported("see removed.example")
    answer = await stage.decide(3, "list", **{**LIST, "category": "hate"})
    said(told(answer), "case-listed-removing")
    standing = {message.id for message in stage.general.history()}
    assert standing & {kept.id, reviewed.id, removed.id} == {kept.id, reviewed.id}


async def test_an_exception_of_the_server_is_said_and_beats_the_listing(stage: ReportsStage) -> None:
    await stage.blocklist("allow", pattern="badforum.example/news")
    message = await stage.reported("see badforum.example/news")
    unsaid(shown(stage.card(1)), "case-on-allowed")  # no list holds it yet
    answer = told(await stage.decide(1, "list", **LIST))
    said(answer, "case-listed-allowed")
    unsaid(answer, "case-listed-removing")
    said(shown(stage.card(1)), "case-on-allowed")
    assert stage.stands(message)


async def test_related_cases_close_together_save_those_that_others_hold(stage: ReportsStage) -> None:
    other = stage.join("other", "Moderators")
    for page in "abc":
        await stage.reported(f"see badforum.example/{page}")
    await stage.press(3, "claim", other)
    listed = await send(stage.moderator, await stage.press(1, "list"), **LIST)
    said(told(listed), "case-listed-related", count=2)
    # Nobody closes them for whoever has no right to, and a page that was opened long ago acts on what is open now.
    with pytest.raises(UserError, match="error-not-moderator"):
        await stage.services.listings.close_related(stage.caller(), CaseId(1))
    closed = await stage.moderator.click(listed.response, custom_id="case:1:related")
    said(told(closed), "case-related-closed", count=1, cases="2")
    said(told(closed), "case-related-left", count=1, cases="3")
    await stage.work()
    said(shown(stage.card(2)), "case-state-closed-related")
    said(shown(stage.card(3)), "case-state-claimed")
    assert [message.content[-1] for message in stage.general.history()] == ["c"]
    again = await stage.moderator.click(listed.response, custom_id="case:1:related")
    said(told(again), "case-related-closed", count=0)
    await stage.choose(3, "release", other)
    await stage.blocklist("remove", pattern="badforum.example")
    late = await stage.moderator.click(listed.response, custom_id="case:1:related")
    said(told(late), "case-nothing-listed")


async def test_open_cases_that_a_new_entry_covers_can_be_closed_with_it(stage: ReportsStage) -> None:
    await stage.report_link("https://forum.example/thread/1", category="doxxing")
    added = await stage.moderator.slash(stage.general, "blocklist add", pattern="forum.example")
    said(told(added), "list-covers-cases", count=1, cases="1")
    (close,) = custom_ids(added.response)
    closed = await stage.moderator.click(added.response.message, custom_id=close)
    said(told(closed), "case-related-closed", count=1, cases="1")
    case = await stage.services.review.shown(CaseId(1))
    assert case is not None
    assert (case.state, case.pattern) == (CaseState.CLOSED, "forum.example")


async def test_a_note_that_comes_too_late_goes_back_to_whoever_wrote_it(stage: ReportsStage) -> None:
    other = stage.join("other", "Moderators")
    await stage.reported("see badforum.example")
    late = await stage.press(1, "list", other)
    form = await stage.press(1, "dismiss")
    other_form = await stage.press(1, "dismiss", other)
    assert "thought out" not in told(await send(stage.moderator, form, note="thought out first"))
    for opened in (late, other_form):
        refused = told(await send(other, opened, note="thought out well"))
        said(refused, "case-closed-already-by")
        assert "thought out well" in refused


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"scope": "galaxy"}, "case-form-unreadable"),
        ({"share": "maybe"}, "case-form-unreadable"),
        ({"category": ""}, "case-form-unreadable"),
        ({"category": "site:"}, "case-form-unreadable"),
        ({"category": "site:Nobody's"}, "site-unknown"),
        ({"link": "99"}, "case-form-unreadable"),
        ({"note": "x" * (NOTE_LENGTH + 1)}, "case-note-long"),
    ],
)
async def test_a_form_that_no_client_sends_changes_nothing(
    stage: ReportsStage, changes: dict[str, str], sentence: str
) -> None:
    await stage.reported("see badforum.example")
    form = ListForm(**{"link": "", "note": "", **LIST, **changes})
    with pytest.raises(UserError, match=sentence):
        await stage.services.listings.list_pattern(stage.caller_who_moderates(), CaseId(1), form)
    assert await stage.open_cases() == 1


async def test_of_more_links_than_a_select_holds_each_can_be_listed(stage: ReportsStage) -> None:
    await stage.reported(" ".join(f"https://mirror{number}.example/x" for number in range(33)))
    said(shown(stage.card(1)), "case-links-more", count=28)
    answer = await stage.press(1, "list")
    assert answer.ephemeral
    said(told(answer), "case-list-which", case="1", count=33)
    first = values(answer.response, "case:1:list:link")
    turned = await stage.moderator.click(answer.response.message, custom_id="case:1:list:links:1")
    page = turned.response if turned.response and turned.response.components else answer.response
    assert first + values(page, "case:1:list:link") == [str(number) for number in range(33)]
    form = await stage.moderator.select(answer.response.message, ["32"], custom_id="case:1:list:link")
    assert "link" not in fields(form)
    listed = await send(stage.moderator, form, **LIST)
    said(told(listed), "case-listed", pattern="`mirror32[.]example`")


async def test_a_form_that_would_hit_much_asks_once_more(stage: ReportsStage) -> None:
    await stage.reported("see badforum.example/x")
    for number in range(60):
        url = f"https://badforum.example/{number}"
        stage.rowan.lists.hosts_seen.note(stage.server, ChannelId(stage.general.id), url, by_staff=False)
    await stage.rowan.lists.hosts_seen.write()
    form = await stage.press(1, "list")
    assert any("posted lately: 60" in label for label in labels(form))
    asked = await send(stage.moderator, form, **LIST)
    said(told(asked), "preview-title-add", pattern="`badforum[.]example`")
    said(told(asked), "preview-why-large")
    assert await stage.patterns_found("badforum.example") == []
    assert "claim" in stage.buttons(1)
    (sure,) = [each for each in custom_ids(asked.response.message) if each.startswith("case-list:sure:")]
    done = await stage.moderator.click(asked.response.message, custom_id=sure)
    said(told(done), "case-listed", new="yes", pattern="`badforum[.]example`")
    assert await stage.patterns_found("badforum.example") == ["badforum.example"]
    again = await stage.moderator.click(asked.response.message, custom_id=sure)
    said(told(again), "preview-over")


async def test_a_question_whose_case_was_decided_meanwhile_lists_nothing(stage: ReportsStage) -> None:
    await stage.reported("see badforum.example/x")
    for _ in range(60):
        url = "https://badforum.example/"
        stage.rowan.lists.hosts_seen.note(stage.server, ChannelId(stage.general.id), url, by_staff=False)
    await stage.rowan.lists.hosts_seen.write()
    asked = await send(stage.moderator, await stage.press(1, "list"), **LIST)
    (sure,) = [each for each in custom_ids(asked.response.message) if each.startswith("case-list:sure:")]
    await stage.decide(1, "dismiss", reason="no_violation")
    done = await stage.moderator.click(asked.response.message, custom_id=sure)
    unsaid(told(done), "case-listed")
    assert await stage.patterns_found("badforum.example") == []


async def test_the_site_that_a_link_is_like_is_offered_and_joined(stage: ReportsStage) -> None:
    site = {"site": "Murkhollow", "category": "doxxing", "note": "Their forum"}
    await stage.blocklist("add", pattern="murkhollow.net", **site)
    await stage.reported("see murkhollow.st/x")
    form = await stage.press(1, "list")
    assert options(form, "category")["site:Murkhollow"] == say(
        "list-form-site-name", category=say("category-doxxing")
    )
    assert chosen(form, "category") == ["harassment"]  # it might change what is done
    done = await send(stage.moderator, form, **{**LIST, "category": "site:Murkhollow", "note": ""})
    said(told(done), "case-listed", new="yes", pattern="`murkhollow[.]st`")
    said(told(done), "list-show-site", name="Murkhollow")
    entry = await stage.stores.own.get(stage.server, "murkhollow.st")
    assert (entry.category, entry.note, entry.site.words.name) == (
        Category.DOXXING,
        "Their forum",
        "Murkhollow",
    )


async def test_what_looks_like_a_site_is_only_offered_and_what_does_not_is_not(stage: ReportsStage) -> None:
    await stage.blocklist("add", pattern="murkhollow.net", site="Murkhollow")
    await stage.reported("see murkho11ow.net/x")
    offered = options(await stage.press(1, "list"), "category")
    assert offered["site:Murkhollow"] == say("list-form-site-looks", category=say("category-harassment"))
    await stage.reported("see hollowmurk.net/x")
    assert "site:Murkhollow" not in options(await stage.press(2, "list"), "category")


async def test_an_entry_that_stood_and_ends_by_itself_is_said_to(stage: ReportsStage) -> None:
    await stage.reported("see badforum.example")
    await stage.blocklist("add", pattern="badforum.example", days=3)
    answer = await stage.decide(1, "list", **LIST)
    said(told(answer), "case-listed", new="no")
    said(told(answer), "list-ends")
