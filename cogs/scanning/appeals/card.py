"""Drawing the card of an appeal in the review channel: about which removals it is, why they were made, who may decide.

Rendered from the rows alone. What the author wrote, and what was removed, is behind *Read*.
"""

from collections.abc import Collection, Sequence

import discord

from cogs.base.layout import Card, button, link_button
from cogs.base.postman import Message
from cogs.scanning.detections.authors import Author, Authors, author_lines
from cogs.scanning.detections.card import reason_words
from cogs.servers.review_channel import ReviewPost
from core.base.defang import defang, defang_link
from core.base.ids import AppealId, ServerId, UserId
from core.base.posts import MessagePlace
from core.scanning.appeals import Appeal, AppealState, stands
from core.scanning.detections import Detection
from services.base.outbox import Dropped, OutboxRow, SendResult
from services.base.texts import Say, Texts
from services.scanning.appeals.deciding import AppealDecisions, AppealView
from services.servers.settings import ServerSettings
from services.servers.setup import Servers

_NAMED = 5  # channels, reasons and people
_COLOURS = {AppealState.OPEN: discord.Colour.orange()}
_DONE = discord.Colour.dark_grey()


class AppealCards:
    """Performs outbox rows of kind `appeal_card`; the subject is the appeal."""

    def __init__(
        self,
        *,
        decisions: AppealDecisions,
        authors: Authors,
        servers: Servers,
        review_post: ReviewPost,
        texts: Texts,
    ) -> None:
        self._decisions = decisions
        self._authors = authors
        self._servers = servers
        self._review_post = review_post
        self._texts = texts

    async def perform(self, row: OutboxRow) -> SendResult:
        """Post the card or bring it up to date."""
        view = await self._decisions.view(AppealId(row.subject))
        if view is None:
            return Dropped("no such appeal")
        author = None
        if view.appeal.state is AppealState.OPEN and view.removals:
            role = (await self._servers.get(row.server)).moderator_role
            author = await self._authors.of_one(view.removals[0], role)
        removal = await self._decisions.card_of_removal(view)

        def render(settings: ServerSettings) -> Message:
            say = self._texts.sayer(settings.language)
            return Message(card_of(view, say, author, removal), marker=f"appeal:{row.subject}:")

        return await self._review_post.deliver(row, render)


def card_of(
    view: AppealView, say: Say, author: Author | None = None, removal: MessagePlace | None = None
) -> discord.ui.LayoutView:
    """Draw the card as it should look now. `author`: what is known of them; `removal`: where the removal's card stands."""
    appeal = view.appeal
    title = "appeal-title-dropped" if _is_dropped(view) else f"appeal-title-{appeal.state}"
    card = Card(_COLOURS.get(appeal.state, _DONE)).text(f"### {say(title)}")
    when = discord.utils.format_dt(appeal.opened_at, "f")
    lines = [say("appeal-number", appeal=str(appeal.id), when=when), _by(appeal, say)]
    card.text("\n".join([*lines, *_about(view.removals, say)]))
    if appeal.state is AppealState.OPEN:
        if author is not None:
            card.text("\n".join(author_lines(say, author)))
        card.line().text("\n".join(_open_lines(view, say, moderates=author is not None and author.moderates)))
    else:
        card.line().text("\n".join(_ended_lines(view, say)))
    overturn = button(f"appeal:{appeal.id}:overturn", say("appeal-button-overturn"))
    uphold = button(f"appeal:{appeal.id}:uphold", say("appeal-button-uphold"))
    decides = [uphold, overturn] if appeal.state is AppealState.OPEN else []
    read = button(f"appeal:{appeal.id}:reveal", say("appeal-button-read"))
    jump = (
        None if removal is None else link_button(_url(appeal.server, removal), say("appeal-button-removal"))
    )
    card.buttons(read, *decides, jump)
    return card.view()


def _is_dropped(view: AppealView) -> bool:
    """Whether it ended while a removal stands: its author had themself erased."""
    return view.appeal.state is AppealState.UNDONE and any(stands(each) for each in view.removals)


def _by(appeal: Appeal, say: Say) -> str:
    if appeal.author is None:
        return say("appeal-by-nobody")
    name = defang(appeal.author.name)
    mention = f"<@{appeal.author.id}>"
    return say("appeal-by", author=f"{mention} ({name})" if name else mention)


def _about(removals: Sequence[Detection], say: Say) -> list[str]:
    """Say what was removed, and for what true reason; each reason once."""
    channels = named(say, list(dict.fromkeys(f"<#{each.channel}>" for each in removals)))
    lines = [say("appeal-about", count=len(removals), channels=channels)]
    reasons: dict[str, None] = {}
    for each in removals:
        if each.link:
            reasons[say("appeal-link", link=defang_link(each.link))] = None
        reasons[reason_words(each, say)] = None
    return lines + list(reasons)[: 2 * _NAMED]


def _open_lines(view: AppealView, say: Say, *, moderates: bool) -> list[str]:
    until = discord.utils.format_dt(view.appeal.anybody_from, "f")
    lines = [say("appeal-author-moderates", when=until)] if moderates else []
    others = "managers" if moderates else "all"
    if view.deciders:
        names = people(say, view.deciders)
        lines.append(say("appeal-deciders", names=names, when=until, others=others))
    else:
        lines.append(say("appeal-deciders-nobody", others=others))
    return [*lines, say("appeal-how" if view.appeal.has_text else "appeal-how-gone")]


def _ended_lines(view: AppealView, say: Say) -> list[str]:
    appeal = view.appeal
    if appeal.state is AppealState.UNDONE:
        return [say("appeal-over-dropped" if _is_dropped(view) else "appeal-over-by-itself")]
    state = str(appeal.state)
    if appeal.decided_by is None:
        lines = [say("appeal-decided-nameless", state=state)]
    else:
        name, reason = defang(appeal.decided_by.name), defang(appeal.reason)
        lines = [say("appeal-decided", state=state, name=name, reason=reason)]
    if view.deciders:
        lines.append(say("appeal-deciders-were", names=people(say, view.deciders)))
    return lines


def people(say: Say, users: Collection[UserId]) -> str:
    """Name people, whom that mentions to nobody: no post of Rowan's may."""
    return named(say, [f"<@{user}>" for user in sorted(users)])


def named(say: Say, names: Sequence[str]) -> str:
    """The first of some names, and how many more there are."""
    shown = ", ".join(names[:_NAMED])
    return shown if len(names) <= _NAMED else say("appeal-more", names=shown, more=len(names) - _NAMED)


def named_appeal(server: ServerId, appeal: AppealId, card: MessagePlace | None) -> str:
    """Name an appeal by its number, as a link to its card where there is one."""
    return str(appeal) if card is None else f"[{appeal}]({_url(server, card)})"


def appeals_line(
    say: Say, server: ServerId, count: int, oldest: Sequence[tuple[Appeal, MessagePlace | None]]
) -> str:
    """Say how many appeals wait in a server, with the ways to the oldest; empty where none does."""
    if not count:
        return ""
    shown = ", ".join(named_appeal(server, each.id, place) for each, place in oldest)
    more = count - len(oldest)
    return say(
        "appeal-queue", count=count, names=shown if not more else say("appeal-more", names=shown, more=more)
    )


def _url(server: ServerId, place: MessagePlace) -> str:
    return f"https://discord.com/channels/{server}/{place.channel}/{place.message}"
