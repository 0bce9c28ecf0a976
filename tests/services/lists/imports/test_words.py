"""What a file says of its entries beside their places: what it excepts, when they end, to which site they belong."""

from datetime import timedelta

import pytest

from core.base.web_address import read_web_address
from core.lists.formats import Format, Writer
from core.lists.sites import ENTRIES_PER_SITE
from services.lists.imports.exporting import Exporting
from services.lists.imports.report import redacted_line, report
from services.lists.imports.targets import Target
from services.lists.subscriptions.reading import read_list
from tests.people import moderator
from tests.services.lists.imports.bringing import NOW, Bringing, looked_at
from tests.services.lists.process import A
from tests.wording import said, say


@pytest.mark.parametrize("where", ["own", "shared"])
async def test_what_a_file_excepts_is_not_listed(bringing: Bringing, where: str) -> None:
    target: Target = getattr(bringing, where)
    text = "||x.example^\n||a.x.example^\n||x.example^\n||b.example^\n@@||x.example^\n||b.example^$badfilter\n||c.example^\n"
    done = await bringing.bring(text, target)
    assert (done.added, done.entries, done.refused) == (1, 1, 0)
    assert await bringing.listed(target.server) == ["c.example"]
    plan = await bringing.plan(text, target)
    assert (plan.survey.exceptions, plan.survey.excepted, plan.faults) == (2, 4, 0)
    said("\n".join(report(say, plan, str)), "import-excepted", count=4)


async def test_what_a_fetched_list_excepts_is_not_listed() -> None:
    body = b"||x.example^\n@@||x.example^\n||c.example^\n"
    fetched = await read_list(
        body, read_web_address("https://lists.example/list.txt", ports=frozenset({443})), 100, None, NOW
    )
    assert [item.pattern.text for item in fetched.items()] == ["c.example"]
    assert fetched.size.entries == 1
    fetched.close()


async def test_an_end_and_a_site_come_back(bringing: Bringing) -> None:
    rowan, caller = bringing.rowan, moderator(A)
    await rowan.own.add(caller, "ends.example", None, "=1+1", share=False, site="The farm", days=3)
    await rowan.own.add(caller, "stays.example", None, "", share=False)
    for form in (Format.CSV, Format.JSON):
        exporting = Exporting(storage=rowan.storage, clock=rowan.clock)
        written = "".join([piece async for piece in exporting.pieces(A, Writer(form))])
        for typed in ("ends.example", "stays.example"):
            await rowan.own.remove(caller, typed, "")
        await bringing.bring(written)
        entry = await rowan.storage.read.own.get(A, "ends.example")
        assert entry is not None
        assert entry.ends_at == rowan.clock().replace(microsecond=0) + timedelta(days=3)
        assert (entry.note, entry.site_words.name) == ("=1+1", "The farm")
        stays = await rowan.storage.read.own.get(A, "stays.example")
        assert stays is not None
        assert (stays.ends_at, stays.site) == (None, None)


async def test_what_is_over_is_neither_written_nor_taken(bringing: Bringing) -> None:
    rowan = bringing.rowan
    await rowan.own.add(moderator(A), "ends.example", None, "", share=False, days=3)
    writer = Writer(Format.HOSTS)
    exporting = Exporting(storage=rowan.storage, clock=rowan.clock)
    assert "ends.example" in "".join([piece async for piece in exporting.pieces(A, writer)])
    assert writer.endless == 1
    rowan.clock.forward(days=3)
    assert await bringing.listed() == []
    found = await looked_at(
        "domain,ends\na.example,2020-01-01\nb.example,2999-01-01T00:00:00+02:00\nc.example,soon\n",
        now=rowan.clock(),
    )
    assert (found.over, found.spool.count, dict(found.refused)) == (1, 1, {"import-ends": 1})
    # One that is over and was not taken off yet does not hide what is brought in.
    await bringing.bring("0.0.0.0 ends.example\n")
    entry = await rowan.storage.read.own.get(A, "ends.example")
    assert entry is not None
    assert entry.ends_at is None


async def test_a_site_that_is_full_takes_no_more_and_that_is_said(bringing: Bringing) -> None:
    rows = "".join(f"host-{number}.example,farm\n" for number in range(ENTRIES_PER_SITE + 3))
    done = await bringing.bring("domain,site\n" + rows)
    assert (done.added, done.siteless) == (ENTRIES_PER_SITE + 3, 3)
    last = await bringing.rowan.storage.read.own.get(A, f"host-{ENTRIES_PER_SITE + 2}.example")
    assert last is not None
    assert last.site is None


async def test_nothing_of_a_note_deceives_who_reads_it(bringing: Bringing) -> None:
    await bringing.bring(
        '[{"pattern": "a.example", "note": "a\\u202eb\\u0007c\\u2028d", "site": "x\\u2066y"}]'
    )
    entry = await bringing.rowan.storage.read.own.get(A, "a.example")
    assert entry is not None
    assert (entry.note, entry.site_words.name) == ("abc\nd", "xy")


async def test_refused_lines_name_nobody(bringing: Bringing) -> None:
    text = "call +49 170 1234567 now\nwrite to victim@mail.example please\n0.0.0.0 some words\n"
    told = "\n".join(report(say, await bringing.plan(text), str))
    for secret in ("1234567", "victim@"):
        assert secret not in told
    assert redacted_line("0.0.0.0 x") == "0.0.0.0 x"
