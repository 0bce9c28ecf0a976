"""What a card says where it counts removals: how many, by whom, where; as far as it fits, the rest on private pages."""

from collections.abc import Sequence

from core.base.defang import defang
from core.scanning.groups import AuthorCount, Group
from services.base.texts import Say

_NAMED = 6  # authors and channels that are named before "and n more"


def count_lines(group: Group, say: Say) -> list[str]:
    """How many, by whom and where."""
    authors = [_counted(say, author_words(each, say), each.removals) for each in group.authors]
    channels = [_counted(say, f"<#{each.channel}>", each.removals) for each in group.channels]
    return [
        say(
            "detection-group-count" if group.all_removed else "detection-group-messages", count=group.removals
        ),
        say("detection-group-authors", names=_some(say, authors)),
        say("detection-group-channels", names=_some(say, channels)),
    ]


def done_lines(group: Group, say: Say) -> list[str]:
    """What became of the messages, where not the same of all, and what was done about the authors."""
    outcomes = group.outcomes if len(group.outcomes) > 1 else {}
    return [
        *(say(f"detection-group-outcome-{outcome}", count=count) for outcome, count in outcomes.items()),
        *_timeouts(group, say),
    ]


def _timeouts(group: Group, say: Say) -> list[str]:
    return [say(f"detection-group-timeout-{state}", count=count) for state, count in group.timeouts.items()]


def returned_lines(group: Group, say: Say) -> list[str]:
    """What became of the texts."""
    return [say(f"detection-group-returned-{state}", count=count) for state, count in group.returned.items()]


def author_words(counted: AuthorCount, say: Say) -> str:
    """Whoever wrote it, as a mention that notifies nobody."""
    if counted.author is None:
        return say("detection-nobody")
    name = defang(counted.author.name)
    if not counted.is_member:
        return name or say("detection-nobody")
    return f"<@{counted.author.id}> ({name})" if name else f"<@{counted.author.id}>"


def _counted(say: Say, name: str, count: int) -> str:
    return name if count == 1 else say("detection-group-times", name=name, count=count)


def _some(say: Say, names: Sequence[str]) -> str:
    named, more = say.joined(names[:_NAMED]), len(names) - _NAMED
    return say("detection-group-more", names=named, more=more) if more > 0 else named
