"""A campaign's timeline as JSON: docs/timeline-json.md says what stands in it. No person stands in it.

Texts go through the screen as in a message; an address that a list or an open case holds is defanged, and `source_listed` says
so. A timeline that is larger than Discord takes as one file becomes several.
"""

import asyncio
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from cogs.campaigns.timelines.words import bare_address
from core.base.errors import UserError
from core.campaigns.screen import Held, screened_plain
from services.campaigns.records import Campaign
from services.campaigns.screening import is_clean
from services.campaigns.timelines import TimelineEntry

FORMAT, VERSION = "rowan-timeline", 1
MOST_FILES: Final = 10  # of one message
FILE_SIZE: Final = 8_000_000  # bytes; Discord takes ten million
_INDENTS: Final = 6  # bytes that a line of an update has around it where it stands in the file


async def as_files(campaign: Campaign, entries: Sequence[TimelineEntry], held: Held) -> list[bytes]:
    """Give the timeline as files, each of them JSON by itself. Raises UserError: it is larger than one message holds."""
    updates: list[Mapping[str, object]] = []
    for entry in entries:
        updates.append(_entry(entry, held))
        await asyncio.sleep(0)  # a timeline may be long: others have their turn
    return await asyncio.to_thread(_files, as_json(campaign, held), updates)


def _files(head: Mapping[str, object], updates: Sequence[Mapping[str, object]]) -> list[bytes]:
    sizes = [len(_written(each)) + _INDENTS * (len(each) + 2) for each in updates]
    parts: list[list[Mapping[str, object]]] = [[]]
    left = FILE_SIZE - len(_written(head))
    for update, size in zip(updates, sizes, strict=True):
        if size > left and parts[-1]:
            parts.append([])
            left = FILE_SIZE - len(_written(head))
        parts[-1].append(update)
        left -= size
    if len(parts) > MOST_FILES:
        raise UserError("timeline-file-too-large", count=len(updates))
    numbered = (
        {"part": number, "parts": len(parts), "updates": some} for number, some in enumerate(parts, 1)
    )
    return [_written({**head, **each}) for each in numbered]


def _written(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2).encode()


def as_json(campaign: Campaign, held: Held) -> Mapping[str, object]:
    """Give what stands before the updates, as values for JSON."""
    text = campaign.text
    return {
        "format": FORMAT,
        "version": VERSION,
        "campaign": {
            "number": int(campaign.id),
            "title": screened_plain(text.title, held),
            "publisher": screened_plain(campaign.publisher, held),
            "summary": screened_plain(text.summary, held),
            "demand": screened_plain(text.demand, held),
            "link": bare_address(text.link, held) if text.link else "",
            "link_listed": bool(text.link) and not is_clean(text.link, held),
            "begun": _time(campaign.made_at),
            "closed": _time(campaign.closed_at),
            "outcome": None if campaign.outcome is None else screened_plain(campaign.outcome, held),
        },
    }


def _entry(entry: TimelineEntry, held: Held) -> Mapping[str, object]:
    text = entry.text
    reason = entry.withdrawn_reason
    return {
        "number": int(entry.update),
        "published": _time(entry.published_at),
        "corrected": _time(entry.corrected_at),
        "withdrawn": _time(entry.withdrawn_at),
        "withdrawn_reason": screened_plain(reason, held) if reason else None,
        "kind": None if text is None else str(text.kind),
        "headline": None if text is None else screened_plain(text.headline, held),
        "body": None if text is None else screened_plain(text.body, held),
        "warning": None if text is None else screened_plain(text.warning, held),
        "source": None if text is None else _source(text.source, held),
        "source_listed": None if text is None else bool(text.source) and not is_clean(text.source, held),
    }


def _source(source: str, held: Held) -> str:
    return bare_address(source, held) if source else ""


def _time(at: datetime | None) -> str | None:
    return None if at is None else at.strftime("%Y-%m-%dT%H:%M:%SZ")
