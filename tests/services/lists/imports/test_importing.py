"""A file is looked at first, brought in a portion at a time, goes on after a kill, and can be taken back."""

from collections.abc import Iterable
from io import BytesIO

import pytest

from core.base.categories import Category
from core.base.errors import StorageBusy, UserError
from core.lists.formats import FileRefused, Format, Meaning
from core.lists.shared_standing import StanceKind
from core.servers.policy import Tier
from db.engine.database import Database
from services.lists.imports import survey as survey_module
from services.lists.imports.ports import OPERATOR, Import, ImportState, ImportsTx
from services.lists.imports.reading import in_processes, in_slices
from services.lists.imports.sorting import in_order
from services.lists.imports.survey import survey
from services.lists.imports.targets import OwnTarget, Target, Written
from tests.people import moderator
from tests.services.lists.imports.bringing import NOW, Bringing, Dies, DyingTarget, looked_at, many
from tests.services.lists.process import A, B, Process

LIST = """# a list
0.0.0.0 forum.example
0.0.0.0 other.example
0.0.0.0 forum.example
127.0.0.1 localhost
"""
FAULTY = LIST + "0.0.0.0 com.\n||b.example^$third-party\n@@||good.example^\n"


async def test_a_look_changes_nothing_and_says_all(bringing: Bringing) -> None:
    await bringing.rowan.add(A, "other.example")
    plan = await bringing.plan(FAULTY)
    found = plan.survey
    assert (found.detected.form, found.lines, found.comments, found.exceptions) == (Format.HOSTS, 8, 2, 1)
    assert (found.spool.count, plan.new, plan.known, found.spool.again, plan.beyond) == (3, 1, 1, 1, 0)
    assert plan.faults == found.faults == 2
    assert [(each.number, each.meaning) for each in found.told] == [
        (6, Meaning.REFUSED),
        (7, Meaning.REFUSED),
        (8, Meaning.EXCEPTION),
    ]
    assert await bringing.listed() == ["other.example"]
    assert await bringing.rowan.storage.read.imports.newest(A, found.digest) is None


async def test_what_is_brought_in_acts_in_every_process(bringing: Bringing, elsewhere: Process) -> None:
    await elsewhere.index.load()
    done = await bringing.bring(LIST)
    assert (done.state, done.added, done.known, done.position) == (ImportState.DONE, 2, 1, 3)
    for process in (bringing.rowan, elsewhere):
        await process.index.catch_up()
        assert await process.tiers(A, "https://www.forum.example/x") == [Tier.OWN]
        assert await process.tiers(B, "https://www.forum.example/x") == []
    assert await bringing.importing.half() == []


async def test_entries_keep_the_words_of_the_file(bringing: Bringing) -> None:
    await bringing.bring("pattern,category,note\nforum.example,hate,'=a note\nb.example,,\n")
    entry = await bringing.rowan.storage.read.own.get(A, "forum.example")
    assert entry is not None
    assert (entry.category, entry.note, entry.added_by) == (Category.HATE, "=a note", None)
    other = await bringing.rowan.storage.read.own.get(A, "b.example")
    assert other is not None
    assert other.category is Category.SCAM


async def test_one_import_is_one_line_of_the_audit(bringing: Bringing, database: Database) -> None:
    before = await database.read.all("SELECT id FROM audit")
    done = await bringing.bring(many(700))
    await bringing.importing.undo(done, bringing.own)
    rows = await database.read.all("SELECT action, subject, after FROM audit ORDER BY id")
    rows = rows[len(before) :]
    assert [row["action"] for row in rows] == ["list-import", "list-import-undo"]
    assert done.digest in rows[0]["subject"]
    assert "added 700" in rows[0]["after"]


@pytest.mark.parametrize("where", ["own", "shared"])
async def test_an_import_that_was_ended_says_so_and_goes_on(bringing: Bringing, where: str) -> None:
    target: Target = getattr(bringing, where)
    with pytest.raises(Dies):
        await bringing.bring(many(900), DyingTarget(target, 2))  # type: ignore[arg-type]  # it fills Target
    (half,) = await bringing.importing.half()
    assert (half.state, half.server) == (ImportState.RUNNING, target.server)
    assert 0 < half.position == half.added < 900
    assert len(await bringing.listed(target.server)) == half.position
    plan = await bringing.plan(many(900), target)
    assert plan.half == half
    done = await bringing.importing.bring_in(plan, target)
    assert (done.id, done.added, done.known, done.state) == (half.id, 900, 0, ImportState.DONE)
    assert len(await bringing.listed(target.server)) == 900
    assert await bringing.importing.half() == []


