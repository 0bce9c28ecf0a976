"""`/blocklist` and `/check`, as moderators, members and hostile hands meet them."""

import pytest

from core.links import find_links
from tests.cogs.lists.driver import ListsStage
from tests.cogs.seen import shown, told
from tests.wording import said, say, sentence, shows, unsaid

pytestmark = pytest.mark.usefixtures("set_up")


async def test_the_life_of_an_entry(stage: ListsStage) -> None:
    answer = await stage.blocklist(
        "add", pattern="https://Forum.example/x", category="doxxing", note="a forum"
    )
    said(answer, "list-added", pattern="`forum[.]example/x`", category=say("category-doxxing"))
    assert await stage.patterns_found("hxxp://forum[.]example/x/y") == ["forum.example/x"]
    said(await stage.blocklist("add", pattern="forum.example/x/"), "list-already")

    answer = await stage.blocklist("show", pattern="forum.example/x", reason="asked by a member")
    said(answer, "list-show-own", category=say("category-doxxing"))
    said(answer, "list-show-note", note="a forum")
    said(answer, "list-show-by", who=f"<@{stage.moderator.id}>")
    said(answer, "list-show-no-hits")
    said(answer, "sharing-state-none")
    assert "forum[.]example/x" in await stage.blocklist("search", query="A Forum")

    allowed = await stage.blocklist("allow", pattern="forum.example/x", reason="news")
    said(allowed, "list-allowed")
    assert await stage.patterns_found("forum.example/x") == []
    said(await stage.blocklist("allow", pattern="forum.example/x"), "list-allowed-already")
    answer = await stage.blocklist("show", pattern="forum.example/x")
    said(answer, "list-show-reason", reason="news")
    said(await stage.blocklist("unallow", pattern="forum.example/x"), "list-unallowed")
    said(await stage.blocklist("unallow", pattern="forum.example/x"), "list-not-allowed")

    removed = await stage.blocklist("remove", pattern="forum.example/x", reason="closed")
    said(removed, "list-removed")
    assert await stage.patterns_found("forum.example/x") == []
    said(await stage.blocklist("remove", pattern="forum.example/x"), "list-not-there")
    said(await stage.blocklist("search", query="forum"), "list-search-title", total=0)


async def test_sharing_says_where_the_entry_stands(stage: ListsStage) -> None:
    answer = await stage.blocklist("add", pattern="forum.example", share=True)
    said(answer, "sharing-confirmed")
    said(answer, "sharing-not-counted")
    unsaid(await stage.blocklist("share", pattern="forum.example"), "sharing-disputed")
    said(await stage.blocklist("share", pattern="other.example"), "sharing-not-own")
    said(await stage.blocklist("dispute", pattern="other.example"), "sharing-unknown")
    said(await stage.blocklist("retract", pattern="forum.example"), "sharing-retracted")
    said(await stage.blocklist("retract", pattern="forum.example"), "sharing-nothing-said")
    said(await stage.blocklist("pending"), "pending-title-untrusted", total=0)
    answer = await stage.blocklist("remove", pattern="forum.example")
    said(answer, "list-removed", pattern="`forum[.]example`")


async def test_pages_turn_and_work_from_their_buttons_alone(stage: ListsStage) -> None:
    for number in range(12):
        await stage.blocklist("add", pattern=f"site-{number}.example", note="{odd} : words")
    answer = await stage.moderator.slash(stage.general, "blocklist search", query="{odd} : w")
    said(told(answer), "page-number", number=1, pages=2)
    assert "site-11[.]example" in told(answer)
    turned = await stage.moderator.click(answer.response.message, custom_id="lists:search:1:{odd} : w")
    page = shown(turned.response if turned.response.components else answer.response)
    said(page, "page-number", number=2, pages=2)
    assert "site-0[.]example" in page


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


async def test_hostile_patterns_are_answered_plainly(stage: ListsStage) -> None:
    for typed in HOSTILE:
        for verb in ("add", "show", "confirm"):
            answer = (await stage.blocklist(verb, pattern=typed)).strip()
            assert 0 < len(answer) <= 4000, typed
            assert not shows(answer, sentence("error-unexpected")), typed
            assert "@everyone" not in answer, typed
            assert "@here" not in answer, typed
            assert "<@&" not in answer, typed
            assert "://" not in answer.replace("hxxp://", "").replace("hxxps://", ""), typed
            # The examples of the sentence itself, in code format, are the only names with a plain dot.
            plain = answer.replace("[.]", "").replace("`example.com`", "").replace("`www.example.com`", "")
            assert {link.host for link in find_links(plain)} <= {"example.com", "www.example.com"}, typed


async def test_hostile_notes_and_reasons_are_defanged(stage: ListsStage) -> None:
    hostile = "@everyone [x](https://evil.example) <@1> ||spoiler|| `code` \u202e" + "y" * 400
    await stage.blocklist("add", pattern="forum.example", note=hostile)
    await stage.blocklist("allow", pattern="forum.example", reason=hostile[:300])
    for answer in (
        await stage.blocklist("show", pattern="forum.example"),
        await stage.blocklist("search", query="forum"),
        await stage.blocklist("search", query="@everyone <@1>"),
    ):
        assert "https://evil" not in answer
        assert "@everyone" not in answer
        assert "<@1>" not in answer
        assert "\u202e" not in answer


