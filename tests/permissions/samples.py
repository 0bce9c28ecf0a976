"""One true example of each button, select and form: the scene in which it stands, and what is pressed, chosen or typed."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from simcord.enums import InteractionType

from tests.cogs.seen import chosen, fields, is_about, options, parts_of, send
from tests.desk.scenes import (
    EVERY_SCENE,
    appeals,
    cards,
    decisions,
    detections,
    figures,
    files,
    followed,
    lists,
    members,
    more,
    setting_up,
    sharing,
    sites,
    updates,
)
from tests.desk.surface import Surface, surface_of
from tests.desk.world import DeskStage
from tests.permissions.people import Act

_BUTTON, _SELECT, _USER_SELECT, _LABEL, _TEXT, _RADIO = 2, 3, 5, 18, 4, 21
_TOKEN = re.compile(r"[\w-]{16}$")
Make = Callable[[DeskStage], Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Sample:
    """`forged`: a custom id that stands on no surface of the scene, but could; `chosen`: a select's value; `typed`: a form's.

    `apart`: each tries in a world of their own, since once it is done the others would not find what it was about.
    `owed`: what the scene leaves to be posted is not posted before.
    """

    scene: Make
    forged: str = ""
    value: str | None = None
    typed: Mapping[str, str] = field(default_factory=dict)
    apart: bool = False
    owed: bool = False

    @property
    def set_besides(self) -> Mapping[str, Any]:
        """What the operator set besides, for the scene."""
        return next((each.chosen for each in EVERY_SCENE if each.make is self.scene), {})


def act_of(stage: DeskStage, seen: Any, template: str, sample: Sample) -> Act:
    """What is pressed or sent in this scene, as Discord would say it."""
    surface = surface_of(stage, seen)
    if isinstance(seen, tuple):
        stage, seen = seen
    if surface.form is not None:
        return _sending(stage, seen, surface, sample)
    direct = surface.shown[-1].guild is None
    messages = [stage.env.backend.get_message(each.channel.id, each.id) for each in surface.shown]
    if sample.forged:
        token = next((found[0] for each in surface.controls if (found := _TOKEN.search(each.custom_id))), "")
        custom_id = sample.forged.format(server=stage.server, token=token)
        value = sample.value and sample.value.format(**vars(stage))
        return Act(InteractionType.MESSAGE_COMPONENT, _pressing(custom_id, value), messages[-1], direct)
    control = next(
        each
        for each in surface.controls
        if re.fullmatch(template, each.custom_id) and sample.value in (None, each.value)
    )
    value = str(stage.joined[0].id) if control.any_member else control.value
    data = _pressing(control.custom_id, value, _USER_SELECT if control.any_member else _SELECT)
    if control.any_member:
        data["resolved"] = {}
    (message,) = [
        stored
        for stored, shown in zip(messages, surface.shown, strict=True)
        if any(part.get("custom_id") == control.custom_id for part in parts_of(shown))
    ]
    return Act(InteractionType.MESSAGE_COMPONENT, data, message, direct)


def _pressing(custom_id: str, value: str | None, select: int = _SELECT) -> dict[str, Any]:
    if value is None:
        return {"custom_id": custom_id, "component_type": _BUTTON}
    return {"custom_id": custom_id, "component_type": select, "values": [value]}


def _sending(stage: DeskStage, form: Any, surface: Surface, sample: Sample) -> Act:
    """The form as it was opened, with what it offers, and what is typed besides."""
    sent = []
    for name, part in fields(form).items():
        filled: dict[str, Any] = {"type": part["type"], "custom_id": name}
        offered = chosen(form, name) if "options" in part else []
        if part["type"] == _RADIO:
            filled["value"] = sample.typed.get(name) or next(iter(offered), None)
        elif "options" in part:
            filled["values"] = [sample.typed[name]] if name in sample.typed else offered
        else:
            filled["value"] = sample.typed.get(name, part.get("value") or "")
        sent.append({"type": _LABEL, "component": filled})
    source = form._interaction.source_message_id
    channel = form._interaction.channel_id
    message = None if source is None else stage.env.backend.get_message(channel, source)
    direct = stage.env.backend.get_channel(channel).guild_id is None
    assert surface.form is not None
    data = {"custom_id": surface.form["custom_id"], "components": sent}
    return Act(InteractionType.MODAL_SUBMIT, data, message, direct)


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


async def _two_reporters(stage: DeskStage) -> Any:
    """A private answer about a case of two reporters; the pseudonym of one of them is kept as `asked`."""
    form = await more.ask_which(stage)
    vars(stage)["asked"] = next(iter(options(form, "reporter")))
    return await stage.choose(1, "mute")


async def _stuck(stage: DeskStage) -> Any:
    """A copy of an update that cannot be posted, and the card that tells of it."""
    await updates.created(stage)
    route = f"/channels/{stage.general.id}/messages"
    stage.env.inject_error("POST", route, status=403, code=50013, times=None)
    await updates.publish(stage)
    return next(each for each in stage.review.history() if is_about(each, "update:1:retry"))


async def _break_beside_another(stage: DeskStage) -> Any:
    """A break is offered, and there is another moderator who could go on."""
    stage.join("third", "Moderators")
    return await decisions.break_offered(stage)


_A_REPORT = {"category": "harassment"}
_AN_UPDATE = updates._UPDATE
LIST_FORM = {"scope": "host", "category": "harassment", "share": "no"}

ROUTES: dict[str, Sample] = {
    "form:again:<token>": Sample(members.given_back),
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
    "case-list:sure:<token>": Sample(decisions.list_question),
    "case-list:cancel:<token>": Sample(decisions.list_question),
    "case-list:links:<token>": Sample(decisions.list_question),
    "case:<id>:list:form[:<link>]": Sample(decisions.list_form, typed=LIST_FORM),
    "case:<id>:list:link": Sample(decisions.list_which),
    "case:<id>:list:links:<page>": Sample(decisions.list_which, "case:1:list:links:0"),
    "case:<id>:dismiss:form": Sample(decisions.dismiss_form),
    "case:<id>:finish:form": Sample(decisions.finish_form),
    "case:<id>:handled": Sample(decisions.delete),
    "case:<id>:related": Sample(decisions.listed_related),
    "case:<id>:reply:form": Sample(more.ask_form, typed={"text": "Where?"}),
    "case:<id>:reply:whom": Sample(_two_reporters, "case:1:reply:whom", "{asked}"),
    "case:<id>:reply:page:<page>": Sample(more.mute, "case:1:reply:page:0"),
    "relay:<id>:ask": Sample(cards.answer_of_reporter),
    "relay:<id>:takeback": Sample(more.ask_sent, owed=True),
    "relay:<id>:read": Sample(more.answer_hidden),
    "relay:<id>:answer": Sample(members.question),
    "relay:<id>:answer:form": Sample(members.question_form, typed={"text": "By mail."}),
    "relay:<id>:end": Sample(members.question),
    "case:<id>:handover": Sample(more.hand_over),
    "case:<id>:history:<page>": Sample(more.history, "case:1:history:0"),
    "case:<id>:mute": Sample(more.mute),
    "case:<id>:mute:page:<page>": Sample(more.mute, "case:1:mute:page:0"),
    "case:<id>:mute:<report>": Sample(more.mute_form),
    "case:<id>:undo:form": Sample(decisions.undo_form),
    "case:<id>:undelete:form": Sample(decisions.undelete_form),
    "case:<id>:around[:<page>]": Sample(decisions.read_by_holder),
    "case:<id>:author[:<page>]": Sample(decisions.read_by_holder),
    "detection:<id>:author[:<page>]": Sample(detections.reveal),
    "case:<id>:reveal:<page>": Sample(decisions.read_long),
    "case:<id>:blur:<blur>:<page>": Sample(decisions.read_by_holder),
    "setup:test": Sample(setting_up.named),
    "policy:sure:<change>": Sample(setting_up.policy_asks, apart=True),
    "policy:cancel": Sample(setting_up.policy_asks),
    "rehearsal:<id>:end:<on>": Sample(setting_up.test_arrived),
    "lists:sure:<token>": Sample(lists.added_often),
    "lists:cancel:<token>": Sample(lists.added_often),
    "lists:links:<token>": Sample(lists.added_often),
    "lists:search:<page>:<query>": Sample(lists.search),
    "lists:site:<page>:<name>": Sample(sites.site_of_many),
    "lists:merge:<site>:<into>": Sample(sites.site_taken),
    "lists:keep:<entry>": Sample(sites.added_again),
    "lists:pending:<page>": Sample(sharing.pending_several),
    "imports:sure:<token>": Sample(files.asked),
    "imports:cancel:<token>": Sample(files.asked),
    "imports:undo:<which>": Sample(files.undo),
    "imports:keep": Sample(files.undo),
    "subscription:<id>:<verb>:<version>": Sample(followed.held),
    "subscription:<id>:sample": Sample(followed.first_day),
    "take:sure:<token>": Sample(followed.taken_asked),
    "subscribe:sure:<token>": Sample(followed.asked),
    "subscribe/take:cancel:<token>": Sample(followed.asked),
    "subscribe/take:links:<token>": Sample(followed.asked),
    "pending:sure:<token>": Sample(sharing.confirm_asked),
    "pending:cancel:<token>": Sample(sharing.confirm_asked),
    "pending:links:<token>": Sample(sharing.confirm_asked, "pending:links:{token}"),
    "lists:stand:<entry>:confirm": Sample(sharing.pending),
    "lists:stand:<entry>:dispute": Sample(sharing.pending),
    "lists:disputed:<entry>": Sample(sharing.dispute_form, typed={"reason": "It is a newspaper."}),
    "digest:<server>:waiting": Sample(cards.digest, "digest:{server}:waiting"),
    "renewal:<server>:all": Sample(sharing.renewal),
    "renewal:<server>:each": Sample(sharing.renewal),
    "renewals:page:<page>": Sample(sharing.renewal_each),
    "renewals:<stance>:renew:<page>": Sample(sharing.renewal_each),
    "renewals:<stance>:end:<page>": Sample(sharing.renewal_each),
    "detection:<id>:reveal": Sample(detections.removed),
    "detection:<id>:removals": Sample(detections.raid),
    "detection:<id>:list": Sample(detections.review),
    "detection:<id>:dismiss": Sample(detections.review),
    "detection:<id>:reopen": Sample(detections.dismissed),
    "detection:<id>:undo": Sample(detections.removed),
    "detection:<id>:delete": Sample(detections.review),
    "detection:<id>:why": Sample(members.returned),
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
    "support:[<country>:<speaking>:]<page>": Sample(members.support, "support:0"),
    "support:country:<speaking>:<place>": Sample(members.support_there),
    "support:language:<country>": Sample(members.support_there),
    "privacy:erase:<user>": Sample(members.privacy_erase),
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
    "rest:handover": Sample(_break_beside_another),
    "rest:back": Sample(decisions.break_offered),
    "rest:<offered>": Sample(decisions.break_offered),
    "report:<token>[:<server>]": Sample(members.menu_form, typed=_A_REPORT, apart=True),
    "report-for:<token>:<server>": Sample(members.which_server),
    "report-for:<token>:<server>:<page>": Sample(members.which_server, "report-for:{token}:{server}:0"),
    "case:<id>:reveal": Sample(cards.opened),
    "case:<id>:claim": Sample(cards.opened),
    "case:<id>:list": Sample(cards.opened),
    "case:<id>:dismiss": Sample(cards.opened),
    "case:<id>:finish": Sample(cards.opened),
    "case:<id>:delete": Sample(cards.opened),
    "case:<id>:undo": Sample(cards.closed_listed),
    "lists:covered:<entry>": Sample(lists.added_covering),
    "outcome:<report>:off": Sample(members.outcome_blocked),
    "<from>:<view>:<page>": Sample(cards.reminder),
    "queue:card": Sample(figures.several),
    "queue:next": Sample(figures.several),
    "case:<id>:more = history": Sample(cards.opened, value="history"),
    "case:<id>:more = mute": Sample(cards.opened, value="mute"),
    "case:<id>:more = reply": Sample(cards.opened, value="reply"),
    "case:<id>:more = release": Sample(cards.claimed, value="release"),
    "case:<id>:more = handover": Sample(cards.claimed, value="handover"),
    "case:<id>:more = takeback": Sample(cards.handed_over, value="takeback"),
    "case:<id>:more = undelete": Sample(cards.deleted, value="undelete"),
    "detection:<id>:more = allow": Sample(detections.review, value="allow"),
    # As a card that an older version posted has them.
    "detection:<id>:more = reveal": Sample(detections.removed, "detection:1:more", "reveal"),
    "detection:<id>:more = removals": Sample(detections.raid, "detection:1:more", "removals"),
    "detection:<id>:more = delete": Sample(detections.review, "detection:1:more", "delete"),
    "detection:<id>:more = reopen": Sample(detections.dismissed, "detection:1:more", "reopen"),
}
"""A row of docs/permissions.md to its example."""
