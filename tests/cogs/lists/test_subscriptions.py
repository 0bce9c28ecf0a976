"""`/lists subscribe`, what is said of a held list and of a first day, and who may press what."""

from typing import Any

import pytest

from core.base.categories import Category
from core.base.defang import defang
from core.base.ids import ChannelId
from core.lists.signed import Entry, Site
from services.base.fetching import Content, FetchRequest, FetchResult, Hop
from tests.cogs.lists.driver import ListsStage
from tests.cogs.opening import peopled
from tests.cogs.seen import custom_ids, shown, told
from tests.core.lists.signed.files import Publisher
from tests.wording import said, say, sentence, unsaid

URL = "https://lists.example/all.txt"
pytestmark = pytest.mark.usefixtures("set_up")


class Web:
    """Gives the same body to everybody."""

    def __init__(self) -> None:
        self.body = b"forum.example\nother.example\nthird.example\ngoogle.com\n"

    async def fetch(self, _: FetchRequest) -> FetchResult:
        return Content(self.body, [Hop(URL, status=200)])


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Web:
    made = Web()
    monkeypatch.setattr("net.base.client.GuardedClient.fetch", lambda _, request: made.fetch(request))
    return made


async def command(stage: ListsStage, verb: str, by: object = None, **options: object) -> str:
    answer = await (by or stage.manager).slash(stage.general, f"lists {verb}", **options)  # type: ignore[attr-defined]  # simcord's actors
    assert answer.ephemeral
    return told(answer)


async def rounds(stage: ListsStage) -> None:
    """An hour and a bit later all lists are asked for, and notices posted."""
    stage.clock.forward(hours=2)
    await stage.rowan.base.leases.renew()
    reading = stage.rowan.lists.subscribed.rounds
    for row in await reading.take(5):
        await reading.perform(row)
    await stage.work()


async def test_the_life_of_a_subscription(stage: ListsStage, web: Web) -> None:
    said(await command(stage, "show"), "subscription-none")
    answer = await command(stage, "subscribe", url=URL, category="scam")
    said(answer, "subscription-begun", entries=3)
    said(answer, "subscription-refused", count=1)
    said(answer, "subscription-protected", count=1)
    said(answer, "subscription-first-day")
    said(answer, "subscription-title", url=defang(URL))
    assert URL not in answer
    assert await stage.patterns_found("https://forum.example/x") == ["forum.example"]
    said(await command(stage, "subscribe", url=URL), "subscription-already")

    web.body = b"forum.example\n"
    await rounds(stage)
    listed = await command(stage, "show")
    said(listed, "subscription-line-counts", entries=3)
    said(listed, "subscription-doubt-shrinks")
    said(listed, "subscription-numbers", entries=1, added=0, removed=2)
    said(await command(stage, "unsubscribe", url=URL), "subscription-ended", url=defang(URL))
    assert await stage.patterns_found("https://forum.example/x") == []
    said(await command(stage, "unsubscribe", url=URL), "subscription-not-there")
    await stage.post()
    (gone,) = notices(stage, "subscription-held-gone")
    assert custom_ids(gone) == []


async def test_a_held_version_waits_for_a_manager(stage: ListsStage, web: Web) -> None:
    await command(stage, "subscribe", url=URL, act_now=True)
    web.body = b"forum.example\n"
    await rounds(stage)
    (card,) = notices(stage, "subscription-held-title-waits")
    text = shown(card)
    said(text, "subscription-held-stays", entries=3)
    said(text, "subscription-numbers", entries=1, added=0, removed=2)
    assert URL not in text
    take, keep = custom_ids(card)
    said(told(await stage.moderator.click(card, custom_id=take)), "error-not-manager")
    said(told(await stage.manager.click(card, custom_id=keep)), "subscription-kept")
    await stage.post()
    (card,) = notices(stage, "subscription-held-title-kept")
    said(shown(card), "subscription-held-kept")
    assert custom_ids(card) == []
    said(await command(stage, "show"), "subscription-now-kept")
    assert await stage.patterns_found("https://other.example/") == ["other.example"]

    refused, web.body = (
        web.body,
        b"<html><body>at work on it</body></html>",
    )  # a page, and then the same again
    await rounds(stage)
    assert len(notices(stage, "subscription-held-title-refused")) == 1
    web.body = refused
    await rounds(stage)
    (card,) = notices(stage, "subscription-held-title-kept")
    assert custom_ids(card) == []
    assert notices(stage, "subscription-held-title-refused") == []

    web.body = b"other.example\n"  # another one waits in the same place
    await rounds(stage)
    (card,) = notices(stage, "subscription-held-title-waits")
    said(await command(stage, "show"), "subscription-now-waits")
    said(
        told(await stage.manager.click(card, custom_id=custom_ids(card)[0])), "subscription-taken", entries=1
    )
    await stage.post()
    assert notices(stage, "subscription-held-title-waits") == []
    assert len(notices(stage, "subscription-held-over")) == 1
    assert await stage.patterns_found("https://forum.example/") == []
    assert await stage.patterns_found("https://other.example/") == ["other.example"]


