"""`/check`: what a member and a moderator hear."""

from datetime import timedelta

import pytest

from core.base.authority import Caller
from core.base.categories import Category
from core.base.errors import Unavailable, UserError
from core.base.ids import ChannelId
from core.servers.policy import Action
from services.lists.check import MemberAnswer, ModeratorAnswer
from tests.conftest import StandingClock
from tests.people import member, moderator
from tests.services.lists.process import A, B, Process
from tests.stores import set_up


class TestCheck:
    async def test_a_member_hears_the_category_a_moderator_the_reason(self, rowan: Process) -> None:
        await set_up(rowan.database, rowan.vault, A, review_channel=ChannelId(9))
        await rowan.add(A, "forum.example", note="doxxes people")
        told = await rowan.check.check(member(A), "forum[.]example/x", [ChannelId(1)])
        assert told == MemberAnswer(1, [Category.DOXXING], [])
        whole = await rowan.check.check(moderator(A), "forum[.]example/x", [ChannelId(1)])
        assert isinstance(whole, ModeratorAnswer)
        assert whole.decision is not None
        assert whole.decision.action is Action.DELETE
        assert whole.decision.match.how == ("dot",)
        in_review = await rowan.check.check(moderator(A), "forum.example", [ChannelId(9)])
        assert isinstance(in_review, ModeratorAnswer)
        assert in_review.decision is None

    async def test_a_member_hears_nothing_of_what_is_allowed_or_merely_proposed(self, rowan: Process) -> None:
        await rowan.trusted(A, B)
        await rowan.add(A, "forum.example")
        await rowan.own.allow(moderator(A), "forum.example/news", "")
        await rowan.add(B, "proposed.example", share=True)
        told = await rowan.check.check(member(A), "forum.example/news proposed.example", [])
        assert told == MemberAnswer(0, [], ["forum.example/news", "proposed.example"])

    async def test_nobody_takes_silence_for_an_answer(self, rowan: Process) -> None:
        await rowan.add(A, "forum.example")
        text = "fine.example/a forum.example/x https://web.archive.org/web/2020/https://forum.example/y"
        told = await rowan.check.check(member(A), text, [])
        assert isinstance(told, MemberAnswer)
        assert (told.links, told.unlisted) == (
            2,
            ["fine.example/a"],
        )  # what carries a listed one is no other link
        whole = await rowan.check.check(moderator(A), text, [])
        assert isinstance(whole, ModeratorAnswer)
        assert whole.unlisted == ["fine.example/a"]

    async def test_it_is_limited_and_says_until_when(self, rowan: Process, clock: StandingClock) -> None:
        for _ in range(5):
            await rowan.check.check(member(A), "x", [])
        with pytest.raises(UserError, match="check-often") as caught:
            await rowan.check.check(member(A), "x", [])
        assert f"<t:{int((clock() + timedelta(minutes=1)).timestamp()) + 1}:R>" == caught.value.values["when"]
        await rowan.check.check(moderator(A), "x", [])  # others are not held up
        await rowan.check.check(Caller(B, member(A).user, "member"), "x", [])
        clock.forward(seconds=60)
        await rowan.check.check(member(A), "x", [])

    async def test_a_text_that_is_made_to_be_slow_is_read_elsewhere(self, rowan: Process) -> None:
        await rowan.add(A, "forum.example")
        await set_up(rowan.database, rowan.vault, A, review_channel=ChannelId(9))
        slow = ("аα.ծc。" * 700)[:3_900] + " forum dot example/x.1"
        told = await rowan.check.check(member(A), slow, [])
        assert isinstance(told, MemberAnswer)
        assert (told.links, told.categories) == (1, [Category.DOXXING])
        assert rowan.apart.called
        rowan.apart.failing = True
        with pytest.raises(Unavailable):
            await rowan.check.check(member(A), slow, [])

    async def test_every_other_text_is_read_here(self, rowan: Process) -> None:
        await rowan.check.check(member(A), "see https://news.example/a, it is all there. " * 20, [])
        assert not rowan.apart.called
