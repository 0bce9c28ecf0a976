"""QR codes in pictures: fetched from Discord, read in a process that may die, and decided as any other text.

pictures of a message -> does the server want them looked at? (policy, the channel's mode, exempt roles: else nothing is
   fetched)
-> their turn (`queue.py`) -> each is fetched, in memory alone, and read in the other process (`reading.py`)
-> what its codes hold goes through the pipeline as a text of the message that stands in this picture.

A message for which there is no room, or of which Discord or the database says nothing now, is kept as a row and looked at
again (services/scanning/missed/waiting_posts.py), and so is an old one: rows survive the process, and have no hurry. A picture that
kills the process or is none is not known, and never tried again. What waits here when the process dies was posted within
the last minute, and is found again by the catch-up.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Final, Protocol

from core.base.errors import Unavailable
from core.base.files import FileRead
from core.base.ids import ChannelId, MessageId, RoleId, ServerId
from core.base.times import moment_of
from core.scanning.pictures import MOST_BYTES, Picture, in_code, words_with_codes
from core.servers.policy import ChannelMode
from services.base.ports import Clock, Storage
from services.base.worker import Bell, until_saved
from services.scanning.pictures.decoding import Fault, ReadPicture
from services.scanning.pictures.overflow import Overflow
from services.scanning.pictures.queue import FairQueue
from services.scanning.pipeline import PipelineTx, ScanPipeline
from services.scanning.posts import Post, Surroundings
from services.servers.cache import ServerCache

OLD: Final = timedelta(seconds=45)  # half of what the catch-up goes back further
ASKED_FOR: Final = timedelta(hours=1)  # a picture that Discord does not give
_REMEMBERED: Final = 5_000  # pictures in which nothing was found
_REST_AFTER: Final = 300.0  # seconds without a picture
_TRIES, _BETWEEN = 2, 1.0

_log = logging.getLogger(__name__)


class PictureSource(Protocol):
    """Reads pictures that Discord keeps; cogs.base.discord_files.DiscordFiles fills it."""

    async def read(self, url: str, take: Callable[[bytes], object], most: int) -> FileRead:
        """Give the file to `take`, piece by piece, `most` bytes at most. Raises Unavailable."""
        ...


class CodeReader(Protocol):
    """Reads the codes of pictures elsewhere."""

    async def codes(self, data: bytes) -> ReadPicture | None:
        """What the codes of a picture hold; None: whoever read it died of it, or did not come back."""
        ...

    async def rest(self) -> None:
        """Nothing is to be read just now."""
        ...

    async def stop(self) -> None:
        """Read nothing more."""
        ...


class PictureLooks:
    """Looks at the pictures of messages. `look` returns at once; `look_again` when it is done."""

    def __init__(
        self,
        *,
        storage: Storage[PipelineTx],
        server_cache: ServerCache,
        surroundings: Surroundings,
        pipeline: ScanPipeline,
        source: PictureSource,
        reader: CodeReader,
        waiting_bell: Bell,
        clock: Clock,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._storage = storage
        self._server_cache = server_cache
        self._surroundings = surroundings
        self._pipeline = pipeline
        self._source = source
        self._reader = reader
        self._waiting_bell = waiting_bell
        self._clock = clock
        self._sleep = sleep
        self._queue = FairQueue(resting=self._rest_soon)
        self._overflow = Overflow()
        self._looking: dict[MessageId, bool] = {}  # False: it was deleted meanwhile
        self._nothing_in: OrderedDict[str, None] = OrderedDict()
        self._tasks: set[asyncio.Task[None]] = set()
        self._resting: asyncio.TimerHandle | None = None

    def wanted(self, server: ServerId) -> bool:
        """Whether the server may want pictures looked at, without a look at the database: most do not."""
        view = self._server_cache.remembered(server)
        return view is None or view.policy.images

    def look(self, post: Post, pictures: Sequence[Picture]) -> None:
        """Look at the pictures of a post that was heard, as soon as may be."""
        task = asyncio.create_task(self._look(post, pictures), name="pictures of a message")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def look_again(self, post: Post, pictures: Sequence[Picture]) -> None:
        """Look at the pictures of a post that is kept somewhere. Raises Unavailable."""
        if await self._is_asked_for(post):
            await self._in_turn(post, pictures, again=True)

    def deleted(self, message: MessageId) -> None:
        """Note that a message was deleted: its pictures need not be looked at."""
        if message in self._looking:
            self._looking[message] = False

    async def idle(self) -> None:
        """Wait until all that was heard was looked at, or kept."""
        while self._tasks:
            await asyncio.wait(list(self._tasks))

    async def finish(self, seconds: float) -> None:
        """Look at nothing more, when the process stops; what waits is kept as rows."""
        await self._queue.stop()
        if self._tasks:
            await asyncio.wait(list(self._tasks), timeout=seconds)
        if self._resting is not None:
            self._resting.cancel()
        self._overflow.say()
        await self._reader.stop()

    async def _look(self, post: Post, pictures: Sequence[Picture]) -> None:
        try:
            if not await self._is_asked_for(post):
                return
            if self._clock() - moment_of(post.message) <= OLD:
                await self._in_turn(post, pictures, again=False)
                return
        except Unavailable as error:
            _log.info("a message with pictures waits: %s", error.key)
        except Exception:  # noqa: BLE001  # said where it was met; the next message is another one
            return
        await self._keep(post)

    async def _is_asked_for(self, post: Post) -> bool:
        """Whether the server wants the pictures of this post looked at. Raises Unavailable."""
        view = await self._server_cache.get(post.server)
        settings, policy = view.settings, view.policy
        if not settings.set_up or not policy.images:
            return False
        channels: Sequence[ChannelId] = post.channels
        if not post.channels_known:
            channels = await self._surroundings.channels_around(post.server, post.channels[0])
        if not channels or settings.review_channel in channels or policy.mode_of(channels) is ChannelMode.OFF:
            return False
        return not policy.exempt_roles or not policy.exempt_roles.intersection(await self._roles(post))

    async def _roles(self, post: Post) -> frozenset[RoleId]:
        if post.roles is not None:
            return post.roles
        if post.author is None:
            return frozenset()
        return await self._surroundings.roles_of(post.server, post.author.id)

    async def _in_turn(self, post: Post, pictures: Sequence[Picture], *, again: bool) -> None:
        numbered = [
            (number, picture)
            for number, picture in enumerate(pictures, 1)
            if picture.mark not in self._nothing_in
        ]
        if not numbered:
            return
        self._looking[post.message] = True
        if self._resting is not None:
            self._resting.cancel()
        try:
            work = partial(self._read, post, numbered, again=again)
            await self._queue.in_turn(post.server, post.whose, work)
        finally:
            self._looking.pop(post.message, None)

    async def _read(self, post: Post, numbered: Sequence[tuple[int, Picture]], *, again: bool) -> None:
        for number, picture in numbered:
            if not await self._is_still_asked_for(post):
                return
            codes = await self._codes(post, picture)
            if not codes:
                self._remember(picture)
            elif await self._is_still_asked_for(post):
                await self._decide(post, number, picture, codes, again=again)

    async def _is_still_asked_for(self, post: Post) -> bool:
        """Whether nobody deleted the message, switched pictures off, or excepted its channel or author, while it waited for its turn
        or was read. Raises Unavailable.
        """
        return self._looking.get(post.message, True) and await self._is_asked_for(post)

    def _remember(self, picture: Picture) -> None:
        """Note that nothing is known of a picture that could be checked: edits and late embeds bring it again."""
        self._nothing_in[picture.mark] = None
        if len(self._nothing_in) > _REMEMBERED:
            self._nothing_in.popitem(last=False)

    async def _codes(self, post: Post, picture: Picture) -> Sequence[str]:
        """What the codes of a picture hold; empty where there are none, or where it is not known. Raises Unavailable."""
        why: object = "too large"
        for smaller in (False, True)[picture.is_large :]:
            address = picture.address(smaller=smaller)
            data = None if address is None else await self._fetched(post, address)
            if data is None:
                continue
            read = await self._reader.codes(data)
            if read is None:
                why = "the process died of it"
                break
            if read.fault is None:
                return read.codes
            why = read.fault
            if read.codes or read.fault is not Fault.DOTS:
                _log.info("a picture is not wholly known: %s", why)
                return read.codes
        _log.info("a picture is not known: %s", why)
        return ()

    async def _fetched(self, post: Post, address: str) -> bytes | None:
        """The bytes of a picture; None: it is not there, or too large. Raises Unavailable."""
        for left in reversed(range(_TRIES)):
            pieces: list[bytes] = []
            try:
                read = await self._source.read(address, pieces.append, MOST_BYTES)
            except Unavailable:
                if left:
                    await self._sleep(_BETWEEN)
                    continue
                if self._clock() - moment_of(post.message) < ASKED_FOR:
                    raise
                _log.warning("Discord does not give a picture; it is not known")
                return None
            return b"".join(pieces) if read is FileRead.WHOLE else None
        return None

    async def _decide(
        self, post: Post, number: int, picture: Picture, codes: Sequence[str], *, again: bool
    ) -> None:
        found = replace(
            post,
            texts=codes,
            words=words_with_codes(post.words, number, codes),
            how=(in_code(number),),
            picture=picture.mark,
        )
        suspects = self._pipeline.suspects(codes)
        if suspects.any:
            decide = self._pipeline.look_again if again else self._pipeline.scan
            # What was begun ends, also where the process does.
            await asyncio.shield(asyncio.create_task(decide(found, suspects), name="codes of a picture"))

    async def _keep(self, post: Post) -> None:
        """Have it looked at again, where the author has not too much kept already."""
        now = self._clock()
        wait = self._overflow.wait_of(post.server, post.whose, now)
        if wait is None:
            return

        async def save() -> None:
            async with self._storage.settling() as tx:
                await tx.waiting_posts.keep(
                    post.server, post.place, post.channels[0], post.message, now, now + wait
                )

        await until_saved(save)
        self._waiting_bell.ring()

    def _rest_soon(self) -> None:
        """Nothing is left to do: the other process ends, unless there is a picture for it soon."""
        self._overflow.say()
        if self._resting is not None:
            self._resting.cancel()
        self._resting = asyncio.get_running_loop().call_later(_REST_AFTER, self._rest)

    def _rest(self) -> None:
        task = asyncio.create_task(self._reader.rest(), name="pictures rest")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
