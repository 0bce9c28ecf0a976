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
BARE_BY_CHANCE = {
    "sentence end": """
        i was on github.com.in the morning|github.com.in
        she uses mozilla.org.no idea|mozilla.org.no
        wiki.python.org.is it down|wiki.python.org.is
        gtk.org.do not load|gtk.org.do
        ask at debian.org.to be sure|debian.org.to
        grimholt.net.in the menu|grimholt.net.in
        grimholt.net.It broke|grimholt.net.it
        so I said ok.in the end|ok.in
        call him.in an hour|him.in
        I know.it works|know.it
        just stop.it|stop.it
        problems with oddsound.click the volume|oddsound.click
        iirc.it's debian's|iirc.it
        which one is the best.lol|best.lol
        we hit the deadline.is it over|deadline.is
        jesteś już w dom.na górze|dom.na
        voy a casa.es tarde|casa.es
        je suis la.de toute|la.de
        Dobrze.Co dalej|dobrze.co
        plan b.in the end|b.in
        vitamin c.is good|c.is
        e.g.in the|g.in
        i.e.it is|e.it
        U.S.is big|s.is
        b.c.in|c.in
        a.m.to p.m.|m.to
        f(x)=x.to the power|x.to
        etc.in the end|etc.in
        idk.it works|idk.it
        lmao.no way|lmao.no
        morning.it's good|morning.it
        stop.it|stop.it
        so.cool|so.cool
        서울.한국 최고|서울.한국
        天气.在线|天气.在线
        نشرة أخبار.موقع ممتاز|أخبار.موقع
        mr.green did it|mr.green
        jest zimno.to prawda|zimno.to
        covid19.is over|covid19.is
        wait for kasia.is she coming|kasia.is
        ik ga slapen.nu echt|slapen.nu
        je suis fatigué.la journée finit|fatigué.la
        kumain na ako.sa bahay|ako.sa
        ho fame.io vado|fame.io
        nie wiem.co ty na to|wiem.co
        thats crazy.lol what|crazy.lol
        dis-moi.je suis prêt|dis-moi.je
        see evilplace.in now|evilplace.in
        Is grimhollow.to safe?|grimhollow.to
        mudfin.is down again|mudfin.is
        zimno.to 5 razy|zimno.to
        zimno.to "prawda"|zimno.to
    """,
    "number": """
        12.30pm.in the hall|30pm.in
        0.5.in steps|5.in
        12h30.to go|12h30.to
        bis 18.30.in der Halle|30.in
        at 5pm.in the hall|5pm.in
        chapter 3.in the book|3.in
        since 1999.it was|1999.it
        score 3.2.to win|2.to
        v1.0.dev is out|0.dev
        10km.to go|10km.to
        Q4.in review|q4.in
        room 4b.is free|4b.is
        3-2.in the cup|3-2.in
        it cost 5eur.to me|5eur.to
        driver 10.4.2.1 released|10.4.2.1
        changelog 10.4.2.1:|10.4.2.1
        section 1.10.0.4 of the manual|1.10.0.4
        8.8.8.8 answers|8.8.8.8
        driver 31.0.101.5 is bad|31.0.101.5
        31.0.101.5 was better|31.0.101.5
        5.15.167.4 here|5.15.167.4
        firmware is now 115.120.190.121|115.120.190.121
        версия 115.120.190.121 вышла|115.120.190.121
        sürümü 115.120.190.121 oldu|115.120.190.121
        Rp 12.150.200.100|12.150.200.100
        "version": "203.0.113.9"|203.0.113.9
        203.0.113.9 is the newest version|203.0.113.9
        a 50.cc moped|50.cc
        10.am|10.am
        error 404.fm not found|404.fm
        driver-8.21.7-i386.run|7-i386.run
    """,
    "handle": """
        my tiktok is sofia.vip|sofia.vip
        insta: anna.berlin|anna.berlin
        follow anna.berlin on insta|anna.berlin
        mein nutzername ist kenji.jp|kenji.jp
        мой ник kenji.jp|kenji.jp
        hi omar.ae how are you|omar.ae
        <luna.cat> hi|luna.cat
        luna.cat joined the server|luna.cat
        yuki.moe#1234|yuki.moe
        sofia.vip's stream|sofia.vip
    """,
    "file name": """
        g++ utils.cc -o utils|utils.cc
        error: oddname.cc:12:5|oddname.cc
        main.rs:42|main.rs
        I can use the linblock.pl script|linblock.pl
        id_rsa.pub|id_rsa.pub
        this configure.ac fails|configure.ac
        appletviewer filename.java its|filename.java
        perl config.pl|config.pl
        config.pl is broken|config.pl
        vim Makefile.am|makefile.am
        edit player.gd|player.gd
        model.pt|model.pt
        python -u weird.ai|weird.ai
        ruby 'oddname.pl'|oddname.pl
    """,
    "code": """
        print(player.name)|player.name
        `user.id`|user.id
        SELECT user.id FROM user|user.id
        from x import datetime.date|datetime.date
        gloopix.name is null|gloopix.*
        u.id is 3|u.id
        row.date is null|row.date
        print(ctx.author.name)|author.name
        `self.user.id`|user.id
        playerList.map|playerlist.map
        the response.data is empty|response.data
        window.open|window.open
        logger.info|logger.info
        arr.at|arr.at
        com.oddname.app|oddname.app
        snarlex.id is None here|snarlex.id
        if gloopix.id == 3|gloopix.id
        gloopix.data += x|gloopix.data
        gloopix.id !== undefined|gloopix.id
    """,
}
MEANT_BARE = """
    grimhollow.to is bad|grimhollow.to
    evil.cc:8080|evil.cc
    злоболото.рф|злоболото.рф
    88888.cc is bad|88888.cc
    the site mudfin.is down again|mudfin.is
    see evilplace.in|evilplace.in
    na x-mire.to i potem|x-mire.to
    q9z.to works again|q9z.to
    bu site: skulls.me bonus veriyor|skulls.me
    schau auf evilplace.to nach|evilplace.to
    ho visto grimhollow.io ieri|grimhollow.io
    ich war auf grimhollow.de gestern|grimhollow.de
    evilplace.shop is bad|evilplace.shop
    45.155.91.10 is down|45.155.91.10
    203.0.113.77|203.0.113.77
    grimhollow.pl is bad|grimhollow.pl
    config.net is bad|config.net
    grimhollow.co.in is a scam|grimhollow.co.in
    grimhollow.com.co is a scam|grimhollow.com.co
    forum.grimhollow.to is bad|grimhollow.to
    live.rook.cam has a stream of her house|rook.cam
    chat.rook.cam is down|rook.cam
    www.grimhollow.net.in the menu|grimhollow.net.in
    1337x.to is blocked|1337x.to
    4chan.org is bad|4chan.org
    evilplace.id is bad|evilplace.id
    evilplace.id is nonetheless bad|evilplace.id
    evilplace.live now|evilplace.live
    www.user.id is bad|user.id
    https://player.name|player.name
    player.name/x|player.name
    player[.]name|player.name
    news.ru is bad|news.ru
    http://10.4.2.1|10.4.2.1
    10.4.2.1:8080|10.4.2.1
    10.4.2.1/x|10.4.2.1
    //10.4.2.1|10.4.2.1
    185.220.101.45 is bad|185.220.101.45
"""


