"""Drawing faces: a disc for each person, Rowan's berries, a rounded square for each server."""

from zlib import crc32

from demo.page.html import Html, el
from demo.reel import Face

_HUES = 12

BERRIES = Html(
    '<svg viewBox="0 0 40 40" aria-hidden="true"><path d="M20 4c-1 7-6 10-9 15M20 4c0 8 1 12 1 18M20 4c2 7 6 9 9 13" '
    'fill="none" stroke="#7fb069" stroke-width="2.4" stroke-linecap="round"/><circle cx="11" cy="23" r="6.4" '
    'fill="#e4572e"/><circle cx="21.5" cy="28.5" r="6.8" fill="#d43d1a"/><circle cx="30" cy="21" r="5.8" fill="#f0703f"/>'
    '<circle cx="9.4" cy="21" r="1.5" fill="#ffd9c7"/><circle cx="19.6" cy="26.2" r="1.6" fill="#ffd9c7"/>'
    '<circle cx="28.6" cy="19.4" r="1.3" fill="#ffd9c7"/></svg>'
)


def avatar(face: Face, *, small: bool = False) -> Html:
    """Draw a disc with the first letter; Rowan wears its berries."""
    tiny = " tiny" if small else ""
    if face.bot:
        return el("span", BERRIES, class_=f"avatar app{tiny}", aria_hidden="true")
    return el("span", face.name[:1].upper(), class_=f"avatar hue{face.hue % _HUES}{tiny}", aria_hidden="true")


def server_icon(name: str) -> Html:
    """Draw a rounded square with the server's first letter; an envelope for direct messages."""
    if not name:
        return el("span", "✉", class_="icon mail", aria_hidden="true")
    return el("span", name[:1], class_=f"icon hue{crc32(name.encode()) % _HUES}", aria_hidden="true")
