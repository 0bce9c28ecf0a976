"""The words of commands go to Discord in the languages that both know: a folder is enough."""

import json
import shutil
from pathlib import Path
from typing import Any

import discord
import pytest
from discord import app_commands

from cogs.base import command_words
from cogs.base.command_words import CommandTranslator, folder_for, words
from services.base.texts import LOCALES, Texts
from tests.cogs import second_language
from tests.cogs.stage import Stage


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Texts:
    """English, Arabic, and a made-up German in which each sentence begins with the word for it."""
    folder = second_language.write(tmp_path_factory.mktemp("locales"))
    shutil.copytree(LOCALES / "en", folder / "de")
    for path in (folder / "de").rglob("*.ftl"):
        path.write_text(deutsch(path), encoding="utf-8")
    return Texts.load(folder)


def deutsch(path: Path) -> str:
    lines = path.read_text(encoding="utf-8").split("\n")
    return "\n".join(
        line.replace(" = ", " = Auf Deutsch ", 1) if line.startswith("command-") else line for line in lines
    )


@pytest.mark.parametrize(
    ("locale", "languages", "folder"),
    [
        (discord.Locale.german, ["ar", "de", "en"], "de"),
        (discord.Locale.brazil_portuguese, ["en", "pt"], "pt"),
        (discord.Locale.brazil_portuguese, ["en", "pt", "pt-BR"], "pt-BR"),
        (discord.Locale.british_english, ["en"], None),
        (discord.Locale.french, ["de", "en"], None),
    ],
)
def test_a_discord_is_told_in_the_folder_of_its_language(
    locale: discord.Locale, languages: list[str], folder: str | None
) -> None:
    assert folder_for(locale, languages) == folder


def test_with_english_and_arabic_alone_nothing_else_is_sent(german: Texts) -> None:
    assert CommandTranslator(german).is_needed
    assert not CommandTranslator(Texts.unparsed(LOCALES)).is_needed


async def payload(stage: Stage, translator: CommandTranslator, name: str) -> dict[str, Any]:
    command = stage.rowan.client.tree.get_command(name)
    assert command is not None
    return await command.get_translated_payload(stage.rowan.client.tree, translator)


async def test_german_descriptions_go_out_and_names_stay(german: Texts, stage: Stage) -> None:
    told = await payload(stage, CommandTranslator(german), "blocklist")
    assert told["description_localizations"] == {"de": german.say("de", "command-blocklist")}
    add = next(option for option in told["options"] if option["name"] == "add")
    assert add["description_localizations"]["de"].startswith("Auf Deutsch ")
    assert all(
        option["description_localizations"]["de"].startswith("Auf Deutsch ") for option in add["options"]
    )
    assert set(_localized_names(told)) <= {"{}"}


async def test_german_choices_go_out(german: Texts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command_words, "default_texts", lambda: german)
    choice = app_commands.Choice(name=words("command-check"), value="x")
    translator = CommandTranslator(german)
    told = await choice.get_translated_payload(translator)
    assert told["name"] == german.say("en", "command-check")
    assert told["name_localizations"] == {"de": german.say("de", "command-check")[:100]}


def _localized_names(payload: dict[str, Any]) -> list[str]:
    found = [json.dumps(payload.get("name_localizations", {}))]
    for option in payload.get("options", ()):
        found += _localized_names(option)
    return found


async def test_nothing_is_longer_than_discord_takes(german: Texts, stage: Stage) -> None:
    for command in stage.rowan.client.tree.get_commands():
        told = await command.get_translated_payload(stage.rowan.client.tree, CommandTranslator(german))
        for text in _descriptions(told):
            assert 1 <= len(text) <= 100, text


def _descriptions(payload: dict[str, Any]) -> list[str]:
    found = [*payload.get("description_localizations", {}).values()]
    found += [payload["description"]] if payload.get("description") else []
    for option in payload.get("options", ()):
        found += _descriptions(option)
    return found


async def test_the_client_asks_for_german_where_there_is_a_folder(german: Texts, stage: Stage) -> None:
    assert stage.rowan.client.tree.translator is None
    stage.answers.texts = german
    await stage.rowan.client.setup_hook()
    assert isinstance(stage.rowan.client.tree.translator, CommandTranslator)
    offered = await stage.rowan.base.registration._discord.offered()
    await stage.rowan.client.tree.set_translator(None)
    assert offered.digest != (await stage.rowan.base.registration._discord.offered()).digest
