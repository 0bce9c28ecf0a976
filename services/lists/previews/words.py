"""What an addition would have done in a server lately, in sentences: for Discord and for a terminal."""

from core.lists.previews import Effect
from services.base.texts import Say
from services.lists.sightings import SEEN_DAYS


def effect_lines(say: Say, effect: Effect) -> list[str]:
    """What was met of it here lately, and in how many servers it would act; nothing where that is nothing."""
    posted, lines = effect.posted, []
    if posted.links:
        lines.append(
            say(
                "preview-posted",
                days=effect.days,
                links=posted.links,
                staff=posted.by_staff,
                channels=len(posted.channels),
                on=len(posted.days),
                everything=effect.everything,
            )
        )
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
        lines.append(say("preview-found", days=SEEN_DAYS, found=" · ".join(rows)))
    if effect.reported:
        lines.append(say("preview-reported", days=SEEN_DAYS, count=effect.reported))
    if lines and effect.more:
        lines.append(say("preview-more"))
    if effect.reach is not None:
        lines.append(say("preview-reach", servers=effect.reach.servers))
    return lines
