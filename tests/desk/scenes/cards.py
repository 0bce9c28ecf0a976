"""The card of a case in the review channel, in each state."""

from typing import Any

from tests.cogs.seen import send
from tests.desk.scenes.members import TEXT
from tests.desk.scenes.setting_up import newest_mail
from tests.desk.surface import Scenes
from tests.desk.world import DeskStage

SCENES = Scenes()
_OLD_BUTTON = {"type": 2, "style": 2, "label": "Approve", "custom_id": "review:1:approve"}
BLOCKED = {"scope": "host", "category": "harassment", "share": "no"}


async def with_case(stage: DeskStage, text: str = TEXT, **fields: Any) -> Any:
    """A server that is set up, and case 1."""
    await stage.set_up()
    await stage.reported(text, **fields)
    return stage.card(1)


@SCENES.add("Case card", "open")
async def opened(stage: DeskStage) -> Any:
    return await with_case(stage)


@SCENES.add("Case card", "open, with a file and a note, links disguised")
async def with_file(stage: DeskStage) -> Any:
    await stage.set_up()
    files = [("screenshot.png", b"x" * 4000)]
    text = (
        "see rookery[.]example/threads/4417 and r o o k e r y . e x a m p l e, lantern.example, more.example"
    )
    message = await stage.author.send(stage.general, text, attachments=files)
    await stage.report(message, details="There are more like it in that thread.")
    return stage.card(1)


@SCENES.add("Case card", "open, without a link")
async def without_link(stage: DeskStage) -> Any:
    return await with_case(stage, "nobody will miss you", category="threats")


@SCENES.add("Case card", "open, a link alone, listed")
async def link_alone(stage: DeskStage) -> Any:
    await stage.set_up()
    await stage.blocklist("add", pattern="rookery.example", category="harassment")
    await stage.report_link("https://rookery.example/threads/4417")
    return stage.card(1)


@SCENES.add("Case card", "emergency")
async def emergency(stage: DeskStage) -> Any:
    await stage.set_up()
    await stage.set_alert_role()
    await stage.reported(TEXT, category="doxxing", details="It is my street.")
    return stage.card(1)


@SCENES.add("Case card", "claimed")
async def claimed(stage: DeskStage) -> Any:
    await with_case(stage)
    await stage.claim(1)
    return stage.card(1)


@SCENES.add("Case card", "handed over")
async def handed_over(stage: DeskStage) -> Any:
    other = stage.join("colleague", "Moderators")
    await claimed(stage)
    asked = await stage.choose(1, "handover")
    await stage.moderator.select(asked.response, [other], custom_id="case:1:handover")
    await stage.work()
    return stage.card(1)


@SCENES.add("Case card", "a reporter was asked, and answered")
async def asked(stage: DeskStage) -> Any:
    await claimed(stage)
    return await question_answered(stage, stage.moderator)


async def question_answered(stage: DeskStage, who: Any) -> Any:
    """Case 1, whose reporter was asked something and answered."""
    await send(who, await stage.choose(1, "reply", who), text="Where did you see it first?")
    await stage.work()
    form = await stage.member.user.click(newest_mail(stage, stage.member), custom_id="relay:1:answer")
    await stage.member.user.submit_modal(form, {"text": "In another server."})
    await stage.work()
    return stage.card(1)


@SCENES.add("Case card", "about a moderator")
async def about_moderator(stage: DeskStage) -> Any:
    return await with_case(stage, author=stage.moderator)


@SCENES.add("Case card", "about a moderator, closed")
async def about_moderator_closed(stage: DeskStage) -> Any:
    await about_moderator(stage)
    await stage.decide(1, "dismiss", stage.manager, reason="no_violation")
    return stage.card(1)


@SCENES.add("Case card", "its message is gone")
async def gone(stage: DeskStage) -> Any:
    await stage.set_up()
    message = await stage.reported(TEXT)
    await stage.author.delete(message)
    await stage.work()
    return stage.card(1)


@SCENES.add("Case card", "its message was deleted from here")
async def deleted(stage: DeskStage) -> Any:
    await with_case(stage)
    await stage.delete(1)
    return stage.card(1)


@SCENES.add("Case card", "Rowan may not delete")
async def forbidden(stage: DeskStage) -> Any:
    await stage.set_up()
    message = await stage.reported(TEXT)
    route = f"/channels/{stage.general.id}/messages/{message.id}"
    stage.env.inject_error("DELETE", route, status=403, code=50013)
    await stage.delete(1)
    return stage.card(1)


