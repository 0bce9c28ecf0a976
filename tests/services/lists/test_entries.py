"""Changes of a server's own entries: their limits, and what each leaves behind."""

from datetime import datetime
from typing import Any

import pytest

from core.base.errors import UserError
from core.lists.patterns import parse_pattern
from services.lists import entries
from services.lists.own import Suggested
from tests.kept import audit
from tests.lists import BY, allow_pattern, list_entry
from tests.people import moderator
from tests.services.lists.process import A, B, Process


async def add(rowan: Process, typed: str, server: Any = A) -> bool:
    return await list_entry(rowan.storage, server, typed, now=rowan.clock())


async def test_removing_retracts_in_the_same_transaction(rowan: Process) -> None:
    await rowan.add(A, "forum.example", share=True)
    removed = await rowan.own.remove(moderator(A), "forum.example", "")
    assert removed.retracted
    assert await rowan.storage.read.own.suggest(A, Suggested.STANCES, "", 25) == []
    await rowan.add(A, "forum.example")
    assert not (await rowan.own.remove(moderator(A), "forum.example", "")).retracted


async def test_a_list_has_an_end(rowan: Process, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entries, "ENTRIES_PER_SERVER", 2)
    monkeypatch.setattr(entries, "ALLOWS_PER_SERVER", 1)
    for host in ("a1.example", "b1.example"):
        await add(rowan, host)
    with pytest.raises(UserError, match="list-full"):
        await add(rowan, "c1.example")
    assert not await add(rowan, "a1.example")  # what stands there is no addition
    assert await add(rowan, "c1.example", B)
    await allow_pattern(rowan.storage, A, "a1.example", now=rowan.clock())
    with pytest.raises(UserError, match="list-allows-full"):
        await allow_pattern(rowan.storage, A, "b1.example", now=rowan.clock())


async def test_each_change_is_audited_and_numbered(rowan: Process) -> None:
    now: datetime = rowan.clock()
    pattern = parse_pattern("forum.example")
    await list_entry(rowan.storage, A, "forum.example", now=now, share=True)
    caller = moderator(A)
    await rowan.own.remove(caller, "forum.example", "wrong")
    await rowan.own.allow(caller, "forum.example", "ours")
    await rowan.own.unallow(caller, "forum.example", "no")
    lines = await audit(rowan.database, rowan.vault)
    assert [(line.action, line.after, line.reason) for line in lines] == [
        ("list-add", "doxxing", ""),
        ("stance-confirm", "", ""),
        ("list-remove", "", "wrong"),
        ("stance-none", "", "wrong"),
        ("list-allow", "", "ours"),
        ("list-unallow", "", "no"),
    ]
    assert {line.subject.partition("/")[2] for line in lines} == {pattern.text}
    assert [line.actor for line in lines] == [BY, BY, *[caller.user] * 4]
    assert await rowan.storage.read.list_changes.revision() == len(lines)
