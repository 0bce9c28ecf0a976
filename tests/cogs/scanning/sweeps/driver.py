"""What moderators do with sweeps."""

from typing import Any

from tests.cogs.scanning.driver import ScanningStage
from tests.cogs.searching import in_the_present
from tests.cogs.seen import shown
from tests.wording import sentence

PLACE = "swept.example"


class SweepsStage(ScanningStage):
    """Adds /sweep, and the cards of sweeps."""

    async def set_up(self, **options: object) -> str:
        """What a manager does first; messages are of today from then on."""
        in_the_present(self)
        return await super().set_up(**options)

    async def sweep(self, by: Any = None, pattern: str = PLACE, **options: Any) -> Any:
        """A moderator looks for a place; the preview is made."""
        answer = await (by or self.moderator).slash(self.general, "sweep", pattern=pattern, **options)
        await self.swept()
        return answer

    async def swept(self) -> None:
        """Let the sweep go on as far as it does by itself, and its card show it."""
        await self.work()
        self.clock.forward(seconds=5)
        await self.work()

    async def posted(self, count: int = 1, by: Any = None) -> list[Any]:
        """Somebody posts the place."""
        who = by or self.author
        return [await who.send(self.general, f"https://{PLACE}/{number}") for number in range(count)]

    def sweeps(self) -> list[Any]:
        """The cards of all sweeps."""
        numbered = sentence("sweep-number")
        return [each for each in self.review.history() if numbered.stands_in(shown(each))]

    def card(self, number: int = 1) -> Any:
        """The card of this sweep."""
        numbered = sentence("sweep-number", sweep=str(number))
        (card,) = [each for each in self.review.history() if numbered.stands_in(shown(each))]
        return card

    async def press_sweep(self, verb: str, by: Any = None, number: int = 1) -> Any:
        """Somebody presses a button of the card."""
        answer = await (by or self.moderator).click(self.card(number), custom_id=f"sweep:{number}:{verb}")
        await self.swept()
        return answer
