"""What an import would do or did, in sentences: for a terminal and for Discord."""

from collections.abc import Callable, Iterator
from typing import Final

from core.base.redact import redact
from core.lists.formats import FileRefused, Meaning, Reading
from core.lists.lines.names import SINKS
from core.lists.previews import Effect
from core.lists.refusals import PatternError
from services.base.texts import Say
from services.lists.imports.importing import Plan
from services.lists.imports.ports import OPERATOR, Import, ImportState
from services.lists.imports.reading import SHOWN
from services.lists.imports.survey import MOST_BYTES, MOST_LINES
from services.lists.previews.words import effect_lines
from services.lists.typed_pattern import refused, shown_pattern

_LIMITS = {"import-too-many-bytes": MOST_BYTES // 1024**2, "import-too-many-lines": MOST_LINES}

_PLACES: Final = 5  # that are named


def report(say: Say, plan: Plan, shown: Callable[[str], str], most: int = SHOWN) -> Iterator[str]:
    """The lines of a report. `shown` makes what stands in the file harmless where it is shown; `most`: so many lines of the
    file are told one by one.
    """
    found = plan.survey
    sure = "import-format-sure" if found.detected.is_sure else "import-format-likely"
    yield say(sure, form=str(found.detected.form))
    yield say(
        "import-counts",
        lines=found.lines,
        entries=found.spool.count,
        new=plan.new,
        known=plan.known,
        again=found.spool.again,
        comments=found.comments,
    )
    if plan.beyond:
        yield say("import-beyond", count=plan.beyond)
    if found.exceptions:
        yield say("import-exceptions", count=found.exceptions)
        yield say("import-excepted", count=found.excepted)
    if found.over:
        yield say("import-over", count=found.over)
    if found.faults:
        yield from _refusals(say, plan, shown, most)
    told = [each for each in found.told[:most] if each.meaning is Meaning.EXCEPTION]
    yield from (
        say("import-line-exception", line=each.number, shown=shown(redacted_line(each.shown)))
        for each in told
    )


def _refusals(say: Say, plan: Plan, shown: Callable[[str], str], most: int) -> Iterator[str]:
    """What is refused, by its reasons, the most frequent first, each with the first of its lines."""
    found = plan.survey
    yield say("import-refused", count=found.faults)
    by_reason: dict[str, list[Reading]] = {}
    for each in found.told[:most]:
        if each.why is not None:
            by_reason.setdefault(each.why.reason, []).append(each)
    for reason, count in found.refused.most_common():
        lines = by_reason.get(reason, [])
        if not lines:  # its first line comes after those that are told
            yield say("import-refused-later", count=count)
            continue
        # Of several lines the first says what is wrong; a name in its sentence is that line's.
        yield say("import-refused-reason", count=count, why=sentence(say, lines[0].why))
        for each in lines:
            text = shown(redacted_line(each.shown))
            key = "import-line" if text.strip() else "import-line-bare"
            yield "  " + say(key, line=each.number, shown=text)
        if count > len(lines):
            yield "  " + say("import-lines-more", count=count - len(lines))


def sentence(say: Say, why: PatternError | None) -> str:
    """Why a line is refused, without "nothing was changed": the rest may be taken."""
    assert why is not None  # noqa: S101  # of refusals alone
    error = refused(PatternError(why.reason, **{name: redact(value) for name, value in why.values.items()}))
    return say(error.key, **error.values).removesuffix(say("nothing-changed")).rstrip()


def redacted_line(text: str) -> str:
    """What stands in a file, without what points to a person; the address that a hosts file leads to is none."""
    first, space, rest = text.partition(" ")
    return f"{first}{space}{redact(rest)}" if first in SINKS else redact(text)


def file_refused(say: Say, error: FileRefused) -> str:
    """Why a whole file is refused."""
    return say(error.reason, line=error.line, limit=_LIMITS.get(error.reason, 0))


def standing(say: Say, which: Import) -> str:
    """Say that a part of an import stands."""
    where = (
        say("import-where-shared")
        if which.server == OPERATOR
        else say("import-where-server", server=str(which.server))
    )
    if which.state is ImportState.UNDOING:
        return say("import-half-undone", where=where, digest=which.digest)
    return say(
        "import-half-standing",
        where=where,
        position=which.position,
        entries=which.entries,
        digest=which.digest,
    )


def effect_told(say: Say, effect: Effect) -> Iterator[str]:
    """What the new entries would have met here, and where most of it."""
    if effect.is_nothing:
        yield say("import-effect-none", days=effect.days)
    else:
        yield say("import-effect")
        yield from effect_lines(say, effect)
        for pattern, posted in effect.places[:_PLACES]:
            yield say("import-effect-place", pattern=shown_pattern(pattern.text), links=posted.links)
    if effect.unweighed:
        yield say("import-unweighed", count=effect.unweighed)


def goes_on(say: Say, plan: Plan) -> Iterator[str]:
    """Say how an import that was ended before it was whole goes on."""
    half = plan.half
    if half is None or half.state is not ImportState.RUNNING:
        return
    if plan.anew:
        yield say("import-begins-anew", position=half.position, entries=half.entries, beyond=half.beyond)
    else:
        yield say("import-goes-on", position=half.position, entries=half.entries)


def done(say: Say, which: Import) -> Iterator[str]:
    """What an import did, and whether the whole file stands on the list now."""
    yield say("import-done", added=which.added, known=which.known, refused=which.refused, beyond=which.beyond)
    if which.siteless:
        yield say("import-siteless", count=which.siteless)
    if which.beyond:
        yield say("import-not-whole", count=which.beyond)
    else:
        yield say("import-whole", count=which.entries)