async def test_after_its_first_day_it_says_what_it_would_have_done(stage: ListsStage, web: Web) -> None:
    await stage.policy("preset", name="strict")
    await command(stage, "subscribe", url=URL, category="scam")
    await stage.author.send(stage.general, "see https://forum.example/thread")
    await stage.work()
    assert [message.content for message in stage.general.history()] == ["see https://forum.example/thread"]
    said(await command(stage, "show"), "subscription-so-far", count=1)
    stage.clock.forward(days=1, minutes=1)
    await stage.rowan.lists.subscribed.first_days.step()
    await stage.work()
    (card,) = notices(stage, "subscription-day-title")
    said(shown(card), "subscription-day-line", count=1, does="the message is deleted")
    assert "forum" not in shown(card)
    (sample,) = custom_ids(card)
    said(told(await stage.moderator.click(card, custom_id=sample)), "error-not-manager")
    answer = await stage.manager.click(card, custom_id=sample)
    assert answer.ephemeral
    assert "forum[.]example/thread" in told(answer)
    said(await command(stage, "show"), "subscription-event-acts", added=1)
    message = await stage.author.send(stage.general, "see https://forum.example/other")
    await stage.work()
    assert message.id not in [each.id for each in stage.general.history()]


async def test_what_a_signed_list_says_of_a_site_is_read_by_who_follows(stage: ListsStage, web: Web) -> None:
    records = [Site("Murk", "A forum. @everyone"), Entry("forum.example", Category.SCAM, site="Murk")]
    web.body = Publisher().issue(records, made_at=stage.clock())
    await stage.policy("preset", name="strict")
    await command(stage, "subscribe", url=URL, act_now=True)
    told_ = await stage.blocklist("show", pattern="forum.example")
    said(told_, "list-show-note", note=defang("Murk: A forum. @everyone"))
    checked = await stage.check("see https://forum.example/thread")
    said(checked, "list-show-note", note=defang("Murk: A forum. @everyone"))
    assert "@everyone" not in checked + told_
    unsaid(await stage.check("forum.example", by=stage.member), "list-show-note")


async def posted(stage: ListsStage, times: int, host: str = "forum.example") -> None:
    """Links that were counted here."""
    seen = stage.rowan.lists.hosts_seen
    for _ in range(times):
        seen.note(stage.server, ChannelId(stage.general.id), f"https://{host}/x", by_staff=False)
    await seen.write()


def id_of(answer: Any, verb: str) -> str:
    (found,) = [each for each in custom_ids(answer.response.message) if each.startswith(f"subscribe:{verb}:")]
    return found


@pytest.mark.usefixtures("web")
async def test_a_subscription_begins_with_what_it_would_have_met(stage: ListsStage) -> None:
    await posted(stage, 2)
    await posted(stage, 1, "other.example")
    await posted(stage, 3, "elsewhere.example")
    answer = await command(stage, "subscribe", url=URL)
    said(answer, "preview-posted-list", days=7, links=3, staff=0, channels=1, on=1, everything=6)
    said(answer, "preview-places")
    assert "`forum[.]example`" in answer
    said(answer, "subscription-first-day")
    await command(stage, "unsubscribe", url=URL)


