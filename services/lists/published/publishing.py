"""Publishing a list as a signed file (core/lists/signed, docs/list-format.md), in clear or hashed.

Steps: the list's key is made once, at its first issue -> what stands on the list is held against what stood in earlier
issues, and goes as records into temporary files, in their order -> number and digest of the issue are committed -> only then
the first byte is given away. Who dies before that has published nothing; who dies after it has used up a number, which no
file will have. Two files with one number, a fork, cannot come about.
"""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import ServerId
from core.lists.patterns import Pattern
from core.lists.shared_standing import SharedState, StanceKind, standing
from core.lists.signed import Allow, Entry, Head, signed_head
from core.lists.signed.heads import EARLIER, MOST_HANDOVERS, hand_over, public_key
from core.lists.signed.records import MOST_IN_PLACE
from core.lists.sites import SiteWords
from core.lists.stances import SharedEntry
from services.base.ports import Clock, Storage
from services.lists.imports.ports import OPERATOR
from services.lists.published.changes import AT_ONCE, Changes, named
from services.lists.published.lines import Body, PublishedLines
from services.lists.published.ports import KnownPattern, Published, PublishingTx
from services.lists.published.sites import PublishedSites


@dataclass(frozen=True, slots=True)
class Present:
    """A pattern that stands on the list now, with its site. `confirms`: how many groups stand for it, 0 where nobody says so."""

    pattern: Pattern
    category: Category
    site: SiteWords
    confirms: int = 0


@dataclass(frozen=True, slots=True)
class IssueFile:
    """What was published: the first two lines and the records. `left_out`: patterns that the format cannot take."""

    serial: int
    key: str
    head: bytes
    body: Body
    left_out: int


