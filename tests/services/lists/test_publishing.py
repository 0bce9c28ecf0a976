"""Publishing a list: what stands in an issue, what is taken off, and what happens when an export dies."""

import asyncio
import itertools

import pytest

from core.base.categories import Category
from core.base.errors import UserError
from core.links import find_links
from core.lists.hashed import Met
from core.lists.holds import HoldReason
from core.lists.shared_standing import StanceKind
from core.lists.signed import Allow, Entry, Issue, Pinned, Record, Refused, Retracted, Site, read_signed
from services.lists.imports.ports import OPERATOR
from services.lists.published import publishing
from services.lists.published.publishing import IssueFile, Publishing
from services.lists.sites import SiteChanges
from tests.people import moderator
from tests.services.lists.process import QUORUM, A, B, C, Process


@pytest.fixture
def publisher(rowan: Process) -> Publishing:
    return publishing_of(rowan)


def publishing_of(rowan: Process) -> Publishing:
    secrets = (bytes([number]) * 32 for number in itertools.count(1))
    return Publishing(
        storage=rowan.storage, clock=rowan.clock, quorum=QUORUM, new_secret=lambda: next(secrets)
    )


def read(rowan: Process, file: IssueFile, pinned: Pinned | None = None) -> tuple[Issue, list[Record]]:
    issue = read_signed([file.head, *file.body.blocks()], pinned, rowan.clock())
    records = list(issue.records())
    file.body.close()
    return issue, records


async def test_an_own_list_goes_out_with_its_exceptions_and_without_notes(
    rowan: Process, publisher: Publishing
) -> None:
    await rowan.add(A, "b.example", note="posted by somebody")
    await rowan.add(A, "a.example/page")
    await rowan.own.allow(moderator(A), "good.example", "ours")
    await rowan.add(B, "other.example")
    _, records = read(rowan, await publisher.publish(A, hashed=False))
    assert records == [
        Entry("a.example/page", Category.DOXXING),
        Entry("b.example", Category.DOXXING),
        Allow("good.example"),
    ]


async def test_the_shared_list_says_how_many_stand_for_an_entry_and_not_who(
    rowan: Process, publisher: Publishing
) -> None:
    await rowan.trusted(A, B, C)
    for pattern in ("listed.example", "proposed.example"):
        await rowan.add(A, pattern, share=True, note="words of ours")
    await rowan.shared.stand(moderator(B), "listed.example", StanceKind.CONFIRM, "")
    await rowan.shared.stand(moderator(C), "listed.example", StanceKind.CONFIRM, "")
    _, records = read(rowan, await publisher.publish(OPERATOR, hashed=False))
    assert records == [Entry("listed.example", Category.DOXXING, confirms=3)]


async def test_the_sites_of_entries_go_out_in_words_that_others_may_read(
    rowan: Process, publisher: Publishing
) -> None:
    who = moderator(A)
    for pattern, site in (("b.example", "Murk"), ("a.example", "MURK"), ("c.example", "")):
        await rowan.own.add(who, pattern, Category.DOXXING, "ours", share=False, site=site)
    summary = "A forum.\u202e\nCall +1 202 555 0143."
    await rowan.sites.change(who, "Murk", SiteChanges(summary=summary, note="for us alone"))
    _, records = read(rowan, await publisher.publish(A, hashed=False))
    site, *entries = records
    assert isinstance(site, Site)
    assert site.name == "Murk"
    assert site.summary.startswith("A forum. Call ")
    assert "0143" not in site.summary
    assert entries == [
        Entry("a.example", Category.DOXXING, site="Murk"),
        Entry("b.example", Category.DOXXING, site="Murk"),
        Entry("c.example", Category.DOXXING),
    ]
    _, hidden = read(rowan, await publisher.publish(A, hashed=True))
    assert all(isinstance(record, Entry) and not record.site for record in hidden)
    for pattern in ("a.example", "b.example"):
        await rowan.own.remove(who, pattern, "")
    _, records = read(rowan, await publisher.publish(A, hashed=False))
    assert not [record for record in records if isinstance(record, Site)], "nothing of it is listed any more"


