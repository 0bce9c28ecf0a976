"""`/lists subscribe`, `unsubscribe` and `show`: what is answered, and the question before a list that would do much."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Final

import discord

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.base.layout import fit, messages_of
from cogs.base.router import Router
from cogs.lists.previews import QUESTION, question_buttons, question_card, sample
from core.base.authority import Caller
from core.base.categories import Category
from core.base.defang import defang
from core.base.times import to_ms
from core.lists.subscriptions import Doubt
from core.servers.policy import Tier
from services.base.texts import Say
from services.lists.previews.second_clicks import Verb
from services.lists.previews.words import effect_lines
from services.lists.subscriptions.first_looks import Doubted, Look
from services.lists.subscriptions.following import Begun, Following, Shown
from services.lists.subscriptions.values import Held, LogLine, Subscription
from services.servers.policy import PolicyStore

_COLOUR: Final = discord.Colour.dark_teal()
_URL: Final = 200  # characters of an address above a question, which must have room below it


class SubscriptionAnswers:
    """Carries the commands out for the cog that has them."""

    def __init__(
        self, *, answers: Answers, router: Router, following: Following, policies: PolicyStore
    ) -> None:
        self._answers = answers
        self._following = following
        self._policies = policies
        router.add(f"subscribe:sure:{QUESTION}", self._sure)
        # The question about a version that was held has the same buttons, but for what it does.
        router.add(f"(?:subscribe|take):cancel:{QUESTION}", self._cancel)
        router.add(f"(?:subscribe|take):links:{QUESTION}", self._links)

    async def subscribe(
        self, interaction: discord.Interaction, url: str, category: Category | None, *, act_now: bool
    ) -> None:
        """Follow a list, or ask first; say what it holds, and what it would have done."""
        caller = caller_of(interaction)
        await self._answers.defer(interaction)
        done = await self._following.subscribe(caller, url, category, act_now=act_now)
        await self._answer(interaction, done)

    async def _sure(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """The second click; where the list would do clearly more by now, it is asked anew."""
        caller = caller_of(interaction)
        await self._answers.defer(interaction)
        await self._answer(interaction, await self._following.answered(caller, match["token"]))

    async def _cancel(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        await self._following.cancel(caller_of(interaction), match["token"])
        await self._answers.say(interaction, "preview-cancelled")

    async def _links(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        links = await self._following.sample(caller_of(interaction), match["token"])
        await self._answers.show(interaction, sample(await self._answers.sayer(interaction), links))

    async def _answer(self, interaction: discord.Interaction, done: Begun | Doubted) -> None:
        say = await self._answers.sayer(interaction)
        if isinstance(done, Doubted):
            await self._answers.show(interaction, question(say, done))
        else:
            await self._begun(interaction, say, done)

    async def _begun(self, interaction: discord.Interaction, say: Say, begun: Begun) -> None:
        policy = await self._policies.get(caller_of(interaction).server)
        does = say(f"policy-does-{policy.action_for(Tier.SUBSCRIBED, begun.subscription.category)}")
        title = say("subscription-title", url=shown_url(begun.subscription))
        parts = [
            "\n".join(lines)
            for lines in (_begins(say, begun, does), _look(say, begun.look), _holds(say, begun))
        ]
        await self._answers.show_all(interaction, messages_of(_COLOUR, title, parts))

    async def unsubscribe(self, interaction: discord.Interaction, url: str) -> None:
        """Follow a list no more."""
        ended = await self._following.unsubscribe(caller_of(interaction), url)
        await self._answers.say(interaction, "subscription-ended", url=defang(ended))

    async def parts(self, caller: Caller, say: Say) -> list[str]:
        """A paragraph for each list that is followed: what was applied of it when and why."""
        return ["\n".join(_shown(say, each)) for each in await self._following.show(caller)]


def question(say: Say, doubted: Doubted) -> discord.ui.LayoutView:
    """The question before a list is followed, or a version of it taken, that would have done much here."""
    effect, asked = doubted.look.effect, doubted.asked
    said = [say(f"preview-title-{asked.verb}", url=defang(fit(asked.pattern, _URL)))]
    said += [say("preview-again")] if doubted.again else []
    if asked.verb is Verb.SUBSCRIBE:
        said.append(say("subscription-size", entries=doubted.entries))
        said.append(say("subscription-would-act" if asked.options["act_now"] else "subscription-would-count"))
    else:
        said.append(say("subscription-new-alone"))
    card = question_card(say, said, list(_look(say, doubted.look)), effect)
    custom_id = f"{asked.verb}:{{}}:{doubted.token}"
    buttons = question_buttons(say, asked.verb, custom_id, links=bool(effect.sample))
    return card.buttons(*buttons).view()


def _look(say: Say, look: Look) -> Iterator[str]:
    """What a list would have done here; that it would have done nothing, and what is not known of it, too."""
    lines = effect_lines(say, look.effect, of_list=True)
    yield from lines
    if not look.set_up:
        yield say("list-not-set-up")
    elif look.hashed:
        yield say("subscription-hashed", count=look.hashed)
    elif not lines:
        yield say("subscription-met-nothing", days=look.effect.days)


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


def _begins(say: Say, begun: Begun, does: str) -> Iterator[str]:
    """What happens from now on."""
    until = begun.subscription.log_until
    if until is None:
        yield say("subscription-acts", does=does)
    else:
        yield say("subscription-first-day", until=at(until), does=does)


def _holds(say: Say, begun: Begun) -> Iterator[str]:
    """What the list holds, and who signed it."""
    size = begun.version.size
    yield say(
        "subscription-begun", entries=size.entries, category=say(f"category-{begun.subscription.category}")
    )
    if begun.pinned is not None:
        yield say("subscription-signed", key=begun.pinned.key, serial=begun.pinned.serial)
    if begun.exceptions:
        yield say("subscription-exceptions", count=begun.exceptions)
    if begun.sample:
        yield say("subscription-sample", sample=tuple(defang(text) for text in begun.sample))
    if begun.version.refused:
        yield say("subscription-refused", count=begun.version.refused)
    if size.protected:
        yield say("subscription-protected", count=size.protected)


def _shown(say: Say, shown: Shown) -> Iterator[str]:
    subscription, fetched = shown.subscription, shown.list.fetched_at
    yield f"**{shown_url(subscription)}**"
    until = subscription.log_until
    yield say(
        "subscription-line" if shown.counted is None else "subscription-line-counts",
        entries=shown.entries,
        category=say(f"category-{subscription.category}"),
        fetched=at(fetched, "R") if fetched else "?",
        until=at(until) if until else "",
    )
    if shown.counted is not None:
        yield say("subscription-so-far", count=shown.counted)
    if (pinned := shown.list.pinned) is not None:
        yield say("subscription-signed", key=pinned.key, serial=pinned.serial)
    if shown.exceptions:
        yield say("subscription-exceptions", count=shown.exceptions)
    if subscription.held is not None:
        yield _held(say, subscription, subscription.held)
    if shown.list.problem:
        key, _, status = shown.list.problem.partition(" ")
        yield say("subscription-problem", count=shown.list.failures, why=say(key, status=int(status or 0)))
    for line in shown.log:
        yield f"-# {_logged(say, line)}"


def _held(say: Say, subscription: Subscription, held: Held) -> str:
    """What is held now, and who can do what about it."""
    why = doubt_told(say, held.doubt, held.entries, held.added, held.removed)
    if subscription.is_kept:
        return say("subscription-now-kept", why=why)
    return say("subscription-now-waits" if held.doubt.can_be_taken else "subscription-now-refused", why=why)


def _logged(say: Say, line: LogLine) -> str:
    told = say(
        f"subscription-event-{line.event}", entries=line.entries, added=line.added, removed=line.removed
    )
    if line.doubt is not None:
        told = f"{told} {say(f'subscription-doubt-{line.doubt}')}"
    return say.line(at(line.at), told, between=": ")
