"""Sites: what joins them, what is inherited, who sees what, and what becomes of them."""

from datetime import timedelta

import pytest

from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import ServerId
from core.base.retention import KeptFor
from core.links import canonical
from core.lists.holds import HoldReason
from core.lists.resemblance import Likeness
from core.lists.shared_standing import SharedState, StanceKind
from core.servers.policy import Action, Preset, Tier
from services.lists import own_sites
from services.lists.own_results import AddedEntry
from services.lists.sites import LikeSite, SiteChanges
from tests.given_retention import forget
from tests.kept import audit
from tests.people import member, moderator
from tests.services.lists.process import A, B, Process

C = ServerId(300)


async def put(
    rowan: Process, typed: str, server: ServerId = A, *, share: bool = False, **said: object
) -> AddedEntry:
    category, note = said.pop("category", None), said.pop("note", "")
    return await rowan.own.add(moderator(server), typed, category, note, share=share, **said)


async def test_a_new_mirror_inherits_category_and_note(rowan: Process) -> None:
    await put(rowan, "murkhollow.net", category=Category.DOXXING, note="Their forum", site="Murkhollow")
    mirror = await put(rowan, "murkhollow.st", site="  murkHOLLOW ")
    assert (mirror.entry.category, mirror.entry.note) == (Category.DOXXING, "Their forum")
    said = await put(rowan, "t.me/murkhollow", site="Murkhollow", category=Category.THREATS, note="Chat")
    assert (said.entry.category, said.entry.note) == (Category.THREATS, "Chat")
    page = await rowan.sites.page(moderator(A), "murkhollow", 0)
    assert page.own is not None
    assert (page.name, page.own.category, page.total) == ("Murkhollow", Category.DOXXING, 3)
    assert [(row.tier, row.action) for row in page.rows] == [(Tier.OWN, Action.DELETE)] * 3


async def test_a_site_shows_how_each_address_stands(rowan: Process) -> None:
    await put(rowan, "murkhollow.net", site="Murkhollow")
    await put(rowan, "murkhollow.st", site="Murkhollow", days=3)
    await rowan.own.allow(moderator(A), "murkhollow.net", "")
    first, second = (await rowan.sites.page(moderator(A), "Murkhollow", 0)).rows
    assert (first.allowed, second.allowed) == (True, False)
    assert second.own is not None
    assert second.own.ends_at == rowan.clock() + timedelta(days=3)


async def test_a_pattern_is_in_one_site_of_a_list(rowan: Process) -> None:
    await put(rowan, "murkhollow.net", site="One")
    moved = await put(rowan, "murkhollow.net", site="Two")
    assert moved.before is not None
    assert moved.before.site is not None
    assert (moved.before.site.words.name, moved.entry.site_words.name) == ("One", "Two")
    with pytest.raises(UserError, match="site-unknown"):  # nothing is left of it
        await rowan.sites.page(moderator(A), "One", 0)


async def test_each_list_has_its_own_sites(rowan: Process) -> None:
    await put(rowan, "murkhollow.net", site="Murkhollow")
    with pytest.raises(UserError, match="site-unknown"):
        await rowan.sites.page(moderator(B), "Murkhollow", 0)
    with pytest.raises(UserError, match="site-not-own"):
        await rowan.sites.change(moderator(B), "Murkhollow", SiteChanges(summary="x"))
    assert await rowan.sites.suggest(moderator(B), "murk") == []
    assert await rowan.sites.suggest(moderator(A), "HOLLOW") == ["Murkhollow"]
    assert await rowan.sites.suggest(member(A), "") == []


async def test_sharing_carries_the_site_and_a_mirror_needs_its_own_confirms(rowan: Process) -> None:
    for server, group in ((A, "a"), (B, "b")):
        await rowan.trust.trust(str(server), group)
    await put(rowan, "murkhollow.net", site="Murkhollow of +49 170 1234567", note="n", share=True)
    await rowan.shared.stand(moderator(B), "murkhollow.net", StanceKind.CONFIRM, "")
    await put(rowan, "murkhollow.st", site="Murkhollow of +49 170 1234567", share=True)
    shown = (await rowan.own.show(moderator(B), "murkhollow.net", "")).shared
    assert shown is not None
    assert "1234567" not in shown.site.name
    page = await rowan.sites.page(moderator(B), shown.site.name, 0)
    assert [(row.pattern.text, row.shared and row.shared.state, row.tier) for row in page.rows] == [
        ("murkhollow.net", SharedState.LISTED, Tier.SHARED),
        ("murkhollow.st", SharedState.PROPOSED, Tier.PROPOSED),
    ]
    assert page.own is None


