"""`/stats` with `export`, as moderators and others meet it."""

import csv
import io
from typing import Any

import pytest

from core.base.authority import Caller
from core.base.errors import UserError
from core.base.ids import ServerId, UserId
from tests.cogs.reports.driver import ReportsStage
from tests.cogs.seen import told
from tests.wording import said, say


def table(stage: ReportsStage, answer: Any) -> list[list[str]]:
    (file,) = answer.response.message.attachments
    assert file.filename.startswith("decisions-")
    assert file.filename.endswith(".csv")
    data = stage.env.backend.cdn.get(file.url)
    assert data is not None
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


async def exported(stage: ReportsStage, **options: Any) -> Any:
    answer = await stage.moderator.slash(stage.general, "stats", export=True, **options)
    assert answer.ephemeral
    return answer


async def test_decisions_become_a_table_that_names_nobody(stage: ReportsStage) -> None:
    await stage.set_up()
    message = await stage.reported("they are at https://badforum.example/x", details="my own words")
    await stage.decide(1, "dismiss", reason="news_or_counter_speech", note="a newspaper")
    await stage.blocklist("add", pattern="rookery.example", category="scam")
    await stage.said("see rookery.example")
    answer = await exported(stage, days=7)
    said(told(answer), "decisions-exported", count=2, days=7)
    said(told(answer), "decisions-before-publishing")
    rows = table(stage, answer)
    assert rows[0][0] == say("decisions-column-day")
    assert [row[1:] for row in rows[1:]] == [
        [
            say("decisions-origin-list"),
            say("category-scam"),
            say("tier-own"),
            say("decisions-outcome-removed"),
            "",
            "1",
            "1",
        ],
        [
            say("decisions-origin-report"),
            say("category-harassment"),
            "",
            say("decisions-outcome-dismissed"),
            say("dismiss-news_or_counter_speech"),
            "1",
            "0",
        ],
    ]
    people = (stage.member, stage.author, stage.moderator, message)
    for secret in (
        *(str(each.id) for each in people),
        "badforum",
        "rookery",
        "own words",
        "newspaper",
        "moderator",
    ):
        assert secret not in str(rows[1:])


async def test_where_nothing_was_decided_that_is_said(stage: ReportsStage) -> None:
    await stage.set_up()
    answer = await exported(stage)
    said(told(answer), "decisions-none", days=30)
    assert not answer.response.message.attachments


async def test_who_does_not_moderate_is_refused(stage: ReportsStage) -> None:
    stranger = Caller(ServerId(stage.guild.id), UserId(stage.member.id), "member")
    decisions = stage.services.decisions
    with pytest.raises(UserError, match="error-not-moderator"):
        await decisions.of(stranger, 30)
    with pytest.raises(UserError, match="error-not-set-up"):
        await decisions.of(stage.caller_who_moderates(), 30)
    await stage.set_up()
    with pytest.raises(UserError, match="stats-days-unknown"):
        await decisions.of(stage.caller_who_moderates(), 36_500)
