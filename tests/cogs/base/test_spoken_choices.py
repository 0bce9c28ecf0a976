"""Choices in commands: offered in the language of whoever types, taken as a value, as its words, or refused in a sentence."""

from typing import Any

import discord
import pytest

from core.base.categories import Category
from core.base.ids import UserId
from core.servers.policy import Action, Tier
from services.base.texts import Texts
from tests.cogs.stage import Stage
from tests.wording import ISOLATION_MARKS, said, say

# Each command whose option has a few values: its option, a value, the key of the value's words.
OFFERED = [
    ("blocklist add", "category", "doxxing", "category-doxxing"),
    ("blocklist site", "category", "scam", "category-scam"),
    ("lists import", "category", "scam", "category-scam"),
    ("lists subscribe", "category", "scam", "category-scam"),
    ("policy set", "tier", "shared", "policy-tier-shared"),
    ("policy set", "action", "delete", "policy-action-delete"),
    ("policy set", "category", "doxxing", "category-doxxing"),
    ("policy likely", "action", "review", "policy-action-review"),
    ("policy preset", "name", "strict", "preset-name-strict"),
    ("policy channel", "mode", "enforce", "policy-mode-enforce"),
    ("queue", "state", "quiet", "queue-state-quiet"),
    ("stats", "days", 30, "stats-days-30"),
    ("updates timeline", "as", "picture", "timeline-as-picture"),
    ("campaign create", "visible", "network", "campaign-visible-network"),
    ("setup", "clear", "list_name", "setup-clear-list_name"),
]


async def offered(stage: Stage, command: str, option: str, typed: str = "") -> dict[Any, str]:
    """What Discord suggests while somebody types who may: values with their words."""
    who = who_types(stage, command)
    found = await who.autocomplete(stage.general, command, option, typed)
    return {choice["value"]: choice["name"].translate(ISOLATION_MARKS) for choice in found}


def who_types(stage: Stage, command: str) -> Any:
    moderates = command.split(maxsplit=1)[0] in {"blocklist", "queue", "stats", "campaign"}
    return stage.moderator if moderates else stage.manager


@pytest.mark.parametrize(("command", "option", "value", "key"), OFFERED)
async def test_they_are_offered_in_the_language_of_whoever_types(
    arabic: Texts, stage: Stage, command: str, option: str, value: object, key: str
) -> None:
    assert (await offered(stage, command, option))[value] == say(key)
    await stage.rowan.base.languages.choose(UserId(who_types(stage, command).id), "ar")
    words = arabic.say("ar", key).translate(ISOLATION_MARKS)
    assert (await offered(stage, command, option))[value] == words
    assert value in await offered(stage, command, option, words)


@pytest.mark.parametrize("typed", ["doxxing", "Doxxing", "DOXXING ", ""])
async def test_a_value_and_its_words_are_taken_as_they_are_typed(
    arabic: Texts, stage: Stage, typed: str
) -> None:
    await stage.set_up()
    await stage.rowan.base.languages.choose(UserId(stage.manager.id), "ar")
    words = typed or arabic.say("ar", "category-doxxing")
    await stage.manager.slash(stage.general, "policy set", tier="own", action="review", category=words)
    policy = (await stage.rowan.base.server_cache.get(stage.server)).policy
    assert policy.rules == {(Tier.OWN, Category.DOXXING): Action.REVIEW}


@pytest.mark.usefixtures("set_up")
@pytest.mark.parametrize(
    ("option", "typed"), [("category", "sea @everyone https://x.example"), ("tier", "nothing")]
)
async def test_what_is_none_of_them_is_refused_with_those_that_are(
    stage: Stage, option: str, typed: str
) -> None:
    before = await stage.policy("show")
    answer = await stage.manager.slash(
        stage.general, "policy set", **{"tier": "own", "action": "review"} | {option: typed}
    )
    assert answer.ephemeral
    told = answer.response.content
    said(told, "choice-unknown")
    assert ("`doxxing`" if option == "category" else "`shared`") in told
    assert "@everyone" not in told
    assert "https://" not in told
    assert await stage.policy("show") == before


async def test_a_number_that_is_none_of_them_is_refused(stage: Stage) -> None:
    answer = await stage.moderator.slash(stage.general, "stats", days=8)
    said(answer.response.content, "choice-unknown", typed="8")


async def test_discord_may_hear_of_no_choices_of_them_any_more(stage: Stage) -> None:
    """An option cannot have both: choices are those that Discord knows no Arabic for."""
    for command in stage.env.backend.commands[None].values():
        for option in _options(command):
            assert not (option.get("choices") and option.get("autocomplete"))
            if option.get("choices"):
                assert (command["name"], option["name"]) in {
                    ("setup", "language"),  # their own names
                    ("language", "language"),
                    ("blocklist", "format"),  # names of formats
                }


def _options(command: dict[str, Any]) -> list[dict[str, Any]]:
    found = []
    for option in command.get("options", ()):
        found += (
            [option]
            if option["type"] > discord.AppCommandOptionType.subcommand_group.value
            else _options(option)
        )
    return found
