"""What an addition to a list would have done here, in words; and the question before one that would have done much."""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import discord

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.base.layout import Card, button
from cogs.base.router import Router
from core.base.defang import defang_link
from core.lists.previews import Effect, Reason
from services.base.texts import Say
from services.lists.previews.second_clicks import Asked, SecondClicks, Verb, Weighed
from services.lists.previews.words import effect_lines
from services.lists.typed_pattern import shown_pattern

Doing = Callable[[discord.Interaction, Weighed], Awaitable[None]]

QUESTION = r"(?P<token>[\w-]{8,32})"
"""Of a question, in the custom ids of its buttons."""
_COLOUR = discord.Colour.orange()


def reason_lines(say: Say, effect: Effect) -> list[str]:
    """Why it asks for a second click."""
    servers = 0 if effect.reach is None else effect.reach.servers
    return [_reason(say, reason, servers) for reason in effect.reasons]


def _reason(say: Say, reason: Reason, servers: int) -> str:
    if reason is Reason.SERVERS:
        return say("preview-why-servers", servers=servers)
    return say(f"preview-why-{reason}")


def question(say: Say, weighed: Weighed, prefix: str, *, again: bool) -> discord.ui.LayoutView:
    """The question before what would have done much, with its numbers and its buttons; `prefix`: of their custom ids."""
    effect, verb = weighed.effect, weighed.asked.verb
    title = say(f"preview-title-{verb}", pattern=shown_pattern(weighed.pattern.text))
    said = [title, *([say("preview-again")] if again else [])]
    buttons = question_buttons(say, verb, f"{prefix}:{{}}:{weighed.token}", links=bool(effect.sample))
    return question_card(say, said, effect_lines(say, effect), effect).buttons(*buttons).view()


def question_card(say: Say, said: Sequence[str], met: Sequence[str], effect: Effect) -> Card:
    """A question, without its buttons. `said`: what is asked about; `met`: what of it was met here."""
    card = Card(_COLOUR).text("\n".join(said))
    card.line().text("\n".join(met))
    return card.line().text("\n".join([*reason_lines(say, effect), say("preview-nothing-yet")]))


def question_buttons(
    say: Say, verb: Verb, custom_id: str, *, links: bool
) -> "list[discord.ui.Button[Any] | None]":
    """The buttons of a question. `custom_id`: with a place for what they do; `links`: there are some to show."""
    return [
        button(custom_id.format("links"), say("preview-links")) if links else None,
        button(custom_id.format("cancel"), say("preview-cancel")),
        button(custom_id.format("sure"), say(f"preview-sure-{verb}"), discord.ButtonStyle.danger),
    ]


def sample(say: Say, links: Sequence[str]) -> str:
    """Some of the links that were found or reported, defanged."""
    if not links:
        return say("preview-sample-none")
    return "\n".join([say("preview-sample"), *(f"- {defang_link(link)}" for link in links)])


class PreviewButtons:
    """Has what is asked for done at once where it is small, and asks before what is not."""

    def __init__(
        self,
        *,
        answers: Answers,
        router: Router,
        second_clicks: SecondClicks,
        does: Mapping[Verb, Doing],
        prefix: str,
    ) -> None:
        """`does`: how each thing is done and answered, once nothing more is to be asked. `prefix`: of the custom ids, which
        tells the questions of one cog from those of others.
        """
        self._answers = answers
        self._clicks = second_clicks
        self._does = does
        self._prefix = prefix
        router.add(f"{prefix}:sure:{QUESTION}", self._sure)
        router.add(f"{prefix}:cancel:{QUESTION}", self._cancel)
        router.add(f"{prefix}:links:{QUESTION}", self._links)

    async def begin(self, interaction: discord.Interaction, asked: Asked) -> None:
        """Do it, or ask first."""
        weighed = await self._clicks.before(caller_of(interaction), asked)
        if weighed.token is None:
            await self._does[asked.verb](interaction, weighed)
            return
        say = await self._answers.sayer(interaction)
        await self._answers.show(interaction, question(say, weighed, self._prefix, again=False))

    async def _sure(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """The second click: what was shown is done; where it would do clearly more by now, it is asked anew."""
        caller, token = caller_of(interaction), match["token"]
        weighed = await self._clicks.answered(caller, token)
        if weighed.token is not None:
            say = await self._answers.sayer(interaction)
            await self._answers.show(interaction, question(say, weighed, self._prefix, again=True))
            return
        await self._does[weighed.asked.verb](interaction, weighed)
        await self._clicks.done(caller, token)

    async def _cancel(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        await self._clicks.cancel(caller_of(interaction), match["token"])
        await self._answers.say(interaction, "preview-cancelled")

    async def _links(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        weighed = await self._clicks.again(caller_of(interaction), match["token"])
        await self._answers.show(
            interaction, sample(await self._answers.sayer(interaction), weighed.effect.sample)
        )
