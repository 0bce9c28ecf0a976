import pytest

from core.links import canonical, find_links
from core.lists.patterns import Pattern, PatternKind, Scope, parse_pattern, pattern_for
from core.lists.refusals import PatternError

READ = [
    ("example-forum.net", "host", "example-forum.net"),
    ("https://www.Example-Forum.net/", "host", "example-forum.net"),
    ("hxxps://example-forum[.]net", "host", "example-forum.net"),
    ("*.example-forum.net", "host", "example-forum.net"),
    ("example-forum.net.", "host", "example-forum.net"),
    ("=pages.example-forum.net", "exact_host", "=pages.example-forum.net"),
    ("=evil.github.io", "exact_host", "=evil.github.io"),
    ("evil.github.io", "host", "evil.github.io"),
    ("=sites.google.com", "exact_host", "=sites.google.com"),
    ("example-forum.net/forum/x/", "path", "example-forum.net/forum/x"),
    ("http://www.example-forum.net:80/forum/./a/../x#top", "path", "example-forum.net/forum/x"),
    ("github.com/someone/something", "path", "github.com/someone/something"),
    ("example-forum.net/page?id=5", "query", "example-forum.net/page?id=5"),
    ("example-forum.net/page?z=1&utm_source=q&id=5", "query", "example-forum.net/page?id=5&z=1"),
    ("youtube.com/watch?v=abc", "query", "youtube.com/watch?v=abc"),
    ("kiwifarms.*", "family", "kiwifarms.*"),
    ("*.KiwiFarms.*", "family", "kiwifarms.*"),
    ("discord.gg/AbC", "invite", "discord.gg/AbC"),
    ("https://discord.com/invite/AbC?event=1", "invite", "discord.gg/AbC"),
    ("t.me/Some_Name", "path", "t.me/some_name"),
    ("telegram.me/s/Some_Name", "path", "t.me/some_name"),
    ("abcdefghijklmnop.onion", "host", "abcdefghijklmnop.onion"),
    ("192.0.2.7", "host", "192.0.2.7"),
    ("http://0xC0000207/", "host", "192.0.2.7"),
    ("[2001:db8::1]", "host", "[2001:db8::1]"),
    ("bücher-forum.example", "host", "xn--bcher-forum-thb.example"),
]


@pytest.mark.parametrize(("typed", "kind", "text"), READ)
def test_what_is_typed_is_read(typed, kind, text):
    pattern = parse_pattern(typed)
    assert (pattern.kind, pattern.text) == (PatternKind(kind), text)


@pytest.mark.parametrize("typed", [text for _, _, text in READ])
def test_the_normal_form_reads_as_itself(typed):
    assert parse_pattern(typed).text == typed


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "pattern-empty"),
        ("   ", "pattern-empty"),
        ("com", "pattern-public-suffix"),
        (".com", "pattern-public-suffix"),
        ("co.uk", "pattern-public-suffix"),
        ("=co.uk", "pattern-public-suffix"),
        ("github.io", "pattern-shared-host"),
        ("sites.google.com", "pattern-shared-host"),
        ("tumblr.com", "pattern-shared-host"),
        ("github.com", "pattern-protected"),
        ("https://github.com/", "pattern-protected"),
        ("=github.com", "pattern-protected"),
        ("gist.github.com", "pattern-protected"),
        ("m.youtube.com", "pattern-protected"),
        ("discord.gg", "pattern-protected"),
        ("news.*", "pattern-family-common"),
        ("apple.*", "pattern-family-common"),
        ("google.*", "pattern-family-common"),
        ("bbc.*", "pattern-family-common"),
        ("x.*", "pattern-family-short"),
        ("123.*", "pattern-family-short"),
        ("a.b.*", "pattern-not-a-host"),
        ("hello world", "pattern-not-a-host"),
        ("hello", "pattern-not-a-host"),
        ("someone@example-forum.net", "pattern-not-a-host"),
        ("evil.txt", "pattern-not-a-host"),
        ("https://", "pattern-not-a-host"),
        ("example-forum.net/" + "a" * 2048, "pattern-too-long"),
    ],
)
def test_what_is_refused_says_why(typed, reason):
    with pytest.raises(PatternError) as caught:
        parse_pattern(typed)
    assert caught.value.reason == reason


