"""What an addition would have done in a server lately, in sentences: for Discord and for a terminal."""

from typing import Final

from core.lists.previews import Effect
from services.base.texts import Say
from services.lists.sightings import SEEN_DAYS
from services.lists.typed_pattern import clipped, shown_pattern

_PLACES: Final = 5  # that are named
_PLACE: Final = 80  # characters of each


def effect_lines(say: Say, effect: Effect, *, of_list: bool = False) -> list[str]:
    """What was met of it here lately, and in how many servers it would act; nothing where that is nothing. `of_list`: it is
    not one place but a list of them, and those that were posted most are named.
    """
    posted, lines = effect.posted, []
    if posted.links:
        lines.append(
            say(
                "preview-posted-list" if of_list else "preview-posted",
                days=effect.days,
                links=posted.links,
                staff=posted.by_staff,
                channels=len(posted.channels),
                on=len(posted.days),
                everything=effect.everything,
            )
        )
        if of_list:
            lines.append(say("preview-places", places=_places(say, effect)))
    if effect.found:
        rows = (
            say(
                "preview-found-row",
                count=count,
                list=say(f"tier-{tier}"),
                action=say(f"policy-action-{action}"),
            )
            for tier, action, count in effect.found
        )
        lines.append(say("preview-found", days=SEEN_DAYS, found=say.line(*rows)))
    if effect.reported:
        lines.append(say("preview-reported", days=SEEN_DAYS, count=effect.reported))
    if lines and effect.more:
        lines.append(say("preview-more"))
    if effect.reach is not None:
        lines.append(say("preview-reach", servers=effect.reach.servers))
    return lines


def _places(say: Say, effect: Effect) -> str:
    rows = (
        say("preview-place", place=shown_pattern(clipped(pattern.text, _PLACE)), links=posted.links)
        for pattern, posted in effect.places[:_PLACES]
    )
    return say.line(*rows)
