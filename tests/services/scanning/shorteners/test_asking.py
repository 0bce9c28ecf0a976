"""Shorteners are asked where links of messages lead, and the messages are judged by that."""

import contextlib

import pytest

from core.base.ids import RoleId, UserId
from core.lists.refusals import PatternError
from core.lists.shorteners.answers import BEHIND, MOST_HOPS
from core.scanning.detections import Outcome, Person
from services.base.fetching import LedOn, RefusalReason, Refused, StepResult, Stood
from tests.lists import allow_pattern
from tests.people import manager
from tests.services.scanning.process import ScanningProcess
from tests.services.scanning.samples import LISTED, OTHER, SERVER
from tests.services.scanning.shorteners.short import SHORT, TARGET, Short
from tests.stores import set_up

REFUSED = Refused(RefusalReason.HELD, [])


async def test_a_short_link_is_asked_once_and_the_message_is_judged_again(short: Short) -> None:
    """The story: unknown, it stands; asked once for all who post it; known, it goes, with the true reason."""
    process = short.process
    short.shorteners.lead({SHORT: TARGET})
    assert await process.see(f"look {SHORT}?utm_source=a", message=1) is None
    assert await process.see(SHORT, message=2) is None
    assert await short.posts_waiting() == 2
    await short.work()
    assert short.shorteners.asked == [SHORT]
    found = await process.detections()
    assert [(each.link, each.pattern, each.outcome) for each in found] == [
        ("bit.ly/AbC", LISTED, Outcome.REMOVED)
    ] * 2
    assert found[0].how == (BEHIND,)
    assert await short.posts_waiting() == 0
    # Known from now on, and judged at sight.
    third = await process.see(f"and {SHORT}", message=3)
    assert await process.outcome(third) is Outcome.REMOVED
    assert short.shorteners.asked == [SHORT]


async def test_of_members_of_an_exempt_role_nothing_is_asked(short: Short) -> None:
    """Their messages are not looked at: no shortener learns that somebody did, and neither does Discord of an invite."""
    process = short.process
    await process.list_place("discord.gg/known")  # since then unknown invites are asked about
    await process.policies.toggle_exempt(manager(SERVER), RoleId(5))
    await process.see(f"{SHORT} discord.gg/unknown", roles=frozenset({RoleId(5)}))
    process.remover.roles[UserId(9)] = frozenset({RoleId(5)})
    await process.see(f"{SHORT} discord.gg/unknown", roles=None, author=Person(UserId(9), "nine"), message=2)
    assert await short.posts_waiting() == 0
    assert await process.database.read.all("SELECT * FROM invite_posts") == []


async def test_what_leads_to_no_listed_place_stands_and_is_fetched_by_nobody(short: Short) -> None:
    short.shorteners.lead({SHORT: "https://harmless.example/"})
    await short.process.see(SHORT)
    await short.work()
    assert await short.process.detections() == []
    assert await short.process.waiting_for() == []
    assert await short.posts_waiting() == 0
    # Listed later, it acts on what is posted then, without a question.
    await short.process.list_place("harmless.example")
    assert await short.process.see(SHORT, message=2) is not None
    assert short.shorteners.asked == [SHORT]


async def test_each_shortener_on_the_way_is_asked_and_the_first_other_place_is_not(short: Short) -> None:
    short.shorteners.lead(
        {
            SHORT: "http://tinyurl.com/b#part",
            "https://tinyurl.com/b": "https://is.gd/c",
            "https://is.gd/c": TARGET,
        }
    )
    await short.process.see(SHORT)
    await short.work()
    assert short.shorteners.asked == [SHORT, "https://tinyurl.com/b", "https://is.gd/c"]
    assert [each.pattern for each in await short.process.detections()] == [LISTED]


async def test_a_listed_page_of_a_shortener_on_the_way_matches_and_is_not_asked(short: Short) -> None:
    await short.process.list_place("tinyurl.com/bad")
    short.shorteners.lead({SHORT: "https://tinyurl.com/bad"})
    short.shorteners.answers["https://tinyurl.com/bad"] = [REFUSED]  # as the guarded client says it
    await short.process.see(SHORT)
    await short.work()
    (found,) = await short.process.detections()
    assert (found.link, found.pattern, found.outcome) == ("bit.ly/AbC", "tinyurl.com/bad", Outcome.REMOVED)


async def test_a_listed_short_link_matches_without_a_question(short: Short) -> None:
    await short.process.list_place("bit.ly/AbC")
    assert await short.process.see(SHORT) is not None
    await short.work()
    assert short.shorteners.asked == []


