"""Exceptions of other servers: who may publish and follow them, what they hide, and when that ends."""

import pytest

from core.base.authority import Caller
from core.base.errors import UserError
from core.base.ids import ServerId
from core.lists.shared_standing import StanceKind
from core.lists.verdicts import decide, winning_matches
from core.servers.policy import Policy, Tier
from services.lists import followed_allows
from services.lists.followed_allows import FollowedAllows
from tests.people import manager, member, moderator
from tests.services.lists.process import A, B, C, D, Process

BAD = "good-wiki.example"


@pytest.fixture
async def allows(rowan: Process) -> FollowedAllows:
    """A, B and C put a good site on the shared list; D is trusted and excepts it."""
    await rowan.trusted(A, B, C, D)
    await rowan.add(A, BAD, share=True)
    for server in (B, C):
        await rowan.shared.stand(moderator(server), BAD, StanceKind.CONFIRM, "")
    await rowan.own.allow(moderator(D), BAD, "a good site")
    return FollowedAllows(storage=rowan.storage, clock=rowan.clock)


async def name_of(allows: FollowedAllows, server: ServerId) -> str:
    found = await allows.suggest(manager(server), "", followed=False)
    return found[0].pseudonym


async def acts(rowan: Process, server: ServerId) -> set[Tier]:
    found = await rowan.found(server, f"https://{BAD}/page")
    return {match.tier for match in winning_matches(found)}


async def test_who_follows_is_protected_from_shared_entries_and_nobody_else_is(
    rowan: Process, allows: FollowedAllows
) -> None:
    assert await allows.publish(manager(D), on=True)
    assert not await allows.publish(manager(D), on=True)
    assert await acts(rowan, B) == {Tier.SHARED}
    name, changed = await allows.follow(manager(B), await name_of(allows, B))
    assert changed
    assert not (await allows.follow(manager(B), name))[1]
    assert await acts(rowan, B) == set()
    assert await acts(rowan, C) == {Tier.SHARED}
    report = await rowan.own.show(moderator(B), BAD, "")
    assert report.let_through_by == [name]
    assert await allows.unfollow(manager(B), name) == name
    assert await acts(rowan, B) == {Tier.SHARED}


async def test_the_own_list_acts_all_the_same(rowan: Process, allows: FollowedAllows) -> None:
    await allows.publish(manager(D), on=True)
    await allows.follow(manager(A), await name_of(allows, A))
    assert await acts(rowan, A) == {Tier.OWN}
    # The shared list, which holds it too, is told to leave it alone.
    assert decide(await rowan.found(A, BAD), Policy()) is not None
    report = await rowan.own.show(moderator(A), BAD, "")
    assert report.effect.winner is not None
    assert report.effect.winner.tier is Tier.OWN
    await rowan.own.allow(moderator(A), BAD, "")
    assert await acts(rowan, A) == set()


async def test_show_and_sites_say_that_nothing_is_done(rowan: Process, allows: FollowedAllows) -> None:
    await rowan.own.add(moderator(B), BAD, None, "", share=True, site="A wiki")
    await rowan.own.remove(moderator(B), BAD, "")
    await rowan.shared.stand(moderator(B), BAD, StanceKind.CONFIRM, "")
    await allows.publish(manager(D), on=True)
    await allows.follow(manager(B), await name_of(allows, B))
    report = await rowan.own.show(moderator(B), BAD, "")
    assert (report.effect.winner, report.effect.sure, len(report.let_through_by)) == (None, None, 1)
    report = await rowan.own.show(moderator(C), BAD, "")
    assert (report.effect.sure is not None, list(report.let_through_by)) == (True, [])


@pytest.mark.parametrize("end", ["unpublish", "untrust", "ban", "unallow", "left"])
async def test_it_ends_with_each_of_its_reasons(rowan: Process, allows: FollowedAllows, end: str) -> None:
    await allows.publish(manager(D), on=True)
    await allows.follow(manager(B), await name_of(allows, B))
    assert await acts(rowan, B) == set()
    match end:
        case "unpublish":
            assert await allows.publish(manager(D), on=False)
            assert not await allows.publish(manager(D), on=False)
        case "untrust":
            await rowan.trust.untrust(str(D))
        case "ban":
            await rowan.trust.ban(str(D))
        case "unallow":
            await rowan.own.unallow(moderator(D), BAD, "")
        case _:
            async with rowan.database.bulk() as tx:
                await tx.run("UPDATE servers SET left_at = 1 WHERE id = $1", D)
    assert await acts(rowan, B) == {Tier.SHARED}


async def test_who_is_not_trusted_or_does_not_publish_cannot_be_followed(
    rowan: Process, allows: FollowedAllows
) -> None:
    with pytest.raises(UserError, match="allows-unknown"):
        await allows.follow(manager(B), "server-1")
    await allows.publish(manager(D), on=True)
    name = await name_of(allows, B)
    with pytest.raises(UserError, match="allows-own"):
        await allows.follow(manager(D), name)
    with pytest.raises(UserError, match="allows-unknown"):
        await allows.unfollow(manager(B), name)
    await rowan.trust.untrust(str(D))
    assert await allows.suggest(manager(B), "", followed=False) == []
    with pytest.raises(UserError, match="allows-unknown"):
        await allows.follow(manager(B), name)


async def test_two_of_one_name_are_told_apart(rowan: Process, allows: FollowedAllows) -> None:
    for server in (C, D):
        await allows.publish(manager(server), on=True)
        async with rowan.database.bulk() as tx:
            await tx.run("UPDATE servers SET list_name = 'North' WHERE id = $1", server)
    with pytest.raises(UserError, match="allows-several"):
        await allows.follow(manager(B), "North")
    offered = await allows.suggest(manager(B), "nor", followed=False)
    assert [each.name for each in offered] == ["North", "North"]
    for each in offered:
        assert (await allows.follow(manager(B), each.pseudonym))[1]
    with pytest.raises(UserError, match="allows-several"):
        await allows.unfollow(manager(B), "North")
    assert len(await allows.suggest(manager(B), "", followed=True)) == 2


async def test_only_so_many_are_followed(
    rowan: Process, allows: FollowedAllows, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(followed_allows, "MOST_FOLLOWED", 1)
    for server in (C, D):
        await allows.publish(manager(server), on=True)
        async with rowan.database.bulk() as tx:
            await tx.run("UPDATE servers SET list_name = $2 WHERE id = $1", server, f"name {server}")
    await allows.follow(manager(B), f"name {C}")
    await allows.follow(manager(B), f"name {C}")
    with pytest.raises(UserError, match="allows-many"):
        await allows.follow(manager(B), f"name {D}")


@pytest.mark.parametrize("who", [member(B), moderator(B)], ids=["member", "moderator"])
async def test_managers_alone_may(rowan: Process, allows: FollowedAllows, who: Caller) -> None:
    await allows.publish(manager(D), on=True)
    for work in (
        allows.publish(who, on=True),
        allows.publish(who, on=False),
        allows.follow(who, "x"),
        allows.unfollow(who, "x"),
    ):
        with pytest.raises(UserError, match="error-not-manager"):
            await work
    assert await allows.suggest(who, "", followed=False) == []
