"""What is posted past a server's scanner, and what moderators do with what was found."""

from dataclasses import dataclass
from typing import Any

from localdiscord import PATIENCE, Interaction, Json
from tests.process.server import Part, Server, has_button, waited

LISTED = "kiwi-like.example.net"  # a host that a moderator lists
LINK = f"https://{LISTED}/threads/someone.123"


@dataclass
class Scanning:
    """The scanner of one server."""

    server: Server

    async def set_up(self) -> None:
        """Set the server up and list one place."""
        await self.server.set_up()
        await self.list_place(LISTED)

    async def list_place(self, pattern: str) -> None:
        """A moderator lists a place."""
        at = self.server
        await at.command(at.moderator, "blocklist add", pattern=pattern, category="harassment")

    async def end_exception(self, pattern: str = LISTED) -> None:
        """What an undo let stand is looked for again."""
        await self.server.command(self.server.moderator, "blocklist unallow", pattern=pattern)

    async def policy(self, verb: str, **options: Any) -> Interaction:
        """A manager shows or changes the policy."""
        return await self.server.command(self.server.manager, f"policy {verb}", **options)

    async def post(self, text: str = LINK, *, by: str = "", channel: str = "", **more: Any) -> Json:
        """Somebody posts: a listed link, where nothing else is said."""
        return await self.server.post(by or self.server.alice, text, channel=channel, **more)

    def cards(self) -> list[Json]:
        """Every detection's card, oldest first."""
        posted = self.server.fd.bot_messages(self.server.review)
        return [message for message in posted if has_button(message, "detection:*")]

    async def card(self, *showing: Part, seconds: float = PATIENCE) -> Json:
        """The card that shows all of this, once there is one."""
        return await waited(self.server.fd, self.cards, *showing, seconds=seconds)

    async def press(self, by: str, card: Json, verb: str, *values: str) -> Interaction:
        """Press a button of a card, or choose from its menu."""
        return await self.server.press(by, card, f"detection:*:{verb}", *values)

    async def undo(self, card: Json, by: str = "", scope: str = "site") -> Interaction:
        """A moderator undoes what was done; who may not is told so before any form."""
        form = await self.press(by or self.server.moderator, card, "undo")
        return await self.server.send(form, scope=scope) if form.modal else form

    async def dismiss(self, card: Json, reason: str, note: str = "") -> Interaction:
        """A moderator lets a message stand."""
        form = await self.press(self.server.moderator, card, "dismiss")
        return await self.server.send(form, reason=reason, note=note)

    def deletions(self, message: Json) -> list[Json]:
        """The calls that asked for this message to be deleted."""
        path = f"/channels/{message['channel_id']}/messages/{message['id']}"
        return self.server.fd.calls("DELETE", path)
