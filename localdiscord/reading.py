"""Reading what happened: in channels, in direct messages, before one user's eyes, on the wire."""

from localdiscord.faults import matches
from localdiscord.shapes import Json
from localdiscord.text import message_text
from localdiscord.world import World


class Reading(World):
    """What a test looks at; nothing here changes the world."""

    def history(self, channel: str) -> list[Json]:
        """Give the messages of a channel, oldest first; also those of a channel that was deleted."""
        return list(self.messages[channel].values())

    def bot_messages(self, channel: str) -> list[Json]:
        """Give the messages of the bot, its webhooks and its answers to interactions, oldest first."""
        return [message for message in self.history(channel) if self._is_bots(message)]

    def _is_bots(self, message: Json) -> bool:
        if message["author"]["id"] == self.bot:
            return True
        webhook = message.get("webhook_id")
        return bool(webhook and self.webhooks.get(webhook, {}).get("application_id", self.bot) == self.bot)

    def dms(self, user: str) -> list[Json]:
        """Give what the bot wrote to a user directly."""
        return [
            message for message in self.history(self.dm_channel(user)) if message["author"]["id"] == self.bot
        ]

    def ephemerals_for(self, user: str) -> list[Json]:
        return [message for who, message in self.ephemerals if who == user]

    def seen_by(self, user: str) -> str:
        """Give all text that this user can see anywhere: for proving that something private did NOT leak."""
        open_to = [
            channel for channel in self.messages if channel in self.channels and self.can_view(user, channel)
        ]
        messages = [message for channel in open_to for message in self.history(channel)]
        return "\n".join(message_text(message) for message in messages + self.ephemerals_for(user))

    def calls(self, method: str = "*", path: str = "*") -> list[Json]:
        """Give the bot's REST calls, by method and glob of the path, oldest first."""
        return [call for call in self.rest if matches(call["method"], call["path"], method, path)]
