"""What `/blocklist show`, `/blocklist pending` and `/check` say besides of a shared entry: that it is held, what is known of
it here, whom a listed party may ask.
"""

from typing import Any

import discord

from cogs.base.layout import button
from core.base.defang import defang
from core.lists.shared_standing import SharedState
from services.base.texts import Say
from services.lists.shared_list.shared import SharedView
from services.lists.sightings import SEEN_DAYS

NOTE_IN_ROW = 120  # characters; `show` has the whole note


def standing_lines(say: Say, view: SharedView, contact: str) -> list[str]:
    """What `show` says of a hold, and of the operator's contact line where the entry is listed. `contact`: '' for none."""
    lines = held_lines(say, view)
    if contact and view.state is SharedState.LISTED:
        lines.append(contact_line(say, contact))
    return lines


def held_lines(say: Say, view: SharedView) -> list[str]:
    """That the entry is held, why, and what that means; nothing where it is not."""
    if view.held is None:
        return []
    when = f"<t:{int(view.held.since.timestamp())}:D>"
    return [say(f"held-{view.held.why}", when=when), say("held-does")]


def contact_line(say: Say, contact: str) -> str:
    """Whom somebody may ask who is listed: the operator's own words, which stay as they are."""
    return say("contact-line", contact=contact)


def evidence_lines(say: Say, view: SharedView) -> list[str]:
    """How often the entry was met here lately, and what this server's own list says of it."""
    if view.evidence is None:
        return []
    seen, own = view.evidence.seen, view.evidence.own
    lines = [
        say("pending-evidence", days=SEEN_DAYS, count=f"{seen.count}+" if seen.more else str(seen.count))
    ]
    if own is not None:
        category = say(f"category-{own.category}")
        note = defang(own.note if len(own.note) <= NOTE_IN_ROW else f"{own.note[: NOTE_IN_ROW - 1]}…")
        lines.append(
            say("pending-own-note", category=category, note=note)
            if note
            else say("pending-own", category=category)
        )
    return lines


def stand_buttons(say: Say, number: int, view: SharedView) -> list["discord.ui.Button[Any]"]:
    """The two buttons of a row of what waits, named by its number."""
    if view.entry is None:
        return []
    return [
        button(
            f"lists:stand:{view.entry}:confirm",
            say("pending-confirm", number=number),
        ),
        button(f"lists:stand:{view.entry}:dispute", say("pending-dispute", number=number)),
    ]
