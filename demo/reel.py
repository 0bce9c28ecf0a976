"""The record of the demo: chapters of moments, and at the end the whole world. Plain values; the page draws them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from localdiscord import Json


@dataclass(frozen=True, slots=True)
class Face:
    """A user as others see them. `colour`: of their highest coloured role, 0 for none; `hue`: of their picture."""

    name: str
    colour: int = 0
    bot: bool = False
    hue: int = 0


@dataclass(frozen=True, slots=True)
class RoleLook:
    name: str
    colour: int = 0


@dataclass(frozen=True, slots=True)
class Names:
    """What the ids in messages stand for."""

    users: Mapping[str, Face] = field(default_factory=dict)
    roles: Mapping[str, RoleLook] = field(default_factory=dict)
    channels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shown:
    """One message as it was at that moment.

    `message`: Discord's JSON. `via`: what it answers ("Mara used /setup"). `gone`: why it is not there any more, or empty.
    `only_for`: the id of the one person who sees it.
    """

    message: Json
    via: str = ""
    gone: str = ""
    only_for: str | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """A channel as someone sees it. `server` is empty for direct messages; `audience` says who sees this."""

    server: str
    channel: str
    audience: str
    private: bool
    messages: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class FormSent:
    """A form as someone filled and sent it. `values` by custom id; `unfolded`: the select that stands open."""

    server: str
    audience: str
    modal: Json
    values: Mapping[str, str]
    at: datetime
    unfolded: str = ""


@dataclass(frozen=True, slots=True)
class Terminal:
    """What the operator typed at the command line, and what it said."""

    command: str
    output: tuple[str, ...] = ()


Scene = Window | FormSent | Terminal


@dataclass(slots=True)
class Moment:
    """One moment of the story: a sentence and what it looks like; `proved` are the things that were checked.

    `brief`: what it looks like is folded away. `pictured`: the column of the picture in which it stands, "left" or
    "right"; empty for most.
    """

    caption: str
    scene: Scene | None = None
    proved: list[str] = field(default_factory=list)
    brief: bool = False
    pictured: str = ""


@dataclass(slots=True)
class Chapter:
    title: str
    why: str
    moments: list[Moment] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Room:
    """A channel at the end of the story: all that was ever said there, and who may read it."""

    id: str
    name: str
    private: bool
    readers: frozenset[str]
    messages: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Hall:
    """A server, or (`server` is false) all direct messages."""

    id: str
    name: str
    rooms: tuple[Room, ...]
    server: bool = True


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person through whose eyes the reader may look."""

    id: str
    name: str
    part: str  # "manager of Lighthouse"


@dataclass(slots=True)
class Reel:
    """The whole record."""

    chapters: list[Chapter] = field(default_factory=list)
    names: Names = field(default_factory=Names)
    halls: tuple[Hall, ...] = ()
    viewers: tuple[Viewer, ...] = ()
