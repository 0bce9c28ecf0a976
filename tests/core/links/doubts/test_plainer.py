"""Where a guess has a plainer explanation, there is no match at all; and where it has none, there is one."""

import pytest

from core.links import find_links
from core.links.doubts.everyday import is_everyday, is_everyday_host, languages_of
from core.lists.patterns import PatternError, parse_pattern


def found(text: str, *typed: str) -> list[str]:
    """Which of the patterns cover a link of the text."""
    patterns = [parse_pattern(each) for each in typed]
    keys = {pattern.key for pattern in patterns}
    links = find_links(text, keys.__contains__)
    return [pattern.text for pattern in patterns if any(pattern.covers(link) for link in links)]


BESIDE_GOOD_HOSTS = (
    *(
        "justdiscord.com",
        "sodiscord.com",
        "mydiscord.com",
        "idiscord.com",
        "wwwdiscord.com",
        "httpsdiscord.com",
    ),
    *("discord.com.ru", "discord.com.co", "discord-com.ru", "soyoutube.com", "bookshop.com", "nightfall.io"),
    *("gamerant.net", "needhelpsteam.com", "okdiscord.com", "grimdiscord.com"),
)


@pytest.mark.parametrize(
    "text",
    [
        "just discord.com in a browser",
        "so youtube.com is down",
        "so\nyoutube.com",
        "my discord.com profile",
        "I discord.com a lot",
        "www discord.com",
        "https discord.com",
        "ok, discord.com, ru",
        "discord.com,ru",
        "discord.com . ru",
        "discord.com. Co i jak",
        "discord - com.ru",
        "grim discord.com",
        "so🔥youtube.com",
        "(so)youtube.com",
        '"so" + "youtube.com"',
        "this book shop.com sells it",
        "every night\nfall.io is up",
        "gamer ant.net",
    ],
)
def test_a_word_beside_a_good_host_is_a_word(text: str) -> None:
    assert found(text, *BESIDE_GOOD_HOSTS) == []


@pytest.mark.parametrize(
    "text",
    [
        "he estado en grimholt.Es horrible",
        "vengo de grimholt.La gente es mala",
        "je quitte grimholt.Je pense que oui",
        "ich war bei grimholt.Im Forum ist nichts",
        "ero su grimholt.Al posto di quello",
        "saí do grimholt.No fim foi bom",
        "ik ging van grimholt.Me hoofd doet pijn",
        "we left grimholt.Is it back",
        "we left grimholt.No, I did not",
        "we left grimholt.So? Go on",
        "pt: grimholt.Com certeza",
    ],
)
def test_an_ending_that_is_a_word_of_the_sentences_language_is_a_word(text: str) -> None:
    endings = ("es", "la", "je", "im", "al", "no", "me", "is", "so", "com")
    assert found(text, "grimholt.*", *(f"grimholt.{ending}" for ending in endings)) == []


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("open discord.com.In the menu", "discord.com.in"),
        ("paypal.com.It works", "paypal.com.it"),
        ("look at google.com.So what now", "google.com.so"),
        ("visit bbc.co.uk.It is news", "bbc.co.uk.it"),
    ],
)
def test_a_sentence_that_goes_on_behind_a_popular_host_is_one(text: str, pattern: str) -> None:
    assert found(text, pattern) == []


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("grimholt.es horrible", "grimholt.es"),
        ("GRIMHOLT.ES", "grimholt.es"),
        ("see Grimholt.Com", "grimholt.com"),
        ("grimholt.Es", "grimholt.es"),
        ("https://grimholt.Es horrible", "grimholt.es"),
        ("grimholt.Es/x horrible", "grimholt.es"),
        ("look: grimh olt.net", "grimholt.net"),
        ("bad forum.net, no spaces", "badforum.net"),
        ("bad\nforum.net", "badforum.net"),
        ("https://bad\nforum.net", "badforum.net"),
        ("grimholt dot com", "grimholt.com"),
    ],
)
def test_without_a_plainer_explanation_it_is_found(text: str, pattern: str) -> None:
    assert found(text, pattern) == [pattern]


@pytest.mark.parametrize(
    "text",
    [
        "read the README.md first",
        "bot.run(TOKEN)",
        "client.run('x')",
        "I use discord.py 2.0",
        "it stands in main.rs",
        "run install.sh",
        "the new dot net framework is slow",
        "en este punto com ella",
    ],
)
def test_a_programming_server_can_live(text: str) -> None:
    typed = (
        "readme.md",
        "bot.run",
        "client.run",
        "discord.py",
        "main.rs",
        "install.sh",
        "new.net",
        "este.com",
    )
    assert found(text, *typed) == []
    assert found(f"https://{typed[0]}", *typed) == [typed[0]]


def test_words_are_data_of_a_dozen_languages() -> None:
    assert {"es", "de"} <= languages_of("es")
    assert (
        len(
            {
                language
                for word in ("no", "et", "и", "في", "og", "ja", "ve")
                for language in languages_of(word)
            }
        )
        >= 12
    )
    assert is_everyday("gossip")
    assert not is_everyday("grimhollow")
    assert is_everyday_host("shop.com")
    assert is_everyday_host("cdn.discord.com")
    assert not is_everyday_host("grimhollow.net")


def test_a_listed_word_that_is_everyday_is_still_found_by_itself() -> None:
    with pytest.raises(PatternError):
        parse_pattern("gossip.*")
    assert found("it is on gossip.net", "gossip.net") == ["gossip.net"]
