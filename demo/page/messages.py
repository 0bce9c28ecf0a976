"""Drawing messages as Discord does: avatar, name, time, what was said, and what only one person sees."""

from collections.abc import Sequence
from datetime import datetime

from demo.page.components import ComponentDrawer
from demo.page.directions import leans_right
from demo.page.faces import avatar
from demo.page.html import NOTHING, Html, el, text
from demo.page.texts import TextDrawer
from demo.reel import Face, Names, Shown
from localdiscord import Json, message_text

_UNKNOWN = Face("Unknown user")
_CLOSE = 420  # seconds within which a second message of one author needs no second head


def moment_of(message: Json) -> datetime:
    """The time when a message was posted."""
    return datetime.fromisoformat(message["timestamp"])


class MessageDrawer:
    """Draws the messages of one channel."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def draw(self, messages: Sequence[Shown]) -> Html:
        """Draw messages one below the other, oldest first."""
        drawn: list[Html] = []
        before: Shown | None = None
        for shown in messages:
            drawn.append(self._one(shown, follows=before is not None and _same_breath(before, shown)))
            before = shown
        return el("ol", *drawn, class_="messages")

    def _one(self, shown: Shown, *, follows: bool) -> Html:
        message = shown.message
        author = message["author"]
        face = self._names.users.get(author["id"]) or Face(author["username"], bot=author.get("bot", False))
        parts = [
            self._above(shown),
            self._head(shown, face, follows=follows),
            self._body(message),
            self._below(shown),
        ]
        classes = ["message"]
        classes += ["follows"] if follows else []
        classes += ["private"] if shown.only_for else []
        classes += ["gone"] if shown.gone else []
        left = NOTHING if follows else avatar(face)
        readers = f"only-{shown.only_for}" if shown.only_for else "open"
        turned = "rtl" if leans_right(message_text(message)) else None
        said = el("div", *parts, class_="said", dir=turned)
        return el("li", left, said, class_=" ".join([*classes, readers]))

    def _above(self, shown: Shown) -> Html:
        if shown.via:
            return el("p", el("span", "↱ ", aria_hidden="true"), shown.via, class_="via", dir="ltr")
        replied = shown.message.get("referenced_message")
        if not replied:
            return NOTHING
        face = self._names.users.get(replied["author"]["id"], _UNKNOWN)
        return el("p", f"↱ @{face.name} ", replied["content"][:120], class_="via", dir="auto")

    def _head(self, shown: Shown, face: Face, *, follows: bool) -> Html:
        when = moment_of(shown.message)
        time = el("time", f"{when:%H:%M}", datetime=when.isoformat())
        if follows:
            return el("span", f"{face.name}, ", time, class_="hush")
        colour = f"--role:#{face.colour:06x}" if face.colour else None
        name = el(
            "span", face.name, class_="name coloured" if face.colour else "name", style=colour, dir="auto"
        )
        tag = el("span", "APP", class_="tag") if face.bot else NOTHING
        return el("p", name, tag, time, class_="head")

    def _body(self, message: Json) -> Html:
        texts = TextDrawer(self._names, moment_of(message))
        parts: list[Html] = []
        if message["content"]:
            edited = el("span", "(edited)", class_="edited") if _edited(message) else NOTHING
            parts.append(el("div", texts.draw(message["content"]), edited, class_="content"))
        parts += [_embed(embed, texts) for embed in message.get("embeds") or []]
        parts += [
            el("p", f"📄 {attachment['filename']}", class_="file", dir="auto")
            for attachment in message.get("attachments") or []
            if not message.get("components")  # there, what came along is named or drawn where it belongs
        ]
        if message.get("components"):
            parts.append(ComponentDrawer(texts).draw(message["components"]))
            if _edited(message):
                parts.append(el("span", "(edited)", class_="edited"))
        return text(*parts)

    def _below(self, shown: Shown) -> Html:
        if shown.gone:
            return el("p", el("span", "🗑 ", aria_hidden="true"), shown.gone, class_="note why", dir="auto")
        if shown.only_for is None:
            return NOTHING
        reader = self._names.users.get(shown.only_for, _UNKNOWN).name
        told = text(el("span", "👁 ", aria_hidden="true"), f"Only you ({reader}) can see this · ")
        return el("p", told, el("span", "Dismiss message", class_="link"), class_="note", dir="auto")


def _edited(message: Json) -> bool:
    return bool(message.get("edited_timestamp"))


def _same_breath(before: Shown, shown: Shown) -> bool:
    one, other = before.message, shown.message
    return (
        one["author"]["id"] == other["author"]["id"]
        and not (shown.via or other.get("referenced_message") or before.only_for or shown.only_for)
        and not (before.gone or one.get("components") or other.get("components"))
        and (moment_of(other) - moment_of(one)).total_seconds() < _CLOSE
    )


def _embed(embed: Json, texts: TextDrawer) -> Html:
    parts: list[Html] = []
    if embed.get("title"):
        parts.append(el("div", texts.draw(embed["title"]), class_="heading h3"))
    if embed.get("description"):
        parts.append(texts.draw(embed["description"]))
    parts += [
        el("div", el("p", el("strong", field["name"])), texts.draw(field["value"]), class_="field")
        for field in embed.get("fields") or []
    ]
    footer = (embed.get("footer") or {}).get("text")
    if footer:
        parts.append(el("p", footer, class_="small"))
    colour = embed.get("color")
    style = None if colour is None else f"--accent:#{colour:06x}"
    return el("div", *parts, class_="container accented", style=style)
