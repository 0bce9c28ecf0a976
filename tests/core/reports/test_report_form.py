"""What the form of a report is read as; and what a member types as a link: every one of them, and no number."""

from dataclasses import replace

import pytest

from core.base.authority import Caller
from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import ChannelId, MessageId, ServerId, UserId
from core.reports.evidence_files import ReportedFile
from core.reports.intake import ReportedMessage
from core.reports.report_form import (
    DETAILS_LENGTH,
    LINK_LENGTH,
    Draft,
    FilledForm,
    ReportForm,
    checked_draft,
    links_typed,
    read_form,
)


@pytest.mark.parametrize(
    ("typed", "links"),
    [
        ("", []),
        ("not a link at all", []),
        ("12345", []),
        (" <12345> ", []),
        ("12.5", []),
        ("1.000.000", []),
        ("1.2.3.4", ["1.2.3.4"]),
        ("http://3232235777", ["192.168.1.1"]),
        ("cool.py", ["cool.py"]),
        ("hxxps://bad-one[.]com/a", ["bad-one.com/a"]),
        ("https://bad-one.com/x https://bad-two.com/y", ["bad-one.com/x", "bad-two.com/y"]),
        ("bad-one[.]com\nthen bad-two.com", ["bad-one.com", "bad-two.com"]),
        ("bad-one.com,bad-two.com", ["bad-one.com", "bad-two.com"]),
    ],
)
def test_every_link_and_no_number(typed: str, links: list[str]) -> None:
    assert [link.canonical for link in links_typed(typed)] == links


HERE = Caller(ServerId(1), UserId(7), "somebody")
ABOUT = ReportedMessage(
    ChannelId(10), MessageId(100), UserId(9), "mallory", ("see bad.example/x", "and ||b.example||")
)


def read(
    draft: Draft | None = None,
    named: ReportedMessage | None = None,
    link: str = "",
    category: str = "hate",
    details: str = "",
) -> FilledForm:
    return read_form(HERE, "token", draft, ReportForm(link, category, details), named)


def test_a_message_is_reported_with_its_links_and_what_was_typed_comes_first() -> None:
    filled = read(Draft(ABOUT), link="typed.example", details=" it goes on ")
    report = filled.report
    assert (report.server, report.reporter, report.category) == (HERE.server, HERE.user, Category.HATE)
    assert [link.canonical for link in report.links] == ["typed.example", "bad.example/x", "b.example"]
    assert (report.evidence, report.details) == ("see bad.example/x\nand ||b.example||", "it goes on")
    assert (report.message, filled.link_unread) == (ABOUT, False)


def test_how_a_reporter_spells_a_link_is_no_disguise_of_it() -> None:
    about = replace(ABOUT, texts=("see bad.example/x and b[.]example",))
    filled = read(Draft(about), link="bad[.]example/x and b.example and c[.]example")
    how = {link.canonical: link.how for link in filled.report.links}
    assert how == {"bad.example/x": (), "b.example": ("dot",), "c.example": ()}
    alone = read(link="hxxps://bad[.]example/x").report.links
    assert [(link.canonical, link.how) for link in alone] == [("bad.example/x", ())]


def test_what_is_no_link_stands_among_the_details_of_a_reported_message() -> None:
    filled = read(Draft(ABOUT), link="over there", details="look")
    assert filled.link_unread
    assert filled.report.details == "look\n🔗? over there"
    assert read(Draft(ABOUT), link="over there").report.details == "🔗? over there"


def test_the_message_that_a_link_leads_to_is_what_is_reported_where_no_other_was() -> None:
    assert (
        read(Draft(link="x"), named=ABOUT, link="https://discord.com/channels/1/10/100").report.message
        == ABOUT
    )
    assert read(None, named=ABOUT).report.message == ABOUT
    other = replace(ABOUT, message=MessageId(101))
    assert read(Draft(other), named=ABOUT).report.message == other


def test_without_texts_the_names_of_files_are_the_evidence() -> None:
    files = (ReportedFile(1, "scan.png", 5, "u"), ReportedFile(2, "more.png", 5, "u"))
    report = read(Draft(replace(ABOUT, texts=(), files=files))).report
    assert (report.evidence, report.files, report.links) == ("scan.png\nmore.png", files, ())


@pytest.mark.parametrize(
    ("draft", "link", "key"),
    [
        (Draft(), "", "report-link-missing"),
        (Draft(), "over there", "report-link-unreadable"),
        (None, "", "report-form-expired"),
        (None, "over there", "report-link-unreadable"),
        (Draft(), "x" * (LINK_LENGTH + 1), "report-link-long"),
    ],
)
def test_why_there_is_nothing_to_report(draft: Draft | None, link: str, key: str) -> None:
    with pytest.raises(UserError, match=key):
        read(draft, link=link)


def test_fields_that_no_form_of_ours_sends() -> None:
    with pytest.raises(UserError, match="report-category-unknown"):
        read(Draft(ABOUT), category="nonsense")
    with pytest.raises(UserError, match="report-details-long"):
        read(Draft(ABOUT), details="x" * (DETAILS_LENGTH + 1))


def test_a_draft_is_kept_readable() -> None:
    odd = replace(ABOUT, author_name="mal\ud800lory", texts=("", "same", "same"))
    kept = checked_draft(Draft(odd, "  bad.example "))
    assert kept.link == "bad.example"
    assert kept.message is not None
    assert kept.message.texts == ("same",)
    kept.message.author_name.encode()  # no half of a pair is left
    with pytest.raises(UserError, match="report-link-long"):
        checked_draft(Draft(link="x" * (LINK_LENGTH + 1)))
