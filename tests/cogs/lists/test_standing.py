"""What becomes of words on the shared list, as moderators of two servers see it."""

from typing import Any

import pytest

from core.base.ids import ChannelId, ServerId
from core.lists.holds import HoldReason
from tests.cogs.lists.driver import ListsStage
from tests.cogs.opening import peopled
from tests.cogs.seen import custom_ids, send, shown, told
from tests.wording import refused, said, unsaid

SITE = "rookery.example"


async def second(stage: ListsStage, name: str = "Harbour") -> ListsStage:
    """Another server that is set up and trusted, as the first is."""
    other = peopled(ListsStage, stage.env, stage.rowan, stage.clock, name)
    for each in (stage, other):
        await each.set_up()
        await each.stores.servers.ensure(each.server)
        await each.stores.trust.trust(each.server, None)
    return other


async def hold(stage: ListsStage) -> None:
    """The site is held, as after three undos."""
    watched = await stage.stores.holds.watched(SITE)
    await stage.stores.holds.hold(watched.entry, HoldReason.UNDONE, stage.clock())
    await stage.stores.notices.note_held(ServerId(stage.server), watched.entry, stage.clock())


async def tell(stage: ListsStage) -> None:
    """The jobs look, and what they order is posted."""
    await stage.rowan.lists.news.tell(stage.clock())
    await stage.rowan.lists.renewals.ask(stage.clock())
    await stage.post()


def button(message: Any, end: str) -> str:
    (found,) = [each for each in custom_ids(message) if each.endswith(end)]
    return found


async def pending(other: ListsStage) -> Any:
    return await other.moderator.slash(other.general, "blocklist pending")


async def test_what_waits_is_confirmed_at_its_button(stage: ListsStage) -> None:
    other = await second(stage)
    await stage.blocklist("add", pattern=SITE, note="Threads.", share=True)
    page = await pending(other)
    said(told(page), "pending-evidence", count="0")
    answer = await other.moderator.click(page.response.message, custom_id=button(page.response, ":confirm"))
    said(told(answer), "sharing-confirmed", pattern="`rookery[.]example`")
    said(told(answer), "sharing-state-listed")
    said(told(await pending(other)), "pending-title", total=0)


async def test_what_would_do_much_asks_before_it_is_confirmed_at_its_button(stage: ListsStage) -> None:
    other = await second(stage)
    await stage.blocklist("add", pattern=SITE, note="Threads.", share=True)
    seen = other.rowan.lists.hosts_seen
    for _ in range(60):
        seen.note(other.server, ChannelId(other.general.id), f"https://{SITE}/x", by_staff=False)
    await seen.write()
    page = await pending(other)
    asked = await other.moderator.click(page.response.message, custom_id=button(page.response, ":confirm"))
    assert asked.ephemeral
    said(told(asked), "preview-title-confirm", pattern="`rookery[.]example`")
    said(told(asked), "preview-why-large")
    said(told(asked), "preview-reach", servers=2)
    said(told(await pending(other)), "pending-title", total=1)
    (sure,) = [each for each in custom_ids(asked.response.message) if ":sure:" in each]
    answer = await other.moderator.click(asked.response.message, custom_id=sure)
    said(told(answer), "sharing-confirmed", pattern="`rookery[.]example`")
    said(told(answer), "preview-posted", days=7, links=60, staff=0, channels=1, on=1, everything=60)
    said(told(await pending(other)), "pending-title", total=0)


async def test_a_dispute_asks_why_and_the_confirmers_hear_it(stage: ListsStage) -> None:
    other = await second(stage)
    await stage.blocklist("add", pattern=SITE, share=True)
    page = await pending(other)
    form = await other.moderator.click(page.response.message, custom_id=button(page.response, ":dispute"))
    answer = await send(
        other.moderator, form, reason="a library, ask @everyone at https://b.example or +1 202 555 0143"
    )
    said(told(answer), "sharing-disputed")
    await tell(stage)
    message = stage.review.history()[-1]
    name = (await other.settings()).pseudonym
    said(shown(message), "news-disputed-why", name=name, pattern="`rookery[.]example`")
    for hidden in ("@everyone", "https://b", "555 0143", "Harbour", str(other.server)):
        assert hidden not in shown(message)
    assert not stage.pinged(message)
    await tell(stage)
    assert stage.review.history()[-1].id == message.id  # told once


async def test_the_form_comes_from_moderators_alone(stage: ListsStage) -> None:
    other = await second(stage)
    await stage.blocklist("add", pattern=SITE, share=True)
    page = await pending(other)
    entry = button(page.response, ":dispute").split(":")[2]
    with refused("error-not-moderator"):
        await other.rowan.lists.shared.pattern_at(other.caller(other.member), int(entry))


async def test_a_held_entry_says_so_and_why(stage: ListsStage) -> None:
    other = await second(stage)
    for each in (stage, other):
        await each.blocklist("add", pattern=SITE, share=True)
    await hold(stage)
    third = await second(other, "Third")
    await third.policy("preset", name="standard")
    answer = await third.blocklist("show", pattern=SITE)
    said(answer, "held-undone")
    said(answer, "held-does")
    said(await third.check(f"see {SITE}"), "check-rule-held-undone")
    message = await third.author.send(third.general, f"see https://{SITE}/x")
    await third.work()
    assert message.id in [each.id for each in third.general.history()]
    card = third.review.history()[-1]
    said(shown(card), "detection-rule-held-undone")
    await tell(stage)
    said(shown(stage.review.history()[-1]), "news-held-undone", pattern="`rookery[.]example`")


