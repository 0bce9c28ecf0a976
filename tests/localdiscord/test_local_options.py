"""Filling a command's options."""

import pytest

from localdiscord import FakeDiscord
from localdiscord.acting.options import fill

COMMAND = {
    "name": "follow",
    "options": [{"name": "campaign", "type": 3, "required": True, "min_length": 1, "max_length": 5}],
}


def filled(typed: str, focus: str | None) -> list[dict[str, object]]:
    fd = FakeDiscord()
    channel = fd.add_channel(fd.add_guild("Test"), "general")
    return fill(COMMAND, [], {"campaign": typed}, fd.resolver(channel), focus)


@pytest.mark.parametrize("typed", ["", "far too long"])
def test_an_option_is_completed_from_whatever_is_typed_so_far(typed: str) -> None:
    assert filled(typed, "campaign") == [{"name": "campaign", "type": 3, "value": typed, "focused": True}]


@pytest.mark.parametrize("typed", ["", "far too long"])
def test_an_option_that_is_sent_keeps_its_bounds(typed: str) -> None:
    with pytest.raises(ValueError, match=r"outside 1\.\.5"):
        filled(typed, None)
