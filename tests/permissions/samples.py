"""What an example of a button, select or form is: the scene in which it stands, and what is pressed, chosen or typed."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from simcord.enums import InteractionType

from tests.cogs.seen import chosen, fields, parts_of
from tests.desk.scenes import (
    EVERY_SCENE,
)
from tests.desk.surface import Surface, surface_of
from tests.desk.world import DeskStage
from tests.permissions.people import Act

_BUTTON, _SELECT, _USER_SELECT, _LABEL, _TEXT, _RADIO = 2, 3, 5, 18, 4, 21
_TOKEN = re.compile(r"[\w-]{16}$")
Make = Callable[[DeskStage], Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Sample:
    """`forged`: a custom id that stands on no surface of the scene, but could; `chosen`: a select's value; `typed`: a form's.

    `apart`: each tries in a world of their own, since once it is done the others would not find what it was about.
    `owed`: what the scene leaves to be posted is not posted before.
    """

    scene: Make
    forged: str = ""
    value: str | None = None
    typed: Mapping[str, str] = field(default_factory=dict)
    apart: bool = False
    owed: bool = False

    @property
    def set_besides(self) -> Mapping[str, Any]:
        """What the operator set besides, for the scene."""
        return next((each.chosen for each in EVERY_SCENE if each.make is self.scene), {})


def act_of(stage: DeskStage, seen: Any, template: str, sample: Sample) -> Act:
    """What is pressed or sent in this scene, as Discord would say it."""
    surface = surface_of(stage, seen)
    if isinstance(seen, tuple):
        stage, seen = seen
    if surface.form is not None:
        return _sending(stage, seen, surface, sample)
    direct = surface.shown[-1].guild is None
    messages = [stage.env.backend.get_message(each.channel.id, each.id) for each in surface.shown]
    if sample.forged:
        token = next((found[0] for each in surface.controls if (found := _TOKEN.search(each.custom_id))), "")
        custom_id = sample.forged.format(server=stage.server, token=token)
        value = sample.value and sample.value.format(**vars(stage))
        return Act(InteractionType.MESSAGE_COMPONENT, _pressing(custom_id, value), messages[-1], direct)
    control = next(
        each
        for each in surface.controls
        if re.fullmatch(template, each.custom_id) and sample.value in (None, each.value)
    )
    value = str(stage.joined[0].id) if control.any_member else control.value
    data = _pressing(control.custom_id, value, _USER_SELECT if control.any_member else _SELECT)
    if control.any_member:
        data["resolved"] = {}
    (message,) = [
        stored
        for stored, shown in zip(messages, surface.shown, strict=True)
        if any(part.get("custom_id") == control.custom_id for part in parts_of(shown))
    ]
    return Act(InteractionType.MESSAGE_COMPONENT, data, message, direct)


def _pressing(custom_id: str, value: str | None, select: int = _SELECT) -> dict[str, Any]:
    if value is None:
        return {"custom_id": custom_id, "component_type": _BUTTON}
    return {"custom_id": custom_id, "component_type": select, "values": [value]}


def _sending(stage: DeskStage, form: Any, surface: Surface, sample: Sample) -> Act:
    """The form as it was opened, with what it offers, and what is typed besides."""
    sent = []
    for name, part in fields(form).items():
        filled: dict[str, Any] = {"type": part["type"], "custom_id": name}
        offered = chosen(form, name) if "options" in part else []
        if part["type"] == _RADIO:
            filled["value"] = sample.typed.get(name) or next(iter(offered), None)
        elif "options" in part:
            filled["values"] = [sample.typed[name]] if name in sample.typed else offered
        else:
            filled["value"] = sample.typed.get(name, part.get("value") or "")
        sent.append({"type": _LABEL, "component": filled})
    source = form._interaction.source_message_id
    channel = form._interaction.channel_id
    message = None if source is None else stage.env.backend.get_message(channel, source)
    direct = stage.env.backend.get_channel(channel).guild_id is None
    assert surface.form is not None
    data = {"custom_id": surface.form["custom_id"], "components": sent}
    return Act(InteractionType.MODAL_SUBMIT, data, message, direct)


LIST_FORM = {"scope": "host", "category": "harassment", "share": "no"}
