"""`/lists subscribe`, `unsubscribe` and `show`: what is answered."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

import discord

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.base.layout import messages_of
from core.base.authority import Caller
from core.base.categories import Category
from core.base.defang import defang
from core.base.times import to_ms
from core.lists.subscriptions import Doubt
from core.servers.policy import Tier
from services.base.texts import Say
from services.lists.subscriptions.following import Begun, Following, Shown
from services.lists.subscriptions.ports import LogLine, Subscription
from services.servers.policy import PolicyStore

_COLOUR: Final = discord.Colour.dark_teal()


class SubscriptionAnswers:
    """Carries the commands out for the cog that has them."""

    def __init__(self, *, answers: Answers, following: Following, policies: PolicyStore) -> None:
        self._answers = answers
        self._following = following
        self._policies = policies

    async def subscribe(
        self, interaction: discord.Interaction, url: str, category: Category | None, *, act_now: bool
    ) -> None:
        """Follow a list; say what it holds."""
        caller = caller_of(interaction)
        await self._answers.defer(interaction)
        begun = await self._following.subscribe(caller, url, category, act_now=act_now)
        policy = await self._policies.get(caller.server)
        say = await self._answers.sayer(interaction)
        does = say(f"policy-does-{policy.action_for(Tier.SUBSCRIBED, begun.subscription.category)}")
        title = say("subscription-title", url=shown_url(begun.subscription))
        await self._answers.show_all(
            interaction, messages_of(_COLOUR, title, ["\n".join(_begun(say, begun, does))])
        )

    async def unsubscribe(self, interaction: discord.Interaction, url: str) -> None:
        """Follow a list no more."""
        ended = await self._following.unsubscribe(caller_of(interaction), url)
        await self._answers.say(interaction, "subscription-ended", url=defang(ended))

    async def parts(self, caller: Caller, say: Say) -> list[str]:
        """A paragraph for each list that is followed: what was applied of it when and why."""
        return ["\n".join(_shown(say, each)) for each in await self._following.show(caller)]


def shown_url(subscription: Subscription) -> str:
    """The address of a list, defanged."""
    return defang(subscription.url)


def doubt_told(say: Say, doubt: Doubt, entries: int, added: int, removed: int) -> str:
    """Why something is held, with the numbers where there are any."""
    told = say(f"subscription-doubt-{doubt}")
    if doubt.brought_nothing:
        return told
    return f"{told} {say('subscription-numbers', entries=entries, added=added, removed=removed)}"


def at(moment: datetime, form: str = "f") -> str:
    """A moment, which Discord shows in each reader's own time."""
    return f"<t:{to_ms(moment) // 1000}:{form}>"


def _begun(say: Say, begun: Begun, does: str) -> Iterator[str]:
    size, until = begun.version.size, begun.subscription.log_until
    yield say(
        "subscription-begun", entries=size.entries, category=say(f"category-{begun.subscription.category}")
    )
    if begun.pinned is not None:
        yield say("subscription-signed", key=begun.pinned.key, serial=begun.pinned.serial)
    if begun.sample:
        yield say("subscription-sample", sample=", ".join(defang(text) for text in begun.sample))
    if begun.version.refused:
        yield say("subscription-refused", count=begun.version.refused)
    if size.protected:
        yield say("subscription-protected", count=size.protected)
    if until is None:
        yield say("subscription-acts", does=does)
    else:
        yield say("subscription-first-day", until=at(until), does=does)


def _shown(say: Say, shown: Shown) -> Iterator[str]:
    subscription, fetched = shown.subscription, shown.list.fetched_at
    yield f"**{shown_url(subscription)}**"
    yield say(
        "subscription-line",
        entries=shown.entries,
        category=say(f"category-{subscription.category}"),
        fetched=at(fetched, "R") if fetched else "?",
    )
    if (pinned := shown.list.pinned) is not None:
        yield say("subscription-signed", key=pinned.key, serial=pinned.serial)
    until = subscription.log_until
    if until is not None and not any(str(line.event) == "acts" for line in shown.log):
        yield say("subscription-counts", until=at(until))
    if subscription.held is not None:
        held = subscription.held
        yield doubt_told(say, held.doubt, held.entries, held.added, held.removed)
    if shown.list.problem:
        key, _, status = shown.list.problem.partition(" ")
        yield say("subscription-problem", count=shown.list.failures, why=say(key, status=int(status or 0)))
    for line in shown.log:
        yield f"-# {_logged(say, line)}"


def _logged(say: Say, line: LogLine) -> str:
    told = say(
        f"subscription-event-{line.event}", entries=line.entries, added=line.added, removed=line.removed
    )
    if line.doubt is not None:
        told = f"{told} {doubt_told(say, line.doubt, line.entries, line.added, line.removed)}"
    return f"{at(line.at)}: {told}"
