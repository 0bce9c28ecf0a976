"""What all who act have in common: how an answer is waited for, tried again and written down."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from localdiscord import FakeDiscord, Interaction, Json
from tests.crash.bot import Bot
from tests.crash.ledger import Entry, Ledger, heard
from tests.crash.town import Place, Town, looking
from tests.process.server import button

ActingT = TypeVar("ActingT", bound="Acting")

_PATIENCE = 10.0  # seconds; whoever sees no answer by then believes that none comes
_TRIES = 4
_LOOKS = 20  # how often a button is pressed that asks to press it again


@dataclass(kw_only=True)
class Acting:
    """Somebody, with all that they know."""

    town: Town
    bot: Bot
    ledger: Ledger
    rng: Random

    @property
    def fd(self) -> FakeDiscord:
        return self.town.fd

    def somewhere(self) -> Place:
        return self.rng.choice(self.town.places)

    async def answer_to(self, asking: Awaitable[Interaction]) -> Interaction | None:
        """What was answered; None where nobody heard anything, whether it was done or not."""
        killed = self.ledger.kill
        shown = await asking
        await self._until(lambda: shown.failed or not shown.pending or self.ledger.kill != killed)
        return None if shown.failed or shown.pending else shown

    async def sent(
        self, entry: Entry, form: Interaction, told: Callable[[Interaction], object], **fields: str
    ) -> Interaction | None:
        """Send a form that is open, again if nobody answers: it survives a crash."""
        for _ in range(_TRIES):
            if not await self._until(lambda: self.bot.up):
                break
            shown = await self.answer_to(self.fd.submit_modal(form, fields))
            self.ledger.note(entry, f"form sent: {heard(shown) if shown else 'no answer'}")
            if shown is not None and told(shown):
                return shown
        return None

    async def pressed(
        self, entry: Entry, by: str, message: Callable[[], Json | None], which: str, *values: str
    ) -> Interaction | None:
        """Press a button by its custom id or the beginning of it, again if Rowan looks for its card; the card may be another message by then."""
        for _ in range(_LOOKS):
            card = message()
            if card is None:
                return None
            shown = await self.answer_to(self.fd.click(by, card, button(card, which), values=list(values)))
            if shown is None or not looking(shown):
                self.ledger.note(
                    entry, f"{which} {' '.join(values)}: {heard(shown) if shown else 'no answer'}"
                )
                return shown
            await asyncio.sleep(0.5)
        self.ledger.note(entry, f"{which}: Rowan does not find its card")
        return None

    async def _until(self, condition: Callable[[], object]) -> bool:
        try:
            await self.fd.until(condition, _PATIENCE)
        except TimeoutError:
            return False
        return True
