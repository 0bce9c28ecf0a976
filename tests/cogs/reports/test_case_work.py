"""What stands behind a card's *More*, as moderators meet it."""

import re

import pytest

from core.base.authority import Caller
from core.base.errors import UserError
from core.base.ids import CaseId, ServerId, UserId
from db.engine.database import Database
from tests.cogs.conftest import Stage
from tests.cogs.reports.test_cases import LIST, card, reported, send, told, work


@pytest.fixture(autouse=True)
async def _set_up(stage: Stage) -> None:
    await stage.set_up()


async def more(stage: Stage, number: int, choice: str, who: object = None) -> object:
    actor = stage.moderator if who is None else who
    return await actor.select(card(stage, number), [choice], custom_id=f"case:{number}:more")


async def test_history_tells_each_step_and_no_reporter(stage: Stage) -> None:
    await reported(stage, "see badforum.example/x")
    await stage.moderator.click(card(stage, 1), custom_id="case:1:claim")
    form = await stage.moderator.click(card(stage, 1), custom_id="case:1:list")
    await send(stage.moderator, form, LIST)
    await work(stage)
    answer = await more(stage, 1, "history")
    assert answer.ephemeral
    shown = told(answer)
    assert "a report came in" in shown
    assert f"claimed · <@{stage.moderator.id}> · open → claimed" in shown
    assert f"listed · <@{stage.moderator.id}> · claimed → `badforum[.]example`, Doxxing" in shown
    assert str(stage.member.id) not in shown


async def test_history_has_pages_that_ask_again_who_is_there(stage: Stage) -> None:
    await reported(stage, "see badforum.example/x")
    for _ in range(6):
        await stage.moderator.click(card(stage, 1), custom_id="case:1:claim")
        await work(stage)
        await more(stage, 1, "release")
        await work(stage)
    first = await more(stage, 1, "history")
    assert "Page 1 of 2" in told(first)
    assert "Page 2 of 2" in told(await stage.moderator.click(first.response, custom_id="case:1:history:2"))
    plain = Caller(ServerId(stage.guild.id), UserId(4242), "Somebody")
    with pytest.raises(UserError, match="error-not-moderator"):
        await stage.rowan.reports.histories.page(plain, CaseId(1), 1)


async def test_history_is_not_for_whoever_wrote_the_message(stage: Stage) -> None:
    await reported(stage, "see badforum.example/x")  # the manager's message
    assert "about a message of yours" in told(await more(stage, 1, "history", stage.manager))


async def test_an_unclaimed_emergency_reminds_the_alert_role_with_a_link_to_the_card(
    stage: Stage, database: Database
) -> None:
    alert = stage.guild.create_role("Alert")
    await stage.manager.slash(stage.general, "setup", alert_role=alert)
    await reported(stage, "see badforum.example", category="threats")
    async with database.bulk() as tx:  # eleven minutes pass
        await tx.run("UPDATE cases SET pinged_at = pinged_at - 660000")
        await tx.run("UPDATE alerts SET pinged_at = pinged_at - 660000")
    reminders, *_ = stage.rowan.reports.jobs
    assert await reminders.step() == 1
    await stage.post()
    posted = stage.review.history()[-1]
    shown = str([part.to_dict() for part in posted.components])
    assert f"<@&{alert.id}>" in shown
    assert (
        f"[1](https://discord.com/channels/{stage.guild.id}/{stage.review.id}/{card(stage, 1).id})" in shown
    )
    raw = stage.env.backend.get_message(posted.channel.id, posted.id)
    assert set(raw.allowed_mentions.roles) == {alert.id}
    queue = await stage.moderator.click(posted, custom_id="reminder:1:active:1")
    assert "Queue" in told(queue)
    assert await reminders.step() == 0


async def test_a_claimed_case_is_handed_to_another_moderator(stage: Stage) -> None:
    other = stage.guild.add_member(stage.env.create_user("other"), roles=[stage.guild.roles["Moderators"]])
    await reported(stage, "see badforum.example/x")
    assert "'handover'" not in str([part.to_dict() for part in card(stage, 1).components])
    await stage.moderator.click(card(stage, 1), custom_id="case:1:claim")
    await work(stage)
    assert "handled by moderator" in told(await more(stage, 1, "handover", other))
    asked = await more(stage, 1, "handover")
    assert asked.ephemeral

    async def give(to: object) -> str:
        return told(await stage.moderator.select(asked.response, [to], custom_id="case:1:handover"))

    assert "no moderator here" in await give(stage.member)
    assert "about a message of theirs" in await give(stage.manager)
    assert "already" in await give(stage.moderator)
    assert "other is handling case 1 now" in await give(other)
    assert "handled by other" in await give(
        stage.moderator
    )  # the answer is still open: it is not theirs any more
    await work(stage)
    assert "Claimed by **other**" in str([part.to_dict() for part in card(stage, 1).components])


