"""One true example of each button, select and form of the wing of campaigns."""

from typing import Any

from tests.cogs.seen import is_about
from tests.desk.scenes.campaigns import updates
from tests.desk.world import DeskStage
from tests.permissions.samples import Sample

_AN_UPDATE = updates._UPDATE


async def _stuck(stage: DeskStage) -> Any:
    """A copy of an update that cannot be posted, and the card that tells of it."""
    await updates.created(stage)
    route = f"/channels/{stage.general.id}/messages"
    stage.env.inject_error("POST", route, status=403, code=50013, times=None)
    await updates.publish(stage)
    return next(each for each in stage.review.history() if is_about(each, "update:1:retry"))


CAMPAIGNS = {
    "update:<id>:approve[:<version>]": Sample(updates.draft),
    "update:<id>:edit:<version>": Sample(updates.draft),
    "update:<id>:whole:<version>[:<page>]": Sample(updates.draft, "update:1:whole:1"),
    "update:<id>:screen:<version>[:<page>]": Sample(updates.draft),
    "update:<id>:discard[:<version>]": Sample(updates.draft),
    "update:<id>:copies": Sample(updates.approved),
    "update:<id>:retry": Sample(_stuck),
    "update:<id>:timeline": Sample(updates.copy),
    "campaign:create:[site<site>:][<visible>:]<form>": Sample(
        updates.create_form, typed={"title": "Nimbus", "summary": "Their host.", "demand": "End it."}
    ),
    "campaign:<id>:update:[at<at>:]<form>": Sample(updates.update_form, typed=_AN_UPDATE),
    "update:<id>:correct/redraft:<base>:[at<at>:]<form>": Sample(
        updates.edit_form, typed={"body": "Better."}
    ),
    "campaign:<id>:facts:<page>": Sample(updates.facts, "campaign:1:facts:0"),
    "campaign:<id>:notify:role": Sample(updates.notify, "campaign:1:notify:role"),
    "campaign:<id>:notify:direct": Sample(updates.notify),
    "campaign:<id>:timeline:<page>": Sample(updates.timeline, "campaign:1:timeline:0"),
    "campaign:<id>:picture:<page>": Sample(updates.timeline, "campaign:1:picture:0"),
    "letter:<letter>:stop:<campaign>:<server>": Sample(updates.letter),
    "updates:list:<page>": Sample(updates.updates, "updates:list:0"),
}
