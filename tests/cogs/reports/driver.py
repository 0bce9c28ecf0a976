"""What reporters and moderators do with reports."""

import asyncio
from collections.abc import Awaitable
from typing import Any

import discord

from core.reports.cases import CaseState
from tests.cogs.scanning.driver import ScanningStage
from tests.cogs.seen import custom_ids, is_about, send, told, values
from tests.wording import said
from wiring.reports import ReportsWing

LIST = {
    "scope": "host",
    "category": "doxxing",
    "share": "no",
}  # what a moderator may choose in the form of *list*
REPORT = {"category": "harassment"}  # what a member chooses unless a test says what is wrong


def opened(read: Any) -> bool:
    """Whether *Read message* showed the case, and did not refuse."""
    return bool(read.response.components)


class ReportsStage(ScanningStage):
    """Adds reports, cards of cases, and all that stands on them. Whoever acts is the moderator unless named."""

    @property
    def services(self) -> ReportsWing:
        """The use cases, for what no client of Discord sends."""
        return self.rowan.reports

    # Reporting

    async def report(self, message: discord.Message, by: Any = None, **fields: str) -> Any:
        """The member reports a message by its menu, and what follows is done; returns what they are answered."""
        reporter = by or self.member
        form = await reporter.context_menu(self.general, "Report message", message)
        answer = await send(reporter, form, **REPORT | fields)
        await self.work()
        return answer

    async def report_link(self, link: str, **fields: str) -> Any:
        """The member reports a link by `/report`, and what follows is done; returns what they are answered."""
        form = await self.member.slash(self.general, "report", link=link)
        answer = await send(self.member, form, **REPORT | fields)
        await self.work()
        return answer

    async def reported(self, text: str, author: Any = None, **fields: str) -> discord.Message:
        """Somebody who does not moderate, or whom is named, writes what the member reports; returns the message."""
        message: discord.Message = await (author or self.author).send(self.general, text)
        answer = await self.report(message, **fields)
        said(told(answer), "report-thanks")
        return message

    # The card

    def cards(self, number: int) -> list[discord.Message]:
        """Every message in the review channel with buttons of this case."""
        return [each for each in self.review.history() if is_about(each, f"case:{number}:")]

    def card(self, number: int) -> discord.Message:
        """The one card of this case."""
        (card,) = self.cards(number)
        return card

    def buttons(self, number: int) -> list[str]:
        """The verbs on the card, without those in its *More*."""
        ids = [each.removeprefix(f"case:{number}:") for each in custom_ids(self.card(number))]
        assert ids[-1] == "more"
        return ids[:-1]

    def more(self, number: int) -> list[str]:
        """What the card's *More* offers."""
        return values(self.card(number), f"case:{number}:more")

    async def press(self, number: int, verb: str, by: Any = None) -> Any:
        """Press a button of the card; returns the answer."""
        actor, custom_id = by or self.moderator, f"case:{number}:{verb}"
        card = self.card(number)
        if custom_id in custom_ids(card) or not self.is_folded_away(card, number):
            return await actor.click(card, custom_id=custom_id)
        read = await self.press(number, "reveal", actor)
        return await actor.click(read.response.message, custom_id=f"{custom_id}:p") if opened(read) else read

    async def choose(self, number: int, value: str, by: Any = None) -> Any:
        """Choose something in the card's *More*; returns the answer."""
        actor, custom_id = by or self.moderator, f"case:{number}:more"
        card = self.card(number)
        if not self.is_folded_away(card, number):
            return await actor.select(card, [value], custom_id=custom_id)
        read = await self.press(number, "reveal", actor)
        if not opened(read):
            return read
        return await actor.select(read.response.message, [value], custom_id=f"{custom_id}:p")

    @staticmethod
    def is_folded_away(card: discord.Message, number: int) -> bool:
        """Whether the card is about a moderator: then all but *Read message* stands in what that answers."""
        return custom_ids(card) == [f"case:{number}:reveal"]

    async def decide(self, number: int, verb: str, by: Any = None, **fields: str) -> Any:
        """Press *list* or *dismiss*, send its form, and let be done what follows; returns the answer."""
        form = await self.press(number, verb, by)
        answer = await send(by or self.moderator, form, **fields)
        await self.work()
        return answer

    async def undo_decision(self, number: int, by: Any = None, **fields: str) -> Any:
        """Press *undo* of a closed case, send its form, and let be done what follows; returns the answer."""
        return await self.decide(number, "undo", by, **fields)

    async def undelete(self, number: int, **fields: str) -> Any:
        """Choose the undo of the deletion, send its form, and let be done what follows; returns the answer."""
        answer = await send(self.moderator, await self.choose(number, "undelete"), **fields)
        await self.work()
        return answer

    async def claim(self, number: int, by: Any = None) -> Any:
        """Press *claim*, and let the card follow."""
        answer = await self.press(number, "claim", by)
        await self.work()
        return answer

    async def delete(self, number: int) -> Any:
        """Press *delete* while the worker of removals runs beside it, and let be done what follows; returns the answer."""
        answer = await self.beside_removals(self.press(number, "delete"))
        await self.work()
        return answer

    async def beside_removals(self, pressing: Awaitable[Any]) -> Any:
        """Press something while the worker of removals runs beside it; returns the answer."""
        pressed = asyncio.ensure_future(pressing)
        removals = self.rowan.scanning.removals
        while not (pressed.done() or await removals.step()):
            await asyncio.sleep(0)
        await removals.finish(5)
        return await pressed

    async def queue(self, **options: str) -> Any:
        """`/queue`."""
        return await self.moderator.slash(self.general, "queue", **options)

    async def open_cases(self, *states: CaseState) -> int:
        """How many cases are open, or in the states that are named, as a moderator sees the queue."""
        wanted = list(states) or [CaseState.OPEN]
        page = await self.services.review.queue(self.caller_who_moderates(), wanted, 1)
        return page.total

    # Beside the cards

    async def look(self, job: str) -> int:
        """Let a job that runs by the clock look once; what it found is posted by `work`."""
        (found,) = [each for each in self.services.jobs if each.job == job]
        return await found.step()

    def link_to(self, message: discord.Message) -> str:
        """Where Discord's client goes to a message of this server."""
        return f"https://discord.com/channels/{self.guild.id}/{message.channel.id}/{message.id}"

    async def set_alert_role(self) -> Any:
        """A role that emergencies ping."""
        role = self.guild.create_role("Alert")
        await self.set_up(alert_role=role)
        return role
