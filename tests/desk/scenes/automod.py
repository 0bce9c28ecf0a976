"""`/automod`, as a manager meets it, and the card of what AutoMod blocked."""

from datetime import timedelta
from typing import Any

from core.scanning.automod.compiler import RULES
from tests.cogs.seen import custom_ids
from tests.desk.surface import Scenes
from tests.desk.world import DeskStage

SCENES = Scenes()
_PLACES = ("rookery.example", "nest.example/forum/aviary", "invite.example/Page", "allowed-inside.example")
_LINK = "https://rookery.example/threads/4417"


async def _begun(stage: DeskStage) -> None:
    await stage.set_up()
    for pattern in _PLACES:
        await stage.blocklist("add", pattern=pattern, category="harassment")
    await stage.blocklist("allow", pattern="allowed-inside.example/archive")


async def _asked(stage: DeskStage, verb: str) -> Any:
    return await stage.manager.slash(stage.general, f"automod {verb}")


async def _kept(stage: DeskStage) -> None:
    await stage.env.settle()
    keeping = stage.rowan.scanning.automod.keeping
    while await keeping.step():
        await keeping.finish(60)
    await stage.env.settle()


async def _pressed(stage: DeskStage, asked: Any) -> Any:
    (apply,) = [each for each in custom_ids(asked.response.message) if each.startswith("automod:apply:")]
    return await stage.manager.click(asked.response.message, custom_id=apply)


def _rule_of_others(stage: DeskStage, word: str) -> None:
    body = {
        "name": word,
        "event_type": 1,
        "trigger_type": 1,
        "trigger_metadata": {"keyword_filter": [word]},
        "actions": [{"type": 1, "metadata": {}}],
        "enabled": True,
    }
    stage.env.backend.create_auto_mod_rule(stage.guild.id, stage.manager.id, body)


@SCENES.add("/automod status", "nothing is kept there")
async def never(stage: DeskStage) -> Any:
    await _begun(stage)
    return await _asked(stage, "status")


@SCENES.add("/automod sync", "the plan")
async def plan(stage: DeskStage) -> Any:
    await _begun(stage)
    _rule_of_others(stage, "word")
    return await _asked(stage, "sync")


@SCENES.add("/automod sync", "nothing can be blocked")
async def nothing(stage: DeskStage) -> Any:
    await _begun(stage)
    await stage.policy("set", tier="own", action="review")
    return await _asked(stage, "sync")


@SCENES.add("/automod sync", "all rules are somebody else's")
async def no_room(stage: DeskStage) -> Any:
    await _begun(stage)
    for number in range(RULES):
        _rule_of_others(stage, f"word{number}")
    return await _asked(stage, "sync")


@SCENES.add("/automod sync", "applied")
async def applied(stage: DeskStage) -> Any:
    return await _pressed(stage, await plan(stage))


@SCENES.add("/automod sync", "the plan is another by now")
async def another(stage: DeskStage) -> Any:
    asked = await plan(stage)
    await stage.blocklist("add", pattern="later.example", category="scam")
    return await _pressed(stage, asked)


@SCENES.add("/automod status", "applied")
async def stands(stage: DeskStage) -> Any:
    await applied(stage)
    await _kept(stage)
    return await _asked(stage, "status")


@SCENES.add("/automod status", "people switched the rule off")
async def switched_off(stage: DeskStage) -> Any:
    await stands(stage)
    (rule,) = [
        each
        for each in stage.env.backend.get_guild(stage.guild.id).auto_mod_rules.values()
        if each.creator_id == stage.env.backend.bot_user.id
    ]
    stage.env.backend.edit_auto_mod_rule(stage.guild.id, rule.id, {"enabled": False})
    await stage.env.settle()
    await _kept(stage)
    return await _asked(stage, "status")


@SCENES.add("/automod status", "a rule from before Rowan was away")
async def left(stage: DeskStage) -> Any:
    await stands(stage)
    store = stage.stores.automod
    (kept,) = await store.take("gone", stage.clock() + timedelta(hours=2), 5)
    await store.finish_off(kept, "gone")
    return await _asked(stage, "status")


@SCENES.add("/automod off", "the rule goes")
async def off(stage: DeskStage) -> Any:
    await stands(stage)
    return await _asked(stage, "off")


@SCENES.add("/automod off", "there is nothing")
async def off_nothing(stage: DeskStage) -> Any:
    await _begun(stage)
    return await _asked(stage, "off")


@SCENES.add("Found", "AutoMod blocked it")
async def blocked(stage: DeskStage) -> Any:
    await stands(stage)
    await stage.author.send(stage.general, _LINK)
    await stage.work()
    return stage.detection(1)
