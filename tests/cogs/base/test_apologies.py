"""An apology needs nothing that can fail: no database, no second answer of Discord, and it claims nothing untrue."""

import asyncio
import logging
import re
import sqlite3
from collections.abc import Callable

import aiohttp
import discord
import pytest
from discord import app_commands

from cogs.base import answers
from cogs.base.callers import caller_of
from cogs.base.forms import Form
from core.base.errors import StorageBusy, StorageInDoubt, Unavailable, UserError
from services.base.logs import MaskingFormatter
from tests.cogs.base.test_answers import press
from tests.cogs.stage import Stage
from tests.wording import said

Broken = Callable[..., None]

OF_DISCORD = 3.0  # seconds that it waits for an answer


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Broken:
    """The database cannot say in which language a server is answered."""

    def begin(error: Exception | None = None, seconds: float = 0.0) -> None:
        async def get(*_: object) -> None:
            await asyncio.sleep(seconds)
            raise error or sqlite3.DatabaseError("database disk image is malformed")

        monkeypatch.setattr("services.servers.setup.Servers.get", get)

    return begin


def raising(error: Exception):
    async def handler(interaction: discord.Interaction, match: re.Match[str]) -> None:
        raise error

    return handler


@pytest.mark.parametrize(
    ("error", "key"),
    [
        (sqlite3.DatabaseError("malformed"), "error-unexpected"),
        (ZeroDivisionError(), "error-unexpected"),
        (StorageBusy(), "error-storage-busy"),
        (StorageInDoubt(), "error-storage-in-doubt"),
        (Unavailable(), "error-unavailable"),
        (UserError("error-not-manager"), "error-not-manager"),
    ],
)
async def test_it_is_said_though_the_database_is_broken(
    stage: Stage, broken: Broken, error: Exception, key: str
) -> None:
    broken()
    answer = await press(stage, raising(error))
    assert answer.ephemeral
    said(answer.response.content, key)


async def test_it_is_said_in_time_though_the_database_hangs(stage: Stage, broken: Broken) -> None:
    assert answers._LANGUAGE_WITHIN + answers._FORM_WITHIN < OF_DISCORD
    broken(seconds=600)
    async with asyncio.timeout(60):
        said(
            (await press(stage, raising(UserError("error-not-manager")))).response.content,
            "error-not-manager",
        )
        answer = await press(stage, raising(ZeroDivisionError()), "test:2:go")
    said(answer.response.content, "error-unexpected")


async def test_a_form_that_is_late_is_apologised_for_without_the_database(
    stage: Stage, broken: Broken, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cogs.base.answers._FORM_WITHIN", 0.1)
    broken(seconds=600)

    async def slow(interaction: discord.Interaction, match: re.Match[str]) -> None:
        await asyncio.sleep(600)

    async with asyncio.timeout(60):
        answer = await press(stage, slow, opens_form=True)
    said(answer.response.content, "error-storage-busy")


async def test_a_server_goes_on_being_answered_in_its_language(stage: Stage, broken: Broken) -> None:
    """What was read once is spoken when nothing can be read; a person's own Discord is asked only before that."""
    likely = stage.answers._likely_language
    interaction = await any_interaction(stage)
    assert likely(interaction) == "en"
    stage.answers._spoken[stage.server] = "ar"
    broken()
    assert await stage.answers.language(interaction) == "ar"
    assert likely(interaction) == "ar"


async def any_interaction(stage: Stage) -> discord.Interaction:
    came: list[discord.Interaction] = []

    async def keep(interaction: discord.Interaction, match: re.Match[str]) -> None:
        came.append(interaction)
        await interaction.response.send_message("x", ephemeral=True)

    await press(stage, keep, "test:9:keep")
    return came[0]


async def test_a_network_that_fails_does_not_escape_the_answer(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail(*_: object, **__: object) -> None:
        raise aiohttp.ServerDisconnectedError

    async def answer(interaction: discord.Interaction, match: re.Match[str]) -> None:
        monkeypatch.setattr(discord.InteractionResponse, "send_message", fail)
        monkeypatch.setattr(discord.InteractionResponse, "defer", fail)
        await stage.answers.defer(interaction)
        await stage.answers.say(interaction, "error-not-manager")

    await press(stage, answer)
    assert "the listener" not in caplog.text
    assert "could not be sent: ServerDisconnectedError" in caplog.text


@pytest.mark.parametrize("error", [aiohttp.ServerDisconnectedError(), TimeoutError(), None])
async def test_a_form_that_did_not_open_did_nothing(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, error: Exception | None
) -> None:
    async def show(interaction: discord.Interaction, match: re.Match[str]) -> None:
        form = Form("test:1:form", "Title")
        form.text("words", "Words")
        await form.open(interaction)

    async def fail(interaction: discord.InteractionResponse, modal: object) -> None:
        if error is not None:
            raise error
        refusal = type("Answer", (), {"status": 400, "reason": "Bad Request"})()
        raise discord.HTTPException(refusal, {"code": 50035, "message": "Invalid Form Body"})

    monkeypatch.setattr(discord.InteractionResponse, "send_modal", fail)
    answer = await press(stage, show, opens_form=True)
    said(answer.response.content, "error-form-not-opened")


async def test_an_older_form_of_a_command_is_no_fault_of_rowans(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    setup = stage.rowan.client.tree.get_command("setup")
    assert isinstance(setup, app_commands.Command)
    for number, error in enumerate(
        (app_commands.CommandSignatureMismatch(setup), app_commands.CommandNotFound("old", []))
    ):
        answer = await press(stage, raising(error), f"test:{number}:older")
        said(answer.response.content, "error-command-changed")
    assert "unexpected" not in caplog.text


async def test_where_rowan_is_not_in_the_server_the_rights_are_what_discord_says(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    interaction = await any_interaction(stage)
    monkeypatch.setattr(type(stage.rowan.client), "get_guild", lambda *_: None)
    for rights, manages, moderates in (
        (discord.Permissions(manage_guild=True, manage_messages=True), True, True),
        (discord.Permissions(manage_messages=True), False, False),  # a channel may give this
        (discord.Permissions.none(), False, False),
    ):
        monkeypatch.setattr(interaction, "_permissions", rights.value)
        caller = caller_of(interaction, joined=False)
        assert (caller.manage_server, caller.manage_messages) == (manages, moderates)
        with pytest.raises(UserError, match="error-not-in-server"):
            caller_of(interaction)


class Lines(logging.Handler):
    """Keeps each line as it would be written."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(MaskingFormatter())
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


async def test_the_reference_stands_in_each_line_that_the_interaction_caused(stage: Stage) -> None:
    async def handler(interaction: discord.Interaction, match: re.Match[str]) -> None:
        logging.getLogger("wing").warning("before it fails")
        await asyncio.create_task(beside())
        raise ZeroDivisionError

    async def beside() -> None:
        logging.getLogger("wing").warning("beside it")

    keeping = Lines()
    logging.getLogger().addHandler(keeping)
    try:
        answer = await press(stage, handler)
        other = await press(stage, raising(ZeroDivisionError()), "test:2:go")
    finally:
        logging.getLogger().removeHandler(keeping)
    (reference,) = re.findall(r"\b[0-9a-f]{8}\b", answer.response.content)
    assert reference not in other.response.content
    for words in ("before it fails", "beside it", f"unexpected, reference {reference}"):
        (line,) = [line for line in keeping.lines if words in line]
        assert f" [{reference}]: " in line
