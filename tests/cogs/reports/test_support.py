"""Help is there at once, for who reports an emergency and for who asks."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import discord
import pytest

from cogs.base.layout import COMPONENTS
from cogs.reports.support import SupportWords
from core.base.categories import Category
from core.reports.advice import SOURCES, Topic, topic_of
from core.reports.support import Resource
from services.base.texts import default_texts
from services.reports.support import Support
from tests.cogs.campaigns.samples import texts_in
from tests.cogs.reports.driver import ReportsStage
from tests.cogs.seen import told
from tests.wording import said, unsaid

ADVICE = "https://findahelpline.com"


def selects(view: discord.ui.LayoutView) -> list[discord.ui.Select[Any]]:
    """The selects of a message."""
    return [each for each in view.walk_children() if isinstance(each, discord.ui.Select)]


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
        said(help_told, f"advice-heading-{category}")


def place(name: str, country: str = "", *languages: str, **fields: Any) -> Resource:
    """A place of the operator's file."""
    values = {"url": "", "phone": "+1 555 0100", "text": "", "region": "", "verified_at": date(2026, 1, 1)}
    return Resource(name=name, country=country, languages=languages, **(values | fields))


class Shelf:
    """What stands in for the operator's file."""

    def __init__(self, *resources: Resource) -> None:
        self.now = Support(resources)


def worded(*resources: Resource, today: date = date(2026, 2, 1)) -> SupportWords:
    shelf: Any = Shelf(*resources)
    at = datetime(today.year, today.month, today.day, tzinfo=UTC)
    return SupportWords(texts=default_texts(), support=shelf, clock=lambda: at)


def whole(words: SupportWords, *narrowed: str, language: str = "en") -> str:
    """All pages as one text."""
    pages = [texts_in(words.everything(language, number, *narrowed)) for number in range(12)]
    assert all(sum(map(len, page)) <= 4000 for page in pages)
    return "\n".join("\n".join(page) for page in pages)


def test_of_many_resources_none_is_lost_and_the_thanks_say_where_they_are() -> None:
    url = "https://help-{}.example/" + "x" * 150
    many = [place(f"Line {n}.", "", "en", url=url.format(n)) for n in range(40)]
    words = worded(*many)
    beside = words.beside("en", Category.THREATS, 1800)
    assert len(beside) <= 1800
    said(beside, "support-more")
    assert "Line 0." in beside
    assert "Line 39." not in beside
    assert all(f"Line {number}." in whole(words) for number in range(40))
    unsaid(worded(many[0]).beside("en", Category.THREATS, 1800), "support-more")


def test_each_advice_names_what_it_is_taken_from_and_swatting_has_its_own() -> None:
    shown = whole(worded())
    for topic in Topic:
        said(shown, f"advice-heading-{topic}")
        assert all(f"{source.name} <{source.url}>" in shown for source in SOURCES[topic])
    for category in (each for each in Category if each.emergency):
        beside = worded().beside("en", category, 1800)
        assert all(f"<{source.url}>" in beside for source in SOURCES[topic_of(category)])


def test_countries_and_languages_are_named_for_the_reader() -> None:
    words = worded(place("Sawt.", "EG", "ar", "en"), place("Stimme.", "DE", "de"))
    assert "Egypt" in whole(words)
    assert "Arabic · English" in whole(words)
    in_arabic = whole(words, language="ar")
    assert "\u0645\u0635\u0631" in in_arabic  # Egypt
    assert "Egypt" not in in_arabic
    options = [option.label for select in selects(words.everything("ar", 0)) for option in select.options]
    assert "\u0645\u0635\u0631" in options


def test_a_country_and_a_language_narrow_what_is_shown() -> None:
    words = worded(
        place("Everywhere."),
        place("Stimme.", "DE", "de"),
        place("Sawt.", "DE", "ar"),
        place("Voix.", "FR", "fr"),
    )
    german = whole(words, "DE", "all")
    assert german.index("Stimme.") < german.index("Sawt.") < german.index("Everywhere.")
    assert "Voix." not in german
    both = whole(words, "DE", "ar")
    assert "Sawt." in both
    assert "Stimme." not in both
    nothing = whole(worded(place("Voix.", "FR", "fr")), "EG", "all")
    said(nothing, "help-none")
    assert ADVICE in nothing


def test_every_country_of_a_full_file_can_be_chosen() -> None:
    codes = [f"{a}{b}" for a in "ABCDEFGHIJ" for b in "ABCDEFGHIJ"]
    many = worded(*(place(f"Line {code}.", code, f"a{code[1].lower()}") for code in codes))
    for number in range(12):
        view = many.everything("en", number)
        assert sum(1 for _ in view.walk_children()) <= COMPONENTS
    offered = {option.value for select in selects(many.everything("en", 0)) for option in select.options}
    assert offered >= set(codes)
    ids = [select.custom_id for select in selects(many.everything("en", 0))]
    assert len(ids) == len(set(ids))


def test_what_nobody_looked_at_for_long_says_so() -> None:
    old = place("Old.", verified_at=date(2025, 6, 1))
    said(whole(worded(old)), "help-place", name="Old.", stale="yes")
    said(whole(worded(place("New."))), "help-place", name="New.", stale="no")


def test_what_the_operator_wrote_mentions_nobody_and_hides_no_link() -> None:
    hostile = place("<@&1> @everyone **x**", region="[help](https://x.example)", text="`<t:1:R>`")
    shown = whole(worded(hostile))
    for harm in ("<@&1>", "@everyone", "**x**", "](https", "`<t:1:R>`"):
        assert harm not in shown


@pytest.mark.usefixtures("set_up")
@pytest.mark.parametrize("chosen", [{"support_file": Path(__file__).parent / "help.toml"}])
async def test_a_country_is_chosen_in_a_select(stage: ReportsStage) -> None:
    answer = await stage.member.slash(stage.general, "support")
    shown = told(await stage.member.select(answer.response, ["EG"], custom_id="support:country:all:0"))
    assert "Second place" in shown
    assert "First place" not in shown
