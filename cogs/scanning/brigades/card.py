"""Drawing the alert of a brigade in the review channel: numbers, and no names; what was done against it, and until when."""

from typing import Any

import discord

from cogs.base.layout import Card, button
from cogs.base.postman import Message
from cogs.servers.review_channel import ReviewPost
from core.base.defang import defang_link
from core.base.ids import BrigadeId, RoleId
from core.scanning.brigades import (
    ACCOUNTS,
    PAUSE_FOR,
    SLOW_FOR,
    SLOW_SECONDS,
    WINDOW,
    FoundBy,
    Measure,
    MeasureKind,
    MeasureState,
    Why,
)
from services.base.outbox import Dropped, OutboxRow, Posted, SendResult
from services.base.ports import Clock
from services.base.texts import Say, Texts
from services.lists.typed_pattern import shown_pattern
from services.scanning.brigades.alerts import BrigadeAlerts
from services.scanning.brigades.measures import BrigadeMeasures, Shown
from services.servers.settings import ServerSettings

_SAID = 12  # measures


class BrigadeAlertCards:
    """Performs outbox rows of kind `brigade_alert`; the subject is the brigade."""

    def __init__(
        self,
        *,
        client: discord.Client,
        alerts: BrigadeAlerts,
        measures: BrigadeMeasures,
        review_post: ReviewPost,
        texts: Texts,
        clock: Clock,
    ) -> None:
        self._client = client
        self._alerts = alerts
        self._measures = measures
        self._review_post = review_post
        self._texts = texts
        self._clock = clock

    async def perform(self, row: OutboxRow) -> SendResult:
        """Post the alert or bring it up to date."""
        shown = await self._measures.shown(BrigadeId(row.subject))
        if shown is None or not shown.brigade.has_card:
            return Dropped("no such brigade, or none that has an alert")
        first = row.message is None and not shown.brigade.pinged and shown.brigade.over_at is None
        announce = first and await self._alerts.may_ping(row.server, self._clock())
        mentioned: list[RoleId] = []

        def render(settings: ServerSettings) -> Message:
            say = self._texts.sayer(settings.language)
            role = settings.alert_role if announce and self._is_there(settings) else None
            if role is not None:
                mentioned.append(role)
            # Once it is over nothing can be pressed, and only the nonce keeps a first post single.
            marker = f"alert:{row.subject}:" if shown.brigade.over_at is None else None
            return Message(card_of(shown, say, role), marker=marker, role=role)

        delivered = await self._review_post.deliver(row, render)
        if mentioned and isinstance(delivered, Posted):
            await self._alerts.pinged(shown.brigade.id, self._clock())
        return delivered

    def _is_there(self, settings: ServerSettings) -> bool:
        """Whether the alert role that the server chose still exists."""
        guild = self._client.get_guild(settings.server)
        role = settings.alert_role
        return guild is not None and role is not None and guild.get_role(role) is not None


def card_of(shown: Shown, say: Say, role: RoleId | None = None) -> discord.ui.LayoutView:
    """Draw the alert as it should look now. `role`: whom it mentions."""
    brigade, counted = shown.brigade, shown.brigade.counted
    goes_on = brigade.over_at is None
    card = Card(discord.Colour.red() if goes_on else discord.Colour.dark_grey())
    title = say("brigade-title" if goes_on else "brigade-title-over")
    card.text(f"### {title}" if role is None else f"### {title}\n<@&{role}>")
    lines = [
        say("brigade-number", brigade=str(brigade.id), when=discord.utils.format_dt(counted.began_at, "f")),
        say(f"brigade-place-{brigade.place.found}", place=_place(shown)),
        say("brigade-accounts", count=counted.accounts),
        say("brigade-messages", count=counted.posts),
        say("brigade-channels", count=counted.channels_used),
    ]
    if brigade.others:
        lines.append(say("brigade-servers", count=brigade.others))
    lines.append(say("brigade-last", when=discord.utils.format_dt(counted.last_at, "R")))
    if shown.without_alert:
        lines.append(say("brigade-without-alert", count=shown.without_alert))
    card.text("\n".join(lines))
    card.text("\n".join(f"-# {line}" for line in _about(shown, say)))
    done = [measure_line(each, say) for each in shown.measures][-_SAID:]
    if done:
        card.line().text("\n".join(done))
    stands = any(each.state.holds for each in shown.measures)
    card.buttons(
        *_offers(shown, say) if goes_on else (),
        button(f"alert:{brigade.id}:undo", say("brigade-button-undo")) if stands else None,
    )
    return card.view()


def _about(shown: Shown, say: Say) -> list[str]:
    brigade = shown.brigade
    lines = [
        say(
            "brigade-what-it-is",
            accounts=ACCOUNTS,
            minutes=int(WINDOW.total_seconds() // 60),
            found=str(brigade.place.found),
        )
    ]
    if brigade.over_at is None:
        lines.append(say("brigade-how"))
    return lines


def _offers(shown: Shown, say: Say) -> list["discord.ui.Button[Any] | None"]:
    """What can be done that does not stand already."""
    brigade = shown.brigade.id
    minutes, pause = int(SLOW_FOR.total_seconds() // 60), int(PAUSE_FOR.total_seconds() // 60)
    standing = {each.kind for each in shown.measures if each.state.holds}
    slow = button(f"alert:{brigade}:slow", say("brigade-button-slow", minutes=minutes))
    invites = button(f"alert:{brigade}:pause_invites", say("brigade-button-pause", minutes=pause))
    return [
        None if MeasureKind.SLOW in standing else slow,
        None if MeasureKind.INVITES in standing else invites,
    ]


def _place(shown: Shown) -> str:
    place = shown.brigade.place
    return shown_pattern(place.text) if place.found is FoundBy.LISTED else defang_link(place.text)


def measure_line(measure: Measure, say: Say) -> str:
    """Say how a measure stands, and why where that is not what was wanted."""
    values: dict[str, str | int] = {
        "channel": f"<#{measure.channel}>",
        "seconds": SLOW_SECONDS,
        "when": discord.utils.format_dt(measure.until, "t"),
        "former": measure.former or 0,
    }
    what = f"{measure.kind}-{measure.why}"
    if measure.why is not Why.NONE and measure.state is not MeasureState.STANDING:
        return say(f"brigade-why-{what}", state=str(measure.state), **values)
    return say(f"brigade-{measure.kind}-{measure.state}", **values)
