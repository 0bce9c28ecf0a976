"""A custom id that nobody was given does nothing: of another row, of none, of a number that no database holds, in other digits,
on any message and in any form. Whoever sends it is told so in a sentence, never that something broke.
"""

import re
from collections.abc import Callable

import pytest
from simcord.enums import InteractionType

from core.base.errors import Unavailable, UserError
from tests.desk.scenes import cards
from tests.desk.world import Worlds
from tests.permissions.people import Act, World, changed

_NUMBER = re.compile(r"\\d\{1,(\d+)\}")
_INNERMOST = re.compile(r"\((?:\?P<\w+>|\?:)?([^()]*)\)\??")
NUMBERS: dict[str, Callable[[int], str]] = {
    "none": lambda _digits: "0",
    "greatest": lambda digits: "9" * digits,
    "of other digits": lambda digits: "٩" * digits,
}
EXAMPLES = (
    ("[\\w-]{8,32}", "x" * 16),
    ("[\\w-]{1,60}", "x" * 16),
    ("[0-9a-f]{16}", "a" * 16),
    ("[A-Z]{2}", "EG"),
    ("[a-z]{2,3}", "ar"),
    ("[a-z0-9_.]{1,80}", f"channel.{'9' * 20}.log"),
)
"""What a part of a template that is no number takes."""
OWN_CHOICES = {"rest:never": {"declined_offers"}}
"""What names no row, but is a choice of whoever presses it, about themselves: the table that keeps it."""
NEVER = ("-1", "1.5", "1e3", "9" * 40, "", "1;2", "1 ", "\u06f1\n", "0x1", "NaN")
"""What stands in the place of a number and is none that a route takes."""


def filled(template: str, number: Callable[[int], str]) -> str:
    """A custom id that fits the template, all of its groups there."""
    text = _NUMBER.sub(lambda match: number(int(match[1])), template)
    for kind, example in EXAMPLES:
        text = text.replace(kind, example)
    text = text.replace("(?s:.*)", "evil @everyone")
    while "(" in text:
        text = _INNERMOST.sub(lambda match: match[1].split("|")[0], text)
    return text


@pytest.mark.long
@pytest.mark.parametrize("number", NUMBERS.values(), ids=NUMBERS)
@pytest.mark.parametrize("kind", [InteractionType.MESSAGE_COMPONENT, InteractionType.MODAL_SUBMIT], ids=str)
async def test_of_every_route(number: Callable[[int], str], kind: InteractionType, worlds: Worlds) -> None:
    async with worlds.fresh({}) as stage:
        card = await cards.opened(stage)
        with World(stage, stage, stage.author, stage.member) as world:
            await world.begin()
            message = stage.env.backend.get_message(card.channel.id, card.id)
            wrong = []
            for template in [
                route.template.pattern for route in stage.router._routes if "(" in route.template.pattern
            ]:
                custom_id = filled(template, number)
                assert stage.router.find(custom_id), f"{custom_id} does not fit {template}"
                data = {"custom_id": custom_id, "component_type": 2, "values": ["1"], "components": []}
                before, told = world.rows(), len(stage.refusals)
                outcome, answer = await world.outcome("owner", Act(kind, data, message))
                broken = [
                    each for each in stage.refusals[told:] if not isinstance(each, UserError | Unavailable)
                ]
                wrong += [f"{custom_id}: {error!r}" for error in broken]
                others = set(changed(before, world.rows())) - OWN_CHOICES.get(custom_id, set())
                wrong += [f"{custom_id}: {outcome}, and changed {each}" for each in others]
                assert answer.acknowledged, custom_id
        assert not wrong, "\n".join(wrong)


async def test_what_is_no_number_fits_no_route(worlds: Worlds) -> None:
    async with worlds.fresh({}) as stage:
        for template in [route.template.pattern for route in stage.router._routes]:
            if not _NUMBER.search(template):
                continue
            for never in NEVER:
                found = stage.router.find(filled(template, lambda _digits, never=never: never))
                loose = found is not None and "(?s:.*)" in found[0].template.pattern
                assert found is None or loose, (template, never)
