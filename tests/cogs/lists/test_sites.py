"""`/blocklist site`, entries that end by themselves, and what `show` explains, as moderators meet them."""

import pytest

from core.base.ids import ServerId
from core.lists.shared_standing import StanceKind
from services.lists.shared_list.trust import Trust
from tests.cogs.lists.driver import ListsStage
from tests.cogs.seen import told
from tests.people import moderator
from tests.wording import said, say, unsaid

pytestmark = pytest.mark.usefixtures("set_up")
OTHER, THIRD = ServerId(71 * 10**15), ServerId(72 * 10**15)


async def test_a_site_and_its_mirrors(stage: ListsStage) -> None:
    add = {"site": "Murkhollow", "category": "doxxing", "note": "Their forum"}
    said(await stage.blocklist("add", pattern="murkhollow.net", **add), "list-show-site", name="Murkhollow")
    answer = await stage.blocklist("add", pattern="t.me/murkhollow", site="murkhollow")
    said(answer, "list-added", pattern="`t[.]me/murkhollow`", category=say("category-doxxing"))

    page = await stage.blocklist("site", name="Murkhollow")
    said(page, "site-title", name="Murkhollow", total=2)
    said(page, "site-inherits", category=say("category-doxxing"))
    said(page, "list-show-note", note="Their forum")
    row = {"category": say("category-doxxing"), "list": say("tier-own"), "action": "delete"}
    said(page, "site-row", pattern="`murkhollow[.]net`", **row)
    said(page, "site-row", pattern="`t[.]me/murkhollow`", **row)

    changed = await stage.blocklist("site", name="murkhollow", rename="Murk", summary="A forum")
    said(changed, "site-changed", name="Murk")
    said(changed, "site-was-named", name="Murkhollow")
    said(await stage.blocklist("site", name="Murk"), "site-summary", summary="A forum")
    said(await stage.blocklist("site", name="Murkhollow"), "site-unknown", name="Murkhollow")
    offered = await stage.moderator.autocomplete(stage.general, "blocklist add", "site", "mur")
    assert [choice["value"] for choice in offered] == ["Murk"]
    assert await stage.moderator.autocomplete(stage.general, "blocklist site", "name", "x") == []


async def test_two_sites_become_one_by_a_click(stage: ListsStage) -> None:
    await stage.blocklist("add", pattern="murkhollow.net", site="Murk")
    await stage.blocklist("add", pattern="murkhollow.st", site="Mirror")
    answer = await stage.moderator.slash(stage.general, "blocklist site", name="Mirror", rename="MURK")
    said(told(answer), "site-name-taken", name="Murk")
    unsaid(told(answer), "site-unchanged", name="Mirror")
    merged = await stage.moderator.click(answer.response.message, label=say("site-merge"))
    said(told(merged), "site-merged", name="Murk")
    said(await stage.blocklist("site", name="Murk"), "site-title", name="Murk", total=2)
    again = await stage.moderator.click(answer.response.message, label=say("site-merge"))
    said(told(again), "site-gone")


async def test_a_long_site_is_turned_page_by_page(stage: ListsStage) -> None:
    name = "W" * 60
    for number in range(9):
        await stage.blocklist("add", pattern=f"murk-{number}.example", site=name)
    answer = await stage.moderator.slash(stage.general, "blocklist site", name=name)
    said(told(answer), "page-number", number=1, pages=2)
    turned = await stage.moderator.click(answer.response.message, custom_id=f"lists:site:1:{name.lower()}")
    said(told(turned) or told(answer), "page-number", number=2, pages=2)


async def test_hostile_names_are_answered_plainly(stage: ListsStage) -> None:
    for typed in (
        "@everyone",
        "<@1> [x](https://evil.example)",
        "`code`",
        "\u202emoc",
        "{ $name }",
        " ",
        "\ud800",
    ):
        for verb, options in (
            ("add", {"pattern": "forum.example", "site": typed}),
            ("site", {"name": typed}),
        ):
            answer = await stage.blocklist(verb, **options)
            unsaid(answer, "error-unexpected")
            assert "@everyone" not in answer, typed
            assert "https://evil" not in answer, typed
            assert "<@1>" not in answer, typed
    answer = await stage.blocklist("site", name="nothing of it", rename="x" * 60)
    said(answer, "site-not-own", name="nothing of it")


