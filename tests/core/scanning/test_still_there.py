"""Whether a link still stands in a text, also where the text is made to hide it."""

import pytest

from bench.disguises import HOSTILE
from core.links import Budget
from core.links.find import is_dear
from core.scanning import still_there
from core.scanning.still_there import read_whole, still_holds
from tests.conftest import share

LINK = "bad-place.net/a"
EVIL = dict(share(list(HOSTILE.items())))
LONG = "come and see https://news.example/a/b?c=d and https://other.example, it is all there. " * 22


class _Counted(Budget):
    """A budget of which one can say that it was not unlimited."""

    made = 0

    def __init__(self) -> None:
        super().__init__()
        _Counted.made += 1


def test_a_long_text_without_it_holds_it_no_more():
    assert still_holds([LONG], LINK) is False
    assert still_holds([LONG + LINK], LINK)
    assert still_holds([LONG + "bad-place[.]net/a"], LINK) is not False
    assert read_whole([LONG + "bad-place[.]net/a"], LINK, sure=True)


@pytest.mark.parametrize("text", EVIL.values(), ids=EVIL)
def test_no_text_is_read_beyond_one_budget(text, monkeypatch):
    monkeypatch.setattr(still_there, "Budget", _Counted)
    before = _Counted.made
    assert still_holds([text, f"{text} {LINK}"], LINK) is not False
    assert _Counted.made == before + 1


@pytest.mark.parametrize("text", EVIL.values(), ids=EVIL)
def test_what_one_budget_does_not_tell_is_not_known_and_no_yes(text):
    assert still_holds([text], LINK) is not True
    assert read_whole([text], LINK, sure=False) is False
    assert read_whole([text, f"{text}\n\n{LINK}"], LINK, sure=True) is True


def test_what_is_dear_is_known_before_it_is_read():
    assert is_dear([HOSTILE["mixed scripts"]])
    assert not is_dear(["see https://news.example/a", "", LONG[:700]])
