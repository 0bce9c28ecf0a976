"""A campaign's timeline and the newest updates as pages."""

import discord

from cogs.campaigns import timelines as pages
from services.campaigns.timelines import entries
from tests.cogs.campaigns.samples import campaign, texts_in, update, version
from tests.wording import say


def test_pages_hold_every_entry_once_in_order_and_clamp_the_number() -> None:
    records = [update(version(headline=f"Update {n}.", body="word " * 100)) for n in range(40)]
    shown, page = [], 0
    while True:
        view = pages.timeline(
            say, campaign(), entries([(one, None) for one in records]), page, link_is_clean=True
        )
        texts = texts_in(view)
        assert sum(map(len, texts)) <= 4000
        shown += [line for text in texts for line in text.splitlines() if line.startswith("**Update")]
        later = [item for item in view.walk_children() if isinstance(item, discord.ui.Button)][1]
        if later.disabled:
            break
        assert later.custom_id == f"campaign:5:timeline:{page + 1}"
        page += 1
    assert shown == [f"**Update {n}.**" for n in range(40)]
    last = pages.timeline(say, campaign(), entries([(one, None) for one in records]), 999, link_is_clean=True)
    assert texts_in(last) == texts
