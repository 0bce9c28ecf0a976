"""Undo of each action on a case, as moderators, authors and reporters meet it."""

import pytest

from core.base.authority import Caller
from core.base.errors import UserError
from core.base.ids import CaseId, ServerId, UserId
from services.reports.questions import RelayId
from tests.cogs.conftest import Stage
from tests.cogs.reports.test_case_work import more
from tests.cogs.reports.test_cases import LIST, _all, card, reported, send, told, work
from tests.cogs.reports.test_outcomes import inbox


@pytest.fixture(autouse=True)
async def _set_up(stage: Stage) -> None:
    await stage.set_up()


async def decide(stage: Stage, number: int, verb: str, **fields: str) -> object:
    form = await stage.moderator.click(card(stage, number), custom_id=f"case:{number}:{verb}")
    answer = await send(stage.moderator, form, fields)
    await work(stage)
    return answer


async def undo(stage: Stage, number: int, who: object = None) -> str:
    actor = stage.moderator if who is None else who
    answer = await actor.click(card(stage, number), custom_id=f"case:{number}:undo")
    await work(stage)
    return told(answer)


def other_moderator(stage: Stage) -> object:
    return stage.guild.add_member(stage.env.create_user("other"), roles=[stage.guild.roles["Moderators"]])


async def test_a_listing_is_undone_from_the_card_with_all_that_it_brought(stage: Stage) -> None:
    for page in "ab":
        await reported(stage, f"see badforum.example/{page}")
    listed = await decide(stage, 1, "list", **{**LIST, "share": "yes"})
    await stage.moderator.click(listed.response, custom_id="case:1:related")
    await work(stage)
    assert stage.general.history() == []
    assert len(inbox(stage, stage.member)) == 2

    assert "about a message of yours" in await undo(
        stage, 1, stage.manager
    )  # the author, whatever their rights
    answer = await undo(stage, 1, other_moderator(stage))
    for part in (
        "case 1 is open again",
        "`badforum[.]example` was taken off this server's list",
        "no longer see that yours confirms it",
        "gets the text by direct message",
        "Case 2, closed along with it, is open again",
    ):
        assert part in answer
    for number, page in ((1, "a"), (2, "b")):
        shown = _all(card(stage, number))
        assert "Open again: an earlier decision was undone" in shown
        assert "Discord cannot bring it back; its author got the text by direct message" in shown
        assert "on no list" in shown
        assert f"case:{number}:delete" not in shown
        assert f"badforum[.]example/{page}" in str(inbox(stage, stage.manager)[number - 1].components)
    removals = [_all(post) for post in stage.review.history() if "detection:" in _all(post)]
    assert removals
    assert not any("is allowed in this server" in each for each in removals)
    shown = told(await more(stage, 1, "history"))
    assert "undid the decision" in shown
    assert "`badforum[.]example` → open" in shown

    # What is decided next is told to no reporter again.
    await decide(stage, 1, "dismiss")
    assert len(inbox(stage, stage.member)) == 2
    assert "case 1 is open again" in await undo(stage, 1)


async def test_a_removal_that_nobody_began_is_not_made_after_the_undo(stage: Stage) -> None:
    message = await reported(stage, "see badforum.example")
    form = await stage.moderator.click(card(stage, 1), custom_id="case:1:list")
    await send(stage.moderator, form, LIST)
    await stage.post()
    assert "direct message" not in await undo(stage, 1)
    await work(stage)
    assert [each.id for each in stage.general.history()] == [message.id]
    assert inbox(stage, stage.manager) == []
    assert "case:1:delete" in _all(card(stage, 1))
    await stage.moderator.click(card(stage, 1), custom_id="case:1:delete")
    await work(stage)
    assert stage.general.history() == []
    (removal,) = [_all(post) for post in stage.review.history() if "detection:1:" in _all(post)]
    assert "A reported message was removed" in removal
    assert "Removal ordered by **moderator**" in removal


