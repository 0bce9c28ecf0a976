"""What people do at their keyboards. Every act is checked: an answer came in time, and nobody else saw it."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from demo.cast import Person, Place
from demo.teller import Teller, require
from demo.wording import said, sentence
from localdiscord import FakeDiscord, Interaction, Json, message_text, walk_components

_SOON = 15.0  # seconds within which whatever Rowan does by itself must be there, on a busy machine too
_QUIET = 0.4  # seconds without a call or an event, after which nothing more is to come


class Acting:
    """Acts for people, and records what they see of it."""

    def __init__(self, fd: FakeDiscord, teller: Teller) -> None:
        self._fd = fd
        self._teller = teller

    async def writes(self, person: Person, place: Place, text: str) -> Json:
        """Write a message in a channel."""
        message = await self._fd.send(person.id, place.id, text)
        require(message is not None, f"{person.name} can write in #{place.name}")
        assert message is not None
        return message

    async def runs(self, person: Person, place: Place, command: str, /, **options: Any) -> Interaction:
        """Run a slash command that is answered privately."""
        answer = await self._fd.slash(person.id, place.id, command, **options)
        return await self._private(answer, f"{person.name} used /{command}")

    async def opens(self, person: Person, place: Place, command: str, /, **options: Any) -> Interaction:
        """Run a slash command that opens a form."""
        return _opened(await self._fd.slash(person.id, place.id, command, **options), f"/{command}")

    async def reports(self, person: Person, message: Json) -> Interaction:
        """Open the form of a message's menu: Apps, Report message."""
        menu = sentence("menu-report")
        return _opened(await self._fd.context_menu(person.id, menu, message), menu)

    async def presses(self, person: Person, message: Json, custom_id: str) -> Interaction:
        """Press a button, or an option of a select, whose custom id matches: answered privately, or on the message."""
        pressed = await self._press(person, message, custom_id)
        label = self._label(message, custom_id)
        return await self._private(pressed, f"{person.name} pressed {label}", quiet=True)

    async def presses_for_form(self, person: Person, message: Json, custom_id: str) -> Interaction:
        """Press a button that opens a form."""
        return _opened(await self._press(person, message, custom_id), self._label(message, custom_id))

    async def sends(self, person: Person, opened: Interaction, values: Mapping[str, str]) -> Interaction:
        """Send a filled form; what is not named keeps what stands in it."""
        answer = await self._fd.submit_modal(opened, dict(values))
        assert opened.modal is not None
        return await self._private(answer, f"{person.name} sent the form “{opened.modal['title']}”")

    async def choices(self, person: Person, place: Place, command: str, option: str) -> dict[str, str]:
        """Give what the client offers while this option is typed: names to values."""
        offered = await self._fd.autocomplete(person.id, place.id, command, option, **{option: ""})
        return {choice["name"]: choice["value"] for choice in offered}

    async def card(self, place: Place, custom_id: str, holds: Callable[[str], bool] = lambda _: True) -> Json:
        """Wait for Rowan's newest message with such a component, whose text `holds`."""

        def newest() -> Json | None:
            for message in reversed(self._fd.bot_messages(place.id)):
                if self._component(message, custom_id) and holds(message_text(message)):
                    return message
            return None

        found = await self._fd.until(newest, _SOON, f"a card {custom_id} in #{place.name}")
        return dict_of(found)

    async def post(self, place: Place, holds: Callable[[str], bool], what: str) -> Json:
        """Wait for Rowan's newest message in a channel, whose text `holds`."""

        def newest() -> Json | None:
            mine = reversed(self._fd.bot_messages(place.id))
            return next((message for message in mine if holds(message_text(message))), None)

        return dict_of(await self._fd.until(newest, _SOON, what))

    async def until_text(self, message: Json, holds: Callable[[str], bool], what: str) -> Json:
        """Wait until the text of this message `holds`."""
        await self._fd.until(lambda: holds(message_text(message)), _SOON, what)
        return message

    async def removed(self, message: Json, why: str) -> Json:
        """Wait until Rowan has deleted the message; `why` is shown beside it."""
        self.gone_by_rowan(await self._fd.until(lambda: self._deletion(message), _SOON, "Rowan removes it"))
        self._teller.gone[message["id"]] = why
        return message

    def gone_by_rowan(self, deletion: Json) -> None:
        """Raise AssertionError if a person deleted the message."""
        require(deletion["by"] == self._fd.bot, "Rowan removed it, nobody else")

    async def stays(self, *messages: Json) -> bool:
        """Whether all of the messages are still there once Rowan has nothing left to do."""
        await self._fd.quiet(_QUIET)
        return all(self.stands(message) for message in messages)

    def stands(self, message: Json) -> bool:
        """Whether the message is still in its channel."""
        return any(one["id"] == message["id"] for one in self._fd.history(message["channel_id"]))

    def _deletion(self, message: Json) -> Json | None:
        return next((one for one in self._fd.deleted if one["message"]["id"] == message["id"]), None)

    async def _press(self, person: Person, message: Json, custom_id: str) -> Interaction:
        component = self._component(message, custom_id)
        if component is None:
            raise LookupError(f"no component {custom_id} on {message_text(message)[:200]!r}")
        if component["type"] == 2:
            return await self._fd.click(person.id, message, component["custom_id"])
        verb = custom_id.rsplit(":", 1)[-1]
        return await self._fd.select(person.id, message, component["custom_id"], [verb])

    @staticmethod
    def _component(message: Json, custom_id: str) -> Json | None:
        r"""Find a component by a pattern for its custom id's beginning, such as `case:\d+:claim`, or the *more* select with it."""
        components = [component for _, component in walk_components(message["components"])]
        for component in components:
            if re.match(custom_id, component.get("custom_id") or ""):
                return component
        subject, _, verb = custom_id.rpartition(":")
        for component in components:
            more = re.match(f"{subject}:more", component.get("custom_id") or "")
            if more and any(option["value"] == verb for option in component.get("options") or []):
                return component
        return None

    def _label(self, message: Json, custom_id: str) -> str:
        component = self._component(message, custom_id) or {}
        verb = custom_id.rsplit(":", 1)[-1]
        options = {option["value"]: option["label"] for option in component.get("options") or []}
        return str(options.get(verb) or component.get("label") or verb)

    async def _private(self, answer: Interaction, via: str, *, quiet: bool = False) -> Interaction:
        """Check that the answer came, is no apology, and nobody else sees it.

        `quiet`: the message itself may be the answer.
        """
        await answer.finished(_SOON)
        require(not answer.failed, f"{via}: {answer.failed}")
        require(not said(answer.text, "error-unexpected", "reference"), f"{via}: {answer.text}")
        private = [message for message in answer.messages if message is not answer.source]
        require(private or quiet, f"{via}: there is an answer")
        for message in private:
            require(
                message["flags"] & 64, f"{via}: the answer is private, not {message_text(message)[:200]!r}"
            )
            self._teller.via[message["id"]] = via
        return answer


def _opened(answer: Interaction, what: str) -> Interaction:
    require(answer.modal, f"{what} opens a form, not {answer.failed or answer.text!r}")
    return answer


def dict_of(found: object) -> Json:
    """What `until` returned, checked to be a message."""
    assert isinstance(found, dict)
    return found
