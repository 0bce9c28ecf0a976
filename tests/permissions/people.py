"""The people who try: each presses, sends and gives commands as Discord would deliver it, whatever they could see."""

import contextlib
import copy
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self

from simcord import actors, interactions
from simcord.backend import serializers
from simcord.enums import InteractionType
from simcord.results import InteractionResult

from tests.cogs.opening import peopled
from tests.desk.world import DeskStage
from tests.permissions.table import NOTHING, UNHEARD, YES

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody does: an interaction as Discord would describe it, without who and where."""

    kind: InteractionType
    data: Json
    message: Any = None  # the message that was pressed, as stored
    direct: bool = False  # in direct messages


class World:
    """A stage on which everybody of the table stands.

    `heard`: the stage that notes what people are told; `author`: who wrote the message that it is about, and who reported it.
    """

    def __init__(self, stage: DeskStage, heard: DeskStage, author: Any, reporter: Any) -> None:
        self.stage = stage
        self._heard = heard
        self._author = author
        self._reporter = reporter
        self._passer_by = stage.join("passer-by")
        self._bot = stage.join("another bot", bot=True)
        self.other = peopled(DeskStage, stage.env, stage.rowan, stage.clock, "Elsewhere")
        self._owner = actors.MemberActor(stage.env, stage.guild, stage.guild.owner)
        self._reading = sqlite3.connect(stage.rowan.base.database.path)
        self._rows: dict[str, list[Any]] = {}
        self._version = 0  # of the file, when the rows were read

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._reading.close()

    async def begin(self, *, owed: bool = False) -> None:
        """The other server is set up, too, and nothing is owed any more, unless it may be."""
        await self.other.set_up()
        if not owed:
            await self.stage.work()

    def stage_of(self, person: Any) -> DeskStage:
        """The server in which they are."""
        return self.other if person.guild.id == self.other.guild.id else self.stage

    def rows(self) -> dict[str, list[Any]]:
        """Everything that stands in the database, a table each. Where nobody has committed anything since, it is what it was."""
        (version,) = self._reading.execute("PRAGMA data_version").fetchone()
        if not self._rows or version != self._version:
            self._version = version
            tables = self._reading.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            self._rows = {
                name: sorted(self._reading.execute(f"SELECT * FROM {name}"), key=repr)  # noqa: S608  # from the schema
                for (name,) in tables
            }
        return self._rows

    @contextlib.contextmanager
    def person(self, who: str) -> Iterator[Any]:
        """Somebody of the table, while they have the rights that make them so."""
        roles, stage = self.stage.guild.roles, self.stage
        found = {
            "member": self._passer_by,
            "reporter": self._reporter,
            "author": self._author,
            "webhook": self._bot,
            "bot": self._bot,
            "former moderator": stage.moderator,
            "other server": self.other.moderator,
            "moderator": stage.moderator,
            "manager": stage.manager,
            "owner": self._owner,
        }[who]
        given = {"author": [roles["Moderators"].id], "former moderator": []}.get(who)
        member = stage.env.backend.get_guild(found.guild.id).members[found.id]
        before = list(member.role_ids)
        member.role_ids[:] = before if given is None else given
        yield found
        member.role_ids[:] = before

    async def outcome(self, who: str, act: Act) -> tuple[str, Any]:
        """What becomes of it when this person does it: YES, UNHEARD, NOTHING of what suggests, or the key of the sentence that refuses; and the answer."""
        told = len(self._heard.refusals)
        with self.person(who) as person:
            answer = await self.stage.beside_removals(self._does(person, act, member=who != "webhook"))
        if self._heard.refusals[told:]:
            error = self._heard.refusals[-1]
            return str(getattr(error, "key", repr(error))), answer
        if not answer.acknowledged:
            return UNHEARD, answer
        if act.kind is InteractionType.APPLICATION_COMMAND_AUTOCOMPLETE:
            return (YES if answer.autocomplete_choices else NOTHING), answer
        return YES, answer

    async def _does(self, person: Any, act: Act, *, member: bool) -> Any:
        """Deliver it as Discord would, whether or not this person could have seen what they press."""
        channel, env = self._place(person, act), self.stage.env
        record, payload = interactions.base_payload(
            env.backend,
            type=act.kind,
            channel_id=channel.id,
            guild_id=None if act.direct else person.guild.id,
            user_id=person.id,
            data=act.data,
        )
        if act.message is not None:
            payload["message"] = self._copy_for(person, act, channel)
            record.source_message_id = act.message.id
        if not member and "member" in payload:
            payload["user"] = payload.pop("member")["user"]
        env.backend.emit("INTERACTION_CREATE", payload)
        await env.settle()
        return InteractionResult(env, record)

    def _place(self, person: Any, act: Act) -> Any:
        """Where they are when they do it: where the message stands, or their own place of the kind."""
        backend = self.stage.env.backend
        if act.direct:
            return backend.get_dm_channel(person.id)
        if person.guild.id != self.stage.guild.id:
            return backend.get_channel(self.other.review.id)
        if act.message is None:
            return backend.get_channel(self.stage.general.id)
        return backend.get_channel(act.message.channel_id)

    def _copy_for(self, person: Any, act: Act, channel: Any) -> Json:
        """The message as it stands; of a private answer, as if it had been given to this person."""
        if channel.id != act.message.channel_id:  # it stands where they press it
            there = copy.copy(act.message)
            there.channel_id = channel.id
            self.stage.env.backend.messages.setdefault(channel.id, {})[there.id] = there
        told: Json = dict(serializers.message_payload(self.stage.env.backend, act.message))
        told |= {"channel_id": str(channel.id)}
        if told.get("interaction_metadata"):
            user = serializers.user_payload(self.stage.env.backend.get_user(person.id))
            told["interaction_metadata"] = {**told["interaction_metadata"], "user": dict(user)}
        return told


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The tables that are not what they were."""
    return [name for name in after if before.get(name) != after[name]]
