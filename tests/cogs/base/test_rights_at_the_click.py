"""Every use case of the desk asks who is there, whatever its card, menu or form showed when it was opened."""

from collections.abc import Awaitable, Callable

import pytest

from core.base.authority import Caller
from core.base.errors import UserError
from core.base.ids import CaseId, ServerId, UserId
from core.lists.patterns import parse_pattern
from core.reports.cases import CaseState, Step
from services.reports.forms import ListForm
from services.reports.questions import RelayId
from tests.cogs.conftest import Stage
from tests.cogs.reports.test_cases import card, reported, send, work

CASE, PATTERN = CaseId(1), parse_pattern("badforum.example")
FORM = ListForm(link="", scope="host", category="hate", share="no", note="")
Use = Callable[[Caller], Awaitable[object]]


@pytest.fixture(autouse=True)
async def _asked(stage: Stage) -> None:
    """A claimed case about the manager's message, with a question that waits to be sent."""
    await stage.set_up()
    await reported(stage, "see badforum.example")
    await stage.moderator.click(card(stage, 1), custom_id="case:1:claim")
    await work(stage)
    form = await stage.moderator.select(card(stage, 1), ["reply"], custom_id="case:1:more")
    await send(stage.moderator, form, {"text": "where?"})


def about_the_case(stage: Stage) -> dict[str, Use]:
    reports = stage.rowan.reports
    reviewing = reports.review
    return {
        **{str(step): _moving(stage, step) for step in (Step.CLAIM, Step.RELEASE, Step.TAKE_BACK)},
        "list": lambda who: reviewing.list_pattern(who, CASE, FORM),
        "dismiss": lambda who: reviewing.dismiss(who, CASE, "duplicate", ""),
        "delete": lambda who: reviewing.delete(who, CASE),
        "reveal": lambda who: reviewing.reveal(who, CASE),
        "undo": lambda who: reports.undo.undo(who, CASE),
        "undelete": lambda who: reports.undo.undelete(who, CASE),
        "history": lambda who: reports.histories.page(who, CASE, 1),
        "handover": lambda who: reports.handover.hand_over(who, CASE, UserId(stage.moderator.id)),
        "reporters": lambda who: reports.mutes.reporters(who, CASE),
        "mute": lambda who: reports.mutes.mute(who, CASE, "1", "abuse"),
        "unmute": lambda who: reports.mutes.unmute(who, CASE, "1"),
        "ask": lambda who: reports.questions.ask(who, CASE, "", "where?"),
        "take the question back": lambda who: reports.questions.take_back(who, RelayId(1)),
    }


def _moving(stage: Stage, step: Step) -> Use:
    return lambda who: stage.rowan.reports.review.move(who, CASE, step)


async def refused(uses: dict[str, Use], who: Caller) -> dict[str, str]:
    found = {}
    for name, use in uses.items():
        with pytest.raises(UserError) as error:
            await use(who)
        found[name] = error.value.key
    return found


async def test_whoever_lost_their_rights_can_do_nothing(stage: Stage) -> None:
    reviewing = stage.rowan.reports.review
    uses = about_the_case(stage) | {
        "queue": lambda who: reviewing.queue(who, [CaseState.OPEN], 1),
        "related": lambda who: reviewing.close_related(who, CASE),
        "covered": lambda who: reviewing.close_covered(who, PATTERN),
    }
    plain = Caller(ServerId(stage.guild.id), UserId(stage.moderator.id), "moderator")
    answers = await refused(uses, plain)
    assert answers == dict.fromkeys(uses, "error-not-moderator")


async def test_whoever_wrote_the_message_can_do_nothing_whatever_their_rights(stage: Stage) -> None:
    author = Caller(
        ServerId(stage.guild.id),
        UserId(stage.manager.id),
        "manager",
        manage_messages=True,
        manage_server=True,
    )
    uses = about_the_case(stage)
    assert await refused(uses, author) == dict.fromkeys(uses, "case-own-message")


async def test_whoever_moderates_another_server_finds_no_such_case(stage: Stage) -> None:
    other = stage.env.create_guild()
    stranger = Caller(
        ServerId(other.id), UserId(stage.moderator.id), "moderator", manage_messages=True, manage_server=True
    )
    settings = await stage.rowan.base.servers.get(ServerId(stage.guild.id))
    async with stage.rowan.base.database.bulk() as tx:
        await tx.run(
            "INSERT INTO servers (id, pseudonym, review_channel_id, set_up_at) VALUES ($1, 'server-x', $2, 1)",
            other.id,
            settings.review_channel,
        )
    uses = about_the_case(stage)
    assert await refused(uses, stranger) == dict.fromkeys(uses, "case-unknown")
