"""Members who report messages, also such that others have reported."""

from localdiscord import Interaction, Json
from tests.crash.acting import Acting
from tests.crash.ledger import CLAIMED, OPEN, Case, number_in
from tests.crash.town import Place
from tests.wording import say

_THANKS = ("report-thanks", "report-thanks-added", "report-thanks-before")
_EMERGENCIES, _OTHERS = ("threats", "doxxing"), ("harassment", "hate")
_URGENT_SHARE, _SAME_SHARE = 0.4, 0.25


class Reporting(Acting):
    """Reports, by the menu of a message and its form."""

    async def report(self) -> None:
        """Report a message, and go on until somebody said thanks."""
        place = self.somewhere()
        author, reporter = self.rng.sample(place.members, 2)
        message, token = await self._what_is_reported(place, author)
        if message["author"]["id"] == reporter or not self.fd.exists(message):
            return
        urgent = self.rng.random() < _URGENT_SHARE
        # What is known before there is a number; it becomes the case's, if there is none yet.
        case = Case(name="", guild=place.guild, number=0, message=message, token=token)
        self.ledger.note(case, f"a member reports {message['content']!r}{', an emergency' if urgent else ''}")
        form = await self.answer_to(self.fd.context_menu(reporter, say("menu-report"), message))
        if form is None or not form.modal:
            return
        tried = self.ledger.tried.setdefault(message["id"], set())
        tried.add(reporter)
        category = self.rng.choice(_EMERGENCIES if urgent else _OTHERS)
        details = f"{token} @everyone <@{author}>"
        thanks = await self.sent(case, form, _number, category=category, details=details)
        if thanks is None:
            return
        number = _number(thanks)
        assert number is not None, "asked by `sent`"
        known = self.ledger.cases.get(number)
        if known is None:
            known = self.ledger.cases[number] = case
            case.name, case.number, case.tried = f"case {number}", number, tried
        else:
            known.story += case.story
        known.reporters.add(reporter)
        known.urgent |= urgent
        self.ledger.counts["emergencies" if urgent else "reports"] += 1

    async def _what_is_reported(self, place: Place, author: str) -> tuple[Json, str]:
        known = [case for case in self.ledger.cases.values() if case.guild == place.guild and _waits(case)]
        if known and self.rng.random() < _SAME_SHARE:
            case = self.rng.choice(known)
            return case.message, case.token
        token = self.ledger.token("case")
        text = f"{token} https://{token}.example.org/threads/{self.rng.randrange(9)}"
        message = await self.fd.send(author, place.server.general, text)
        assert message is not None, "nothing blocks messages here"
        return message, token


def _number(shown: Interaction) -> int | None:
    """The number of a report for which a member was thanked."""
    return next(filter(None, (number_in(shown, key, "case") for key in _THANKS)), None)


def _waits(case: Case) -> bool:
    return not case.busy and case.may_be <= {OPEN, CLAIMED} and case.may_be_removed == {False}
