"""Asking for a second click before an addition that would have done much, or hits what a server's own members post.

What was asked for is kept, sealed, for an hour: a restart between both clicks loses nothing, and the second click does
just what was shown. It is weighed anew then; where it would do clearly more than was shown, it is asked about once more.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol

from core.base.authority import Caller
from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import ServerId, UserId
from core.lists.patterns import Pattern
from core.lists.previews import Effect, Shown, as_shown, is_as_shown
from core.lists.stances import SharedEntry
from services.base.ports import Clock, Storage
from services.lists.entries import EntryStore
from services.lists.lookup import ListLookup
from services.lists.previews.previews import Effects
from services.lists.shared_list.stances import SharedEntryStore
from services.lists.typed_pattern import PatternResolver, parsed
from services.servers.moderators import require_moderator_of
from services.servers.settings import ServerSettings
from services.servers.setup import ServerStore

KEPT_FOR: Final = timedelta(hours=1)
_MOST_OF_ONE: Final = 20  # questions of one moderator that wait; the oldest go first

Options = Mapping[str, str | int | bool | None]


class Verb(StrEnum):
    """What may ask for a second click."""

    ADD = "add"
    SHARE = "share"
    CONFIRM = "confirm"
    UNALLOW = "unallow"  # an exception ends, and lists act again on what it covers
    SUBSCRIBE = "subscribe"
    """To a list by its address, which stands where a pattern would; services/lists/subscriptions/first_looks.py asks."""
    TAKE = "take"
    """A version of such a list that was held."""
    IMPORT = "import"  # asked by services/lists/imports/uploads.py, of a file and not of a pattern


@dataclass(frozen=True, slots=True)
class Asked:
    """What a moderator asked for: a command with a pattern and its other options, as whoever does it reads them."""

    verb: Verb
    pattern: str
    options: Options = field(default_factory=dict)

    @property
    def shares(self) -> bool:
        """Whether other servers would see it."""
        match self.verb:
            case Verb.SHARE | Verb.CONFIRM:
                return True
            case Verb.UNALLOW:
                return False
            case Verb.ADD | Verb.SUBSCRIBE | Verb.TAKE | Verb.IMPORT:
                return self.options.get("share") is True


@dataclass(frozen=True, slots=True)
class Weighed:
    """What was asked for, with what it would have done. `token`: of the question that must be answered first."""

    asked: Asked
    pattern: Pattern
    effect: Effect
    token: str | None = None


@dataclass(frozen=True, slots=True)
class KeptQuestion:
    """A question that waits for its second click, with what was shown."""

    asked: Asked
    shown: Shown


class ListQuestionStore(Protocol):
    """The store of table `list_questions`."""

    async def keep(
        self,
        server: ServerId,
        user: UserId,
        token: str,
        question: KeptQuestion,
        now: datetime,
        until: datetime,
    ) -> None:
        """Keep a question, or what is asked anew under its token."""
        ...

    async def forget_older(self, server: ServerId, user: UserId, most: int) -> None:
        """Keep so many of the newest questions of this person."""
        ...

    async def get(self, server: ServerId, user: UserId, token: str, now: datetime) -> KeptQuestion | None:
        """Give a question that this person was asked. None: there is none, or its time is over."""
        ...

    async def drop(self, server: ServerId, user: UserId, token: str) -> None:
        """Forget a question."""
        ...


class QuestionsTx(Protocol):
    """What a transaction offers to questions."""

    @property
    def servers(self) -> ServerStore:
        """The store of table `servers`."""
        ...

    @property
    def list_questions(self) -> ListQuestionStore:
        """The store of table `list_questions`."""
        ...


class SecondClicksTx(QuestionsTx, Protocol):
    """What a transaction offers to second clicks."""

    @property
    def own(self) -> EntryStore:
        """The store of table `own_entries`."""
        ...

    @property
    def shared(self) -> SharedEntryStore:
        """The store of table `shared_entries`."""
        ...


class Questions:
    """Keeps what was asked, for whoever was asked. It asks nobody's rights: whoever calls it does."""

    def __init__(self, *, storage: Storage[QuestionsTx], clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def keep(self, caller: Caller, question: KeptQuestion, token: str | None = None) -> str:
        """Keep a question, or what is asked anew under its token; returns the token."""
        now, server, user = self._clock(), caller.server, caller.user
        under = token or secrets.token_urlsafe(12)
        async with self._storage.durable() as tx:
            await tx.servers.ensure(server)
            await tx.list_questions.keep(server, user, under, question, now, now + KEPT_FOR)
            await tx.list_questions.forget_older(server, user, _MOST_OF_ONE)
        return under

    async def get(self, caller: Caller, token: str) -> KeptQuestion:
        """Give a question. Raises UserError where there is none for this person, or its time is over."""
        kept = await self._storage.read.list_questions.get(caller.server, caller.user, token, self._clock())
        if kept is None:
            raise UserError("preview-over")
        return kept

    async def drop(self, caller: Caller, token: str) -> None:
        """Forget a question."""
        async with self._storage.relaxed() as tx:
            await tx.list_questions.drop(caller.server, caller.user, token)


class SecondClicks:
    """The use cases. They raise UserError: no rights, a pattern that is refused, a question that is over."""

    def __init__(
        self,
        *,
        storage: Storage[SecondClicksTx],
        patterns: PatternResolver,
        effects: Effects,
        lookup: ListLookup,
        clock: Clock,
    ) -> None:
        self._storage = storage
        self._lookup = lookup
        self._patterns = patterns
        self._effects = effects
        self._clock = clock
        self._questions = Questions(storage=storage, clock=clock)

    async def before(self, caller: Caller, asked: Asked) -> Weighed:
        """Weigh what a moderator asks for; where it asks for a second click, the question is kept under a new token."""
        weighed = await self._weigh(caller, asked)
        if not weighed.effect.asks_twice:
            return weighed
        return await self._ask(caller, weighed)

    async def answered(self, caller: Caller, token: str) -> Weighed:
        """Give what was asked for, at the second click. With a token again: it would do clearly more than was shown, so
        it is asked anew.
        """
        kept = await self._kept(caller, token)
        weighed = await self._weigh(caller, kept.asked)
        if is_as_shown(weighed.effect, kept.shown):
            return weighed
        return await self._ask(caller, weighed, token)

    async def done(self, caller: Caller, token: str) -> None:
        """Forget a question, since what it asks about was done, or is not to be done."""
        await self._questions.drop(caller, token)

    async def cancel(self, caller: Caller, token: str) -> Asked:
        """Do nothing of what was asked for."""
        kept = await self._kept(caller, token)
        await self.done(caller, token)
        return kept.asked

    async def again(self, caller: Caller, token: str) -> Weighed:
        """Weigh what a question asks about once more, to show more of it."""
        return await self._weigh(caller, (await self._kept(caller, token)).asked)

    async def _kept(self, caller: Caller, token: str) -> KeptQuestion:
        await require_moderator_of(self._storage.glance.servers, caller)
        return await self._questions.get(caller, token)

    async def _weigh(self, caller: Caller, asked: Asked) -> Weighed:
        settings = await require_moderator_of(self._storage.glance.servers, caller)
        server, typed = caller.server, asked.pattern
        if asked.verb in (Verb.SUBSCRIBE, Verb.TAKE, Verb.IMPORT):
            raise UserError("preview-over")
        if asked.verb is Verb.ADD:  # only what may stand on a list today
            pattern = await self._patterns.as_listed(server, parsed(typed), typed)
        else:
            pattern = await self._patterns.resolve(server, typed)
        fixed = Asked(asked.verb, pattern.text, asked.options)
        if not await self._would_begin(settings, pattern, fixed):
            return Weighed(fixed, pattern, Effect())
        effect = await self._effects.of(caller.server, [pattern])
        if fixed.shares:
            category = await self._category(settings, pattern, fixed)
            effect = effect.reaching(await self._effects.reach(settings, pattern, category))
        return Weighed(fixed, pattern, effect)

    async def _would_begin(self, settings: ServerSettings, pattern: Pattern, asked: Asked) -> bool:
        """Whether what is asked for would change anything that can be weighed; else it is refused, or said once more."""
        if asked.shares and settings.banned:
            return False
        own = await self._storage.read.own.get(settings.server, pattern.text)
        stands = own is not None and not own.is_over(self._clock())
        match asked.verb:
            case Verb.ADD:
                return not stands or asked.shares
            case Verb.SHARE:
                return stands
            case Verb.CONFIRM:
                return not settings.trusted or await self._stands(pattern)
            case Verb.UNALLOW:
                return await self._is_hidden(settings.server, pattern)
            case Verb.SUBSCRIBE | Verb.TAKE | Verb.IMPORT:
                return False

    async def _is_hidden(self, server: ServerId, pattern: Pattern) -> bool:
        """Whether the server's exception for the pattern keeps any entry from acting, which would act without it."""
        about = await self._lookup.about(server, pattern)
        return bool(about.matches) and [each.text for each in about.allows] == [pattern.text]

    async def _stands(self, pattern: Pattern) -> bool:
        entry = await self._storage.read.shared.get(pattern.text)
        return entry is not None and entry.is_on_list(self._clock())

    async def _category(self, settings: ServerSettings, pattern: Pattern, asked: Asked) -> Category:
        """The category under which the shared entry would act."""
        entry: SharedEntry | None = await self._storage.read.shared.get(pattern.text)
        if entry is not None and entry.is_on_list(self._clock()):
            return entry.words.category
        own = await self._storage.read.own.get(settings.server, pattern.text)
        if own is not None:
            return own.category
        chosen = asked.options.get("category")
        return Category(chosen) if isinstance(chosen, str) and chosen else Category.HARASSMENT

    async def _ask(self, caller: Caller, weighed: Weighed, token: str | None = None) -> Weighed:
        question = KeptQuestion(weighed.asked, as_shown(weighed.effect))
        under = await self._questions.keep(caller, question, token)
        return Weighed(weighed.asked, weighed.pattern, weighed.effect, under)
