"""What managers are told of AutoMod: the plan, what stands, what has no keyword, what AutoMod does not see."""

from collections.abc import Sequence

import discord

from cogs.base.layout import Card, button
from core.scanning.automod.compiler import KEYWORDS
from core.servers.policy import Tier
from services.base.texts import Say
from services.lists.typed_pattern import shown_pattern
from services.scanning.automod.control import Preview, Status, is_on
from services.scanning.automod.planning import CONSIDERED, Plan
from services.scanning.automod.ports import Problem

_SHOWN = 3  # patterns of each reason that are named
_COLOUR = discord.Colour.blurple()


def plan_card(say: Say, preview: Preview, *, changed: bool = False) -> discord.ui.LayoutView:
    """The plan, with the button that applies it. `changed`: it is another than the one that was pressed."""
    card = Card(_COLOUR).text(
        "\n".join([f"### {say('automod-plan-title')}", *_changed(say, changed=changed)])
    )
    problem = preview.plan.problem
    if problem is not Problem.NONE:
        return card.text(say(f"automod-problem-{problem}")).view()
    compiled = preview.plan.compiled
    if not compiled.keywords:
        card.text("\n".join([say("automod-plan-nothing"), *_left_lines(say, preview.plan)]))
        if preview.steps.any or not is_on(preview.kept):
            card.buttons(_apply(say, preview))
        return card.view()
    card.text("\n".join([*_would_lines(say, preview), *_steps_lines(say, preview)]))
    left = _left_lines(say, preview.plan)
    if left:
        card.line().text("\n".join(left))
    card.line().text("\n".join([say("automod-unseen"), say("automod-plan-nothing-yet")]))
    return card.buttons(_apply(say, preview)).view()


def status_lines(say: Say, status: Status) -> list[str]:
    """How things stand."""
    kept, preview = status.kept, status.preview
    lines = _stands_lines(say, status)
    if preview is None:
        return [*lines, say("automod-problem-permission")]
    problem = preview.plan.problem if kept is None or kept.problem is Problem.NONE else kept.problem
    if problem is not Problem.NONE:
        lines.append(say(f"automod-problem-{problem}"))
    if preview.off:
        lines.append(say("automod-status-switched-off", rules=preview.off))
    if kept is not None and kept.mended_at is not None:
        lines.append(say("automod-status-mended", when=discord.utils.format_dt(kept.mended_at, "R")))
    if is_on(kept) and preview.steps.any:
        lines.append(say("automod-status-differs"))
    lines += _left_lines(say, preview.plan)
    if preview.others:
        lines.append(say("automod-others", count=preview.others))
    return [*lines, say("automod-unseen")]


def _stands_lines(say: Say, status: Status) -> list[str]:
    kept = status.kept
    if kept is None:
        left = status.preview.mine if status.preview is not None else 0
        return [say("automod-status-left", rules=left) if left else say("automod-status-never")]
    if not is_on(kept):
        return [say("automod-status-ending", rules=status.rules)]
    if kept.applied_at is None:
        return [say("automod-status-soon")] if kept.problem is Problem.NONE else []
    when = discord.utils.format_dt(kept.applied_at, "R")
    on = say("automod-status-on", rules=status.rules, keywords=kept.keywords, entries=kept.entries)
    return [on, say("automod-status-looked", when=when)]


def _changed(say: Say, *, changed: bool) -> Sequence[str]:
    return [say("automod-plan-changed")] if changed else []


def _would_lines(say: Say, preview: Preview) -> list[str]:
    compiled = preview.plan.compiled
    lines = [
        say(
            "automod-plan-would",
            entries=len(compiled.blocked),
            keywords=len(compiled.keywords),
            rules=compiled.rules,
            most=preview.plan.free * KEYWORDS,
        )
    ]
    tiers = [tier for tier in Tier if compiled.tiers.get(tier)]
    lines += [say(f"automod-plan-{tier}", entries=compiled.tiers[tier]) for tier in tiers]
    like = preview.plan.like
    lines.append(say("automod-plan-exempt", channels=len(like.channels), roles=len(like.roles)))
    if like.allow:
        lines.append(say("automod-plan-allow", count=len(like.allow)))
    if preview.others:
        lines.append(say("automod-others", count=preview.others))
    return lines


def _steps_lines(say: Say, preview: Preview) -> list[str]:
    steps = preview.steps
    if not steps.any:
        return [say("automod-steps-none")]
    return [
        say(
            "automod-steps",
            make=len(steps.make),
            change=len(steps.change),
            delete=len(steps.delete),
        )
    ]


def _left_lines(say: Say, plan: Plan) -> list[str]:
    """How many entries are not in AutoMod, and why."""
    out = plan.weighed - len(plan.compiled.blocked)
    lines = [say("automod-left", count=out, weighed=plan.weighed)] if out else []
    lines += [
        say(
            f"automod-left-{why}",
            count=len(patterns),
            some=say.line(*(shown_pattern(pattern) for pattern in patterns[:_SHOWN])),
        )
        for why, patterns in plan.compiled.left.items()
    ]
    if plan.stand:
        lines.append(say("automod-left-stand", count=plan.stand))
    if plan.more:
        lines.append(say("automod-left-unweighed", count=CONSIDERED))
    return lines


def _apply(say: Say, preview: Preview) -> "discord.ui.Button[discord.ui.LayoutView]":
    label = say("automod-apply")
    return button(f"automod:apply:{preview.digest}", label, discord.ButtonStyle.primary)
