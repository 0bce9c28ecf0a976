"""Answering people: in their server's language, in time, privately, and whatever goes wrong."""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable
from typing import Any

import discord

from core.base.errors import Unavailable, UserError
from core.base.ids import ServerId
from services.base.texts import FALLBACK, Say, Texts

_log = logging.getLogger(__name__)

# Discord waits three seconds for the first answer.
_DEFER_AFTER = 1.5
_FORM_WITHIN = 2.2
_SERVER = "server"  # in an interaction's extras
TEXT_LENGTH = 2000  # characters of an answer that is text
_DEFERRING = "rowan-deferring"  # a mark on the interaction
_ALREADY_ANSWERED = 40060
# Discord's codes where another process answered, or the person's client gave up: nothing is left to say.
_NOBODY_WAITS = {10062, 10015, _ALREADY_ANSWERED, 50027}

LanguageOf = Callable[[ServerId], Awaitable[str]]


class Answers:
    """Answers every command, button and form: in the server's language, in time, and so that only the person sees it."""

    def __init__(self, texts: Texts, language_of: LanguageOf) -> None:
        """`language_of`: the language that a server chose; it may raise Unavailable."""
        self.texts = texts
        self._language_of = language_of
        self._late: dict[int, asyncio.Task[None]] = {}  # by interaction

    async def language(self, interaction: discord.Interaction) -> str:
        """The language of the server that an interaction came from or is about; English where that cannot be known."""
        server = interaction.guild_id or interaction.extras.get(_SERVER)
        if server is None:
            return FALLBACK
        try:
            return await self._language_of(ServerId(server))
        except Unavailable:
            return FALLBACK

    async def sayer(self, interaction: discord.Interaction) -> Say:
        """A function that says sentences in the person's language."""
        return self.texts.sayer(await self.language(interaction))

    @staticmethod
    def about(interaction: discord.Interaction, server: ServerId) -> None:
        """Note which server an interaction in a direct message is about;
        from here on that server's language is spoken.
        """
        interaction.extras[_SERVER] = server

    async def say(self, interaction: discord.Interaction, key: str, /, **values: str | int) -> None:
        """Answer with one sentence that only this person sees."""
        await self.show(interaction, self.texts.say(await self.language(interaction), key, **values))

    async def show(
        self, interaction: discord.Interaction, content: str | discord.ui.LayoutView, *files: discord.File
    ) -> None:
        """Answer privately with text or a layout; also after a deferral, or as a further answer."""
        sending: dict[str, Any] = {"ephemeral": True, "allowed_mentions": discord.AllowedMentions.none()}
        if isinstance(content, str):
            sending |= {"content": content[:TEXT_LENGTH], "suppress_embeds": True}
        else:
            content.stop()  # its buttons are found by custom id; discord.py need not remember it
            sending |= {"view": content}
        if files:
            sending |= {"files": files}
        if interaction.response.is_done():
            await interaction.followup.send(**sending)
            return
        try:
            await interaction.response.send_message(**sending)
        except discord.InteractionResponded:
            await interaction.followup.send(**sending)
        except discord.HTTPException as error:
            # It is so only where this process's own deferral was on its way: else another process has answered.
            if error.code != _ALREADY_ANSWERED or _DEFERRING not in interaction.extras:
                raise
            await interaction.followup.send(**sending)

    async def guard(
        self, interaction: discord.Interaction, work: Awaitable[None], *, opens_form: bool = False
    ) -> None:
        """Await the work, deferring when it is slow; whatever it raises becomes a clear sentence."""
        if not opens_form:
            self.be_patient(interaction)
        try:
            await (self.before_form(work) if opens_form else work)
        except Exception as error:  # noqa: BLE001  # the last line: the person must hear something
            await self.tell(interaction, error)
        finally:
            self.done(interaction)

    async def before_form(self, work: Awaitable[None]) -> None:
        """Await what must be done before a form is shown; a form cannot follow a deferral, so this may not take long.

        Raises UserError where it took too long.
        """
        try:
            async with asyncio.timeout(_FORM_WITHIN):
                await work
        except TimeoutError:
            raise UserError("error-storage-busy") from None

    def be_patient(self, interaction: discord.Interaction) -> None:
        """Defer an interaction by itself if nothing has answered it after a while; `done` ends that."""
        late = asyncio.create_task(self._defer_when_late(interaction))
        self._late[interaction.id] = late
        late.add_done_callback(lambda _: self._late.pop(interaction.id, None))

    async def defer(self, interaction: discord.Interaction) -> None:
        """Say at once that the answer takes a moment; `show` gives it."""
        self.done(interaction)
        await self._defer(interaction)

    def done(self, interaction: discord.Interaction) -> None:
        """Note that the interaction was answered, so that nothing need be deferred any more."""
        late = self._late.pop(interaction.id, None)
        if late is not None:
            late.cancel()

    async def _defer_when_late(self, interaction: discord.Interaction) -> None:
        await asyncio.sleep(_DEFER_AFTER)
        await self._defer(interaction)

    @staticmethod
    async def _defer(interaction: discord.Interaction) -> None:
        if not interaction.response.is_done():
            interaction.extras[_DEFERRING] = True
            try:
                await interaction.response.defer(ephemeral=True, thinking=True)
            except (discord.HTTPException, discord.InteractionResponded):
                _log.info("a deferral came too late")

    async def tell(self, interaction: discord.Interaction, error: Exception) -> None:
        """Tell the person what went wrong; what was not expected is logged under the reference that they are given."""
        if isinstance(error, UserError):
            await self._try_say(interaction, error.key, **error.values)
        elif isinstance(error, Unavailable):
            await self._try_say(interaction, error.key)
        else:
            await self._unexpected(interaction, error)

    async def _unexpected(self, interaction: discord.Interaction, error: Exception) -> None:
        if isinstance(error, discord.HTTPException) and error.code in _NOBODY_WAITS:
            _log.info("an answer was not wanted any more (%s)", error.code)
            return
        reference = secrets.token_hex(4)
        _log.error("unexpected, reference %s", reference, exc_info=error)
        refused = isinstance(error, discord.HTTPException)
        key = "error-answer-refused" if refused else "error-unexpected"
        await self._try_say(interaction, key, reference=reference)

    async def _try_say(self, interaction: discord.Interaction, key: str, /, **values: str | int) -> None:
        try:
            await self.say(interaction, key, **values)
        except discord.HTTPException as error:
            _log.warning("an answer could not be sent: %s %s", error.status, error.code)