@pytest.mark.parametrize(
    ("ways", "state"),
    [
        ({SHORT: SHORT}, "nowhere"),
        ({SHORT: "https://is.gd/b", "https://is.gd/b": SHORT}, "nowhere"),
        ({SHORT: "https://is.gd/b", "https://is.gd/b": "https://is.gd/b"}, "nowhere"),
        ({SHORT: "javascript:location='https://listed-forum.net/threads/x.1'"}, "nowhere"),
        ({SHORT: "data:text/html,https://listed-forum.net/"}, "nowhere"),
        ({SHORT: "mailto:somebody@listed-forum.net"}, "leads"),
        ({SHORT: "http://10.0.0.1/"}, "leads"),
        ({SHORT: "http://localhost/x"}, "leads"),
        ({SHORT: "https://" + "a" * 5_000}, "partly"),
        ({SHORT: "https://harmless.example/?x=" + "a" * 5_000}, "partly"),
        ({SHORT: f"https://{'a' * 5_000}@harmless.example/"}, "leads"),
        ({SHORT: "https://user:pass@bit.ly/x", "https://bit.ly/x": "https://harmless.example/"}, "leads"),
        ({SHORT: "https://bit.ly/"}, "leads"),
        ({SHORT: "https://bit.ly:8443/x"}, "leads"),
    ],
)
async def test_ways_that_end_nowhere_harm_nothing(short: Short, ways: dict[str, str], state: str) -> None:
    short.shorteners.lead(ways)
    await short.process.see(SHORT)
    await short.work(20)
    assert await short.states() == [state]
    assert len(short.shorteners.asked) == len(ways)
    assert await short.process.detections() == []
    assert await short.posts_waiting() == 0


@pytest.mark.parametrize(
    "target",
    [
        f"https://somebody:secret@{LISTED}/x",
        f"https://{'a' * 5_000}@{LISTED}/x",
        f"https://a:{'%61' * 5_000}@{LISTED}/x",
        f"https://{LISTED}:8443/x",
        f"https://{LISTED}/" + "a" * 20_000,
        f"https://{LISTED.upper()}./x",
        f"https://l.facebook.com/l.php?u=https%3A%2F%2F{LISTED}%2Fx",
    ],
)
async def test_odd_addresses_of_a_listed_place_are_that_place(short: Short, target: str) -> None:
    short.shorteners.lead({SHORT: target})
    await short.process.see(SHORT)
    await short.work()
    assert [each.pattern for each in await short.process.detections()] == [LISTED]
    assert short.shorteners.asked == [SHORT]


async def test_a_name_and_password_do_not_end_the_way(short: Short) -> None:
    """A browser goes on to where the second shortener leads."""
    short.shorteners.lead(
        {SHORT: "https://somebody@tinyurl.com/b", "https://tinyurl.com/b": f"https://{LISTED}/x"}
    )
    await short.process.see(SHORT)
    await short.work()
    assert [each.pattern for each in await short.process.detections()] == [LISTED]


async def test_five_hops_and_no_more(short: Short) -> None:
    for hop in range(20):
        short.shorteners.lead({f"https://bit.ly/{hop}": f"https://bit.ly/{hop + 1}"})
    await short.process.see("https://bit.ly/0")
    await short.work(20)
    assert len(short.shorteners.asked) == MOST_HOPS
    assert await short.states() == ["partly"]


@pytest.mark.parametrize("answer", [Stood(200), Stood(403), Stood(304), REFUSED])
async def test_what_a_shortener_does_not_say_is_not_known(short: Short, answer: StepResult) -> None:
    """A page in place of a redirect, and a shortener that may not be asked: neither clean nor asked again at once."""
    short.shorteners.answers[SHORT] = [answer]
    await short.process.see(SHORT)
    await short.work()
    assert await short.states() == ["unknown"]
    (known,) = (await short.process.short.links.known(["bit.ly/AbC"])).values()
    assert known.is_dark
    await short.process.see(SHORT, message=2)
    await short.work()
    assert short.shorteners.asked == [SHORT]
    short.process.clock.forward(hours=1)
    await short.process.see(SHORT, message=3)
    await short.work()
    assert short.shorteners.asked == [SHORT] * 2


@pytest.mark.parametrize("status", [404, 410])
async def test_what_a_shortener_does_not_have_leads_nowhere(short: Short, status: int) -> None:
    short.shorteners.answers[SHORT] = [Stood(status)]
    await short.process.see(SHORT)
    await short.work()
    assert await short.states() == ["nowhere"]