async def test_the_service_asks_who_is_there_and_what_is_possible(stage: Stage) -> None:
    await reported(stage, "see badforum.example")
    undoing, server = stage.rowan.reports.undo, ServerId(stage.guild.id)
    mod = Caller(server, UserId(stage.moderator.id), "mod", manage_messages=True)
    plain = Caller(server, UserId(4242), "Somebody")
    for who, sentence in ((mod, "case-not-closed"), (plain, "error-not-moderator")):
        with pytest.raises(UserError, match=sentence):
            await undoing.undo(who, CaseId(1))
    for who, sentence in ((mod, "case-nothing-removed"), (plain, "error-not-moderator")):
        with pytest.raises(UserError, match=sentence):
            await undoing.undelete(who, CaseId(1))


async def test_a_deletion_is_undone_from_more_and_says_what_it_cannot(stage: Stage) -> None:
    await reported(stage, "see badforum.example")
    assert "'undelete'" not in _all(card(stage, 1))
    await stage.moderator.click(card(stage, 1), custom_id="case:1:delete")
    await work(stage)
    assert "'undelete'" in _all(card(stage, 1))
    answer = told(await more(stage, 1, "undelete"))
    assert "Discord cannot bring it back; its author gets the text" in answer
    await work(stage)
    shown = _all(card(stage, 1))
    assert "its author got the text by direct message" in shown
    assert "'undelete'" not in shown
    assert "case:1:delete" not in shown
    (text,) = inbox(stage, stage.manager)
    assert "badforum[.]example" in str(text.components)


async def test_an_undo_on_the_removals_card_is_known_to_the_case(stage: Stage) -> None:
    await reported(stage, "see badforum.example")
    await stage.moderator.click(card(stage, 1), custom_id="case:1:delete")
    await work(stage)
    (removal,) = [each for each in stage.review.history() if "detection:1:" in _all(each)]
    await stage.moderator.click(removal, custom_id="detection:1:undo")
    await work(stage)
    assert "its author got the text by direct message" in _all(card(stage, 1))
    assert "'undelete'" not in _all(card(stage, 1))


async def test_who_handed_a_case_over_takes_it_back(stage: Stage) -> None:
    other = other_moderator(stage)
    third = stage.guild.add_member(stage.env.create_user("third"), roles=[stage.guild.roles["Moderators"]])
    await reported(stage, "see badforum.example")
    await stage.moderator.click(card(stage, 1), custom_id="case:1:claim")
    await work(stage)
    assert "'takeback'" not in _all(card(stage, 1))
    asked = await more(stage, 1, "handover")
    await stage.moderator.select(asked.response, [other], custom_id="case:1:handover")
    await work(stage)
    assert "by whoever handed it over, and by nobody else" in told(await more(stage, 1, "takeback", third))
    assert "You are handling case 1 again" in told(await more(stage, 1, "takeback"))
    await work(stage)
    assert "Claimed by **moderator**" in _all(card(stage, 1))
    assert "'takeback'" not in _all(card(stage, 1))
    assert "took the case back" in told(await more(stage, 1, "history"))


async def test_a_question_is_taken_back_until_it_is_sent(stage: Stage) -> None:
    await reported(stage, "see badforum.example")
    form = await more(stage, 1, "reply")
    asked = await send(stage.moderator, form, {"text": "where?"})
    assert "only until it is sent" in told(asked)
    back = await stage.moderator.click(asked.response, custom_id="relay:1:takeback")
    assert "taken back before it was sent" in told(back)
    await work(stage)
    assert inbox(stage, stage.member) == []
    assert "Questions to reporters" not in _all(card(stage, 1))
    again = await stage.moderator.click(asked.response, custom_id="relay:1:takeback")
    assert "cannot be taken back any more" in told(again)

    form = await more(stage, 1, "reply")
    asked = await send(stage.moderator, form, {"text": "where?"})
    await work(stage)
    late = await stage.moderator.click(asked.response, custom_id="relay:2:takeback")
    assert "cannot be taken back any more" in told(late)
    assert len(inbox(stage, stage.member)) == 1
    relaying = stage.rowan.reports.questions
    plain = Caller(ServerId(stage.guild.id), UserId(4242), "Somebody")
    with pytest.raises(UserError, match="error-not-moderator"):
        await relaying.take_back(plain, RelayId(2))
    assert "took a question back" in told(await more(stage, 1, "history"))
