"""Telling the story: each moment is printed as it happens and recorded for the page; each step has a name."""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

from demo.capture import audience_of, names_of, window_of
from demo.cast import Person
from demo.narrator import Narrator
from demo.reel import Chapter, FormSent, Moment, Reel, Scene, Shown, Terminal, Window
from localdiscord import FakeDiscord, Interaction, Json

_REASON_LINES = 3
_REASON_LENGTH = 600


class StepFailed(Exception):
    """A step of the story did not happen. `step`: its name; `reason`: what was expected or went wrong."""

    def __init__(self, step: str, reason: str) -> None:
        super().__init__(f"{step}: {reason}")
        self.step = step
        self.reason = reason


class Teller:
    """Prints and records. `via` and `gone` say of messages, by id,
    what they answer and why they are not there any more.
    """

    def __init__(self, fd: FakeDiscord, narrator: Narrator) -> None:
        self._fd = fd
        self._narrator = narrator
        self._began = time.monotonic()
        self.reel = Reel()
        self.via: dict[str, str] = {}
        self.gone: dict[str, str] = {}

    @property
    def seconds(self) -> float:
        """Seconds since the story began."""
        return time.monotonic() - self._began

    def chapter(self, title: str, why: str) -> None:
        """Begin a chapter."""
        self.reel.chapters.append(Chapter(title, why))
        self._narrator.chapter(len(self.reel.chapters), title, why)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Give a step its name: whatever fails inside fails by this name (StepFailed)."""
        try:
            yield
        except StepFailed:
            raise
        except Exception as error:
            raise StepFailed(name, _brief(f"{type(error).__name__}: {error}")) from error

    @contextmanager
    def waiting(self, what: str) -> Iterator[None]:
        """Show that something takes a moment. What fails inside fails by this name, as in a step."""
        with self._narrator.waiting(what), self.step(what):
            yield

    async def moment(self, caption: str, scene: Scene | None = None, *, brief: bool = False) -> None:
        """Tell a moment: a sentence, and what it looks like.

        `brief`: what it looks like stands folded on the page only.
        """
        await self._narrator.moment(caption)
        self.reel.chapters[-1].moments.append(Moment(caption, scene, brief=brief))
        if not brief:
            self._print(scene)

    def _print(self, scene: Scene | None) -> None:
        match scene:
            case Terminal():
                self._narrator.terminal(scene)
            case FormSent():
                self._narrator.form(scene)
            case Window():
                self._narrator.window(scene, names_of(self._fd))

    async def shows(
        self,
        caption: str,
        *messages: Json,
        to: Person | None = None,
        brief: bool = False,
        pictured: str = "",
    ) -> None:
        """Show messages of one channel as they stand now; `to`: the one person who sees them."""
        shown = [self._shown(message, to) for message in messages]
        await self.moment(caption, window_of(self._fd, messages[-1]["channel_id"], shown), brief=brief)
        self.reel.chapters[-1].moments[-1].pictured = pictured

    async def answered(
        self, caption: str, answer: Interaction, person: Person, *, brief: bool = False, pictured: str = ""
    ) -> None:
        """Show the private answer that a person got."""
        await self.shows(caption, *answer.messages, to=person, brief=brief, pictured=pictured)

    async def form(
        self,
        caption: str,
        opened: Interaction,
        values: Mapping[str, str],
        person: Person,
        *,
        unfolded: str = "",
    ) -> None:
        """Show a form as this person filled it; `unfolded`: the custom id of a select whose options are shown."""
        assert opened.modal is not None
        server = self._fd.guilds[self._fd.channels[opened.channel]["guild_id"]]["name"]
        audience = audience_of(self._fd, opened.channel, person.id)
        form = FormSent(server, audience, opened.modal, values, datetime.now(UTC), unfolded)
        await self.moment(caption, form)

    def prove(self, holds: object, sentence: str) -> None:
        """Raise StepFailed unless this holds; else say that it does."""
        if not holds:
            raise StepFailed(sentence, "what the local Discord holds says otherwise")
        self._narrator.proved(sentence)
        self.reel.chapters[-1].moments[-1].proved.append(sentence)

    def _shown(self, message: Json, to: Person | None) -> Shown:
        mid = message["id"]
        return Shown(message, self.via.get(mid, ""), self.gone.get(mid, ""), to.id if to else None)


def _brief(reason: str) -> str:
    """The beginning of a text: what follows, such as a bot's last lines, is shown elsewhere."""
    return "\n".join(reason.split("\n")[:_REASON_LINES])[:_REASON_LENGTH]


def require(holds: object, what: str) -> None:
    """Raise AssertionError that says what was expected."""
    if not holds:
        raise AssertionError(what)


def last_lines(output: Sequence[str], count: int = 15) -> list[str]:
    """The end of a log."""
    return list(output[-count:])