async def test_where_it_cannot_be_known_whether_a_place_is_listed_it_is_asked_later(short: Short) -> None:
    short.shorteners.lead({SHORT: TARGET})
    short.shorteners.busy = 2
    await short.process.see(SHORT)
    await short.work(15)
    assert short.shorteners.asked == [SHORT]
    assert len(await short.process.detections()) == 1


async def test_what_was_edited_or_is_gone_meanwhile_is_judged_as_it_stands(short: Short) -> None:
    short.shorteners.lead({SHORT: TARGET})
    await short.process.see(SHORT, message=1)
    await short.process.see(SHORT, message=2)
    await short.process.see("nothing any more", message=1)  # edited
    del short.process.standing[2]  # deleted
    await short.work()
    assert await short.process.detections() == []
    assert await short.process.waiting_for() == []


async def test_an_answer_is_believed_for_days_and_then_asked_for_again(short: Short) -> None:
    short.shorteners.answers[SHORT] = [LedOn("https://harmless.example/"), LedOn(TARGET)]
    await short.process.see(SHORT, message=1)
    await short.work()
    short.process.clock.forward(hours=24)
    await short.process.see(SHORT, message=2)
    await short.work()
    assert short.shorteners.asked == [SHORT]
    short.process.clock.forward(hours=72)
    await short.process.see(SHORT, message=3)
    await short.work()
    assert short.shorteners.asked == [SHORT] * 2
    assert [each.link for each in await short.process.detections()] == ["bit.ly/AbC"]


async def test_the_answer_of_one_server_serves_another_by_its_own_lists(short: Short) -> None:
    process = short.process
    await set_up(process.database, process.vault, OTHER, review_channel=None)
    short.shorteners.lead({SHORT: TARGET})
    await process.see(SHORT, message=1)
    await process.see(SHORT, message=2, server=OTHER)
    await short.work()
    assert short.shorteners.asked == [SHORT]
    assert [each.server for each in await process.detections()] == [SERVER]


@pytest.mark.parametrize(
    ("pattern", "stands"),
    [(LISTED, True), ("bit.ly/AbC", True), ("=bit.ly", False), ("is.gd/other", False)],
)
async def test_an_exception_for_the_place_or_for_the_short_link_lets_it_stand(
    short: Short, pattern: str, *, stands: bool
) -> None:
    """One for all of the shortener does not: it is about the shortener."""
    process = short.process
    short.shorteners.lead({SHORT: TARGET})
    await process.see(SHORT)
    await short.work()
    with contextlib.suppress(PatternError):  # a popular shortener is no pattern without a page
        await allow_pattern(process.storage, SERVER, pattern, now=process.clock())
    assert (await process.see(f"{SHORT} again", message=7) is None) is stands


async def test_an_exception_for_one_place_of_the_way_is_none_for_another(short: Short) -> None:
    process = short.process
    short.shorteners.lead({SHORT: f"https://{LISTED}/go?to=https://worse.example/x"})
    await process.list_place("worse.example")
    await allow_pattern(process.storage, SERVER, LISTED, now=process.clock())
    await process.see(SHORT)
    await short.work()
    assert [each.pattern for each in await process.detections()] == ["worse.example"]


async def test_a_likely_short_link_is_only_likely_behind_it_too(short: Short) -> None:
    short.shorteners.lead({SHORT: TARGET})
    await short.process.see("see bit .ly/AbC now")
    await short.work()
    for found in await short.process.detections():
        assert found.guess
        assert found.outcome is Outcome.REVIEW


async def test_a_removal_that_waits_is_still_asked_for_when_the_answer_is_old(short: Short) -> None:
    short.shorteners.lead({SHORT: TARGET})
    await short.process.see(SHORT)
    await short.work()
    short.process.clock.forward(hours=24 * 5)
    links = short.process.pipeline.suspects([SHORT]).links
    said = await short.process.short.source_of_before.said(SERVER, links)
    assert [match.pattern for match in said.matches] == [LISTED]
    assert (await short.process.short.source.said(SERVER, links)).matches == []


async def test_switched_off_nothing_is_asked_noted_or_used(short: Short) -> None:
    process = short.process
    short.shorteners.lead({SHORT: TARGET})
    await process.see(SHORT)
    await short.work()
    off = ScanningProcess(process.database, process.vault, process.clock, "off")
    await off.live()
    await off.indexing.load()
    assert not off.pipeline.suspects([SHORT]).any
    assert await off.see(SHORT, message=9) is None