async def test_a_site_of_the_shared_list_goes_out_once_whatever_its_entries_call_it(
    rowan: Process, publisher: Publishing
) -> None:
    await rowan.trusted(A, B)
    for server, pattern, name in (
        (A, "a.example", "Murk"),
        (B, "z.example", "murk"),
        (B, "b.example", "A b"),
    ):
        await rowan.own.add(moderator(server), pattern, Category.DOXXING, "", share=True, site=name)
        other = A if server == B else B
        await rowan.shared.stand(moderator(other), pattern, StanceKind.CONFIRM, "")
    await rowan.own.add(moderator(A), "p.example", Category.DOXXING, "", share=True, site="Proposed")
    _, records = read(rowan, await publisher.publish(OPERATOR, hashed=False))
    assert records == [
        Site("A b"),
        Site("Murk"),
        Entry("a.example", Category.DOXXING, confirms=2, site="Murk"),
        Entry("b.example", Category.DOXXING, confirms=2, site="A b"),
        Entry("z.example", Category.DOXXING, confirms=2, site="Murk"),
    ]


async def test_what_is_taken_off_is_said_until_it_comes_back(rowan: Process, publisher: Publishing) -> None:
    await rowan.add(A, "a.example")
    await rowan.add(A, "b.example")
    first, _ = read(rowan, await publisher.publish(A, hashed=False))
    await rowan.own.remove(moderator(A), "a.example", "")
    second, records = read(rowan, await publisher.publish(A, hashed=False), first.pinned)
    assert records == [Retracted("a.example"), Entry("b.example", Category.DOXXING)]
    third, records = read(rowan, await publisher.publish(A, hashed=False), second.pinned)
    assert records[0] == Retracted("a.example")
    await rowan.add(A, "a.example")
    fourth, records = read(rowan, await publisher.publish(A, hashed=False), first.pinned)
    assert records == [Entry("a.example", Category.DOXXING), Entry("b.example", Category.DOXXING)]
    assert [each.head.serial for each in (first, second, third, fourth)] == [1, 2, 3, 4]


