"""The pictures that a message shows, wherever Discord keeps them: files, embeds, components, and those of a message that it
passes on.

Left out are stickers, avatars, emoji, an embed's small icons and videos: nobody scans a code from them, or what they hold is no
picture. A spoiler is looked at like any other. No await: this runs for each message with a picture.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import discord

from cogs.scanning.raw_posts import RawMessage
from core.scanning.pictures import Picture, looks_like_picture, once_each

_INNER = ("children", "accessory", "components", "items")
_SHOWN = ("image", "thumbnail")
_DEEPEST = 8


def may_show_pictures(message: discord.Message) -> bool:
    """Whether it is worth a closer look."""
    return bool(message.attachments or message.embeds or message.message_snapshots or message.components)


def pictures_of(message: discord.Message, *, passed_on: bool = True) -> list[Picture]:
    """The pictures of a message in the order in which a reader meets them, each once. `passed_on`: also those of a message
    that it forwards.
    """
    showing: list[discord.Message | discord.MessageSnapshot] = [message]
    if passed_on:
        showing += message.message_snapshots
    return once_each(picture for one in showing for picture in _of_one(one))


def _of_one(message: discord.Message | discord.MessageSnapshot) -> Iterator[Picture]:
    for file in message.attachments:
        if looks_like_picture(file.filename, file.content_type, has_size=file.width is not None):
            yield Picture(file.url, file.proxy_url or "", file.size, file.width or 0, file.height or 0)
    for embed in message.embeds:
        for shown in (embed.image, embed.thumbnail):
            yield Picture("", shown.proxy_url or "", 0, shown.width or 0, shown.height or 0)
    for component in message.components:
        yield from _of_component(component)


def _of_component(component: object, depth: int = 0) -> Iterator[Picture]:
    media = getattr(component, "media", None)
    if isinstance(media, discord.UnfurledMediaItem) and not isinstance(component, discord.FileComponent):
        yield Picture("", media.proxy_url or "", 0, media.width or 0, media.height or 0)
    if depth >= _DEEPEST:
        return
    for field in _INNER:
        inner = getattr(component, field, None)
        if inner is not None:
            for one in inner if isinstance(inner, list | tuple) else (inner,):
                yield from _of_component(one, depth + 1)


def pictures_in(data: RawMessage) -> list[Picture]:
    """The pictures of a message that discord.py cannot read, from Discord's JSON, which may have any shape."""
    showing = [data, *(_part(each, "message") for each in _parts(data, "message_snapshots"))]
    return once_each(picture for one in showing for picture in _in_one(one))


def marks_in(data: RawMessage) -> list[str]:
    """What names the pictures that a message shows, for whoever asks whether one is still there."""
    return [picture.mark for picture in pictures_in(data)]


def _in_one(data: RawMessage) -> Iterator[Picture]:
    for file in _parts(data, "attachments"):
        kind = _text(file, "content_type") or None
        if looks_like_picture(_text(file, "filename"), kind, has_size=bool(_number(file, "width"))):
            yield _picture(file, original=_text(file, "url"))
    for embed in _parts(data, "embeds"):
        for field in _SHOWN:
            yield _picture(_part(embed, field))
    for component in _parts(data, "components"):
        yield from _in_component(component)


def _in_component(component: Mapping[str, Any], depth: int = 0) -> Iterator[Picture]:
    yield _picture(_part(component, "media"))
    if depth >= _DEEPEST:
        return
    for field in _INNER:
        for inner in (*_parts(component, field), _part(component, field)):
            if inner:
                yield from _in_component(inner, depth + 1)


def _picture(said: Mapping[str, Any], original: str = "") -> Picture:
    size, width, height = (_number(said, name) for name in ("size", "width", "height"))
    return Picture(original, _text(said, "proxy_url"), size, width, height)


def _text(said: Mapping[str, Any], key: str) -> str:
    value = said.get(key)
    return value if isinstance(value, str) else ""


def _number(said: Mapping[str, Any], key: str) -> int:
    value = said.get(key)
    return value if isinstance(value, int) and value > 0 else 0


def _part(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = data.get(key)
    return value if isinstance(value, Mapping) else {}


def _parts(data: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    value = data.get(key)
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []
