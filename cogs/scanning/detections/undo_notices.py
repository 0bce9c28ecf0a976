"""Making good for the author after an undo: their timeout is lifted, and the kept texts go back to them."""

import re
from collections.abc import Sequence
from datetime import timedelta

import discord
from discord.ext import commands

from cogs.base.answers import Answers
from cogs.base.callers import clicked_place
from cogs.base.direct_messages import DirectMessages
from cogs.base.layout import Card, button
from cogs.base.postman import TEXT_FILE, Message
from cogs.base.router import Router
from cogs.lists.short_words import behind_words
from cogs.scanning.detections.clicks import DETECTION
from core.base.defang import defang, defang_link
from core.base.errors import Unavailable
from core.base.ids import DetectionId, UserId
from core.lists.invites import is_another_invite
from core.lists.shorteners.answers import BEHIND
from core.scanning.detections import Detection, Person, Returned, Timeout
from services.base.outbox import Dropped, Later, OutboxRow, Posted, Waiting
from services.base.outbox import SendResult as Sent
from services.base.texts import Say, Texts
from services.lists.typed_pattern import shown_pattern
from services.scanning.detections.moderation import DetectionModeration
from services.scanning.detections.settling import REOPENED
from services.scanning.detections.undo_notices import AuthorReturns
from services.scanning.removal_ports import MessageReader, MessageRemover
from services.servers.languages import Languages

_SHOWN = 3200  # characters of text in the message itself; a longer one is attached
_BETWEEN = "\n\n* * *\n\n"  # of several texts
_WHILE_PENDING = timedelta(seconds=1)
_BETWEEN_LOOKS = timedelta(seconds=5)
_PATIENCE = (
    30  # looks at a removal that is under way; after that it was cut off, and the message is most likely gone
)


class UndoNotices:
    """Performs outbox rows of kind `undo_notice`; the subject is the detection, the first of several that go back
    to one author.
    """

    def __init__(
        self,
        *,
        direct_messages: DirectMessages,
        returns: AuthorReturns,
        remover: MessageRemover,
        messages: MessageReader,
        languages: Languages,
        texts: Texts,
    ) -> None:
        self._direct_messages = direct_messages
        self._returns = returns
        self._remover = remover
        self._messages = messages
        self._languages = languages
        self._texts = texts

    async def perform(self, row: OutboxRow) -> Sent:
        """Lift the timeout, then send the text. Each is written down, so that a repeat does only what is left."""
        found = await self._returns.get(DetectionId(row.subject))
        if found is None:
            return Dropped("no such detection")
        undone = await self._returns.undone_with(found)
        under_way = any(each.outcome.to_remove and each.under_way for each in (found, *undone))
        if under_way and row.attempts <= _PATIENCE:
            return Later("the removal is under way", _WHILE_PENDING)
        if not await self._lift(undone):
            return Later("the timeout could not be lifted yet")
        left = [each for each in undone if each.returned is Returned.NO]
        if not left:
            return Dropped("returned already")
        try:
            taken = [each for each in left if each.taken and not await self._stands(each)]
        except Unavailable as error:
            return Later("whether the message stands is not known yet", error.retry_after or _BETWEEN_LOOKS)
        return await self._return(row, taken)

    async def _stands(self, found: Detection) -> bool:
        """Whether Discord did not remove the message of which its answer was lost. Raises Unavailable."""
        if not found.perhaps_taken:
            return False
        now = await self._messages.now(found.server, found.channel, found.message)
        return not now.gone and now.hidden is None

    async def _lift(self, undone: Sequence[Detection]) -> bool:
        found, author = undone[0], _author(undone)
        undone = await self._returns.timed_out(undone)
        until = self._returns.timed_out_until(undone)
        if author is None or until is None or await self._returns.timeout_is_shared(found):
            return True
        lifted = await self._remover.lift(found.server, author.id, until, found.id)
        if lifted is Timeout.FAILED:
            return False
        await self._returns.note_timeout(undone, lifted)
        return True

    async def _return(self, row: OutboxRow, taken: Sequence[Detection]) -> Sent:
        author = _author(taken)
        if not taken or author is None:
            return Dropped("nothing was taken from the author")
        texts = await self._returns.texts_of(taken)
        lost = [found for found in taken if found.id not in texts]
        if lost:
            await self._returns.note_returned(lost, Returned.LOST)
        kept = [found for found in taken if found.id in texts]
        if not kept:
            return Dropped("no text is kept")
        sent = await self._send(row, author, [(found, texts[found.id]) for found in kept])
        if isinstance(sent, Posted):
            await self._returns.note_returned(kept, Returned.SENT)
        elif isinstance(sent, Waiting):  # closed direct messages: not tried again
            await self._returns.note_returned(kept, Returned.CLOSED)
            return Dropped("the author takes no direct messages")
        return sent

    async def _send(self, row: OutboxRow, author: Person, kept: Sequence[tuple[Detection, str]]) -> Sent:
        server = kept[0][0].server
        say = self._texts.sayer(await self._languages.of_letter(server, author.id))
        name = self._direct_messages.name_of(server) or ""
        lead = say(await self._lead(kept[0][0]), server=defang(name), count=len(kept))
        if any(found.picture is not None for found, _ in kept):
            lead = f"{lead}\n{say('undo-notice-picture')}"
        text = _BETWEEN.join(text for _, text in kept)
        return await self._direct_messages.send(
            row, author.id, _notice(DetectionId(row.subject), lead, text, say)
        )

    async def _lead(self, found: Detection) -> str:
        """The key of the sentence above the text: why it goes back."""
        if await self._returns.was_appealed(found):
            return "appeal-answer-letter"
        return "undo-notice-reopened" if found.settled_reason == REOPENED else "undo-notice"


