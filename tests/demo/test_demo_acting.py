"""People's hands: what they press is found, what goes wrong is noticed."""

import pytest

from demo.acting import Acting
from demo.narrator import Narrator, default_console
from demo.teller import Teller


@pytest.fixture
def acting(studio) -> Acting:
    return Acting(studio.fd, Teller(studio.fd, Narrator(default_console(), 0)))


def card(studio, *components):
    rows = [{"type": 1, "components": [component]} for component in components]
    return studio.post(studio.fd.bot, studio.cast.lighthouse.review, flags=1 << 15, components=rows)


BUTTON = {"type": 2, "style": 1, "label": "List", "custom_id": "case:7:list:3"}
MORE = {
    "type": 3,
    "custom_id": "case:7:more",
    "placeholder": "More",
    "options": [{"label": "Release", "value": "release"}],
}


async def test_a_card_is_found_by_the_beginning_of_a_custom_id(studio, acting) -> None:
    made = card(studio, BUTTON)
    assert (await acting.card(studio.cast.lighthouse.review, r"case:\d+:list"))["id"] == made["id"]


async def test_a_rarer_action_is_found_in_the_select(studio, acting) -> None:
    made = card(studio, BUTTON, MORE)
    found = acting._component(made, r"case:\d+:release")
    assert found
    assert found["custom_id"] == "case:7:more"
    assert acting._label(made, r"case:\d+:release") == "Release"
    assert acting._component(made, r"case:\d+:reveal") is None


async def test_the_newest_card_that_fits_is_taken(studio, acting) -> None:
    card(studio, BUTTON)
    newest = card(studio, BUTTON)
    assert (await acting.card(studio.cast.lighthouse.review, "case:"))["id"] == newest["id"]


async def test_a_removal_by_a_person_does_not_count_as_rowans(studio, acting) -> None:
    cast = studio.cast
    message = studio.post(cast.jay.id, cast.lighthouse.general, "bad")
    await studio.fd.delete(cast.tomas.id, message)
    with pytest.raises(AssertionError, match="Rowan removed it"):
        await acting.removed(message, "why")


async def test_a_removal_is_remembered_with_its_reason(studio, acting) -> None:
    cast = studio.cast
    message = studio.post(cast.jay.id, cast.lighthouse.general, "bad")
    studio.fd.remove_messages(cast.lighthouse.general.id, [message["id"]], studio.fd.bot)
    await acting.removed(message, "Removed by Rowan: listed")
    assert acting._teller.gone == {message["id"]: "Removed by Rowan: listed"}
    assert not acting.stands(message)


async def test_a_bot_that_does_not_answer_is_noticed(studio, acting, monkeypatch) -> None:
    monkeypatch.setattr(type(studio.fd), "INTERACTION_LIMIT", 0.05)
    cast = studio.cast
    made = card(studio, BUTTON)
    with pytest.raises(AssertionError, match="did not respond"):
        await acting.presses(cast.tomas, made, r"case:\d+:list")