def covers(typed: str, address: str) -> bool:
    pattern, link = parse_pattern(typed), canonical(address)
    assert link is not None
    return pattern.key in link.keys and pattern.covers(link)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("example-forum.net", "https://a.b.example-forum.net:8443/x?y"),
        ("=pages.example-forum.net", "https://pages.example-forum.net/x"),
        ("example-forum.net/forum/x", "http://www.EXAMPLE-forum.net:8080/forum/x/"),
        ("example-forum.net/forum/x", "https://example-forum.net/forum/x/y/z?q=1"),
        ("example-forum.net/forum/x", "https://example-forum.net/%66orum//./x"),
        ("example-forum.net/a/b/c/d/e/f/g/h", "https://example-forum.net/a/b/c/d/e/f/g/h/i"),
        ("example-forum.net/page?id=5", "https://example-forum.net/page/?a=1&id=5&z=2"),
        ("example-forum.net/?id=5", "https://example-forum.net?id=5"),
        ("kiwifarms.*", "https://forum.kiwifarms.co.uk/x"),
        ("kiwifarms.*", "kiwifarms.github.io"),
        ("kiwifarms.*", "kiwifarms.st"),
        ("discord.gg/AbC", "https://discordapp.com/invite/AbC"),
        ("t.me/name1", "tg://resolve?domain=NAME1&post=7"),
        ("192.0.2.7", "http://3221225991/x"),
    ],
)
def test_a_pattern_covers(typed, address):
    assert covers(typed, address)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("example-forum.net", "https://myexample-forum.net"),
        ("example-forum.net", "https://example-forum.net.evil-site.org"),
        ("example-forum.net", "https://example-forum.network"),
        ("=pages.example-forum.net", "https://a.pages.example-forum.net"),
        ("=pages.example-forum.net", "https://example-forum.net"),
        ("example-forum.net/forum/x", "https://example-forum.net/forum/xy"),
        ("example-forum.net/forum/x", "https://example-forum.net/forum"),
        ("example-forum.net/forum/x", "https://m.example-forum.net/forum/x"),
        ("example-forum.net/a/b/c/d/e/f/g/h", "https://example-forum.net/a/b/c/d/e/f/g/i"),
        ("example-forum.net/page?id=5", "https://example-forum.net/page?id=55"),
        ("example-forum.net/page?id=5", "https://example-forum.net/page/x?id=5"),
        ("kiwifarms.*", "https://kiwifarms.evil-site.org"),
        ("kiwifarms.*", "https://mykiwifarms.net"),
        ("discord.gg/AbC", "https://discord.gg/abc"),
        ("t.me/name1", "https://t.me/name12"),
    ],
)
def test_a_pattern_does_not_cover(typed, address):
    assert not covers(typed, address)


@pytest.mark.parametrize(
    ("scope", "text"),
    [
        (Scope.PAGE, "forum.bad-place.co.uk/a/b"),
        (Scope.HOST, "forum.bad-place.co.uk"),
        (Scope.DOMAIN, "bad-place.co.uk"),
        (Scope.FAMILY, "bad-place.*"),
    ],
)
def test_a_scope_makes_a_pattern_that_covers_its_link(scope, text):
    (link,) = find_links("look https://forum.bad-place.co.uk/a/b/?utm_source=x !")
    pattern = pattern_for(link, scope)
    assert isinstance(pattern, Pattern)
    assert pattern.text == text
    assert pattern.key in link.keys
    assert pattern.covers(link)


def test_a_page_on_a_popular_host_is_not_filed_under_the_host():
    (page,) = find_links("https://www.youtube.com/watch?v=abcdefgh&t=3")
    (other,) = find_links("https://www.youtube.com/watch?v=zzzzzzzz")
    key = pattern_for(page, Scope.PAGE).key
    assert key in page.keys
    assert key not in other.keys


def test_scopes_are_refused_like_what_is_typed():
    (link,) = find_links("https://gist.github.com/x/y")
    for scope in (Scope.HOST, Scope.DOMAIN, Scope.FAMILY):
        with pytest.raises(PatternError):
            pattern_for(link, scope)
    (address,) = find_links("http://192.0.2.7/x")
    with pytest.raises(PatternError):
        pattern_for(address, Scope.FAMILY)


def test_a_page_listed_before_its_site_was_known_to_have_several_addresses_is_still_found():
    old = Pattern(PatternKind.PATH, "twitter.com/badguy", "twitter.com/badguy")
    (link,) = find_links("https://twitter.com/badguy/status/1", {old.key}.__contains__)
    assert link.canonical == "x.com/badguy/status/1"
    assert old.covers(link)