def lines(block: str) -> list[tuple[str, str]]:
    """The texts and patterns of a block, one pair a line."""
    return [
        (text, pattern)
        for text, _, pattern in (line.strip().rpartition("|") for line in block.strip().split("\n"))
    ]


@pytest.mark.parametrize("guess", BARE_BY_CHANCE)
def test_a_bare_name_that_may_be_something_else_is_likely_at_most(guess: str) -> None:
    found = {line: guesses(*line) for line in lines(BARE_BY_CHANCE[guess])}
    assert {line: each for line, each in found.items() if each != {guess}} == {}


@pytest.mark.parametrize(
    "text",
    [
        "jest zim\u200bno.to prawda",
        "jest z\u0456mno.to prawda",
        "jest \u24e9imno.to prawda",
        "p\u0435rl c\u200bonfig.pl",
    ],
)
def test_a_letter_that_nobody_types_by_chance_makes_it_sure(text: str) -> None:
    assert "" in guesses(text, "config.pl" if "onfig" in text else "zimno.to")


def test_words_in_other_scripts_are_read_as_they_stand() -> None:
    """The reading with look-alikes folded must not forget the words beside a name that it did not touch."""
    assert guesses("версия 115.120.190.121 вышла", "115.120.190.121") <= {"number"}


def test_a_bare_name_that_can_be_nothing_else_is_sure() -> None:
    assert [line for line in lines(MEANT_BARE) if guesses(*line) != {""}] == []
