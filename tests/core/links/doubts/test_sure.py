"""Which links are sure, and which are only likely, and by what guess."""

import pytest

from core.links import find_links
from core.lists.patterns import parse_pattern


def guesses(text: str, pattern: str) -> set[str]:
    """What makes each link in the text that the pattern covers only likely; "" for a sure one."""
    listed = parse_pattern(pattern)
    return {link.guess for link in find_links(text, {listed.key}.__contains__) if listed.covers(link)}


@pytest.mark.parametrize(
    "text",
    [
        "gossipden.net",
        "it is on gossipden.net.",
        "https://www.gossipden.net/x?y",
        "//gossipden.net",
        "[here](https://gossipden.net/x)",
        "[gossipden.net](https://example.com)",
        "hxxps://gossipden.net",
        "gossipden[.]net",
        "gossipden (dot) net",
        "gossipden[dot]net/x",
        "gossipden (punto) net",
        "gossipden [ nokta ] net",
        "Z29zc2lwZGVuLm5ldC94",
        "data:text/html;base64,PGEgaHJlZj0vL2dvc3NpcGRlbi5uZXQ+",
        "gossipden.net (slash) thread",
        "(gossipden)[.](net)",
        "GossipDen.Net",
        "GOSSIPDEN.Net is back",
        "göѕsipdën.nët",
        "gossip\u200bden.net",
        "gossipden\u2800.\u2800net",
        "https://gossipden\u3164.\u3164net/x",
        "gos\u0455ipden.net",
        "ｇｏｓｓｉｐｄｅｎ．ｎｅｔ",
        "gossipden%2Enet",
        "gossipden&#46;net",
        "https://example.org/?u=https%3A%2F%2Fgossipden.net",
        "https://web.archive.org/web/2024/https://gossipden.net/x",
        "aHR0cHM6Ly9nb3NzaXBkZW4ubmV0",
        "gossipden dot net/thread",
        "https://gossipden dot net",
        "gossipden[.]net / thread",
        "gossip den.net and gossipden.net",  # said twice, once for sure
    ],
)
def test_what_nobody_writes_by_accident_is_sure(text: str) -> None:
    assert "" in guesses(text, "gossipden.net")


@pytest.mark.parametrize(
    ("text", "pattern", "guess"),
    [
        ("gossx ipden.net", "gossxipden.net", "split name"),
        ("https://gossxip\nden.net", "gossxipden.net", "line break"),
        ("gossipden dot net", "gossipden.net", "dot word"),
        ("gossipden punto net", "gossipden.net", "spoken dot"),
        ("gossipden . net", "gossipden.net", "spaced dot"),
        ("gossipden. net", "gossipden.net", "half-spaced dot"),
        ("gossipden,net", "gossipden.net", "comma"),
        ("gossipden 🟢 shop", "gossipden.shop", "symbol for a dot"),
        ("gossipden + .net", "gossipden.net", "added ending"),
        ("gossipden точка ру", "gossipden.ru", "spelled ending"),
        ("gossipden دات org", "gossipden.org", "dot word"),
        ("the trial (punkt) ist vorbei", "trial.ist", "sentence end"),
        ("g o s s i p d e n . n e t", "gossipden.net", "spaced letters"),
        ("gossipden.net / thread", "gossipden.net/thread", "spaced slash"),
        ("gossipden.sh is slow", "gossipden.sh", "file name"),
        ("gossipden.run(x)", "gossipden.run", "code"),
        ("gossipden.net = x", "gossipden.net", "code"),
        ("Gossipden.Now Qwertz", "gossipden.now", "sentence end"),
        ("gossipden(whatever)net", "gossipden.net", "something for the dot"),
        ("gossipden.[net]", "gossipden.net", "bracketed label"),
        ("I like gossipden.Me", "gossipden.me", "sentence end"),
        ("@gossipden.net", "gossipden.net", "handle"),
        ("gössipden.net", "gossipden.net", "accents"),
    ],
)
def test_what_was_put_together_by_a_guess_is_likely_and_says_which(
    text: str, pattern: str, guess: str
) -> None:
    assert guesses(text, pattern) == {guess}


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("gossipden [punto] es", "gossipden.es"),
        ("gossipden(nokta)bet rápido", "gossipden.bet"),
        ("t.me (slash) gossipden", "t.me/gossipden"),
        ("ｄｉｓｃｏｒｄ．ｇｇ／Ｚｋ４ＷｖＮ", "discord.gg/Zk4WvN"),
        ("𝐝𝐢𝐬𝐜𝐨𝐫𝐝.𝐠𝐠/𝐙𝐤𝟒𝐖𝐯𝐍", "discord.gg/Zk4WvN"),
        ("ZGlzY29yZC5nZy9aazRXdk4=", "discord.gg/Zk4WvN"),
        ("偽市場.jpで買った", "偽市場.jp"),
    ],
)
def test_other_endings_and_codes_are_as_sure(text: str, pattern: str) -> None:
    assert guesses(text, pattern) == {""}


def test_a_disguise_nobody_makes_by_accident_makes_a_files_name_sure() -> None:
    assert guesses("gossipden.md", "gossipden.md") == {"file name"}
    assert guesses("gossipden[.]md", "gossipden.md") == {""}
    assert guesses("https://gossipden.md", "gossipden.md") == {""}


# What is written where a listed host of this name could be meant, and is a number, a time, a variable or two sentences.
