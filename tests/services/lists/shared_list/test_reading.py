"""A server that installs Rowan to read the shared list, played through on the real services."""

import pytest

from core.base.errors import UserError
from core.lists.shared_standing import StanceKind
from services.lists.own import Suggested
from services.lists.shared_list.reads import OFFERED, READ_A_DAY
from tests.people import member, moderator
from tests.services.lists.process import A, C, Process
from tests.services.lists.shared_list.many import listed_hosts


@pytest.fixture
def most(monkeypatch: pytest.MonkeyPatch) -> int:
    """How many patterns a server that is not trusted is shown in these tests: as many as take little time."""
    for module in ("reads", "shared"):
        monkeypatch.setattr(f"services.lists.shared_list.{module}.READ_A_DAY", 20)
    return 20


async def test_who_reads_the_list_sees_patterns_and_categories_and_only_so_many(
    rowan: Process, most: int
) -> None:
    assert most < READ_A_DAY
    await listed_hosts(rowan, most + 10)
    await rowan.add(A, "merely-proposed.example", share=True)
    spy, seen = moderator(C), set()
    with pytest.raises(UserError, match="sharing-read-enough"):
        for number in range(most):
            page = await rowan.shared.pending(spy, number)
            for row in page.rows:
                assert (row.note, row.said, row.standing, row.proposed_at, row.entry, row.evidence) == (
                    "",
                    (),
                    None,
                    None,
                    None,
                    None,
                )
                seen.add(row.pattern.text)
    assert len(seen) == most
    assert "merely-proposed.example" not in seen
    for _ in range(3):
        with pytest.raises(UserError, match="sharing-read-enough"):
            await rowan.shared.pending(spy, 0)
    assert await rowan.own.suggest(spy, Suggested.SHARED, "listed-") == []
    with pytest.raises(UserError, match="sharing-read-enough"):
        await rowan.own.show(spy, "listed-001.example", "")
    with pytest.raises(UserError, match="sharing-read-enough"):
        await rowan.check.check(spy, "listed-001.example", [])
    assert len(await rowan.found(C, "listed-001.example")) == 1  # what is posted there is found as ever
    rowan.clock.forward(days=1)
    assert (await rowan.shared.pending(spy, 0)).rows
    await rowan.shared.pending(moderator(A), 0)


@pytest.mark.long
async def test_another_process_of_rowan_knows_how_much_was_read(rowan: Process, elsewhere: Process) -> None:
    await listed_hosts(rowan, READ_A_DAY)
    for number in range(READ_A_DAY // 5):
        await rowan.shared.pending(moderator(C), number)
    with pytest.raises(UserError, match="sharing-read-enough"):
        await elsewhere.shared.pending(moderator(C), 0)


async def test_suggestions_give_a_few_for_what_is_half_known(rowan: Process) -> None:
    await listed_hosts(rowan, 30)
    spy = moderator(C)
    assert await rowan.own.suggest(spy, Suggested.SHARED, "") == []
    assert await rowan.own.suggest(spy, Suggested.SHARED, "li") == []
    assert len(await rowan.own.suggest(spy, Suggested.SHARED, "listed-0")) == OFFERED
    assert len(await rowan.own.suggest(moderator(A), Suggested.SHARED, "listed-0")) == 25


async def test_what_is_merely_proposed_looks_like_what_never_was(rowan: Process) -> None:
    await rowan.trusted(A)
    await rowan.add(A, "proposed.example", share=True)
    spy = moderator(C)
    answers = []
    for host in ("proposed.example", "never-heard.example"):
        shown = await rowan.own.show(spy, host, "")
        checked = await rowan.check.check(spy, host, [])
        with pytest.raises(UserError) as refused:
            await rowan.shared.stand(spy, host, StanceKind.DISPUTE, "")
        answers.append(
            (shown.shared, len(shown.covered_by), str(refused.value.key), getattr(checked, "matches", None))
        )
    assert answers[0] == answers[1]
    entry = await rowan.storage.read.shared.get("proposed.example")
    assert entry is not None
    assert entry.id is not None
    with pytest.raises(UserError, match="error-unknown-button"):
        await rowan.shared.pattern_at(spy, entry.id)  # nor by counting the numbers of buttons up
    for caller in (member(C), member(A)):
        with pytest.raises(UserError, match="error-not-moderator"):
            await rowan.shared.pattern_at(caller, entry.id)


async def test_what_covers_the_place_that_is_looked_up_counts_as_read_too(
    rowan: Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else whoever asks for a page of each host that they can think of reads the hosts."""
    monkeypatch.setattr("services.lists.shared_list.reads.READ_A_DAY", 2)
    hosts = await listed_hosts(rowan, 3)
    for host in hosts[:2]:
        assert (await rowan.own.show(moderator(C), f"{host}/any/page", "")).covered_by
    with pytest.raises(UserError, match="sharing-read-enough"):
        await rowan.own.show(moderator(C), f"{hosts[2]}/any/page", "")
    await rowan.own.show(moderator(C), "never-heard.example/page", "")
