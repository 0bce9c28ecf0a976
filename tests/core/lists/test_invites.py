"""Which invites lead to the same server, and what an invite's code is."""

import pytest

from core.base.categories import Category
from core.base.ids import ServerId
from core.links import canonical, find_links
from core.links.link import INVITES, invite_code
from core.lists.invites import is_another_invite, same_server_keys
from core.lists.verdicts import Match, winning_matches
from core.servers.policy import Tier

LEADS = {"a": ServerId(1), "b": ServerId(1), "c": ServerId(2), "d": None, "e": None}


@pytest.mark.parametrize(
    ("link", "code"),
    [
        ("discord.gg/AbC-1", "AbC-1"),
        ("discord.gg/a", None),  # too short to be one
        ("discord.gg/abc/def", None),
        ("discord.gg", None),
        ("xdiscord.gg/abc", None),
        ("example.com/discord.gg/abc", None),
        ("discord.com/channels/1", None),
    ],
)
def test_the_code_of_a_canonical_address(link: str, code: str | None) -> None:
    assert invite_code(link) == code


def test_only_invites_to_the_same_server_are_the_same() -> None:
    leads = {f"code-{code}": server for code, server in LEADS.items()}
    assert same_server_keys("discord.gg/code-a", leads) == ["discord.gg/code-b"]
    assert same_server_keys("discord.gg/code-c", leads) == []
    assert same_server_keys("discord.gg/code-d", leads) == []  # two that lead nowhere have nothing in common
    assert same_server_keys("discord.gg/code-x", leads) == []
    assert same_server_keys("example.com/code-a", leads) == []


def test_another_invite_is_told_from_the_invite_itself_and_from_all_else() -> None:
    assert is_another_invite("discord.gg/abc", "discord.gg/xyz")
    assert not is_another_invite("discord.gg/abc", "discord.gg/abc")
    assert not is_another_invite("example.com", "discord.gg/xyz")
    assert not is_another_invite("", "discord.gg/xyz")


def test_the_invite_itself_is_the_nearer_reason() -> None:
    matches = [
        Match(f"discord.gg/{code}", Tier.OWN, Category.HATE, "discord.gg/xyz") for code in ("abc", "xyz")
    ]
    assert [match.pattern for match in winning_matches(matches)] == ["discord.gg/xyz"]


@pytest.mark.parametrize(
    "text",
    [
        "discord.gg/xyz",
        "join https://discord.com/invite/xyz?event=1 now",
        "ptb.discord.com/invite/xyz",
        "[free](https://discordapp.com/invite/xyz)",
        "discord . gg / xyz",
        "hxxps://discord[.]gg/xyz",
        "discord://-/invite/xyz",
        "https://web.archive.org/web/2020/https://discord.gg/xyz",
    ],
)
def test_every_invite_is_a_suspect_where_any_is_listed(text: str) -> None:
    """The index holds the common key, and the one invite that is listed, as it does while an entry holds a server."""
    held = {INVITES, "discord.gg/listed", "discord.gg/", "/"}
    assert "discord.gg/xyz" in [link.canonical for link in find_links(text, held.__contains__)]


def test_every_invite_carries_the_common_key() -> None:
    link = canonical("https://canary.discord.com/invite/xyz")
    assert link is not None
    assert INVITES in link.keys
