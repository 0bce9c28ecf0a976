"""Drawing the story: chapters of moments, each with its sentence, its window and what was checked."""

from demo.page.faces import server_icon
from demo.page.forms import draw_form
from demo.page.html import NOTHING, Html, el, text
from demo.page.messages import MessageDrawer
from demo.page.texts import TextDrawer
from demo.reel import Chapter, FormSent, Moment, Names, Scene, Terminal, Window


def hash_or_lock(*, private: bool) -> Html:
    """The sign before a channel's name."""
    if private:
        return el("span", el("span", "🔒", aria_hidden="true"), el("span", "private channel ", class_="hush"))
    return el("span", "#", class_="hash", aria_hidden="true")


class SceneDrawer:
    """Draws chapters."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._messages = MessageDrawer(names)

    def chapter(self, number: int, chapter: Chapter) -> Html:
        """Draw one chapter as a section."""
        title = f"chapter-{number}"
        head = el("h2", el("span", str(number), class_="number"), chapter.title, id=title)
        why = el("p", chapter.why, class_="because")
        moments = [self.moment(moment) for moment in chapter.moments]
        return el("section", head, why, *moments, aria_labelledby=title, class_="chapter")

    def moment(self, moment: Moment) -> Html:
        """Draw one moment as a figure."""
        caption = el("figcaption", moment.caption, dir="auto")
        scene = NOTHING if moment.scene is None else self._scene(moment.scene)
        if moment.brief and scene:
            scene = el("details", el("summary", "Show what it looks like"), scene, class_="fold")
        proofs = [
            el("li", el("span", "✓ ", aria_hidden="true"), el("span", proof, dir="auto"))
            for proof in moment.proved
        ]
        return el("figure", caption, scene, el("ul", *proofs, class_="proofs") if proofs else NOTHING)

    def _scene(self, scene: Scene) -> Html:
        match scene:
            case Window():
                stream = el("div", self._messages.draw(scene.messages), class_="stream")
                return el("div", self._bar(scene), stream, class_="window")
            case FormSent():
                bar = el("p", _place(scene.server, NOTHING, scene.audience), class_="bar")
                texts = TextDrawer(self._names, scene.at)
                form = draw_form(scene.modal, scene.values, texts, scene.unfolded)
                return el("div", bar, el("div", form, class_="backdrop"), class_="window")
            case Terminal(command, output):
                typed = el("p", el("span", "$ ", class_="prompt", aria_hidden="true"), command)
                return el("div", typed, *(el("p", line, class_="out") for line in output), class_="terminal")

    @staticmethod
    def _bar(scene: Window) -> Html:
        mark = el("span", "@", class_="hash", aria_hidden="true") if not scene.server else NOTHING
        sign = mark or hash_or_lock(private=scene.private)
        name = el("span", sign, el("strong", scene.channel), class_="channel")
        return el("p", _place(scene.server, name, scene.audience), class_="bar")


def _place(server: str, channel: Html, audience: str) -> Html:
    where = el(
        "span", server_icon(server), el("span", server or "Direct messages", class_="server"), class_="where"
    )
    eyes = el("span", el("span", "👁 ", aria_hidden="true"), audience, class_="eyes")
    return text(where, channel, eyes)
