"""Lists that a server follows by their address: what managers are asked, answered and told."""

from typing import Any
from unittest.mock import patch

from core.base.categories import Category
from core.base.ids import ChannelId
from core.lists.signed import Entry, Site
from services.base.fetching import Content, FetchRequest, FetchResult, Hop
from tests.cogs.opening import peopled
from tests.cogs.seen import custom_ids, is_about
from tests.core.lists.signed.files import Publisher
from tests.desk.surface import Scenes
from tests.desk.world import DeskStage
from tests.services.lists.subscriptions.test_signed import hashed

SCENES = Scenes()
_URL = "https://lists.example/scams.txt"
_WHOLE = b"forum.example\nother.example\nthird.example\ngoogle.com\n"
_HTML = b"<!doctype html><html><body>This page has moved.</body></html>"


async def _web(stage: DeskStage, body: bytes, **options: Any) -> Any:
    """Let the web hold this body: subscribe where options say so, else ask for what is due."""

    async def fetch(_: object, __: FetchRequest) -> FetchResult:
        return Content(body, [Hop(_URL, status=200)])

    with patch("net.base.client.GuardedClient.fetch", fetch):
        if options:
            return await stage.manager.slash(stage.general, "lists subscribe", **{"url": _URL, **options})
        stage.clock.forward(hours=2)
        await stage.rowan.base.leases.renew()
        rounds = stage.rowan.lists.subscribed.rounds
        for row in await rounds.take(5):
            await rounds.perform(row)
        await stage.post()
        return None


async def _posted(stage: DeskStage, times: int, host: str = "forum.example", *, staff: bool = False) -> None:
    seen = stage.rowan.lists.hosts_seen
    for _ in range(times):
        seen.note(stage.server, ChannelId(stage.general.id), f"https://{host}/x", by_staff=staff)
    await seen.write()


def _notice(stage: DeskStage) -> Any:
    return next(each for each in stage.review.history() if is_about(each, "subscription:"))


def _last(stage: DeskStage) -> Any:
    return stage.review.history()[-1]


async def _press(stage: DeskStage, message: Any, verb: str) -> Any:
    (press,) = [each for each in custom_ids(message) if f":{verb}" in each]
    return await stage.manager.click(message, custom_id=press)


@SCENES.add("/lists subscribe", "its first day begins")
async def begun(stage: DeskStage) -> Any:
    await stage.set_up()
    return await _web(stage, _WHOLE, category="scam")


@SCENES.add("/lists subscribe", "a little of it was posted, found and reported here")
async def begun_met(stage: DeskStage) -> Any:
    await stage.set_up()
    await stage.blocklist("add", pattern="forum.example", category="scam")
    await stage.said("see https://forum.example/thread")
    await stage.reported("see https://third.example/1")
    await _posted(stage, 2)
    await _posted(stage, 1, "other.example", staff=True)
    return await _web(stage, _WHOLE, category="scam")


@SCENES.add("/lists subscribe", "it acts at once, by a strict policy")
async def begun_acting(stage: DeskStage) -> Any:
    await stage.set_up()
    await stage.policy("preset", name="strict")
    return await _web(stage, _WHOLE, category="scam", act_now=True)


@SCENES.add("/lists subscribe", "a signed list without addresses in clear")
async def begun_hashed(stage: DeskStage) -> Any:
    await stage.set_up()
    body = Publisher(hashed=True).issue(hashed("a.example", "b.example", "c.example"), made_at=stage.clock())
    return await _web(stage, body, category="harassment")


@SCENES.add("/lists subscribe", "it would do much: a question")
async def asked(stage: DeskStage) -> Any:
    await stage.set_up()
    # Another server follows it, so that the second click finds it in the store and asks nobody on the web.
    await _web(peopled(DeskStage, stage.env, stage.rowan, stage.clock, "Harbour"), _WHOLE, category="scam")
    await stage.blocklist("add", pattern="forum.example", category="scam")
    await stage.said("see https://forum.example/thread")
    await _posted(stage, 60)
    await _posted(stage, 4, "other.example", staff=True)
    return await _web(stage, _WHOLE, category="scam", act_now=True)


@SCENES.add("/lists subscribe", "links that were found are revealed")
async def asked_links(stage: DeskStage) -> Any:
    return await _press(stage, (await asked(stage)).response.message, "links:")


@SCENES.add("/lists subscribe", "a page that is no list")
async def refused(stage: DeskStage) -> Any:
    await stage.set_up()
    return await _web(stage, _HTML, category="scam")


@SCENES.add("/lists subscribe", "an address that is not asked")
async def refused_address(stage: DeskStage) -> Any:
    await stage.set_up()
    return await stage.manager.slash(stage.general, "lists subscribe", url="http://192.168.0.7/list.txt")


async def _site_followed(stage: DeskStage) -> None:
    await stage.set_up()
    await stage.policy("preset", name="strict")
    site = Site("Rookery", "A forum that collects what is known of people.")
    body = Publisher().issue(
        [site, Entry("rookery.example", Category.HARASSMENT, confirms=4, site="Rookery")],
        made_at=stage.clock(),
    )
    await _web(stage, body, act_now=True)


