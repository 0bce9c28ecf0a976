"""Which messages a text names by their links: in every form that a browser or Discord takes, and no other site's."""

import pytest

from core.base.ids import ChannelId, MessageId, ServerId
from core.reports.message_links import NamedMessage, messages_named, without_link_to

S, C, M, N = 10**17 + 1, 10**17 + 2, 10**17 + 3, 10**17 + 4
PATH = f"channels/{S}/{C}/{M}"
FIRST, SECOND = (NamedMessage(ServerId(S), ChannelId(C), MessageId(each)) for each in (M, N))


@pytest.mark.parametrize(
    "typed",
    [
        f"https://discord.com/{PATH}",
        f"discord.com/{PATH}",
        f"http://discord.com/{PATH}/",
        f"https://www.discord.com/{PATH}",
        f"HTTPS://Canary.Discord.com/{PATH}",
        f"ptb.discordapp.com/{PATH}?a=b#c",
        f"https://discord.com:443//{PATH}",
        f"https:\\\\discord.com\\{PATH}",
        f"https://x@discord.com/{PATH}",
        f"discord://-/{PATH}",
        f"look:<https://discord.com/{PATH}>.",
        f"*discord.com/{PATH}* and _discord.com/{PATH}_",
        f"seehttps://discord.com/{PATH}",
        f"hxxps://discord[.]com/{PATH}",
    ],
)
def test_a_message_is_named_however_its_link_is_written(typed: str) -> None:
    assert messages_named(typed) == [FIRST]


@pytest.mark.parametrize(
    "typed",
    [
        "",
        PATH,
        f"https://notdiscord.com/{PATH}",
        f"https://not-discord.com/{PATH}",
        f"https://discord.com.evil.example/{PATH}",
        f"https://discord.com@evil.example/{PATH}",
        f"https://evil.example/discord.com/{PATH}",
        f"https://evil.discord.example/{PATH}",
        f"https://discord.com/channels/@me/{C}/{M}",
        f"https://discord.com/channels/{S}/{C}",
        f"https://discord.com/channels/{S}/{C}/{M}00000",
    ],
)
def test_another_address_names_none(typed: str) -> None:
    assert messages_named(typed) == []


def test_several_are_named_in_order_and_each_once() -> None:
    one, two = f"https://discord.com/{PATH}", f"discord.com/channels/{S}/{C}/{N}"
    for between in (" ", "\n", ",", " and ", "?", "https://"):
        assert messages_named(f"{one}{between}{two} {one}") == [FIRST, SECOND]
    assert without_link_to(f"{one}?{two} <{one}>", MessageId(M)) == two