@pytest.mark.parametrize("chosen", [{"list_contact": "appeals@operator.example"}])
async def test_whoever_is_listed_finds_whom_to_ask(stage: ListsStage) -> None:
    other = await second(stage)
    for each in (stage, other):
        await each.blocklist("add", pattern=SITE, share=True)
    third = await second(other, "Third")
    said(await third.blocklist("show", pattern=SITE), "contact-line", contact="appeals@operator.example")
    said(await third.check(SITE), "contact-line")
    unsaid(await third.check(SITE, by=third.member), "contact-line")
    await third.blocklist("add", pattern="own.example")
    unsaid(await third.blocklist("show", pattern="own.example"), "contact-line")


async def test_nobody_is_named_where_the_operator_names_nobody(stage: ListsStage) -> None:
    other = await second(stage)
    for each in (stage, other):
        await each.blocklist("add", pattern=SITE, share=True)
    unsaid(await stage.blocklist("show", pattern=SITE), "contact-line")


async def test_what_runs_out_is_renewed_from_one_message(stage: ListsStage) -> None:
    await stage.set_up()
    for number in range(7):
        await stage.blocklist("add", pattern=f"site-{number}.example", share=True)
    stage.clock.forward(days=167)
    await tell(stage)
    message = stage.review.history()[-1]
    said(shown(message), "renewal-title", total=7)
    said(shown(message), "renewal-more", more=2)
    each = await stage.moderator.click(message, custom_id=button(message, ":each"))
    assert len(await stage.pages(stage.moderator, each)) == 2
    renewed = await stage.moderator.click(
        each.response.message, custom_id=next(one for one in custom_ids(each.response) if ":renew:" in one)
    )
    shown_page = renewed.response if renewed.response.components else each.response
    said(shown(shown_page), "renewal-title", total=6)
    await stage.post()
    said(shown(stage.review.history()[-1]), "renewal-title", total=6)
    answer = await stage.moderator.click(message, custom_id=button(message, ":all"))
    said(told(answer), "renewal-renewed-all", count=6)
    await stage.post()
    said(shown(stage.review.history()[-1]), "renewal-none")
    assert stage.review.history()[-1].id == message.id


async def test_an_older_message_says_that_there_is_a_newer_one(stage: ListsStage) -> None:
    await stage.set_up()
    await stage.blocklist("add", pattern=SITE, share=True)
    stage.clock.forward(days=167)
    await tell(stage)
    older = stage.review.history()[-1]
    stage.clock.forward(days=12)
    await tell(stage)
    assert stage.review.history()[-1].id != older.id
    answer = await stage.moderator.click(older, custom_id=button(older, ":all"))
    said(told(answer), "renewal-newer")


async def test_since_when_somebody_is_a_member_is_known_when_their_message_is_removed(
    stage: ListsStage,
) -> None:
    other = await second(stage)
    for each in (stage, other):
        await each.blocklist("add", pattern=SITE, share=True)
    third = await second(other, "Third")
    await third.policy("preset", name="standard")
    database = stage.rowan.base.database
    await third.author.send(third.general, f"see https://{SITE}/x")
    await third.work()
    assert not [each for each in third.general.history() if SITE in each.content]
    (sign,) = await database.read.all("SELECT * FROM hold_signs")
    assert (sign["server_id"], sign["kind"]) == (third.server, "removed")
    (found,) = await database.read.all("SELECT * FROM detections")
    assert found["author_long"] == 1
    assert str(third.author.id) not in str(list(sign))


async def test_the_weekly_word_counts_what_waits_on_the_shared_list(stage: ListsStage) -> None:
    other = await second(stage)
    await stage.blocklist("add", pattern=SITE, share=True)
    stranger = await second(stage, "Stranger")
    await stranger.stores.trust.untrust(stranger.server)
    await stranger.blocklist("add", pattern="stranger.example", share=True)  # counts for nobody's week
    await other.manager.slash(other.general, "setup", digest=True)
    await stage.rowan.reports.digest.begin(stage.clock())
    await other.post()
    message = other.review.history()[-1]
    said(shown(message), "pending-new-title", total=1)
    answer = await other.moderator.click(message, custom_id=button(message, ":waiting"))
    said(told(answer), "pending-title", total=2)  # whoever looks is shown all of it
    await other.blocklist("confirm", pattern=SITE)
    stage.clock.forward(days=8)
    await stage.rowan.reports.digest.begin(stage.clock())
    await other.post()
    assert other.review.history()[-1].id == message.id  # nothing waits any more


async def test_a_server_that_is_not_trusted_hears_of_nothing_that_waits(stage: ListsStage) -> None:
    await stage.set_up()
    await stage.manager.slash(stage.general, "setup", digest=True)
    await stage.blocklist("add", pattern=SITE, share=True)
    before = len(stage.review.history())
    await stage.rowan.reports.digest.begin(stage.clock())
    await stage.post()
    assert len(stage.review.history()) == before
