"""What people do about messages with listed links."""

from collections.abc import Callable
from typing import Any

import discord

from services.scanning.pictures.decoding import ReadPicture
from tests.cogs.lists.driver import ListsStage
from tests.cogs.seen import is_about, send
from tests.services.scanning.pictures.discord import FakeCodes, FakePictures


class ScanningStage(ListsStage):
    """Adds messages that are scanned, and the cards of detections."""

    async def said(self, text: str) -> discord.Message:
        """The member's message, after what follows from it was done."""
        message: discord.Message = await self.member.send(self.general, text)
        await self.work()
        return message

    async def showed(self, code: str, words: str = "look", by: Any = None, **how: Any) -> discord.Message:
        """A member's message with a picture, whose QR code holds this, after what follows from it was done."""
        looks = self.rowan.scanning.pictures.looks
        self.pictures, reader = FakePictures(), FakeCodes({"code.png": ReadPicture((code,))})
        vars(looks)["_source"], vars(looks)["_reader"] = self.pictures, reader
        who = by or self.member
        message: discord.Message = await who.send(
            self.general, words, attachments=[("code.png", b"a picture")], **how
        )
        await looks.idle()
        self.clock.forward(seconds=2)  # by this clock it may be an old one, which is kept as a row first
        await self.work()
        return message

    def joined_with_role(self, name: str) -> tuple[Any, Callable[..., None]]:
        """Another member, and what gives or takes rights that make a moderator."""
        role = self.guild.create_role(f"Role of {name}")

        def moderates(*, now: bool) -> None:
            rights = discord.Permissions(administrator=now)  # they must see the review channel, too
            self.env.backend.edit_role(self.guild.id, role.id, {"permissions": rights.value})

        return self.join(name, role.name), moderates

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

    async def undo(self, number: int, scope: str = "site", by: Any = None, **fields: str) -> Any:
        """Take back what the card of this detection shows."""
        who = by or self.moderator
        form = await who.click(self.detection(number), custom_id=f"detection:{number}:undo")
        return await send(who, form, scope=scope, **fields)
