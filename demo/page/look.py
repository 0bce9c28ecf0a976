"""Drawing the part for looking around: every channel at the end of the story, through anyone's eyes.

Every person's private answers are shown too. Radio buttons and `:has()` do the switching, so that the page needs no
script. Without `:has()` everything stands open.
"""

from collections.abc import Sequence

from demo.page.faces import avatar, server_icon
from demo.page.html import Html, el
from demo.page.messages import MessageDrawer
from demo.page.scenes import hash_or_lock
from demo.reel import Face, Hall, Reel, Room, Viewer

EVERYBODY = "all"


class LookDrawer:
    """Draws the part for looking around."""

    def __init__(self, reel: Reel) -> None:
        self._reel = reel
        self._messages = MessageDrawer(reel.names)

    def draw(self) -> Html:
        """Draw the switch of viewers above, the rail, the channel list and the messages below."""
        halls = self._reel.halls
        rail = el(
            "div",
            *(self._rail(hall) for hall in halls),
            class_="rail",
            role="radiogroup",
            aria_label="Server",
        )
        channels = el("div", *(self._channels(hall) for hall in halls), class_="channels")
        panels = el(
            "div", *(self._panel(hall, room) for hall in halls for room in hall.rooms), class_="panels"
        )
        client = el("div", rail, channels, panels, class_="client")
        return el("div", self._eyes(), client, class_="look")

    def rules(self) -> str:
        """Make the part of the style sheet that depends on the people and channels there are."""
        rules = []
        for hall in self._reel.halls:
            rules.append(f".look:has(#hall-{hall.id}:checked) .hall-{hall.id}{{display:block}}")
            rules += [
                f".look:has(#hall-{hall.id}:checked):has(#room-{room.id}:checked) .panel-{room.id}{{display:flex}}"
                for room in hall.rooms
            ]
        for viewer in self._reel.viewers:
            eyes = f".look:has(#eyes-{viewer.id}:checked)"
            rules.append(f"{eyes} .message:not(.open,.only-{viewer.id}){{display:none}}")
            rules.append(f"{eyes} .panel:not(.seen-{viewer.id}) .stream{{display:none}}")
            rules.append(f"{eyes} .panel:not(.seen-{viewer.id}) .locked{{display:block}}")
            rules.append(f"{eyes} .entry:not(.seen-{viewer.id}){{opacity:.35}}")
        return "\n".join(rules)

    def _eyes(self) -> Html:
        everybody = Viewer(EVERYBODY, "Everybody at once", "all that anyone sees")
        people = [self._eye(viewer) for viewer in (everybody, *self._reel.viewers)]
        legend = el("legend", "Look through the eyes of")
        return el("fieldset", legend, el("div", *people, class_="people"), class_="eyes-of")

    def _eye(self, viewer: Viewer) -> Html:
        name, chosen = f"eyes-{viewer.id}", viewer.id == EVERYBODY
        choice = el("input", type="radio", name="eyes", id=name, checked=chosen, class_="hush")
        face = self._reel.names.users.get(viewer.id, Face("👁"))
        words = el("span", el("strong", viewer.name), el("span", viewer.part, class_="part"))
        return el("span", choice, el("label", avatar(face, small=True), words, for_=name))

    def _rail(self, hall: Hall) -> Html:
        chosen = hall is self._reel.halls[0]
        name = f"hall-{hall.id}"
        choice = el("input", type="radio", name="hall", id=name, checked=chosen, class_="hush")
        label = el(
            "label",
            server_icon(hall.name if hall.server else ""),
            el("span", hall.name, class_="hush"),
            for_=name,
            title=hall.name,
        )
        return el("span", choice, label, class_=f"entry {_seen(hall.rooms)}")

    def _channels(self, hall: Hall) -> Html:
        entries = [self._entry(hall, room, chosen=room is hall.rooms[0]) for room in hall.rooms]
        name = el("p", hall.name, class_="server")
        group = el(
            "div", *entries, role="radiogroup", aria_label=f"Channels of {hall.name}", class_="entries"
        )
        return el("div", name, group, class_=f"hall hall-{hall.id}")

    @staticmethod
    def _entry(hall: Hall, room: Room, *, chosen: bool) -> Html:
        name = f"room-{room.id}"
        choice = el("input", type="radio", name=f"room-of-{hall.id}", id=name, checked=chosen, class_="hush")
        label = el("label", hash_or_lock(private=room.private), el("span", room.name, dir="auto"), for_=name)
        return el("span", choice, label, class_=f"entry {_seen([room])}")

    def _panel(self, hall: Hall, room: Room) -> Html:
        name = el("strong", room.name, dir="auto")
        where = el("span", hall.name, class_="part")
        bar = el("p", hash_or_lock(private=room.private), name, where, class_="bar")
        stream = el("div", self._messages.draw(room.messages), class_="stream", tabindex="0", role="group")
        told = "🔒 This person cannot see this channel: Discord does not show them that it is there."
        locked = el("p", told, class_="locked")
        return el("div", bar, stream, locked, class_=f"panel panel-{room.id} {_seen([room])}")


def _seen(rooms: Sequence[Room]) -> str:
    """The classes for people who can read one of the rooms."""
    readers = sorted({reader for room in rooms for reader in room.readers})
    return " ".join(f"seen-{reader}" for reader in readers)
