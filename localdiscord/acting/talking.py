"""Users who write, edit, delete, react and open threads."""

from collections.abc import Sequence
from typing import Any

from localdiscord.acting.automod import Automating
from localdiscord.bits import P
from localdiscord.ids import now
from localdiscord.shapes import DM, File, Json, is_archived, is_thread


class Talking(Automating):
    """What a user does with messages and threads. Raises PermissionError where the user may not."""

    async def send(
        self,
        user: str,
        channel: str,
        content: str = "",
        *,
        reply_to: Json | None = None,
        files: Sequence[File] = (),
        nonce: str | None = None,
        **extra: Any,
    ) -> Json | None:
        """Post a message as a user. Returns None if an AutoMod keyword rule blocked it.

        `extra`: more of the message, as embeds=[...], poll={...}, message_snapshots=[...].
        """
        found = self.channels[channel]
        writes = 0 if found["type"] == DM else P.THREAD_SEND if is_thread(found) else P.SEND
        self.require(user, channel, P.VIEW | writes)
        if is_archived(found):  # a message opens it again
            self.require(user, channel, P.THREADS if found["thread_metadata"]["locked"] else 0)
            self.set_archived(channel, archived=False)
        guild = found.get("guild_id")
        if guild and self.blocked(guild, user, channel, content):
            return None
        body: Json = {"content": content, "nonce": nonce}
        if reply_to:
            reference = {"message_id": reply_to["id"], "channel_id": channel, "guild_id": guild}
            body["message_reference"] = reference
        return self.make_message(channel, user, body, files=files, **extra)

    async def edit(self, user: str, message: Json, content: str) -> Json:
        assert message["author"]["id"] == user, "one edits one's own messages"
        assert message["id"] in self.messages[message["channel_id"]], "that message is gone"
        message |= {"content": content, "edited_timestamp": now()}
        self.emit_message("MESSAGE_UPDATE", message)
        return message

    async def unfurl(self, message: Json, *embeds: Json) -> Json:
        """Add embeds to a message after it was posted, as Discord does: an update without an edit."""
        message["embeds"] = [*message["embeds"], *embeds]
        self.emit_message("MESSAGE_UPDATE", message)
        return message

    async def delete(self, user: str, message: Json) -> None:
        if message["author"]["id"] != user:
            self.require(user, message["channel_id"], P.MESSAGES)
        self.remove_messages(message["channel_id"], [message["id"]], user)

    async def react(self, user: str, message: Json, emoji: str, add: bool = True) -> None:
        self.require(user, message["channel_id"], P.VIEW)
        self.set_reaction(message["channel_id"], message["id"], emoji, user, on=add)

    async def dm(self, user: str, content: str) -> Json:
        """Write to the bot directly, as a user."""
        message = await self.send(user, self.dm_channel(user), content)
        assert message is not None
        return message

    async def hook_send(self, channel: str, name: str, content: str, **extra: Any) -> Json:
        """Post under a member's name through a webhook that is not the bot's (a proxy such as PluralKit)."""
        theirs = (
            webhook
            for webhook in self.webhooks.values()
            if webhook["channel_id"] == channel and webhook["application_id"] != self.bot
        )
        webhook = next(theirs, None) or self.make_webhook(channel, "proxy", None)
        body = {"content": content, "username": name, "components": extra.pop("components", None)}
        return self.make_message(
            channel, self.guilds[webhook["guild_id"]]["owner_id"], body, webhook=webhook, **extra
        )

    def plant(self, channel: str, *custom_ids: str) -> Json:
        """Post a message of the bot with buttons whose ids belong elsewhere (a copy, a crossed id)."""
        row = [{"type": 2, "style": 2, "label": one[:60], "custom_id": one} for one in custom_ids]
        body = {"content": "copied", "components": [{"type": 1, "components": row}]}
        return self.make_message(channel, self.bot, body)

    async def open_thread(self, user: str, channel: str, name: str, *, private: bool = False) -> str:
        """Open a thread in a channel, as a member; returns its id."""
        self.require(user, channel, P.PRIV_THREADS if private else P.PUB_THREADS)
        return str(self.make_thread(channel, user, name, 12 if private else 11)["id"])

    async def rename_thread(self, user: str, thread: str, name: str) -> None:
        """Rename a thread: its owner may, and whoever holds Manage Threads."""
        if self.channels[thread]["owner_id"] != user:
            self.require(user, thread, P.THREADS)
        self.change_channel(thread, name=name)
