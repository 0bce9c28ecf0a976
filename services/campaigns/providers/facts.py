"""Who serves the listed hosts of a campaign's site: asked once a day, kept with times, proposed as a draft where it changed.

A campaign is taken by moving its time ahead, so that whoever dies while asking leaves it to the next, and two processes ask
once. What one answer changed is saved together with the draft that tells of it.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from core.base.authority import Caller
from core.base.defang import defang_link
from core.base.errors import Unavailable, UserError
from core.base.ids import CampaignId, ServerId, UserId
from core.campaigns import versions
from core.campaigns.providers.facts import Changed, FactKind, NotKnown, heard
from core.campaigns.texts import UPDATE_LIMITS, UpdateText
from core.campaigns.versions import UpdateKind
from services.base.ports import Clock, Storage
from services.base.texts import Say, Texts
from services.base.worker import Bell
from services.campaigns.campaigns import Campaigns, moderated
from services.campaigns.providers.ports import FactsTx, KnownFact
from services.campaigns.providers.questions import Heard, Questions, Round
from services.campaigns.records import Campaign, SentForm
from services.campaigns.versions import save_draft

HOSTS: Final = 30  # of one site, the newest
_A_DAY: Final = timedelta(days=1)
_AT_REST: Final = timedelta(
    hours=1
)  # without hosts, or stopped: nobody is asked, save the database whether that is over
_TAKEN: Final = timedelta(minutes=45)  # longer than all hosts of a site take where everybody is silent
_APART: Final = timedelta(hours=6)  # two answers that agree come from different times, whoever asked twice
_AT_ONCE: Final = 5
_ENLISTED: Final = 500
_NAME: Final = "Rowan"
_NOBODY: Final = UserId(0)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ShownFacts:
    """What is known of who serves a campaign's site. `allowed`: whether the operator lets Rowan ask at all."""

    campaign: Campaign
    hosts: Sequence[str]
    known: Sequence[KnownFact]
    allowed: bool


class ProviderFacts:
    """The use cases. `questions`: None where the operator does not allow them."""

    def __init__(
        self,
        *,
        storage: Storage[FactsTx],
        campaigns: Campaigns,
        questions: Questions | None,
        texts: Texts,
        member_key: Callable[[ServerId, UserId], bytes],
        outbox_bell: Bell,
        clock: Clock,
    ) -> None:
        self._storage = storage
        self._campaigns = campaigns
        self._questions = questions
        self._texts = texts
        self._member_key = member_key
        self._outbox_bell = outbox_bell
        self._clock = clock

    async def shown(self, caller: Caller, typed: str) -> ShownFacts:
        """Give what is known to a moderator of the campaign's server; a host that was never asked about is asked about soon.

        Raises UserError.
        """
        await moderated(self._storage.glance.servers, caller)
        campaign = await self._campaigns.find(caller.server, typed)
        if campaign.server != caller.server:
            raise UserError("campaign-not-yours")
        reading, now = self._storage.read.facts, self._clock()
        hosts = await reading.linked_hosts(campaign.id, now, HOSTS)
        known = await reading.of_campaign(campaign.id)
        allowed = self._questions is not None
        new = set(hosts) - {each.host for each in known}
        if allowed and new and campaign.closed_at is None and campaign.stopped_why is None:
            async with self._storage.relaxed() as tx:
                await tx.facts.hasten(campaign.id, now)
        return ShownFacts(campaign, hosts, [each for each in known if each.host in hosts], allowed)

    async def work(self, now: datetime) -> int:
        """Ask about the campaigns that are due; returns how many drafts were made."""
        if self._questions is None:
            return 0
        async with self._storage.relaxed() as tx:
            await tx.facts.enlist(now, _ENLISTED)
            taken = await tx.facts.take(now, now + _TAKEN, _AT_ONCE)
        drafts = 0
        for campaign in taken:
            try:
                drafts += await self._ask(campaign, self._questions)
            except Unavailable as error:
                _log.warning("campaign %s: %s", campaign, error.key)
            except Exception:  # noqa: BLE001  # the others must be asked about whatever one of them does
                _log.exception("campaign %s", campaign)
        return drafts

    async def _ask(self, number: CampaignId, questions: Questions) -> int:
        campaign = await self._storage.read.campaigns.get(number)
        if campaign is None or campaign.closed_at is not None:
            async with self._storage.relaxed() as tx:
                await tx.facts.end(number)
            return 0
        if campaign.stopped_why is not None:  # it may go on again
            async with self._storage.relaxed() as tx:
                await tx.facts.due(number, self._clock() + _AT_REST)
            return 0
        hosts = await self._storage.read.facts.linked_hosts(number, self._clock(), HOSTS)
        known, drafts = Round(), 0
        for host in hosts:
            answers = await questions.ask(host, known)
            drafts += await self._take_in(campaign, host, answers)
        async with self._storage.relaxed() as tx:
            await tx.facts.forget_others(number, hosts)
            await tx.facts.due(number, self._clock() + (_A_DAY if hosts else _AT_REST))
        return drafts

    async def _take_in(self, campaign: Campaign, host: str, answers: Heard) -> int:
        now, drafts = self._clock(), 0
        async with self._storage.durable() as tx:
            before = {(each.host, each.kind): each for each in await tx.facts.of_campaign(campaign.id)}
            for kind, answer in answers.items():
                earlier = before.get((host, kind))
                if earlier is not None and timedelta() <= now - earlier.asked_at < _APART:
                    continue
                fact = None if earlier is None else earlier.fact
                if isinstance(answer, NotKnown):
                    await tx.facts.save(campaign.id, KnownFact(host, kind, fact, now, answer))
                    continue
                fact, changed = heard(fact, answer, now)
                await tx.facts.save(campaign.id, KnownFact(host, kind, fact, now))
                if changed is not None and await self._draft(tx, campaign, host, kind, changed, now):
                    drafts += 1
        if drafts:
            self._outbox_bell.ring()
        return drafts

    async def _draft(
        self, tx: FactsTx, campaign: Campaign, host: str, kind: FactKind, changed: Changed, now: datetime
    ) -> bool:
        """Make the draft of an update that tells of a change. False: the campaign is over or stopped by now."""
        found = await tx.campaigns.get(campaign.id)
        if found is None or found.closed_at is not None or found.stopped_why is not None:
            return False
        settings = await tx.servers.get(campaign.server)
        say = self._texts.sayer(settings.language)
        by = Caller(campaign.server, _NOBODY, _NAME)
        draft = versions.first_draft(self._member_key(campaign.server, _NOBODY))
        update = await tx.updates.begin(campaign.id, now)
        token = f"facts-{campaign.id}-{host}-{kind}-{int(now.timestamp())}"
        form = SentForm(_text(say, host, kind, changed), token)
        told = "of provider facts"
        await save_draft(tx, campaign.server, update, draft.versions[0], form, now, by=by, told=told)
        return True


def _text(say: Say, host: str, kind: FactKind, changed: Changed) -> UpdateText:
    before, after = changed.before, changed.after
    shown = defang_link(host).strip("`").removeprefix("hxxps://")
    headline = say(f"facts-draft-headline-{kind}", name=after.value)
    body = say(
        f"facts-draft-body-{kind}",
        host=shown,
        before=before.value,
        after=after.value,
        since=before.since.date(),
        seen=before.seen_at.date(),
        now=after.since.date(),
    )
    return UpdateText(
        UpdateKind.RESPONSE, headline[: UPDATE_LIMITS["headline"]], body[: UPDATE_LIMITS["body"]]
    )
