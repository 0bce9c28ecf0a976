"""What moderators are answered, privately: what *list* did, what stands behind *reveal*, the queue."""

from collections.abc import Sequence

import discord

from cogs.base.layout import Card, button
from cogs.reports.card import named_case, reported_at
from core.base.defang import defang
from core.base.ids import CaseId, ServerId
from core.base.redact import redact
from core.base.times import to_ms
from core.reports.cases import shown_time
from core.reports.evidence_files import EvidenceFile
from services.base.outbox import ChannelProblem
from services.base.texts import Say
from services.lists.typed_pattern import shown_pattern
from services.reports.records import QueuePage, QueueRow, Revealed, RevealedReport
from services.reports.review import ListDone, RelatedDone

_EVIDENCE_SHOWN = 2000  # characters; Discord takes 4,000 in one message
_BESIDE_FILES = 1200  # the same, where files must be told of, too
_FILES_SHOWN = 10
_NAME_SHOWN = 60
_DETAILS_SHOWN = 600
_CASES_NAMED = 20
_KIB = 1024

QUIET = "quiet"  # what `/queue` is asked for to get the cases without a card


def listed(say: Say, case: CaseId, done: ListDone) -> discord.ui.LayoutView:
    """After *list*: what was done, with a button for the other cases that the pattern covers."""
    lines = [
        say(
            "case-listed",
            new="yes" if done.new else "no",
            pattern=shown_pattern(done.pattern.text),
            case=str(case),
        )
    ]
    if done.shared:
        lines.append(say("case-listed-shared"))
    if done.removing:
        lines.append(say("case-listed-removing"))
    if done.allowed:
        lines.append(say("case-listed-allowed"))
    card = Card(discord.Colour.green())
    if not done.related:
        return card.text("\n".join(lines)).view()
    count = len(done.related)
    lines.append(say("case-listed-related", count=count, cases=numbers(done.related)))
    card.text("\n".join(lines))
    card.buttons(
        button(f"case:{case}:related", say("case-close-related", count=count), discord.ButtonStyle.primary)
    )
    return card.view()


def related_closed(say: Say, done: RelatedDone) -> str:
    """After the button of `listed`."""
    pattern = shown_pattern(done.pattern)
    lines = [say("case-related-closed", count=len(done.closed), cases=numbers(done.closed), pattern=pattern)]
    if done.left:
        lines.append(say("case-related-left", count=len(done.left), cases=numbers(done.left)))
    return "\n".join(lines)


def numbers(cases: Sequence[CaseId]) -> str:
    """Some of them, by number."""
    shown = ", ".join(str(case) for case in cases[:_CASES_NAMED])
    return shown if len(cases) <= _CASES_NAMED else f"{shown}, …"


def revealed(say: Say, found: Revealed) -> discord.ui.LayoutView:
    """Evidence and details: masked, defanged, behind spoilers."""
    card = Card(discord.Colour.dark_grey())
    card.text(f"### {say('reveal-title', case=str(found.case))}\n-# {say('reveal-hint')}")
    if found.evidence:
        limit = _BESIDE_FILES if found.files else _EVIDENCE_SHOWN
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
    """To about two places, as file managers show it."""
    if size < _KIB:
        return f"{size} B"
    return f"{size / _KIB:.1f} KiB" if size < _KIB * _KIB else f"{size / _KIB / _KIB:.1f} MiB"


def _hidden(text: str, limit: int, *, end: str = "\n") -> str:
    # What ends it keeps a backslash at the end of a cut from breaking the spoiler open.
    shown = defang(redact(text))
    cut = shown if len(shown) <= limit else shown[: limit - 1] + "…"
    return f"||{cut}{end}||"


def queue_page(
    say: Say, server: ServerId, state: str, page: QueuePage, problem: ChannelProblem | None
) -> discord.ui.LayoutView:
    """One page of the queue. `state` is what `/queue` was asked for, `active` for nothing."""
    card = Card(discord.Colour.orange())
    card.text(f"### {say('queue-title', state=say(f'queue-state-{state}'))}")
    if problem is not None:
        card.text(say(f"queue-problem-{problem}"))
    card.text("\n".join(_line(say, server, row) for row in page.rows) or say("queue-empty"))
    card.text(f"-# {say('queue-page', page=page.number, pages=page.pages, total=page.total)}")
    if state != QUIET and any(row.quiet and row.state != "closed" for row in page.rows):
        card.text(f"-# {say('queue-quiet-hint')}")
    if state == QUIET:
        card.select("queue:card", say("queue-give-card"), [_option(say, row) for row in page.rows])
    if page.pages > 1:
        card.buttons(
            button(f"queue:{state}:{page.number - 1}", say("queue-earlier"), disabled=page.number == 1),
            button(
                f"queue:{state}:{page.number + 1}",
                say("queue-later"),
                disabled=page.number == page.pages,
            ),
        )
    return card.view()


def _option(say: Say, row: QueueRow) -> discord.SelectOption:
    category = say(f"category-{row.category}")
    return discord.SelectOption(
        label=say("queue-choice", case=str(row.id), category=category, count=row.reports), value=str(row.id)
    )


def _age(row: QueueRow) -> str:
    return f"<t:{to_ms(shown_time(row.opened_at, row.category)) // 1000}:R>"


def _line(say: Say, server: ServerId, row: QueueRow) -> str:
    name = say("case-nobody") if row.holder is None else defang(row.holder.name)
    state = (
        say("case-state-claimed", name=name) if row.state == "claimed" else say(f"queue-state-{row.state}")
    )
    line = say(
        "queue-line",
        emergency="yes" if row.category.emergency and row.state != "closed" else "no",
        case=str(row.id),
        category=say(f"category-{row.category}"),
        state=state,
        count=row.reports,
        when=_age(row),
    )
    if row.quiet:
        return f"{line} · {say('queue-muted')}"
    if row.card is None:
        return f"{line} · {say('queue-no-card')}"
    return line.replace(f"**{row.id}**", f"**{named_case(server, row.id, row.card)}**", 1)
