"""Making drafts of what a feed brought: each item is drafted and noted as known in one transaction.

Whoever dies in between leaves the rest to the next fetch, which brings it again: validators are noted last.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final

from core.base.ids import UpdateId
from core.campaigns import versions
from core.campaigns.feeds.drafts import (
    MOST_AT_ONCE,
    correction_of,
    draft_of,
    draft_of_many,
    is_restyled,
    what_of_new,
)
from core.campaigns.feeds.items import FeedItem, Keys, known_again
from core.campaigns.texts import UpdateText
from core.campaigns.versions import Update
from services.base.outbox import Kind
from services.base.polling import LostError, Tried
from services.base.ports import Clock, Storage
from services.base.texts import Texts
from services.campaigns.addresses import ListView, listed
from services.campaigns.feeds.parsing import ReadFeed
from services.campaigns.feeds.ports import Feed, FeedsTx, KnownItem
from services.campaigns.records import SentForm
from services.campaigns.versions import save_draft

MOST_KNOWN: Final = 2_000
"""Items of a feed that are known; of more the oldest are forgotten, unless the feed still names them."""

_PORTION: Final = 100
_BETWEEN_PROPOSALS: Final = timedelta(days=1)
_EARLIEST: Final = datetime(1970, 1, 1, tzinfo=UTC)
RESTYLED: Final = "feed-restyled"


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of what a feed brought. `left_over`: not all of it is done with; `restyled`: it says all in another way."""

    drafted: int = 0
    proposed: int = 0
    left_over: bool = False
    restyled: bool = False


