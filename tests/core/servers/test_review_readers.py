"""Who reads a review channel: the definition, and that no mixture of roles gets past it."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.base.ids import RoleId, UserId
from core.servers.review_readers import ChannelRights, Readers, RoleRights, named, readers_of

EVERYONE = RoleId(1)
SOME = RoleId(2)


def channel(*roles: RoleRights, everyone: RoleRights | None = None, **told: bool) -> ChannelRights:
    """A channel that says no to @everyone and yes to what is named `r<number>`."""
    says = {EVERYONE: False} | {RoleId(int(name[1:])): yes for name, yes in told.items()}
    return ChannelRights(everyone or RoleRights(EVERYONE, views=True), roles, says)


def opening(rights: ChannelRights, moderator_role: RoleId | None = None, *accepted: RoleId) -> list[RoleId]:
    return [role.role for role in readers_of(rights, moderator_role, frozenset(accepted)).roles]


def test_a_role_that_nearly_everybody_has_is_no_private_channel() -> None:
    verified = RoleRights(SOME, members=1200)
    readers = readers_of(channel(verified, r2=True), None, frozenset())
    assert not readers.private
    assert readers.roles == (verified,)


@pytest.mark.parametrize("members", [None, 0, 1])
def test_how_many_have_the_role_counts_for_nothing(members: int | None) -> None:
    assert opening(channel(RoleRights(SOME, members=members), r2=True)) == [SOME]


@pytest.mark.parametrize(
    "fine", [RoleRights(SOME, moderates=True), RoleRights(SOME, of_a_bot=True), RoleRights(SOME, views=True)]
)
def test_moderators_bots_and_roles_that_the_channel_does_not_name_are_fine(fine: RoleRights) -> None:
    named_there = fine.moderates or fine.of_a_bot
    assert readers_of(channel(fine, **({"r2": True} if named_there else {})), None, frozenset()).private


def test_the_moderator_role_and_accepted_roles_are_fine() -> None:
    open_channel = channel(RoleRights(SOME), RoleRights(RoleId(3)), r2=True, r3=True)
    assert opening(open_channel) == [SOME, 3]
    assert opening(open_channel, SOME) == [3]
    assert opening(open_channel, None, RoleId(3)) == [SOME]
    assert opening(open_channel, SOME, RoleId(3)) == []


def test_a_gate_on_the_server_is_found_where_the_channel_says_nothing() -> None:
    gate = ChannelRights(RoleRights(EVERYONE), [RoleRights(SOME, views=True), RoleRights(RoleId(3))])
    assert opening(gate) == [SOME]


def test_everyone_is_public_whatever_else_holds() -> None:
    for everyone, told in (
        (RoleRights(EVERYONE, views=True), {}),
        (RoleRights(EVERYONE), {EVERYONE: True}),
        (RoleRights(EVERYONE, sees_all=True, moderates=True), {EVERYONE: False}),
        (RoleRights(EVERYONE, views=True, moderates=True), {}),
    ):
        readers = readers_of(ChannelRights(everyone, (), told), EVERYONE, frozenset({EVERYONE}))
        assert readers == Readers(everyone=True)


def test_single_members_are_named_and_refuse_nothing() -> None:
    rights = ChannelRights(RoleRights(EVERYONE), (), {}, {UserId(7): True, UserId(8): False})
    readers = readers_of(rights, None, frozenset())
    assert readers.private
    assert readers.alone == (7,)


def test_the_role_that_most_have_is_named_first() -> None:
    roles = [RoleRights(RoleId(number), members=number) for number in range(2, 15)]
    shown = named(roles)
    assert isinstance(shown["roles"], tuple)
    assert shown["roles"][:2] == ("<@&14> (14)", "<@&13> (13)")
    assert shown["more"] == 3
    assert named([RoleRights(SOME)], "role {}".format) == {"roles": ("role 2",), "more": 0}


def reads(everyone: RoleRights, held: Sequence[RoleRights], told: dict[RoleId, bool]) -> bool:
    """Discord's own rule for a member with several roles
    (https://discord.com/developers/docs/topics/permissions#permission-overwrites).
    """
    has = [everyone, *held]
    if any(role.sees_all for role in has):
        return True
    view = any(role.views for role in has)
    view = told.get(everyone.role, view)
    said = [told[role.role] for role in held if role.role in told]
    if any(said):
        return True
    return view and not said


FLAGS = st.booleans()
ROLES = st.lists(st.tuples(FLAGS, FLAGS, FLAGS), min_size=1, max_size=4)


@given(
    everyone=st.tuples(FLAGS, FLAGS), roles=ROLES, says=st.lists(st.none() | FLAGS, min_size=5, max_size=5)
)
def test_whoever_reads_a_private_channel_has_a_role_that_may(
    everyone: tuple[bool, bool],
    roles: list[tuple[bool, bool, bool]],
    says: list[bool | None],
) -> None:
    """Nobody whose roles all are of members without rights reads a channel that is called private."""
    all_of_us = RoleRights(EVERYONE, views=everyone[0], sees_all=everyone[1], moderates=everyone[1])
    made = [
        RoleRights(RoleId(number), views=views, sees_all=all_, moderates=all_ or moderates)
        for number, (views, all_, moderates) in enumerate(roles, 2)
    ]
    told = {RoleId(number): say for number, say in enumerate(says, 1) if say is not None}
    private = readers_of(ChannelRights(all_of_us, made, told), None, frozenset()).private
    members = [role for role in made if not role.moderates]
    every_mixture = [
        [role for place, role in enumerate(members) if bits >> place & 1] for bits in range(1 << len(members))
    ]
    if private:
        assert not any(reads(all_of_us, held, told) for held in every_mixture)
    elif not all_of_us.moderates:
        assert any(reads(all_of_us, held, told) for held in every_mixture)
