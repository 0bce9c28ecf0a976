"""Drawing the card of a sweep in the review channel: its preview, how far it is, what became of the messages.

Rendered from the rows alone, in numbers: neither authors nor texts. The sample is behind *Reveal*.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import discord

from cogs.base.layout import Card, button, link_button
from cogs.base.postman import Message
from cogs.servers.review_channel import ReviewPost
from core.base.defang import defang
from core.base.ids import ServerId, SweepId
from core.base.posts import MessagePlace
from core.scanning.detections import Outcome
from core.scanning.sweeps import (
    ChannelState,
    Fate,
    SweepAction,
    SweepState,
    SweepVerb,
    time_left,
)
from services.base.outbox import Dropped, OutboxRow, SendResult
from services.base.texts import Say, Texts
from services.lists.typed_pattern import shown_pattern
from services.scanning.sweeps.asking import Sweeps, SweepView
from services.servers.settings import ServerSettings

REVEAL = "reveal"
_COLOURS = {
    SweepState.READY: discord.Colour.orange(),
    SweepState.PAUSED: discord.Colour.orange(),
    SweepState.LOOKING: discord.Colour.blue(),
    SweepState.RUNNING: discord.Colour.blue(),
}
_DONE = discord.Colour.dark_grey()
_BUTTONS: Sequence[tuple[SweepVerb, discord.ButtonStyle]] = (
    (SweepVerb.RESUME, discord.ButtonStyle.primary),
    (SweepVerb.PAUSE, discord.ButtonStyle.secondary),
    (SweepVerb.CANCEL, discord.ButtonStyle.secondary),
    (SweepVerb.STOP, discord.ButtonStyle.secondary),
    (SweepVerb.UNDO, discord.ButtonStyle.secondary),
    (SweepVerb.REVIEW, discord.ButtonStyle.secondary),
    (SweepVerb.START, discord.ButtonStyle.danger),
)
_TOLD = tuple(fate for fate in Fate if fate not in (Fate.WAITING, Fate.HANDED))


class SweepCards:
    """Performs outbox rows of kind `sweep_card`; the subject is the sweep."""

    def __init__(self, *, sweeps: Sweeps, review_post: ReviewPost, texts: Texts) -> None:
        self._sweeps = sweeps
        self._review_post = review_post
        self._texts = texts

    async def perform(self, row: OutboxRow) -> SendResult:
        """Post the card or bring it up to date."""
        view = await self._sweeps.view(SweepId(row.subject))
        if view is None:
            return Dropped("no such sweep")

        def render(settings: ServerSettings) -> Message:
            say = self._texts.sayer(settings.language)
            return Message(card_of(view, say), marker=f"sweep:{row.subject}:")

        return await self._review_post.deliver(row, render)


def card_of(view: SweepView, say: Say) -> discord.ui.LayoutView:
    """Draw the card as it should look now."""
    sweep, counts = view.sweep, view.counts
    title = "undoing" if sweep.undoing is not None else "undone" if _all_undone(view) else str(sweep.state)
    card = Card(_COLOURS.get(sweep.state, _DONE)).text(f"### {say(f'sweep-title-{title}')}")
    when = discord.utils.format_dt(sweep.begun_at, "f")
    lines = [say("sweep-number", sweep=str(sweep.id), when=when)]
    lines.append(say("sweep-about", pattern=shown_pattern(sweep.pattern), count=sweep.days))
    if sweep.starter is not None:
        lines.append(say("sweep-by", name=defang(sweep.starter.name)))
    if sweep.ended_at is not None:
        lines.append(say("sweep-ended", when=discord.utils.format_dt(sweep.ended_at, "f")))
    card.text("\n".join(lines)).line().text("\n".join(_progress(view, say)))
    rest = _looked(view, say)
    if not view.listed and sweep.state is not SweepState.CANCELLED:
        rest.append(say("sweep-not-listed", pattern=shown_pattern(sweep.pattern)))
    if counts.found and sweep.state in (SweepState.READY, SweepState.RUNNING, SweepState.PAUSED):
        rest.append(say("sweep-no-copy"))
    card.text("\n".join(f"-# {line}" for line in rest))
    pressed = [
        button(f"sweep:{sweep.id}:{verb}", say(f"sweep-button-{verb}"), style)
        for verb, style in _BUTTONS
        if verb in view.verbs
    ]
    if sweep.state in (SweepState.LOOKING, SweepState.READY) and counts.found:
        pressed.insert(0, button(f"sweep:{sweep.id}:{REVEAL}", say("sweep-button-reveal")))
    card.buttons(*pressed)
    card.buttons(*_ways(view, say))
    return card.view()


def _ways(view: SweepView, say: Say) -> "Sequence[discord.ui.Button[Any]]":
    """The ways to the cards on which each removal stands."""
    several = len(view.groups) > 1
    return [
        link_button(
            _url(view.sweep.server, place), say("sweep-button-removals", number=number if several else 0)
        )
        for number, place in enumerate(view.groups, 1)
    ][:5]


def _url(server: ServerId, place: MessagePlace) -> str:
    return f"https://discord.com/channels/{server}/{place.channel}/{place.message}"


def _all_undone(view: SweepView) -> bool:
    """Whether nothing is left to take back, and nothing is being removed: one that went on after that removes again."""
    sweep, counts = view.sweep, view.counts
    return bool(
        sweep.undone_at is not None
        and counts.undone
        and not counts.undoable
        and sweep.state is not SweepState.RUNNING
    )


def _progress(view: SweepView, say: Say) -> list[str]:
    sweep, counts = view.sweep, view.counts
    lines = []
    if sweep.state is SweepState.LOOKING:
        unread = counts.places.get(ChannelState.UNREAD, 0)
        places = sum(counts.places.values())
        lines.append(say("sweep-looking", done=places - unread, count=places))
    lines.append(_found(view, say))
    if sweep.state is SweepState.READY:
        return [*lines, *_preview(view, say)]
    if sweep.action is not SweepAction.NONE:
        lines += _results(view, say)
    if sweep.state is SweepState.RUNNING:
        left = time_left(sweep, counts, view.now)
        lines.append(say("sweep-left", done=counts.done, count=counts.left, time=_time(left, say)))
    elif counts.left and sweep.state in (SweepState.PAUSED, SweepState.STOPPED):
        lines.append(say("sweep-stays", count=counts.left))
    if sweep.state is SweepState.PAUSED:
        lines.append(say(f"sweep-paused-{sweep.why or 'moderator'}"))
    if sweep.state is SweepState.CANCELLED:
        lines.append(say("sweep-nothing-changed"))
    if counts.undone:
        lines.append(say("sweep-undone", count=counts.undone))
    resting = sweep.undoing is None and sweep.state is not SweepState.RUNNING
    if sweep.undone_at is not None and counts.undoable and resting:
        lines.append(say("sweep-not-undone", count=counts.undoable))
    return lines


def _found(view: SweepView, say: Say) -> str:
    counts = view.counts
    if not counts.found:
        return say("sweep-found-nothing")
    return say(
        "sweep-found",
        messages=say("sweep-messages", count=counts.found),
        channels=say("sweep-channels", count=counts.channels),
        authors=say("sweep-authors", count=counts.authors),
    )


def _preview(view: SweepView, say: Say) -> list[str]:
    counts = view.counts
    if not counts.found:
        return [say("sweep-nothing-to-do")]
    channels: Sequence[str] = [
        say("sweep-channel", channel=f"<#{channel}>", count=count) for channel, count in counts.fullest
    ]
    lines = [say("sweep-most", channels=tuple(channels))]
    if counts.sure:
        lines.append(say("sweep-sure", count=counts.sure))
    if counts.likely:
        lines.append(say("sweep-likely", count=counts.likely))
    if counts.undeletable:
        lines.append(say("sweep-undeletable", count=counts.undeletable))
    return [*lines, say("sweep-preview-help")]


def _results(view: SweepView, say: Say) -> list[str]:
    outcomes, fates = view.counts.outcomes, view.counts.fates
    lines = [
        say(f"sweep-outcome-{outcome}", count=count)
        for outcome in (
            *(Outcome.REMOVED, Outcome.PENDING, Outcome.FORBIDDEN, Outcome.FAILED, Outcome.GONE),
            *(Outcome.EDITED, Outcome.KEPT),
        )
        if (count := outcomes.get(outcome, 0))
    ]
    return lines + [say(f"sweep-fate-{fate}", count=fates[fate]) for fate in _TOLD if fate in fates]


def _looked(view: SweepView, say: Say) -> list[str]:
    """Say what was looked at, and what was not: nothing is left out silently."""
    sweep, counts = view.sweep, view.counts
    if not counts.places:
        return []
    lines = []
    if sweep.search_before is None or sweep.state is not SweepState.LOOKING:  # else it is still being asked
        key = "sweep-looked-searched" if sweep.searched else "sweep-looked"
        lines.append(say(key, count=counts.looked))
    limited = counts.places.get(ChannelState.LIMIT, 0)
    if limited:
        room = sweep.room_of_channel
        lines.append(say("sweep-limited", count=limited, most=room))
    if sweep.state is not SweepState.LOOKING and ChannelState.UNREAD in counts.places:
        lines.append(say("sweep-unread", count=counts.places[ChannelState.UNREAD]))
    if ChannelState.HIDDEN in counts.places:
        lines.append(say("sweep-hidden", count=counts.places[ChannelState.HIDDEN]))
    if ChannelState.LEFT_ALONE in counts.places:
        lines.append(say("sweep-left-alone", count=counts.places[ChannelState.LEFT_ALONE]))
    return [*lines, say("sweep-never-looked")]


def _time(left: timedelta | None, say: Say) -> str:
    if left is None:
        return say("sweep-time-unknown")
    seconds = left.total_seconds()
    if seconds < 60:  # noqa: PLR2004  # of a minute
        return say("sweep-time-seconds", count=max(1, round(seconds)))
    return say("sweep-time-minutes", count=round(seconds / 60))
