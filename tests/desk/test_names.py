"""Every surface keeps the rules where the server and its people have the longest and most hostile names that Discord lets them
have: links, mentions, formatting, right-to-left letters, marks that turn a line around, emoji.
"""

import pytest

from tests.cogs.seen import parts_below
from tests.desk.rules import faults
from tests.desk.scenes import EVERY_SCENE
from tests.desk.surface import Scene, Surface, surface_of
from tests.desk.world import DeskStage, Worlds

_TURNED = "\u202e"  # shows what follows from right to left
SERVER = (
    f"🕯️ منارة المساعدة · https://evil.example @everyone **bold** [x](https://evil.example) {_TURNED}||s|| 🏳️‍🌈🏳️‍🌈"
)[:100]
NICKS = {
    "member": "العضو الطويل جدا @everyone ٣٤",
    "moderator": "**mod** https://evil.example `x`",
    "manager": f"{_TURNED}eegaugnal reganaM ||s|| _x_ ~~~",
    "author": "](https://evil.example) 🏳️‍🌈🏳️‍🌈",
}


@pytest.mark.long
@pytest.mark.parametrize("scene", EVERY_SCENE, ids=str)
async def test_a_surface_keeps_the_rules_whatever_people_are_called(scene: Scene, worlds: Worlds) -> None:
    async with worlds.fresh(scene.chosen) as stage:
        _rename(stage)
        surface = surface_of(stage, await scene.make(stage))
        assert faults(surface) == []
        for text in _texts(surface):
            assert _TURNED not in text
            assert not [name for name in (SERVER, *NICKS.values()) if name in text], "as it was given"


def _rename(stage: DeskStage) -> None:
    backend = stage.env.backend
    backend.edit_guild(stage.guild.id, {"name": SERVER})
    for who, nick in NICKS.items():
        backend.edit_member(stage.guild.id, getattr(stage, who).id, {"nick": nick[:32]})


def _texts(surface: Surface) -> list[str]:
    """Every word that is shown."""
    words = [message["content"] for message in surface.messages]
    form = [surface.form["title"], *parts_below(surface.form["components"])] if surface.form else []
    parts = [*surface.parts, *form]
    for part in parts:
        if isinstance(part, str):
            words.append(part)
        else:
            words += [
                str(part[word])
                for word in ("content", "label", "placeholder", "description")
                if part.get(word)
            ]
    return words
