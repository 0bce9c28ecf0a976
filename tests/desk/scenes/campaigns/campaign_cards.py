"""What becomes of campaigns' drafts and copies: discarded, withdrawn, stuck, stopped by whoever runs Rowan."""

from typing import Any

from tests.desk.scenes import sharing
from tests.desk.scenes.campaigns.updates import approved, button_of, draft, withdrawing
from tests.desk.surface import Scenes
from tests.desk.world import DeskStage

SCENES = Scenes()
_CAMPAIGN = "1"


@SCENES.add("Update", "the card once the draft was discarded")
async def discarded(stage: DeskStage) -> Any:
    card = await draft(stage)
    await stage.manager.click(card, custom_id=button_of(card, "discard"))
    await stage.work()
    return stage.review.history()[-1]


@SCENES.add("Update", "the card in its own server once it was withdrawn")
async def withdrawn(stage: DeskStage) -> Any:
    await withdrawing(stage)
    await stage.work()
    return stage.review.history()[-1]


@SCENES.add("Update", "the copies of an approved one, asked for on its card")
async def copies(stage: DeskStage) -> Any:
    card = await approved(stage)
    return await stage.moderator.click(card, custom_id=button_of(card, "copies"))


async def _work_on_stops(stage: DeskStage) -> None:
    stops = stage.rowan.campaigns.stops
    while await stops.step():
        pass
    await stage.work()


@SCENES.add("A campaign was stopped by the operator", "its own server is told")
async def stopped(stage: DeskStage) -> Any:
    await draft(stage)
    await stage.rowan.campaigns.stops.stop(_CAMPAIGN)
    await _work_on_stops(stage)
    return stage.review.history()[-1]


@SCENES.add("A campaign was stopped by the operator", "what became of its draft")
async def draft_of_stopped(stage: DeskStage) -> Any:
    card = await draft(stage)
    await stage.rowan.campaigns.stops.stop(_CAMPAIGN)
    await _work_on_stops(stage)
    return next(each for each in stage.review.history() if each.id == card.id)


@SCENES.add("A campaign was stopped by the operator", "a server that follows is told")
async def follower_is_told(stage: DeskStage) -> Any:
    other = (await sharing.copy(stage))[0]
    await stage.rowan.campaigns.stops.stop(_CAMPAIGN)
    await _work_on_stops(stage)
    return other, other.review.history()[-1]


@SCENES.add("A campaign was stopped by the operator", "it goes on")
async def goes_on(stage: DeskStage) -> Any:
    await stopped(stage)
    await stage.rowan.campaigns.stops.resume(_CAMPAIGN)
    await _work_on_stops(stage)
    return stage.review.history()[-1]


@SCENES.add("Update", "its copy cannot be posted: the channel is gone")
async def stuck(stage: DeskStage) -> Any:
    card = await draft(stage)
    stage.env.backend.delete_channel(stage.general.id)
    await stage.work()
    await stage.manager.click(card, custom_id=button_of(card, "approve"))
    await stage.work()
    return stage.review.history()[-1]


@SCENES.add("A campaign's role is gone", "the review channel is told")
async def role_gone(stage: DeskStage) -> Any:
    other = (await sharing.follow(stage))[0]
    role = other.guild.create_role("Campaigners")
    options = {"campaign": _CAMPAIGN, "channel": other.general, "role": role}
    await other.moderator.slash(other.general, "campaign follow", **options)
    other.env.backend.delete_role(other.guild.id, role.id)
    await other.work()
    return other, other.review.history()[-1]
