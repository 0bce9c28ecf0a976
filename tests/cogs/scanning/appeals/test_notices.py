"""What a notice says and does not, and its form."""

from typing import Any

import pytest

from tests.cogs.scanning.appeals.driver import PLACE, AppealsStage
from tests.cogs.seen import custom_ids, form_text, send, shown, told
from tests.wording import said, unsaid

pytestmark = pytest.mark.usefixtures("set_up")

HOSTILE = f"https://{PLACE}/@everyone/<@&1>/`**x**`/[a](http://evil.example)\u202e/user@mail.example?tel=+442079460958"


async def test_it_shows_the_link_alone_and_harmlessly(stage: AppealsStage) -> None:
    await stage.list_place()
    await stage.posted(f"my secret {HOSTILE}")
    (notice,) = stage.notices()
    text = shown(notice)
    assert "my secret" not in text
    assert f"https://{PLACE}" not in text
    assert "\u202e" not in text
    assert "+442079460958" not in text
    assert notice.mentions == []
    assert not notice.mention_everyone
    said(text, "author-notice-list", list="own")


async def test_it_does_not_say_which_entry_held_the_link(stage: AppealsStage) -> None:
    await stage.list_place(pattern=f"{PLACE}/forum/secret")
    await stage.posted(f"see {PLACE}/forum/secret/of/mine")
    assert shown(stage.notices()[0]).count("secret") == 1  # in the author's own link


async def test_what_was_disguised_is_named_as_it_was_read(stage: AppealsStage) -> None:
    await stage.list_place()
    await stage.posted("see listed[.]example/1 and l i s t e d . e x a m p l e")
    assert stage.notices()


async def test_of_thirteen_removals_six_notices_tell(stage: AppealsStage) -> None:
    await stage.list_place()
    for number in range(5):
        await stage.posted(f"https://{PLACE}/{number}")
    for number in range(8):
        await stage.posted(f"https://{PLACE}/{number % 7}")
    assert len(stage.notices()) == 5
    stage.clock.forward(minutes=10)
    await stage.work()
    (*_, last) = stage.notices()
    assert len(stage.notices()) == 6
    said(shown(last), "author-notice", count=8)
    said(shown(last), "author-notice-more-links", count=2)


async def test_an_order_of_moderators_says_no_more(stage: AppealsStage) -> None:
    await stage.list_place()
    await stage.policy("set", tier="own", action="review")
    await stage.posted()
    await stage.manager.click(stage.detection(1), custom_id="detection:1:delete")
    await stage.work()
    (notice,) = stage.notices()
    said(shown(notice), "author-notice-moderators")
    unsaid(shown(notice), "author-notice-list")
    assert "listed" not in shown(notice)
    # Who ordered it does not decide.
    await stage.object(notice)
    said(told(await stage.decide(1, "uphold", by=stage.manager)), "appeal-own-decision")
    said(told(await stage.decide(1, "uphold", by=stage.moderator)), "appeal-uphold-done")


async def test_a_server_that_wants_none(stage: AppealsStage) -> None:
    said(await stage.set_up(author_notices=False), "setup-author-notices", on="false")
    await stage.list_place()
    await stage.posted()
    assert stage.inbox(stage.author) == []
    said(await stage.set_up(author_notices=True), "setup-author-notices", on="true")
    await stage.posted()
    assert len(stage.notices()) == 1


async def opened(stage: AppealsStage) -> Any:
    """The form of an objection."""
    await stage.list_place()
    await stage.posted()
    (notice,) = stage.notices()
    return await stage.author.user.click(notice, custom_id=custom_ids(notice)[0])


async def test_a_refused_objection_gives_the_words_back(stage: AppealsStage) -> None:
    form = await opened(stage)
    said(form_text(form), "object-says", text="kept")
    await stage.undo(1, scope="message")
    answer = told(await send(stage.author.user, form, text="all that I wrote"))
    said(answer, "object-undone")
    assert "all that I wrote" in answer
    assert stage.appeals() == []


async def test_the_notice_says_that_they_objected_and_shows_their_words(stage: AppealsStage) -> None:
    await send(stage.author.user, await opened(stage), text="It was *news* https://listed.example")
    await stage.work()
    (notice,) = stage.notices()
    said(shown(notice), "author-notice-objected")
    assert custom_ids(notice) == ["notice:1:mine"]
    own = told(await stage.author.user.click(notice, custom_id="notice:1:mine"))
    assert "news" in own
    assert "https://listed" not in own
    await stage.decide(1, "uphold")
    said(shown(stage.notices()[0]), "author-notice-upheld")
    assert len(stage.notices()) == 1
