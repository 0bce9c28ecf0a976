"""A campaign's timeline and the newest updates as pages."""

from dataclasses import replace

import discord

from cogs.campaigns.timelines import pages
from services.campaigns.timelines import entries
from tests.cogs.campaigns.samples import NOW, campaign, texts_in, update, version
from tests.wording import said, say


async def test_pages_hold_every_entry_once_in_order_and_clamp_the_number() -> None:
    records = [update(version(headline=f"Update {n}.", body="word " * 100)) for n in range(40)]
    shown, page = [], 0
    while True:
        view = await pages.timeline(say, campaign(), entries([(one, None) for one in records]), page)
        texts = texts_in(view)
        assert sum(map(len, texts)) <= 4000
        shown += [line for text in texts for line in text.splitlines() if line.startswith("**Update")]
        later = [item for item in view.walk_children() if isinstance(item, discord.ui.Button)][1]
        if later.disabled:
            break
        assert later.custom_id == f"campaign:5:timeline:{page + 1}"
        page += 1
    assert shown == [f"**Update {n}.**" for n in range(40)]
    last = await pages.timeline(say, campaign(), entries([(one, None) for one in records]), 999)
    assert texts_in(last) == texts


async def test_many_short_entries_are_within_what_a_message_holds() -> None:
    """Discord counts components, too: nineteen short updates were more than it takes."""
    record = update(version(headline="Up", body="yes"))
    for shown in range(60):
        some = entries([(record, None)] * shown)
        for view in (
            await pages.newest(say, [], some, 0),
            await pages.timeline(say, campaign(), some, 0, before="You follow it now."),
        ):
            assert sum(1 for _ in view.walk_children()) <= 40


async def test_the_timeline_has_each_update_in_full_over_its_pages() -> None:
    body = " ".join(f"word{number}" for number in range(240))
    some = entries([(update(version(headline="Long", body=body, warning=w)), None) for w in ("", "Sad") * 3])
    seen = ""
    for number in range(9):
        view = await pages.timeline(say, campaign(), some, number)
        seen += "\n".join(texts_in(view))
    assert seen.count("word0 ") >= 6
    assert seen.count("word239") >= 6


async def test_the_list_names_every_campaign_one_without_an_update_too() -> None:
    closed = replace(campaign(title="Over"), closed_at=NOW, outcome="Won")
    named = [(campaign(title="New"), None), (campaign(title="Loud"), NOW), (closed, NOW)]
    texts = "\n".join(texts_in(await pages.newest(say, named, [], 0)))
    said(texts, "updates-named", title="New", publisher="server-abc", state="silent")
    said(texts, "updates-named", title="Loud", state="updated")
    said(texts, "updates-named", title="Over", state="closed")
    said(texts, "updates-empty")
    many = [(campaign(title=f"Campaign {number}."), None) for number in range(200)]
    views = [await pages.newest(say, many, [], number) for number in range(9)]
    shown = "\n".join("\n".join(texts_in(view)) for view in views)
    assert all(f"**Campaign {number}.**" in shown for number in range(200))
