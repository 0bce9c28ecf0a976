"""One file that is brought in more than once: by two people, by two processes, or read in another way."""

import pytest

from core.base.categories import Category
from core.base.errors import UserError
from core.lists.formats import Format
from services.lists.imports.targets import Target
from tests.services.lists.imports.bringing import Bringing, Dies, DyingTarget, looked_at, many


@pytest.mark.parametrize("where", ["own", "shared"])
async def test_a_file_that_was_brought_in_twice_is_taken_back_whole(bringing: Bringing, where: str) -> None:
    target: Target = getattr(bringing, where)
    first = await bringing.bring(many(20), target)
    second = await bringing.bring(many(20), target)
    assert (first.added, second.added) == (20, 0)
    standing = await bringing.importing.standing(target, first.digest)
    assert [each.id for each in standing] == [second.id, first.id]
    for each in standing:
        await bringing.importing.undo(each, target)
    assert await bringing.listed(target.server) == []
    with pytest.raises(UserError, match="import-undone-already"):
        await bringing.importing.standing(target, first.digest)


async def test_an_older_half_goes_on_though_another_process_was_done(bringing: Bringing) -> None:
    first, second = await bringing.plan(many(600)), await bringing.plan(many(600))
    with pytest.raises(Dies):  # both began at the same moment
        await bringing.importing.bring_in(first, DyingTarget(bringing.own, 1))  # type: ignore[arg-type]  # it fills Target
    await bringing.importing.bring_in(second, bringing.own)
    plan = await bringing.plan(many(600))
    assert plan.half is not None
    await bringing.importing.bring_in(plan, bringing.own)
    assert await bringing.importing.half() == []
    assert len(await bringing.listed()) == 600


async def test_a_half_goes_on_only_where_the_file_is_read_in_the_same_way(bringing: Bringing) -> None:
    rows = "domain,category\n" + "".join(
        f"host-{number}.example,{'odd' if number % 2 else 'hate'}\n" for number in range(900)
    )
    with pytest.raises(Dies):
        await bringing.bring(rows, DyingTarget(bringing.own, 1))  # type: ignore[arg-type]  # it fills Target
    for found in (
        await looked_at(rows, category=Category.SCAM),  # takes the rows with odd categories, too
        await looked_at(rows, form=Format.PLAIN),
    ):
        plan = await bringing.importing.plan(found, bringing.own, Category.SCAM)
        with pytest.raises(UserError, match="import-read-otherwise"):
            await bringing.importing.bring_in(plan, bringing.own)
    await bringing.bring(rows)
    assert len(await bringing.listed()) == 450


async def test_what_was_never_there_cannot_be_taken_back(bringing: Bringing) -> None:
    with pytest.raises(UserError, match="import-never"):
        await bringing.importing.standing(bringing.own, "0" * 64)
