"""The language that a member chose: it wins over the server's in whatever that member alone sees, in every server."""

import asyncio
import logging
from collections.abc import Collection
from typing import Final, Protocol

from core.base.errors import UserError
from core.base.ids import ServerId, UserId
from services.base.ports import Storage
from services.servers.setup import ServerStore

AS_SERVER: Final = "server"  # takes the choice back
_WITHIN: Final = 0.2  # seconds: an answer waits no longer for the choice

_log = logging.getLogger(__name__)


class LanguageStore(Protocol):
    """Table `member_languages`."""

    async def chosen(self, user: UserId) -> str | None:
        """The language that this person chose, in whatever server."""
        ...

    async def choose(self, user: UserId, language: str) -> None:
        """Keep the choice, under a keyed hash of the person."""
        ...

    async def take_back(self, user: UserId) -> None:
        """Keep nothing of the person's choice."""
        ...


class LanguagesTx(Protocol):
    """What a transaction offers to this choice."""

    @property
    def servers(self) -> ServerStore:
        """Table `servers`."""
        ...

    @property
    def languages(self) -> LanguageStore:
        """Table `member_languages`."""
        ...


class Languages:
    """The use cases of `/language`, and in which language a letter is written. It is read each time, and remembered nowhere."""

    def __init__(self, *, storage: Storage[LanguagesTx], spoken: Collection[str]) -> None:
        """`spoken`: the languages that there are sentences of."""
        self._storage = storage
        self._spoken = spoken

    async def chosen(self, user: UserId) -> str | None:
        """The language that somebody chose, if Rowan still speaks it. Raises Unavailable; TimeoutError where reading takes long."""
        async with asyncio.timeout(_WITHIN):
            language = await self._storage.glance.languages.chosen(user)
        return language if language in self._spoken else None

    async def choose(self, user: UserId, language: str) -> str | None:
        """Choose a language, or the server's (`AS_SERVER`). Returns what is chosen now; None: nothing.

        Raises UserError where there are no sentences of that language.
        """
        if language != AS_SERVER and language not in self._spoken:
            raise UserError("language-unknown")
        async with self._storage.durable() as tx:
            if language == AS_SERVER:
                await tx.languages.take_back(user)
                return None
            await tx.languages.choose(user, language)
        return language

    async def of_letter(self, server: ServerId, person: UserId) -> str:
        """The language in which somebody is written to about a server: their own, else the server's."""
        try:
            chosen = await self.chosen(person)
        except Exception as error:  # noqa: BLE001  # a letter in the server's language is better than none
            _log.warning("the language of a member could not be read: %s", type(error).__name__)
            chosen = None
        return chosen or (await self._storage.glance.servers.get(server)).language