class Taking:
    """The steps. Raises Unavailable, LostError; UserError where the campaign closed or was stopped meanwhile."""

    def __init__(
        self, *, storage: Storage[FeedsTx], lists: ListView, texts: Texts, clock: Clock, process: str
    ) -> None:
        self._storage = storage
        self._lists = lists
        self._texts = texts
        self._clock = clock
        self._process = process

    async def take_in(self, feed: Feed, read: ReadFeed, digest: str, tried: Tried) -> TakenIn:
        """Draft what is new, propose what has changed, and note what came; `tried` is noted with it."""
        known = await self._storage.read.feed_items.known(feed.id)
        found = known_again([each.keys for each in known], [item.keys for item in read.items])
        pairs = [
            (item, None if at is None else known[at]) for item, at in zip(read.items, found, strict=True)
        ]
        done = await self._changed(feed, [(item, it) for item, it in pairs if it is not None])
        done = await self._new(feed, [item for item, it in pairs if it is None], read.site, done)
        met = {it.id for _, it in pairs if it is not None}
        over = [each.id for each in known if each.id not in met][: max(0, len(known) - MOST_KNOWN)]
        async with self._storage.bulk() as tx:
            await self._require(tx, feed)
            await tx.feed_items.forget(over)
            await tx.feeds.tried(feed.id, tried)
            await tx.feeds.taken_in(feed.id, digest, left_over=done.left_over)
        return done

    # What is new.

    async def _new(self, feed: Feed, new: Sequence[FeedItem], site: str, done: TakenIn) -> TakenIn:
        what = what_of_new(len(new), await self._storage.read.feed_items.waiting(feed.id))
        ordered = _oldest_first(new)
        if what.wait:
            return replace(done, left_over=True)
        if what.ask:
            await self._ask(feed, ordered, site)
            return replace(done, drafted=1)
        for item in ordered if what.each else ():
            text = await self._unlisted(feed, draft_of(item))
            async with self._storage.durable() as tx:
                await self._require(tx, feed)
                update = await self._draft(tx, feed, text, _token(feed, item.keys), 1)
                await tx.feed_items.add(feed.id, [item.keys], update, self._clock())
        return replace(done, drafted=len(new))

    async def _ask(self, feed: Feed, new: Sequence[FeedItem], site: str) -> None:
        """Make one draft of many items: all are known from then on, or none."""
        settings = await self._storage.glance.servers.get(feed.server)
        say = self._texts.sayer(settings.language)
        newest_first = list(reversed(new))
        text = draft_of_many(
            newest_first,
            say("feed-many-headline", count=len(new)),
            site,
            lambda more: say("feed-many-more", count=more),
        )
        text = await self._unlisted(feed, text)
        async with self._storage.bulk() as tx:
            await self._require(tx, feed)
            await self._draft(tx, feed, text, _token(feed, new[0].keys, len(new)), len(new))
            await tx.feed_items.add(feed.id, [item.keys for item in new], None, self._clock())

    async def _draft(self, tx: FeedsTx, feed: Feed, text: UpdateText, token: str, items: int) -> UpdateId:
        made = await tx.updates.made_by(token)
        if made is not None:  # it was drafted before, and forgotten since
            return made.update
        now = self._clock()
        campaign = await tx.campaigns.get(feed.campaign)
        after = versions.first_draft(
            feed.added_key,
            closed=campaign is None or campaign.closed_at is not None,
            stopped=campaign is not None and campaign.stopped_why is not None,
        )
        update = await tx.updates.begin(feed.campaign, now)
        await self._add(
            tx, feed, update, versions.difference(Update(()), after), SentForm(text, token), items
        )
        return update

    async def _add(
        self,
        tx: FeedsTx,
        feed: Feed,
        update: UpdateId,
        change: versions.Change,
        form: SentForm,
        items: int,
    ) -> None:
        version, now = change.added, self._clock()
        assert version is not None  # noqa: S101  # a draft and a redraft add one
        told = f"feed {feed.id}"
        await save_draft(tx, feed.server, update, version, form, now, by=None, told=told)
        await tx.feed_items.drafted(feed.id, feed.url, update, version.number, items)

    # What has changed.

    async def _changed(self, feed: Feed, pairs: Sequence[tuple[FeedItem, KnownItem]]) -> TakenIn:
        changed = [(item, it) for item, it in pairs if item.keys.content != it.keys.content]
        if is_restyled(len(changed), len(pairs)):
            await self._note_keys([(it, item.keys) for item, it in pairs])
            return TakenIn(restyled=any(it.update is not None for _, it in changed))
        done = TakenIn()
        settled = [(it, item.keys) for item, it in pairs if it not in [it for _, it in changed]]
        for item, it in changed:
            if it.update is None:
                settled.append((it, item.keys))
            else:
                done = await self._propose(feed, item, it, it.update, done)
        await self._note_keys(settled)
        return done

    async def _propose(
        self, feed: Feed, item: FeedItem, it: KnownItem, update: UpdateId, done: TakenIn
    ) -> TakenIn:
        """Propose a correction of what stands. A draft that waits is changed by people alone: its card says that it may."""
        record = await self._storage.read.updates.get(update)
        is_over = record is None or record.withdrawn_at is not None
        if record is None or is_over or (record.standing is None and record.pending is None):
            await self._note_keys([(it, item.keys)])
            return done
        if record.pending is not None:
            await self._say_changed(feed, it, update)
            return replace(done, left_over=True)
        lately = it.proposed_at is not None and self._clock() - it.proposed_at < _BETWEEN_PROPOSALS
        if lately or done.proposed >= MOST_AT_ONCE:
            return replace(done, left_over=True)
        standing = record.version(record.standing or 0)
        text = await self._unlisted(feed, correction_of(item, standing.text))
        if text == standing.text:
            await self._note_keys([(it, item.keys)])
            return done
        form = SentForm(text, f"{_token(feed, item.keys)}:{standing.number}", standing.number)
        if await self._correct(feed, item, it, update, form):
            return replace(done, proposed=done.proposed + 1)
        return replace(done, left_over=True)

    async def _say_changed(self, feed: Feed, it: KnownItem, update: UpdateId) -> None:
        if it.changed:
            return
        async with self._storage.durable() as tx:
            await tx.feed_items.note_changed(it.id)
            await tx.outbox.arm(Kind.UPDATE_DRAFT, update, feed.server, self._clock())

    async def _correct(
        self, feed: Feed, item: FeedItem, it: KnownItem, update: UpdateId, form: SentForm
    ) -> bool:
        """Draft the correction. False: somebody drafted or withdrew something meanwhile."""
        async with self._storage.durable() as tx:
            await self._require(tx, feed)
            if (
                await tx.updates.made_by(form.token) is not None
            ):  # it was proposed before: people have decided
                await tx.feed_items.note_keys([(it.id, item.keys)])
                return True
            before = await tx.updates.state(update)
            if before is None or before.pending is not None or before.withdrawn:
                return False
            change = versions.difference(before, versions.redraft(before, feed.added_key))
            await self._add(tx, feed, update, change, form, 1)
            await tx.feed_items.note_proposed(it.id, item.keys, self._clock())
        return True

    async def _note_keys(self, keys: Sequence[tuple[KnownItem, Keys]]) -> None:
        other = [(it.id, now) for it, now in keys if it.keys != now or it.changed]
        for first in range(0, len(other), _PORTION):
            async with self._storage.bulk() as tx:
                await tx.feed_items.note_keys(other[first : first + _PORTION])

    async def _unlisted(self, feed: Feed, text: UpdateText) -> UpdateText:
        """The text without a source that a list holds: Rowan does not link there."""
        if text.source and await listed(self._lists, feed.server, text.source) is not None:
            return replace(text, source="")
        return text

    async def _require(self, tx: FeedsTx, feed: Feed) -> None:
        if not await tx.feeds.is_taken(feed.id, self._process):
            raise LostError


def _token(feed: Feed, keys: Keys, many: int = 0) -> str:
    """What makes a draft the same one, whoever makes it again."""
    return f"feed:{feed.id}:{keys.id or keys.link}:{keys.content}:{many}"


def _oldest_first(items: Sequence[FeedItem]) -> list[FeedItem]:
    """By when they were published, where the feed says so of all; else as the feed has them, from its end."""
    backwards = list(reversed(items))
    if all(item.at is not None for item in items):
        return sorted(backwards, key=lambda item: item.at or _EARLIEST)
    return backwards
