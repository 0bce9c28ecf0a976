"""What goes with a word that is taken back, or whose server is banned: the end of a hold, a note, the name of a site."""

import pytest

from core.base.categories import Category
from core.lists.holds import HoldReason
from core.lists.shared_standing import StanceKind
from tests.people import moderator
from tests.services.lists.process import A, B, C, D, Process

HOST = "forum.example"


async def held(rowan: Process) -> bool:
    entry = await rowan.storage.read.shared.get(HOST)
    assert entry is not None
    return entry.held is not None


async def hold(rowan: Process) -> None:
    """The entry, listed by two groups, and held."""
    await rowan.trusted(A, B, C, D)
    for server in (A, B):
        await rowan.add(server, HOST, share=True)
    entry = await rowan.storage.read.shared.get(HOST)
    assert entry is not None
    assert entry.id is not None
    async with rowan.storage.durable() as tx:
        await tx.holds.hold(entry.id, HoldReason.UNDONE, rowan.clock())
    assert await held(rowan)


@pytest.mark.parametrize("goes", ["ban", "untrust", "retract", "dispute"])
async def test_a_hold_comes_back_with_the_word_that_ended_it(rowan: Process, goes: str) -> None:
    await hold(rowan)
    await rowan.shared.stand(moderator(C), HOST, StanceKind.CONFIRM, "")
    assert not await held(rowan)
    match goes:
        case "ban":
            await rowan.trust.ban(str(C))
        case "untrust":
            await rowan.trust.untrust(str(C))
        case "retract":
            await rowan.shared.retract(moderator(C), HOST, "")
        case _:
            await rowan.shared.stand(moderator(C), HOST, StanceKind.DISPUTE, "wrong after all")
    assert await held(rowan)
    if goes in ("ban", "untrust"):
        await rowan.trust.trust(str(C), None)  # as it was before it was shut out
    else:
        await rowan.shared.stand(moderator(C), HOST, StanceKind.CONFIRM, "")
    assert not await held(rowan)


async def test_a_hold_stays_ended_while_another_new_group_stands_for_the_entry(rowan: Process) -> None:
    await hold(rowan)
    await rowan.shared.stand(moderator(C), HOST, StanceKind.CONFIRM, "")
    await rowan.shared.stand(moderator(D), HOST, StanceKind.CONFIRM, "")
    await rowan.trust.ban(str(C))
    assert not await held(rowan)
    await rowan.trust.ban(str(D))
    assert await held(rowan)  # whoever stood for it while it was held does not end it
    await rowan.shared.stand(moderator(B), HOST, StanceKind.CONFIRM, "")
    assert await held(rowan)


async def test_who_confirms_again_in_the_group_of_who_stood_for_it_does_not_keep_a_hold_ended(
    rowan: Process,
) -> None:
    await hold(rowan)
    await rowan.shared.stand(moderator(C), HOST, StanceKind.CONFIRM, "")
    mate = (await rowan.storage.read.servers.get(A)).trust_group
    await rowan.trust.trust(str(C), mate)  # it was the same people all along
    assert await held(rowan)


# The words of a server that was banned.


async def words(rowan: Process) -> tuple[str, str, str]:
    entry = await rowan.storage.read.shared.get(HOST)
    assert entry is not None
    return str(entry.words.category), entry.words.note, entry.words.site.name


async def test_what_a_banned_server_wrote_is_shown_to_nobody_and_is_back_when_it_is_trusted_again(
    rowan: Process,
) -> None:
    await rowan.trusted(A, B)
    asked = (moderator(A), HOST, Category.SCAM, "an insult")
    await rowan.own.add(*asked, share=True, site="A rude name")
    await rowan.shared.stand(moderator(B), HOST, StanceKind.CONFIRM, "")
    assert await words(rowan) == ("scam", "an insult", "A rude name")
    await rowan.trust.ban(str(A))
    assert await words(rowan) == ("scam", "", "")  # it acts by its category as before
    sites = rowan.storage.read.shared_sites
    assert await sites.find("a rude name", listed_only=False) is None
    assert await sites.entries("a rude name", listed_only=False, limit=5) == []
    assert await sites.suggest("a rude", 5) == []
    assert [match.note for match in await rowan.found(B, HOST)] == [""]
    await rowan.trust.trust(str(A), None)
    assert await words(rowan) == ("scam", "an insult", "A rude name")
    assert await sites.suggest("a rude", 5) == ["A rude name"]


async def test_whoever_confirms_next_gives_the_entry_words_in_place_of_a_banned_servers(
    rowan: Process,
) -> None:
    await rowan.trusted(A, B, C)
    await rowan.own.add(moderator(A), HOST, Category.SCAM, "an insult", share=True)
    await rowan.shared.stand(moderator(B), HOST, StanceKind.CONFIRM, "")
    await rowan.trust.ban(str(A))
    await rowan.own.add(moderator(C), HOST, Category.HARASSMENT, "takes money", share=True)
    assert await words(rowan) == ("scam", "takes money", "")  # what it is, B stands for
    await rowan.trust.trust(str(A), None)
    assert await words(rowan) == ("scam", "takes money", "")
