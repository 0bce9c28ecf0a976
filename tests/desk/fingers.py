"""A hand on a phone: what it does is what is seen there, and each touch is counted; typing is not."""

from typing import Any

from tests.cogs.seen import chosen, fields, parts_of, send
from tests.desk.world import DeskStage

_LINK, _RADIO = 5, 21
_OPEN_AND_CHOOSE = 2


class Fingers:
    """One person's hand. `touches`: how often it touched the screen so far."""

    def __init__(self, stage: DeskStage, who: Any) -> None:
        self._stage = stage
        self._who = who
        self.touches = 0

    async def press(self, message: Any, label: str) -> Any:
        """Press the button of this name; returns what is shown then."""
        (part,) = [each for each in parts_of(message) if each.get("label") == label and "custom_id" in each]
        self.touches += 1
        return await self._stage.beside_removals(self._who.click(message, custom_id=part["custom_id"]))

    def follow(self, message: Any, label: str) -> str:
        """Press the button that leads somewhere, whose name begins so; returns where it leads."""
        (part,) = [
            each
            for each in parts_of(message)
            if each.get("style") == _LINK and each["label"].startswith(label)
        ]
        self.touches += 1
        return str(part["url"])

    async def submit(self, form: Any, **picked: str) -> Any:
        """Submit a form. What stands chosen already needs no touch; another choice needs that of a radio button, or two."""
        offered = fields(form)
        for name, value in picked.items():
            if [value] != chosen(form, name):
                self.touches += 1 if offered[name]["type"] == _RADIO else _OPEN_AND_CHOOSE
        self.touches += 1
        return await self._stage.beside_removals(send(self._who, form, **picked))
