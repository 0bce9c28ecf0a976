"""`/blocklist` and `/check`, as moderators, members and hostile hands meet them."""

from typing import Any

from core.links import find_links
from tests.cogs.conftest import Stage


def told(answer: Any) -> str:
    """Everything that the answer shows, text and layout alike."""
    response = answer.response
    return "\n".join([response.content or "", *_texts(response.components or [])])


def _parts(components: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [part for each in components for part in (each, *_parts(each.get("components", [])))]


def _texts(components: list[dict[str, Any]]) -> list[str]:
    return [part[name] for part in _parts(components) for name in ("content", "label") if part.get(name)]


async def blocklist(stage: Stage, name: str, **options: object) -> str:
    answer = await stage.moderator.slash(stage.general, f"blocklist {name}", **options)
    assert answer.ephemeral
    return told(answer)


async def test_the_life_of_an_entry(stage: Stage) -> None:
    await stage.set_up()
    said = await blocklist(
        stage, "add", pattern="https://Forum.example/x", category="doxxing", note="a forum"
    )
    assert "`forum[.]example/x` is on this server's list (Doxxing)" in said
    assert await stage.patterns_found("hxxp://forum[.]example/x/y") == ["forum.example/x"]
    assert "already" in await blocklist(stage, "add", pattern="forum.example/x/")

    said = await blocklist(stage, "show", pattern="forum.example/x", reason="asked by a member")
    for part in (
        "Doxxing",
        "Note: a forum",
        f"<@{stage.moderator.id}>",
        "Not found here",
        "Not on the shared",
    ):
        assert part in said
    assert "forum[.]example/x" in await blocklist(stage, "search", query="A Forum")

    assert "may stand" in await blocklist(stage, "allow", pattern="forum.example/x", reason="news")
    assert await stage.patterns_found("forum.example/x") == []
    assert "already" in await blocklist(stage, "allow", pattern="forum.example/x")
    assert "Reason: news" in await blocklist(stage, "show", pattern="forum.example/x")
    assert "lists count again" in await blocklist(stage, "unallow", pattern="forum.example/x")
    assert "not among" in await blocklist(stage, "unallow", pattern="forum.example/x")

    assert "is off" in await blocklist(stage, "remove", pattern="forum.example/x", reason="closed")
    assert await stage.patterns_found("forum.example/x") == []
    assert "not on this server's list" in await blocklist(stage, "remove", pattern="forum.example/x")
    assert "Nothing on this server's list" in await blocklist(stage, "search", query="forum")


async def test_open_cases_that_a_new_entry_covers_can_be_closed_with_it(stage: Stage) -> None:
    await stage.set_up()
    opened = await stage.member.slash(stage.general, "report")
    await stage.member.submit_modal(
        opened, {"link": "https://forum.example/thread/1", "category": ["doxxing"]}
    )
    added = await stage.moderator.slash(stage.general, "blocklist add", pattern="forum.example")
    assert "It covers an open case: 1." in told(added)
    (button,) = [each for each in _parts(added.response.components) if "custom_id" in each]
    closed = await stage.moderator.click(added.response.message, custom_id=button["custom_id"])
    assert "1" in told(closed)
    cases = await stage.rowan.base.database.read.all("SELECT state, outcome_pattern FROM cases")
    assert [(row["state"], row["outcome_pattern"]) for row in cases] == [("closed", "forum.example")]


async def test_sharing_says_where_the_entry_stands(stage: Stage) -> None:
    await stage.set_up()
    said = await blocklist(stage, "add", pattern="forum.example", share=True)
    assert "stands for" in said
    assert "does not trust this server yet" in said
    assert "stands against" not in await blocklist(stage, "share", pattern="forum.example")
    assert "not on this server's list" in await blocklist(stage, "share", pattern="other.example")
    assert "holds nothing" in await blocklist(stage, "dispute", pattern="other.example")
    assert "no longer says anything" in await blocklist(stage, "retract", pattern="forum.example")
    assert "said nothing" in await blocklist(stage, "retract", pattern="forum.example")
    said = await blocklist(stage, "pending")
    assert "Nothing is on the shared list yet" in said
    said = await blocklist(stage, "remove", pattern="forum.example")
    assert "is off this server's list." in said


async def test_pages_turn_and_work_from_their_buttons_alone(stage: Stage) -> None:
    await stage.set_up()
    for number in range(12):
        await blocklist(stage, "add", pattern=f"site-{number}.example", note="{odd} : words")
    answer = await stage.moderator.slash(stage.general, "blocklist search", query="{odd} : w")
    assert "Page 1 of 2" in told(answer)
    assert "site-11[.]example" in told(answer)
    turned = await stage.moderator.click(answer.response.message, custom_id="lists:search:1:{odd} : w")
    shown = "\n".join(_texts(turned.response.components or answer.response.components))
    assert "Page 2 of 2" in shown
    assert "site-0[.]example" in shown


# What somebody might type to break out, and what must not come of it.
HOSTILE = [
    "@everyone",
    "<@&123456789012345678>",
    "`@here` https://a.b.c.d",
    "javascript:alert(1)",
    "https://[::1",
    "\u202emoc.elpmaxe",
    "'; DROP TABLE own_entries; --",
    "{ $pattern }",
    "../../etc/passwd",
    "com",
    "*.*",
    "*",
    "=",
    "#99999999999999999999",
    "#1",
    "x" * 3000,
    "[click](https://discord.com)",
    "http://a.example/" + "%00" * 500,
    "ｅｘａｍｐｌｅ．ｎｅｔ",
    "xn--a.example",
    "𝕖𝕩𝕒𝕞𝕡𝕝𝕖.𝕟𝕖𝕥/`code`",
    "example.net/?q=`</code>@everyone",
]


async def test_hostile_patterns_are_answered_plainly(stage: Stage) -> None:
    await stage.set_up()
    for typed in HOSTILE:
        for name in ("add", "show", "confirm"):
            said = await blocklist(stage, name, pattern=typed)
            assert 0 < len(said) <= 4000, typed
            assert "something went wrong" not in said, typed
            assert "@everyone" not in said, typed
            assert "@here" not in said, typed
            assert "<@&" not in said, typed
            assert "://" not in said.replace("hxxp://", "").replace("hxxps://", ""), typed
            # The examples of the sentence itself, in code format, are the only names with a plain dot.
            plain = said.replace("[.]", "").replace("`example.com`", "").replace("`www.example.com`", "")
            assert {link.host for link in find_links(plain)} <= {"example.com", "www.example.com"}, typed


async def test_hostile_notes_and_reasons_are_defanged(stage: Stage) -> None:
    await stage.set_up()
    hostile = "@everyone [x](https://evil.example) <@1> ||spoiler|| `code` \u202e" + "y" * 400
    await blocklist(stage, "add", pattern="forum.example", note=hostile)
    await blocklist(stage, "allow", pattern="forum.example", reason=hostile[:300])
    for said in (
        await blocklist(stage, "show", pattern="forum.example"),
        await blocklist(stage, "search", query="forum"),
        await blocklist(stage, "search", query="@everyone <@1>"),
    ):
        assert "https://evil" not in said
        assert "@everyone" not in said
        assert "<@1>" not in said
        assert "\u202e" not in said


async def test_long_patterns_can_be_named_by_their_suggestion(stage: Stage) -> None:
    await stage.set_up()
    long = "forum.example/" + "/".join("segment" for _ in range(40))
    await blocklist(stage, "add", pattern=long)
    offered = await stage.moderator.autocomplete(stage.general, "blocklist remove", "pattern", "segment")
    values = [choice["value"] for choice in offered]
    assert len(values) == 1
    assert values[0].startswith("#")
    assert "is off" in await blocklist(stage, "remove", pattern=values[0])


async def test_check_tells_members_little_and_moderators_all(stage: Stage) -> None:
    await stage.set_up()
    await blocklist(stage, "add", pattern="forum.example", category="threats", note="runs threats")
    answer = await stage.member.slash(stage.general, "check", text="look: forum[.]example/x")
    assert answer.ephemeral
    assert (
        told(answer).strip()
        == "⚠️ A link in that is listed: Threats. Please do not open it, and do not post it."
    )
    assert "no link" in told(await stage.member.slash(stage.general, "check", text="https://fine.example"))
    said = told(await stage.moderator.slash(stage.general, "check", text="look: forum[.]example/x"))
    for part in (
        "`hxxps://forum[.]example/x`",
        "Disguised: the dot in brackets",
        "`forum[.]example` · this server's list · Threats",
        "Note: runs threats",
        "The message would be removed",
        "preset-gentle",
    ):
        assert part in said
    await blocklist(stage, "allow", pattern="forum.example")
    assert "Allowed in this server" in told(
        await stage.moderator.slash(stage.general, "check", text="forum.example")
    )
    for _ in range(3):
        await stage.member.slash(stage.general, "check", text="x")
    assert "asked often" in told(await stage.member.slash(stage.general, "check", text="x"))


async def test_half_a_character_is_no_reason_to_fail(stage: Stage) -> None:
    await stage.set_up()
    said = await blocklist(stage, "add", pattern="forum.example", note="half \ud800 a sign")
    assert "is on this server's list" in said
    said = await blocklist(stage, "show", pattern="forum.example", reason="\udfff")
    assert "half \ufffd a sign" in said
    assert "forum[.]example" in await blocklist(stage, "search", query="half \udbff a")
    for verb in ("show", "remove", "allow", "unallow", "confirm", "retract"):
        said = await blocklist(stage, verb, pattern="odd \ud800.example")
        assert "reference" not in said, verb
    answer = await stage.moderator.slash(stage.general, "check", text="\ud800 forum.example/\udfff")
    assert "forum[.]example" in told(answer)
