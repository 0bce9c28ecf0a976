"""The end of the chapter about a campaign: its timeline, as a picture that a member can share."""

from demo.play import Play
from demo.story.campaigning import HEADLINE


async def remembering(play: Play) -> None:
    """A member has the campaign's timeline drawn."""
    tell, cast = play.tell, play.cast
    with tell.step("a member asks for the timeline"):
        offered = await play.act.choices(cast.wei, cast.harbour.review, "updates timeline", "campaign")
        found = next(value for name, value in offered.items() if "Nimbus" in name)
        answer = await play.act.runs(
            cast.wei, cast.harbour.review, "updates timeline", campaign=found, **{"as": "picture"}
        )
    await tell.answered(
        "Weeks later somebody asks what happened. Rowan draws it, with the same words beside it.",
        answer,
        cast.wei,
    )
    tell.prove(
        HEADLINE in answer.text and "Corrected" in answer.text,
        "The timeline shows the answer, and that it was corrected.",
    )
    pictures = [one["filename"] for message in answer.messages for one in message["attachments"]]
    tell.prove(pictures == ["timeline-1-1.png"], "It is one picture, ready to be shared.")
