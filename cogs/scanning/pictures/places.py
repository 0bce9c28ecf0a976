"""Where pictures may be fetched: from Discord's own hosts alone, by their exact names (docs/rules.md, rule 7).

`cdn.discordapp.com` has files as they were posted; `media.discordapp.net` gives them in other sizes; the others give Discord's
copy of what a stranger's host shows, which is never asked itself.
"""

from typing import Final

import discord
import yarl

_FILES: Final = ("attachments", "ephemeral-attachments")
_COPIES: Final = "external"
_PLACES: Final = {
    "cdn.discordapp.com": _FILES,
    "media.discordapp.net": (*_FILES, _COPIES),
    "images-ext-1.discordapp.net": (_COPIES,),
    "images-ext-2.discordapp.net": (_COPIES,),
}


def picture_place(url: str) -> yarl.URL | None:
    """The address where it is that of a picture on a host of Discord's; else None.

    Where discord.py was pointed at another Discord, it is that one's host, and no other.
    """
    if not url.isascii() or not url.isprintable() or " " in url or "/../" in url:
        return None
    try:
        # As it is written: Discord signs the path letter by letter.
        address, base = yarl.URL(url, encoded=True), yarl.URL(discord.Asset.BASE)
        own_origin = (address.scheme, address.host, address.port) == (base.scheme, base.host, base.port)
    except ValueError:
        return None
    if address.user is not None or address.password is not None:
        return None
    if base.host in _PLACES:
        if address.scheme != "https" or address.port != 443 or address.host not in _PLACES:  # noqa: PLR2004  # https's
            return None
        folders = _PLACES[address.host]
        return address if address.path.startswith(tuple(f"/{each}/" for each in folders)) else None
    root = base.path.rstrip("/")
    folders = (*_FILES, _COPIES)
    return (
        address
        if own_origin and address.path.startswith(tuple(f"{root}/{each}/" for each in folders))
        else None
    )
