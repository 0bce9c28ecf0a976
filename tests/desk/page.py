"""Drawing all surfaces into one file, as the demo draws its story: dark, light and 380 px wide, beside one another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from demo.page.document import document
from demo.page.html import Html, el
from demo.page.scenes import SceneDrawer
from demo.reel import Face, FormSent, Moment, Names, RoleLook, Shown, Window
from tests.desk.surface import Scene, Surface
from tests.desk.world import DeskStage

TITLE = "Rowan's desk: every surface in every state"
_STYLE = Path(__file__).with_name("desk.css")
_LEDE = "Each surface as somebody sees it in Discord: dark, light, and 380 px wide. Made by `make desk`."
_SERVER = "Lighthouse"
_HUES = 5  # neighbours get colours that are far from each other


@dataclass(frozen=True, slots=True)
class Look:
    """A surface with what its ids stand for. `at`: when it was seen."""

    scene: Scene
    surface: Surface
    names: Names
    at: datetime


def look_at(stage: DeskStage, scene: Scene, surface: Surface) -> Look:
    """Keep what is needed to draw a surface once its world is gone."""
    backend = stage.env.backend
    guild = backend.get_guild(stage.guild.id)
    users = {
        str(user): Face("Rowan" if each.bot else each.name, bot=each.bot, hue=number * _HUES)
        for number, (user, each) in enumerate(backend.users.items())
    }
    roles = {str(role): RoleLook(each.name.removeprefix("@")) for role, each in guild.roles.items()}
    channels = {str(channel): each.name or "" for channel, each in backend.channels.items()}
    return Look(scene, surface, Names(users, roles, channels), stage.clock())


def draw_desk(chapters: Mapping[str, Sequence[Look]]) -> str:
    """Draw the whole page. `chapters`: the looks by title."""
    links = [
        el("li", el("a", title, href=f"#part-{number}")) for number, title in enumerate(chapters, start=1)
    ]
    header = el("header", el("h1", TITLE), el("p", _LEDE, class_="lede"), class_="top")
    nav = el("nav", el("ol", *links), aria_label="Parts")
    parts = [
        el(
            "section",
            el("h2", title, id=f"part-{number}"),
            *(_surface(look) for look in looks),
            class_="chapter",
        )
        for number, (title, looks) in enumerate(chapters.items(), start=1)
    ]
    body = el("body", header, nav, el("main", *parts, class_="desk"))
    return document(TITLE, body, _STYLE.read_text(encoding="utf-8"))


def _surface(look: Look) -> Html:
    drawn = SceneDrawer(look.names).moment(Moment("", _scene(look)))
    looks = [el("div", drawn, class_=kind) for kind in ("dark", "light", "phone")]
    return el(
        "article",
        el("h3", f"{look.scene.title}: {look.scene.state}"),
        el("p", look.surface.sees, class_="seen"),
        el("div", *looks, class_="looks"),
        class_="surface",
    )


def _scene(look: Look) -> Window | FormSent:
    surface = look.surface
    if surface.form is not None:
        return FormSent(_SERVER, surface.sees, surface.form, {}, look.at)
    first = surface.messages[0]
    direct = "guild_id" not in first
    reader = str(surface.audience[0].id) if len(surface.audience) == 1 and not direct else None
    return Window(
        server="" if direct else _SERVER,
        channel="Rowan" if direct else look.names.channels.get(first["channel_id"], ""),
        audience=surface.sees,
        private=direct or look.names.channels.get(first["channel_id"]) == "review",
        messages=tuple(Shown(message, only_for=reader) for message in surface.messages),
    )
