"""What reporters hear when their case is closed."""

from datetime import timedelta

import pytest

from cogs.reports.privacy.command import Privacy, days_of
from core.base.ids import CaseId
from core.base.retention import KeptFor
from core.scanning.detections import DismissReason
from services.base.outbox import Kind
from tests.cogs.reports.driver import ReportsStage
from tests.cogs.seen import chosen, options, send, shown, told
from tests.kept import messages
from tests.wording import refused, said, say, unsaid

pytestmark = pytest.mark.usefixtures("set_up")


@pytest.mark.parametrize(
    ("verb", "fields", "sentence"),
    [
        ("list", {}, "outcome-acted"),
        ("dismiss", {"reason": "no_violation"}, "outcome-left"),
        ("dismiss", {"reason": "news_or_counter_speech"}, "outcome-left"),
        ("dismiss", {"reason": "not_enough_information"}, "outcome-unclear"),
        ("dismiss", {"reason": "duplicate"}, "outcome-known"),
    ],
)
async def test_one_message_in_neutral_words(
    stage: ReportsStage, verb: str, fields: dict[str, str], sentence: str
) -> None:
    await stage.reported("see badforum.example")
    assert stage.inbox(stage.member) == []
    await stage.decide(1, verb, **fields)
    (notice,) = stage.inbox(stage.member)
    said(shown(notice), sentence, case="1")
    assert "moderator" not in shown(notice).replace("moderators", "")
    await stage.work()
    assert len(stage.inbox(stage.member)) == 1
    # It is done with, and where it stands is not kept.
    (kept,) = await messages(stage.rowan.base.database, Kind.OUTCOME_NOTICE)
    assert (kept.state, kept.place) == ("done", None)


async def test_what_was_done_before_a_dismissal_is_what_is_told(stage: ReportsStage) -> None:
    async def ended(number: int, sentence: str) -> None:
        await stage.decide(number, "dismiss", reason="no_violation")
        notice = shown(stage.inbox(stage.member)[-1])
        said(notice, sentence, case=f"{number}")
        unsaid(notice, "outcome-left")

    await stage.reported("see badforum.example/1")
    await stage.press(1, "delete")
    await stage.work()
    await ended(1, "outcome-removed")

    message = await stage.reported("see badforum.example/2")
    await stage.author.delete(message)
    await stage.work()
    await ended(2, "outcome-gone")

    await stage.reported("see badforum.example/3")
    other = stage.caller_who_moderates()
    await stage.services.removal.order(other, CaseId(3))  # Discord has not done it yet
    await stage.services.review.dismiss(other, CaseId(3), str(DismissReason.NO_VIOLATION), "")
    await stage.post()
    said(shown(stage.inbox(stage.member)[-1]), "outcome-removing", case="3")


async def test_delete_and_close_are_two_taps_with_the_true_reason(stage: ReportsStage) -> None:
    await stage.reported("you know what will happen to you")
    assert "handled" not in options(await stage.press(1, "dismiss"), "reason")
    deleted = await stage.delete(1)
    said(told(deleted), "case-deleted", case="1")
    assert stage.inbox(stage.member) == []  # the case is still open
    closed = await stage.moderator.click(deleted.response.message, custom_id="case:1:handled:p")
    said(told(closed), "case-dismissed", case="1", reason=say("dismiss-handled"))
    await stage.work()
    said(shown(stage.card(1)), "case-state-closed-dismissed", reason=say("dismiss-handled"))
    (notice,) = stage.inbox(stage.member)
    said(shown(notice), "outcome-removed", case="1")


async def test_of_a_message_that_is_gone_handled_is_offered_first_and_of_one_that_stands_not_at_all(
    stage: ReportsStage,
) -> None:
    message = await stage.reported("see badforum.example/1")
    with refused("case-not-handled"):
        await stage.services.review.dismiss(stage.caller_who_moderates(), CaseId(1), "handled", "")
    await stage.author.delete(message)
    await stage.work()
    assert chosen(await stage.press(1, "dismiss"), "reason") == ["handled"]
    await stage.decide(1, "dismiss")
    said(shown(stage.inbox(stage.member)[-1]), "outcome-removed", case="1")
    await stage.report_link("https://badforum.example/2")
    assert "handled" not in options(await stage.press(2, "dismiss"), "reason")


async def test_privacy_notices_off_and_on_again(stage: ReportsStage) -> None:
    about = await stage.member.slash(stage.general, "privacy about")
    said(told(about), "privacy-about-reports")
    answer = await stage.member.slash(stage.general, "privacy notices", on=False)
    said(told(answer), "privacy-notices-off", server=stage.guild.name)
    await stage.reported("see badforum.example/1")
    await stage.decide(1, "dismiss")
    assert stage.inbox(stage.member) == []
    await stage.member.slash(stage.general, "privacy notices", on=True)
    await stage.reported("see badforum.example/2")
    await stage.decide(2, "dismiss")
    assert len(stage.inbox(stage.member)) == 1


async def test_the_button_under_a_notice_ends_them_and_says_of_which_server(stage: ReportsStage) -> None:
    await stage.reported("see badforum.example/1")
    await stage.decide(1, "dismiss")
    reporter = stage.member.user
    (notice,) = reporter.dm_channel.history()
    answer = await reporter.click(notice, custom_id="outcome:1:off")
    said(told(answer), "privacy-notices-off", server=stage.guild.name)
    await stage.reported("see badforum.example/2")
    await stage.decide(2, "dismiss")
    assert len(reporter.dm_channel.history()) == 1


async def test_privacy_about_tells_the_numbers_that_are_set(stage: ReportsStage) -> None:
    days = timedelta(days=1)
    kept = KeptFor(evidence=11 * days, names=12 * days, texts=days, rows=113 * days, left_servers=14 * days)
    cog = next(cog for cog in stage.rowan.client.cogs.values() if isinstance(cog, Privacy))
    cog._days = days_of(kept)
    about = told(await stage.member.slash(stage.general, "privacy about"))
    for words in ("11 days", "12 days", "one day", "113 days", "14 days", "90 days", "400 days"):
        assert words in about
    assert "30 days" not in about


@pytest.mark.parametrize("tried", [False, True])
async def test_notices_off_holds_over_an_outcome_that_waits_already(
    stage: ReportsStage, monkeypatch: pytest.MonkeyPatch, tried: bool
) -> None:
    await stage.reported("see badforum.example")
    if tried:  # Discord fails, and it is to be tried again

        async def fails(person: int) -> None:
            raise TimeoutError

        with monkeypatch.context() as discord_fails:
            discord_fails.setattr(stage.rowan.client.http, "start_private_message", fails)
            await stage.decide(1, "dismiss")
    else:
        form = await stage.press(1, "dismiss")
        await send(stage.moderator, form)
    (waiting,) = await messages(stage.rowan.base.database, Kind.OUTCOME_NOTICE)
    assert waiting.state == "due"
    await stage.member.slash(stage.general, "privacy notices", on=False)
    for on in (False, True):  # nor is it told of when they want to hear of the next
        await stage.member.slash(stage.general, "privacy notices", on=on)
        stage.clock.forward(hours=1)
        await stage.work()
        assert stage.inbox(stage.member) == []
    (ended,) = await messages(stage.rowan.base.database, Kind.OUTCOME_NOTICE)
    assert ended.state == "dropped"
