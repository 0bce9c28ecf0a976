"""Who may do what with lists."""

import pytest

from core.base.authority import Caller
from core.base.errors import UserError
from core.base.ids import RoleId, UserId
from core.lists.shared_standing import StanceKind
from core.servers.policy import Tier
from services.lists.own import Suggested
from tests.people import member, moderator
from tests.services.lists.process import A, B, Process
from tests.stores import set_up


class TestAuthority:
    @pytest.mark.parametrize("caller", [member(A), Caller(A, UserId(1), "x", frozenset({RoleId(7)}))])
    async def test_every_use_case_asks_for_a_moderator(self, rowan: Process, caller: Caller) -> None:
        await rowan.add(A, "forum.example", share=True)
        own, shared = rowan.own, rowan.shared
        for attempt in (
            own.add(caller, "x1.example", None, "", share=False),
            own.remove(caller, "forum.example", ""),
            own.allow(caller, "forum.example", ""),
            own.unallow(caller, "forum.example", ""),
            own.show(caller, "forum.example", ""),
            own.search(caller, "forum", 0),
            shared.share(caller, "forum.example", ""),
            shared.stand(caller, "forum.example", StanceKind.CONFIRM, ""),
            shared.stand(caller, "forum.example", StanceKind.DISPUTE, ""),
            shared.retract(caller, "forum.example", ""),
            shared.pending(caller, 0),
        ):
            with pytest.raises(UserError, match="error-not-moderator"):
                await attempt
        assert await own.suggest(caller, Suggested.OWN, "") == []
        assert await rowan.tiers(A, "forum.example") == [Tier.OWN]

    async def test_the_moderator_role_is_enough(self, rowan: Process) -> None:
        await set_up(rowan.database, rowan.vault, A, moderator_role=RoleId(7))
        caller = Caller(A, UserId(1), "x", frozenset({RoleId(7)}))
        assert (await rowan.own.add(caller, "forum.example", None, "", share=False)).new

    async def test_another_server_cannot_touch_an_entry(self, rowan: Process) -> None:
        await rowan.add(A, "forum.example", share=True)
        entry = (await rowan.own.show(moderator(A), "forum.example", "")).own
        assert entry is not None
        for typed in ("forum.example", f"#{entry.id}"):
            with pytest.raises(UserError, match="list-not-there"):
                await rowan.own.remove(moderator(B), typed, "")
        with pytest.raises(UserError, match="sharing-nothing-said"):
            await rowan.shared.retract(moderator(B), "forum.example", "")
        assert await rowan.tiers(A, "forum.example") == [Tier.OWN]
        assert (await rowan.own.search(moderator(B), "forum", 0)).total == 0

    async def test_a_banned_server_says_nothing_new_and_may_take_back(self, rowan: Process) -> None:
        await rowan.add(A, "forum.example", share=True)
        await rowan.trust.ban(str(A))
        for attempt in (
            rowan.shared.share(moderator(A), "forum.example", ""),
            rowan.shared.stand(moderator(A), "forum.example", StanceKind.CONFIRM, ""),
            rowan.own.add(moderator(A), "other.example", None, "", share=True),
        ):
            with pytest.raises(UserError, match="sharing-banned"):
                await attempt
        assert await rowan.tiers(A, "other.example forum.example") == [Tier.OWN]
        await rowan.shared.retract(moderator(A), "forum.example", "")
