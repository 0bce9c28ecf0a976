"""Attacks on the lists as somebody carries them out in Discord: with names, reasons, buttons and rights."""

from typing import Any

import pytest

from core.base.ids import ServerId
from core.lists.previews import LARGE
from core.lists.shared_standing import StanceKind
from services.lists.followed_allows import FollowedAllows
from services.lists.shared_list.trust import Trust
from tests.cogs.lists.driver import ListsStage
from tests.cogs.lists.test_standing import SITE, button, pending, second
from tests.cogs.seen import custom_ids, send, told
from tests.people import manager, moderator
from tests.wording import said, unsaid

OTHER, THIRD = ServerId(18 * 10**16), ServerId(19 * 10**16)
POSTED = "posted.example"
HOSTILE = "ok”\nHarbour: “call @everyone at https://b.example <@&123> ||x|| # big\u202e +49 170 1234567"


async def test_a_server_that_is_not_trusted_and_takes_anothers_name_is_told_apart(stage: ListsStage) -> None:
    await stage.set_up(review_channel=stage.review)
    trust, shared = Trust(storage=stage.rowan.lists.storage, clock=stage.clock), stage.rowan.lists.shared
    for server in (OTHER, THIRD):
        await stage.stores.servers.ensure(server)
        async with stage.rowan.lists.storage.bulk() as tx:
            await tx.sql.run("UPDATE servers SET list_name = 'Harbour' WHERE id = $1", server)
    for server in (OTHER, ServerId(stage.server)):
        await trust.trust(str(server), None)
    await stage.rowan.lists.own.add(moderator(OTHER), SITE, None, "", share=True)
    await shared.stand(moderator(THIRD), SITE, StanceKind.CONFIRM, "we saw it")
    answer = await stage.blocklist("show", pattern=SITE)
    assert answer.count("Harbour") == 3
    assert answer.count("Harbour (not counted)") == 2
    page = told(await pending(stage))
    assert page.count("Harbour (not counted)") >= 1


async def test_a_hostile_reason_is_one_line_that_reaches_nobody(stage: ListsStage) -> None:
    other = await second(stage)
    await stage.blocklist("add", pattern=SITE, share=True)
    await other.blocklist("dispute", pattern=SITE, reason=HOSTILE)
    answer = await stage.blocklist("show", pattern=SITE)
    (line,) = [each for each in answer.splitlines() if "Harbour:" in each]
    for hidden in ("@everyone", "https://b", "<@&", "\u202e", "1234567", "||"):
        assert hidden not in line, hidden


async def test_whoever_loses_the_role_between_page_and_click_says_nothing(stage: ListsStage) -> None:
    other = await second(stage)
    await stage.blocklist("add", pattern=SITE, share=True)
    page = (await pending(other)).response
    form = await other.moderator.click(page.message, custom_id=button(page, ":dispute"))
    question = await asks_twice(other)
    role = other.guild.roles["Moderators"]
    other.env.backend.edit_role(other.guild.id, role.id, {"permissions": 0})
    await other.env.settle()
    answers = [
        await other.moderator.click(page.message, custom_id=button(page, ":confirm")),
        await send(other.moderator, form, reason="no"),
        *[
            await other.moderator.click(question.message, custom_id=each)
            for each in custom_ids(question)
            if each.startswith("lists:")
        ],
    ]
    assert len(answers) == 4
    for answer in answers:
        said(told(answer), "error-not-moderator")
    entry = await stage.stores.shared.get(SITE)
    assert len(entry.stances) == 1
    assert await other.stores.own.get(other.server, POSTED) is None


async def asks_twice(stage: ListsStage) -> Any:
    """Somebody asks to list what members post, and is asked whether they mean it."""
    for _ in range(LARGE):
        stage.rowan.lists.hosts_seen.note(stage.server, 10, f"https://{POSTED}/", by_staff=False)
    await stage.rowan.lists.hosts_seen.write()
    return (await stage.moderator.slash(stage.general, "blocklist add", pattern=POSTED)).response


async def test_show_says_first_that_somebody_who_is_followed_lets_it_through(stage: ListsStage) -> None:
    lists = stage.rowan.lists
    await stage.set_up(review_channel=stage.review)
    trust = Trust(storage=lists.storage, clock=stage.clock)
    for server in (OTHER, THIRD):
        await trust.trust(str(server), None)
        await lists.own.add(moderator(server), SITE, None, "", share=True)
    await lists.own.allow(moderator(OTHER), SITE, "")
    allows = FollowedAllows(storage=lists.storage, clock=stage.clock)
    await allows.publish(manager(OTHER), on=True)
    (publisher,) = await allows.suggest(manager(ServerId(stage.server)), "", followed=False)
    said(await stage.blocklist("show", pattern=SITE), "list-effect-review")
    await allows.follow(manager(ServerId(stage.server)), publisher.pseudonym)
    answer = await stage.blocklist("show", pattern=SITE)
    said(answer, "list-show-let-through", names=publisher.name)
    unsaid(answer, "list-effect-review")
    said(await stage.check(f"https://{SITE}/x"), "check-allowed")
    await stage.blocklist("add", pattern=SITE)
    said(await stage.blocklist("show", pattern=SITE), "list-effect-delete")
    unsaid(await stage.check(f"https://{SITE}/x"), "check-allowed")


@pytest.mark.parametrize(
    "pattern", ["youtube.com/watch", "https://www.reddit.com/r/", "en.wikipedia.org/wiki"]
)
async def test_what_everybody_posts_below_is_refused_with_a_sentence(stage: ListsStage, pattern: str) -> None:
    await stage.set_up(review_channel=stage.review)
    for verb in ("add", "confirm"):
        said(await stage.blocklist(verb, pattern=pattern), "pattern-wide-page")
