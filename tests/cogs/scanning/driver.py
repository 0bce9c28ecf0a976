"""What people do about messages with listed links."""

from typing import Any

import discord

from tests.cogs.lists.driver import ListsStage
from tests.cogs.seen import is_about, send


class ScanningStage(ListsStage):
    """Adds messages that are scanned, and the cards of detections."""

    async def said(self, text: str) -> discord.Message:
        """The member's message, after what follows from it was done."""
        message: discord.Message = await self.member.send(self.general, text)
        await self.work()
        return message

    def stands(self, message: discord.Message) -> bool:
        """Whether a message is still there."""
        return any(each.id == message.id for each in self.general.history())

    def detections(self) -> list[Any]:
        """The cards of all detections."""
        return [each for each in self.review.history() if is_about(each, "detection:")]

    def detection(self, number: int) -> Any:
        """The one card of this detection."""
        (card,) = [each for each in self.review.history() if is_about(each, f"detection:{number}:")]
        return card

    async def undo(self, number: int, scope: str = "site", by: Any = None) -> Any:
        """Take back what the card of this detection shows."""
        who = by or self.moderator
        form = await who.click(self.detection(number), custom_id=f"detection:{number}:undo")
        return await send(who, form, scope=scope)
