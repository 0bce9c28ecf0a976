"""The chapter about a report: from the first sight of a link to the place where it is gone for good."""

import json

from demo.cast import SITE, THREAD
from demo.play import Play
from demo.wording import said
from localdiscord import Json, message_text

DEFANGED = SITE.replace(".", "[.]")


def closed_by_tomas(text: str) -> bool:
    """Whether a card says that Tomas closed the case."""
    listed = said(text, "case-state-closed-listed", "name", "pattern")
    return "Tomas" in text and (listed or said(text, "case-state-closed-dismissed", "name", "reason"))


async def reporting(play: Play) -> None:
    """Let Jay post the link and Noor report it; the card appears."""
    tell, cast = play.tell, play.cast
    tell.chapter(
        "Noor reports a link",
        "Whoever is targeted needs one form, and must never have to fear that somebody learns who reported.",
    )
    with tell.step("Jay posts the link"):
        post = await play.act.writes(
            cast.jay, cast.lighthouse.general, f"lol they have a whole thread on noor {THREAD}"
        )
        await tell.shows("Jay, who joined yesterday, posts a link to a harassment site.", post)
    with tell.step("Noor reports it from the message's menu"):
        opened = await play.act.reports(cast.noor, post)
        form = {"category": "harassment", "details": "There are more like it in that thread."}
        await tell.form("Noor opens the message's menu, Apps, Report message.", opened, form, cast.noor)
        thanks = await play.act.sends(cast.noor, opened, form)
        await tell.answered("Her report is saved before she is thanked.", thanks, cast.noor, pictured="left")
    with tell.step("the card appears in the review channel"):
        card = await play.act.card(cast.lighthouse.review, r"case:\d+:list")
        await tell.shows("The moderators find a card in their private channel.", card, pictured="right")
        text = message_text(card)
        tell.prove(DEFANGED in text and THREAD not in text, "The link on the card cannot be clicked.")
        tell.prove(_names_nobody(play, card), "Nothing on the card says who reported.")
        seen = play.fd.seen_by(cast.jay.id)
        tell.prove(
            DEFANGED not in seen and not said(seen, "report-thanks", "case"),
            "Jay sees neither the card nor the thanks.",
        )
    await _listing(play, card, post)


def _names_nobody(play: Play, card: Json) -> bool:
    """Whether nothing of the card that Discord holds, shown or not, names Noor."""
    written = json.dumps(card)
    return play.cast.noor.id not in written and play.cast.noor.name.lower() not in written.lower()


async def _listing(play: Play, card: Json, post: Json) -> None:
    """Let Tomas list the site from the card: the message goes, the case closes, undo stands ready."""
    tell, cast = play.tell, play.cast
    tell.chapter(
        "Tomas lists it",
        "One decision of a person. From then on Rowan does the rest of the night shift.",
    )
    with tell.step("Tomas lists the domain from the card"):
        opened = await play.act.presses_for_form(cast.tomas, card, r"case:\d+:list")
        form = {
            "scope": "host",
            "category": "harassment",
            "share": "no",
            "note": "Threads about our members.",
        }
        await tell.form(
            "Tomas presses Block link, and chooses how much of the site.",
            opened,
            form,
            cast.tomas,
            unfolded="scope",
        )
        answer = await play.act.sends(cast.tomas, opened, form)
        await tell.answered("He hears what happened.", answer, cast.tomas, brief=True)
        tell.prove(DEFANGED in answer.text, f"{DEFANGED} stands on Lighthouse's list.")
    with tell.step("the reported message is removed"):
        await play.act.removed(post, "Removed by Rowan: a moderator blocked the site from the report")
        await tell.shows("In #general, the message is gone.", post, pictured="left")
    with tell.step("the case is closed, and the removal can be undone"):
        removal = await play.act.card(
            cast.lighthouse.review, r"detection:\d+:undo", lambda text: "removed" in text
        )
        await play.act.until_text(
            removal, lambda text: said(text, "detection-title-case-removed"), "the removal's card is current"
        )
        closed = await play.act.until_text(
            card,
            lambda text: closed_by_tomas(text) and said(text, "case-message-removed"),
            "the case's card is closed",
        )
        await tell.shows("Both cards tell what was done, by whom and why.", closed, removal)
        tell.prove(
            "case" in message_text(removal).lower(), "The removal names its true reason, with Undo beside it."
        )