@SCENES.add("Case card", "closed: link blocked")
async def closed_listed(stage: DeskStage) -> Any:
    await with_case(stage)
    await stage.decide(1, "list", **BLOCKED)
    return stage.card(1)


@SCENES.add("Case card", "closed: dismissed with a note")
async def closed_dismissed(stage: DeskStage) -> Any:
    await with_case(stage)
    await stage.decide(1, "dismiss", reason="news_or_counter_speech", note="A newspaper wrote about it.")
    return stage.card(1)


@SCENES.add("Case card", "closed: handled, the message was removed")
async def closed_handled(stage: DeskStage) -> Any:
    await with_case(stage)
    await stage.delete(1)
    await stage.decide(1, "dismiss", reason="handled")
    return stage.card(1)


@SCENES.add("Case card", "closed along with another")
async def closed_related(stage: DeskStage) -> Any:
    await with_case(stage)
    await stage.reported("the same: rookery.example/threads/2")
    done = await stage.decide(2, "list", **BLOCKED)
    await stage.moderator.click(done.response, custom_id="case:2:related")
    await stage.work()
    return stage.card(1)


@SCENES.add("Case card", "reopened")
async def reopened(stage: DeskStage) -> Any:
    await closed_listed(stage)
    await stage.undo_decision(1, notify="yes")
    return stage.card(1)


@SCENES.add("Case card", "with earlier and other cases of the link, and an author with a past")
async def with_past(stage: DeskStage) -> Any:
    await closed_handled(stage)
    await stage.reported("once more rookery.example/threads/4417")
    await stage.reported("and again rookery.example/threads/4417")
    return stage.card(3)


@SCENES.add("Case card", "the claim ended by itself")
async def freed(stage: DeskStage) -> Any:
    await claimed(stage)
    stage.clock.forward(days=1, minutes=1)
    await stage.look("claims")
    await stage.work()
    return stage.card(1)


@SCENES.add("Claim ended", "direct message to its holder")
async def claim_ended(stage: DeskStage) -> Any:
    await freed(stage)
    return newest_mail(stage, stage.moderator)


@SCENES.add("Answer of a reporter", "in the review channel")
async def answer_of_reporter(stage: DeskStage) -> Any:
    await asked(stage)
    return stage.review.history()[-1]


@SCENES.add("Reminder", "an emergency that nobody claimed")
async def reminder(stage: DeskStage) -> Any:
    await emergency(stage)
    stage.clock.forward(minutes=11)
    await stage.look("reminders")
    await stage.work()
    return stage.review.history()[-1]


@SCENES.add("Reminder", "an emergency that is claimed and not decided")
async def undecided(stage: DeskStage) -> Any:
    await emergency(stage)
    await stage.claim(1)
    stage.clock.forward(hours=1, minutes=1)
    await stage.look("reminders")
    await stage.work()
    return stage.review.history()[-1]


@SCENES.add("Notice to a manager", "an emergency about a moderator")
async def concerned(stage: DeskStage) -> Any:
    await with_case(stage, author=stage.moderator, category="threats")
    await stage.look("manager-alerts")
    await stage.work()
    return newest_mail(stage, stage.manager)


@SCENES.add("Error", "a button of a card that was posted anew")
async def elsewhere(stage: DeskStage) -> Any:
    card = await opened(stage)
    copied = stage.env.backend.get_message(card.channel.id, card.id)
    again = await stage.moderator.send(stage.review, "a copy")
    stage.env.backend.get_message(again.channel.id, again.id).components = copied.components
    return await stage.moderator.click(again, custom_id="case:1:reveal")


@SCENES.add("Error", "an unknown old button")
async def unknown_button(stage: DeskStage) -> Any:
    card = await opened(stage)
    stored = stage.env.backend.get_message(card.channel.id, card.id)
    stored.components = [{"type": 1, "components": [_OLD_BUTTON]}]
    return await stage.moderator.click(card, custom_id=_OLD_BUTTON["custom_id"])


@SCENES.add("Weekly digest", "in the review channel")
async def digest(stage: DeskStage) -> Any:
    await with_case(stage)
    await stage.set_up(digest=True)
    stage.clock.forward(days=8)
    await stage.look("digest")
    await stage.work()
    return stage.review.history()[-1]
