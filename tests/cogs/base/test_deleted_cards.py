"""A card that somebody deletes comes back while its case is open, and stays away when it is closed."""

from tests.cogs.conftest import Stage
from tests.cogs.reports.test_cases import card, reported, send


async def test_an_open_case_is_never_without_its_card(stage: Stage) -> None:
    await stage.set_up()
    await reported(stage, "look https://listed.example.net/a")
    first = card(stage, 1)
    await stage.moderator.delete(first)
    assert not stage.review.history()
    await stage.post()
    again = card(stage, 1)
    assert again.id != first.id
    form = await stage.moderator.click(again, custom_id="case:1:dismiss")
    await send(stage.moderator, form, {"reason": "duplicate"})
    await stage.post()
    await stage.moderator.delete(again)
    await stage.post()
    assert not stage.review.history()
