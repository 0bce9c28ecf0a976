"""What members and moderators do at the report desk of a `Home`, as process tests tell it."""

from typing import Any

from localdiscord.interaction import Interaction
from localdiscord.shapes import Json
from localdiscord.text import message_text
from tests.process.home import Home

LIST: Json = {"scope": "host", "category": "harassment", "share": "no"}


async def posted(here: Home, by: str, text: str, **more: Any) -> Json:
    """Somebody writes in the public channel."""
    message = await here.fd.send(by, here.general, text, **more)
    assert message is not None
    return message


async def report(here: Home, by: str, message: Json, **fields: str) -> Interaction:
    """The menu and its form, in one go."""
    opened = await here.fd.context_menu(by, "Report message", message)
    assert opened.modal, opened.failed or opened.text
    return await (await here.fd.submit_modal(opened, fields)).finished()


def cards(here: Home, number: int) -> list[Json]:
    """Every message of the review channel that is the card of this case."""
    marker = f"case:{number}:"
    return [message for message in here.fd.bot_messages(here.review) if marker in str(message["components"])]


async def card(here: Home, number: int, showing: str = "", seconds: float = 5) -> Json:
    """The one card of this case, once it shows that."""

    def found() -> Json | None:
        return next((each for each in cards(here, number) if showing in message_text(each)), None)

    seen: Json = await here.fd.until(found, seconds, f"the card of case {number} shows {showing!r}")
    assert len(cards(here, number)) == 1
    return seen


async def click(here: Home, by: str, number: int, verb: str) -> Interaction:
    """Press a button of the card as it stands, and wait for the answer."""
    pressed = await here.fd.click(by, await card(here, number), f"case:{number}:{verb}")
    return await pressed.finished()


async def choose(here: Home, by: str, number: int, value: str) -> Interaction:
    """Choose an action of the card's *More*."""
    chosen = await here.fd.select(by, await card(here, number), f"case:{number}:more", [value])
    return await chosen.finished()


async def send_form(here: Home, opened: Interaction, **fields: str) -> Interaction:
    """Fill in a form and wait for the answer."""
    assert opened.modal, opened.failed or opened.text
    return await (await here.fd.submit_modal(opened, fields)).finished()
