"""Drawing the card of a detection in the review channel: what was found, why, and what was done about it.

Rendered from the row alone. Everything that members or lists supplied is defanged; the text is behind *Read message*.
"""

from collections.abc import Sequence

import discord

from cogs.base.card_actions import CardAction
from cogs.base.layout import Card
from cogs.base.postman import Message
from cogs.lists.disguise_words import disguise_words
from cogs.lists.invite_words import another_invite_words
from cogs.lists.likely_words import likely_words
from cogs.lists.short_words import behind_words
from cogs.scanning.detections import group_lines, outcome_lines
from cogs.scanning.detections.authors import Authors, Writers, author_lines
from cogs.scanning.detections.controls import acts_elsewhere, add_actions, open_to_all
from cogs.servers.review_channel import ReviewPost
from core.base.defang import defang, defang_link
from core.base.ids import DetectionId
from core.base.posts import PostKind
from core.lists.invites import Holding, is_another_invite
from core.lists.shorteners.answers import BEHIND
from core.scanning.detections import (
    Detection,
    Outcome,
    Settled,
)
from core.scanning.groups import Group
from core.scanning.sweeps import by_sweep
from services.base.outbox import Dropped, OutboxRow
from services.base.outbox import SendResult as Sent
from services.base.texts import Say, Texts
from services.lists.invites import Invites
from services.lists.shorteners.short_links import ShortLinks
from services.lists.typed_pattern import shown_pattern
from services.scanning.appeals.notices import AuthorNotices
from services.scanning.detections.group_pages import GroupPages
from services.scanning.detections.moderation import DetectionModeration
from services.scanning.detections.undo_notices import AuthorReturns
from services.servers.settings import ServerSettings
from services.servers.setup import Servers

# Strong where somebody has to do something; what is done is quiet.
_COLOURS = {
    Outcome.REVIEW: discord.Colour.orange(),
    Outcome.FORBIDDEN: discord.Colour.red(),
    Outcome.FAILED: discord.Colour.red(),
    Outcome.PENDING: discord.Colour.blue(),
}
_DONE = discord.Colour.dark_grey()
_NOBODY = Writers()
_FOLDED = (Settled.UNDONE, Settled.DISMISSED)  # two lines are enough of what somebody decided


class DetectionCards:
    """Performs outbox rows of kind `detection_card`; the subject is the detection."""

    def __init__(
        self,
        *,
        moderation: DetectionModeration,
        returns: AuthorReturns,
        notices: AuthorNotices,
        authors: Authors,
        servers: Servers,
        groups: GroupPages,
        invites: Invites,
        short_links: ShortLinks | None,
        review_post: ReviewPost,
        actions: Sequence[CardAction[Detection]],
        texts: Texts,
    ) -> None:
        self._moderation = moderation
        self._returns = returns
        self._notices = notices
        self._authors = authors
        self._servers = servers
        self._groups = groups
        self._actions = actions
        self._invites = invites
        self._short_links = short_links
        self._review_post = review_post
        self._texts = texts

    async def perform(self, row: OutboxRow) -> Sent:
        """Post the card or bring it up to date."""
        found = await self._moderation.on_card(DetectionId(row.subject))
        if found is None:
            return Dropped("no such detection")
        if found.of_anothers_card:
            return Dropped("it is counted on another card")
        group = await self._groups.of(found)
        other = await self._moderation.removed_for(found)
        name = await self._moderation.name_of(found)
        shared = found.undone_in_timeout and await self._returns.timeout_is_shared(found)
        role = (await self._servers.get(found.server)).moderator_role
        writers = await self._authors.of_found(found, group, role)
        not_told = await self._notices.not_told(found.id)
        holding = None
        if is_another_invite(found.pattern, found.link):
            holding = (await self._invites.holding(found.server, [found.pattern])).get(found.pattern)

        place = ""
        if BEHIND in found.how and self._short_links is not None:
            place = await self._short_links.place_behind(found.link)

        def render(settings: ServerSettings) -> Message:
            say = self._texts.sayer(settings.language)
            card = card_of(
                found,
                say,
                self._actions,
                holding,
                group,
                writers,
                timeout_shared=shared,
                removed_for=other,
                not_told=not_told,
                place=place,
                name=name,
            )
            return Message(card, marker=f"detection:{found.id}:")

        return await self._review_post.deliver(row, render)


def card_of(
    found: Detection,
    say: Say,
    actions: Sequence[CardAction[Detection]],
    holding: Holding | None = None,
    group: Group | None = None,
    writers: Writers = _NOBODY,
    *,
    timeout_shared: bool = False,
    removed_for: DetectionId | None = None,
    not_told: int = 0,
    place: str = "",
    name: str | None = None,
) -> discord.ui.LayoutView:
    """Draw the card as it should look now.

    `actions`: the table of all that it may offer. `holding`: what is known of an entry that covers the link as
    another invite to its server. `group`: what is said of all removals where the card counts several. `writers`: who wrote it. `timeout_shared`:
    whether the author's timeout stays after an undo, because of another removal. `removed_for`: where the message is
    gone, the detection for which Rowan removed it. `not_told`: how many authors take no direct messages. `place`: to where a
    shortened address leads, as far as it is known. `name`: what was found in a name, as long as it is kept.
    """
    card = Card(_COLOURS.get(found.outcome, _DONE) if outcome_lines.waits(found) else _DONE)
    title, about = say(_title(found, group, removed_for)), _found_lines(found, say, holding, group, place)
    if name is not None:
        about.insert(0, say("detection-name", name=defang(name)))
    marked = [] if not writers.moderates else [_mark(found, say, group, actions)]
    if writers.moderates:
        actions = open_to_all(actions, found)
    done = (
        outcome_lines.done_lines(found, say, removed_for, timeout_shared=timeout_shared)
        if group is None
        else [*outcome_lines.why_lines(found, say), *group_lines.done_lines(group, say)]
    )
    if not_told:
        done.append(say("author-notice-closed", several="no" if group is None else "yes", count=not_told))
    done += outcome_lines.settled_lines(found, say, group)
    if found.settled in _FOLDED and not outcome_lines.waits(found):
        when = [discord.utils.format_dt(found.settled_at, "f")] if found.settled_at else []
        ended = say.line(*when, " ".join(done))
        card.text("\n".join([say.line(f"**{title}**", _number(found, say)), ended, *marked]))
        card.text("\n".join(f"-# {line}" for line in about))  # what it was about, and the true reason
    else:
        if writers.only is not None:
            about += author_lines(say, writers.only)
        card.text(f"### {title}").text("\n".join([*marked, _number(found, say), *about]))
        if done:
            card.line().text("\n".join(done))
    add_actions(card, say, found, group, actions)
    return card.view()


