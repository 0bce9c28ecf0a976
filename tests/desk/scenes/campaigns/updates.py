"""Campaigns: forms, drafts, copies and what members read."""

from typing import Any

from tests.cogs.seen import custom_ids, send
from tests.desk.scenes.setting_up import newest_mail
from tests.desk.surface import Scenes
from tests.desk.world import DeskStage

SCENES = Scenes()
_UPDATE = {
    "kind": "response",
    "headline": "The provider answers",
    "body": "They will decide by the 3rd. Call the press desk: +1 212 555 0147.",
    "source": "https://nimbus-hosting.example/news/7",
}


async def _form(stage: DeskStage, verb: str, **options: Any) -> Any:
    return await stage.moderator.slash(stage.general, f"campaign {verb}", **options)


@SCENES.add("/campaign create", "form")
async def create_form(stage: DeskStage) -> Any:
    await stage.set_up()
    await stage.set_up(campaign_channel=stage.general)
    return await _form(stage, "create")


@SCENES.add("/campaign create", "answer")
async def created(stage: DeskStage) -> Any:
    await create_form(stage)
    return await begin(stage)


async def begin(stage: DeskStage) -> Any:
    """The moderator begins campaign 1; returns what they are answered."""
    form = await _form(stage, "create")
    return await send(
        stage.moderator,
        form,
        title="Nimbus, drop the Rookery",
        summary="Their host can end it.",
        demand="End the contract.",
    )


@SCENES.add("/campaign update", "form")
async def update_form(stage: DeskStage) -> Any:
    await created(stage)
    return await _form(stage, "update", campaign="1")


@SCENES.add("/campaign update", "answer")
async def drafted(stage: DeskStage) -> Any:
    return await send(stage.moderator, await update_form(stage), **_UPDATE)


@SCENES.add("Update", "draft in the review channel")
async def draft(stage: DeskStage) -> Any:
    await drafted(stage)
    await stage.work()
    return _card(stage)


_NAMES = {
    "kind": "statement",
    "headline": "What the forum did this week",
    "body": "It stands at rookery(.)example(.)com and https://news.example.org/7 tells more.\n\n"
    "Write to jane.roe@example.org or call +1 212 555 0147. @everyone",
    "source": "https://news.example.org/7",
    "warning": "threats",
}


async def _draft_of(stage: DeskStage, **fields: str) -> Any:
    await created(stage)
    form = await _form(stage, "update", campaign="1")
    await send(stage.moderator, form, **{**_NAMES, **fields})
    await stage.work()
    return _card(stage)


async def _lists_the_forum(stage: DeskStage) -> None:
    await stage.set_up()
    await stage.moderator.slash(
        stage.general, "blocklist add", pattern="rookery.example.com", category="harassment"
    )


@SCENES.add("Update", "draft that names a listed place, a person and everyone")
async def draft_with_names(stage: DeskStage) -> Any:
    await _lists_the_forum(stage)
    return await _draft_of(stage)


@SCENES.add("Update", "draft, what the screen changed")
async def screen_changes(stage: DeskStage) -> Any:
    card = await draft_with_names(stage)
    return await stage.moderator.click(card, custom_id=button_of(card, "screen"))


_LONG = "\n\n".join(
    f"{number}. " + "They were asked again, and did not answer. " * 5 for number in range(1, 15)
)


@SCENES.add("Update", "long draft")
async def long_draft(stage: DeskStage) -> Any:
    return await _draft_of(stage, body=_LONG)


@SCENES.add("/campaign update", "more than one message holds")
async def too_long(stage: DeskStage) -> Any:
    await created(stage)
    form = await _form(stage, "update", campaign="1")
    return await send(stage.moderator, form, **{**_NAMES, "body": _LONG + _LONG[:700]})


async def publish(stage: DeskStage) -> None:
    """The moderator drafts update 1 of campaign 1, and the manager approves it."""
    await send(stage.moderator, await _form(stage, "update", campaign="1"), **_UPDATE)
    await stage.work()
    card = _card(stage)
    await stage.manager.click(card, custom_id=button_of(card, "approve"))
    await stage.work()


async def _approved(stage: DeskStage) -> None:
    await created(stage)
    await publish(stage)


def _card(stage: DeskStage) -> Any:
    return stage.review.history()[-1]


def button_of(message: Any, verb: str) -> str:
    """The custom id of a card's button with this verb."""
    return next(each for each in custom_ids(message) if f":{verb}" in each)


@SCENES.add("Update", "draft, edit")
async def edit_form(stage: DeskStage) -> Any:
    card = await draft(stage)
    return await stage.moderator.click(card, custom_id=button_of(card, "edit"))


