"""The draft of a complaint to whoever serves a campaign's site: what stands in it, and who is known to pass such things on.

Rowan sends nothing. What is told is public already: updates that were approved, with their sources; no reporter, no member.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from core.base.authority import Caller
from core.campaigns.providers.precedents import PassesOn, passes_on
from core.campaigns.screen import Held
from core.campaigns.versions import UpdateKind
from services.campaigns.providers.facts import ProviderFacts, ShownFacts
from services.campaigns.records import Campaign
from services.campaigns.timelines import TimelineEntry, Timelines

MOST_UPDATES: Final = 100  # the newest
_NO_EVIDENCE: Final = frozenset({UpdateKind.CALL})


@dataclass(frozen=True, slots=True)
class Complaint:
    """What a complaint is made of. `held`: places in it that a list or an open case holds; `passing`: providers that are known to pass
    complaints on, and are named by what is known or by the campaign itself.
    """

    campaign: Campaign
    facts: ShownFacts
    evidence: Sequence[TimelineEntry]
    held: Held
    passing: Sequence[PassesOn]


class Complaints:
    """The use case."""

    def __init__(self, *, facts: ProviderFacts, timelines: Timelines) -> None:
        self._facts = facts
        self._timelines = timelines

    async def draft(self, caller: Caller, typed: str) -> Complaint:
        """Put a complaint together for a moderator of the campaign's server. Raises UserError."""
        facts = await self._facts.shown(caller, typed)
        campaign = facts.campaign
        _, entries = await self._timelines.timeline(caller.server, campaign.id)
        evidence = [each for each in entries if _is_evidence(each)][-MOST_UPDATES:]
        known = [each.fact.value for each in facts.known if each.fact is not None]
        text = campaign.text
        passing = passes_on([*known, text.title, text.summary, text.demand])
        sources = {each.source for each in passing}
        held = await self._timelines.held(caller.server, campaign, evidence, sources)
        return Complaint(campaign, facts, evidence, held, passing)


def _is_evidence(entry: TimelineEntry) -> bool:
    return entry.text is not None and bool(entry.text.source) and entry.text.kind not in _NO_EVIDENCE
