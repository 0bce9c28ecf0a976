"""Real chat with real lists: what fires is looked at, one by one."""

import pytest

from core.links import find_links
from core.lists.index import Index
from tests.core.links.shared_data import all_hosts, messages, needs_shared

pytestmark = needs_shared

# Each fire on a message without http:// and www., and why it is right: a listed host is named in plain text.
LOOKED_AT = {
    "daisy.ubuntu.com": "'What is daisy.ubuntu.com ?': the host itself, which the tracking list holds",
    "meatspin.com": "'talking about meatspin.com in firefox': the host itself",
}


@pytest.fixture(scope="module")
def hosts() -> set[str]:
    return all_hosts()


def test_only_named_hosts_fire_in_plain_messages(hosts):
    fired = {link.host for text in messages("plain") for link in find_links(text, hosts.__contains__)}
    assert fired == set(LOOKED_AT)


def test_the_quick_way_and_the_whole_way_agree(hosts):
    for text in messages("url"):
        quick = [link.canonical for link in find_links(text, hosts.__contains__)]
        whole = [link.canonical for link in find_links(text) if not hosts.isdisjoint(link.keys)]
        assert set(whole) <= set(quick), text


def test_an_index_of_them_asks_the_store_for_few_messages(hosts):
    index = Index()
    index.load(hosts)
    texts = messages("plain")
    asked = sum(bool(find_links(text, index.might_hold)) for text in texts)
    assert asked < len(texts) // 200
