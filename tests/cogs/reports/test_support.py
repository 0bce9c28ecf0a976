"""Help is there at once, for who reports an emergency and for who asks."""

from datetime import date

import pytest

from cogs.reports.support import SupportWords
from core.base.categories import Category
from core.reports.support import Resource
from services.base.texts import default_texts
from services.reports.support import Support
from tests.cogs.campaigns.samples import texts_in
from tests.cogs.reports.driver import ReportsStage
from tests.cogs.seen import told
from tests.wording import said, unsaid

ADVICE = "https://findahelpline.com"


@pytest.mark.usefixtures("set_up")
@pytest.mark.parametrize("category", ["doxxing", "threats", "self_harm"])
async def test_the_reporter_of_an_emergency_sees_help_at_once(stage: ReportsStage, category: str) -> None:
    message = await stage.manager.send(stage.general, "see badforum.example")
    answer = (await stage.report(message, category=category)).response
    assert f"<{ADVICE}>" in answer.content
    said(answer.content, "support-now")
    assert answer.flags.suppress_embeds
    assert answer.flags.ephemeral
    assert len(answer.content) < 2000


@pytest.mark.usefixtures("set_up")
async def test_another_reporter_is_not_bothered_and_anybody_may_ask(stage: ReportsStage) -> None:
    message = await stage.manager.send(stage.general, "see badforum.example")
    assert ADVICE not in told(await stage.report(message))
    help_told = told(await stage.member.slash(stage.general, "support"))
    assert f"<{ADVICE}>" in help_told
    for category in ("doxxing", "threats", "self_harm"):
        said(help_told, f"support-heading-{category}")


def test_of_many_resources_none_is_lost_and_the_thanks_say_where_they_are() -> None:
    many = tuple(
        Resource(
            f"Line {n}.",
            f"https://help-{n}.example/{'x' * 150}",
            "+1 555 0100",
            "",
            "en",
            "",
            date(2026, 1, 1),
        )
        for n in range(40)
    )
    words = SupportWords(texts=default_texts(), support=Support(many))
    beside = words.beside("en", Category.THREATS, 1800)
    assert len(beside) <= 1800
    said(beside, "support-more")
    assert "Line 0." in beside
    assert "Line 39." not in beside
    pages = [texts_in(words.everything("en", number)) for number in range(9)]
    assert all(sum(map(len, page)) <= 4000 for page in pages)
    whole = "\n".join("\n".join(page) for page in pages)
    assert all(f"Line {number}." in whole for number in range(40))
    few = SupportWords(texts=default_texts(), support=Support(many[:1]))
    unsaid(few.beside("en", Category.THREATS, 1800), "support-more")
