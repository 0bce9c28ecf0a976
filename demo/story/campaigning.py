"""The chapter about a campaign: one server publishes once, the others get it, and the correction too."""

import time

from demo.cast import PROVIDER, Person, Server
from demo.play import Play
from localdiscord import Json, message_text

SOON = 6  # seconds until the update goes out, which nobody wants to wait for
TITLE = "Ask Nimbus Hosting to let the Rookery go"
HEADLINE = "Nimbus Hosting answers"
WRONG = "Nimbus says it will decide by the 3rd. Please keep your letters polite, and send no names of complainants."
RIGHT = "Nimbus says it will decide by the 13th. Please keep your letters polite, and send no names of complainants."


async def campaigning(play: Play) -> None:
    """Create a campaign, follow it, publish an update, correct it."""
    tell = play.tell
    tell.chapter(
        "A campaign",
        "The site lives because a provider hosts it. Those who ask the provider to stop must hear the same true words.",
    )
    await _created(play)
    await _followed(play)
    copies = await _published(play)
    await _corrected(play, copies)


async def _created(play: Play) -> None:
    tell, cast = play.tell, play.cast
    with tell.step("Mara creates the campaign"):
        opened = await play.act.opens(cast.mara, cast.lighthouse.review, "campaign create")
        form = {
            "title": TITLE,
            "summary": "Nimbus Hosting keeps a harassment site online. Its own terms forbid that.",
            "demand": "Apply your own terms, and tell the site's owners nothing about who complained.",
            "link": f"{PROVIDER}/terms",
        }
        await tell.form("Mara starts a campaign in Lighthouse.", opened, form, cast.mara)
        answer = await play.act.sends(cast.mara, opened, form)
        await tell.answered("She hears how other servers can follow.", answer, cast.mara, brief=True)
        tell.prove(TITLE in answer.text, "Every server can follow it now.")


async def _followed(play: Play) -> None:
    cast = play.cast
    await _follows(play, cast.harbour, cast.wei)
    await _follows(play, cast.meadow, cast.yusuf)


async def _follows(play: Play, server: Server, person: Person) -> None:
    with play.tell.step(f"{server.name} follows the campaign"):
        offered = await play.act.choices(person, server.review, "campaign follow", "campaign")
        found = next((value for name, value in offered.items() if "Nimbus" in name), None)
        if found is None:
            raise LookupError(f"the campaign is not offered in {server.name}: {offered}")
        answer = await play.act.runs(
            person, server.review, "campaign follow", campaign=found, channel=server.updates.id
        )
        await play.tell.answered(f"{person.name} follows it, for {server.name}.", answer, person, brief=True)
        play.tell.prove(TITLE in answer.text, f"{server.name} gets its updates in #{server.updates.name}.")


async def _published(play: Play) -> list[Json]:
    """Publish the update; returns the copies in Lighthouse, Harbour and Meadow."""
    tell, cast = play.tell, play.cast
    with tell.step("Mara drafts an update"):
        offered = await play.act.choices(cast.mara, cast.lighthouse.review, "campaign update", "campaign")
        opened = await play.act.opens(
            cast.mara,
            cast.lighthouse.review,
            "campaign update",
            campaign=next(iter(offered.values())),
            at=f"<t:{int(time.time()) + SOON}>",
        )
        form = {"kind": "response", "headline": HEADLINE, "body": WRONG, "source": f"{PROVIDER}/news/7"}
        await tell.form("Two weeks later the provider answers. Mara writes it down.", opened, form, cast.mara)
        await play.act.sends(cast.mara, opened, form)
        draft = await play.act.card(cast.lighthouse.review, r"update:\d+:approve", lambda text: "3rd" in text)
        await tell.shows(
            "Nothing leaves the server unseen: the draft waits for approval. She gave a time, so it goes out then by itself.",
            draft,
        )
    with tell.step("Tomas approves it"):
        await play.act.presses(cast.tomas, draft, r"update:\d+:approve")
    copies = []
    for server in cast.servers:
        with tell.step(f"the update arrives in {server.name}"):
            copies.append(
                await play.act.post(server.updates, lambda text: WRONG in text, f"a copy in {server.name}")
            )
    await tell.shows("Tomas approves. At its time it arrives in Harbour …", copies[1])
    await tell.shows("… and in Meadow, at the same moment.", copies[2], brief=True)
    tell.prove(
        all(len(play.fd.bot_messages(server.updates.id)) == 1 for server in cast.servers),
        "It stands once in each of the three servers.",
    )
    return copies


async def _corrected(play: Play, copies: list[Json]) -> None:
    tell, cast = play.tell, play.cast
    with tell.step("Mara corrects the update"):
        offered = await play.act.choices(cast.mara, cast.lighthouse.review, "campaign correct", "update")
        opened = await play.act.opens(
            cast.mara, cast.lighthouse.review, "campaign correct", update=next(iter(offered.values()))
        )
        await tell.form("Mara misread the date. She corrects it.", opened, {"body": RIGHT}, cast.mara)
        await play.act.sends(cast.mara, opened, {"body": RIGHT})
        draft = await play.act.card(
            cast.lighthouse.review, r"update:\d+:approve", lambda text: "13th" in text
        )
        await play.act.presses(cast.tomas, draft, r"update:\d+:approve")
    for server, copy in zip(cast.servers, copies, strict=True):
        with tell.step(f"the correction arrives in {server.name}"):
            await play.act.until_text(
                copy, lambda text: RIGHT in text, f"the copy in {server.name} is rewritten"
            )
    await tell.shows("Tomas approves. The copy in Meadow is rewritten where it stands.", copies[2])
    tell.prove(
        all(WRONG not in message_text(copy) for copy in copies)
        and all(len(play.fd.bot_messages(server.updates.id)) == 1 for server in cast.servers),
        "No server is left with the wrong date, and no server was told twice.",
    )
