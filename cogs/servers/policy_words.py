"""Saying what a policy does in the words of somebody who posts a message."""

from collections.abc import Sequence

from core.base.categories import Category
from core.servers.policy import LIKELY, PRESETS, Action, Policy, Preset, Tier
from core.servers.policy_changes import PolicyEffect
from services.base.texts import Say

_GAP = " "  # between two columns


def rule_words(say: Say, tier: Tier, action: Action, category: Category | None = None) -> str:
    """Say what becomes of a message with a link of this tier, or of one category in it: a whole sentence."""
    links, does = say(f"policy-links-{tier}"), say(f"policy-does-{action}")
    if category is None:
        return say("policy-sentence", links=links, does=does)
    return say("policy-sentence-category", links=links, does=does, category=say(f"category-{category}"))


def likely_rule_words(say: Say, policy: Policy) -> str:
    """Say what becomes of a message whose match is only likely: a whole sentence."""
    return likely_words(say, policy.likely_action)


def likely_words(say: Say, action: Action) -> str:
    """Say what becomes of a message whose match is only likely, with this action: a whole sentence."""
    return say("policy-sentence-likely", does=say(f"policy-does-{action}"))


def effect_lines(say: Say, effect: PolicyEffect) -> list[str]:
    """Say what a change would have done with what lists found lately; nothing where that is nothing."""
    lines = []
    if effect.otherwise:
        lines.append(say("policy-effect", days=effect.days, found=effect.found))
        lines += [
            say(
                "policy-effect-row",
                count=each.count,
                before=say(f"policy-action-{each.before}"),
                after=say(f"policy-action-{each.after}"),
            )
            for each in effect.otherwise
        ]
    elif effect.found:
        lines.append(say("policy-effect-none", days=effect.days))
    if effect.more:
        lines.append(say("policy-effect-more"))
    if effect.is_blind:
        lines.append(say("policy-effect-blind"))
    return lines


def described(policy: Policy, say: Say) -> list[str]:
    """Say all that a policy does: for each list, for categories, channels and roles."""
    lines = [say("policy-title", preset=str(policy.preset))]
    for tier in Tier:
        usual = PRESETS[policy.preset][tier]
        action = policy.rules.get((tier, None), usual)
        key = "policy-row" if action is usual else "policy-row-changed"
        lines.append(say(key, rule=rule_words(say, tier, action), usual=say(f"policy-action-{usual}")))
    usual = LIKELY[policy.preset]
    key = "policy-row" if policy.likely_action is usual else "policy-row-changed"
    lines.append(say(key, rule=likely_rule_words(say, policy), usual=say(f"policy-action-{usual}")))
    lines.append(say("policy-images", on=str(policy.images).lower()))
    exceptions = [
        say("policy-row", rule=rule_words(say, tier, action, category), usual="")
        for (tier, category), action in sorted(policy.rules.items(), key=lambda rule: str(rule[0]))
        if category is not None
    ]
    lines += _some("policy-exceptions", exceptions, say)
    channels = [
        say("policy-channel", channel=f"<#{channel}>", mode=say(f"policy-mode-{mode}"))
        for channel, mode in policy.channels.items()
    ]
    lines += _some("policy-channels", channels, say)
    if policy.exempt_roles:
        roles = tuple(f"<@&{role}>" for role in sorted(policy.exempt_roles))
        lines.append(say("policy-exempt", roles=roles))
    return lines


def presets_beside_each_other(say: Say) -> list[str]:
    """Say for each list what each preset does with it: a table in letters of one width, narrow enough for a phone.

    A language that is written from right to left says each list's row in words instead: its letters stand in no columns.
    """
    if say.from_right:
        return [say("policy-presets"), *_preset_lines(say)]
    rows = [["", *map(str, Preset)]]
    for tier in Tier:
        cells = [say(f"policy-cell-{PRESETS[preset][tier]}") for preset in Preset]
        rows.append([say(f"policy-column-{tier}"), *cells])
    rows.append([say("policy-column-likely"), *(say(f"policy-cell-{LIKELY[preset]}") for preset in Preset)])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    table = [_GAP.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    return [say("policy-presets"), "```", *(row.rstrip() for row in table), "```"]


def _preset_lines(say: Say) -> list[str]:
    """A row of the table each, with the preset named before what it does."""
    by_row = {str(tier): {preset: PRESETS[preset][tier] for preset in Preset} for tier in Tier}
    return [
        say(
            "policy-presets-line",
            links=say(f"policy-column-{row}"),
            **{str(preset): say(f"policy-cell-{action}") for preset, action in actions.items()},
        )
        for row, actions in {**by_row, "likely": LIKELY}.items()
    ]


def _some(title: str, rows: Sequence[str], say: Say) -> list[str]:
    return [say(title), *rows] if rows else []
