"""Routes of the bot's first answer to an interaction."""

import time
from collections.abc import Callable

from localdiscord.errors import ApiError, invalid, missing
from localdiscord.interaction import Interaction
from localdiscord.posting import number_components
from localdiscord.routes.webhooks import answer
from localdiscord.routing import Call, route
from localdiscord.shapes import EPHEMERAL, Json
from localdiscord.world import World

COMPONENT, AUTOCOMPLETE, MODAL_SUBMIT = 3, 4, 5
"""Types of interaction."""
MESSAGE, DEFER_MESSAGE, DEFER_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9
"""Types of callback."""


@route("POST", "/interactions/{interaction}/{token}/callback")
def respond(world: World, call: Call, interaction: str, token: str) -> Json | None:
    it = world.interactions.get(token)
    late = it and it.ack is None and (it.failed or time.monotonic() - it.created > world.INTERACTION_LIMIT)
    if not it or it.id != interaction or late:
        raise missing("interaction", 10062)
    if it.ack is not None:
        raise ApiError(400, 40060, "Interaction has already been acknowledged.")
    kind, data = call.body["type"], call.body.get("data") or {}
    _check_kind(it, kind)
    _ANSWERS[kind](world, it, data, call)
    it.ack = kind
    it.acked.set()
    return _response(it, kind) if "with_response" in call.query else None


def _check_kind(it: Interaction, kind: int) -> None:
    """Refuse a callback that cannot answer this interaction."""
    asked = it.payload["type"]
    on_message = asked == COMPONENT or (asked == MODAL_SUBMIT and it.source is not None)
    update_of_nothing = kind in (DEFER_UPDATE, UPDATE) and not on_message
    modal_on_modal = kind == MODAL and asked == MODAL_SUBMIT
    if (
        kind not in _ANSWERS
        or update_of_nothing
        or modal_on_modal
        or (kind == CHOICES) != (asked == AUTOCOMPLETE)
    ):
        text = f"callback type {kind} not allowed for interaction type {asked}"
        raise invalid(("type", "INTERACTION_TYPE_INVALID", text))


def _message(world: World, it: Interaction, data: Json, call: Call) -> None:
    it.original = answer(world, it, data, call, hidden=bool((data.get("flags") or 0) & EPHEMERAL))


def _defer_message(_world: World, it: Interaction, data: Json, _call: Call) -> None:
    it.pending = True
    it.hidden = bool((data.get("flags") or 0) & EPHEMERAL)


def _defer_update(_world: World, it: Interaction, _data: Json, _call: Call) -> None:
    it.original = it.source


def _update(world: World, it: Interaction, data: Json, call: Call) -> None:
    assert it.source is not None
    it.original = world.apply_edit(it.source, data, call.files)


def _choices(_world: World, it: Interaction, data: Json, _call: Call) -> None:
    it.choices = data.get("choices")


def _modal(_world: World, it: Interaction, data: Json, _call: Call) -> None:
    if len(data["components"]) > 5:
        raise invalid(("data.components", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length."))
    it.modal = {**data, "components": number_components(data["components"])}


_ANSWERS: dict[int, Callable[[World, Interaction, Json, Call], None]] = {
    MESSAGE: _message,
    DEFER_MESSAGE: _defer_message,
    DEFER_UPDATE: _defer_update,
    UPDATE: _update,
    CHOICES: _choices,
    MODAL: _modal,
}


def _response(it: Interaction, kind: int) -> Json:
    about: Json = {
        "id": it.id,
        "type": it.payload["type"],
        "response_message_loading": it.pending,
        "response_message_ephemeral": it.hidden or it.ephemeral,
        "channel_id": it.channel,
        "guild_id": it.payload.get("guild_id"),
    }
    if not it.original:
        return {"interaction": about}
    about["response_message_id"] = it.original["id"]
    return {"interaction": about, "resource": {"type": kind, "message": it.original}}