def _author(undone: Sequence[Detection]) -> Person | None:
    """Who wrote them all; None where no row says it any more."""
    return next((found.author for found in undone if found.author is not None), None)


def _notice(detection: DetectionId, lead: str, text: str, say: Say) -> Message:
    """The notice, with its text defanged. A long text is attached whole rather than cut."""
    card, safe, attached = Card(discord.Colour.blue()).text(lead), defang(text), ""
    if len(safe) <= _SHOWN:
        card.text(safe)
    else:
        card.text(say("undo-notice-file")).file(TEXT_FILE)
        attached = safe
    why = f"detection:{detection}:why"  # the button by which the message is found again after a crash
    card.buttons(button(why, say("undo-button-why")))
    return Message(card.view(), marker=why, attached=attached)


class WhyRemoved(commands.Cog):
    """Handles the button of the notice."""

    def __init__(self, *, answers: Answers, router: Router, moderation: DetectionModeration) -> None:
        self._answers = answers
        self._moderation = moderation
        router.add(f"{DETECTION}:why", self._why)

    async def _why(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Tell the author, in their direct message, why their message was removed, but not who ordered it."""
        author = UserId(interaction.user.id)
        found = await self._moderation.why(
            author, DetectionId(int(match["id"])), clicked_place(interaction, "detection-elsewhere")
        )
        self._answers.about(interaction, found.server)
        say = await self._answers.sayer(interaction)
        category, reopened = say(f"category-{found.category}"), found.settled_reason == REOPENED
        if not found.pattern:
            await self._answers.show(interaction, say("undo-why-ordered", category=category))
            return
        answer = say(
            "undo-why",
            link=defang_link(found.link),
            pattern=shown_pattern(found.pattern),
            list=str(found.tier),
            category=category,
            then="reopened" if reopened else "stays" if found.settled_reason else "allowed",
        )
        if found.picture is not None:
            answer = f"{answer}\n{say('detection-in-code', number=found.picture)}"
        if is_another_invite(found.pattern, found.link):
            answer = f"{answer}\n{say('undo-why-invite')}"
        if BEHIND in found.how:
            answer = f"{answer}\n{behind_words(say, '')}"
        await self._answers.show(interaction, answer)
