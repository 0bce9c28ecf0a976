"""Drawing messages as lines on a terminal: Markdown with what a terminal has, buttons in brackets."""

from datetime import UTC, datetime

from rich.text import Text

from demo import markup
from demo.reel import Names
from demo.times import told
from localdiscord import Json

_LOOKS: dict[markup.Style, str] = {
    "bold": "bold",
    "italic": "italic",
    "underline": "underline",
    "strike": "strike",
    "spoiler": "reverse",
}
_BUTTON, _SELECT, _TEXT = 2, 3, 10
_MENTION = "bright_blue"


class PlainDrawer:
    """Draws texts and messages with the names that mentions stand for."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def message(self, message: Json) -> list[Text]:
        """Draw everything readable in a message, line by line; the last lines are its buttons and selects."""
        lines = self.text(message["content"]) if message["content"] else []
        lines += [Text(f"📄 {attachment['filename']}") for attachment in message.get("attachments") or []]
        for component in message.get("components") or []:
            lines += self._component(component)
        return lines

    def _component(self, component: Json) -> list[Text]:
        if component["type"] == _TEXT:
            return self.text(component["content"])
        inner = component.get("components") or []
        controls = [_control(one) for one in inner if one["type"] in (_BUTTON, _SELECT)]
        if controls:
            return [Text(" ").join(controls)]
        return [line for one in inner for line in self._component(one)]

    def text(self, source: str) -> list[Text]:
        """Draw Markdown as lines."""
        return [line for block in markup.parse(source) for line in self._block(block)]

    def _block(self, block: markup.Block) -> list[Text]:
        match block:
            case markup.Paragraph(children):
                return self._lines(children, "")
            case markup.Heading(_, children):
                return self._lines(children, "bold")
            case markup.Small(children):
                return self._lines(children, "dim")
            case markup.Quote(blocks):
                return [Text("> ", "dim") + line for inner in blocks for line in self._block(inner)]
            case markup.Listing(items):
                return [self._item(item) for item in items]
            case markup.CodeBlock(code):
                return [Text(f"  {one}", "cyan") for one in code.split("\n")]

    def _item(self, item: markup.Item) -> Text:
        return Text(f"{'  ' * item.depth}{item.mark} ") + self._inline(item.children, "")

    def _lines(self, children: tuple[markup.Inline, ...], style: str) -> list[Text]:
        return list(self._inline(children, style).split("\n"))

    def _inline(self, parts: tuple[markup.Inline, ...], style: str) -> Text:
        line = Text(style=style)
        for part in parts:
            line.append_text(self._part(part))
        return line

    def _part(self, part: markup.Inline) -> Text:
        match part:
            case markup.Words(words):
                return Text(words)
            case markup.Styled(style, children):
                return self._inline(children, _LOOKS[style])
            case markup.Code(code):
                return Text(code, "cyan")
            case markup.Address(url, label):
                shown = Text(url, "underline")
                return self._inline(label, "") + Text(" (leads to ") + shown + Text(")") if label else shown
            case markup.Stamp(seconds, form):
                return Text(told(seconds, form, datetime.now(UTC)))
            case markup.Mention(kind, name):
                return Text(self._mentioned(kind, name), _MENTION)

    def _mentioned(self, kind: markup.MentionKind, name: str) -> str:
        match kind:
            case "user":
                return f"@{self._names.users[name].name}" if name in self._names.users else "@unknown-user"
            case "role":
                return f"@{self._names.roles[name].name}" if name in self._names.roles else "@unknown-role"
            case "channel":
                return f"#{self._names.channels.get(name, 'unknown')}"
            case "command" | "everyone":
                return name


def _control(component: Json) -> Text:
    if component["type"] == _SELECT:
        return Text(f"[{component.get('placeholder') or 'Choose'} ▾]", "dim")
    return Text(f"[{component.get('label') or ''}]", "dim" if component.get("disabled") else "bold")
