"""The chapter that tidies up: what was posted before anybody knew is found, shown in numbers, and removed, in two languages."""

from collections.abc import Sequence

from demo.cast import Person, Server
from demo.play import Play
from demo.wording import said, spoken
from localdiscord import Json, message_text

PLACE = "rookery-three.example"
_DISGUISED = "rookery-three[.]example/threads/9"


async def sweeping(play: Play) -> None:
    """Sweep a place in Lighthouse, and in a server that lives in Arabic."""
    cast = play.cast
    play.tell.chapter(
        "Tidying up",
        "A new address was known for days before anybody blocked it. A sweep finds what stands there, asks first, and can be taken back.",
    )
    await _posted(play, cast.lighthouse, (cast.jay, cast.ines), "They moved:")
    await _swept(play, cast.lighthouse, cast.tomas, spoken("en"))
    await _posted(play, cast.manara, (cast.huda, cast.rami), "انتقلوا إلى هنا:")
    await _swept(play, cast.manara, cast.karim, spoken("ar"))


async def _posted(play: Play, server: Server, people: Sequence[Person], words: str) -> None:
    with play.tell.step(f"members of {server.name} post an address that is on no list"):
        links = (f"https://{PLACE}/threads/1", _DISGUISED, f"https://{PLACE}/threads/2")
        posts = [
            await play.act.writes(people[number % 2], server.general, f"{words} {link}")
            for number, link in enumerate(links)
        ]
        await play.tell.shows("An address that nobody has blocked yet.", *posts, brief=True)


async def _swept(play: Play, server: Server, moderator: Person, language: str) -> None:
    tell, act = play.tell, play.act
    with tell.step(f"{moderator.name} asks for a sweep"):
        answer = await act.runs(moderator, server.review, "sweep", pattern=PLACE, days=3)
        await tell.answered(
            f"{moderator.name} asks Rowan to look through the last days.", answer, moderator, brief=True
        )
        card = await _card(play, server, "sweep-title-ready", language)
        await tell.shows("The preview: numbers, no names. Nothing was removed yet.", card)
        tell.prove(await act.stays(*_standing(play, server)), "Every message still stands.")
    with tell.step(f"{moderator.name} looks at a sample, and has it removed"):
        sample = await act.presses(moderator, card, r"sweep:\d+:reveal")
        await tell.answered(
            "A sample, for the eyes of whoever asks; no link in it can be clicked.", sample, moderator
        )
        tell.prove(f"https://{PLACE}" not in sample.text, "No link in the sample can be clicked.")
        before = _standing(play, server)
        await act.presses(moderator, card, r"sweep:\d+:start")
        for each in before:
            await act.removed(each, "Removed by Rowan: a sweep by the moderators")
        card = await _card(play, server, "sweep-title-done", language)
        await tell.shows("Done, the disguised one too. The card says what became of each.", card)
        tell.prove(not _standing(play, server), "None of them stands any more.")


async def _card(play: Play, server: Server, title: str, language: str) -> Json:
    return await play.act.post(
        server.review, lambda text: said(text, title, language=language), f"the card of a sweep: {title}"
    )


def _standing(play: Play, server: Server) -> list[Json]:
    """The messages of members with the place."""
    history = play.fd.history(server.general.id)
    return [each for each in history if "rookery-three" in message_text(each)]