@SCENES.add("Update", "the card once it is approved")
async def approved(stage: DeskStage) -> Any:
    await _approved(stage)
    return _card(stage)


@SCENES.add("Update", "copy in a channel")
async def copy(stage: DeskStage) -> Any:
    await _approved(stage)
    return stage.general.history()[-1]


@SCENES.add("/campaign correct", "form")
async def correct_form(stage: DeskStage) -> Any:
    await _approved(stage)
    return await _form(stage, "correct", update="1")


@SCENES.add("Update", "draft of a correction")
async def correction(stage: DeskStage) -> Any:
    form = await correct_form(stage)
    await send(stage.moderator, form, body="They will decide by the 13th.")
    await stage.work()
    return _card(stage)


@SCENES.add("Update", "corrected copy")
async def corrected(stage: DeskStage) -> Any:
    card = await correction(stage)
    await stage.manager.click(card, custom_id=button_of(card, "approve"))
    await stage.work()
    return stage.general.history()[-1]


@SCENES.add("/campaign withdraw", "answer")
async def withdrawing(stage: DeskStage) -> Any:
    await _approved(stage)
    return await _form(stage, "withdraw", update="1", reason="The source was mistaken.")


@SCENES.add("Update", "withdrawn copy")
async def withdrawn(stage: DeskStage) -> Any:
    await withdrawing(stage)
    await stage.work()
    return stage.general.history()[-1]


async def _for_a_time(stage: DeskStage) -> Any:
    await created(stage)
    at = f"<t:{int(stage.clock().timestamp()) + 3600}>"
    await send(stage.moderator, await _form(stage, "update", campaign="1", at=at), **_UPDATE)
    await stage.work()
    return _card(stage)


@SCENES.add("Update", "draft for a time")
async def timed_draft(stage: DeskStage) -> Any:
    return await _for_a_time(stage)


@SCENES.add("Update", "approved, waits for its time")
async def scheduled(stage: DeskStage) -> Any:
    card = await _for_a_time(stage)
    await stage.manager.click(card, custom_id=button_of(card, "approve"))
    await stage.work()
    return _card(stage)


@SCENES.add("/campaign update", "a time that cannot be read")
async def unreadable(stage: DeskStage) -> Any:
    await created(stage)
    return await _form(stage, "update", campaign="1", at="tomorrow")


@SCENES.add("/campaign copies", "answer")
async def copies(stage: DeskStage) -> Any:
    await _approved(stage)
    return await _form(stage, "copies", update="1")


@SCENES.add("/updates notify", "a member is asked how")
async def notify(stage: DeskStage) -> Any:
    await created(stage)
    return await stage.member.slash(stage.general, "updates notify", campaign="1")


@SCENES.add("Update", "letter to a member who chose that")
async def letter(stage: DeskStage) -> Any:
    asked = await notify(stage)
    await stage.member.click(asked.response, custom_id="campaign:1:notify:direct")
    await publish(stage)
    await stage.work()
    return newest_mail(stage, stage.member)


@SCENES.add("/campaign close", "answer")
async def closed(stage: DeskStage) -> Any:
    await created(stage)
    return await _form(stage, "close", campaign="1", outcome="The contract was ended.")


@SCENES.add("/updates list", "a member")
async def updates(stage: DeskStage) -> Any:
    await _approved(stage)
    return await stage.member.slash(stage.general, "updates list")


@SCENES.add("/updates timeline", "a member")
async def timeline(stage: DeskStage) -> Any:
    await _approved(stage)
    return await stage.member.slash(stage.general, "updates timeline", campaign="1")


@SCENES.add("/updates timeline", "as a picture")
async def timeline_picture(stage: DeskStage) -> Any:
    await _approved(stage)
    return await stage.member.slash(stage.general, "updates timeline", **{"campaign": "1", "as": "picture"})


@SCENES.add("/updates timeline", "as a file")
async def timeline_file(stage: DeskStage) -> Any:
    await _approved(stage)
    return await stage.member.slash(stage.general, "updates timeline", **{"campaign": "1", "as": "json"})


@SCENES.add("/campaign facts", "switched off, without a site")
async def facts(stage: DeskStage) -> Any:
    await created(stage)
    return await _form(stage, "facts", campaign="1")


@SCENES.add("/campaign complaint", "answer")
async def complaint(stage: DeskStage) -> Any:
    await _approved(stage)
    return await _form(stage, "complaint", campaign="1")


@SCENES.add("/campaign precedent", "form")
async def precedent(stage: DeskStage) -> Any:
    await created(stage)
    return await _form(stage, "precedent", campaign="1", which="dropped-2022")
