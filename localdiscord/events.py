"""Sending events on the gateway: which session hears of which event, and how much of it."""

import json
from collections.abc import Callable
from typing import Any

from localdiscord.authority import Authority
from localdiscord.bits import I
from localdiscord.sessions import Session
from localdiscord.shapes import DM, Json, public


class Events(Authority):
    """Sends events to the sessions whose intents, shard and permissions let them hear."""

    def emit(
        self,
        event: str,
        data: Json,
        guild: str | None,
        intent: int,
        channel: str | None = None,
        view: Callable[[int], Json] | None = None,
    ) -> None:
        """Send an event; where the data depends on a session's intents, `view` makes it from them.

        Whatever the number of sessions, the data is serialised once for each set of intents.
        """
        made: dict[int, str] = {}
        for session in self.sessions.values():
            if not self._hears(session, event, guild, intent, channel):
                continue
            if session.intents not in made:
                made[session.intents] = json.dumps(public(view(session.intents) if view else data))
            session.dispatch(event, made[session.intents])
        self.touch()

    def _hears(
        self, session: Session, event: str, guild: str | None, intent: int, channel: str | None
    ) -> bool:
        if intent and not session.intents & intent:
            return False
        if guild is None:
            return session.shard[0] == 0
        if not session.owns(guild):
            return False
        here = self.bot in self.guilds[guild]["_members"]
        if (
            event == "INTERACTION_CREATE"
        ):  # wherever the commands are authorised, whether the server arrived or not
            return here or guild in self.commands_only
        if event != "GUILD_DELETE" and (not here or guild in session.withheld):
            return False
        return channel is None or self.can_view(self.bot, channel)

    def emit_to(self, session: Session, event: str, data: Any) -> None:
        """Send an event that is meant for one session."""
        session.dispatch(event, json.dumps(data))
        self.touch()

    def emit_message(self, event: str, message: Json) -> None:
        """Send MESSAGE_CREATE or MESSAGE_UPDATE, with what the gateway adds to a message."""
        channel = self.channels[message["channel_id"]]
        guild = channel.get("guild_id")
        extra: Json = {"channel_type": DM} if channel["type"] == DM else {"guild_id": guild}
        member = guild and self.guilds[guild]["_members"].get(message["author"]["id"])
        if member and not message.get("webhook_id"):
            extra["member"] = {key: value for key, value in member.items() if key != "user"}
        self.emit(
            event,
            message,
            guild,
            I.MSG if guild else I.DM,
            message["channel_id"],
            lambda intents: {**self.as_read(message, bool(intents & I.CONTENT)), **extra},
        )

    def as_read(self, message: Json, content: bool | None = None) -> Json:
        """Make the message as the bot gets it.

        Without Message Content, only its own messages, direct ones and mentions have text. `content`: whether the
        intent is there; by default, whether the app is approved for it, as for REST.
        """
        if content is None:
            content = self.reads_content
        own = message["author"]["id"] == self.bot or self.channels[message["channel_id"]]["type"] == DM
        if content or own or any(user["id"] == self.bot for user in message["mentions"]):
            return public(message)
        blank = {**public(message), "content": "", "embeds": [], "attachments": [], "components": []}
        blank.pop("poll", None)
        return blank
