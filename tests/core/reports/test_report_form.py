"""What a member types as a link: every one of them, and no number."""

import pytest

from core.reports.report_form import links_typed


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