async def test_long_patterns_can_be_named_by_their_suggestion(stage: ListsStage) -> None:
    long = "forum.example/" + "/".join("segment" for _ in range(40))
    await stage.blocklist("add", pattern=long)
    offered = await stage.moderator.autocomplete(stage.general, "blocklist remove", "pattern", "segment")
    values = [choice["value"] for choice in offered]
    assert len(values) == 1
    assert values[0].startswith("#")
    said(await stage.blocklist("remove", pattern=values[0]), "list-removed")


async def test_check_tells_members_little_and_moderators_all(stage: ListsStage) -> None:
    await stage.blocklist("add", pattern="forum.example", category="threats", note="runs threats")
    answer = (await stage.check("look: forum[.]example/x", stage.member)).strip()
    assert answer == say("check-listed", count=1, categories=say("category-threats"))
    said(await stage.check("https://fine.example", stage.member), "check-unlisted")
    answer = await stage.check("look: forum[.]example/x")
    said(answer, "check-link", link="`hxxps://forum[.]example/x`")
    said(answer, "check-how", how=say("how-dot"))
    entry = {"pattern": "`forum[.]example`", "list": say("tier-own")}
    said(answer, "check-match", category=say("category-threats"), **entry)
    said(answer, "check-note", note="runs threats")
    said(answer, "check-decision", action="delete", **entry)
    said(answer, "check-rule-preset-gentle")
    await stage.blocklist("allow", pattern="forum.example")
    said(await stage.check("forum.example"), "check-allowed")
    for _ in range(3):
        await stage.check("x", stage.member)
    said(await stage.check("x", stage.member), "check-often")


async def test_half_a_character_is_no_reason_to_fail(stage: ListsStage) -> None:
    answer = await stage.blocklist("add", pattern="forum.example", note="half \ud800 a sign")
    said(answer, "list-added")
    answer = await stage.blocklist("show", pattern="forum.example", reason="\udfff")
    assert "half \ufffd a sign" in answer
    assert "forum[.]example" in await stage.blocklist("search", query="half \udbff a")
    for verb in ("show", "remove", "allow", "unallow", "confirm", "retract"):
        answer = await stage.blocklist(verb, pattern="odd \ud800.example")
        assert not shows(answer, sentence("error-unexpected")), verb
    assert "forum[.]example" in await stage.check("\ud800 forum.example/\udfff")


async def test_an_exception_that_ends_says_what_else_lets_the_place_or_a_part_of_it_through(
    stage: ListsStage,
) -> None:
    page, host = "`site[.]example/page`", "`site[.]example`"
    await stage.blocklist("add", pattern="site.example")
    await stage.blocklist("allow", pattern="site.example/page")
    await stage.blocklist(
        "allow", pattern="othersite.example/page"
    )  # its name ends alike, and is another place
    answer = await stage.blocklist("unallow", pattern="site.example")
    said(answer, "list-not-allowed-below", pattern=host, names=page)
    assert await stage.patterns_found("https://site.example/page") == []

    await stage.blocklist("allow", pattern="site.example")
    answer = await stage.blocklist("unallow", pattern="site.example/page")
    said(answer, "list-unallowed-still", pattern=page)
    said(answer, "list-allowed-above", names=host)
    unsaid(answer, "list-unallowed", pattern=page)
    assert await stage.patterns_found("https://site.example/page") == []
    answer = await stage.blocklist("unallow", pattern="site.example/page")
    said(answer, "list-not-allowed-above", pattern=page, names=host)

    for number in range(6):
        await stage.blocklist("allow", pattern=f"a{number}.site.example")
    answer = await stage.blocklist("unallow", pattern="site.example")
    said(answer, "list-unallowed", pattern=host)
    some = tuple(f"`a{number}[.]site[.]example`" for number in range(5))
    assert say("list-allowed-more-below", names=some) in answer
    assert await stage.patterns_found("https://site.example/page") == ["site.example"]


async def test_the_host_alone_is_a_part_of_the_host_with_its_subdomains(stage: ListsStage) -> None:
    for pattern in ("site.example", "=site.example"):
        await stage.blocklist("allow", pattern=pattern)
    answer = await stage.blocklist("unallow", pattern="site.example")
    said(answer, "list-unallowed", pattern="`site[.]example`")
    said(answer, "list-allowed-below", names="`=site[.]example`")
    await stage.blocklist("allow", pattern="site.example")
    answer = await stage.blocklist("unallow", pattern="=site.example")
    said(answer, "list-unallowed-still", pattern="`=site[.]example`")


async def test_what_is_removed_and_still_found_names_the_entry_and_its_list(stage: ListsStage) -> None:
    for pattern in ("site.example", "site.example/page"):
        await stage.blocklist("add", pattern=pattern)
    answer = await stage.blocklist("remove", pattern="site.example/page")
    said(answer, "list-removed-still", pattern="`site[.]example`", list=say("tier-own"))
