"""The chapter about a power cut: what was saved is kept, what was missed is caught, what stood open goes on."""

import asyncio

from demo.cast import NEWS, SECOND_SITE, THREAD
from demo.play import Play
from demo.story.reporting import closed_by_tomas
from demo.wording import said
from localdiscord import Interaction, Json, message_text

_GONE_FOR = 0.6  # seconds; long enough that Discord has nobody to tell


async def restarting(play: Play) -> None:
    """Kill Rowan in the middle of everything, then start it."""
    tell, cast = play.tell, play.cast
    tell.chapter(
        "The power goes", "Machines fail at night. Nothing that Rowan has acknowledged may be lost with them."
    )
    card = await _a_card_stands_open(play)
    with tell.step("Noor has a form open"):
        post = await play.act.writes(
            cast.jay, cast.lighthouse.general, f"new home is {SECOND_SITE}, tell noor"
        )
        opened = await play.act.reports(cast.noor, post)
        await tell.shows("Jay names a new address, and Noor has just opened the form …", post)
    await _dies_and_comes_back(play)
    await _the_form_arrives(play, opened)
    await _the_old_card_works(play, card)


async def _a_card_stands_open(play: Play) -> Json:
    """Let Jay report a news article out of spite, so that a card stands open."""
    tell, cast = play.tell, play.cast
    with tell.step("a second report stands open"):
        article = await play.act.writes(cast.ines, cast.lighthouse.general, f"This helped me a lot: {NEWS}")
        opened = await play.act.reports(cast.jay, article)
        await play.act.sends(cast.jay, opened, {"category": "harassment"})
        card = await play.act.card(
            cast.lighthouse.review, r"case:\d+:dismiss", lambda text: "lantern" in text
        )
        await tell.shows(
            "Jay reports a news article that Ines posted, out of spite. Its card waits for a moderator.",
            card,
            brief=True,
        )
    return card


async def _dies_and_comes_back(play: Play) -> None:
    tell, cast = play.tell, play.cast
    with tell.step("Rowan is killed"):
        await play.rowan.kill()
        await asyncio.sleep(_GONE_FOR)
        missed = await play.act.writes(
            cast.jay, cast.lighthouse.general, f"bot is dead, so once more: {THREAD}"
        )
        await tell.shows("… when Rowan is killed (kill -9). Jay notices.", missed)
        tell.prove(play.act.stands(missed), "Nobody is there to remove it.")
    with tell.waiting("Rowan starts again"):
        await play.rowan.start()
    with tell.step("what was posted meanwhile is caught"):
        await play.act.removed(missed, "Removed by Rowan after the restart: on Lighthouse's own list")
        await tell.shows("Rowan is back, and reads what it missed.", missed)
    with tell.step("the list still holds after the restart"):
        again = await play.act.writes(cast.jay, cast.lighthouse.general, f"and now? {THREAD}")
        await play.act.removed(again, "Removed by Rowan: on Lighthouse's own list")
        tell.prove(
            not play.act.stands(again), "What was posted meanwhile is gone, and what comes next goes at once."
        )


async def _the_form_arrives(play: Play, opened: Interaction) -> None:
    """Send a form that was opened by a process that is dead."""
    tell, cast = play.tell, play.cast
    with tell.step("a form that was open when Rowan died still arrives"):
        form = {"category": "doxxing", "details": ""}
        thanks = await play.act.sends(cast.noor, opened, form)
        await tell.answered("Noor sends the form that she had open all the while.", thanks, cast.noor)
        card = await play.act.card(
            cast.lighthouse.review, r"case:\d+:list", lambda text: "rookery-two" in text
        )
        tell.prove(
            said(thanks.text, "report-thanks", "case"), "It arrives, though another Rowan had opened it."
        )
        await tell.shows("It is about doxxing, so the moderators find an emergency.", card, brief=True)
        tell.prove("EMERGENCY" in message_text(card), "It stands at the top of the queue.")


async def _the_old_card_works(play: Play, card: Json) -> None:
    tell, cast = play.tell, play.cast
    with tell.step("the buttons of an old card still work"):
        opened = await play.act.presses_for_form(cast.tomas, card, r"case:\d+:dismiss")
        form = {"reason": "news_or_counter_speech"}
        await play.act.sends(cast.tomas, opened, form)
        await play.act.until_text(card, closed_by_tomas, "the old card is closed")
        await tell.shows("Tomas dismisses the report of the article, on a card from before.", card)
        tell.prove(
            "news" in message_text(card), "Old buttons work. Nobody lists the news for naming the site."
        )
