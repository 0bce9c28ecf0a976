"""Drawing Discord's Markdown as HTML. A link only looks like one: nothing on the page leads anywhere."""

from datetime import datetime

from demo import markup
from demo.page.html import Html, el, lines, text
from demo.reel import Names
from demo.times import moment, told

_TAGS: dict[markup.Style, str] = {"bold": "strong", "italic": "em", "underline": "u", "strike": "s"}


class TextDrawer:
    """Draws texts. `names`: what mentions stand for; `now`: the moment that relative times are told from."""

    def __init__(self, names: Names, now: datetime) -> None:
        self._names = names
        self._now = now

    def draw(self, source: str) -> Html:
        """Draw a whole text: paragraphs, lists, quotes and the like, each in its own direction."""
        return text(*(self._block(block) for block in markup.parse(source)))

    def _block(self, block: markup.Block) -> Html:
        match block:
            case markup.Paragraph(children):
                return el("p", self.inline(children), dir="auto")
            case markup.Heading(level, children):
                return el("p", self.inline(children), class_=f"heading h{level}", dir="auto")
            case markup.Small(children):
                return el("p", self.inline(children), class_="small", dir="auto")
            case markup.Quote(blocks):
                return el("blockquote", *(self._block(inner) for inner in blocks), dir="auto")
            case markup.Listing(items):
                return el("ul", *(self._item(item) for item in items), class_="list", dir="auto")
            case markup.CodeBlock(code):
                return el("pre", el("code", code), dir="auto")

    def _item(self, item: markup.Item) -> Html:
        mark = el("span", item.mark, class_="mark")
        return el("li", mark, el("span", self.inline(item.children)), class_=f"depth{item.depth}")

    def inline(self, parts: tuple[markup.Inline, ...]) -> Html:
        """Draw the parts of one paragraph."""
        return text(*(self._part(part) for part in parts))

    def _part(self, part: markup.Inline) -> Html:
        match part:
            case markup.Words(words):
                return lines(words)
            case markup.Code(code):
                return el("code", code, dir="ltr")
            case markup.Styled():
                return self._styled(part)
            case markup.Address(url, label):
                shown = self.inline(label) if label else text(url)
                return el("span", shown, class_="link", title=url if label else None)
            case markup.Stamp(seconds, form):
                return self._stamp(seconds, form)
            case markup.Mention():
                return self._mention(part)

    def _styled(self, part: markup.Styled) -> Html:
        if part.style == "spoiler":
            return el("span", self.inline(part.children), class_="spoiler", tabindex="0", title="Spoiler")
        return el(_TAGS[part.style], self.inline(part.children))

    def _mention(self, mention: markup.Mention) -> Html:
        match mention.kind:
            case "user":
                face = self._names.users.get(mention.name)
                return el("span", f"@{face.name if face else 'unknown-user'}", class_="mention")
            case "role":
                role = self._names.roles.get(mention.name)
                style = f"--role:#{role.colour:06x}" if role and role.colour else None
                return el(
                    "span", f"@{role.name if role else 'unknown-role'}", class_="mention role", style=style
                )
            case "channel":
                name = self._names.channels.get(mention.name, "unknown")
                return el("span", f"#{name}", class_="mention")
            case "command" | "everyone":
                return el("span", mention.name, class_="mention")

    def _stamp(self, seconds: int, form: str) -> Html:
        when = moment(seconds)
        if when is None:
            return el("span", told(seconds, form, self._now), class_="stamp")
        title = f"{when:%d %B %Y %H:%M} UTC"
        return el(
            "time", told(seconds, form, self._now), class_="stamp", datetime=when.isoformat(), title=title
        )
