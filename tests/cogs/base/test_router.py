"""A route is looked at only where the custom id begins as all its own do: that leaves out none that fits."""

import re

import pytest

from cogs.base.router import Router, beginning


@pytest.mark.parametrize(
    ("template", "begins"),
    [
        (r"case:(?P<id>\d+):claim", "case:"),
        ("automod:plan", "automod:plan"),
        ("report:(one|other)", "report:"),
        ("one|other", ""),
        ("(one)|other", ""),
        ("ab?c", "a"),
        ("ab*", "a"),
        ("ab{0,3}", "a"),
        ("ab+", "ab"),
        (r"\d+:page", ""),
        ("", ""),
    ],
)
def test_what_all_ids_of_a_template_begin_with(template: str, begins: str) -> None:
    assert beginning(template) == begins


async def _handled(*_: object) -> None:
    """Nothing is done."""


@pytest.mark.parametrize(
    "custom_id", ["one", "other", "a", "ac", "abc", "case:7:claim", "case:7:claim:more", "7"]
)
def test_what_fits_first_is_found(custom_id: str) -> None:
    templates = [r"case:\d+:claim", "one|other", "ab?c", "a(?:b|$)", r"case:(?P<id>\d+):claim(?::more)?", "a"]
    router = Router()
    for template in templates:
        router.add(template, _handled)
    fitting = [template for template in templates if re.fullmatch(template, custom_id)]
    found = router.find(custom_id)
    assert (found and found[0].template.pattern) == (fitting[0] if fitting else None)


async def test_every_route_of_rowan_has_a_template_that_can_be_read_and_begins_plainly(
    router: Router,
) -> None:
    assert len(router._routes) > 100
    assert [route.template.pattern for route in router._routes] == [route.written for route in router._routes]
    in_several_ways = [
        route.written for route in router._routes if not route.begins
    ]  # each of which is looked at for every id
    assert all(written.startswith("(") for written in in_several_ways)
    assert len(in_several_ways) < 10
