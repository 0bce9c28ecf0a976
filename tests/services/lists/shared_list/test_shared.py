"""What servers may say on the shared list, and in whose words an entry stands there."""

import pytest

from core.base.categories import Category
from core.base.errors import UserError
from core.lists import stances
from core.lists.shared_standing import StanceKind
from core.lists.stances import EntryWords
from tests.people import moderator
from tests.services.lists.process import A, B, Process


async def test_nothing_is_confirmed_that_nobody_stands_for(rowan: Process) -> None:
    await rowan.trusted(B)
    with pytest.raises(UserError, match="sharing-unknown"):
        await rowan.shared.stand(moderator(B), "forum.example", StanceKind.CONFIRM, "")
    await rowan.add(A, "forum.example", share=True)
    await rowan.shared.retract(moderator(A), "forum.example", "")
    with pytest.raises(UserError, match="sharing-unknown"):
        await rowan.shared.stand(moderator(B), "forum.example", StanceKind.CONFIRM, "")


async def test_sharing_needs_an_own_entry_and_keeps_it(rowan: Process) -> None:
    with pytest.raises(UserError, match="sharing-not-own"):
        await rowan.shared.share(moderator(A), "forum.example", "")
    await rowan.own.add(moderator(A), "forum.example", Category.SCAM, "", share=False)
    await rowan.shared.share(moderator(A), "forum.example", "")
    assert await rowan.storage.read.own.get(A, "forum.example") is not None
    entry = await rowan.storage.read.shared.get("forum.example")
    assert entry is not None
    assert entry.words == EntryWords(Category.SCAM, "")


async def test_what_is_listed_already_is_shared_in_the_words_it_has(rowan: Process) -> None:
    await rowan.own.add(moderator(A), "forum.example", Category.SCAM, "as it was", share=False)
    added = await rowan.own.add(moderator(A), "forum.example", None, "", share=True)
    assert (added.new, added.entry.category) == (False, Category.SCAM)
    entry = await rowan.storage.read.shared.get("forum.example")
    assert entry is not None
    assert entry.words == EntryWords(Category.SCAM, "as it was")
    await rowan.own.add(moderator(A), "forum.example", Category.HATE, "newer", share=True)
    entry = await rowan.storage.read.shared.get("forum.example")
    assert entry is not None
    assert entry.words == EntryWords(Category.HATE, "newer")


async def test_an_untrusted_server_can_only_say_so_much(
    rowan: Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stances, "UNTRUSTED_STANCES", 2)
    for host in ("a1.example", "b1.example"):
        await rowan.add(A, host, share=True)
    with pytest.raises(UserError, match="list-stances-full"):
        await rowan.add(A, "c1.example", share=True)
    assert await rowan.storage.read.own.get(A, "c1.example") is None  # all or nothing
    await rowan.trusted(A)
    await rowan.add(A, "c1.example", share=True)


async def test_words_that_ran_out_count_no_more_and_a_standing_one_can_always_be_renewed(
    rowan: Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stances, "UNTRUSTED_STANCES", 2)
    for host in ("a1.example", "b1.example"):
        await rowan.add(A, host, share=True)
    rowan.clock.forward(days=100)
    await rowan.shared.share(
        moderator(A), "b1.example", "still so"
    )  # renewed though the server's room is full
    rowan.clock.forward(days=100)  # the word on a1 ran out, that on b1 stands
    await rowan.add(A, "c1.example", share=True)
    with pytest.raises(UserError, match="list-stances-full"):
        await rowan.shared.share(moderator(A), "a1.example", "")
    await rowan.shared.retract(moderator(A), "c1.example", "")
    await rowan.shared.share(moderator(A), "a1.example", "")
