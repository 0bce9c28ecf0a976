"""What authors and moderators do about notices and objections."""

from typing import Any

from tests.cogs.scanning.driver import ScanningStage
from tests.cogs.seen import custom_ids, is_about, send

PLACE = "listed.example"


class AppealsStage(ScanningStage):
    """Adds notices in direct messages, and the cards of appeals."""

    async def list_place(self, by: Any = None, pattern: str = PLACE) -> None:
        """Somebody puts a place on the server's list."""
        who = by or self.moderator
        await who.slash(self.general, "blocklist add", pattern=pattern, category="harassment")

    async def posted(self, text: str = f"https://{PLACE}/1", by: Any = None) -> Any:
        """A message of the author's, after what follows from it was done."""
        message = await (by or self.author).send(self.general, text)
        await self.work()
        return message

    def notices(self, person: Any = None) -> list[Any]:
        """The notices that somebody got, oldest first."""
        return [each for each in self.letters(person) if is_about(each, "notice:")]

    def letters(self, person: Any = None) -> list[Any]:
        """All that Rowan wrote to somebody."""
        who = person or self.author
        return list(who.user.dm_channel.history()) if self.inbox(who) else []

    async def object(self, notice: Any, text: str = "That was a quote", by: Any = None) -> Any:
        """Its author objects; who may not is told so before any form."""
        who = (by or self.author).user
        form = await who.click(notice, custom_id=f"notice:{self.number(notice, 'notice')}:object")
        answer = await send(who, form, text=text) if form.modal else form
        await self.work()
        return answer

    def appeals(self) -> list[Any]:
        """The cards of all appeals."""
        return [each for each in self.review.history() if is_about(each, "appeal:")]

    def appeal(self, number: int) -> Any:
        """The one card of this appeal."""
        (card,) = [each for each in self.review.history() if is_about(each, f"appeal:{number}:reveal")]
        return card

    async def decide(
        self, number: int, verb: str, by: Any = None, reason: str = "It was news", **more: str
    ) -> Any:
        """Somebody decides about an appeal; who may not is told so before any form."""
        who = by or self.manager
        form = await who.click(self.appeal(number), custom_id=f"appeal:{number}:{verb}")
        answer = await send(who, form, reason=reason, **more) if form.modal else form
        await self.work()
        return answer

    @staticmethod
    def number(message: Any, of: str) -> int:
        """The number of the row that a message is about."""
        return next(int(each.split(":")[1]) for each in custom_ids(message) if each.startswith(f"{of}:"))