async def test_a_server_that_is_not_trusted_sees_listed_addresses_alone(rowan: Process) -> None:
    for server, group in ((A, "a"), (B, "b")):
        await rowan.trust.trust(str(server), group)
    await put(rowan, "murkhollow.net", site="Murkhollow", share=True)
    await rowan.sites.change(moderator(A), "Murkhollow", SiteChanges(summary="Who runs it"))
    await put(rowan, "murkhollow.st", site="Murkhollow", share=True)
    with pytest.raises(UserError, match="site-unknown"):
        await rowan.sites.page(moderator(C), "Murkhollow", 0)
    await rowan.shared.stand(moderator(B), "murkhollow.net", StanceKind.CONFIRM, "")
    page = await rowan.sites.page(moderator(C), "Murkhollow", 0)
    assert [row.pattern.text for row in page.rows] == ["murkhollow.net"]
    assert (page.shared.name, page.shared.summary) == ("", "")
    assert await rowan.sites.suggest(moderator(C), "murk") == []
    shown = await rowan.own.show(moderator(C), "murkhollow.net", "")
    assert shown.shared is not None
    assert shown.shared.site.name == ""


async def test_a_site_of_the_shared_list_sinks_with_whoever_stands_for_it(rowan: Process) -> None:
    for server, group in ((A, "a"), (B, "b")):
        await rowan.trust.trust(str(server), group)
    await put(rowan, "murkhollow.net", site="Murkhollow", share=True)
    assert (await rowan.sites.page(moderator(B), "Murkhollow", 0)).total == 1
    await rowan.shared.retract(moderator(A), "murkhollow.net", "")
    with pytest.raises(UserError, match="site-unknown"):
        await rowan.sites.page(moderator(B), "Murkhollow", 0)


async def test_a_trusted_server_inherits_from_the_shared_list(rowan: Process) -> None:
    for server, group in ((A, "a"), (B, "b")):
        await rowan.trust.trust(str(server), group)
    await put(rowan, "murkhollow.net", site="Murkhollow", category=Category.DOXXING, note="Forum", share=True)
    joined = await put(rowan, "murkhollow.st", B, site="murkhollow")
    assert (joined.entry.category, joined.entry.note) == (Category.DOXXING, "Forum")
    unheard = await put(rowan, "murkhollow.st", C, site="murkhollow")
    assert (unheard.entry.category, unheard.entry.note) == (Category.HARASSMENT, "")


async def test_a_site_is_renamed_described_and_merged(rowan: Process) -> None:
    await put(rowan, "murkhollow.net", site="Murkhollow")
    await put(rowan, "murkhollow.st", site="Mirror", note="m")
    edit = rowan.sites.change
    done = await edit(moderator(A), "murkhollow", SiteChanges("Murk", "A forum", Category.THREATS, "n"))
    assert (done.after.words.name, done.after.words.summary) == ("Murk", "A forum")
    assert (await put(rowan, "murkhollow.hk", site="Murk")).entry.category is Category.THREATS
    taken = await edit(moderator(A), "Mirror", SiteChanges("murk"))
    assert taken.into == done.after
    assert taken.after == taken.before
    merged = await rowan.sites.merge(moderator(A), taken.after.id, done.after.id)
    assert merged.words.summary == "A forum"
    assert (await rowan.sites.page(moderator(A), "Murk", 0)).total == 3
    for attempt in (
        rowan.sites.merge(moderator(A), taken.after.id, done.after.id),
        rowan.sites.merge(moderator(A), done.after.id, done.after.id),
        rowan.sites.merge(moderator(B), done.after.id, taken.after.id),
    ):
        with pytest.raises(UserError, match="site-gone"):
            await attempt
    actions = [line.action for line in await audit(rowan.database, rowan.vault)]
    assert [each for each in actions if each.startswith("site")] == [
        *("site-make", "site-make", "site-change", "site-merge"),
    ]


async def test_sites_have_an_end(rowan: Process, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_sites, "ENTRIES_PER_SITE", 1)
    monkeypatch.setattr(own_sites, "SITES_PER_SERVER", 1)
    await put(rowan, "murkhollow.net", site="Murk")
    for refused, site in (("site-full", "Murk"), ("sites-full", "Other"), ("site-name-refused", " `")):
        with pytest.raises(UserError, match=refused):
            await put(rowan, "murkhollow.st", site=site)
    assert (await put(rowan, "murkhollow.net", site="Murk", note="n")).entry.note == "n"
    with pytest.raises(UserError, match="list-not-there"):
        await rowan.own.remove(moderator(A), "murkhollow.st", "")


