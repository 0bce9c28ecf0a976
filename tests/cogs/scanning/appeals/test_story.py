"""The author hears, and can object."""

import pytest

from tests.cogs.scanning.appeals.driver import PLACE, AppealsStage
from tests.cogs.seen import shown, told
from tests.wording import said, unsaid

pytestmark = pytest.mark.usefixtures("set_up")


async def test_an_author_hears_objects_and_gets_the_text_back(stage: AppealsStage) -> None:
    await stage.list_place()
    await stage.posted(f"as a warning: https://{PLACE}/1")
    (notice,) = stage.notices()
    said(shown(notice), "author-notice", count=1)
    said(shown(notice), "author-notice-list", list="own")
    assert PLACE not in shown(notice)
    said(told(await stage.object(notice, "I warned of it")), "object-done", appeal="1")
    card = shown(stage.appeal(1))
    said(card, "appeal-title-open")
    assert "I warned" not in card
    # Who listed it does not decide.
    said(told(await stage.decide(1, "overturn", by=stage.moderator)), "appeal-own-decision")
    said(told(await stage.decide(1, "overturn")), "appeal-overturn-done", appeal="1", count=1)
    said(shown(stage.appeal(1)), "appeal-title-overturned")
    letters = [shown(each) for each in stage.letters()]
    assert sum("as a warning" in each for each in letters) == 1
    said("\n".join(letters), "appeal-answer-letter", count=1)
    unsaid("\n".join(letters), "appeal-answer-overturned")
    assert stage.manager.name not in "\n".join(letters)