@pytest.mark.parametrize("where", ["own", "shared"])
async def test_a_long_import_goes_by_its_patterns_and_goes_on_so(rowan: Process, where: str) -> None:
    bringing = Bringing(rowan, long=500)
    target: Target = getattr(bringing, where)
    text = "".join(f"0.0.0.0 host-{number}.example\n" for number in range(899, -1, -1)) + many(3)
    with pytest.raises(Dies):
        await bringing.bring(text, DyingTarget(target, 2))  # type: ignore[arg-type]  # it fills Target
    (half,) = await bringing.importing.half()
    assert half.by_pattern
    names = sorted(f"host-{number}.example" for number in range(900))
    assert await bringing.listed(target.server) == names[: half.position]
    done = await bringing.bring(text, target)
    assert (done.id, done.added, done.known, done.position) == (half.id, 900, 3, 903)
    assert await bringing.listed(target.server) == names
    undone = await bringing.importing.undo(done, target)
    assert (undone.undone, await bringing.listed(target.server)) == (900, [])


async def test_a_long_import_that_was_begun_in_the_order_of_its_file_goes_on_in_it(rowan: Process) -> None:
    earlier, later = Bringing(rowan), Bringing(rowan, long=500)
    text = "".join(f"0.0.0.0 host-{number}.example\n" for number in range(899, -1, -1))
    with pytest.raises(Dies):
        await earlier.bring(text, DyingTarget(earlier.own, 1))  # type: ignore[arg-type]  # it fills Target
    done = await later.bring(text)
    assert (done.by_pattern, done.added, done.known) == (False, 900, 0)
    assert len(await later.listed()) == 900


async def test_where_not_all_of_a_long_file_finds_room_its_first_lines_go_first(rowan: Process) -> None:
    bringing = Bringing(rowan, long=10)
    text = "".join(f"0.0.0.0 host-{number}.example\n" for number in range(99, -1, -1))
    done = await bringing.bring(text, OwnTarget(server=A, by=None, most=20))
    assert (done.by_pattern, done.added, done.beyond) == (False, 20, 80)
    assert set(await bringing.listed()) == {f"host-{number}.example" for number in range(99, 79, -1)}


async def test_what_stands_twice_is_brought_in_as_it_stands_first(rowan: Process) -> None:
    bringing = Bringing(rowan, long=1)
    text = "pattern,category,note\nb.example,scam,first\na.example,scam,\nb.example,harassment,second\n"
    done = await bringing.bring(text)
    assert (done.by_pattern, done.added, done.known) == (True, 2, 1)
    entry = await rowan.storage.read.own.get(A, "b.example")
    assert entry is not None
    assert entry.note == "first"


@pytest.mark.parametrize("piece", [1, 7, 1000])
@pytest.mark.parametrize("block", [1, 50, 100_000])
async def test_lines_are_put_in_order_whatever_the_pieces(
    monkeypatch: pytest.MonkeyPatch, piece: int, block: int
) -> None:
    monkeypatch.setattr("services.lists.imports.sorting._PIECE", piece)
    monkeypatch.setattr("services.lists.imports.sorting._BLOCK", block)
    plain = [f"{number * 7919 % 101}-{'x' * (number % 5)}\n".encode() for number in range(60)]
    again = [b"*2\n", b"*1\n"]
    with BytesIO(b"".join([*plain[:20], again[0], *plain[20:], again[1]])) as source, BytesIO() as target:
        await in_order(source, target, b"*")
        assert target.getvalue() == b"".join([*sorted(plain), *again])


async def test_two_processes_do_not_bring_in_the_same_file_at_once(bringing: Bringing) -> None:
    with pytest.raises(Dies):
        await bringing.bring(many(900), DyingTarget(bringing.own, 1))  # type: ignore[arg-type]  # it fills Target
    first, second = await bringing.plan(many(900)), await bringing.plan(many(900))
    await bringing.importing.bring_in(first, bringing.own)
    with pytest.raises(UserError, match="import-elsewhere"):
        await bringing.importing.bring_in(second, bringing.own)
    assert len(await bringing.listed()) == 900


@pytest.mark.parametrize("where", ["own", "shared"])
async def test_taking_back_takes_what_the_import_brought(bringing: Bringing, where: str) -> None:
    target: Target = getattr(bringing, where)
    await bringing.bring("0.0.0.0 host-1.example\n", target)
    if where == "own":
        await bringing.rowan.add(A, "host-2.example")
    done = await bringing.bring(many(250), target)
    ended = await bringing.importing.undo(done, target)
    assert (ended.state, ended.undone) == (ImportState.UNDONE, done.added)
    stays = ["host-1.example", "host-2.example"] if where == "own" else ["host-1.example"]
    assert await bringing.listed(target.server) == stays
    with pytest.raises(UserError, match="import-undone-already"):
        await bringing.importing.undo(ended, target)
    again = await bringing.bring(many(250), target)
    assert (again.id != done.id, len(await bringing.listed(target.server))) == (True, 250)


