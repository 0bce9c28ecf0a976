"""Nothing new goes out of a campaign that is stopped: nobody is asked about it, and nothing is drafted."""

import pytest

from services.campaigns.providers import questions
from tests.services.campaigns.asking import Asking


async def test_nobody_is_asked_about_a_stopped_campaign_until_it_goes_on(asking: Asking) -> None:
    driver = asking.driver
    campaign = await asking.begin()
    await asking.day(2)
    asking.world.serve_nest(owner="Other Cloud")
    await asking.day()
    asked = len(asking.world.asked)
    await driver.stops.stop(str(campaign.id))
    assert await asking.day(3) == 0
    assert len(asking.world.asked) == asked
    await driver.stops.resume(str(campaign.id))
    assert await asking.day() == 1


async def test_a_campaign_that_is_stopped_while_it_is_asked_about_gets_no_draft(
    asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    campaign = await asking.begin()
    await asking.day(2)
    asking.world.serve_nest(owner="Other Cloud")
    await asking.day()
    asks = questions.Questions.ask

    async def meanwhile(self: questions.Questions, host: str, known: questions.Round) -> questions.Heard:
        answers = await asks(self, host, known)
        await asking.driver.stops.stop(str(campaign.id))
        return answers

    monkeypatch.setattr(questions.Questions, "ask", meanwhile)
    assert await asking.day() == 0