class Publishing:
    """The operator's use case. Raises UserError, Unavailable."""

    def __init__(
        self, *, storage: Storage[PublishingTx], clock: Clock, quorum: int, new_secret: Callable[[], bytes]
    ) -> None:
        self._storage = storage
        self._clock = clock
        self._quorum = quorum
        self._new_secret = new_secret

    async def publish(self, server: ServerId, *, hashed: bool, new_key: bool = False) -> IssueFile:
        """Make the next issue of a server's own list with its exceptions, or of the shared list (OPERATOR).

        `new_key`: the list's key hands over to a new one, which signs from this issue on. Raises UserError where the list was
        never published and is empty, where another issue came in between, and where keys were handed over too often.
        """
        known = await self._begun(server, hashed=hashed)
        lines = PublishedLines()
        try:
            left_out = await self._bring_in(server, known, lines, hashed=hashed)
            body = lines.written()
        finally:
            lines.close()
        try:
            return await self._commit(server, known, body, left_out, hashed=hashed, new_key=new_key)
        except BaseException:
            body.close()
            raise

    async def _begun(self, server: ServerId, *, hashed: bool) -> Published:
        async with self._storage.durable() as tx:
            if await tx.published.get(server, hashed=hashed) is None:
                if not await self._is_any(server):
                    raise UserError("publish-empty")
                await tx.published.make(server, self._new_secret(), self._clock(), hashed=hashed)
            known = await tx.published.get(server, hashed=hashed)
        assert known is not None  # noqa: S101  # it was made just now
        return known

    async def _commit(
        self, server: ServerId, known: Published, body: Body, left_out: int, *, hashed: bool, new_key: bool
    ) -> IssueFile:
        now = self._clock()
        async with self._storage.durable() as tx:
            current = await tx.published.get(server, hashed=hashed)
            if current != known:
                raise UserError("publish-another")
            secret = known.secret
            if new_key:
                secret = await self._change_key(tx, known)
            key = Ed25519PrivateKey.from_private_bytes(secret)
            head = Head(
                key=public_key(key),
                serial=known.serial + 1,
                made_at=now,
                hashed=hashed,
                records=body.records,
                size=body.size,
                body=body.digest,
                before=await tx.published.digests(known.id, EARLIER),
                handovers=await tx.published.handovers(known.id),
            )
            first_lines, digest = signed_head(head, key)
            await tx.published.add_issue(known.id, head.serial, digest, now)
        return IssueFile(head.serial, head.key, first_lines, body, left_out)

    async def _change_key(self, tx: PublishingTx, known: Published) -> bytes:
        if len(await tx.published.handovers(known.id)) >= MOST_HANDOVERS:
            raise UserError("publish-many-keys", limit=MOST_HANDOVERS)
        secret = self._new_secret()
        later = public_key(Ed25519PrivateKey.from_private_bytes(secret))
        handover = hand_over(Ed25519PrivateKey.from_private_bytes(known.secret), later)
        await tx.published.replace_key(known.id, secret, handover)
        return secret

    async def _bring_in(
        self, server: ServerId, known: Published, lines: PublishedLines, *, hashed: bool
    ) -> int:
        """Put every record into the lines, and note what stands in this issue; returns how many patterns were left out."""
        left_out, sites = 0, PublishedSites()
        changes = Changes(self._storage, known, self._clock())
        stood = _Ahead(self._stood(known.id))
        before = await stood.next()
        async for present in self._present(server):
            if not _fits(present.pattern):
                left_out += 1
                continue
            while before is not None and before.pattern.text < present.pattern.text:
                await changes.gone(before, lines, hashed=hashed)
                before = await stood.next()
            is_known = before is not None and before.pattern.text == present.pattern.text
            if not is_known or (before is not None and before.retracted):
                await changes.put(present.pattern)
            if is_known:
                before = await stood.next()
            place, whole = named(present.pattern, hashed=hashed)
            site = "" if hashed else sites.name_of(present.site)  # a name could tell the address
            lines.add(Entry(place, present.category, whole, present.confirms, site))
        while before is not None:
            await changes.gone(before, lines, hashed=hashed)
            before = await stood.next()
        await changes.write()
        sites.put_into(lines)
        async for allow in self._allows(server):
            if _fits(allow):
                lines.add(Allow(*named(allow, hashed=hashed)))
        return left_out

    async def _is_any(self, server: ServerId) -> bool:
        async for _ in self._present(server):
            return True
        return await anext(self._allows(server), None) is not None

    async def _present(self, server: ServerId) -> AsyncIterator[Present]:
        entries, last, now = self._storage.read.published_entries, "", self._clock()
        if server != OPERATOR:
            while own := await entries.own_after(server, last, AT_ONCE, now):
                for pattern, category, site in own:
                    yield Present(pattern, category, site)
                last = own[-1][0].text
            return
        while shared := await entries.shared_after(last, AT_ONCE):
            for entry in shared:
                stands = standing([stance for _, stance in entry.stances], self._quorum, now)
                # What is held removes nothing here until somebody has looked at it: nobody else is to remove by it.
                if entry.held is None and (
                    stands.state is SharedState.LISTED
                    or (stands.state is SharedState.PROPOSED and _is_the_operators(entry, now))
                ):
                    words = entry.words
                    yield Present(entry.pattern, words.category, words.site, stands.confirms)
            last = shared[-1].pattern.text

    async def _allows(self, server: ServerId) -> AsyncIterator[Pattern]:
        last = ""
        while found := await self._storage.read.published_entries.allows_after(server, last, AT_ONCE):
            for allow in found:
                yield allow
            last = found[-1].text

    async def _stood(self, which: int) -> AsyncIterator[KnownPattern]:
        last = ""
        while found := await self._storage.read.published.patterns_after(which, last, AT_ONCE):
            for known in found:
                yield known
            last = found[-1].pattern.text


class _Ahead:
    """Some patterns one by one; None at their end."""

    def __init__(self, patterns: AsyncIterator[KnownPattern]) -> None:
        self._patterns = patterns

    async def next(self) -> KnownPattern | None:
        return await anext(self._patterns, None)


def _is_the_operators(entry: SharedEntry, now: datetime) -> bool:
    """Whether the operator stands for the entry: then it goes out with those that are listed, as in every export."""
    return any(
        server == OPERATOR and stance.kind is StanceKind.CONFIRM and stance.stands(now)
        for server, stance in entry.stances
    )


def _fits(pattern: Pattern) -> bool:
    """Whether the file can hold the pattern, as it can what is parsed today."""
    return len(pattern.text) <= MOST_IN_PLACE and pattern.text.isprintable() and " " not in pattern.text
