"""docs/permissions.md is true: what stands there is all that there is, and becomes of it what it says, whoever tries."""

import pytest

from tests.desk.world import Worlds
from tests.permissions.giving import COMMANDS, MENU, SUGGESTED, given, groups
from tests.permissions.names import everything, name_of
from tests.permissions.routes import ROUTES
from tests.permissions.table import NOTHING, PEOPLE, UNHEARD, YES, rows, words
from tests.permissions.trying import tried


async def test_the_page_names_all_that_can_be_used_and_nothing_else(worlds: Worlds) -> None:
    async with worlds.fresh({}) as stage:
        there_is = everything(stage)
    assert there_is - rows().keys() == set(), "these stand in no table: who may use them?"
    assert rows().keys() - there_is == set(), "these are no more"


def test_each_has_an_example() -> None:
    assert rows().keys() == {*ROUTES, *COMMANDS, *SUGGESTED, MENU}


def test_every_word_of_the_tables_is_explained() -> None:
    said = {cell for row in rows().values() for cell in row.values()}
    assert said - {YES, UNHEARD, NOTHING} <= set(words().values())


@pytest.mark.parametrize("name", ROUTES)
async def test_a_button_select_or_form_is_for_whom_the_page_says(name: str, worlds: Worlds) -> None:
    assert _as_told(await tried(worlds, name)) == rows()[name]


@pytest.mark.long
@pytest.mark.parametrize("group", groups())
async def test_commands_and_what_they_suggest_are_for_whom_the_page_says(group: str, worlds: Worlds) -> None:
    found = await given(worlds, groups()[group])
    assert {name: _as_told(by_person) for name, by_person in found.items()} == {
        name: rows()[name] for name in groups()[group]
    }


def _as_told(by_person: dict[str, str]) -> dict[str, str]:
    told = words()
    return {who: told.get(by_person[who], by_person[who]) for who in PEOPLE}


def test_a_route_is_named_as_people_read_it() -> None:
    assert name_of(r"case:(?P<id>\d{1,18}):claim(?P<private>:p)?") == "case:<id>:claim"
    assert name_of(r"update:(?P<id>\d{1,15}):whole:(?P<v>\d{1,6})(?::(?P<page>\d{1,4}))?") == (
        "update:<id>:whole:<v>[:<page>]"
    )
    assert name_of(r"(?:subscribe|take):links:(?P<token>[\w-]{8,32})") == "subscribe/take:links:<token>"
    assert name_of(r"(?P<from>queue|(a|b):\d{1,20}):(?P<view>x|y)") == "<from>:<view>"
