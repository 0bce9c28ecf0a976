"""Drawing components of messages: containers, texts, buttons, selects, separators, sections, pictures."""

from collections.abc import Callable, Sequence

from demo.page.html import NOTHING, Html, el, text
from demo.page.texts import TextDrawer
from localdiscord import Json

_STYLES = {1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link", 6: "primary"}
_PICKED_FROM = {5: "members", 6: "roles", 7: "members and roles", 8: "channels"}


class ComponentDrawer:
    """Draws components; an unknown kind is named rather than left out."""

    def __init__(self, texts: TextDrawer) -> None:
        self._texts = texts
        self._kinds: dict[int, Callable[[Json], Html]] = {
            1: self._row,
            2: self._button,
            3: self._select,
            **dict.fromkeys(_PICKED_FROM, self._picker),
            9: self._section,
            10: self._text,
            11: self._picture,
            12: self._gallery,
            13: self._file,
            14: self._separator,
            17: self._container,
        }

    def draw(self, components: Sequence[Json]) -> Html:
        """Draw components from top to bottom."""
        return text(*(self._one(component) for component in components))

    def _one(self, component: Json) -> Html:
        kind = self._kinds.get(component["type"])
        return kind(component) if kind else el("p", f"(component {component['type']})", class_="small")

    def _container(self, component: Json) -> Html:
        colour = component.get("accent_color")
        style = None if colour is None else f"--accent:#{colour:06x}"
        accented = "container" if colour is None else "container accented"
        return el("div", self.draw(component["components"]), class_=accented, style=style)

    def _text(self, component: Json) -> Html:
        return el("div", self._texts.draw(component["content"]), class_="text")

    def _separator(self, component: Json) -> Html:
        large = " large" if component.get("spacing") == 2 else ""  # Discord's number for large
        line = " line" if component.get("divider", True) else ""
        return el("div", class_=f"separator{line}{large}", role="presentation")

    def _row(self, component: Json) -> Html:
        return el("div", self.draw(component["components"]), class_="row")

    def _button(self, component: Json) -> Html:
        emoji = (component.get("emoji") or {}).get("name") or ""
        label = f"{emoji} {component.get('label') or ''}".strip()
        off = " off" if component.get("disabled") else ""
        arrow = el("span", " ↗", aria_hidden="true") if component.get("style") == 5 else NOTHING
        hush = el("span", "Button: ", class_="hush")
        style = _STYLES.get(component.get("style", 2), "secondary")
        return el("span", hush, label, arrow, class_=f"button {style}{off}", dir="auto")

    def _select(self, component: Json) -> Html:
        options = component.get("options") or []
        chosen = [option["label"] for option in options if option.get("default")]
        shown = ", ".join(chosen) or component.get("placeholder") or "Make a selection"
        return select(shown, options, off=bool(component.get("disabled")))

    def _picker(self, component: Json) -> Html:
        shown = component.get("placeholder") or f"Choose {_PICKED_FROM[component['type']]}"
        return el("span", shown, class_="select closed", dir="auto")

    def _section(self, component: Json) -> Html:
        words = el("div", self.draw(component["components"]), class_="words")
        return el("div", words, self._one(component["accessory"]), class_="section")

    def _picture(self, component: Json) -> Html:
        alt = component.get("description") or "A picture"
        if component.get("drawn"):
            return el("img", src=component["drawn"], alt=alt, class_="drawn")
        return el("span", "🖼", class_="picture", role="img", aria_label=alt, title=alt)

    def _gallery(self, component: Json) -> Html:
        return el("div", *(self._picture(item) for item in component["items"]), class_="row")

    def _file(self, component: Json) -> Html:
        name = component.get("name") or str((component.get("file") or {}).get("url", "")).rsplit("/", 1)[-1]
        return el("p", f"📄 {name}", class_="file", dir="auto")


def select(shown: str, options: Sequence[Json], *, off: bool = False, unfolded: bool = False) -> Html:
    """Draw a select that opens, so that the reader sees what may be chosen; `unfolded`: it stands open."""
    if off or not options:
        return el("span", shown, class_="select closed", dir="auto")
    rows = el("ul", *(_option(option) for option in options), class_="options")
    return el("details", el("summary", shown, dir="auto"), rows, class_="select", open=unfolded)


def radio(options: Sequence[Json]) -> Html:
    """Draw radio buttons, all of which stand there."""
    return el("div", el("ul", *(_option(option) for option in options), class_="options radio"))


def _option(option: Json) -> Html:
    emoji = (option.get("emoji") or {}).get("name") or ""
    label = el("span", f"{emoji} {option['label']}".strip(), class_="label", dir="auto")
    described = option.get("description")
    more = el("span", described, class_="more", dir="auto") if described else NOTHING
    return el("li", label, more, class_="chosen" if option.get("default") else None)
