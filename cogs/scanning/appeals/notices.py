"""Telling an author by direct message that messages of theirs were removed, with the button by which they object.

Neutral, and no more than they need: the links are their own, defanged; which entry held them, who decided and whether somebody
reported is not said.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import discord

from cogs.base.direct_messages import DirectMessages, server_away
from cogs.base.layout import Card, button
from cogs.base.postman import Message
from core.base.categories import Category
from core.base.defang import defang, defang_link
from core.base.ids import NoticeId
from core.base.redact import redact
from core.base.times import moment_of
from core.scanning.appeals import AppealState, ordered_by_moderator
from core.scanning.detections import Detection
from core.servers.policy import Tier
from services.base.outbox import Dropped, Later, OutboxRow, Posted, SendResult, Waiting
from services.base.texts import Say, Texts
from services.scanning.appeals.notices import AuthorNotices, NotYet, Telling
from services.servers.languages import Languages

_LINKS = 5  # that are named
_DECIDED = {
    AppealState.UPHELD: "author-notice-upheld",
    AppealState.OVERTURNED: "author-notice-taken-back",
    AppealState.UNDONE: "author-notice-taken-back",
}


class AuthorNoticePosts:
    """Performs outbox rows of kind `author_notice`; the subject is the notice."""

    def __init__(
        self,
        *,
        client: discord.Client,
        direct: DirectMessages,
        notices: AuthorNotices,
        languages: Languages,
        texts: Texts,
    ) -> None:
        self._client = client
        self._direct = direct
        self._notices = notices
        self._languages = languages
        self._texts = texts

    async def perform(self, row: OutboxRow) -> SendResult:
        """Send the notice once, or bring what stands there up to date."""
        notice, name = NoticeId(row.subject), self._direct.name_of(row.server)
        if name is None:
            return server_away(row)
        telling = await self._notices.begin(notice)
        if telling is None:
            return Dropped("nothing to tell, or nobody")
        if isinstance(telling, NotYet):
            return Later("its author was just sent several", telling.wait, may_stand=False)
        say = self._texts.sayer(await self._languages.of_letter(row.server, telling.author.id))
        message = self._message(telling, name, say)
        outcome = await self._direct.deliver(row, telling.author.id, message)
        if isinstance(outcome, Posted) and not telling.sent:
            await self._notices.sent(notice)
        elif isinstance(outcome, Waiting):  # not tried again
            if not telling.sent:
                await self._notices.closed(notice)
            return Dropped("the author takes no direct messages")
        # A wait for this must not hold up the cards of the server.
        return replace(outcome, named=False) if isinstance(outcome, Later) else outcome

    def _message(self, telling: Telling, server: str, say: Say) -> Message:
        card, removals, notice = Card(discord.Colour.dark_grey()), telling.removals, telling.notice.id
        lines = [say("author-notice", server=defang(server), count=len(removals))]
        if len(removals) == 1:
            lines += [self._written(removals[0], say), *_reason(removals[0], say)]
        else:
            lines += _reasons(removals, say)
        card.text("\n".join(lines))
        if any(each.category is Category.SELF_HARM and not ordered_by_moderator(each) for each in removals):
            card.text(say("author-notice-self-harm"))
        card.text(f"-# {_objection(telling, say)}")
        if telling.appeal is None:
            card.buttons(button(f"notice:{notice}:object", say("author-notice-button")))
        else:
            card.buttons(button(f"notice:{notice}:mine", say("object-mine")))
        return Message(card.view(), marker=f"notice:{notice}:", edit_only=telling.sent)

    def _written(self, removal: Detection, say: Say) -> str:
        when = discord.utils.format_dt(moment_of(removal.message), "f")
        channel = self._client.get_channel(removal.channel)
        name = getattr(channel, "name", None)
        if name is None:
            return say("author-notice-written", when=when)
        return say("author-notice-written-in", when=when, channel=defang(redact(f"#{name}")))


def _reason(removal: Detection, say: Say) -> list[str]:
    if ordered_by_moderator(removal):
        return [say("author-notice-moderators")]
    of_list = "own" if removal.tier is Tier.OWN else "other"
    category = say(f"category-{removal.category}")
    reason = [say("author-notice-list", list=of_list, category=category, link=_link(removal))]
    return reason if removal.picture is None else [*reason, say("detection-in-code", number=removal.picture)]


def _reasons(removals: Sequence[Detection], say: Say) -> list[str]:
    listed = [each for each in removals if not ordered_by_moderator(each)]
    links = Counter((_link(each), each.category) for each in listed)
    lines = [say("author-notice-lists")] if links else []
    for (link, category), count in links.most_common(_LINKS):
        lines.append(say("author-notice-link", link=link, category=say(f"category-{category}"), count=count))
    if len(links) > _LINKS:
        lines.append(say("author-notice-more-links", count=len(links) - _LINKS))
    if len(listed) < len(removals):
        lines.append(say("author-notice-by-moderators", count=len(removals) - len(listed)))
    return lines


def _link(removal: Detection) -> str:
    """The link as its author posted it, not clickable, without what it may say of others."""
    return defang_link(redact(removal.link))


def _objection(telling: Telling, say: Say) -> str:
    appeal = telling.appeal
    if appeal is None:
        return say("author-notice-object")
    if appeal.state is AppealState.OPEN:
        return say("author-notice-objected", when=discord.utils.format_dt(appeal.opened_at, "f"))
    return say(_DECIDED[appeal.state])
