"""One true example of each button, select and form of the wing of scanning."""

from typing import Any

from tests.cogs.seen import send
from tests.desk.scenes import appeals, automod, brigades, detections, members, sweeps
from tests.desk.world import DeskStage
from tests.permissions.samples import LIST_FORM, Sample


async def _large_question(stage: DeskStage) -> Any:
    """A moderator blocks the link of something found, which was posted so often that they are asked first."""
    await stage.set_up()
    await stage.policy("set", tier="own", action="review")
    await stage.blocklist("add", pattern="rookery.example/threads/4417", category="harassment")
    await stage.said(detections.LINK)
    for number in range(60):
        stage.rowan.lists.hosts_seen.note(
            stage.server, stage.general.id, f"https://rookery.example/{number}", by_staff=False
        )
    await stage.rowan.lists.hosts_seen.write()
    form = await stage.moderator.click(stage.detection(1), custom_id="detection:1:list")
    return await send(stage.moderator, form, scope="host", category="harassment", share="no")


SCANNING = {
    "detection-list:sure:<token>": Sample(_large_question),
    "detection-list:cancel:<token>": Sample(_large_question),
    "detection-list:links:<token>": Sample(_large_question),
    "detection:<id>:undo:form[:<seen>]": Sample(detections.undo_form),
    "detection:<id>:list:form[:<seen>]": Sample(detections.list_form, typed=LIST_FORM),
    "detection:<id>:dismiss:form[:<seen>]": Sample(detections.dismiss_form),
    "detection:<id>:allow[:<seen>]": Sample(detections.allow_question),
    "detection:<id>:delete:<seen>": Sample(detections.delete_several),
    "detection:<id>:reveal:<page>": Sample(detections.reveal, "detection:1:reveal:0"),
    "detection:<id>:blur:<blur>:<page>": Sample(detections.reveal),
    "detection:<id>:removals:<page>": Sample(detections.removals),
    "detection:<id>:read": Sample(detections.removals),
    "detection:<id>:author[:<page>]": Sample(detections.reveal),
    "detection:<id>:reveal": Sample(detections.removed),
    "detection:<id>:removals": Sample(detections.raid),
    "detection:<id>:list": Sample(detections.review),
    "detection:<id>:dismiss": Sample(detections.review),
    "detection:<id>:reopen": Sample(detections.dismissed),
    "detection:<id>:undo": Sample(detections.removed),
    "detection:<id>:delete": Sample(detections.review),
    "detection:<id>:why": Sample(members.returned),
    "alert:<id>:slow": Sample(brigades.alert),
    "alert:<id>:pause_invites": Sample(brigades.alert),
    "alert:<id>:undo": Sample(brigades.slowed),
    "detection:<id>:sweep": Sample(sweeps.offered, apart=True),
    "sweep:<id>:start": Sample(sweeps.ready, apart=True),
    "sweep:<id>:review": Sample(sweeps.ready, apart=True),
    "sweep:<id>:cancel": Sample(sweeps.ready, apart=True),
    "sweep:<id>:pause": Sample(sweeps.running, apart=True, owed=True),
    "sweep:<id>:resume": Sample(sweeps.paused, apart=True),
    "sweep:<id>:stop": Sample(sweeps.paused, apart=True),
    "sweep:<id>:reveal": Sample(sweeps.ready),
    "sweep:<id>:undo": Sample(sweeps.done),
    "sweep:<id>:undo:yes": Sample(sweeps.undo_question, apart=True),
    "automod:apply:<plan>": Sample(automod.plan),
    "notice:<id>:object": Sample(appeals.notice),
    "notice:<id>:object:form": Sample(appeals.form, typed={"text": "I warned of it."}),
    "notice:<id>:mine": Sample(appeals.notice_objected),
    "appeal:<id>:mine": Sample(appeals.answer_upheld),
    "appeal:<id>:reveal": Sample(appeals.opened),
    "appeal:<id>:reveal:<page>": Sample(appeals.read, "appeal:1:reveal:0"),
    "appeal:<id>:blur:<blur>:<page>": Sample(appeals.read),
    "appeal:<id>:note": Sample(appeals.overturned_note),
    "appeal:<id>:uphold": Sample(appeals.opened),
    "appeal:<id>:uphold:form": Sample(appeals.uphold_form, typed={"reason": "It was a lure."}),
    "appeal:<id>:overturn": Sample(appeals.opened),
    "appeal:<id>:overturn:form": Sample(appeals.overturn_form, typed={"reason": "It was a warning."}),
    "detection:<id>:more = allow": Sample(detections.review, value="allow"),
    # As a card that an older version posted has them.
    "detection:<id>:more = reveal": Sample(detections.removed, "detection:1:more", "reveal"),
    "detection:<id>:more = removals": Sample(detections.raid, "detection:1:more", "removals"),
    "detection:<id>:more = delete": Sample(detections.review, "detection:1:more", "delete"),
    "detection:<id>:more = reopen": Sample(detections.dismissed, "detection:1:more", "reopen"),
}