async def test_a_half_import_can_be_taken_back(bringing: Bringing) -> None:
    with pytest.raises(Dies):
        await bringing.bring(many(900), DyingTarget(bringing.own, 1))  # type: ignore[arg-type]  # it fills Target
    (half,) = await bringing.importing.half()
    await bringing.importing.undo(half, bringing.own)
    assert await bringing.listed() == []
    assert await bringing.importing.half() == []


async def test_the_operator_confirms_in_a_group_of_its_own(bringing: Bringing) -> None:
    rowan = bringing.rowan
    await rowan.trusted(A, B)
    await rowan.add(A, "known.example", share=True, note="theirs")
    done = await bringing.bring("known.example\nnew.example\n", bringing.shared)
    assert done.added == 2
    await rowan.index.catch_up()
    # Two groups confirm the one, the operator alone the other.
    assert await rowan.tiers(B, "known.example") == [Tier.SHARED]
    assert await rowan.tiers(B, "new.example") == [Tier.PROPOSED]
    known = await rowan.storage.read.shared.get("known.example")
    assert known is not None
    assert known.words.note == "theirs"
    assert known.stance_of(OPERATOR) is not None
    total, _ = await rowan.storage.read.shared.page(listed=True, start=0, limit=10)
    assert total == 1
    waiting, page = await rowan.storage.read.shared.page(listed=False, start=0, limit=10)
    assert (waiting, page[0].pattern.text) == (1, "new.example")
    await bringing.importing.undo(done, bringing.shared)
    assert await rowan.tiers(B, "known.example") == [Tier.PROPOSED]
    assert (await rowan.storage.read.shared.page(listed=True, start=0, limit=10))[0] == 0


async def test_a_disputed_entry_stays_disputed(bringing: Bringing) -> None:
    rowan = bringing.rowan
    await rowan.trusted(A)
    await bringing.bring("news.example\n", bringing.shared)
    await rowan.shared.stand(moderator(A), "news.example", StanceKind.DISPUTE, "news")
    done = await bringing.bring("other.example\nnews.example\n", bringing.shared)
    assert (done.added, done.known) == (1, 1)
    assert await bringing.listed(OPERATOR) == ["other.example"]


async def test_the_bound_of_a_list(bringing: Bringing) -> None:
    small = OwnTarget(server=A, by=moderator(A).user, most=5)
    await bringing.rowan.add(A, "host-3.example")
    await bringing.bring("operator.example\n")  # beside the bound
    plan = await bringing.plan(many(8), small)
    assert (plan.new, plan.known, plan.beyond, plan.faults) == (4, 1, 3, 3)
    done = await bringing.importing.bring_in(plan, small)
    assert (done.added, done.known, done.beyond) == (4, 1, 3)
    entry = await bringing.rowan.storage.read.own.get(A, "host-0.example")
    assert entry is not None
    assert entry.added_by == moderator(A).user


async def test_a_portion_that_cannot_be_committed_is_not_counted(bringing: Bringing) -> None:
    class Busy(DyingTarget):
        async def write(self, tx: ImportsTx, which: Import, items: object, now: object) -> Written:
            try:
                return await super().write(tx, which, items, now)
            except Dies:
                raise StorageBusy from None

    with pytest.raises(StorageBusy):
        await bringing.bring(many(900), Busy(bringing.own, 2))  # type: ignore[arg-type]  # it fills Target
    (half,) = await bringing.importing.half()
    assert half.position == len(await bringing.listed())


async def test_a_file_that_is_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(survey_module, "MOST_LINES", 100)
    with pytest.raises(FileRefused, match="import-too-many-lines"):
        await looked_at(many(101))
    monkeypatch.setattr(survey_module, "MOST_BYTES", 1000)
    with pytest.raises(FileRefused, match="import-too-many-bytes"):
        await looked_at(many(99))


async def test_what_is_read_is_read_once_and_hashed_whole() -> None:
    def blocks() -> Iterable[bytes]:
        raw = many(5000).encode()
        yield from (raw[start : start + 700] for start in range(0, len(raw), 700))

    told: list[int] = []
    found = await survey(blocks(), None, None, in_slices, told.append, now=NOW)
    whole = await looked_at(many(5000))
    assert (found.digest, found.spool.count, found.lines) == (whole.digest, 5000, 5000)
    assert told[-1] == len(many(5000).encode())
    assert [item.pattern.text for item in found.spool.items(4998)] == [
        "host-4998.example",
        "host-4999.example",
    ]


@pytest.mark.long
async def test_processes_read_the_same_in_the_same_order() -> None:
    text = (FAULTY + many(9000)).encode()
    alone = await survey([text], None, Category.HATE, in_slices, now=NOW)
    together = await survey([text], None, Category.HATE, in_processes(2), now=NOW)
    assert list(alone.spool.items()) == list(together.spool.items())
    assert [each._replace(why=None) for each in alone.told] == [
        each._replace(why=None) for each in together.told
    ]
    assert (alone.refused, alone.lines, alone.digest) == (
        together.refused,
        together.lines,
        together.digest,
    )
