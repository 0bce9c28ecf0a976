"""The software that names a topic by its number and its title in the path: Discourse, Invision, NodeBB; and WordPress."""

import re
from typing import Final

from core.links.software.rule import BASE, REST, SiteRule
from core.links.words import words

_DISCOURSE_SHOWS: Final = words("u page print q filter username_filters")
_INVISION: Final = r"topic/(?P<number>\d+)-[^/=]*(?:/page[-_/][\w-]*)?"
_INVISION_SHOWS: Final = words("page tab do sortby st view fromsearch")
# What sites have below a thing with a number, and is no title.
_BELOW: Final = (
    "edit|settings|members|users|posts|replies|reply|feed|rss|history|info|about|files|photos|videos|comments|stats|new|all"
    "|latest|print|share|report|followers|subscribe|unread|page|join|login|questions|answers"
)
_DATED: Final = r"/(?:19|20)\d\d/(?:0[1-9]|1[0-2])(?:/[0-3]\d)?/[^/]+"

TOPICS: Final = (
    SiteRule(
        "Discourse topic",
        ("board.example/t/any-long-title/45/3", "board.example/t/45/3"),
        ("board.example/t/funny-cats/2", "board.example/t/cats/2", "board.example/x/any-long-title/45"),
        ("/t/",),
        re.compile(rf"{BASE}/t/(?:[^/-]+-[^/-]+-[^/]*|-)/(?P<number>\d+){REST}"),
        "{base}/t/{number}{rest}",
        drops=_DISCOURSE_SHOWS,
    ),
    SiteRule(
        "Discourse topic with a short title",
        ("board.example/t/title/12345", "board.example/t/12345"),
        ("board.example/t/title/12", "board.example/t/news/2024", "board.example/t/12/345"),
        ("/t/",),
        re.compile(rf"{BASE}/t/(?!\d+/)[^/]+/(?P<number>(?!(?:19|20)\d\d(?:/|\Z))\d{{3,}}){REST}"),
        "{base}/t/{number}{rest}",
        drops=_DISCOURSE_SHOWS,
    ),
    SiteRule(
        "Invision topic",
        ("board.example/topic/123-any-title/page/2", "board.example/topic/123"),
        ("board.example/topic/123-any-title/edit", "board.example/topics/123-any-title"),
        ("/topic/",),
        re.compile(rf"{BASE}(?:/index\.php)?/{_INVISION}"),
        "{base}/topic/{number}",
        drops=_INVISION_SHOWS,
    ),
    SiteRule(
        "Invision topic without friendly addresses",
        ("board.example/index.php?/topic/123-any-title/", "board.example/topic/123"),
        ("board.example/page.php?/topic/123-any-title", "board.example/index.php?topic=123-any-title"),
        ("topic/",),
        re.compile(rf"{BASE}(?:/index\.php)?"),
        "{base}/topic/{number}",
        asks=re.compile(rf"/?{_INVISION}/?"),
        says=(),
        drops=_INVISION_SHOWS,
    ),
    SiteRule(
        "Invision topic by its old address",
        ("board.example/index.php?showtopic=123&st=20", "board.example/topic/123"),
        ("board.example/show.php?showtopic=123", "board.example/index.php?showtopic=title"),
        ("showtopic=",),
        re.compile(rf"{BASE}(?:/index\.php)?"),
        "{base}/topic/{number}",
        asks=re.compile(r"showtopic=(?P<number>\d+)"),
        says=(),
        drops=_INVISION_SHOWS,
    ),
    SiteRule(
        "NodeBB topic",
        ("board.example/topic/123/any-title/4", "board.example/topic/123/4"),
        ("board.example/topic/123/4", "board.example/topic/123/settings", "board.example/topic/title/123"),
        ("/topic/",),
        re.compile(rf"{BASE}/topic/(?P<number>\d+)/(?!(?:{_BELOW})(?:/|\Z))(?!\d+(?:/|\Z))[^/]+{REST}"),
        "{base}/topic/{number}{rest}",
        drops=words("page sort lang"),
    ),
    SiteRule(
        "WordPress post",
        ("blog.example/index.php?p=123&preview=true", "blog.example?p=123"),
        ("blog.example/page?p=123&preview=true",),
        ("p=",),
        re.compile(rf"{BASE}/index\.php"),
        "{base}",
        asks=re.compile(r"p=\d+"),
        drops=words("preview cpage replytocom"),
    ),
    SiteRule(
        "WordPress post behind the index",
        ("blog.example/index.php/2024/05/a-title", "blog.example/2024/05/a-title"),
        ("blog.example/index.php/2024/99/a-title", "blog.example/files.php/2024/05/a-title"),
        ("/index.php/",),
        re.compile(rf"{BASE}/index\.php(?P<post>{_DATED}){REST}"),
        "{base}{post}{rest}",
    ),
    SiteRule(
        "WordPress post in another dress",
        ("blog.example/2024/05/a-title/amp", "blog.example/2024/05/a-title"),
        ("blog.example/guide/a-title/amp", "blog.example/2024/05/amp", "blog.example/2024/05/a-title/camp"),
        ("/amp", "/embed", "/feed"),
        re.compile(rf"{BASE}(?P<post>{_DATED})/(?:amp|embed|feed)"),
        "{base}{post}",
    ),
    SiteRule(
        "WordPress page of comments",
        ("blog.example/a-title/comment-page-2", "blog.example/a-title"),
        ("blog.example/a-title/comment-page", "blog.example/a-title/comment-page-2/edit"),
        ("/comment-page-",),
        re.compile(r"(?P<base>(?:/[^/]+)+)/comment-page-\d+"),
        "{base}",
        drops=words("replytocom cpage"),
    ),
    SiteRule(
        "WordPress answer to a comment",
        ("blog.example/a-title?replytocom=5", "blog.example/a-title"),
        ("blog.example/a-title?replytocom=you",),
        ("replytocom=",),
        re.compile(r"(?P<base>.*)", re.DOTALL),
        "{base}",
        asks=re.compile(r"replytocom=\d+"),
        says=(),
        drops=words("cpage"),
    ),
)