async def test_what_was_never_published_leaves_no_tombstone(
    rowan: Process, publisher: Publishing, monkeypatch: pytest.MonkeyPatch
) -> None:
    await rowan.add(A, "a.example")
    first, _ = read(rowan, await publisher.publish(A, hashed=False))
    await rowan.add(A, "secret.example")

    def dies(*_: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as dying:
        dying.setattr(publishing, "signed_head", dies)
        with pytest.raises(RuntimeError):
            await publisher.publish(A, hashed=False)
    await rowan.own.remove(moderator(A), "secret.example", "")
    second, records = read(rowan, await publisher.publish(A, hashed=False), first.pinned)
    assert records == [Entry("a.example", Category.DOXXING)]
    assert second.head.serial == 2  # the number of what died before it was committed


async def test_an_issue_that_was_committed_and_never_printed_uses_up_its_number(
    rowan: Process, publisher: Publishing
) -> None:
    await rowan.add(A, "a.example")
    first, _ = read(rowan, await publisher.publish(A, hashed=False))
    (await publisher.publish(A, hashed=False)).body.close()
    third, _ = read(rowan, await publisher.publish(A, hashed=False), first.pinned)
    assert third.head.serial == 3


async def test_two_exports_at_once_make_no_two_files_with_one_number(
    rowan: Process, elsewhere: Process
) -> None:
    await rowan.add(A, "a.example")
    await rowan.add(A, "b.example")
    read(rowan, await publishing_of(rowan).publish(A, hashed=False))
    both = await asyncio.gather(
        publishing_of(rowan).publish(A, hashed=False),
        publishing_of(elsewhere).publish(A, hashed=False),
        return_exceptions=True,
    )
    files = [each for each in both if isinstance(each, IssueFile)]
    assert files
    assert all(isinstance(each, (IssueFile, UserError)) for each in both)
    assert len({file.serial for file in files}) == len(files)
    for file in files:
        file.body.close()


async def test_each_list_and_each_form_of_it_has_a_key_of_its_own(
    rowan: Process, publisher: Publishing
) -> None:
    await rowan.add(A, "a.example")
    await rowan.add(B, "a.example")
    issues = [
        read(rowan, await publisher.publish(server, hashed=hashed))[0]
        for server, hashed in ((A, False), (A, True), (B, False))
    ]
    assert len({issue.pinned.key for issue in issues}) == 3
    assert [issue.head.serial for issue in issues] == [1, 1, 1]
    again, _ = read(rowan, await publisher.publish(A, hashed=False), issues[0].pinned)
    assert again.pinned.key == issues[0].pinned.key


async def test_a_new_key_is_followed_and_the_old_one_is_no_more(
    rowan: Process, publisher: Publishing
) -> None:
    await rowan.add(A, "a.example")
    first, _ = read(rowan, await publisher.publish(A, hashed=False))
    second, _ = read(rowan, await publisher.publish(A, hashed=False, new_key=True), first.pinned)
    third, _ = read(rowan, await publisher.publish(A, hashed=False), first.pinned)
    assert third.pinned.key == second.pinned.key != first.pinned.key
    for _ in range(15):
        (await publisher.publish(A, hashed=False, new_key=True)).body.close()
    with pytest.raises(UserError, match="publish-many-keys"):
        await publisher.publish(A, hashed=False, new_key=True)


async def test_a_list_without_anything_is_not_begun(rowan: Process, publisher: Publishing) -> None:
    with pytest.raises(UserError, match="publish-empty"):
        await publisher.publish(A, hashed=False)
    await rowan.add(A, "a.example")
    read(rowan, await publisher.publish(A, hashed=False))
    await rowan.own.remove(moderator(A), "a.example", "")
    _, records = read(rowan, await publisher.publish(A, hashed=False))
    assert records == [Retracted("a.example")]


async def test_a_hashed_list_holds_no_address_and_is_met_by_a_link(
    rowan: Process, publisher: Publishing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.lists.published.lines._IN_MEMORY", 2)
    patterns = ["host.example", "page.example/one", "=exact.example", "family-name.*", "discord.gg/code1"]
    for pattern in patterns:
        await rowan.add(A, pattern)
    await rowan.own.remove(moderator(A), "host.example", "")
    file = await publisher.publish(A, hashed=True)
    text = (file.head + b"".join(file.body.blocks())).decode()
    assert not any(word in text for word in ("example", "family", "code1"))
    _, records = read(rowan, file)
    assert len(records) == 4
    links = find_links("https://page.example/one/two family-name.net", lambda _: True)
    met = Met(links)
    found = {
        pattern.text
        for record in records
        if isinstance(record, Entry)
        for pattern in met.in_clear(record.place, record.whole)
        if any(pattern.covers(link) for link in links)
    }
    assert found == {"page.example/one", "family-name.*"}


async def test_what_of_a_file_is_missing_is_refused(rowan: Process, publisher: Publishing) -> None:
    await rowan.add(A, "a.example")
    file = await publisher.publish(A, hashed=False)
    with pytest.raises(Refused, match="cut"):
        list(read_signed([file.head], None, rowan.clock()).records())
    file.body.close()


async def test_what_is_held_here_is_taken_off_there_until_somebody_has_looked_at_it(
    rowan: Process, publisher: Publishing
) -> None:
    await rowan.trusted(A, B, C)
    for server in (A, B):
        await rowan.add(server, "new.example", share=True)
    known = await rowan.storage.read.shared.get("new.example")
    assert known is not None
    assert known.id is not None
    first, records = read(rowan, await publisher.publish(OPERATOR, hashed=False))
    assert records == [Entry("new.example", Category.DOXXING, confirms=2)]
    async with rowan.storage.durable() as tx:
        await tx.holds.hold(known.id, HoldReason.UNDONE, rowan.clock())
    second, records = read(rowan, await publisher.publish(OPERATOR, hashed=False), first.pinned)
    assert records == [Retracted("new.example")]
    await rowan.shared.stand(moderator(C), "new.example", StanceKind.CONFIRM, "")
    _, records = read(rowan, await publisher.publish(OPERATOR, hashed=False), second.pinned)
    assert records == [Entry("new.example", Category.DOXXING, confirms=3)]


async def test_an_entry_whose_time_is_over_goes_out_no_more_though_nobody_tidied_up(
    rowan: Process, publisher: Publishing
) -> None:
    await rowan.own.add(moderator(A), "short.example", None, "", share=False, days=1)
    await rowan.add(A, "long.example")
    first, _ = read(rowan, await publisher.publish(A, hashed=False))
    rowan.clock.forward(days=1)
    _, records = read(rowan, await publisher.publish(A, hashed=False), first.pinned)
    assert records == [Entry("long.example", Category.DOXXING), Retracted("short.example")]
