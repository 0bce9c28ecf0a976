"""What a site is called and says."""

import pytest

from core.base.errors import UserError
from core.lists.sites import (
    NAME_LENGTH,
    SUMMARY_LENGTH,
    SiteWords,
    checked_name,
    checked_summary,
    site_key,
    site_name,
)


def test_a_name_is_one_line() -> None:
    assert site_name("  The\n  `Forum`\t of\u00a0them ") == "The Forum of them"


def test_neither_case_nor_forms_of_letters_tell_names_apart() -> None:
    assert site_key("The  FORUM") == site_key("the \uff46\uff4frum") == "the forum"
    assert site_key("the forum") != site_key("theforum")


@pytest.mark.parametrize("typed", ["", "  ", "``", "x" * (NAME_LENGTH + 1)])
def test_what_is_no_name_is_refused(typed: str) -> None:
    with pytest.raises(UserError, match="site-name-refused"):
        checked_name(typed)


def test_a_summary_has_an_end() -> None:
    assert checked_summary(" what it is ") == "what it is"
    with pytest.raises(UserError, match="site-summary-long"):
        checked_summary("x" * (SUMMARY_LENGTH + 1))


def test_what_others_read_is_redacted() -> None:
    words = SiteWords("Forum of +49 170 1234567", "Mail jane.doe@mail.example").redacted()
    assert "1234567" not in words.name
    assert "jane.doe" not in words.summary
    assert len(words.name) <= NAME_LENGTH
