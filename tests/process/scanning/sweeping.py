"""What moderators do with sweeps, on the real process."""

from dataclasses import dataclass
from typing import Any

from localdiscord import PATIENCE, Interaction, Json
from tests.process.server import Part, Server, has_button, waited

PLACE = "swept.example.net"  # on no list
LINK = f"https://{PLACE}/threads/someone.123"


@dataclass
class Sweeping:
    """The sweeps of one server."""

    server: Server

    async def sweep(self, by: str = "", pattern: str = PLACE, **options: Any) -> Interaction:
        """A moderator begins a sweep."""
        here = self.server
        return await here.command(by or here.moderator, "sweep", pattern=pattern, **options)

    async def posted(self, count: int, *, channel: str = "", link: str = LINK) -> list[Json]:
        """Members post the link, by turns."""
        here = self.server
        people = (here.alice, here.bob)
        return [
            await here.post(people[number % 2], f"look {link}?{number}", channel=channel)
            for number in range(count)
        ]

    def cards(self) -> list[Json]:
        """Every sweep's card, oldest first."""
        posted = self.server.fd.bot_messages(self.server.review)
        return [message for message in posted if is_sweeps(message)]

    async def card(self, *showing: Part, seconds: float = PATIENCE) -> Json:
        """The card that shows all of this, once it does."""
        return await waited(self.server.fd, self._all, *showing, seconds=seconds)

    def _all(self) -> list[Json]:
        return self.server.fd.bot_messages(self.server.review)

    async def press(self, card: Json, verb: str, by: str = "") -> Interaction:
        """Press a button of a card."""
        return await self.server.press(by or self.server.moderator, card, f"sweep:*:{verb}")

    def removals_cards(self) -> list[Json]:
        """The cards of what was removed."""
        return [message for message in self._all() if has_button(message, "detection:*")]

    def times_deleted(self, message: Json) -> int:
        """How often this message was deleted."""
        return sum(each["message"]["id"] == message["id"] for each in self.server.fd.deleted)


def is_sweeps(message: Json) -> bool:
    """Whether a message is the card of a sweep."""
    return has_button(message, "sweep:*")
