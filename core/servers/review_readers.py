"""Deciding who can read a review channel, and whether that is private enough (docs/decisions: review readers).

Discord lets somebody read a channel by the rights of their roles in the server, then by what the channel says of
@everyone, then of their roles, then of themselves. Of several roles it is enough that one opens the channel: whatever
lets a member with many roles in would let in a member who has one of them alone. So each role is looked at by itself.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from core.base.errors import UserError, Value
from core.base.ids import ChannelId, RoleId, UserId

MOST_READERS = 50  # members that a role may have which is accepted as a reader
_NAMED = 10  # roles before "and n more"


@dataclass(frozen=True, slots=True)
class RoleRights:
    """What a role is in its server, whatever a channel says of it.

    `views`: it gives View Channel; `sees_all`: Administrator, whom no channel can shut out. `moderates`: it gives Manage
    Messages, Manage Server or Administrator, and so makes a moderator. `of_a_bot`: Discord keeps it for one bot, no person
    can have it. `members`: how many have it, None where that is not known.
    """

    role: RoleId
    views: bool = False
    sees_all: bool = False
    moderates: bool = False
    of_a_bot: bool = False
    members: int | None = None


@dataclass(frozen=True, slots=True)
class ChannelRights:
    """A channel and the roles of its server. `told`, `told_alone`: what the channel itself says of View Channel for a role
    and for single members; what is not among them is left to the server.
    """

    everyone: RoleRights
    roles: Sequence[RoleRights]
    told: Mapping[RoleId, bool] = field(default_factory=dict)
    told_alone: Mapping[UserId, bool] = field(default_factory=dict)

    def opens_for(self, role: RoleRights) -> bool:
        """Whether a member who has this role and no other reads the channel."""
        if self.everyone.sees_all or role.sees_all:
            return True
        by_server = self.everyone.views or role.views
        by_everyone = self.told.get(self.everyone.role, by_server)
        return self.told.get(role.role, by_everyone)


@dataclass(frozen=True, slots=True)
class Readers:
    """Who reads a channel and should not. `alone`: members whom the channel names; whether each is a moderator is not known
    here.
    """

    everyone: bool = False
    roles: Sequence[RoleRights] = ()
    alone: Sequence[UserId] = ()

    @property
    def private(self) -> bool:
        """Whether no role lets people in who do not moderate."""
        return not self.everyone and not self.roles


def readers_of(channel: ChannelRights, moderator_role: RoleId | None, accepted: frozenset[RoleId]) -> Readers:
    """Say who reads the channel besides moderators, bots and those roles that a manager accepted.

    How many have a role counts for nothing: who gets it tomorrow is not told to Rowan.
    """
    if channel.opens_for(channel.everyone):
        return Readers(everyone=True)
    let_in = [
        role
        for role in channel.roles
        if not (role.moderates or channel.everyone.moderates or role.of_a_bot)
        and role.role != moderator_role
        and role.role not in accepted
        and channel.opens_for(role)
    ]
    return Readers(
        roles=tuple(let_in), alone=tuple(user for user, reads in channel.told_alone.items() if reads)
    )


def named(roles: Sequence[RoleRights], name: Callable[[RoleId], str] = "<@&{}>".format) -> dict[str, Value]:
    """Name roles for a sentence (`roles`, `more`), those first that most members have; with how many, where it is known.

    `name`: how a role is shown where it cannot be mentioned.
    """
    ranked = sorted(roles, key=lambda role: -(role.members or 0))
    shown = [
        name(role.role) if role.members is None else f"{name(role.role)} ({role.members})"
        for role in ranked[:_NAMED]
    ]
    return {"roles": tuple(shown), "more": len(ranked) - len(shown)}


def require_private(channel: ChannelId, readers: Readers) -> None:
    """Raise UserError where roles let in members who do not moderate."""
    where = f"<#{channel}>"
    if readers.everyone:
        raise UserError("setup-review-public", channel=where)
    if not readers.private:
        raise UserError("setup-review-open", channel=where, **named(readers.roles))


def require_few(role: RoleRights) -> None:
    """Raise UserError where many have the role: such a role is no exception. Where Discord does not say how many, the
    manager's word counts.
    """
    if role.members is not None and role.members > MOST_READERS:
        raise UserError(
            "setup-reader-many", role=f"<@&{role.role}>", members=role.members, limit=MOST_READERS
        )
