"""Drawing the whole page as one file."""

from pathlib import Path

from demo.page.faces import BERRIES
from demo.page.html import Html, el
from demo.page.look import LookDrawer
from demo.page.scenes import SceneDrawer
from demo.reel import Reel

STYLE = Path(__file__).with_name("page.css")
TITLE = "Rowan, from the first minute to the first campaign"
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_LEDE = (
    "Rowan helps communities that are targeted by harassment sites. Everything on this page really happened: the bot ran "
    "against a small Discord on one machine, people acted, and each step was checked before it was drawn. "
    "The people, servers and sites are invented."
)


def draw_page(reel: Reel) -> str:
    """Draw the story in chapters, then every channel to look around in."""
    scenes, look = SceneDrawer(reel.names), LookDrawer(reel)
    chapters = [scenes.chapter(number, chapter) for number, chapter in enumerate(reel.chapters, 1)]
    around = el(
        "section",
        el("h2", "Look around", id="look"),
        el(
            "p",
            "Every channel at the end of the story, and every private answer. What is struck out is gone: nobody sees it any more.",
        ),
        look.draw(),
        class_="chapter",
        aria_labelledby="look",
    )
    header = el(
        "header",
        el("p", el("span", BERRIES, class_="mark", aria_hidden="true"), "Rowan", class_="brand"),
        _switch(),
        el("h1", TITLE),
        el("p", _LEDE, class_="lede"),
        class_="top",
    )
    footer = el(
        "footer", el("p", "Made by ", el("code", "make demo"), ". Nothing on this page leads anywhere.")
    )
    body = el("body", header, _contents(reel), el("main", *chapters, around), footer)
    return document(TITLE, body, look.rules())


def draw_picture(reel: Reel) -> str:
    """Draw the moments that were marked for it, in two columns, for a still picture."""
    scenes = SceneDrawer(reel.names)
    moments = [moment for chapter in reel.chapters for moment in chapter.moments]
    columns = [
        el("div", *(scenes.moment(moment) for moment in moments if moment.pictured == side), class_=side)
        for side in ("left", "right")
    ]
    return document(TITLE, el("body", el("main", *columns), class_="still"), "")


def document(title: str, body: Html, rules: str) -> str:
    """Draw a whole file that needs nothing else. `rules`: what is added to the style sheet."""
    style = Html(f"<style>{STYLE.read_text(encoding='utf-8')}\n{rules}</style>")
    head = el(
        "head",
        el("meta", charset="utf-8"),
        Html(f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="color-scheme", content="light dark"),
        el("title", title),
        style,
    )
    return f"<!doctype html>\n{el('html', head, body, lang='en', dir='ltr')}\n"


def _switch() -> Html:
    """Draw the switch: light, dark, or as the system has it."""
    choices = []
    for value, label in (("auto", "Auto"), ("light", "Light"), ("dark", "Dark")):
        name = f"theme-{value}"
        choices.append(
            el("input", type="radio", name="theme", id=name, checked=value == "auto", class_="hush")
        )
        choices.append(el("label", label, for_=name))
    return el("fieldset", el("legend", "Colours", class_="hush"), *choices, class_="theme")


def _contents(reel: Reel) -> Html:
    titles = [(f"chapter-{number}", chapter.title) for number, chapter in enumerate(reel.chapters, 1)]
    links = [
        el("li", el("a", title, href=f"#{anchor}")) for anchor, title in [*titles, ("look", "Look around")]
    ]
    return el("nav", el("ol", *links), aria_label="Chapters")
