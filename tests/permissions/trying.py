"""Doing things as each kind of person: whoever is refused must have changed nothing."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from tests.desk.world import Worlds
from tests.permissions.names import routes
from tests.permissions.people import Act, World, changed
from tests.permissions.routes import ROUTES
from tests.permissions.samples import act_of
from tests.permissions.table import ELSEWHERE, NOTHING, PEOPLE, UNHEARD, YES, words

Prepared = tuple[World, Callable[[str, str], Act]]  # and what is done, by its name and by who does it
Opening = Callable[[], AbstractAsyncContextManager[Prepared]]
Found = dict[str, dict[str, str]]


class ChangedAnyway(AssertionError):
    """Somebody was refused, and rows are not what they were."""


async def tried_in(opening: Opening, names: Sequence[str], *, apart: bool = False) -> Found:
    """What becomes of each, by name and person, from who may least to who may most.

    All of them try in one world. Where somebody is refused for no want of rights, since another did it just before, they try again
    in a world of their own. `apart`: each has one from the beginning.
    """
    found: Found = {name: {} for name in names}
    final = {YES, UNHEARD, NOTHING, *(key for key, word in words().items() if word != ELSEWHERE)}
    if not apart:
        async with opening() as prepared:
            for who in PEOPLE:
                for name in names:
                    found[name][who] = await _tries(prepared, name, who)
    for name, by_person in found.items():
        for number, who in enumerate(PEOPLE):
            after_others = YES in [by_person[before] for before in PEOPLE[:number]] or len(names) > 1
            if apart or (by_person[who] not in final and after_others):
                async with opening() as prepared:
                    by_person[who] = await _tries(prepared, name, who)
    return found


async def _tries(prepared: Prepared, name: str, who: str) -> str:
    world, act_for = prepared
    before = world.rows()
    outcome, _ = await world.outcome(who, act_for(name, who))
    after = world.rows()
    if after != before:
        if outcome != YES:
            raise ChangedAnyway(name, who, outcome, changed(before, after))
        await world.stage.work()  # what follows from it is done before the next tries
    return outcome


async def tried(worlds: Worlds, name: str) -> dict[str, str]:
    """What becomes of a button, select or form, by person."""
    sample = ROUTES[name]

    @asynccontextmanager
    async def opening() -> AsyncIterator[Prepared]:
        async with worlds.fresh(sample.set_besides) as heard:
            seen = await sample.scene(heard)
            stage = seen[0] if isinstance(seen, tuple) else heard
            act = act_of(heard, seen, routes(stage)[name.partition(" = ")[0]], sample)
            people = (stage.author, stage.member)
            with World(
                stage, heard, *(reversed(people) if name.startswith("detection") else people)
            ) as world:
                await world.begin(owed=sample.owed)
                yield world, lambda _name, _who: act

    return (await tried_in(opening, [name], apart=sample.apart))[name]
