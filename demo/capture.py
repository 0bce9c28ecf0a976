"""Turning the local Discord into the values that are drawn: what stands where, and who sees it."""

import base64
import copy
from collections.abc import Mapping, Sequence
from dataclasses import replace

from demo.cast import Cast
from demo.reel import Face, Hall, Names, RoleLook, Room, Shown, Viewer, Window
from localdiscord import FakeDiscord, Json, walk_components

_DM = 1
_MAIL = "direct"
_GONE = "Taken down"
_APART = 5  # Neighbours among the users get colours that are far from each other.


def names_of(fd: FakeDiscord) -> Names:
    """Find what every id in a message stands for."""
    users = {
        uid: Face(_name(user), _colour(fd, uid), bot=user["bot"], hue=number * _APART)
        for number, (uid, user) in enumerate(fd.users.items())
    }
    roles = {
        rid: RoleLook(role["name"].removeprefix("@"), role["color"])
        for guild in fd.guilds.values()
        for rid, role in guild["_roles"].items()
    }
    channels = {cid: channel["name"] for cid, channel in fd.channels.items() if "name" in channel}
    return Names(users, roles, channels)


def _name(user: Json) -> str:
    return str(user["global_name"] or user["username"])


def _colour(fd: FakeDiscord, uid: str) -> int:
    """Find the colour of the highest coloured role that the user holds anywhere;
    nobody here is in two servers but Rowan.
    """
    held = [
        guild["_roles"][role]
        for guild in fd.guilds.values()
        for role in guild["_members"].get(uid, {}).get("roles", [])
    ]
    coloured = [role for role in held if role["color"]]
    return max(coloured, key=lambda role: int(role["position"]))["color"] if coloured else 0


def readers_of(fd: FakeDiscord, channel: str) -> frozenset[str]:
    """Find the people, without Rowan, who can read the channel now."""
    return frozenset(uid for uid in fd.users if uid != fd.bot and fd.can_view(uid, channel))


def is_open(fd: FakeDiscord, channel: str) -> bool:
    """Whether everybody in the channel's server can read it."""
    place = fd.channels[channel]
    return place["type"] != _DM and len(readers_of(fd, channel)) == len(members_of(fd, place["guild_id"]))


def members_of(fd: FakeDiscord, guild: str) -> list[str]:
    """Find the people in a server, without Rowan."""
    return [uid for uid in fd.guilds[guild]["_members"] if uid != fd.bot]


def audience_of(fd: FakeDiscord, channel: str, only_for: str | None) -> str:
    """Say in words who sees something in this channel."""
    if only_for is not None:
        return f"only {_name(fd.users[only_for])} sees this"
    if is_open(fd, channel):
        return f"everyone in {fd.guilds[fd.channels[channel]['guild_id']]['name']} sees this"
    names = sorted(_name(fd.users[reader]) for reader in readers_of(fd, channel))
    if len(names) == 1:
        return f"only {names[0]} sees this"
    return f"only {', '.join(names[:-1])} and {names[-1]} see this"


def _gone_for(fd: FakeDiscord, channel: str) -> str:
    return f"nobody in {fd.guilds[fd.channels[channel]['guild_id']]['name']} sees this any more"


def window_of(fd: FakeDiscord, channel: str, messages: Sequence[Shown]) -> Window:
    """Make a window with these messages of a channel as they are now. All are open, or all are for the same person."""
    place = fd.channels[channel]
    direct = place["type"] == _DM
    gone = all(shown.gone for shown in messages)
    frozen = tuple(replace(shown, message=_with_pictures(fd, shown.message)) for shown in messages)
    return Window(
        server="" if direct else fd.guilds[place["guild_id"]]["name"],
        channel="Rowan" if direct else place["name"],
        audience=_gone_for(fd, channel) if gone else audience_of(fd, channel, messages[-1].only_for),
        private=not is_open(fd, channel),
        messages=frozen,
    )


def _with_pictures(fd: FakeDiscord, message: Json) -> Json:
    """A copy of a message in which each picture that came with it stands as itself (`drawn`), for a page without a network."""
    copied: Json = copy.deepcopy(message)
    came = {one["filename"]: one["url"].partition("/cdn/")[2] for one in copied.get("attachments") or []}
    for _, component in walk_components(copied.get("components") or []):
        for item in component.get("items") or []:
            stored = fd.files.get(came.get(str(item["media"]["url"]).rsplit("/", 1)[-1], ""))
            if stored is not None:
                data, media_type = stored
                item["drawn"] = f"data:{media_type};base64,{base64.b64encode(data).decode()}"
    return copied


class Ending:
    """The world at the end of the story. `via` and `gone`: what is known of messages, by id."""

    def __init__(self, fd: FakeDiscord, cast: Cast, via: Mapping[str, str], gone: Mapping[str, str]) -> None:
        self._fd = fd
        self._cast = cast
        self._via = via
        self._gone = gone

    def halls(self) -> tuple[Hall, ...]:
        """Make every server with every channel, then the direct messages."""
        servers = [
            Hall(server.id, server.name, tuple(self._room(place.id, place.name) for place in server.places))
            for server in self._cast.all_servers
        ]
        mail = tuple(
            self._room(self._fd.dm_channel(person.id), f"Rowan and {person.name}")
            for person in self._cast.people
            if self._fd.dms(person.id)
        )
        return (*servers, Hall(_MAIL, "Direct messages", mail, server=False)) if mail else tuple(servers)

    def viewers(self) -> tuple[Viewer, ...]:
        """List everybody through whose eyes the reader may look."""
        return tuple(Viewer(person.id, person.name, person.part) for person in self._cast.people)

    def _room(self, channel: str, name: str) -> Room:
        fd = self._fd
        deleted = [entry["message"] for entry in fd.deleted if entry["message"]["channel_id"] == channel]
        shown = [
            *(self._shown(message) for message in fd.history(channel)),
            *(self._shown(message, gone=_GONE) for message in deleted),
            *(
                self._shown(message, who)
                for who, message in fd.ephemerals
                if message["channel_id"] == channel
            ),
        ]
        return Room(
            id=channel,
            name=name,
            private=not is_open(fd, channel),
            readers=readers_of(fd, channel),
            messages=tuple(sorted(shown, key=lambda one: int(one.message["id"]))),
        )

    def _shown(self, message: Json, only_for: str | None = None, gone: str = "") -> Shown:
        """Make a message to be drawn.

        `gone`: what is said of one that is not there any more, where nothing better is known.
        """
        mid = message["id"]
        return Shown(copy.deepcopy(message), self._via.get(mid, ""), self._gone.get(mid, gone), only_for)
