"""What members chat about by the thousand: nothing of it is listed, some of it has links."""

from random import Random

from localdiscord import FakeDiscord
from tests.crash.town import Place, Town

_WORDS = [
    "has",
    "anyone",
    "tried",
    "the",
    "new",
    "build",
    "yet",
    "it",
    "works",
    "for",
    "me",
    "but",
    "the",
    "second",
    "screen",
    "stays",
    "dark",
    "after",
    "sleep",
    "see",
    "you",
    "then",
    "lol",
    "brb",
    "e.g.",
    "tomorrow",
    "ok",
    "thanks",
    "v2.4.1",
    "mesa.",
    "نعم",
    "شكرا",
    "غدا",
    "نراكم",
    "README.md",
    "bot.run(TOKEN)",
]
_LINK_SHARE = 0.1
_EDIT_SHARE = 0.03


class Chat:
    """A channel of each server in which people only talk; `read` are the messages that Rowan was given."""

    def __init__(self, fd: FakeDiscord, town: Town, rng: Random) -> None:
        self._fd = fd
        self._rng = rng
        self._rooms = [(place, fd.add_channel(place.guild, "chat")) for place in town.places]
        self.read = 0

    async def talk(self, messages: int) -> None:
        """Send so many; the local Discord keeps none of them."""
        for _ in range(messages):
            place, room = self._rng.choice(self._rooms)
            message = await self._fd.send(self._rng.choice(place.members), room, self._text(place))
            assert message is not None, "nothing blocks messages here"
            if self._rng.random() < _EDIT_SHARE:
                await self._fd.edit(message["author"]["id"], message, self._text(place))
        self.read += messages
        for _, room in self._rooms:
            self._fd.messages[room].clear()

    def _text(self, place: Place) -> str:
        words = self._rng.choices(_WORDS, k=self._rng.randint(2, 25))
        if self._rng.random() < _LINK_SHARE:
            number = self._rng.randrange(1_000_000)  # a new page each time: what remembers each grows
            words.append(f"https://site-{number}.example.org/{place.guild}/{number}")
        return " ".join(words)
