"""What Rowan says of subscribed lists by itself: a version that is held, and what a first day would have done."""

import re
from typing import Any

import discord

from cogs.base.answers import Answers
from cogs.base.callers import caller_of, clicked_place
from cogs.base.layout import Card, button
from cogs.base.postman import Message
from cogs.base.router import Router
from cogs.lists.previews import QUESTION, sample
from cogs.lists.subscriptions import doubt_told, question, shown_url
from cogs.servers.review_channel import ReviewPost
from core.base.errors import UserError
from core.base.ids import SubscriptionId
from core.servers.policy import Policy, Tier
from services.base.outbox import Dropped, Kind, OutboxRow, SendResult
from services.base.texts import Say, Texts
from services.lists.subscriptions.first_looks import Doubted
from services.lists.subscriptions.notices import FirstDay, SubscriptionNotices
from services.lists.subscriptions.values import Held, Subscription
from services.servers.policy import PolicyStore

_SAMPLE = 20


class SubscriptionButtons:
    """Handles the buttons of these notices."""

    def __init__(self, *, answers: Answers, router: Router, notices: SubscriptionNotices) -> None:
        self._answers = answers
        self._notices = notices
        router.add(r"subscription:(?P<id>\d{1,18}):(?P<verb>take|keep):(?P<version>\d{1,12})", self._decide)
        router.add(r"subscription:(?P<id>\d{1,18}):sample", self._sample)
        router.add(f"take:sure:{QUESTION}", self._sure)

    async def _decide(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        which, version = SubscriptionId(int(match["id"])), int(match["version"])
        caller = caller_of(interaction)
        await self._require_place(interaction, Kind.LIST_HELD, which)
        if match["verb"] == "take":
            await self._taken(interaction, await self._notices.take(caller, which, version))
        else:
            await self._notices.keep(caller, which, version)
            await self._answers.say(interaction, "subscription-kept")

    async def _sure(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """The second click: the version is taken; where it would do clearly more by now, it is asked anew."""
        await self._taken(interaction, await self._notices.answered(caller_of(interaction), match["token"]))

    async def _taken(self, interaction: discord.Interaction, done: int | Doubted) -> None:
        if isinstance(done, Doubted):
            await self._answers.show(interaction, question(await self._answers.sayer(interaction), done))
        else:
            await self._answers.say(interaction, "subscription-taken", entries=done)

    async def _sample(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        which = SubscriptionId(int(match["id"]))
        caller = caller_of(interaction)
        await self._require_place(interaction, Kind.FIRST_DAY, which)
        links = await self._notices.sample(caller, which, _SAMPLE)
        say = await self._answers.sayer(interaction)
        told = sample(say, links) if links else say("subscription-sample-none")
        await self._answers.show(interaction, told)

    async def _require_place(
        self, interaction: discord.Interaction, kind: Kind, which: SubscriptionId
    ) -> None:
        """Raises UserError unless the button stands where the row says."""
        if await self._notices.place_of(kind, which) != clicked_place(interaction, "error-unknown-button"):
            raise UserError("error-unknown-button")


class SubscriptionPosts:
    """Performs outbox rows of the kinds `list_held` and `first_day`; the subject is the subscription."""

    def __init__(
        self, *, review_post: ReviewPost, notices: SubscriptionNotices, policies: PolicyStore, texts: Texts
    ) -> None:
        self._review_post = review_post
        self._notices = notices
        self._policies = policies
        self._texts = texts

    async def held(self, row: OutboxRow) -> SendResult:
        """Say what is held, with the numbers; once that is over, say so in the same place."""
        which = SubscriptionId(row.subject)
        found = await self._notices.get(which)
        acting = 0 if found is None else await self._notices.entries(found)
        waits = found is not None and found.held is not None and not found.is_kept
        if not waits and row.message is None:
            return Dropped("nothing is held any more")

        def render(say: Say) -> discord.ui.LayoutView:
            if found is None:
                return Card().text(say("subscription-held-gone")).view()
            if found.held is None:
                return Card().text(say("subscription-held-over", url=shown_url(found), entries=acting)).view()
            return _held(say, found, found.held, acting)

        return await self._review_post.deliver(
            row,
            lambda settings: Message(
                render(self._texts.sayer(settings.language)),
                marker=f"subscription:{which}:take" if _has_buttons(found) else None,
            ),
        )

    async def first_day(self, row: OutboxRow) -> SendResult:
        """Say what the first day would have done."""
        which = SubscriptionId(row.subject)
        found = await self._notices.get(which)
        if found is None:
            return Dropped("followed no more")
        day = await self._notices.first_day(found)
        policy = await self._policies.get(row.server)
        return await self._review_post.deliver(
            row,
            lambda settings: Message(
                _first_day(self._texts.sayer(settings.language), found, day, policy),
                marker=f"subscription:{which}:sample" if day.found else None,
            ),
        )


def _has_buttons(found: Subscription | None) -> bool:
    return (
        found is not None and found.held is not None and found.held.doubt.can_be_taken and not found.is_kept
    )


def _held(say: Say, found: Subscription, held: Held, acting: int) -> discord.ui.LayoutView:
    stands = "waits" if _has_buttons(found) else "kept" if found.is_kept else "refused"
    card = Card(discord.Colour.orange()).text(f"### {say(f'subscription-held-title-{stands}')}")
    card.text(shown_url(found))
    card.text(doubt_told(say, held.doubt, held.entries, held.added, held.removed))
    card.text("\n".join([say("subscription-held-stays", entries=acting), say(f"subscription-held-{stands}")]))
    if not _has_buttons(found):
        return card.view()
    buttons: list[discord.ui.Button[Any]] = [
        button(f"subscription:{found.id}:take:{held.version}", say("subscription-button-take")),
        button(f"subscription:{found.id}:keep:{held.version}", say("subscription-button-keep")),
    ]
    return card.buttons(*buttons).view()


def _first_day(say: Say, found: Subscription, day: FirstDay, policy: Policy) -> discord.ui.LayoutView:
    card = Card().text(f"### {say('subscription-day-title')}").text(shown_url(found))
    if not day.found:
        return card.text(say("subscription-day-nothing")).view()
    lines = [
        say(
            "subscription-day-line",
            count=count,
            category=say(f"category-{category}"),
            does=say(f"policy-does-{policy.action_for(Tier.SUBSCRIBED, category)}"),
        )
        for category, count in day.found
    ]
    card.text("\n".join([say("subscription-day"), *(f"- {line}" for line in lines)]))
    card.text(f"-# {say('subscription-day-hint')}")
    return card.buttons(button(f"subscription:{found.id}:sample", say("subscription-button-sample"))).view()
