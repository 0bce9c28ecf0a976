"""What is posted past the scanner of a `Home`, as process tests tell it."""

from typing import Any

from localdiscord.interaction import Interaction
from localdiscord.shapes import Json
from localdiscord.text import message_text
from tests.process.home import Home

LISTED = "kiwi-like.example.net"  # a host that a moderator lists
LINK = f"https://{LISTED}/threads/someone.123"


async def guarded(here: Home, pattern: str = LISTED) -> None:
    """Set the server up and list one place."""
    await here.set_up()
    await listing(here, pattern)


async def listing(here: Home, pattern: str = LISTED) -> None:
    """A moderator lists a place."""
    answer = await here.fd.slash(
        here.moderator, here.general, "blocklist add", pattern=pattern, category="harassment"
    )
    assert answer.failed is None, answer.failed
    await answer.finished()


async def policy(here: Home, verb: str, **options: Any) -> Interaction:
    """A manager changes the policy."""
    answer = await here.fd.slash(here.manager, here.general, f"policy {verb}", **options)
    assert answer.failed is None, answer.failed
    return await answer.finished()


async def said(here: Home, text: str = LINK, *, by: str = "", channel: str = "", **more: Any) -> Json:
    """Somebody posts."""
    message = await here.fd.send(by or here.alice, channel or here.general, text, **more)
    assert message is not None
    return message


async def gone(here: Home, message: Json, what: str = "the message", seconds: float = 5) -> None:
    """Wait until it is removed."""
    await here.fd.until(lambda: not here.fd.exists(message), seconds, f"{what} is removed")


def detection_cards(here: Home) -> list[Json]:
    """Every detection's card, oldest first."""
    return [m for m in here.fd.bot_messages(here.review) if "detection:" in str(m["components"])]


async def card_with(here: Home, *texts: str, seconds: float = 5) -> Json:
    """The card that shows all of this, once there is one."""

    def found() -> Json | None:
        cards = detection_cards(here)
        return next((card for card in cards if all(text in message_text(card) for text in texts)), None)

    card: Json = await here.fd.until(found, seconds, f"a card shows {texts}")
    return card


def number_of(card: Json) -> int:
    """Which detection the card is about."""
    return int(str(card["components"]).partition("detection:")[2].partition(":")[0])


async def press(here: Home, by: str, card: Json, verb: str) -> Interaction:
    """Press a button and wait for the answer."""
    return await (await here.fd.click(by, card, f"detection:{number_of(card)}:{verb}")).finished()


def deletions(here: Home, message: Json) -> list[Json]:
    """The calls that asked for this message to be deleted."""
    return here.fd.calls("DELETE", f"/channels/{message['channel_id']}/messages/{message['id']}")
