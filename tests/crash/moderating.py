"""Moderators who decide about cases by the buttons of the cards, and change their minds."""

from localdiscord import Interaction, Json
from tests.crash.acting import Acting
from tests.crash.ledger import CLAIMED, DISMISSED, LISTED, OPEN, Case, says
from tests.crash.town import Place
from tests.process.reports.driver import LIST
from tests.process.server import has_button, offers


class Moderating(Acting):
    """One moderator at one card at a time. Each verb ends with what may stand now."""

    async def decide(self) -> None:
        """Do something that the card of some case offers."""
        known = [case for case in self.ledger.cases.values() if not case.busy]
        if not known:
            return
        case = self.rng.choice(known[-40:])  # those of late: nobody looks at old cards
        card = self._card(case)
        if card is None:
            return
        buttons = {
            "claim": self._claim,
            "list": self._list,
            "dismiss": self._dismiss,
            "delete": self._delete,
            "undo": self._undo,
        }
        in_more = {"release": self._release, "undelete": self._undelete}
        offered = [step for verb, step in buttons.items() if has_button(card, f"case:{case.number}:{verb}")]
        offered += [step for verb, step in in_more.items() if offers(card, f"case:{case.number}:more", verb)]
        if not offered:
            return
        case.busy = True
        try:
            await self.rng.choice(offered)(case)
        finally:
            case.busy = False

    async def _claim(self, case: Case) -> None:
        shown = await self._press(case, "claim")
        self._decided(case, shown, "case-claimed", CLAIMED)

    async def _release(self, case: Case) -> None:
        shown = await self._choose(case, "release")
        self._decided(case, shown, "case-released", OPEN)

    async def _dismiss(self, case: Case) -> None:
        form = await self._press(case, "dismiss")
        if form is not None and form.modal:
            shown = await self.sent(
                case, form, lambda shown: says(shown, "case-dismissed"), reason="no_violation"
            )
            self._decided(case, shown, "case-dismissed", DISMISSED)

    async def _list(self, case: Case) -> None:
        form = await self._press(case, "list")
        if form is None or not form.modal:
            return
        case.returned = False
        shown = await self.sent(case, form, lambda shown: says(shown, "case-listed"), **LIST)
        if self._decided(case, shown, "case-listed", LISTED):
            if shown is not None and says(shown, "case-listed-removing"):
                case.removed_by_listing = case.may_be_removed == {False}
                case.may_be_removed = {True}
        else:
            case.may_be_removed = case.may_be_removed | {True}

    async def _delete(self, case: Case) -> None:
        case.returned = False
        shown = await self._press(case, "delete")
        told = shown is not None and any(
            says(shown, key) for key in ("case-deleted", "case-delete-owed", "case-delete-gone")
        )
        if shown is not None and says(shown, "case-delete-gone"):
            case.called_foreign = True
        case.removed_by_listing = False
        case.may_be_removed = {True} if told else case.may_be_removed | {True}
        self.ledger.counts["deletions"] += told
        case.may_be = case.may_be | {CLAIMED}  # who deletes takes the case on

    async def _undo(self, case: Case) -> None:
        form = await self._press(case, "undo")
        if form is None or not form.modal:
            return
        shown = await self.sent(case, form, lambda shown: says(shown, "case-undone"), notify="yes")
        if self._decided(case, shown, "case-undone", OPEN) and case.removed_by_listing:
            self._given_back(case)
        elif True in case.may_be_removed:
            case.may_be_removed = {True, False}

    async def _undelete(self, case: Case) -> None:
        form = await self._choose(case, "undelete")
        if form is None or not form.modal:
            return
        shown = await self.sent(case, form, _undeleted, notify="yes")
        if shown is not None and _undeleted(shown):
            self._given_back(case)
        else:
            case.may_be_removed = {True, False}

    def _given_back(self, case: Case) -> None:
        """Somebody was told that the removal is taken back: the message stands, or its author gets the text."""
        case.may_be_removed = {True, False}
        case.returned = True
        case.removed_by_listing = False
        self.ledger.counts["removals undone"] += 1

    def _decided(self, case: Case, shown: Interaction | None, key: str, state: str) -> bool:
        """What may stand after this; returns whether somebody was told that it does."""
        told = shown is not None and says(shown, key)
        case.may_be = {state} if told else case.may_be | {state}
        self.ledger.counts["decisions"] += told
        return told

    async def _press(self, case: Case, verb: str) -> Interaction | None:
        which = f"case:{case.number}:{verb}"
        return await self.pressed(case, self._moderator(case), lambda: self._offering(case, which), which)

    async def _choose(self, case: Case, action: str) -> Interaction | None:
        which = f"case:{case.number}:more"
        return await self.pressed(
            case, self._moderator(case), lambda: self._offering(case, which, action), which, action
        )

    def _moderator(self, case: Case) -> str:
        """A case stays with one moderator: who holds it is asked elsewhere."""
        return self._place(case).moderators[case.number % 2]

    def _place(self, case: Case) -> Place:
        return self.town.of(case.guild)

    def _card(self, case: Case) -> Json | None:
        return next(iter(self._place(case).in_review(f"case:{case.number}")), None)

    def _offering(self, case: Case, which: str, value: str = "") -> Json | None:
        card = self._card(case)
        return card if card is not None and offers(card, which, value) else None


def _undeleted(shown: Interaction) -> bool:
    return says(shown, "case-undeleted") or says(shown, "case-undeleted-text")
