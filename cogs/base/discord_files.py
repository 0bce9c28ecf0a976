"""Reading a file that a message carries, from Discord's own host and from no other (docs/rules.md, rule 7)."""

from collections.abc import Callable

import aiohttp
import discord
import yarl

from core.base.errors import Unavailable
from core.base.files import FileRead

_FOLDERS = ("attachments", "ephemeral-attachments")
_PIECE = 64 * 1024  # bytes
_SECONDS = 60.0
_OK, _TIMEOUT, _TOO_MANY, _SERVER_FAULT = 200, 408, 429, 500


class DiscordFiles:
    """Reads files: nothing is written to disk, and only one piece is held at a time."""

    def __init__(
        self, *, place: Callable[[str], yarl.URL | None] | None = None, seconds: float = _SECONDS
    ) -> None:
        """`place`: the address as a URL where it may be asked, else None; without it, where members' files lie. `seconds`:
        for one file.
        """
        self._place = place or _at_discord
        self._patience = aiohttp.ClientTimeout(total=seconds, sock_connect=10, sock_read=20)

    async def read(self, url: str, take: Callable[[bytes], object], most: int) -> FileRead:
        """Give the file to `take`, piece by piece, `most` bytes at most. Raises Unavailable where it may be there later."""
        address = self._place(url)
        if address is None:
            return FileRead.GONE
        try:
            # The file is asked for as it lies there and without cookies; no redirect is followed.
            async with (
                aiohttp.ClientSession(
                    cookie_jar=aiohttp.DummyCookieJar(), timeout=self._patience, auto_decompress=False
                ) as session,
                session.get(
                    address, allow_redirects=False, headers={"Accept-Encoding": "identity"}
                ) as answer,
            ):
                return await _pieces(answer, take, most)
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            raise Unavailable from error


async def _pieces(answer: aiohttp.ClientResponse, take: Callable[[bytes], object], most: int) -> FileRead:
    if answer.status in (_TIMEOUT, _TOO_MANY) or answer.status >= _SERVER_FAULT:
        raise Unavailable
    if answer.status != _OK:
        return FileRead.GONE
    if (answer.content_length or 0) > most:
        return FileRead.LARGE
    read = 0
    async for piece in answer.content.iter_chunked(_PIECE):
        read += len(piece)
        if read > most:
            return FileRead.LARGE
        take(piece)
    return FileRead.WHOLE


def _at_discord(url: str) -> yarl.URL | None:
    """The address as a URL where it is that of a file on Discord's own host,
    from which discord.py takes pictures; else None.
    """
    try:
        address, base = yarl.URL(url), yarl.URL(discord.Asset.BASE)
        same = (address.scheme, address.host, address.port) == (base.scheme, base.host, base.port)
    except ValueError:
        return None
    folders = tuple(f"{base.path.rstrip('/')}/{folder}/" for folder in _FOLDERS)
    return address if same and address.user is None and address.path.startswith(folders) else None
