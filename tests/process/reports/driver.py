"""What members and moderators of a server do about reports: the form, the case's card and its buttons, the questions."""

import copy
from dataclasses import dataclass
from typing import Any

from localdiscord import PATIENCE, Interaction, Json
from tests.process.server import Part, Server, has_button, offers, waited
from tests.wording import Sentence, said, say, sentence, shows

LIST: Json = {"scope": "host", "category": "harassment", "share": "no"}
REPORT: Json = {"category": "harassment"}  # what a member chooses unless a test says what is wrong
REPORT_MESSAGE = say("menu-report")


@dataclass
class Reports:
    """The reports of one server."""

    server: Server

    async def form_about(self, by: str, message: Json) -> Interaction:
        """Open the menu of a message, and the form behind it."""
        return await self.server.fd.context_menu(by, REPORT_MESSAGE, message)

    async def report(self, by: str, message: Json, **fields: str) -> Interaction:
        """The menu and its form, in one go."""
        return await self.send(await self.form_about(by, message), **fields)

    async def send(self, form: Interaction, **fields: str) -> Interaction:
        """Fill in the form of a report, and wait for the answer."""
        return await self.server.send(form, **{**REPORT, **fields})

    async def form_for_link(self, by: str, **options: Any) -> Interaction:
        """`/report` in the server."""
        return await self.server.fd.slash(by, self.server.general, "report", **options)

    async def form_by_mail(self, by: str, **options: Any) -> Interaction:
        """`/report` in a direct message."""
        return await self.server.fd.slash(by, self.server.fd.dm_channel(by), "report", **options)

    def cards(self, number: int) -> list[Json]:
        """Every message of the review channel that is the card of this case."""
        posted = self.server.fd.bot_messages(self.server.review)
        return [message for message in posted if has_button(message, f"case:{number}")]

    async def card(self, number: int, *showing: Part, seconds: float = PATIENCE) -> Json:
        """The one card of this case, once it shows all of this."""
        seen = await waited(self.server.fd, lambda: self.cards(number), *showing, seconds=seconds)
        assert len(self.cards(number)) == 1
        return seen

    async def as_it_stands(self, number: int, *showing: Part) -> Json:
        """The card as somebody sees it who clicks late: it does not change any more."""
        return copy.deepcopy(await self.card(number, *showing))

    async def press(self, by: str, number: int, verb: str) -> Interaction:
        """Press a button of the card, once it is there."""
        which = f"case:{number}:{verb}"
        return await self.server.press(by, await self._card_with(number, which), which)

    async def choose(self, by: str, number: int, action: str) -> Interaction:
        """Choose an action of the card's *More*, once it is there."""
        which = f"case:{number}:more"
        return await self.server.press(by, await self._card_with(number, which, action), which, action)

    async def _card_with(self, number: int, which: str, value: str = "") -> Json:
        """The card, once it offers that: it is rendered anew some time after each answer."""

        def offering() -> list[Json]:
            return [message for message in self.cards(number) if offers(message, which, value)]

        what = f"the card of case {number} offers {which} {value}"
        seen: list[Json] = await self.server.fd.until(offering, PATIENCE, what)
        return seen[0]

    async def list_link(self, by: str, number: int, **fields: str) -> Interaction:
        """List what the case is about."""
        return await self.server.send(await self.press(by, number, "list"), **{**LIST, **fields})

    async def dismiss(self, by: str, number: int, reason: str, **fields: str) -> Interaction:
        """Close the case without listing anything."""
        return await self.server.send(await self.press(by, number, "dismiss"), reason=reason, **fields)

    async def undo(self, by: str, number: int, notify: str = "yes") -> Interaction:
        """Undo how the case was closed."""
        return await self.server.send(await self.press(by, number, "undo"), notify=notify)

    async def undelete(self, by: str, number: int, notify: str = "yes") -> Interaction:
        """Undo the deletion alone."""
        return await self.server.send(await self.choose(by, number, "undelete"), notify=notify)

    async def reveal(self, by: str, number: int, *showing: Part) -> Interaction:
        """Look at what was reported, until it shows all of this: hashes of files are computed meanwhile."""
        seen = await self.press(by, number, "reveal")
        for _ in range(100):
            if all(shows(seen, part) for part in showing):
                return seen
            await self.server.fd.quiet(0.1)
            seen = await self.press(by, number, "reveal")
        wanted = " and ".join(str(part) for part in showing)
        raise AssertionError(f"not revealed: {wanted}; but {seen.text}")

    async def ask(self, by: str, number: int, text: str, **fields: str) -> Interaction:
        """Ask a reporter of the case."""
        return await self.server.send(await self.choose(by, number, "reply"), text=text, **fields)

    async def mute(self, by: str, number: int, reporter: str, reason: str) -> Interaction:
        """Mute a reporter of the case; `reporter`: which option of the menu."""
        return await self.server.send(await self.form_of_mute(by, number, reporter), reason=reason)

    async def form_of_mute(self, by: str, number: int, reporter: str) -> Interaction:
        """Choose whom to mute, and open the form behind it."""
        asked = await self.choose(by, number, "mute")
        return await self.server.press(by, asked.messages[-1], f"case:{number}:mute", reporter)

    async def question(self, person: str, *showing: Part) -> Json:
        """The question to a reporter, once it is in their inbox."""
        return await self.server.inbox(person, sentence("relay-never-say"), *showing)

    async def answer(self, by: str, question: Json, text: str) -> Interaction:
        """A reporter answers."""
        return await self.server.send(await self.server.press(by, question, "relay:*:answer"), text=text)


def thanked(shown: Interaction, case: int) -> None:
    """A member was told that the report has this number."""
    said(shown, "report-thanks", case=case)


def reports(count: int) -> Sentence:
    """What a card says of how many reported."""
    return sentence("case-reports", count=count)


def counted(asked: int, answered: int, unreachable: int = 0) -> Sentence:
    """What a card says of questions and answers."""
    return sentence("case-relay", asked=asked, answered=answered, unreachable=unreachable)
