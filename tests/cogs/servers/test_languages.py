"""`/language`: what a member alone sees is said in the language that they chose, wherever they are."""

import asyncio
import sqlite3

import pytest

from cogs.base import answers
from core.base.errors import UserError
from core.base.ids import ServerId, UserId
from services.base.texts import Texts
from services.servers import languages
from tests.cogs.stage import Stage
from tests.wording import ISOLATION_MARKS, readable, said


def plain(text: str) -> str:
    return text.translate(ISOLATION_MARKS)


def in_arabic(arabic: Texts, key: str, **values: str | int) -> str:
    return plain(arabic.say("ar", key, **values))


async def choose(stage: Stage, who: object, language: str) -> str:
    for command in stage.env.backend.commands[
        None
    ].values():  # Discord was given the languages that there are folders of
        if command["name"] == "language":
            offered = command["options"][0]["choices"]
            if language not in [each["value"] for each in offered]:
                command["options"] = [
                    command["options"][0] | {"choices": [*offered, {"name": language, "value": language}]}
                ]
    answer = await who.slash(stage.general, "language", language=language)  # type: ignore[attr-defined]  # an actor of simcord
    assert answer.ephemeral
    return readable(answer.response.content)


async def test_a_member_is_answered_in_their_language_and_others_in_the_servers(
    arabic: Texts, stage: Stage
) -> None:
    await stage.set_up()
    assert in_arabic(arabic, "language-chosen", language="العربية") == await choose(stage, stage.member, "ar")
    mine = await stage.member.slash(stage.general, "check", text="example.com")
    other = await stage.author.slash(stage.general, "check", text="example.com")
    assert in_arabic(arabic, "check-unlisted", links="`hxxps://example[.]com`", more=0) in readable(
        mine.response.content
    )
    said(other.response.content, "check-unlisted")
    said(await choose(stage, stage.member, languages.AS_SERVER), "language-as-server-now")
    again = await stage.member.slash(stage.general, "check", text="example.com")
    said(again.response.content, "check-unlisted")


async def test_a_manager_reads_setup_in_their_own_language(arabic: Texts, stage: Stage) -> None:
    await choose(stage, stage.manager, "ar")
    assert in_arabic(arabic, "setup-not-yet") in readable(await stage.manager_setup())


async def test_the_choice_holds_in_a_direct_message_too(arabic: Texts, stage: Stage) -> None:
    await stage.rowan.base.languages.choose(UserId(stage.member.id), "ar")

    class InDirectMessage:
        guild_id = 0
        user = stage.member

    assert await stage.answers.language(InDirectMessage()) == "ar"  # type: ignore[arg-type]  # all that is asked of it


async def test_what_rowan_does_not_speak_is_refused_and_changes_nothing(arabic: Texts, stage: Stage) -> None:
    await choose(stage, stage.member, "ar")
    refused = in_arabic(arabic, "language-unknown")
    with pytest.raises(UserError, match="language-unknown"):
        await stage.rowan.base.languages.choose(UserId(stage.member.id), "xx")
    assert refused != "language-unknown"
    assert await stage.rowan.base.languages.chosen(UserId(stage.member.id)) == "ar"


async def test_what_is_kept_is_no_id_and_goes_when_the_choice_does(arabic: Texts, stage: Stage) -> None:
    await choose(stage, stage.member, "ar")
    async with stage.rowan.base.storage.durable() as tx:
        row = await tx.sql.one("SELECT member_key, language FROM member_languages")
        assert row is not None
        assert row["language"] == "ar"
        key = bytes(row["member_key"])
    vault = stage.rowan.base.vault
    assert str(stage.member.id).encode() not in key
    assert key != vault.member_key(ServerId(0), UserId(stage.member.id))
    await choose(stage, stage.member, languages.AS_SERVER)
    async with stage.rowan.base.storage.durable() as tx:
        assert await tx.sql.one("SELECT 1 FROM member_languages") is None


async def test_a_letter_is_in_the_language_of_whoever_gets_it(arabic: Texts, stage: Stage) -> None:
    found = stage.rowan.base.languages
    await stage.set_up()
    assert await found.of_letter(stage.server, UserId(stage.member.id)) == "en"
    await choose(stage, stage.member, "ar")
    assert await found.of_letter(stage.server, UserId(stage.member.id)) == "ar"


async def test_a_language_whose_folder_is_gone_is_the_servers_again(arabic: Texts, stage: Stage) -> None:
    async with stage.rowan.base.storage.durable() as tx:
        await tx.languages.choose(UserId(stage.member.id), "xx")
    assert await stage.rowan.base.languages.of_letter(stage.server, UserId(stage.member.id)) == "en"


@pytest.mark.parametrize("hangs", [False, True])
async def test_where_the_choice_cannot_be_read_it_is_the_servers(
    arabic: Texts, stage: Stage, monkeypatch: pytest.MonkeyPatch, *, hangs: bool
) -> None:
    await stage.set_up()
    monkeypatch.setattr(languages, "_WITHIN", 0.01)
    assert languages._WITHIN < answers._LANGUAGE_WITHIN

    async def chosen(*_: object) -> None:
        if hangs:
            await asyncio.sleep(600)
        raise sqlite3.DatabaseError("malformed")

    monkeypatch.setattr("db.servers.language_store.LanguageRows.chosen", chosen)
    async with asyncio.timeout(60):
        answer = await stage.member.slash(stage.general, "check", text="example.com")
        said(answer.response.content, "check-unlisted")
        assert await stage.rowan.base.languages.of_letter(stage.server, UserId(stage.member.id)) == "en"


async def test_an_apology_is_in_the_language_that_was_chosen(
    arabic: Texts, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    await choose(stage, stage.member, "ar")

    async def chosen(*_: object) -> None:
        raise sqlite3.DatabaseError("malformed")

    monkeypatch.setattr("db.servers.language_store.LanguageRows.chosen", chosen)
    answer = await stage.member.slash(stage.general, "check", text="example.com")
    assert in_arabic(arabic, "check-unlisted", links="`hxxps://example[.]com`", more=0) in readable(
        answer.response.content
    )
