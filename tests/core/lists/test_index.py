import re

from hypothesis import given
from hypothesis import strategies as st

from core.lists.index import Index
from tests.conftest import examples


@given(st.lists(st.text(max_size=20), max_size=60))
@examples(40)
def test_what_was_taken_in_is_never_denied(keys):
    index = Index(capacity=8)
    index.add(keys[:10])
    index.add(iter(keys[10:]))
    assert all(index.might_hold(key) for key in keys)
    assert len(index) == len(keys)


@given(st.lists(st.text("ab/?=.", max_size=12), max_size=30))
@examples(40)
def test_it_counts_the_hosts_and_the_folders_of_pages(keys):
    index = Index(capacity=8)
    index.add(keys)
    assert index.might_hold("/")
    assert index.might_hold("//")
    for key in keys:
        if "/" in key:
            host, _, path = key.partition("/")
            assert index.might_hold(host + "/")
            assert index.might_hold(f"{host}/{re.split('[/?]', path)[0]}/")


def test_it_grows_beyond_its_capacity_and_stays_selective():
    index = Index(capacity=100, false_positive_rate=0.001)
    index.add(f"{number}.example" for number in range(2_000))
    assert all(index.might_hold(f"{number}.example") for number in range(2_000))
    wrong = sum(index.might_hold(f"{number}.test") for number in range(10_000))
    assert wrong < 100


def test_loading_forgets_what_was_there():
    index = Index(capacity=1_000)
    index.add(["old.example"])
    index.load(["new.example"])
    assert index.might_hold("new.example")
    assert not index.might_hold("old.example")
    assert len(index) == 1
    index.load(f"{number}.example" for number in range(3_000))
    assert len(index) == 3_000
