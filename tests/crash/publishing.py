"""The campaign: updates that are drafted, approved, corrected and withdrawn, for all who follow."""

from typing import Any

from localdiscord import Interaction, Json, message_text
from tests.crash.acting import Acting
from tests.crash.ledger import WITHDRAWN, Update, heard, number_in, says
from tests.crash.town import Place

_BODY = "The forum stands at https://bad.example.com/threads/1 @everyone"


class Publishing(Acting):
    """Moderators of the first server, which runs the campaign."""

    async def publish(self) -> None:
        """Draft, approve, correct or withdraw."""
        free = [update for update in self.ledger.updates if not update.busy]
        if not free or self.rng.random() < 0.3:
            await self._draft()
            return
        update = self.rng.choice(free[-6:])
        update.busy = True
        try:
            await self._go_on(update)
        finally:
            update.busy = False

    async def _go_on(self, update: Update) -> None:
        if update.drafted:
            await self._approve(update)
        elif WITHDRAWN in update.may_show or not update.published:
            return
        elif self.rng.random() < 0.2:
            await self._withdraw(update)
        else:
            await self._correct(update)

    async def _draft(self) -> None:
        headline = self.ledger.token("headline")
        update = Update(name="", guild=self._origin.guild, number=0)
        form = await self._command("campaign update", campaign=self.town.campaign)
        if form is None or not form.modal:
            return
        fields = {"kind": "response", "headline": headline, "body": _BODY, "source": "", "warning": ""}
        shown = await self.sent(update, form, _drafted, **fields)
        number = _drafted(shown) if shown is not None else None
        if number is not None:
            update.name, update.number, update.drafted = f"update {number}", number, {headline}
            self.ledger.updates.append(update)

    async def _approve(self, update: Update) -> None:
        card = self._draft_card(update)
        headline = next((each for each in update.drafted if card and each in message_text(card)), None)
        if headline is None:
            return
        which = f"update:{update.number}:approve"
        by = self._origin.server.moderator
        shown = await self.pressed(update, by, lambda: self._draft_card(update), which)
        if shown is not None and (says(shown, "draft-approved") or says(shown, "draft-approved-already")):
            update.may_show, update.drafted, update.published = {headline}, set(), True
            self.ledger.counts["updates"] += 1
        else:
            update.may_show = update.may_show | {headline}

    async def _correct(self, update: Update) -> None:
        headline = self.ledger.token("headline")
        form = await self._command("campaign correct", update=str(update.number))
        if form is None or not form.modal:
            return
        update.drafted.add(headline)
        shown = await self.sent(update, form, _drafted, headline=headline)
        if shown is not None:
            update.drafted = {headline}

    async def _withdraw(self, update: Update) -> None:
        shown = await self._command("campaign withdraw", update=str(update.number), reason="Not true")
        told = shown is not None and (
            says(shown, "update-withdrawing") or says(shown, "update-withdrawn-already")
        )
        self.ledger.note(update, f"withdraw: {heard(shown) if shown else 'no answer'}")
        update.may_show = {WITHDRAWN} if told else update.may_show | {WITHDRAWN}

    async def _command(self, command: str, **options: Any) -> Interaction | None:
        here = self._origin.server
        return await self.answer_to(self.fd.slash(here.moderator, here.general, command, **options))

    @property
    def _origin(self) -> Place:
        return self.town.places[0]

    def _draft_card(self, update: Update) -> Json | None:
        return next(iter(reversed(self._origin.in_review(f"update:{update.number}:approve"))), None)


def _drafted(shown: Interaction) -> int | None:
    return number_in(shown, "update-drafted", "number")
