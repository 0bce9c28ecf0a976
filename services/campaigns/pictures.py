"""The pictures of updates: offered with a command, fetched when its form is sent, kept sealed, shown with every copy.

A form can hold no more fields, so a picture comes with the command's options. What they said is saved before the form opens,
so that it survives the death of the process; what Discord keeps is read, decoded by a process of its own and written anew
when the form is sent.
"""

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Final, Protocol

from core.base.authority import Caller
from core.base.errors import UserError
from core.base.files import FileRead
from core.base.ids import PictureId, ServerId
from core.campaigns.pictures import (
    GIVEN_BYTES,
    KEPT_BYTES,
    PICTURES_KEPT,
    PictureFault,
    PictureOffer,
    PictureStep,
)
from core.campaigns.texts import PICTURE_TEXT_LIMIT, UpdateText, field_text
from services.base.ports import Clock, Storage

OFFERED_FOR: Final = timedelta(hours=1)  # longer than Discord lets somebody fill a form in
_MEGABYTE: Final = 1024 * 1024

_log = logging.getLogger(__name__)


class PictureStore(Protocol):
    """The store of tables `update_pictures` and `picture_offers`."""

    async def offer(self, form: str, by: Caller, told: str, now: datetime, expires_at: datetime) -> None:
        """Save what was said of the picture of a form."""
        ...

    async def offered(self, form: str, by: Caller, now: datetime) -> str | None:
        """Give what was said of the picture of this form by this person; None where nothing was."""
        ...

    async def kept(self, server: ServerId) -> int:
        """Count the pictures of a server."""
        ...

    async def add(self, server: ServerId, data: bytes, now: datetime) -> PictureId:
        """Keep a picture."""
        ...

    async def get(self, picture: PictureId) -> bytes | None:
        """Give a picture; None where it is not kept any more, or does not open."""
        ...


class PicturesTx(Protocol):
    """What a transaction offers to pictures."""

    @property
    def pictures(self) -> PictureStore:
        """The store of tables `update_pictures` and `picture_offers`."""
        ...


class PictureSource(Protocol):
    """Reads files that Discord keeps; cogs.base.discord_files.DiscordFiles fills it."""

    async def read(self, url: str, take: Callable[[bytes], object], most: int) -> FileRead:
        """Give the file to `take`, piece by piece, `most` bytes at most. Raises Unavailable."""
        ...


class PictureMaker(Protocol):
    """Writes pictures anew; cogs.campaigns.picture_maker.PictureProcess fills it."""

    async def remade(self, data: bytes) -> bytes | PictureFault:
        """Give the first picture of a file as WebP, without anything else that the file holds; or why not."""
        ...


@dataclass(frozen=True, slots=True)
class Fetched:
    """What is to become of a version's picture. `data`: of a new one."""

    step: PictureStep
    words: str = ""
    data: bytes = b""


class Pictures:
    """The use cases of pictures. Whoever calls has checked who asks."""

    def __init__(
        self, *, storage: Storage[PicturesTx], source: PictureSource, maker: PictureMaker, clock: Clock
    ) -> None:
        self._storage = storage
        self._source = source
        self._maker = maker
        self._clock = clock

    async def offer(self, caller: Caller, form: str, offer: PictureOffer) -> None:
        """Save what a command said of the picture, before its form opens. Raises UserError: no description, too large."""
        words = field_text("picture_text", offer.words, PICTURE_TEXT_LIMIT)
        if offer.step is not PictureStep.DROP and not words:
            raise UserError("picture-without-words")
        if offer.size > GIVEN_BYTES:
            raise _refusal(PictureFault.LARGE)
        now = self._clock()
        told = json.dumps(asdict(replace(offer, words=words)))
        async with self._storage.durable() as tx:
            if offer.step is PictureStep.NEW:
                await _require_room(tx, caller.server)
            await tx.pictures.offer(form, caller, told, now, now + OFFERED_FOR)

    async def fetched(self, caller: Caller, form: str) -> Fetched | None:
        """Fetch what was offered with the command of this form, and write it anew; None where nothing was.

        Raises UserError: it is no picture, or too large a one; Unavailable: Discord does not give it now.
        """
        told = await self._storage.read.pictures.offered(form, caller, self._clock())
        if told is None:
            return None
        offer = _offer_of(json.loads(told))
        if offer.step is not PictureStep.NEW:
            return Fetched(offer.step, offer.words)
        made = await self._maker.remade(await self._read(offer.url))
        if isinstance(made, PictureFault):
            raise _refusal(made)
        if len(made) > KEPT_BYTES:
            raise _refusal(PictureFault.LARGE)
        return Fetched(offer.step, offer.words, made)

    async def _read(self, url: str) -> bytes:
        pieces: list[bytes] = []
        match await self._source.read(url, pieces.append, GIVEN_BYTES):
            case FileRead.LARGE:
                raise _refusal(PictureFault.LARGE)
            case FileRead.GONE:
                raise _refusal(PictureFault.GONE)
            case FileRead.WHOLE:
                return b"".join(pieces)

    async def shown(self, picture: PictureId | None) -> bytes | None:
        """Give a picture as it is posted; None where there is none, or none any more."""
        if picture is None:
            return None
        data = await self._storage.read.pictures.get(picture)
        if data is None:
            _log.warning("picture %s of an update is not there, or does not open", picture)
        return data


async def pictured(
    tx: PicturesTx, server: ServerId, text: UpdateText, fetched: Fetched | None, now: datetime
) -> UpdateText:
    """Give a version's text with the picture that its command asked for. Raises UserError: the server keeps too many."""
    match fetched:
        case None:
            return text
        case Fetched(step=PictureStep.DROP):
            return replace(text, picture=None, picture_text="")
        case Fetched(step=PictureStep.WORDS):
            if text.picture is None:
                raise UserError("picture-none-there")
            return replace(text, picture_text=fetched.words)
        case _:
            await _require_room(tx, server)
            picture = await tx.pictures.add(server, fetched.data, now)
            return replace(text, picture=picture, picture_text=fetched.words)


async def _require_room(tx: PicturesTx, server: ServerId) -> None:
    if await tx.pictures.kept(server) >= PICTURES_KEPT:
        raise UserError("picture-too-many", limit=PICTURES_KEPT)


def _refusal(fault: PictureFault) -> UserError:
    return UserError(f"picture-{fault}", megabytes=GIVEN_BYTES // _MEGABYTE)


def _offer_of(told: Mapping[str, str | int]) -> PictureOffer:
    return PictureOffer(
        PictureStep(str(told["step"])), str(told["words"]), str(told["url"]), int(told["size"])
    )
