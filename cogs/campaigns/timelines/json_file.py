"""A campaign's timeline as JSON: docs/timeline-json.md says what stands in it. No person stands in it.

Texts are masked and defanged as in a message; an address that a list holds is defanged, and `source_listed` says so.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from cogs.campaigns.timelines.words import bare, bare_address
from services.campaigns.records import Campaign
from services.campaigns.timelines import TimelineEntry

FORMAT, VERSION = "rowan-timeline", 1


def as_json(
    campaign: Campaign, entries: Sequence[TimelineEntry], *, clean: Collection[str]
) -> Mapping[str, object]:
    """Give the timeline as values for JSON. `clean`: addresses that no list holds."""
    text = campaign.text
    return {
        "format": FORMAT,
        "version": VERSION,
        "campaign": {
            "number": int(campaign.id),
            "title": bare(text.title),
            "publisher": bare(campaign.publisher),
            "summary": bare(text.summary),
            "demand": bare(text.demand),
            "link": bare_address(text.link, clean=text.link in clean) if text.link else "",
            "link_listed": bool(text.link) and text.link not in clean,
            "begun": _time(campaign.made_at),
            "closed": _time(campaign.closed_at),
            "outcome": None if campaign.outcome is None else bare(campaign.outcome),
        },
        "updates": [_entry(entry, clean) for entry in entries],
    }


def _entry(entry: TimelineEntry, clean: Collection[str]) -> Mapping[str, object]:
    text = entry.text
    return {
        "number": int(entry.update),
        "published": _time(entry.published_at),
        "corrected": _time(entry.corrected_at),
        "withdrawn": _time(entry.withdrawn_at),
        "withdrawn_reason": bare(entry.withdrawn_reason) if entry.withdrawn_reason else None,
        "kind": None if text is None else str(text.kind),
        "headline": None if text is None else bare(text.headline),
        "body": None if text is None else bare(text.body),
        "warning": None if text is None else bare(text.warning),
        "source": None if text is None else _source(text.source, clean),
        "source_listed": None if text is None else bool(text.source) and text.source not in clean,
    }


def _source(source: str, clean: Collection[str]) -> str:
    return bare_address(source, clean=source in clean) if source else ""


def _time(at: datetime | None) -> str | None:
    return None if at is None else at.strftime("%Y-%m-%dT%H:%M:%SZ")
