"""The chapter about what lists could break: a preview, a proposal confirmed, a list on the web that turned bad."""

import asyncio

from demo.cast import CHOIR, SECOND_SITE
from demo.play import Play
from demo.wording import said
from localdiscord import Interaction, Json, message_text

REHEARSALS = ("tuesday", "thursday", "concert")
PLACES = [f"scam-shop-{number}.example" for number in range(1, 7)]
TURNED_BAD = [*PLACES[:5], "google.com", "youtube.com", "wikipedia.org", "com"]
_AGAIN_AFTER = 0.5  # seconds
_TRIES = 40


async def before_it_bites(play: Play) -> None:
    """Confirm a proposal, stop a slip, follow a list, and hold it when it turns bad."""
    play.tell.chapter(
        "Before it bites",
        "A list can hit the innocent, too. Rowan says first what an entry would have met, and keeps what was when a list turns bad.",
    )
    await _lighthouse_sings(play)
    await _a_proposal_is_confirmed(play)
    await _a_list_is_followed(play)
    held = await _it_turns_bad(play)
    await _the_old_one_stays(play, held)
    await _a_slip_is_stopped(play)


async def _lighthouse_sings(play: Play) -> None:
    cast = play.cast
    with play.tell.step("Lighthouse's moderators post their choir's page"):
        posts = [
            await play.act.writes(person, cast.lighthouse.general, f"Singing: https://{CHOIR}/{page}")
            for person, page in zip((cast.tomas, cast.mara, cast.tomas), REHEARSALS, strict=True)
        ]
        await play.tell.shows("Lighthouse sings. Its moderators post the choir's page.", *posts, brief=True)
        play.tell.prove(await play.act.stays(*posts), "It is on no list.")


async def _a_proposal_is_confirmed(play: Play) -> None:
    tell, cast, act = play.tell, play.cast, play.act
    with tell.step("Tomas blocks the second address, and shares it"):
        card = await act.card(cast.lighthouse.review, r"case:\d+:list", lambda text: "rookery-two" in text)
        opened = await act.presses_for_form(cast.tomas, card, r"case:\d+:list")
        form = {"scope": "host", "category": "doxxing", "share": "yes", "note": "The Rookery's second home."}
        answer = await act.sends(cast.tomas, opened, form)
        caption = "Jay's new address still waits. Tomas blocks it from its card, and shares it."
        await tell.answered(caption, answer, cast.tomas, brief=True)
    with tell.step("Harbour confirms it at its button"):
        pending = await act.runs(cast.wei, cast.harbour.review, "blocklist pending")
        await tell.answered("Wei, in Harbour, finds it among what waits.", pending, cast.wei)
        answer = await act.presses(cast.wei, pending.messages[-1], r"lists:stand:\d+:confirm")
        await tell.answered(
            "Wei confirms. Nothing here speaks against it, so that is one click.", answer, cast.wei
        )
        tell.prove(
            said(answer.text, "sharing-state-listed") and SECOND_SITE.replace(".", "[.]") in answer.text,
            "Two groups stand for it: it is listed, and Wei hears in how many servers it acts.",
        )


async def _a_list_is_followed(play: Play) -> None:
    tell, cast, act = play.tell, play.cast, play.act
    play.shelf.holds(PLACES)
    with tell.step("Harbour follows a list on the web"):
        answer = await act.runs(
            cast.adwoa, cast.harbour.review, "lists subscribe", url=play.shelf.url, category="scam"
        )
        await tell.answered(
            "Adwoa runs Harbour. She follows a list of scams that somebody keeps on the web.",
            answer,
            cast.adwoa,
        )
        tell.prove(
            said(answer.text, "subscription-met-nothing", "days"), "She hears what it would have met here."
        )
        tell.prove(
            said(answer.text, "subscription-first-day", "until", "does"), "For its first day it only counts."
        )


async def _it_turns_bad(play: Play) -> Json:
    tell, cast = play.tell, play.cast
    with tell.waiting("the list on the web turns bad, and Rowan looks again"):
        play.shelf.holds(TURNED_BAD)
        card = await play.act.card(cast.harbour.review, r"subscription:\d+:take")
    with tell.step("what is bad is held"):
        await tell.shows(
            "Somebody broke into the list: it now names half the internet. Harbour's moderators find this.",
            card,
        )
        text = message_text(card)
        tell.prove(
            said(text, "subscription-doubt-protected") and not said(text, "subscription-held-kept"),
            "Rowan took nothing of it, and says why.",
        )
    return card


async def _the_old_one_stays(play: Play, held: Json) -> None:
    tell, cast, act = play.tell, play.cast, play.act
    with tell.step("Adwoa keeps the list as it was"):
        await act.presses(cast.adwoa, held, r"subscription:\d+:keep")
        await act.until_text(
            held, lambda text: said(text, "subscription-held-kept"), "the notice says that it is kept"
        )
        shown = await act.runs(cast.adwoa, cast.harbour.review, "lists show")
        await tell.answered(
            "She keeps the list as it was. Its log says what happened, and when.", shown, cast.adwoa
        )
        tell.prove(
            said(shown.text, "subscription-event-kept"),
            "What was held and kept stands in the log, with the reason.",
        )


async def _a_slip_is_stopped(play: Play) -> None:
    tell, cast, act = play.tell, play.cast, play.act
    with tell.waiting("Rowan counts what was posted"):
        asked = await _asked(play)
    with tell.step("a slip is stopped"):
        await tell.answered(
            "It is late again. Tomas blocks a shop, and the name that he pastes is the choir's.",
            asked,
            cast.tomas,
        )
        tell.prove(said(asked.text, "preview-why-staff"), "Rowan asks first: this is posted by moderators.")
        answer = await act.presses(cast.tomas, asked.messages[-1], r"lists:cancel:.*")
        tell.prove(said(answer.text, "preview-cancelled"), "He cancels. Nothing was changed.")
        again = await act.writes(
            cast.mara, cast.lighthouse.general, f"See you there: https://{CHOIR}/concert"
        )
        tell.prove(await act.stays(again), "Lighthouse goes on singing.")


async def _asked(play: Play) -> Interaction:
    """The question before the choir's page is blocked. What was posted is counted within seconds; until then nothing is
    asked, and what was blocked is taken off again.
    """
    tomas, place = play.cast.tomas, play.cast.lighthouse.review
    for _ in range(_TRIES):
        answer = await play.act.runs(tomas, place, "blocklist add", pattern=CHOIR, category="scam")
        if said(answer.text, "preview-nothing-yet"):
            return answer
        await play.act.runs(tomas, place, "blocklist remove", pattern=CHOIR)
        await asyncio.sleep(_AGAIN_AFTER)
    raise LookupError(f"nothing is asked before {CHOIR} is blocked")
