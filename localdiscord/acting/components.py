"""Users who press buttons, choose in selects and send forms."""

from typing import Any

from localdiscord.acting.forms import PICKS, Form
from localdiscord.acting.interacting import Interacting
from localdiscord.interaction import Interaction
from localdiscord.shapes import Json, is_ephemeral, walk_components

COMPONENT, MODAL_SUBMIT = 3, 5
"""Types of interaction."""
BUTTON, STRING_SELECT = 2, 3
"""Types of component."""


class Clicking(Interacting):
    """What a user does with components and forms.

    Raises LookupError for what is not there, PermissionError for what the user cannot see or press.
    """

    def component(self, message: Json, which: str) -> Json:
        """Find a component of a message by custom_id, or by label or placeholder."""
        components = [component for _, component in walk_components(message["components"])]
        for component in components:
            if which in (component.get("custom_id"), component.get("label"), component.get("placeholder")):
                return component
        have = [(component.get("custom_id"), component.get("label")) for component in components]
        raise LookupError(f"no component {which!r}; have {have}")

    async def click(
        self, user: str, message: Json, which: str, *, values: list[str] | None = None, _wait: bool = True
    ) -> Interaction:
        """Press a button, or choose `values` in a select (entities by id)."""
        component = self.component(message, which)
        if component.get("disabled"):
            raise PermissionError(f"{which} is disabled")
        self._must_see(user, message)
        kind = component["type"]
        data: Json = {"custom_id": component["custom_id"], "component_type": kind, "id": component["id"]}
        if kind != BUTTON:
            data |= self._chosen(message["channel_id"], component, values or [])
        return await self.interact(COMPONENT, user, message["channel_id"], data, source=message, wait=_wait)

    def _must_see(self, user: str, message: Json) -> None:
        if is_ephemeral(message):
            if not any(who == user and shown["id"] == message["id"] for who, shown in self.ephemerals):
                raise PermissionError("not visible to this user")
        elif not self.exists(message):
            raise LookupError("that message is gone")

    def _chosen(self, channel: str, component: Json, values: list[str]) -> Json:
        if not component.get("min_values", 1) <= len(values) <= component.get("max_values", 1):
            raise ValueError("wrong number of values")
        if component["type"] == STRING_SELECT:
            if set(values) - {option["value"] for option in component["options"]}:
                raise ValueError(f"not an option: {values}")
            return {"values": values}
        resolver = self.resolver(channel)
        for value in values:
            resolver.add(PICKS[component["type"]], value)
        return {"values": values, "resolved": resolver.resolved}

    async def select(self, user: str, message: Json, which: str, values: list[str]) -> Interaction:
        return await self.click(user, message, which, values=values)

    async def submit_modal(
        self, opened: Interaction, values: dict[str, Any], *, _wait: bool = True
    ) -> Interaction:
        """Fill and send the modal that `opened` showed. `values`: by custom_id or by label; the rest keep their defaults.

        The message from which it was opened may be gone by now. Raises ValueError for what the client would not send.
        """
        if not opened.modal:
            raise LookupError("no modal was shown")
        resolver = self.resolver(opened.channel)
        components = Form(values, resolver).fill_all(opened.modal["components"])
        data: Json = {"custom_id": opened.modal["custom_id"], "components": components}
        if resolver.resolved:
            data["resolved"] = resolver.resolved
        return await self.interact(
            MODAL_SUBMIT, opened.user, opened.channel, data, source=opened.source, wait=_wait
        )
