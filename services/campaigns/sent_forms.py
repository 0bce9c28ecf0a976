"""Reading the form of an update that was sent: its fields checked, with the picture that the command offered."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from core.base.authority import Caller
from core.base.ids import ServerId
from core.campaigns.room import refuse_beyond_room
from core.campaigns.texts import UpdateText, update_text
from services.base.ports import Storage
from services.campaigns.addresses import ListView, refuse_listed
from services.campaigns.pictures import Fetched, Pictures, PicturesTx, pictured
from services.campaigns.records import Campaign, Drafted


class FormStore(Protocol):
    """The table `update_versions`, as far as forms are concerned."""

    async def made_by(self, token: str) -> Drafted | None:
        """Give the version that this form made, if it was sent before."""
        ...


class FormStores(Protocol):
    """What reads offer."""

    @property
    def updates(self) -> FormStore:
        """The table `update_versions`."""
        ...


@dataclass(frozen=True, slots=True)
class ReadForm:
    """A form that may be taken. `fetched`: what is to become of the picture."""

    server: ServerId
    text: UpdateText
    fetched: Fetched | None

    async def with_picture(self, tx: PicturesTx, now: datetime) -> UpdateText:
        """Keep the picture and give the text with it. Raises UserError: the server keeps too many."""
        return await pictured(tx, self.server, self.text, self.fetched, now)


class SentForms:
    """Reads forms before the transaction in which they are saved."""

    def __init__(self, *, storage: Storage[FormStores], lists: ListView, pictures: Pictures) -> None:
        self._storage = storage
        self._lists = lists
        self._pictures = pictures

    async def read(
        self,
        caller: Caller,
        campaign: Campaign,
        typed: Mapping[str, str],
        token: str,
        *,
        shown: UpdateText | None = None,
    ) -> ReadForm:
        """Check what was typed, and fetch what was offered. `shown`: the text that the form showed, whose picture stays unless the
        command says otherwise. A form that was sent before fetches nothing.

        Raises UserError: bad input, a listed source, more than one message holds, no picture.
        """
        text = update_text(typed)
        refuse_beyond_room(text, campaign.text)
        await refuse_listed(self._lists, caller.server, text.source)
        if shown is not None:
            text = replace(text, picture=shown.picture, picture_text=shown.picture_text)
        if await self._storage.read.updates.made_by(token) is not None:
            return ReadForm(caller.server, text, None)
        return ReadForm(caller.server, text, await self._pictures.fetched(caller, token))
