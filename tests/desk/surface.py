"""A surface: one message, answer or form as people see it, with who sees it; and the scene that brings it about."""

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import discord
from simcord.backend import serializers

from tests.cogs.reports.driver import ReportsStage
from tests.cogs.seen import parts_below

Json = dict[str, Any]
BUTTON, STRING_SELECT, USER_SELECT = 2, 3, 5
_LINK = 5  # the style of a button that leads somewhere


@dataclass(frozen=True, slots=True)
class Control:
    """Something that can be pressed: a button, or an option of a select (`value`)."""

    custom_id: str
    label: str
    value: str | None = None
    any_member: bool = False  # a select of a member


@dataclass(frozen=True, slots=True)
class Surface:
    """What is seen. `messages`: Discord's JSON, in order; `form`: a form instead; `sees`: who, in words.

    `audience`: those who can press what stands on it; `pings`: roles and people that Discord was let mention.
    """

    messages: tuple[Json, ...]
    sees: str
    audience: tuple[Any, ...]
    shown: tuple[discord.Message, ...] = ()
    form: Json | None = None
    pings: tuple[str, ...] = ()

    @property
    def parts(self) -> list[Mapping[str, Any]]:
        """Every component, nested ones too, in order."""
        inside = [message["components"] for message in self.messages]
        inside += [self.form["components"]] if self.form else []
        return [part for components in inside for part in parts_below(components)]

    @property
    def controls(self) -> list[Control]:
        """What can be pressed and is neither switched off nor a way to another place in Discord."""
        return [] if self.form else list(_controls(self.parts))


@dataclass(frozen=True, slots=True)
class Scene:
    """How a surface comes about. `make` acts on a fresh stage and returns an answer or a message."""

    title: str
    state: str
    make: Callable[[ReportsStage], Awaitable[Any]]
    chosen: Mapping[str, Any] = field(default_factory=dict)  # what the operator set besides

    def __str__(self) -> str:
        return f"{self.title}: {self.state}"


class Scenes:
    """A table of scenes that functions enter themselves into."""

    def __init__(self) -> None:
        self.all: list[Scene] = []

    def add(self, title: str, state: str, **chosen: Any) -> Callable[[Any], Any]:
        """Enter the function below as the scene of this surface and state."""

        def enter(make: Callable[[ReportsStage], Awaitable[Any]]) -> Callable[[ReportsStage], Awaitable[Any]]:
            self.all.append(Scene(title, state, make, chosen))
            return make

        return enter


def surface_of(stage: ReportsStage, seen: Any) -> Surface:
    """What a scene returned, as it is seen: an answer to one person, or a message in a channel; of another server's with
    that server's stage.
    """
    if isinstance(seen, tuple):
        stage, seen = seen
    if isinstance(seen, discord.Message):
        return _posted(stage, seen)
    actor = _actor(stage, seen._interaction.user_id)
    only = f"only {actor.name} sees this"
    if seen.modal is not None:
        return Surface((), only, (actor,), form=seen.modal)
    sent = [*([seen.response] if seen.response else []), *seen.followups]
    shown = tuple(part.message for part in sent)
    direct = stage.env.backend.get_channel(shown[0].channel.id).guild_id is None
    sees = f"{only}, in direct messages" if direct else only
    who = actor.user if direct else actor
    return Surface(_jsons(stage, shown), sees, (who,), shown, pings=_pings(stage, shown))


def _posted(stage: ReportsStage, message: discord.Message) -> Surface:
    shown = (message,)
    if message.guild is None:
        owners = [
            user for user, channel in stage.env.backend.dm_channels.items() if channel == message.channel.id
        ]
        actor = _actor(stage, owners[0])
        sees = f"only {actor.name} sees this, in direct messages"
        return Surface(_jsons(stage, shown), sees, (actor.user,), shown, pings=_pings(stage, shown))
    private = message.channel.id == stage.review.id
    audience = (stage.moderator, stage.manager) if private else (stage.member, stage.moderator)
    sees = "moderators and managers see this" if private else "everyone sees this"
    return Surface(
        _jsons(stage, shown),
        f"{sees}, in #{message.channel.name}",
        audience,
        shown,
        pings=_pings(stage, shown),
    )


def _actor(stage: ReportsStage, user: int) -> Any:
    return next(actor for actor in stage.people if actor.id == user)


def _jsons(stage: ReportsStage, shown: Sequence[discord.Message]) -> tuple[Json, ...]:
    backend, now = stage.env.backend, stage.clock().isoformat()
    stored = [backend.get_message(message.channel.id, message.id) for message in shown]
    payloads: list[Json] = [dict(serializers.message_payload(backend, each)) for each in stored]
    # The simulated Discord has a clock of its own; what is drawn is told from the bot's.
    return tuple({**each, "timestamp": now, "edited_timestamp": None} for each in payloads)


def _pings(stage: ReportsStage, shown: Sequence[discord.Message]) -> tuple[str, ...]:
    """Whom a message would mention, as far as it says so and was let."""
    found = []
    for message in shown:
        allowed = stage.env.backend.get_message(message.channel.id, message.id).allowed_mentions
        found += ["everyone"] if allowed.everyone else []
        found += ["any member"] if allowed.users is None else [f"member {user}" for user in allowed.users]
        found += ["any role"] if allowed.roles is None else [f"role {role}" for role in allowed.roles]
    return tuple(found)


def _controls(parts: Sequence[Mapping[str, Any]]) -> Iterator[Control]:
    for part in parts:
        kind = part.get("type")  # an option has none
        if kind == BUTTON and part.get("style") != _LINK and not part.get("disabled"):
            yield Control(part["custom_id"], part.get("label", ""))
        if kind == STRING_SELECT:
            for option in part["options"]:
                yield Control(part["custom_id"], option["label"], option["value"])
        if kind == USER_SELECT:
            yield Control(part["custom_id"], part.get("placeholder", ""), any_member=True)