@pytest.mark.usefixtures("web")
async def test_where_nothing_of_it_was_met_that_is_said(stage: ListsStage) -> None:
    said(await command(stage, "subscribe", url=URL), "subscription-met-nothing", days=7)


@pytest.mark.usefixtures("web")
async def test_a_list_that_would_do_much_asks_for_a_second_click(stage: ListsStage) -> None:
    await stage.blocklist("add", pattern="forum.example")
    await stage.member.send(stage.general, "see https://forum.example/1/x")
    await stage.work()
    await posted(stage, 60)
    answer = await stage.manager.slash(stage.general, "lists subscribe", url=URL, category="scam")
    assert answer.ephemeral
    text = told(answer)
    said(text, "preview-title-subscribe", url=defang(URL))
    said(text, "subscription-size", entries=3)
    said(text, "subscription-would-count")
    said(text, "preview-why-large")
    assert URL not in text
    said(await command(stage, "show"), "subscription-none")

    message = answer.response.message
    revealed = await stage.manager.click(message, custom_id=id_of(answer, "links"))
    assert revealed.ephemeral
    assert "`hxxps://forum[.]example/1/x`" in told(revealed)
    done = await stage.manager.click(message, custom_id=id_of(answer, "sure"))
    assert done.ephemeral
    said(told(done), "subscription-begun", entries=3, category=say("category-scam"))
    said(told(await stage.manager.click(message, custom_id=id_of(answer, "sure"))), "preview-over")


async def test_a_question_about_the_longest_addresses_is_whole(stage: ListsStage, web: Web) -> None:
    pages = [f"forum.example/{number}{'/x.y' * 500}" for number in range(9)]
    web.body = "\n".join(pages).encode()
    seen = stage.rowan.lists.hosts_seen
    for page in pages:
        for _ in range(9):
            seen.note(stage.server, ChannelId(stage.general.id), f"https://{page[:390]}", by_staff=True)
    await seen.write()
    url = f"https://lists.example/{'a.b/' * 500}"
    answer = await stage.manager.slash(stage.general, "lists subscribe", url=url)
    text = told(answer)
    said(text, "preview-why-staff")
    said(text, "preview-nothing-yet")
    assert id_of(answer, "sure")


@pytest.mark.usefixtures("web")
async def test_a_server_that_is_not_set_up_hears_that_nothing_is_known(stage: ListsStage) -> None:
    other = peopled(ListsStage, stage.env, stage.rowan, stage.clock, "Harbour")
    answer = told(await other.manager.slash(other.general, "lists subscribe", url=URL))
    said(answer, "list-not-set-up")
    unsaid(answer, "subscription-met-nothing")


@pytest.mark.usefixtures("web")
async def test_a_list_that_was_asked_about_is_not_followed_after_all(stage: ListsStage) -> None:
    await posted(stage, 60)
    answer = await stage.manager.slash(stage.general, "lists subscribe", url=URL, act_now=True)
    said(told(answer), "subscription-would-act")
    cancelled = await stage.manager.click(answer.response.message, custom_id=id_of(answer, "cancel"))
    said(told(cancelled), "preview-cancelled")
    said(await command(stage, "show"), "subscription-none")


async def test_a_log_that_is_full_says_no_more_that_the_list_is_only_counted(
    stage: ListsStage, web: Web
) -> None:
    await command(stage, "subscribe", url=URL)
    said(await command(stage, "show"), "subscription-line-counts", entries=3)
    stage.clock.forward(days=1, minutes=1)
    await stage.rowan.lists.subscribed.first_days.step()
    hosts = [b"forum.example", b"other.example", b"third.example"]
    for number in range(6):
        web.body = b"\n".join([*hosts, f"more-{number}.example".encode()])
        await rounds(stage)
    listed = await command(stage, "show")
    unsaid(listed, "subscription-event-acts")
    unsaid(listed, "subscription-line-counts", entries=4)
    said(listed, "subscription-line", entries=4)


def notices(stage: ListsStage, key: str) -> list[Any]:
    return [each for each in stage.review.history() if sentence(key).stands_in(shown(each))]
