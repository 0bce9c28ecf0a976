"""What people see of a message, an answer or a form, and how they fill a form in."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_RADIO = 21


def told(answer: Any) -> str:
    """Everything that an answer shows, and what followed it."""
    sent = [*([answer.response] if answer.response else []), *answer.followups]
    return "\n".join(shown(part) for part in sent)


def shown(message: Any) -> str:
    """The texts of a message with its labels and descriptions, each on lines of its own."""
    words = ("content", "label", "placeholder", "description")
    said = [part[word] for part in _parts(message.components) for word in words if part.get(word)]
    return "\n".join([message.content or "", *said])


def text_of(message: Any) -> str:
    """The paragraphs of a message, without its labels."""
    return "\n".join(part["content"] for part in _parts(message.components) if part.get("content"))


def parts_of(message: Any) -> list[Mapping[str, Any]]:
    """Every component of a message, nested ones too."""
    return list(_parts(message.components))


def custom_ids(message: Any) -> list[str]:
    """Of its buttons and selects, in order."""
    return [part["custom_id"] for part in _parts(message.components) if part.get("custom_id")]


def is_about(message: Any, prefix: str) -> bool:
    """Whether one of its buttons or selects belongs to this: `case:3:`."""
    return any(custom_id.startswith(prefix) for custom_id in custom_ids(message))


def values(message: Any, custom_id: str) -> list[str]:
    """What may be chosen in one of its selects."""
    (select,) = [part for part in _parts(message.components) if part.get("custom_id") == custom_id]
    return [option["value"] for option in select["options"]]


def fields(form: Any) -> dict[str, dict[str, Any]]:
    """The fields of a form that was opened, by name."""
    return {part["custom_id"]: part for part in _parts(form.modal["components"]) if part.get("custom_id")}


def labels(form: Any) -> list[str]:
    """Every label in a form that was opened, of fields and of what may be chosen."""
    return [part["label"] for part in _parts(form.modal["components"]) if part.get("label")]


def form_text(form: Any) -> str:
    """What a form that was opened says beside its fields."""
    return "\n".join(part["content"] for part in _parts(form.modal["components"]) if part.get("content"))


def options(form: Any, name: str) -> dict[str, str]:
    """A select of a form: value to description."""
    offered = fields(form)[name]["options"]
    return {option["value"]: option.get("description") or option["label"] for option in offered}


def chosen(form: Any, name: str) -> list[str]:
    """What a select of a form offers unless another is chosen."""
    return [option["value"] for option in fields(form)[name]["options"] if option.get("default")]


async def send(who: Any, form: Any, **typed: str) -> Any:
    """Fill in a form as Discord's client does: what is not touched keeps what it offered."""
    filled: dict[str, Any] = {}
    for name, field in fields(form).items():
        if field["type"] == _RADIO:
            filled[name] = typed.get(name) or next(iter(chosen(form, name)), None)
        elif "options" in field:
            filled[name] = [typed[name]] if name in typed else chosen(form, name)
        else:
            filled[name] = typed.get(name, field.get("value") or "")
    assert set(typed) <= set(filled)
    return await who.submit_modal(form, filled)


def parts_below(components: Sequence[Any]) -> list[Mapping[str, Any]]:
    """These components and all that are nested in them, in order."""
    return list(_parts(components))


def _parts(components: Sequence[Any]) -> Iterator[Mapping[str, Any]]:
    for component in components:
        part = component if isinstance(component, dict) else component.to_dict()
        yield part
        yield from _parts(part.get("components") or [])
        yield from _parts(part.get("options") or part.get("items") or [])
        yield from _parts([part["component"]] if part.get("component") else [])