@SCENES.add("/blocklist show", "an entry of a signed list that is followed, in a site")
async def show_of_signed(stage: DeskStage) -> Any:
    await _site_followed(stage)
    return await stage.moderator.slash(stage.general, "blocklist show", pattern="rookery.example")


@SCENES.add("/check", "a moderator: on a signed list that is followed, in a site")
async def check_of_signed(stage: DeskStage) -> Any:
    await _site_followed(stage)
    return await stage.moderator.slash(stage.general, "check", text="see rookery.example/threads/4417")


@SCENES.add("/lists unsubscribe", "a list")
async def ended(stage: DeskStage) -> Any:
    await begun(stage)
    return await stage.manager.slash(stage.general, "lists unsubscribe", url=_URL)


@SCENES.add("/lists show", "nothing is followed")
async def shown_none(stage: DeskStage) -> Any:
    await stage.set_up()
    return await stage.manager.slash(stage.general, "lists show")


@SCENES.add("/lists show", "a list in its first day, and one that was changed")
async def shown_counting(stage: DeskStage) -> Any:
    await begun(stage)
    await stage.said("see https://forum.example/thread")
    await _web(stage, _WHOLE, url="https://lists.example/other.csv", act_now=True)
    await _web(stage, b"forum.example\nother.example\nfourth.example\n")
    return await stage.manager.slash(stage.general, "lists show")


@SCENES.add("/lists show", "one list is held, its log")
async def shown(stage: DeskStage) -> Any:
    await held(stage)
    return await stage.manager.slash(stage.general, "lists show")


@SCENES.add("A held list", "half of it is gone")
async def held(stage: DeskStage) -> Any:
    await stage.set_up()
    await _web(stage, _WHOLE, act_now=True)
    await _web(stage, b"forum.example\n")
    return _notice(stage)


@SCENES.add("A held list", "it names very popular sites now")
async def held_protected(stage: DeskStage) -> Any:
    await stage.set_up()
    await _web(stage, _WHOLE, act_now=True)
    await _web(stage, _WHOLE + b"youtube.com\nwikipedia.org\ncom\n")
    return _notice(stage)


@SCENES.add("A held list", "it turned to a web page")
async def held_page(stage: DeskStage) -> Any:
    await stage.set_up()
    await _web(stage, _WHOLE, act_now=True)
    await _web(stage, _HTML)
    return _last(stage)


@SCENES.add("A held list", "Take it")
async def taken(stage: DeskStage) -> Any:
    return await _press(stage, await held(stage), "take:")


@SCENES.add("A held list", "Take it, where that would do much: a question")
async def taken_asked(stage: DeskStage) -> Any:
    await stage.set_up()
    await _web(stage, _WHOLE, act_now=True)
    await _posted(stage, 60, "choir.example")
    more = b"".join(b"more-%d.example\n" % number for number in range(9))
    await _web(stage, _WHOLE + more + b"choir.example\n")
    return await _press(stage, _notice(stage), "take:")


@SCENES.add("A held list", "it was taken")
async def over(stage: DeskStage) -> Any:
    await taken(stage)
    await stage.post()
    return _last(stage)


@SCENES.add("A held list", "Keep the old one")
async def kept(stage: DeskStage) -> Any:
    return await _press(stage, await held(stage), "keep:")


@SCENES.add("A held list", "a manager keeps the old one")
async def kept_notice(stage: DeskStage) -> Any:
    await kept(stage)
    await stage.post()
    return _last(stage)


@SCENES.add("A first day", "what it would have done")
async def first_day(stage: DeskStage) -> Any:
    await stage.set_up()
    await _web(stage, _WHOLE, category="scam")
    await stage.author.send(stage.general, "see https://forum.example/thread")
    await stage.work()
    await _day_over(stage)
    return _notice(stage)


async def _day_over(stage: DeskStage) -> None:
    stage.clock.forward(days=1, minutes=1)
    await stage.rowan.lists.subscribed.first_days.step()
    await stage.work()


@SCENES.add("A first day", "Show some links")
async def first_day_links(stage: DeskStage) -> Any:
    return await _press(stage, await first_day(stage), "sample")


@SCENES.add("A first day", "nothing was found")
async def first_day_nothing(stage: DeskStage) -> Any:
    await begun(stage)
    await _day_over(stage)
    return _last(stage)


@SCENES.add("/lists publish_allows", "on")
async def published(stage: DeskStage) -> Any:
    await stage.set_up()
    return await stage.manager.slash(stage.general, "lists publish_allows", on=True)


@SCENES.add("/lists publish_allows", "off")
async def unpublished(stage: DeskStage) -> Any:
    await published(stage)
    return await stage.manager.slash(stage.general, "lists publish_allows", on=False)


@SCENES.add("/lists follow_allows", "nobody of that name")
async def followed_nobody(stage: DeskStage) -> Any:
    await stage.set_up()
    return await stage.manager.slash(stage.general, "lists follow_allows", server="Harbour")
