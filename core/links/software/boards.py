"""The boards that name a thread in a parameter or with its title: XenForo, phpBB, vBulletin, MyBB, SMF."""

import re
from typing import Final

from core.links.software.rule import BASE, REST, SiteRule
from core.links.words import words

_XENFORO: Final = rf"threads/(?:[^/.]+\.)?(?P<number>\d+)(?:/(?:page-\d+|latest|unread))?{REST}"
_PHPBB_SHOWS: Final = words("f start sid view hilit st sk sd e style mobile")
_PHPBB_START: Final = r"(?:-\d*[05])?"  # the first post that is shown: boards show 10, 15, 20 or 25 on a page
_VBULLETIN_SHOWS: Final = words("page pp perpage highlight goto mode viewfull styleid posted langid nojs")
_SMF: Final = r"(?P<number>\d+)\.(?:msg(?P<post>\d+)|\d+|new|from\d+)"

BOARDS: Final = (
    SiteRule(
        "XenForo thread",
        ("board.example/threads/any-title.123/page-2", "board.example/threads/123"),
        ("board.example/threads/1.2.3", "board.example/threads/title", "board.example/thread/title.123"),
        ("/threads/",),
        re.compile(rf"{BASE}(?:/index\.php)?/{_XENFORO}"),
        "{base}/threads/{number}{rest}",
    ),
    SiteRule(
        "XenForo thread without friendly addresses",
        ("board.example/index.php?threads/any-title.123/page-2", "board.example/threads/123"),
        ("board.example/index.php?thread=any-title.123", "board.example/page.php?threads/any-title.123"),
        ("threads/",),
        re.compile(rf"{BASE}(?:/index\.php)?"),
        "{base}/threads/{number}{rest}",
        asks=re.compile(rf"/?{_XENFORO.replace('/.+', '/[^=]*[^=/]')}/?"),
        says=(),
    ),
    SiteRule(
        "FluxBB topic",
        ("board.example/viewtopic.php?id=123&p=2", "board.example/viewtopic.php?id=123"),
        ("board.example/viewtopic.php?id=a&p=2", "board.example/view.php?id=123&p=2"),
        ("/viewtopic.php",),
        re.compile(rf"{BASE}/viewtopic\.php"),
        "{base}/viewtopic.php",
        asks=re.compile(r"id=\d+"),
        drops=frozenset({"p", "action"}),
    ),
    SiteRule(
        "phpBB topic",
        ("board.example/viewtopic.php?f=2&start=20&t=123", "board.example/viewtopic.php?t=123"),
        ("board.example/viewtopic.php?f=2&start=20", "board.example/topic.php?f=2&t=123"),
        ("/viewtopic.php",),
        re.compile(rf"{BASE}/viewtopic\.php"),
        "{base}/viewtopic.php",
        asks=re.compile(r"[tp]=\d+"),
        drops=_PHPBB_SHOWS,
    ),
    SiteRule(
        "phpBB topic with its forum and title in the path",
        ("board.example/any-forum-f5/any-title-t123-15.html", "board.example/viewtopic.php?t=123"),
        ("board.example/laptops/any-title-t480.html", "board.example/any-forum-f5/any-title-123.html"),
        ("-f",),
        re.compile(rf"{BASE}/[^/]+-f\d+/(?:[^/]+-t|topic)(?P<number>\d+){_PHPBB_START}\.html"),
        "{base}/viewtopic.php",
        says=("t={number}",),
        drops=_PHPBB_SHOWS,
    ),
    SiteRule(
        "phpBB topic as a document",
        ("board.example/topic123-15.html", "board.example/viewtopic.php?t=123"),
        ("board.example/topic-123.html", "board.example/topic123-17.html", "board.example/topic123.htm"),
        ("/topic",),
        re.compile(rf"{BASE}/topic(?P<number>\d+){_PHPBB_START}\.html"),
        "{base}/viewtopic.php",
        says=("t={number}",),
        drops=_PHPBB_SHOWS,
    ),
    SiteRule(
        "phpBB post as a document",
        ("board.example/post456.html", "board.example/viewtopic.php?p=456"),
        ("board.example/post-456.html", "board.example/post456", "board.example/a-post456.html"),
        ("/post",),
        re.compile(rf"{BASE}/post(?P<number>\d+)\.html"),
        "{base}/viewtopic.php",
        says=("p={number}",),
        drops=_PHPBB_SHOWS,
    ),
    SiteRule(
        "vBulletin thread",
        ("board.example/showthread.php?page=2&t=123", "board.example/showthread.php?t=123"),
        ("board.example/showthread.php?page=2", "board.example/thread.php?page=2&t=123"),
        ("/showthread.php",),
        re.compile(rf"{BASE}/showthread\.php"),
        "{base}/showthread.php",
        asks=re.compile(r"[tp]=\d+"),
        drops=_VBULLETIN_SHOWS,
    ),
    SiteRule(
        "vBulletin post",
        ("board.example/showpost.php?p=456&postcount=3", "board.example/showthread.php?p=456"),
        ("board.example/showpost.php?id=456&postcount=3",),
        ("/showpost.php",),
        re.compile(rf"{BASE}/showpost\.php"),
        "{base}/showthread.php",
        asks=re.compile(r"p=\d+"),
        drops=_VBULLETIN_SHOWS | {"postcount"},
    ),
    SiteRule(
        "vBulletin thread with its title",
        ("board.example/showthread.php?123-any-title/page2", "board.example/showthread.php?t=123"),
        ("board.example/showthread.php?any-title", "board.example/page.php?123-any-title"),
        ("/showthread.php",),
        re.compile(rf"{BASE}/showthread\.php"),
        "{base}/showthread.php",
        asks=re.compile(r"(?P<number>\d+)(?:-[^/=]*)?(?:/page\d+)?/?"),
        says=("t={number}",),
        drops=_VBULLETIN_SHOWS,
    ),
    SiteRule(
        "vBulletin thread with its title in the path",
        ("board.example/showthread.php/123-any-title/page2", "board.example/showthread.php?t=123"),
        ("board.example/showthread.php/any-title",),
        ("/showthread.php/",),
        re.compile(rf"{BASE}/showthread\.php/(?P<number>\d+)(?:-[^/]*)?(?:/page\d+)?"),
        "{base}/showthread.php",
        says=("t={number}",),
        drops=_VBULLETIN_SHOWS,
    ),
    SiteRule(
        "vBulletin thread with a friendly address",
        ("board.example/threads/123-any-title/page2", "board.example/showthread.php?t=123"),
        ("board.example/threads/123-any-title/edit", "board.example/threads/any-123-title"),
        ("/threads/",),
        re.compile(rf"{BASE}/threads/(?P<number>\d+)-[^/]+(?:/page\d+)?"),
        "{base}/showthread.php",
        says=("t={number}",),
        drops=_VBULLETIN_SHOWS,
    ),
    SiteRule(
        "vBulletin 5 thread",
        ("board.example/forum/any-part/any-forum/12345-any-title/page2", "board.example/node/12345"),
        (
            "board.example/forum/12345-any-title",
            "board.example/forum/any-forum/2024-any-title",
            "board.example/forum/any-forum/12-any-title",
            "board.example/forum/any-forum/12345-any-title/edit",
        ),
        ("/forum/",),
        re.compile(
            rf"{BASE}(?:/index\.php)?/forum(?:/[^/.]+){{1,6}}/(?P<number>(?!(?:19|20)\d\d-)\d{{3,}})-[^/]+(?:/page\d+)?"
        ),
        "{base}/node/{number}",
        drops=words("view filter sort styleid"),
    ),
    SiteRule(
        "MyBB thread",
        ("board.example/showthread.php?page=2&tid=123", "board.example/showthread.php?tid=123"),
        ("board.example/showthread.php?id=123&page=2",),
        ("/showthread.php",),
        re.compile(rf"{BASE}/showthread\.php"),
        "{base}/showthread.php",
        asks=re.compile(r"[tp]id=\d+"),
        drops=words("page action highlight mode linear threaded"),
    ),
    SiteRule(
        "MyBB thread with a friendly address",
        ("board.example/thread-123-page-2.html", "board.example/showthread.php?tid=123"),
        ("board.example/thread-title.html", "board.example/thread-123-title.html"),
        ("/thread-",),
        re.compile(
            rf"{BASE}/thread-(?P<number>\d+)(?:-(?:page-\d+|lastpost|newpost|post-(?P<post>\d+)))?\.html"
        ),
        "{base}/showthread.php",
        says=("tid={number}", "pid={post}"),
        drops=words("action highlight mode"),
    ),
    SiteRule(
        "SMF topic",
        ("board.example/index.php?topic=123.20", "board.example?topic=123"),
        (
            "board.example/page.php?topic=123.20",
            "board.example/index.php?topic=a.20",
            "board.example?topic=123.20",
        ),
        ("topic=",),
        re.compile(rf"{BASE}/index\.php"),
        "{base}",
        asks=re.compile(rf"topic={_SMF}(?:;.*)?"),
        says=("topic={number}", "msg={post}"),
        drops=words("topicseen wap wap2 imode prev_next action"),
    ),
    SiteRule(
        "SMF topic with a friendly address",
        ("board.example/index.php/topic,123.20.html", "board.example?topic=123"),
        ("board.example/topic,123.html", "board.example/topic,title.20.html"),
        ("/topic,",),
        re.compile(rf"{BASE}(?:/index\.php)?/topic,{_SMF}(?:\.html)?"),
        "{base}",
        says=("topic={number}", "msg={post}"),
    ),
)
