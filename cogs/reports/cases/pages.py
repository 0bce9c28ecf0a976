"""The private answers to moderators: what *list* did, and what *Read message* shows."""

from collections.abc import Callable, Sequence
from typing import Any

import discord

from cogs.base.card_actions import PRIVATE
from cogs.base.layout import Card, Part, Turning, button, page_of, slices
from cogs.lists.pages import numbers, site_and_end
from cogs.reports.report_times import reported_at
from cogs.servers.blur import private_text
from core.base.defang import defang, defang_link
from core.base.ids import CaseId
from core.base.redact import redact
from core.reports.evidence_files import EvidenceFile
from core.scanning.detections import Outcome
from services.base.texts import Say
from services.lists.typed_pattern import shown_pattern
from services.reports.cases.listing import ListDone, RelatedDone
from services.reports.records import Revealed, RevealedReport

_TOGETHER = 5  # files, or links, in one paragraph of a page
_KIB = 1024


def dismissed(
    say: Say, case: CaseId, reason: str, onward: "discord.ui.Button[Any] | None"
) -> discord.ui.LayoutView:
    """Say that the case is closed. `onward`: the link to the next case, where one waits."""
    said = say("case-dismissed", case=str(case), reason=say(f"dismiss-{reason}"))
    return Card(discord.Colour.green()).text(said).buttons(onward).view()


def listed(
    say: Say, case: CaseId, done: ListDone, onward: "discord.ui.Button[Any] | None"
) -> discord.ui.LayoutView:
    """Say what *list* did, with a button that closes the other cases which the pattern covers.

    `onward`: the link to the next case, where one waits.
    """
    new, pattern, count = "yes" if done.new else "no", shown_pattern(done.pattern.text), len(done.related)
    lines = [say("case-listed", new=new, pattern=pattern, case=str(case))]
    lines += site_and_end(say, done.entry)
    if done.shared:
        lines.append(say("case-listed-shared"))
    if done.removing:
        lines.append(say("case-listed-removing"))
    if done.allowed:
        lines.append(say("case-listed-allowed"))
    if done.related:
        lines.append(say("case-listed-related", count=count, cases=numbers(say, done.related)))
    close = None
    if done.related:
        label = say("case-close-related", count=count)
        close = button(f"case:{case}:related", label, discord.ButtonStyle.primary)
    return Card(discord.Colour.green()).text("\n".join(lines)).buttons(close, onward).view()


def deleted(say: Say, case: CaseId, said: str) -> discord.ui.LayoutView:
    """Say that the message is gone, with a button that closes the case for that reason."""
    close = button(f"case:{case}:handled{PRIVATE}", say("case-close-handled"), discord.ButtonStyle.primary)
    return Card(discord.Colour.green()).text(said).buttons(close).view()


def finished(
    say: Say, case: CaseId, message: Outcome, onward: "discord.ui.Button[Any] | None"
) -> discord.ui.LayoutView:
    """Say that the message was deleted and the case closed. `onward`: the link to the next case, where one waits."""
    key = {Outcome.REMOVED: "case-finished", Outcome.GONE: "case-finished-gone"}.get(
        message, "case-finished-owed"
    )
    return Card(discord.Colour.green()).text(say(key, case=str(case))).buttons(onward).view()


def related_closed(say: Say, done: RelatedDone) -> str:
    """Say which cases the button under `listed` closed, and which it left."""
    pattern = shown_pattern(done.pattern)
    lines = [
        say("case-related-closed", count=len(done.closed), cases=numbers(say, done.closed), pattern=pattern)
    ]
    if done.left:
        lines.append(say("case-related-left", count=len(done.left), cases=numbers(say, done.left)))
    if done.open:
        lines.append(say("case-related-open", count=len(done.open), cases=numbers(say, done.open)))
    return "\n".join(lines)


def revealed(
    say: Say, found: Revealed, number: int, *, blur: bool, below: Callable[[Card], None]
) -> discord.ui.LayoutView:
    """Show a page of evidence and details: masked, defanged, and all of it over the pages; `below` stands on each.

    The answer is private, so no text in it is hidden once more, unless its reader chose that (`blur`).
    """
    title = f"### {say('reveal-title', case=str(found.case))}\n-# {say('reveal-hint')}"
    parts: list[str | Part] = [
        private_text(found.evidence, say("reveal-evidence"), blur=blur)
        if found.evidence
        else say("reveal-no-evidence")
    ]
    links = [f"- {defang_link(link.canonical, most=None)}" for link in found.links]
    parts += _together(links, say("reveal-links", count=len(links)))
    files = [_file(say, file, blur=blur) for file in found.files]
    parts += _together(files, say("reveal-files", count=len(found.files)))
    parts += [_report(say, found, report, blur=blur) for report in found.reports]
    if found.set_aside:
        parts.append(f"-# {say('reveal-set-aside', count=found.set_aside)}")
    turning = Turning(say, lambda page: f"case:{found.case}:reveal:{page}")
    return page_of(Card(discord.Colour.dark_grey()), title, parts, number, turning, below)


def _together(lines: Sequence[str], head: str) -> list[Part]:
    """Some lines a paragraph, few enough that none is broken: each has code of its own."""
    some = slices(lines, _TOGETHER) if lines else []
    return [Part("\n".join(each), "" if place else head) for place, each in enumerate(some)]


def _report(say: Say, found: Revealed, report: RevealedReport, *, blur: bool) -> str | Part:
    line = say(
        "reveal-report",
        pseudonym=report.pseudonym,
        record=say(f"reveal-record-{report.record}"),
        category=say(f"category-{report.category}"),
        when=reported_at(say, report.made_at, found.category, found.message),
    )
    return private_text(report.details, line, blur=blur) if report.details else line


def _file(say: Say, file: EvidenceFile, *, blur: bool) -> str:
    name = defang(redact(" ".join(file.name.split())))
    return say(
        "reveal-file",
        name=f"||{name} ||" if blur else name,
        size=_size(say, file.size),
        hash=say(f"reveal-hash-{file.state}", sha256=f"`{file.sha256}`"),
    )


def _size(say: Say, size: int) -> str:
    """Write a size in bytes to about two places, as file managers show it."""
    if size < _KIB:
        return f"{size} B"
    kib = size / _KIB
    return f"{say.number(kib, 1)} KiB" if kib < _KIB else f"{say.number(kib / _KIB, 1)} MiB"
