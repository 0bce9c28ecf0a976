"""The part of the campaign's chapter about its own site: what is new in its feed becomes a draft, never a post."""

from demo.play import Play
from demo.story.campaigning import TITLE
from localdiscord import message_text

_OLD = "Why we ask Nimbus"
_NEW = "Two more sponsors have left"
_HTML = (
    "<p>Two sponsors of Nimbus say that they <b>will not renew</b> while the Rookery is hosted there.</p>"
    '<img src="https://counter.example/pixel.gif" width="1" height="1">'
)


async def feeding(play: Play) -> None:
    """Follow the feed of the campaign's site; a new item becomes a draft."""
    tell, cast, site = play.tell, play.cast, play.site
    tell.chapter(
        "The campaign's own site",
        "The campaign has a blog, too. What it says should not have to be typed again, and nothing should go out unread.",
    )
    site.posts(_OLD, "<p>Their terms forbid it.</p>")
    before = [len(play.fd.bot_messages(server.updates.id)) for server in cast.servers]
    with tell.step("Mara adds the feed"):
        offered = await play.act.choices(cast.mara, cast.lighthouse.review, "campaign feed add", "campaign")
        campaign = next(value for name, value in offered.items() if TITLE in name)
        answer = await play.act.runs(
            cast.mara, cast.lighthouse.review, "campaign feed add", campaign=campaign, url=site.feed
        )
        await tell.answered("Mara gives Rowan the feed. What stands there now is known.", answer, cast.mara)
        tell.prove("http://127" not in answer.text, "Rowan names the feed without a link to it.")
    with tell.step("a new item becomes a draft"):
        site.posts(_NEW, _HTML)
        draft = await play.act.card(cast.lighthouse.review, r"update:\d+:approve", lambda text: _NEW in text)
        await tell.shows("A new post on the site becomes a draft, as plain text, with its source.", draft)
    tell.prove(
        "counter.example" not in message_text(draft)
        and [len(play.fd.bot_messages(server.updates.id)) for server in cast.servers] == before,
        "Nothing was posted: somebody reads it first. The counting picture is gone.",
    )
