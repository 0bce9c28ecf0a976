"""One server's choices as values: what it has set, what a `/setup` changes, and what comes of both."""

import re
import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from core.base.errors import UserError
from core.base.ids import ChannelId, RoleId, ServerId
from core.links.lookalikes import INVISIBLE
from core.servers.review_readers import ChannelRights, Readers, readers_of
from services.servers.zones import DEFAULT_ZONE, zone_name

LIST_NAME_LENGTH = 40
_GIVEN: Final = re.compile(r"operator|server-[0-9a-f]{4,}\*?")


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """One server's choices; the defaults are those of a server that has not been set up."""

    server: ServerId
    pseudonym: str = ""
    list_name: str | None = None
    language: str = "en"
    review_channel: ChannelId | None = None
    moderator_role: RoleId | None = None
    alert_role: RoleId | None = None
    campaign_channel: ChannelId | None = None
    second_approval: bool = True
    timezone: str = DEFAULT_ZONE
    digest: bool = False
    author_notices: bool = True  # who wrote a removed message hears of it
    set_up: bool = False
    review_readers: frozenset[RoleId] = frozenset()
    review_problem: str | None = None
    trust_group: str | None = None
    banned: bool = False

    @property
    def trusted(self) -> bool:
        """Whether the operator lets its stances count."""
        return self.trust_group is not None and not self.banned

    def readers(self, channel: ChannelRights) -> Readers:
        """Who reads a channel of the server besides moderators, bots and the roles that managers accepted."""
        return readers_of(channel, self.moderator_role, self.review_readers)


class Clearable(StrEnum):
    """What `/setup clear` takes back. The review channel is not among it: Rowan needs one."""

    MODERATOR_ROLE = "moderator_role"
    ALERT_ROLE = "alert_role"
    CAMPAIGN_CHANNEL = "campaign_channel"
    REVIEW_READERS = "review_readers"
    LIST_NAME = "list_name"


@dataclass(frozen=True, slots=True)
class SetupChanges:
    """What one `/setup` names; None leaves a setting as it is. An empty `list_name` takes the name back."""

    review_channel: ChannelId | None = None
    moderator_role: RoleId | None = None
    alert_role: RoleId | None = None
    campaign_channel: ChannelId | None = None
    review_reader: RoleId | None = None  # one more role
    language: str | None = None
    timezone: str | None = None
    second_approval: bool | None = None
    digest: bool | None = None
    author_notices: bool | None = None
    list_name: str | None = None
    clear: Clearable | None = None

    @property
    def any(self) -> bool:
        """Whether anything is to change."""
        return self != SetupChanges()


def told(settings: ServerSettings) -> str:
    """The settings as the audit keeps them."""
    return (
        f"review={settings.review_channel} moderators={settings.moderator_role} alert={settings.alert_role} "
        f"campaign={settings.campaign_channel} language={settings.language} "
        f"timezone={settings.timezone} "
        f"second={int(settings.second_approval)} digest={int(settings.digest)} "
        f"notices={int(settings.author_notices)} "
        f"readers={','.join(map(str, sorted(settings.review_readers)))}"
    )


def _list_name(typed: str) -> str | None:
    """Read a name for other servers, as one line; None where it is empty. Raises UserError: too long, or a name that Rowan
    gives: that of the operator, or one like the pseudonyms of servers.
    """
    name = " ".join(INVISIBLE.sub("", typed).split())
    if len(name) > LIST_NAME_LENGTH:
        raise UserError("setup-list-name-long", limit=LIST_NAME_LENGTH)
    if _GIVEN.fullmatch(unicodedata.normalize("NFKC", name).casefold()):
        raise UserError("setup-list-name-given")
    return name or None


def merged(before: ServerSettings, changes: SetupChanges) -> ServerSettings:
    """The settings after a `/setup`. Raises UserError."""
    list_name = before.list_name
    if changes.list_name is not None:
        list_name = _list_name(changes.list_name)
    after = replace(
        before,
        list_name=list_name,
        review_channel=changes.review_channel or before.review_channel,
        moderator_role=changes.moderator_role or before.moderator_role,
        alert_role=changes.alert_role or before.alert_role,
        campaign_channel=changes.campaign_channel or before.campaign_channel,
        review_readers=before.review_readers | ({changes.review_reader} if changes.review_reader else set()),
        language=changes.language or before.language,
        timezone=before.timezone if changes.timezone is None else zone_name(changes.timezone),
        second_approval=before.second_approval
        if changes.second_approval is None
        else changes.second_approval,
        digest=before.digest if changes.digest is None else changes.digest,
        author_notices=before.author_notices if changes.author_notices is None else changes.author_notices,
        set_up=True,
    )
    return after if changes.clear is None else _cleared(after, changes.clear)


def _cleared(settings: ServerSettings, what: Clearable) -> ServerSettings:
    match what:
        case Clearable.MODERATOR_ROLE:
            return replace(settings, moderator_role=None)
        case Clearable.ALERT_ROLE:
            return replace(settings, alert_role=None)
        case Clearable.CAMPAIGN_CHANNEL:
            return replace(settings, campaign_channel=None)
        case Clearable.REVIEW_READERS:
            return replace(settings, review_readers=frozenset())
        case Clearable.LIST_NAME:
            return replace(settings, list_name=None)
