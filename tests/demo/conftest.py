"""A local Discord that nobody connects to, with the demo's people in it."""

from dataclasses import dataclass

import pytest

from demo.capture import Ending, names_of, window_of
from demo.cast import Cast, Place, gather
from demo.reel import Chapter, Moment, Reel, Shown
from localdiscord import FakeDiscord, Json

EPHEMERAL = 64


@dataclass
class Studio:
    """Makes messages by hand and draws what comes of them."""

    fd: FakeDiscord
    cast: Cast

    def post(self, author: str, place: Place, content: str = "", **body: object) -> Json:
        return self.fd.make_message(place.id, author, {"content": content, **body})

    def whisper(self, person: str, place: Place, content: str) -> Json:
        """A private answer of Rowan's."""
        message = self.post(self.fd.bot, place, content, flags=EPHEMERAL)
        self.fd.ephemerals.append((person, message))
        return message

    def reel(self, *messages: Json, gone: dict[str, str] | None = None) -> Reel:
        """One moment that shows the messages, and the world as it stands."""
        reel = Reel(names=names_of(self.fd))
        shown = [Shown(message, gone=(gone or {}).get(message["id"], "")) for message in messages]
        moments = (
            [Moment("It happens.", window_of(self.fd, messages[0]["channel_id"], shown))] if messages else []
        )
        reel.chapters = [Chapter("A chapter", "Why.", moments)]
        ending = Ending(self.fd, self.cast, {}, gone or {})
        reel.halls, reel.viewers = ending.halls(), ending.viewers()
        return reel


@pytest.fixture
def studio() -> Studio:
    fd = FakeDiscord()
    return Studio(fd, gather(fd))
