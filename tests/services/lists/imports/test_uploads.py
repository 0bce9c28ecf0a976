"""A manager's file: who may, how much, one at a time, and beside everything else."""

import asyncio
from datetime import timedelta

import pytest

from core.base.categories import Category
from core.base.errors import UserError
from core.lists.formats import Format
from services.lists.imports.exporting import Exporting
from services.lists.imports.importing import Importing
from services.lists.imports.targets import OwnTarget
from services.lists.imports.uploads import MOST_MEGABYTES, Sent, Upload, Uploads
from services.lists.previews.previews import Effects
from tests.people import manager, member, moderator
from tests.services.lists.imports.bringing import Dies, DyingTarget, looked_at, many
from tests.services.lists.process import A, B, Process

HOSTS = b"0.0.0.0 forum.example\n0.0.0.0 other.example\n"
SENT = Sent("https://cdn.example/list.txt", "list.txt", Category.HATE, partial=False)


@pytest.fixture
def uploads(rowan: Process) -> Uploads:
    effects = Effects(storage=rowan.storage, clock=rowan.clock, quorum=2, seen_for=timedelta(days=7))
    return Uploads(
        storage=rowan.storage,
        lookup=rowan.lookup,
        effects=effects,
        clock=rowan.clock,
        operators_bound=10_000,
    )


async def bring(uploads: Uploads, data: bytes = HOSTS) -> Upload:
    return await uploads.bring(manager(A), data, SENT, dry_run=False)


async def test_only_who_manages_the_server_imports(uploads: Uploads) -> None:
    for caller in (moderator(A), member(A)):
        with pytest.raises(UserError, match="error-not-manager"):
            uploads.may(caller, 10)
        with pytest.raises(UserError, match="error-not-manager"):
            await uploads.bring(caller, HOSTS, SENT, dry_run=True)
    uploads.may(manager(A), MOST_MEGABYTES * 1024**2)
    with pytest.raises(UserError, match="import-attachment-large"):
        uploads.may(manager(A), MOST_MEGABYTES * 1024**2 + 1)


async def test_only_who_moderates_the_server_exports(rowan: Process, uploads: Uploads) -> None:
    await bring(uploads)
    exporting = Exporting(storage=rowan.storage, clock=rowan.clock)
    with pytest.raises(UserError, match="error-not-moderator"):
        await exporting.own_list(member(A), Format.CSV, 10_000)
    with pytest.raises(UserError, match="export-large"):
        await exporting.own_list(moderator(A), Format.CSV, 20)
    writer, data = await exporting.own_list(moderator(A), Format.CSV, 10_000)
    assert (writer.written, data.count(b"hate")) == (2, 2)


async def test_one_list_at_a_time_and_then_the_next(uploads: Uploads) -> None:
    first = asyncio.create_task(bring(uploads))
    await asyncio.sleep(0)
    with pytest.raises(UserError, match="import-busy"):
        await bring(uploads)
    done = (await first).done
    assert done is not None
    assert done.added == 2
    with pytest.raises(UserError, match="import-attachment-long"):
        await bring(uploads, b"\n" * 100_001)
    again = (await bring(uploads)).done
    assert again is not None
    assert again.known == 2


async def test_a_part_of_another_import_is_said(uploads: Uploads, rowan: Process) -> None:
    done = (await bring(uploads)).done
    assert done is not None
    async with rowan.storage.durable() as tx:
        await tx.imports.turn(done.id, type(done.state).RUNNING, rowan.clock())
    other = await bring(uploads, b"0.0.0.0 third.example\n")
    assert [each.id for each in other.others] == [done.id]
    assert (await bring(uploads)).others == []
    assert (await bring(uploads, b"0.0.0.0 third.example\n")).others == []


async def test_nobody_waits_while_a_list_is_read(uploads: Uploads) -> None:
    turns = 0

    async def others() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    waiting = asyncio.create_task(others())
    data = b"".join(b"0.0.0.0 host-%d.example\n" % number for number in range(5000))
    done = (await bring(uploads, data)).done
    waiting.cancel()
    assert done is not None
    assert done.added == 5000
    assert turns > 100  # each fifty lines


async def test_only_who_manages_the_server_takes_back(uploads: Uploads, rowan: Process) -> None:
    done = (await bring(uploads)).done
    assert done is not None
    for caller in (moderator(A), member(A), manager(B)):
        for asked in (uploads.before_undo(caller, done.id), uploads.undo(caller, done.id)):
            with pytest.raises(UserError, match=r"error-not-manager|import-none-here"):
                await asked
    listed = await uploads.before_undo(manager(A), done.id)
    assert (listed.stands.entries, listed.stands.held_too) == (2, 0)
    ended = await uploads.undo(manager(A), done.id)
    assert ended.undone == 2
    assert await uploads.listed(manager(A)) == []
    with pytest.raises(UserError, match="import-undone-already"):
        await uploads.undo(manager(A), done.id)
    assert await rowan.own.search(moderator(A), "example", 0) is not None


async def test_a_manager_ends_what_the_operator_began_as_a_whole(uploads: Uploads, rowan: Process) -> None:
    importing = Importing(storage=rowan.storage, clock=rowan.clock)
    operator = OwnTarget(server=A, by=None, most=10_000)
    data = many(900)
    plan = await importing.plan(await looked_at(data), operator, Category.HATE)
    with pytest.raises(Dies):
        await importing.bring_in(plan, DyingTarget(operator, 1))  # type: ignore[arg-type]  # it fills Target
    done = (await bring(uploads, data.encode())).done
    assert done is not None
    assert (done.beyond, done.added, done.beyond_bound) == (0, 900, True)
