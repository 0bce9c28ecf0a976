"""Answering people: in the language that they chose, else their server's, in time, privately, and whatever goes wrong."""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import aiohttp
import discord
from discord import app_commands

from cogs.base.apologies import apology_for, reference
from cogs.base.forms import Form, FormNotOpened
from cogs.base.layout import Part
from cogs.base.refused_form import FormMemory, given_back, was_typed
from core.base.errors import OutdatedForm, StorageBusy, Unavailable, UserError, Value
from core.base.ids import ServerId, UserId
from services.base.health.figures import SILENT, Meter
from services.base.health.outcomes import FAILURES, Where
from services.base.texts import FALLBACK, Say, Texts

_log = logging.getLogger(__name__)

# Discord waits three seconds for the first answer.
_DEFER_AFTER = 1.5
_FORM_WITHIN = 2.2
_LANGUAGE_WITHIN = 0.4  # for a sentence that refuses; an apology does not ask for the language at all
_REMEMBERED = 10_000  # members whose choice is known without the database
_SERVER = "server"  # in an interaction's extras
TEXT_LENGTH = 2000  # characters of an answer that is text
_DEFERRING = "rowan-deferring"  # a mark on the interaction
_ALREADY_ANSWERED = 40060
# Discord's codes where another process answered, or the person's client gave up: nothing is left to say.
_NOBODY_WAITS = {10062, 10015, _ALREADY_ANSWERED, 50027}
# What sending an answer may raise: Discord's refusals, and a network that fails.
_NOT_SENT = (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError)
# Discord showed a command as another version of Rowan had registered it.
OLDER_COMMAND = (app_commands.CommandSignatureMismatch, app_commands.CommandNotFound)

LanguageOf = Callable[[ServerId], Awaitable[str]]
ChosenBy = Callable[[UserId], Awaitable[str | None]]


