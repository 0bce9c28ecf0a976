"""The first chapter: three servers invite Rowan; each says once where reports go."""

from demo.cast import Person, Server
from demo.play import Play
from demo.wording import said


async def setting_up(play: Play) -> None:
    """Start Rowan, then run `/setup` in each server."""
    tell, cast = play.tell, play.cast
    tell.chapter(
        "Setting up",
        "One command a server. What moderators see stays with moderators, from the first minute.",
    )
    with tell.waiting("Rowan starts and finds its servers"):
        await play.rowan.start()
    await _refuses_a_public_channel(play)
    await _sets_up(play, cast.lighthouse, cast.mara)
    for server, person in ((cast.harbour, cast.adwoa), (cast.meadow, cast.yusuf)):
        await _sets_up(play, server, person, brief=True)


async def _refuses_a_public_channel(play: Play) -> None:
    """Choose a public channel, the mistake that a tired person makes, and see it refused."""
    cast, tell = play.cast, play.tell
    with tell.step("a review channel that everyone can read is refused"):
        answer = await play.act.runs(
            cast.mara, cast.lighthouse.general, "setup", review_channel=cast.lighthouse.general.id
        )
        await tell.answered(
            "Mara runs Lighthouse. It is late, and she names the wrong channel.", answer, cast.mara
        )
        tell.prove(
            said(answer.text, "setup-review-public", "channel"),
            "Rowan refuses a review channel that everyone can read.",
        )


async def _sets_up(play: Play, server: Server, person: Person, *, brief: bool = False) -> None:
    with play.tell.step(f"{person.name} sets up {server.name}"):
        answer = await play.act.runs(
            person,
            server.general,
            "setup",
            review_channel=server.review.id,
            moderator_role=server.moderators,
            campaign_channel=server.updates.id,
            list_name=server.name,
        )
        caption = f"{person.name} sets up {server.name}."
        await play.tell.answered(caption, answer, person, brief=brief)
        play.tell.prove(
            f"<#{server.review.id}>" in answer.text and "⚠️" not in answer.text,
            f"{server.name} is ready, and no permission is missing.",
        )
