"""Pictures are fetched from Discord's own hosts alone."""

import discord
import pytest

from cogs.scanning.pictures.places import picture_place

DISCORD = [
    "https://cdn.discordapp.com/attachments/1/2/a.png?ex=1&is=2&hm=3&",
    "https://media.discordapp.net/attachments/1/2/a.png?ex=1&width=10&height=10",
    "https://media.discordapp.net/external/abc/https/stranger.example/a.png",
    "https://images-ext-1.discordapp.net/external/abc/%3Fq%3D1/https/stranger.example/a.png?width=9&height=9",
    "https://images-ext-2.discordapp.net/external/abc/http/stranger.example/a.png",
    "https://cdn.discordapp.com/ephemeral-attachments/1/2/a.png",
]
ELSEWHERE = [
    "https://stranger.example/attachments/1/2/a.png",
    "https://cdn.discordapp.com.stranger.example/attachments/1/2/a.png",
    "https://stranger.example/cdn.discordapp.com/attachments/a.png",
    "https://cdn.discordapp.com@stranger.example/attachments/1/2/a.png",
    "https://user@cdn.discordapp.com/attachments/1/2/a.png",
    "http://cdn.discordapp.com/attachments/1/2/a.png",
    "https://cdn.discordapp.com:8443/attachments/1/2/a.png",
    "https://cdn.discordapp.com/avatars/1/a.png",
    "https://cdn.discordapp.com/attachments/../avatars/1/a.png",
    "https://images-ext-1.discordapp.net/attachments/1/2/a.png",
    "https://images-ext-3.discordapp.net/external/abc/https/stranger.example/a.png",
    "https://xcdn.discordapp.com/attachments/1/2/a.png",
    "https://discordapp.com/attachments/1/2/a.png",
    "https://127.0.0.1/attachments/1/2/a.png",
    "file:///attachments/1/2/a.png",
    "attachments/1/2/a.png",
    "https://[::1",
    "",
]


@pytest.mark.parametrize("url", DISCORD)
def test_a_picture_of_discords_is_fetched_as_it_is_named(url: str) -> None:
    found = picture_place(url)
    assert found is not None
    assert str(found).partition("?")[0] == url.partition("?")[0]


@pytest.mark.parametrize("url", ELSEWHERE)
def test_nothing_else_is_fetched(url: str) -> None:
    assert picture_place(url) is None


def test_of_another_discord_its_own_host_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discord.Asset, "BASE", "http://127.0.0.1:4000/cdn")
    assert picture_place("http://127.0.0.1:4000/cdn/attachments/1/2/a.png") is not None
    assert picture_place("http://127.0.0.1:4000/cdn/external/1/https/a.example/a.png") is not None
    for url in (
        *DISCORD,
        "http://127.0.0.1:4001/cdn/attachments/1/2/a.png",
        "http://127.0.0.1:4000/attachments/a",
    ):
        assert picture_place(url) is None
