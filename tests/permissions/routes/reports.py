"""One true example of each button, select and form of the wing of reports."""

from typing import Any

from tests.cogs.seen import options
from tests.desk.scenes import cards, decisions, figures, members, more
from tests.desk.world import DeskStage
from tests.permissions.samples import LIST_FORM, Sample

_A_REPORT = {"category": "harassment"}


async def _two_reporters(stage: DeskStage) -> Any:
    """A private answer about a case of two reporters; the pseudonym of one of them is kept as `asked`."""
    form = await more.ask_which(stage)
    vars(stage)["asked"] = next(iter(options(form, "reporter")))
    return await stage.choose(1, "mute")


async def _break_beside_another(stage: DeskStage) -> Any:
    """A break is offered, and there is another moderator who could go on."""
    stage.join("third", "Moderators")
    return await decisions.break_offered(stage)


REPORTS = {
    "form:again:<token>": Sample(members.given_back),
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
    "case:<id>:reveal:<page>": Sample(decisions.read_long),
    "case:<id>:blur:<blur>:<page>": Sample(decisions.read_by_holder),
    "digest:<server>:waiting": Sample(cards.digest, "digest:{server}:waiting"),
    "support:[<country>:<speaking>:]<page>": Sample(members.support, "support:0"),
    "support:country:<speaking>:<place>": Sample(members.support_there),
    "support:language:<country>": Sample(members.support_there),
    "privacy:erase:<user>": Sample(members.privacy_erase),
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
    "case:<id>:sweep": Sample(cards.closed_listed, apart=True),
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
}
