"""Sites that show one page at several addresses: for phones, in an old dress, as a short link."""

import re
from typing import Final

from core.links.address import Address

_SAME: Final = {
    alias: host
    for host, aliases in {
        "youtube.com": "m.youtube.com music.youtube.com gaming.youtube.com youtube-nocookie.com",
        "reddit.com": "old.reddit.com new.reddit.com np.reddit.com i.reddit.com m.reddit.com amp.reddit.com sh.reddit.com",
        "x.com": "twitter.com m.twitter.com mobile.twitter.com mobile.x.com",
        "facebook.com": "m.facebook.com mbasic.facebook.com touch.facebook.com web.facebook.com fb.com m.fb.com",
        "tiktok.com": "m.tiktok.com",
        "twitch.tv": "m.twitch.tv",
        "vk.com": "m.vk.com vk.ru m.vk.ru",
        "imgur.com": "m.imgur.com",
        "steamcommunity.com": "m.steamcommunity.com",
    }.items()
    for alias in aliases.split()
}
ALIASES: Final = frozenset(_SAME) | {"youtu.be"}
"""Hosts whose pages are those of another host. Wikipedia's phone versions, of which there are hundreds, are told by their name."""
_VIDEO_PAGES: Final = frozenset({"shorts", "live", "embed", "v"})
_WIKI_PHONE: Final = re.compile(r"([a-z-]+)\.m\.((?:wikipedia|wiktionary|wikiquote|wikinews)\.org)")


def one_page(address: Address) -> Address:
    """The one address by which a page is known that has several; `address` itself for any other page."""
    host, segments = address.host, address.segments
    if not segments:
        return address
    if host == "youtu.be" and len(segments) == 1:
        return _video(segments[0], address.parameters)
    wiki = _WIKI_PHONE.fullmatch(host) if ".m." in host else None
    host = f"{wiki[1]}.{wiki[2]}" if wiki else _SAME.get(host, host)
    if host == "youtube.com" and len(segments) == 2 and segments[0] in _VIDEO_PAGES:  # noqa: PLR2004 - kind and name
        return _video(segments[1], address.parameters)
    return address if host == address.host else Address(host, "", address.path, address.parameters)


def _video(name: str, parameters: tuple[str, ...]) -> Address:
    others = (parameter for parameter in parameters if not parameter.startswith("v="))
    return Address("youtube.com", "", "/watch", tuple(sorted({f"v={name}", *others})))