async def test_an_entry_that_ends_by_itself(stage: ListsStage) -> None:
    said(await stage.blocklist("add", pattern="forum.example", days=2), "list-ends")
    said(await stage.blocklist("show", pattern="forum.example"), "list-ends")
    said(await stage.blocklist("search", query="forum"), "list-ends")
    answer = await stage.blocklist("add", pattern="forum.example", days=3)
    said(answer, "list-changed", pattern="`forum[.]example`")
    said(answer, "list-changed-end")
    assert await stage.patterns_found("forum.example") == ["forum.example"]
    stage.clock.forward(days=3)
    assert await stage.patterns_found("forum.example") == []
    said(await stage.blocklist("show", pattern="forum.example"), "list-effect-unlisted")
    said(await stage.blocklist("add", pattern="forum.example", days=1), "list-added")


async def test_an_end_is_lifted_by_a_click(stage: ListsStage) -> None:
    await stage.blocklist("add", pattern="forum.example", days=2)
    answer = await stage.moderator.slash(stage.general, "blocklist add", pattern="forum.example")
    said(told(answer), "list-already", pattern="`forum[.]example`")
    said(told(answer), "list-ends")
    kept = await stage.moderator.click(answer.response.message, label=say("list-keep"))
    said(told(kept), "list-endless")
    stage.clock.forward(days=30)
    assert await stage.patterns_found("forum.example") == ["forum.example"]


async def test_what_is_added_again_says_what_stands_and_changes_what_is_said(stage: ListsStage) -> None:
    await stage.blocklist("add", pattern="forum.example", category="scam", note="old")
    answer = await stage.blocklist("add", pattern="forum.example")
    said(answer, "list-already", pattern="`forum[.]example`")
    said(answer, "list-show-note", note="old")
    answer = await stage.blocklist("add", pattern="forum.example", category="hate", note="new", site="Murk")
    said(answer, "list-changed-category", before=say("category-scam"), after=say("category-hate"))
    said(answer, "list-changed-note", before="old", after="new")
    said(answer, "list-changed-site", before=say("list-changed-site-none"), after="Murk")


async def test_show_says_first_what_happens_here_and_why(stage: ListsStage) -> None:
    show = {"pattern": "forum.example"}
    said(await stage.blocklist("show", **show), "list-effect-unlisted")
    await stage.blocklist("add", pattern="forum.example", category="doxxing", site="Murk")
    answer = await stage.blocklist("show", **show)
    lines = [line for line in answer.split("\n") if line.strip()]
    assert say("list-effect-delete") in lines[1]
    because = {"pattern": "`forum[.]example`", "list": say("tier-own"), "category": say("category-doxxing")}
    said(answer, "list-effect-because", **because)
    said(answer, "check-rule-preset-gentle")
    said(answer, "list-effect-likely-review")
    said(answer, "list-show-site", name="Murk")
    page = await stage.blocklist("show", pattern="forum.example/a/page")  # by the entry that covers it
    said(page, "list-effect-because", **because)
    said(page, "list-show-not-own")
    family = await stage.blocklist("add", pattern="murkhollow.*")
    said(family, "list-added")
    said(await stage.blocklist("show", pattern="murkhollow.*"), "list-effect-delete")
    await stage.blocklist("allow", pattern="forum.example")
    for pattern in ("forum.example", "forum.example/a/page"):
        answer = await stage.blocklist("show", pattern=pattern)
        said(answer, "list-effect-allowed", patterns="`forum[.]example`")


async def test_show_names_who_stands_for_it_to_trusted_servers_alone(stage: ListsStage) -> None:
    lists = stage.rowan.lists
    trust = Trust(storage=lists.storage, clock=stage.clock)
    for server, group in ((OTHER, "b"), (THIRD, "c")):
        await trust.trust(str(server), group)
        await lists.own.add(
            moderator(server), "forum.example", None, "theirs", share=False, site="Murkhollow"
        )
        await lists.shared.share(moderator(server), "forum.example", "")
    for _ in range(2):
        await lists.shared.stand(moderator(OTHER), "forum.example", StanceKind.CONFIRM, "")
        stage.clock.forward(days=1)
    answer = await stage.blocklist("show", pattern="forum.example")
    said(answer, "list-effect-review")
    unsaid(answer, "sharing-since")
    for hidden in ("Murkhollow", "theirs", "server-"):
        assert hidden not in answer, answer
    await trust.trust(str(stage.server), "a")
    answer = await stage.blocklist("show", pattern="forum.example")
    assert answer.count("(since") == 2
    said(answer, "list-show-site", name="Murkhollow")
    said(answer, "list-show-note", note="theirs")
