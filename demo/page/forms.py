"""Drawing forms (modals) as Discord does, filled as they were sent."""

from collections.abc import Mapping

from demo.page.components import radio, select
from demo.page.directions import leans_right
from demo.page.faces import BERRIES
from demo.page.html import NOTHING, Html, el, lines
from demo.page.texts import TextDrawer
from localdiscord import Json, walk_components

LABEL, TEXT_INPUT, STRING_SELECT, TEXT, RADIO, LONG = 18, 4, 3, 10, 21, 2


def draw_form(modal: Json, values: Mapping[str, str], texts: TextDrawer, unfolded: str = "") -> Html:
    """Draw the dialog with its fields; `values` by custom id are what the person put in, `unfolded` is a select's."""
    fields = [_field(component, values, texts, unfolded) for component in modal["components"]]
    icon = el("span", BERRIES, class_="avatar app tiny", aria_hidden="true")
    head = el("p", icon, el("strong", modal["title"], dir="auto"), class_="title")
    buttons = el("p", el("span", "Cancel", class_="cancel"), el("span", "Submit", class_="button primary"))
    footer = el("div", buttons, class_="footer")
    turned = "rtl" if leans_right(modal["title"]) else None
    return el(
        "div", head, el("div", *fields, class_="fields"), footer, class_="form", role="group", dir=turned
    )


def _field(component: Json, values: Mapping[str, str], texts: TextDrawer, unfolded: str) -> Html:
    if component["type"] == TEXT:
        return el("div", texts.draw(component["content"]), class_="text")
    inner = component["component"] if component["type"] == LABEL else _innermost(component)
    label = component.get("label") or inner.get("label") or ""
    star = el("span", " *", class_="star", title="required") if inner.get("required", True) else NOTHING
    described = component.get("description")
    more = el("span", described, class_="more", dir="auto") if described else NOTHING
    name = el("span", label, star, class_="label", dir="auto")
    field = inner.get("custom_id", "")
    return el("div", name, more, _input(inner, values.get(field), unfolded=field == unfolded), class_="field")


def _innermost(component: Json) -> Json:
    return [inner for _, inner in walk_components([component])][-1]


def _input(component: Json, value: str | None, *, unfolded: bool) -> Html:
    if component["type"] == STRING_SELECT:
        return _choice(component, value, unfolded=unfolded)
    if component["type"] == RADIO:
        return radio(_with_chosen(component, value))
    if component["type"] == TEXT_INPUT:
        return _written(component, value)
    return el("span", value or "", class_="input", dir="auto")


def _choice(component: Json, value: str | None, *, unfolded: bool) -> Html:
    """Draw the option that was chosen, or stood there chosen; the rest opens."""
    options = _with_chosen(component, value)
    chosen = [option["label"] for option in options if option["default"]]
    shown = ", ".join(chosen) or component.get("placeholder") or "Make a selection"
    return select(shown, options, unfolded=unfolded)


def _with_chosen(component: Json, value: str | None) -> list[Json]:
    """The options, the one marked that was chosen or stood there chosen."""
    return [
        {**option, "default": option["value"] == value if value is not None else option.get("default")}
        for option in component["options"]
    ]


def _written(component: Json, value: str | None) -> Html:
    shown = component.get("value") or "" if value is None else value
    size = "input long" if component.get("style") == LONG else "input"
    if not shown:
        return el("span", component.get("placeholder") or "\u00a0", class_=f"{size} empty", dir="auto")
    return el("span", lines(shown), class_=size, dir="auto")
