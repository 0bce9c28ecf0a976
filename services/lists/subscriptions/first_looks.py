"""What a list would have done in a server lately, said before the server follows it or takes a version that was held; and the
second click where that is much.

Nothing of a list is kept for a question: at the second click it is fetched, or read from the store, and weighed anew.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, Protocol

from core.base.authority import Caller
from core.base.errors import UserError
from core.base.ids import ListId, ServerId
from core.lists.hashed import is_hash
from core.lists.patterns import Pattern
from core.lists.previews import Effect, as_shown, is_as_shown, together
from services.base.ports import Clock, Storage
from services.lists.previews.previews import Effects
from services.lists.previews.second_clicks import Asked, KeptQuestion, Options, Questions, QuestionsTx, Verb
from services.lists.subscriptions.ports import SubscribedEntryStore
from services.lists.subscriptions.reading import Fetched
from services.lists.subscriptions.signed import EXCEPTION

_PORTION: Final = 5_000
"""Patterns that are weighed at once: a list of any length takes little memory."""
_FEW: Final = 500  # are read before others have their turn


@dataclass(frozen=True, slots=True)
class Look:
    """What a list would have done. `hashed`: so many of its entries are known only where they are met, and not weighed.
    `set_up` False: the server scans nothing yet, so that nothing is known of what is posted there.
    """

    effect: Effect
    hashed: int = 0
    set_up: bool = True


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, and the token of its buttons."""

    kept: KeptQuestion
    token: str


@dataclass(frozen=True, slots=True)
class Doubted:
    """Something of a list that is not done yet: it would have done much here. `token`: of the question that must be answered
    first; `again`: it was asked before, and would do clearly more now.
    """

    asked: Asked
    entries: int
    look: Look
    token: str
    again: bool


class FirstLooksTx(QuestionsTx, Protocol):
    """What a transaction offers to first looks."""

    @property
    def subscribed_entries(self) -> SubscribedEntryStore:
        """The store of table `subscribed_entries`."""
        ...


class FirstLooks:
    """Weighs lists, and keeps questions about them. It asks nobody's rights: whoever calls it does."""

    def __init__(self, *, storage: Storage[FirstLooksTx], effects: Effects, clock: Clock) -> None:
        self._storage = storage
        self._effects = effects
        self._questions = Questions(storage=storage, clock=clock)

    async def of_fetched(self, server: ServerId, fetched: Fetched) -> Look:
        """Weigh a list that was just fetched."""
        items = (item.pattern for item in fetched.items() if not item.again)
        return await self._weigh(server, _few(pattern for pattern in items if not _lets_through(pattern)))

    async def of_version(self, server: ServerId, which: ListId, version: int, before: int = 0) -> Look:
        """Weigh a version of a list that some server follows; of it what came after the version `before`."""
        return await self._weigh(server, self._standing(which, version, before))

    async def _standing(self, which: ListId, version: int, before: int) -> AsyncIterator[Sequence[Pattern]]:
        last, find = 0, self._storage.read.subscribed_entries.patterns
        while rows := await find(which, version, before, last, _FEW):
            last = rows[-1][0]
            yield [pattern for _, pattern in rows]

    async def _weigh(self, server: ServerId, parts: AsyncIterator[Sequence[Pattern]]) -> Look:
        looks, portion = list[Look](), list[Pattern]()
        async for part in parts:
            portion += part
            if len(portion) >= _PORTION:
                looks.append(await self._look(server, portion))
                portion = []
        looks.append(await self._look(server, portion))
        settings = await self._storage.glance.servers.get(server)
        effect, hidden = together([each.effect for each in looks]), sum(each.hashed for each in looks)
        return Look(effect, hidden, settings.set_up)

    async def _look(self, server: ServerId, patterns: Sequence[Pattern]) -> Look:
        clear = [pattern for pattern in patterns if not is_hash(pattern.key)]
        return Look(await self._effects.of(server, clear), len(patterns) - len(clear))

    async def doubted(
        self, caller: Caller, asked: Asked, entries: int, look: Look, answered: Question | None
    ) -> Doubted | None:
        """Ask whether it shall be done; None where it would have done little, or what was shown was answered."""
        effect = look.effect
        if not effect.asks_twice or (answered is not None and is_as_shown(effect, answered.kept.shown)):
            return None
        options: Options = {**asked.options, "sample": "\n".join(effect.sample)}
        question = KeptQuestion(Asked(asked.verb, asked.pattern, options), as_shown(effect))
        token = await self._questions.keep(caller, question, answered.token if answered else None)
        return Doubted(question.asked, entries, look, token, again=answered is not None)

    async def question(self, caller: Caller, token: str, *verbs: Verb) -> Question:
        """Give what is asked under a token. Raises UserError where that is over, or is about something else."""
        kept = await self._questions.get(caller, token)
        if kept.asked.verb not in verbs:
            raise UserError("preview-over")
        return Question(kept, token)

    async def sample(self, caller: Caller, token: str) -> list[str]:
        """Give some of the links that were shown as found or reported here. Raises UserError where the question is over."""
        asked = (await self.question(caller, token, Verb.SUBSCRIBE, Verb.TAKE)).kept.asked
        return str(asked.options.get("sample") or "").splitlines()

    async def drop(self, caller: Caller, token: str) -> None:
        """Forget a question."""
        await self._questions.drop(caller, token)


async def _few(patterns: Iterable[Pattern]) -> AsyncIterator[Sequence[Pattern]]:
    """The patterns, a few at a time beside other work."""
    left = iter(patterns)
    while part := list(islice(left, _FEW)):
        yield part
        await asyncio.sleep(0)


def _lets_through(pattern: Pattern) -> bool:
    return pattern.text.startswith(EXCEPTION)