async def test_a_site_goes_with_its_last_entry(rowan: Process) -> None:
    await put(rowan, "murkhollow.net", site="Murk")
    await put(rowan, "murkhollow.st", site="Murk")
    await rowan.own.remove(moderator(A), "murkhollow.net", "")
    long = KeptFor().rows + timedelta(days=1)
    await forget(rowan.database, rowan.clock() + long)
    assert (await rowan.sites.page(moderator(A), "Murk", 0)).total == 1
    rowan.clock.forward(days=1)
    await rowan.own.remove(moderator(A), "murkhollow.st", "")
    assert (await rowan.sites.page(moderator(A), "Murk", 0)).total == 0
    await forget(rowan.database, rowan.clock() + long)
    assert await rowan.database.read.all("SELECT 1 FROM own_sites") == []


@pytest.mark.parametrize("caller", [member(A)])
async def test_sites_are_for_moderators(rowan: Process, caller: object) -> None:
    await put(rowan, "murkhollow.net", site="Murk")
    sites = rowan.sites
    for attempt in (
        sites.page(caller, "Murk", 0),
        sites.change(caller, "Murk", SiteChanges("x")),
        sites.merge(caller, 1, 2),
    ):
        with pytest.raises(UserError, match="error-not-moderator"):
            await attempt


async def test_a_link_finds_the_site_that_it_is_like(rowan: Process) -> None:
    for server, group in ((A, "a"), (B, "b")):
        await rowan.trust.trust(str(server), group)
    await put(rowan, "murkhollow.net", site="Murk", share=True)
    await put(rowan, "grimfen.net")  # in no site
    for typed, found in (
        ("murkhollow.st/x", LikeSite("Murk", Likeness.NAME, Category.HARASSMENT)),
        ("murkho11ow.st", LikeSite("Murk", Likeness.LOOKS, Category.HARASSMENT)),
        ("grimfen.st", None),
        ("lantern.example", None),
    ):
        link = canonical(typed)
        assert link is not None
        assert await rowan.sites.like(A, [link]) == found
        assert await rowan.sites.like(B, [link]) == found  # by the shared list
        assert await rowan.sites.like(C, [link]) is None
    await rowan.own.remove(moderator(A), "murkhollow.net", "")
    link = canonical("murkhollow.st")
    assert link is not None
    assert await rowan.sites.like(A, [link]) is None


async def test_a_held_address_waits_for_a_human_except_where_it_was_confirmed(rowan: Process) -> None:
    for server, group in ((A, "a"), (B, "b")):
        await rowan.trust.trust(str(server), group)
    await put(rowan, "murkhollow.net", site="Murkhollow", share=True)
    await rowan.shared.stand(moderator(B), "murkhollow.net", StanceKind.CONFIRM, "")
    async with rowan.storage.durable() as tx:
        for server in (B, C):
            await tx.servers.ensure(server)
            await tx.policies.set_preset(server, Preset.STANDARD)
    assert await shared_action(rowan, C) is Action.DELETE
    entry = await rowan.storage.read.shared.get("murkhollow.net")
    assert entry is not None
    assert entry.id is not None
    async with rowan.storage.durable() as tx:
        await tx.holds.hold(entry.id, HoldReason.UNDONE, rowan.clock())
    assert await shared_action(rowan, C) is Action.REVIEW
    assert await shared_action(rowan, B) is Action.DELETE
    shown = await rowan.own.show(moderator(C), "murkhollow.net", "")
    assert shown.effect.sure is not None
    assert (shown.effect.sure.action, shown.effect.sure.rule) == (Action.REVIEW, "held-undone")


async def shared_action(rowan: Process, server: ServerId) -> Action | None:
    (row,) = (await rowan.sites.page(moderator(server), "Murkhollow", 0)).rows
    assert row.tier is Tier.SHARED
    return row.action


async def test_what_a_site_shows_of_the_shared_list_counts_as_read(
    rowan: Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    for server, group in ((A, "a"), (B, "b")):
        await rowan.trust.trust(str(server), group)
        await put(rowan, "murkhollow.net", server, site="Murkhollow", share=True)
    monkeypatch.setattr("services.lists.shared_list.reads.READ_A_DAY", 2)
    for _ in range(2):
        await rowan.sites.page(moderator(C), "Murkhollow", 0)
    with pytest.raises(UserError, match="sharing-read-enough"):
        await rowan.sites.page(moderator(C), "Murkhollow", 0)
