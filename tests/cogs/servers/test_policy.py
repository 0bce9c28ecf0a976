"""`/policy`, as managers meet it."""

from functools import partial

import pytest

from services.base.texts import default_texts
from tests.cogs.stage import Stage
from tests.wording import said, say, sentence, unsaid

pytestmark = pytest.mark.usefixtures("set_up")


def rule(tier: str, action: str, category: str = "") -> str:
    """What becomes of a message, as a manager reads it."""
    links, does = say(f"policy-links-{tier}"), say(f"policy-does-{action}")
    if not category:
        return say("policy-sentence", links=links, does=does)
    return say("policy-sentence-category", links=links, does=does, category=say(f"category-{category}"))


async def test_show_says_what_becomes_of_a_message_and_what_was_changed(stage: Stage) -> None:
    before = await stage.policy("show")
    said(before, "policy-title", preset="gentle")
    gentle = {"own": "delete", "shared": "review", "proposed": "log", "subscribed": "log"}
    for tier, action in gentle.items():
        said(before, "policy-row", rule=rule(tier, action))
    unsaid(before, "policy-row-changed")
    set_one = await stage.policy("set", tier="shared", action="delete")
    said(set_one, "policy-set", rule=rule("shared", "delete"))
    exception = rule("shared", "timeout", "doxxing")
    set_other = await stage.policy("set", tier="shared", action="timeout", category="doxxing")
    said(set_other, "policy-set", rule=exception)
    await stage.policy("channel", channel=stage.general, mode="log")
    after = await stage.policy("show")
    said(after, "policy-row-changed", rule=rule("shared", "delete"), usual=say("policy-action-review"))
    said(after, "policy-row", rule=exception)
    said(after, "policy-channel", channel=f"<#{stage.general.id}>", mode=say("policy-mode-log"))
    taken = await stage.policy("preset", name="standard")
    said(taken, "policy-preset-ended", ended=1)
    said(taken, "policy-row", rule=exception)


async def test_show_has_the_presets_beside_each_other(stage: Stage) -> None:
    shown = await stage.policy("show")
    said(shown, "policy-presets")
    rows = {row[:10].rstrip(): row for row in shown.split("```")[1].strip("\n").splitlines()}
    assert rows[""].split() == ["gentle", "standard", "strict"]
    for name, *actions in (
        ("own", "delete", "delete", "delete"),
        ("shared", "review", "delete", "delete"),
        ("proposed", "log", "review", "review"),
        ("subscribed", "log", "review", "delete"),
        ("likely", "review", "review", "delete"),
    ):
        row = rows[say(f"policy-column-{name}")]
        assert row.split()[-3:] == [say(f"policy-cell-{action}") for action in actions]


async def test_show_fits_a_phone(stage: Stage) -> None:
    """Some 34 letters of one width stand in a line there."""
    shown = await stage.policy("show")
    assert max(map(len, shown.split("```")[1].splitlines())) <= 34
    assert len(shown) < 700
    assert len(shown.splitlines()) <= 16


async def test_timeouts_without_the_right_to_them_are_warned_of(stage: Stage) -> None:
    answer = await stage.policy("set", tier="own", action="timeout")
    may = stage.guild.me.guild_permissions.moderate_members
    assert sentence("policy-needs-timeout").stands_in(answer) == (not may)


async def test_exempt_is_a_switch_and_never_for_everyone(stage: Stage) -> None:
    role = stage.guild.create_role("Press")
    said(await stage.policy("exempt", role=role), "policy-exempt-on")
    assert f"<@&{role.id}>" in await stage.policy("show")
    said(await stage.policy("exempt", role=role), "policy-exempt-off")
    everyone = await stage.policy("exempt", role=stage.guild.default_role)
    said(everyone, "policy-exempt-everyone")


async def test_images_are_switched_on_and_off_and_shown(stage: Stage) -> None:
    said(await stage.policy("show"), "policy-images", on="false")
    said(await stage.policy("images", switch="on"), "policy-images-on")
    said(await stage.policy("show"), "policy-images", on="true")
    said(await stage.policy("images", switch="off"), "policy-images-off")


async def test_show_leaves_no_channel_out(stage: Stage) -> None:
    channels = [stage.guild.create_text_channel(f"place-{number}") for number in range(60)]
    for channel in channels:
        await stage.policy("channel", channel=channel, mode="log")
    shown = await stage.policy("show")  # in as many messages as that takes
    assert all(shown.count(f"<#{channel.id}>") == 1 for channel in channels)


async def test_show_says_the_presets_in_lines_where_letters_stand_in_no_columns(stage: Stage) -> None:
    """An Arabic row in a table reads from the right, its head from the left: "strict" would stand above what "gentle" does."""
    await stage.set_up(language="ar")
    shown = await stage.policy("show")
    assert "```" not in shown
    arabic = partial(default_texts().say, "ar")
    for name, gentle, standard, strict in (
        ("own", "delete", "delete", "delete"),
        ("shared", "review", "delete", "delete"),
        ("proposed", "log", "review", "review"),
        ("subscribed", "log", "review", "delete"),
        ("likely", "review", "review", "delete"),
    ):
        does = {"gentle": gentle, "standard": standard, "strict": strict}
        words = {preset: arabic(f"policy-cell-{action}") for preset, action in does.items()}
        links = arabic(f"policy-column-{name}")
        said(shown, "policy-presets-line", in_language="ar", links=links, **words)
