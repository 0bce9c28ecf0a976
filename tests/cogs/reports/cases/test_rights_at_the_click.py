"""Every use case of the review asks who is there, whatever its card, menu or form showed when it was opened."""

from collections.abc import Awaitable, Callable

import pytest

from core.base.authority import Caller
from core.base.errors import UserError
from core.base.ids import CaseId, ServerId, UserId
from core.lists.patterns import parse_pattern
from core.reports.cases import CaseState, Step
from services.reports.forms import ListForm
from services.reports.questions import RelayId
from tests.cogs.reports.driver import ReportsStage
from tests.cogs.seen import send
from tests.stores import set_up

CASE, PATTERN = CaseId(1), parse_pattern("badforum.example")
FORM = ListForm(link="", scope="host", category="hate", share="no", note="")
Use = Callable[[Caller], Awaitable[object]]


@pytest.fixture(autouse=True)
async def _asked(stage: ReportsStage) -> None:
    """A claimed case about the manager's message, with a question that waits to be sent."""
    await stage.set_up()
    await stage.reported("see badforum.example")
    await stage.claim(1)
    await send(stage.moderator, await stage.choose(1, "reply"), text="where?")


def about_the_case(stage: ReportsStage) -> dict[str, Use]:
    services = stage.services
    review, mutes = services.review, services.mutes
    return {
        **{str(step): _moving(stage, step) for step in (Step.CLAIM, Step.RELEASE, Step.TAKE_BACK)},
        "list": lambda who: services.listings.list_pattern(who, CASE, FORM),
        "dismiss": lambda who: review.dismiss(who, CASE, "duplicate", ""),
        "delete": lambda who: services.removal.delete(who, CASE),
        "delete and close": lambda who: services.finishing.delete_and_close(who, CASE, ""),
        "reveal": lambda who: review.reveal(who, CASE),
        "undo": lambda who: services.undo.undo(who, CASE),
        "undelete": lambda who: services.undo.undelete(who, CASE),
        "history": lambda who: services.histories.page(who, CASE, 1),
        "handover": lambda who: services.handover.hand_over(who, CASE, UserId(stage.moderator.id)),
        "reporters": lambda who: mutes.reporters(who, CASE),
        "mute": lambda who: mutes.mute(who, CASE, "1", "abuse"),
        "unmute": lambda who: mutes.unmute(who, CASE, "1"),
        "ask": lambda who: services.questions.ask(who, CASE, "", "where?"),
        "take the question back": lambda who: services.questions.take_back(who, RelayId(1)),
    }


def _moving(stage: ReportsStage, step: Step) -> Use:
    return lambda who: stage.services.review.move(who, CASE, step)


async def refused(uses: dict[str, Use], who: Caller) -> dict[str, str]:
    found = {}
    for name, use in uses.items():
        with pytest.raises(UserError) as error:
            await use(who)
        found[name] = error.value.key
    return found


async def test_whoever_lost_their_rights_can_do_nothing(stage: ReportsStage) -> None:
    review = stage.services.review
    uses = about_the_case(stage) | {
        "queue": lambda who: review.queue(who, [CaseState.OPEN], 1),
        "related": lambda who: stage.services.listings.close_related(who, CASE),
        "covered": lambda who: stage.services.listings.close_covered(who, PATTERN),
    }
    answers = await refused(uses, stage.caller(stage.moderator))
    assert answers == dict.fromkeys(uses, "error-not-moderator")


async def test_whoever_wrote_the_message_can_do_nothing_whatever_their_rights(stage: ReportsStage) -> None:
    author = stage.caller(stage.author, manage_messages=True, manage_server=True)
    uses = about_the_case(stage)
    assert await refused(uses, author) == dict.fromkeys(uses, "case-own-message")


async def test_whoever_moderates_another_server_finds_no_such_case(stage: ReportsStage) -> None:
    other = ServerId(stage.env.create_guild().id)
    same_channel = (await stage.settings()).review_channel
    await set_up(stage.rowan.base.database, stage.rowan.base.vault, other, review_channel=same_channel)
    user = UserId(stage.moderator.id)
    stranger = Caller(other, user, "moderator", manage_messages=True, manage_server=True)
    uses = about_the_case(stage)
    assert await refused(uses, stranger) == dict.fromkeys(uses, "case-unknown")