async def test_a_manager_takes_a_case_over(stage: Stage) -> None:
    chief = stage.guild.add_member(stage.env.create_user("chief"), roles=[stage.guild.roles["Managers"]])
    await reported(stage, "see badforum.example/x")
    await stage.moderator.click(card(stage, 1), custom_id="case:1:claim")
    await work(stage)
    asked = await more(stage, 1, "handover", chief)
    taken = await chief.select(asked.response, [chief], custom_id="case:1:handover")
    assert "chief is handling case 1 now" in told(taken)


async def test_the_list_form_says_how_often_each_scope_was_seen_here(stage: Stage) -> None:
    for page in "ab":
        await reported(stage, f"see badforum.example/{page}")
    form = await stage.moderator.click(card(stage, 1), custom_id="case:1:list")
    labels = re.findall(r"'label': '(This page|This host)[^(]*\(([^)]*)\)", str(form.modal))
    assert labels == [
        ("This page", "seen here in 30 days: 1"),
        ("This host", "seen here in 30 days: 2"),
    ]


async def test_a_reporter_is_muted_by_the_name_of_the_case_and_cannot_tell(stage: Stage) -> None:
    await reported(stage, "see a.example", category="scam")
    asked = await more(stage, 1, "mute")
    pseudonym = re.search(r"Reporter ([A-Z0-9]{4})", told(asked))
    assert pseudonym is not None
    assert str(stage.member.id) not in told(asked)
    form = await stage.moderator.select(asked.response, ["1"], custom_id="case:1:mute")
    done = await send(stage.moderator, form, {"reason": "flooding"})
    assert f"Reports by **{pseudonym[1]}** make no card" in told(done)

    await reported(stage, "see b.example", category="scam")  # the member is thanked as always
    assert "case:2:" not in str(
        [part.to_dict() for post in stage.review.history() for part in post.components]
    )
    queue = told(await stage.moderator.slash(stage.general, "queue"))
    assert "🔇 from a muted reporter" in queue
    assert "`/queue state:quiet` posts the card" in queue
    await opened_from_the_queue(stage)
    await reported(stage, "see c.example", category="threats")
    assert card(stage, 3)
    await reported(stage, "see d.example", category="scam")

    assert "made for this case alone" in told(await more(stage, 3, "mute"))
    assert "muted until" not in told(await more(stage, 3, "mute"))
    asked = await more(stage, 1, "mute")
    assert "muted until" in told(asked)
    ended = await stage.moderator.select(asked.response, ["1"], custom_id="case:1:mute")
    assert "is over" in told(ended)
    await work(stage)
    assert card(stage, 4)
    mod = Caller(ServerId(stage.guild.id), UserId(stage.moderator.id), "mod", manage_messages=True)
    with pytest.raises(UserError, match="mute-gone"):
        await stage.rowan.reports.mutes.mute(mod, CaseId(1), "99", "abuse")
    with pytest.raises(UserError, match="case-form-unreadable"):
        await stage.rowan.reports.mutes.mute(mod, CaseId(1), "1", "boredom")


async def opened_from_the_queue(stage: Stage) -> None:
    """Case 2 has no card; a moderator who did not write its message gets it, with everything that can be done."""
    page = await stage.moderator.slash(stage.general, "queue", state="quiet")
    assert page.ephemeral
    assert "Queue · without a card" in told(page)
    assert "1 in all" in told(page)

    author, plain = (
        Caller(ServerId(stage.guild.id), UserId(who.id), "x", manage_server=who is stage.manager)
        for who in (stage.manager, stage.member)
    )
    for who, refusal in ((author, "case-own-message"), (plain, "error-not-moderator")):
        with pytest.raises(UserError, match=refusal):
            await stage.rowan.reports.mutes.give_card(who, CaseId(2))
    given = await stage.moderator.select(page.response, ["2"], custom_id="queue:card")
    assert "Case 2 gets its card" in told(given)
    await work(stage)
    await stage.moderator.click(card(stage, 2), custom_id="case:2:claim")
    await work(stage)
    await more(stage, 2, "release")
    again = await stage.moderator.select(page.response, ["2"], custom_id="queue:card")
    assert "has its card" in told(again)
    assert "Nothing here" in told(await stage.moderator.slash(stage.general, "queue", state="quiet"))


async def test_nobody_mutes_who_reported_their_own_message(stage: Stage) -> None:
    await reported(stage, "see a.example")
    assert "about a message of yours" in told(await more(stage, 1, "mute", stage.manager))


async def test_the_digest_comes_once_a_week_to_a_server_that_wants_it(stage: Stage) -> None:
    digest = next(rounds for rounds in stage.rowan.reports.jobs if rounds.job == "digest")
    await reported(stage, "see a.example")
    assert await digest.step() == 0
    answer = await stage.manager.slash(stage.general, "setup", digest=True)
    assert "Weekly digest of what waits: on" in answer.response.content
    assert await digest.step() == 1
    await stage.post()
    posted = stage.review.history()[-1]
    shown = str([part.to_dict() for part in posted.components])
    assert "Open: 1 · Claimed: 0" in shown
    assert f"case **[1](https://discord.com/channels/{stage.guild.id}/" in shown
    assert str(stage.member.id) not in shown
    assert "Queue" in told(await stage.moderator.click(posted, custom_id=f"digest:{stage.guild.id}:active:1"))
    assert await digest.step() == 0
