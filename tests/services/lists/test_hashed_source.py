"""A hashed list among the sources: its entries act like any other, and show themselves where they are met alone."""

from collections.abc import AsyncIterator, Sequence

import pytest

from core.base.categories import Category
from core.lists.covering import ListEntry
from core.lists.hashed import hash_of, whole_of
from core.lists.patterns import parse_pattern
from core.servers.policy import Tier
from db.engine.database import Database
from db.engine.vault import Vault
from services.lists.sources import FollowedAllow, Inquiry
from tests.conftest import StandingClock
from tests.people import moderator
from tests.services.lists.process import A, Process

PATTERNS = ("murkhollow.example", "pages.example/a?x=1&y=22", "murk-family.*", "discord.gg/murkcode")


class HashedSource:
    """Fills ListSource with hashes alone, as a subscription to a hashed list holds them."""

    def __init__(self, *patterns: str) -> None:
        parsed = [parse_pattern(each) for each in patterns]
        self._held = {hash_of(each.key): whole_of(each) for each in parsed}

    async def keys(self) -> AsyncIterator[Sequence[str]]:
        yield list(self._held)

    async def entries(self, inquiry: Inquiry) -> Sequence[ListEntry]:
        return [
            ListEntry(pattern, Tier.SUBSCRIBED, Category.DOXXING)
            for key in inquiry.keys
            if key in self._held
            for pattern in inquiry.met.in_clear(key, self._held[key])
        ]

    async def allows(self, inquiry: Inquiry) -> Sequence[FollowedAllow]:
        return ()


@pytest.fixture
async def rowan(database: Database, vault: Vault, clock: StandingClock) -> Process:
    made = Process(database, vault, clock, HashedSource(*PATTERNS))
    await made.index.load()
    return made


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("see hxxps://sub[.]murkhollow[.]example/x", "murkhollow.example"),
        ("https://pages.example/a?y=22&x=1&z=3", "pages.example/a?x=1&y=22"),
        ("murk-family.net", "murk-family.*"),
        ("discord.gg/murkcode", "discord.gg/murkcode"),
    ],
)
async def test_it_is_found_and_shown_as_what_was_met(rowan: Process, text: str, pattern: str) -> None:
    assert [(match.pattern, match.tier) for match in await rowan.found(A, text)] == [
        (pattern, Tier.SUBSCRIBED)
    ]


async def test_what_is_beside_it_is_not_found(rowan: Process) -> None:
    assert await rowan.found(A, "https://pages.example/a?y=22 https://other.example murkhollow.test") == []


async def test_an_exception_in_clear_hides_it_and_own_entries_stand_beside_it(rowan: Process) -> None:
    await rowan.add(A, "murkhollow.example/x")
    tiers = await rowan.tiers(A, "https://murkhollow.example/x")
    assert set(tiers) == {Tier.OWN, Tier.SUBSCRIBED}
    await rowan.own.remove(moderator(A), "murkhollow.example/x", "")
    await rowan.own.allow(moderator(A), "murkhollow.example", "")
    assert [match.allowed for match in await rowan.found(A, "https://murkhollow.example/x")] == [True]
