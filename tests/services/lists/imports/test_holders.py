"""An entry stays while any file that brought it stands, or a moderator who put it there; two bounds leave no half."""

import pytest

from core.base.categories import Category
from core.base.ids import ServerId
from services.lists.imports.importing import Importing
from services.lists.imports.ports import Import, ImportState
from services.lists.imports.report import done as told_done
from services.lists.imports.report import goes_on
from services.lists.imports.targets import OwnTarget, Target
from tests.people import moderator
from tests.services.lists.imports.bringing import Bringing, Dies, DyingTarget, looked_at, many
from tests.services.lists.process import A
from tests.wording import said, say

FILES = {
    "a": "0.0.0.0 one.example\n0.0.0.0 two.example\n",
    "b": "0.0.0.0 two.example\n0.0.0.0 three.example\n",
    "c": "0.0.0.0 two.example\n",
}


@pytest.mark.parametrize("where", ["own", "shared"])
@pytest.mark.parametrize("order", ["abc", "acb", "bac", "bca", "cab", "cba"])
async def test_an_entry_stays_while_any_file_stands(bringing: Bringing, where: str, order: str) -> None:
    target: Target = getattr(bringing, where)
    brought = {name: await bringing.bring(text, target) for name, text in FILES.items()}
    standing = dict(FILES)
    for name in order:
        await bringing.importing.undo(brought[name], target)
        del standing[name]
        wanted = {line.split()[1] for text in standing.values() for line in text.splitlines()}
        assert set(await bringing.listed(target.server)) == wanted, name
    again = await bringing.bring(FILES["a"], target)
    assert again.added == 2


async def test_what_was_taken_off_by_hand_is_held_by_no_file(bringing: Bringing) -> None:
    first, _ = [await bringing.bring(FILES[name]) for name in "ab"]
    await bringing.rowan.own.remove(moderator(A), "two.example", "")
    third = await bringing.bring(FILES["c"])
    assert third.added == 1
    await bringing.importing.undo(third, bringing.own)
    assert set(await bringing.listed()) == {"one.example", "three.example"}
    await bringing.importing.undo(first, bringing.own)
    assert set(await bringing.listed()) == {"three.example"}


async def test_what_a_moderator_put_there_too_stays(bringing: Bringing) -> None:
    done = await bringing.bring(FILES["a"])
    await bringing.rowan.add(A, "two.example")
    await bringing.importing.undo(done, bringing.own)
    assert await bringing.listed() == ["two.example"]


async def test_what_is_counted_before_an_undo(bringing: Bringing) -> None:
    first, _ = [await bringing.bring(FILES[name]) for name in "ab"]
    stands = await bringing.rowan.storage.read.imported.stands(first.id)
    assert (stands.entries, stands.held_too) == (2, 1)


MANAGERS, OPERATORS = 300, 10_000


def targets() -> tuple[OwnTarget, OwnTarget]:
    return (
        OwnTarget(server=A, by=moderator(A).user, most=MANAGERS),
        OwnTarget(server=A, by=None, most=OPERATORS),
    )


async def begun(bringing: Bringing, target: OwnTarget, portions: int) -> None:
    importing = Importing(storage=bringing.rowan.storage, clock=bringing.rowan.clock, largest=250)
    plan = await importing.plan(await looked_at(many(900)), target, Category.SCAM)
    with pytest.raises(Dies):
        await importing.bring_in(plan, DyingTarget(target, portions))  # type: ignore[arg-type]  # it fills Target


async def ended(bringing: Bringing, target: OwnTarget) -> tuple[Import, list[str]]:
    plan = await bringing.plan(many(900), target)
    return await bringing.importing.bring_in(plan, target), list(goes_on(say, plan))


@pytest.mark.parametrize("portions", [1, 2])  # with room so far, and beyond the bound already
async def test_what_a_manager_began_ends_whole_by_the_operator(bringing: Bringing, portions: int) -> None:
    by_manager, by_operator = targets()
    await begun(bringing, by_manager, portions)
    done, told = await ended(bringing, by_operator)
    assert (len(await bringing.listed()), done.state, done.beyond) == (900, ImportState.DONE, 0)
    said("\n".join(told_done(say, done)), "import-whole", count=900)
    assert told
    assert await bringing.importing.half() == []
    for each in await bringing.importing.standing(by_operator, done.digest):
        await bringing.importing.undo(each, by_operator)
    assert await bringing.listed() == []


async def test_what_finds_no_room_is_said(bringing: Bringing) -> None:
    by_manager, _ = targets()
    done, _ = await ended(bringing, by_manager)
    assert done.beyond == 600
    said("\n".join(told_done(say, done)), "import-not-whole", count=600)
    server: ServerId = done.server
    assert server == A
