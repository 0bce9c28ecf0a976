"""A bare name, with neither a scheme nor a page: what it may be besides a link, and when it can be nothing else."""

import pytest

from tests.core.links.doubts.test_sure import guesses

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
        driver 11.4.2.1 released|11.4.2.1
        changelog 11.4.2.1:|11.4.2.1
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
        gossipden.app crashed on my mac|gossipden.app
        gossipden.app keeps crashing|gossipden.app
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
        print(gossipden.name, gossipden.id)|gossipden.id
        log(info, gossipden.page)|gossipden.page
        gossipden.is_ready() and gossipden.is|gossipden.is
        if gossipden.run(): gossipden.to = 3|gossipden.to
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
    look (evilplace.id, again)|evilplace.id
    evilplace.app is down|evilplace.app
    fetch(evilplace.net)|evilplace.net
    gossipden.net() and gossipden.net|gossipden.net
    evilplace.live now|evilplace.live
    www.user.id is bad|user.id
    https://player.name|player.name
    player.name/x|player.name
    player[.]name|player.name
    news.ru is bad|news.ru
    http://11.4.2.1|11.4.2.1
    11.4.2.1:8080|11.4.2.1
    11.4.2.1/x|11.4.2.1
    //11.4.2.1|11.4.2.1
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
