"""The chapter about sharing: one server's word, a second's confirmation, a third's policy and its own decision."""

from demo.cast import SITE, THREAD, Person, Server
from demo.play import Play
from demo.reel import Terminal
from demo.story.reporting import DEFANGED
from demo.wording import said
from localdiscord import Json, message_text

LENAS = f"Source for Thursday's piece, please check before we quote it: {THREAD}"


async def sharing(play: Play) -> None:
    """Let Lighthouse share, Harbour confirm, Meadow be protected, and Meadow decide."""
    play.tell.chapter(
        "Three servers, one list",
        "What two independent servers stand for protects the others before it reaches them, each by its own policy.",
    )
    await _the_operator_trusts(play)
    await _lighthouse_shares(play)
    await _harbour_confirms(play)
    await _a_member_asks(play)
    post, removal = await _meadow_is_protected(play)
    await _meadow_decides(play, post, removal)


async def _the_operator_trusts(play: Play) -> None:
    tell, cast = play.tell, play.cast
    said: list[Terminal] = []
    for server in (cast.lighthouse, cast.harbour):
        with tell.waiting(f"the operator trusts {server.name}, beside the running bot"):
            said.append(await play.rowan.command_line("trust", server.id, "--group", server.name.lower()))
    await tell.moment("The operator trusts Lighthouse, at the command line, while Rowan runs.", said[0])
    await tell.moment("And Harbour. It is another team, so it is another group.", said[1])


async def _lighthouse_shares(play: Play) -> None:
    tell, cast = play.tell, play.cast
    with tell.step("Lighthouse shares its entry"):
        answer = await play.act.runs(cast.tomas, cast.lighthouse.review, "blocklist share", pattern=SITE)
        await tell.answered("Tomas shares Lighthouse's entry.", answer, cast.tomas)
        tell.prove(
            said(answer.text, "sharing-state-proposed"), "One server's word: it is proposed, not yet listed."
        )


async def _harbour_confirms(play: Play) -> None:
    tell, cast = play.tell, play.cast
    with tell.step("Harbour sees the proposal and confirms it"):
        pending = await play.act.runs(cast.wei, cast.harbour.review, "blocklist pending")
        await tell.answered("Wei, in Harbour, looks at what waits.", pending, cast.wei)
        tell.prove(
            DEFANGED in pending.text and "Lighthouse" in pending.text, "Wei sees who proposes it, and why."
        )
        answer = await play.act.runs(cast.wei, cast.harbour.review, "blocklist confirm", pattern=SITE)
        await tell.answered("Wei knows the site, and confirms.", answer, cast.wei)
        tell.prove(said(answer.text, "sharing-state-listed"), "Two groups confirm: now it is listed.")


async def _a_member_asks(play: Play) -> None:
    tell, cast = play.tell, play.cast
    with tell.step("a member of Harbour asks about a link"):
        answer = await play.act.runs(cast.pia, cast.harbour.general, "check", text=THREAD)
        await tell.answered("Somebody sent Pia a link. She asks before she opens it.", answer, cast.pia)
        tell.prove(
            "listed" in answer.text and "Lighthouse" not in answer.text, "She is warned, and learns no more."
        )


async def _meadow_is_protected(play: Play) -> tuple[Json, Json]:
    tell, cast, act = play.tell, play.cast, play.act
    with tell.step("Meadow chooses its policy"):
        answer = await act.runs(cast.yusuf, cast.meadow.review, "policy preset", name="standard")
        await tell.answered(
            "Yusuf lets Meadow remove what the shared list holds. A new server would only be told.",
            answer,
            cast.yusuf,
            brief=True,
        )
    with tell.step("Meadow removes the link by its own policy"):
        post = await act.writes(cast.lena, cast.meadow.general, LENAS)
        await act.removed(post, "Removed by Rowan: on the shared list")
        await tell.shows("Nobody in Meadow ever listed the site. Lena posts a link to it.", post)
        removal = await act.card(cast.meadow.review, r"detection:\d+:undo", lambda text: DEFANGED in text)
        await act.until_text(
            removal, lambda text: said(text, "detection-title-removed"), "the card says that it was removed"
        )
        await tell.shows("Yusuf sees what was removed, and why.", removal)
        notice = await _letter_with(play, cast.lena, "Object")
        await tell.shows("Lena hears of it, and may object. It names nobody.", notice)
        text = message_text(removal)
        tell.prove(
            "the shared list" in text and "standard" in text, "The card names the list and Meadow's own rule."
        )
    return post, removal


async def _meadow_decides(play: Play, post: Json, removal: Json) -> None:
    tell, cast, act = play.tell, play.cast, play.act
    with tell.step("Meadow undoes it for itself"):
        opened = await act.presses_for_form(cast.yusuf, removal, r"detection:\d+:undo")
        undone = await act.sends(cast.yusuf, opened, {"scope": "site"})
        caption = "Meadow is a newsroom: it must be able to quote the site. Yusuf undoes the removal, and allows the site."
        await tell.answered(caption, undone, cast.yusuf)
        tell.prove("allowed" in undone.text, "The site is allowed in Meadow. Meadow's word beats every list.")
    with tell.step("Lena gets her text back"):
        letter = await _letter_with(play, cast.lena, "Source for Thursday")
        await tell.shows("Lena gets her text back, with an apology.", letter)
        tell.prove("Source for Thursday" in message_text(letter), "Her words are not lost.")
    with tell.step("the link stands in Meadow from now on"):
        again = await act.writes(cast.lena, cast.meadow.general, LENAS)
        elsewhere = await _still_removed_in(play, cast.lighthouse, cast.jay)
        await tell.shows("She posts it again.", again)
        tell.prove(await act.stays(again), "In Meadow it stands now.")
        tell.prove(
            not act.stands(elsewhere),
            "In Lighthouse it is still removed: one server decides for itself alone.",
        )
        tell.prove(
            not act.stands(post),
            "What was removed before stays removed: Discord cannot bring a message back.",
        )


async def _letter_with(play: Play, person: Person, words: str) -> Json:
    """The newest direct message to somebody that holds these words, once it is there."""

    def found() -> list[Json]:
        return [each for each in play.fd.dms(person.id) if words in message_text(each)]

    await play.fd.until(found, 8, f"a direct message to {person.name} with {words!r}")
    return found()[-1]


async def _still_removed_in(play: Play, server: Server, person: Person) -> Json:
    post = await play.act.writes(person, server.general, f"check this out {THREAD}")
    return await play.act.removed(post, f"Removed by Rowan: on {server.name}'s own list")
