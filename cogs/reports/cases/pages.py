"""The private answers to moderators: what *list* did, and what stands behind *reveal*."""

from collections.abc import Sequence

import discord

from cogs.base.layout import Card, button
from cogs.reports.cases.card import reported_at
from core.base.defang import defang
from core.base.ids import CaseId
from core.base.redact import redact
from core.reports.evidence_files import EvidenceFile
from services.base.texts import Say
from services.lists.typed_pattern import shown_pattern
from services.reports.cases.listing import ListDone, RelatedDone
from services.reports.records import Revealed, RevealedReport

_EVIDENCE_SHOWN = 2000  # characters; Discord takes 4,000 in one message
_EVIDENCE_BESIDE_FILES = 1200  # characters of the evidence where files must be told of, too
_FILES_SHOWN = 10
_NAME_SHOWN = 60
_DETAILS_SHOWN = 600
_CASES_NAMED = 20
_KIB = 1024


def listed(say: Say, case: CaseId, done: ListDone) -> discord.ui.LayoutView:
    """Say what *list* did, with a button that closes the other cases which the pattern covers."""
    new, pattern, count = "yes" if done.new else "no", shown_pattern(done.pattern.text), len(done.related)
    lines = [say("case-listed", new=new, pattern=pattern, case=str(case))]
    if done.shared:
        lines.append(say("case-listed-shared"))
    if done.removing:
        lines.append(say("case-listed-removing"))
    if done.allowed:
        lines.append(say("case-listed-allowed"))
    if done.related:
        lines.append(say("case-listed-related", count=count, cases=numbers(done.related)))
    card = Card(discord.Colour.green()).text("\n".join(lines))
    if done.related:
        label = say("case-close-related", count=count)
        card.buttons(button(f"case:{case}:related", label, discord.ButtonStyle.primary))
    return card.view()


def related_closed(say: Say, done: RelatedDone) -> str:
    """Say which cases the button under `listed` closed, and which it left."""
    pattern = shown_pattern(done.pattern)
    lines = [say("case-related-closed", count=len(done.closed), cases=numbers(done.closed), pattern=pattern)]
    if done.left:
        lines.append(say("case-related-left", count=len(done.left), cases=numbers(done.left)))
    return "\n".join(lines)


def numbers(cases: Sequence[CaseId]) -> str:
    """Name the first of these cases by number, with an ellipsis for the rest."""
    shown = ", ".join(str(case) for case in cases[:_CASES_NAMED])
    return shown if len(cases) <= _CASES_NAMED else f"{shown}, …"


def revealed(say: Say, found: Revealed) -> discord.ui.LayoutView:
    """Show evidence and details: masked, defanged, behind spoilers."""
    card = Card(discord.Colour.dark_grey())
    card.text(f"### {say('reveal-title', case=str(found.case))}\n-# {say('reveal-hint')}")
    if found.evidence:
        limit = _EVIDENCE_BESIDE_FILES if found.files else _EVIDENCE_SHOWN
        card.text(f"{say('reveal-evidence')}\n{_hidden(found.evidence, limit)}")
    else:
        card.text(say("reveal-no-evidence"))
    if found.files:
        card.text("\n".join([say("reveal-files", count=len(found.files)), *_files(say, found.files)]))
    for report in found.reports:
        card.text(_report(say, found, report))
    return card.view()


def _report(say: Say, found: Revealed, report: RevealedReport) -> str:
    line = say(
        "reveal-report",
        pseudonym=report.pseudonym,
        record=say(f"reveal-record-{report.record}"),
        category=say(f"category-{report.category}"),
        when=reported_at(report.made_at, found.category),
    )
    if report.set_aside:
        line = f"{line} · {say('reveal-set-aside')}"
    return f"{line}\n{_hidden(report.details, _DETAILS_SHOWN)}" if report.details else line


def _files(say: Say, files: Sequence[EvidenceFile]) -> list[str]:
    lines = [
        say(
            "reveal-file",
            name=_hidden(" ".join(file.name.split()), _NAME_SHOWN, end=" "),
            size=_size(file.size),
            hash=say(f"reveal-hash-{file.state}", sha256=f"`{file.sha256}`"),
        )
        for file in files[:_FILES_SHOWN]
    ]
    more = len(files) - _FILES_SHOWN
    return [*lines, say("reveal-files-more", count=more)] if more > 0 else lines


def _size(size: int) -> str:
    """Write a size in bytes to about two places, as file managers show it."""
    if size < _KIB:
        return f"{size} B"
    return f"{size / _KIB:.1f} KiB" if size < _KIB * _KIB else f"{size / _KIB / _KIB:.1f} MiB"


def _hidden(text: str, limit: int, *, end: str = "\n") -> str:
    # What ends it keeps a backslash at the end of a cut from breaking the spoiler open.
    shown = defang(redact(text))
    cut = shown if len(shown) <= limit else shown[: limit - 1] + "…"
    return f"||{cut}{end}||"
