"""What members see: the form of a report and what follows it, and what they hear later."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from core.base.limits import Limit
from tests.cogs.opening import peopled
from tests.cogs.seen import custom_ids, send
from tests.desk.scenes.setting_up import newest_mail
from tests.desk.surface import Scenes
from tests.desk.world import DeskStage

SCENES = Scenes()
TEXT = "lol they have a whole thread on you https://rookery.example/threads/4417"
HELP = Path(__file__).parents[2] / "cogs" / "reports" / "help.toml"
_FEW = {"report_limits": (Limit(1, timedelta(hours=1)),)}


async def form_of(stage: DeskStage, text: str = TEXT) -> Any:
    """The form behind the menu of a message."""
    message = await stage.author.send(stage.general, text)
    return await stage.member.context_menu(stage.general, "Report message", message)


@SCENES.add("Report form", "from a message's menu")
async def menu_form(stage: DeskStage) -> Any:
    await stage.set_up()
    return await form_of(stage)


@SCENES.add("Report form", "/report, with an alert role")
async def command_form(stage: DeskStage) -> Any:
    await stage.set_up()
    await stage.set_alert_role()
    return await stage.member.slash(stage.general, "report", link="https://rookery.example/threads/4417")


@SCENES.add("Report form", "a server that is not set up")
async def not_set_up(stage: DeskStage) -> Any:
    return await form_of(stage)


async def _by_mail(stage: DeskStage, **options: str) -> Any:
    """`/report` in the direct messages of somebody who is in two servers."""
    other = peopled(DeskStage, stage.env, stage.rowan, stage.clock, "Harbour")
    for each in (stage, other):
        await each.set_up()
    other.guild.add_member(stage.member.user)
    return await stage.member.user.slash("report", **options)


@SCENES.add("/report in a direct message", "for which server?")
async def which_server(stage: DeskStage) -> Any:
    return await _by_mail(stage, link="https://rookery.example/threads/4417")


@SCENES.add("/report in a direct message", "the form, for the server that was chosen")
async def which_server_form(stage: DeskStage) -> Any:
    asked = await which_server(stage)
    (select,) = [each for each in custom_ids(asked.response) if each.startswith("report-for:")]
    return await stage.member.user.select(asked.response, [str(stage.guild.id)], custom_id=select)


@SCENES.add("/report in a direct message", "a server that is not known")
async def which_server_unknown(stage: DeskStage) -> Any:
    return await _by_mail(stage, link="https://rookery.example/threads/4417", server="Nowhere")


@SCENES.add("Thanks", "a message")
async def thanks(stage: DeskStage) -> Any:
    await stage.set_up()
    return await send(stage.member, await form_of(stage), category="harassment")


@SCENES.add("Thanks", "a further report")
async def thanks_further(stage: DeskStage) -> Any:
    await thanks(stage)
    form = await form_of(stage, "and here rookery.example/threads/4418")
    return await send(stage.member, form, category="harassment")


@SCENES.add("Thanks", "an emergency, moderators are alerted")
async def thanks_emergency(stage: DeskStage) -> Any:
    await stage.set_up()
    await stage.set_alert_role()
    await stage.reported("see rookery.example/1")
    return await send(stage.member, await form_of(stage), category="doxxing", details="It is my street.")


@SCENES.add("Thanks", "the link is blocked already")
async def thanks_listed(stage: DeskStage) -> Any:
    await stage.set_up()
    form = await form_of(stage)
    await stage.blocklist("add", pattern="rookery.example", category="harassment")
    return await send(stage.member, form, category="harassment")


@SCENES.add("Given back", "a link that cannot be read")
async def given_back(stage: DeskStage) -> Any:
    await stage.set_up()
    form = await stage.member.slash(stage.general, "report", link="that forum again")
    return await send(stage.member, form, category="harassment", details="They wrote about me.")


@SCENES.add("Given back", "too many reports in an hour", **_FEW)
async def limited(stage: DeskStage) -> Any:
    await thanks(stage)
    form = await form_of(stage, "again rookery.example/threads/4418")
    return await send(stage.member, form, category="harassment", details="The next one.")


@SCENES.add("Outcome", "the link was blocked")
async def outcome_blocked(stage: DeskStage) -> Any:
    await stage.set_up()
    await stage.reported(TEXT)
    await stage.decide(1, "list", scope="host", category="harassment", share="no")
    return newest_mail(stage, stage.member)


@SCENES.add("Outcome", "no violation")
async def outcome_dismissed(stage: DeskStage) -> Any:
    await stage.set_up()
    await stage.reported(TEXT)
    await stage.decide(1, "dismiss", reason="no_violation")
    return newest_mail(stage, stage.member)


@SCENES.add("Outcome", "handled: the message was removed")
async def outcome_handled(stage: DeskStage) -> Any:
    await stage.set_up()
    await stage.reported(TEXT)
    await stage.delete(1)
    await stage.decide(1, "dismiss", reason="handled")
    return newest_mail(stage, stage.member)


@SCENES.add("Question to a reporter", "direct message")
async def question(stage: DeskStage) -> Any:
    await stage.set_up()
    await stage.reported(TEXT)
    await send(stage.moderator, await stage.choose(1, "reply"), text="Did they write to you elsewhere, too?")
    await stage.work()
    return newest_mail(stage, stage.member)


@SCENES.add("Question to a reporter", "form of the answer")
async def question_form(stage: DeskStage) -> Any:
    asked = await question(stage)
    return await stage.member.user.click(asked, custom_id="relay:1:answer")


@SCENES.add("Question to a reporter", "the answer is sent")
async def question_answered(stage: DeskStage) -> Any:
    form = await question_form(stage)
    return await stage.member.user.submit_modal(form, {"text": "Yes, by mail."})


@SCENES.add("/support", "a member")
async def support(stage: DeskStage) -> Any:
    await stage.set_up()
    return await stage.member.slash(stage.general, "support")


@SCENES.add("/support", "one country of the operator's file", support_file=HELP)
async def support_there(stage: DeskStage) -> Any:
    await stage.set_up()
    answer = await stage.member.slash(stage.general, "support")
    return await stage.member.select(answer.response, ["EG"], custom_id="support:country:all:0")


@SCENES.add("/privacy about", "a member")
async def privacy(stage: DeskStage) -> Any:
    await stage.set_up()
    return await stage.member.slash(stage.general, "privacy about")


@SCENES.add("/privacy notices", "switched off")
async def privacy_off(stage: DeskStage) -> Any:
    await stage.set_up()
    return await stage.member.slash(stage.general, "privacy notices", on=False)


@SCENES.add("/privacy export", "nothing is kept")
async def privacy_export_nothing(stage: DeskStage) -> Any:
    await stage.set_up()
    return await stage.member.slash(stage.general, "privacy export")


@SCENES.add("/privacy export", "a member who reported")
async def privacy_export(stage: DeskStage) -> Any:
    await stage.set_up()
    await stage.reported("see badforum.example")
    return await stage.member.slash(stage.general, "privacy export")


@SCENES.add("/privacy erase", "before anything is erased")
async def privacy_erase(stage: DeskStage) -> Any:
    await stage.set_up()
    return await stage.member.slash(stage.general, "privacy erase")


@SCENES.add("/check", "a member: a listed link and one on no list")
async def check(stage: DeskStage) -> Any:
    await stage.set_up()
    await stage.blocklist("add", pattern="rookery.example", category="harassment")
    return await stage.member.slash(
        stage.general, "check", text="rookery.example/threads/1 and lantern.example/news"
    )


@SCENES.add("/check", "a member: what is only likely")
async def check_likely(stage: DeskStage) -> Any:
    await stage.set_up()
    await stage.blocklist("add", pattern="rookery.example", category="harassment")
    return await stage.member.slash(stage.general, "check", text="they said rookery dot example again")


@SCENES.add("Text returned", "to its author, after the undo of a removal")
async def returned(stage: DeskStage) -> Any:
    await stage.set_up()
    await stage.blocklist("add", pattern="rookery.example", category="harassment")
    await stage.said(TEXT)
    await stage.undo(1, scope="message")
    await stage.work()
    return newest_mail(stage, stage.member)


@SCENES.add("Text returned", "to its author, after the undo of a case")
async def returned_by_case(stage: DeskStage) -> Any:
    await stage.set_up()
    await stage.reported(TEXT)
    await stage.decide(1, "list", scope="host", category="harassment", share="no")
    await stage.undo_decision(1, notify="yes")
    return newest_mail(stage, stage.author)


@SCENES.add("Error", "an unexpected failure")
async def failure(stage: DeskStage) -> Any:
    await stage.set_up()

    async def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a wire is loose")

    vars(stage.services.review)["queue"] = broken
    return await stage.queue()


@SCENES.add("Error", "a moderator's command, by a member")
async def no_moderator(stage: DeskStage) -> Any:
    await stage.set_up()
    stage.open_commands()
    return await stage.member.slash(stage.general, "queue")
