"""`/lists import` and `/lists undo`: what is answered, and the questions before what does much."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

import aiohttp
import discord
from discord import app_commands

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.base.layout import Card, button, messages_of
from cogs.base.router import Router
from cogs.lists.previews import reason_lines
from core.base.authority import Caller
from core.base.defang import defang, plain
from core.base.errors import Unavailable, UserError
from core.base.ids import ImportId
from core.base.redact import redact
from core.lists.formats import FileRefused
from services.base.texts import Say
from services.lists.imports.ports import MOST_COUNTED, Import, ImportState
from services.lists.imports.report import done, effect_told, file_refused, goes_on, report
from services.lists.imports.uploads import Listed, Sent, Upload, Uploads

_COLOUR: Final = discord.Colour.dark_teal()
_ASKING: Final = discord.Colour.orange()
_LINES: Final = 60  # of the file that are told one by one: some messages
_CHOICE_LENGTH: Final = 100
_DIGEST: Final = 12  # characters that tell a file without a name
_QUESTION: Final = r"(?P<token>[\w-]{8,32})"
_WHICH: Final = r"(?P<which>\d{1,15})"


class ImportAnswers:
    """Carries the commands out for the cog that has them, and the buttons of their questions."""

    def __init__(self, *, answers: Answers, router: Router, uploads: Uploads) -> None:
        self._answers = answers
        self._uploads = uploads
        router.add(f"imports:sure:{_QUESTION}", self._sure)
        router.add(f"imports:cancel:{_QUESTION}", self._cancel)
        router.add(f"imports:undo:{_WHICH}", self._undo)
        router.add("imports:keep", self._keep)

    async def bring(
        self, interaction: discord.Interaction, file: discord.Attachment, sent: Sent, *, dry_run: bool
    ) -> None:
        """Bring a list in; say what was refused, and what it would have met here."""
        caller = caller_of(interaction)
        self._uploads.may(caller, file.size)
        await self._answers.defer(interaction)
        try:
            data = await file.read()
        except (discord.HTTPException, aiohttp.ClientError, TimeoutError):
            raise UserError("import-attachment-gone") from None
        try:
            made = await self._uploads.bring(caller, data, sent, dry_run=dry_run)
        except FileRefused as error:
            await self._refused(interaction, error)
            return
        await self._show(interaction, sent, made, dry_run=dry_run)

    async def undo(self, interaction: discord.Interaction, typed: str) -> None:
        """Ask before an import is taken back, with how much would go."""
        caller = caller_of(interaction)
        listed = await self._uploads.before_undo(caller, _number(typed))
        say = await self._answers.sayer(interaction)
        await self._answers.show(interaction, _undo_question(say, listed))

    async def suggest(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Offer imports while a manager types; nothing to anybody else."""
        try:
            found = await self._uploads.listed(caller_of(interaction))
        except (UserError, Unavailable):  # nothing to offer; the command itself will say why
            return []
        say = await self._answers.sayer(interaction)
        names = {str(each.which.id): _choice(say, each.which) for each in found}
        return [
            app_commands.Choice(name=name[:_CHOICE_LENGTH], value=which)
            for which, name in names.items()
            if typed.casefold() in name.casefold()
        ]

    async def parts(self, caller: Caller, say: Say) -> list[str]:
        """A paragraph for each import that stands on the server's list, the newest first."""
        return ["\n".join(_listed(say, each)) for each in await self._uploads.listed(caller)]

    async def _sure(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """The second click: the file that was shown is brought in."""
        caller, token = caller_of(interaction), match["token"]
        sent = await self._uploads.asked(caller, token)
        await self._answers.defer(interaction)
        try:
            data = await interaction.client.http.get_from_cdn(sent.url)
        except (discord.HTTPException, aiohttp.ClientError, TimeoutError):
            raise UserError("import-attachment-gone") from None
        try:
            made = await self._uploads.sure(caller, data, token)
        except FileRefused as error:
            await self._refused(interaction, error)
            return
        await self._show(interaction, sent, made, dry_run=False)

    async def _cancel(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        await self._uploads.cancel(caller_of(interaction), match["token"])
        await self._answers.say(interaction, "preview-cancelled")

    async def _undo(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        caller = caller_of(interaction)
        await self._answers.defer(interaction)
        ended = await self._uploads.undo(caller, ImportId(int(match["which"])))
        await self._answers.say(interaction, "import-undone", count=ended.undone)

    async def _keep(self, interaction: discord.Interaction, _: re.Match[str]) -> None:
        await self._answers.say(interaction, "import-undo-cancelled")

    async def _refused(self, interaction: discord.Interaction, error: FileRefused) -> None:
        say = await self._answers.sayer(interaction)
        await self._answers.say(interaction, "import-nothing-read", why=file_refused(say, error))

    async def _show(
        self, interaction: discord.Interaction, sent: Sent, made: Upload, *, dry_run: bool
    ) -> None:
        say = await self._answers.sayer(interaction)
        title = say("import-title", file=_name(sent.name))
        told = list(_told(say, made, dry_run=dry_run))
        await self._answers.show_all(interaction, messages_of(_COLOUR, title, ["\n".join(told)]))
        if made.token is not None:
            await self._answers.show(interaction, _question(say, sent, made))


def _told(say: Say, made: Upload, *, dry_run: bool) -> Iterator[str]:
    yield from report(say, made.plan, defang, _LINES)
    yield from goes_on(say, made.plan)
    if made.token is None:
        yield from effect_told(say, made.effect)
    if made.done is not None:
        yield from done(say, made.done)
    elif made.token is None:
        yield say("import-dry") if dry_run else say("import-faults", option="`partial`")
    for each in made.others:
        yield say("import-half-here", position=each.position, entries=each.entries)


def _question(say: Say, sent: Sent, made: Upload) -> discord.ui.LayoutView:
    title = say("preview-title-import", pattern=_name(sent.name))
    card = Card(_ASKING).text("\n".join([title, *([say("preview-again")] if made.again else [])]))
    card.line().text("\n".join(effect_told(say, made.effect)))
    card.line().text("\n".join([*reason_lines(say, made.effect), say("preview-nothing-yet")]))
    return card.buttons(
        button(f"imports:cancel:{made.token}", say("preview-cancel")),
        button(f"imports:sure:{made.token}", say("preview-sure-import"), discord.ButtonStyle.danger),
    ).view()


def _undo_question(say: Say, listed: Listed) -> discord.ui.LayoutView:
    which, stands = listed.which, listed.stands
    goes = stands.entries - stands.held_too
    lines = [
        say("import-undo-goes-many", count=MOST_COUNTED - 1)
        if stands.entries >= MOST_COUNTED
        else say("import-undo-goes", count=goes)
    ]
    if stands.held_too:
        lines.append(say("import-undo-stays", count=stands.held_too))
    lines.append(say("import-undo-by-hand"))
    card = Card(_ASKING).text(say("import-undo-title", name=_called(say, which)))
    card.line().text("\n".join([*_listed(say, listed)][1:] + lines))
    return card.buttons(
        button("imports:keep", say("import-undo-cancel")),
        button(f"imports:undo:{which.id}", say("import-undo-sure"), discord.ButtonStyle.danger),
    ).view()


def _listed(say: Say, listed: Listed) -> Iterator[str]:
    """An import: its name, when it was, by whom, how much of it stands, and whether it is half."""
    which, stands = listed.which, listed.stands
    yield f"**{_called(say, which)}**"
    values: dict[str, Any] = {
        "when": _at(which.began_at),
        "by": "operator" if which.beyond_bound else "manager",
    }
    if stands.entries >= MOST_COUNTED:
        yield say("import-listed-many", entries=MOST_COUNTED - 1, **values)
    else:
        yield say("import-listed", entries=stands.entries, added=which.added, **values)
    if which.state is ImportState.RUNNING:
        yield say("import-listed-running", position=which.position, entries=which.entries)
    elif which.state is ImportState.UNDOING:
        yield say("import-listed-undoing")


def _called(say: Say, which: Import) -> str:
    return (
        _name(which.file_name) if which.file_name else say("import-nameless", digest=which.digest[:_DIGEST])
    )


def _choice(say: Say, which: Import) -> str:
    """An import as Discord offers it: plain text, in which no moment is shown in the reader's own time."""
    name = plain(redact(which.file_name)) or say("import-nameless", digest=which.digest[:_DIGEST])
    return say("import-choice", name=name[:50], when=which.began_at, added=which.added)


def _name(file_name: str) -> str:
    return defang(redact(file_name[:_CHOICE_LENGTH]))


def _at(moment: datetime) -> str:
    return f"<t:{int(moment.timestamp())}:f>"


def _number(typed: str) -> ImportId:
    text = typed.strip()
    if not (text.isascii() and text.isdigit() and len(text) <= 15):  # noqa: PLR2004 - within 64 bits
        raise UserError("import-none-here")
    return ImportId(int(text))