def _mark(found: Detection, say: Say, group: Group | None, actions: Sequence[CardAction[Detection]]) -> str:
    """Say that somebody who moderates here wrote it, and where everybody else finds what can be done."""
    mark = say("detection-about-moderator", several="no" if group is None else "yes")
    if group is not None:
        return f"{mark} {say('detection-about-moderator-read-each')}"
    if found.has_text:
        return f"{mark} {say('detection-about-moderator-read')}"
    return f"{mark} {say('detection-about-moderator-act')}" if acts_elsewhere(actions, found) else mark


def _title(found: Detection, group: Group | None, removed_for: DetectionId | None) -> str:
    """Say how things stand now, also after somebody decided or took back."""
    if found.named:
        return f"detection-title-name-{found.named}{'' if outcome_lines.waits(found) else '-done'}"
    if found.place is PostKind.THREAD:
        return f"detection-title-thread{'' if outcome_lines.waits(found) else '-done'}"
    if group is not None:
        undone = found.settled is Settled.UNDONE and Outcome.REMOVED in group.outcomes
        return f"detection-title-group-{'undone' if undone else _state(found)}"
    state = _state(found) if removed_for is None else Outcome.REMOVED
    return f"detection-title-{'' if found.case is None else 'case-'}{state}"


def _state(found: Detection) -> str:
    if found.settled is Settled.UNDONE and found.outcome is Outcome.REMOVED:
        return "undone"
    if found.settled is Settled.UNDONE and found.outcome is not Outcome.GONE:
        return "spared"
    if (
        found.case is None
        and not outcome_lines.waits(found)
        and (found.outcome is Outcome.REVIEW or found.outcome.to_remove)
    ):
        return str(found.settled)
    return str(found.outcome)


def _number(found: Detection, say: Say) -> str:
    return say(
        "detection-number", detection=str(found.id), when=discord.utils.format_dt(found.detected_at, "f")
    )


def _found_lines(
    found: Detection, say: Say, holding: Holding | None, group: Group | None, place: str
) -> list[str]:
    lines = []
    if found.link:
        how = found.disguises
        key = f"detection-link{'' if group is None else '-first'}{'-disguised' if how else ''}"
        lines.append(say(key, link=defang_link(found.link), how=disguise_words(say, how)))
    if found.picture is not None:
        lines.append(say("detection-in-code", number=found.picture))
    lines.append(reason_words(found, say))
    if found.guess:
        lines.append(likely_words(say, found.guess))
    if holding is not None:
        lines.append(another_invite_words(say, holding))
    if BEHIND in found.how:
        lines.append(behind_words(say, place))
    if found.case is None:
        lines.append(_rule(found, say))
    return lines + ([_where(found, say)] if group is None else group_lines.count_lines(group, say))


def reason_words(found: Detection, say: Say) -> str:
    """Say which entry of which list, or which case, was the reason."""
    category = say(f"category-{found.category}")
    pattern = shown_pattern(found.pattern) if found.pattern else ""
    if found.case is not None:
        key = "detection-reason-case-listed" if found.pattern else "detection-reason-case"
        return say(key, pattern=pattern, case=str(found.case), category=category)
    if by_sweep(found):
        return say("detection-reason-sweep", pattern=pattern)
    return say(
        f"detection-reason-{found.tier}",
        pattern=pattern,
        category=category,
        source=defang(found.source) if found.source else "none",
    )


def _rule(found: Detection, say: Say) -> str:
    """Say which policy caused it; "removed" is said only of what was."""
    done = "removed" if found.outcome is Outcome.REMOVED and found.action.deletes else found.action
    return say(
        f"detection-rule-{found.rule}",
        does=say(f"detection-policy-{done}", links=say(f"detection-policy-links-{found.tier}")),
        likely=say(f"detection-likely-{done}") if found.rule.startswith("likely") else "",
        category=say(f"category-{found.category}"),
    )


def _where(found: Detection, say: Say) -> str:
    channel = f"<#{found.channel}>"
    if found.named:
        author = "none" if found.author is None else f"<@{found.author.id}> ({defang(found.author.name)})"
        return say(f"detection-where-{found.named}", channel=channel, author=author)
    if found.author is None:
        return say("detection-where-nameless", channel=channel)
    name = defang(found.author.name)
    if not found.author_is_member and found.place is PostKind.MESSAGE:
        return say("detection-where-proxy", author=name, channel=channel)
    author = f"<@{found.author.id}> ({name})" if name else f"<@{found.author.id}>"
    return say("detection-where", author=author, channel=channel)