class Answers:
    """Answers every command, button and form: in the person's language, in time, and so that only the person sees it."""

    def __init__(
        self, texts: Texts, language_of: LanguageOf, chosen_by: ChosenBy, *, meter: Meter = SILENT
    ) -> None:
        """`language_of`: the language that a server chose; `chosen_by`: the one that a member chose, which wins. Both may
        raise Unavailable, and `chosen_by` gives up soon.
        """
        self.texts = texts
        self._language_of = language_of
        self._chosen_by = chosen_by
        self._meter = meter
        # What was read last, by server and by member, for when nothing can be read.
        self._spoken: dict[int, str] = {}
        self._chosen: dict[int, str] = {}
        self._late: dict[int, asyncio.Task[None]] = {}  # by interaction
        self._forms = FormMemory()

    async def language(self, interaction: discord.Interaction) -> str:
        """The language that the person chose, else that of the server that the interaction came from or is about; where that
        cannot be read, the likeliest.
        """
        chosen = await self._choice(interaction.user.id)
        return await self._server_language(interaction) if chosen is None else chosen

    async def _server_language(self, interaction: discord.Interaction) -> str:
        server = _server_of(interaction)
        if server is None:
            return FALLBACK
        try:
            self._spoken[server] = await self._language_of(ServerId(server))
        except Exception as error:  # noqa: BLE001  # whatever is wrong with the database, the person is answered
            _log.warning("the language of a server could not be read: %s", type(error).__name__)
            return self._likely_language(interaction)
        return self._spoken[server]

    async def _choice(self, person: int) -> str | None:
        """The language that somebody chose; where that cannot be read soon, the one that was read last."""
        try:
            chosen = await self._chosen_by(UserId(person))
        except Exception as error:  # noqa: BLE001  # whatever is wrong with the database, the person is answered
            _log.warning("the language of a member could not be read: %s", type(error).__name__)
            return self._chosen.get(person)
        self._chosen.pop(person, None)
        if chosen is not None:
            if len(self._chosen) >= _REMEMBERED:
                self._chosen.clear()
            self._chosen[person] = chosen
        return chosen

    def _likely_language(self, interaction: discord.Interaction) -> str:
        """Guess the language without the database: the one that the person chose, or that the server was answered in last,
        else that of the person's own Discord.
        """
        if interaction.user.id in self._chosen:
            return self._chosen[interaction.user.id]
        server = _server_of(interaction)
        if server in self._spoken:
            return self._spoken[server]
        own = interaction.locale.value.partition("-")[0]
        return own if own in self.texts.languages else FALLBACK

    async def sayer(self, interaction: discord.Interaction) -> Say:
        """A function that says sentences in the person's language."""
        return self.texts.sayer(await self.language(interaction))

    async def server_sayer(self, interaction: discord.Interaction) -> Say:
        """As `sayer`, in the server's language: for what is written into a form that others will read."""
        return self.texts.sayer(await self._server_language(interaction))

    @staticmethod
    def about(interaction: discord.Interaction, server: ServerId) -> None:
        """Note which server an interaction in a direct message is about;
        from here on that server's language is spoken.
        """
        interaction.extras[_SERVER] = server

    async def say(self, interaction: discord.Interaction, key: str, /, **values: Value) -> None:
        """Answer with one sentence that only this person sees."""
        await self.show(interaction, self.texts.say(await self.language(interaction), key, **values))

    async def show(
        self,
        interaction: discord.Interaction,
        content: str | discord.ui.LayoutView,
        *files: discord.File,
        below: "Sequence[discord.ui.Button[discord.ui.View]]" = (),
    ) -> None:
        """Answer privately with text or a layout; also after a deferral, or as a further answer.

        A text that is too long for one message goes on in further ones. `below`: buttons under a text, in its last message.
        """
        sending: dict[str, Any] = {"ephemeral": True, "allowed_mentions": discord.AllowedMentions.none()}
        further: list[str] = []
        under: dict[str, Any] = {}
        if below:
            view = discord.ui.View(timeout=None)
            for one in below:
                view.add_item(one)
            view.stop()
            under = {"view": view}
        if isinstance(content, str):
            first, *further = Part(content).pieces(TEXT_LENGTH, TEXT_LENGTH)
            sending |= {"content": first, "suppress_embeds": True}
        else:
            content.stop()  # its buttons are found by custom id; discord.py need not remember it
            sending |= {"view": content}
        if files:
            sending |= {"files": files}
        texts = [{"content": text} for text in further]
        for each in (messages := [sending, *(sending | text for text in texts)]):
            await self._send(interaction, each | (under if each is messages[-1] else {}))

    async def show_all(
        self, interaction: discord.Interaction, views: Sequence[discord.ui.LayoutView]
    ) -> None:
        """Answer privately with messages that follow each other."""
        for view in views:
            await self.show(interaction, view)

    async def turn(
        self, interaction: discord.Interaction, page: discord.ui.LayoutView, *files: discord.File
    ) -> None:
        """Turn the page in its message if there is still time to answer so; else show the page in a new message.
        `files`: those of the page, in the place of those that stand there.
        """
        page.stop()
        if not interaction.response.is_done():
            replaced: dict[str, Any] = {"attachments": files} if files else {}
            try:
                await interaction.response.edit_message(view=page, **replaced)
            except discord.InteractionResponded:  # the deferral was quicker
                pass
            else:
                return
        await self.show(interaction, page, *files)

    @staticmethod
    async def _send(interaction: discord.Interaction, sending: dict[str, Any]) -> None:
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

    async def open(self, interaction: discord.Interaction, form: Form) -> None:
        """Show a form. Where it is refused later, it can be opened again with what was typed. Raises FormNotOpened."""
        self._forms.opened(interaction.user.id, form)
        await form.open(interaction)

    async def open_again(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Show a form that was refused, with what was typed; whoever sends it is asked for their rights then."""
        await self.open(interaction, self._forms.again(interaction.user.id, match["token"]))

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

        Raises StorageBusy where it took too long.
        """
        try:
            async with asyncio.timeout(_FORM_WITHIN):
                await work
        except TimeoutError:
            raise StorageBusy from None

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
            except _NOT_SENT as error:
                _log.info("a deferral did not arrive: %s", type(error).__name__)

    async def tell(self, interaction: discord.Interaction, error: Exception, *, beside: str = "") -> None:
        """Tell the person what went wrong; what was not expected is logged under the reference that they are given.

        Raises nothing. Only what refuses asks for the server's language, and not for long; an apology reads nothing.
        What was typed into a form goes back to whoever sent it. `beside`: what they need to know with a refusal.
        """
        if isinstance(error, UserError):
            await self._refuse(interaction, error, beside)
        elif isinstance(error, Unavailable):
            await self._apologize(interaction, error.key)
        elif isinstance(error, OLDER_COMMAND):
            _log.warning("a command that Discord has is not the one of this program: %s", error)
            await self._apologize(interaction, "error-command-changed")
        else:
            await self._unexpected(interaction, error)

    async def _refuse(self, interaction: discord.Interaction, error: UserError, beside: str) -> None:
        try:
            async with asyncio.timeout(_LANGUAGE_WITHIN):
                language = await self.language(interaction)
        except TimeoutError:
            language = self._likely_language(interaction)
        if isinstance(error, OutdatedForm):
            self._forms.forget(interaction)
        await self._try_show(interaction, language, error.key, beside, **error.values)

    async def _unexpected(self, interaction: discord.Interaction, error: Exception) -> None:
        cause = error.cause if isinstance(error, FormNotOpened) else error
        if isinstance(cause, discord.HTTPException) and cause.code in _NOBODY_WAITS:
            _log.info("an answer was not wanted any more (%s)", cause.code)
            return
        self._meter.count(FAILURES, Where.INTERACTION)
        _log.error("unexpected, reference %s", said := reference(), exc_info=cause)
        await self._apologize(interaction, apology_for(error), reference=said)

    async def _apologize(self, interaction: discord.Interaction, key: str, /, **values: Value) -> None:
        await self._try_show(interaction, self._likely_language(interaction), key, "", **values)

    async def _try_show(
        self, interaction: discord.Interaction, language: str, key: str, beside: str, /, **values: Value
    ) -> None:
        say, typed = self.texts.sayer(language), was_typed(interaction)
        told = "\n".join(filter(None, [say(key, **values), beside]))
        try:
            if typed:
                token = self._forms.refused(interaction)
                await self.show_all(interaction, given_back(say, told, typed, token))
            else:
                await self.show(interaction, told)
        except discord.HTTPException as error:
            _log.warning("an answer could not be sent: %s %s", error.status, error.code)
        except _NOT_SENT as error:
            _log.warning("an answer could not be sent: %s", type(error).__name__)


def _server_of(interaction: discord.Interaction) -> int | None:
    server: int | None = interaction.guild_id or interaction.extras.get(_SERVER)
    return server
