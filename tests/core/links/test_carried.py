"""Links inside links: whatever carries an address, in whatever nesting, it is seen, and the glance before lets it pass."""

from base64 import urlsafe_b64encode
from urllib.parse import quote

from hypothesis import example, given
from hypothesis import strategies as st

from core.links import find_links
from core.links.address import PAGES
from core.lists.patterns import parse_pattern
from tests.conftest import examples


def coded(address: str) -> str:
    return urlsafe_b64encode(address.encode()).decode().rstrip("=")


def hidden(address: str) -> str:
    return quote(address, safe="")


# Each takes a whole address and gives one that carries it; what stands behind the address belongs to the outer one.
CARRIERS = [
    lambda address: f"https://www.google.com/url?sa=t&url={hidden(address)}&usg=AOv",
    lambda address: f"https://l.facebook.com/l.php?u={hidden(address)}&h=AT0",
    lambda address: f"https://r.example/?u={hidden(hidden(address))}&k=1",
    lambda address: f"https://r.example/go;x=1?b=2;to={hidden(address)};c=3#d",
    lambda address: f"https://r.example/#/leave?to={hidden(address)}",
    lambda address: f"https://secure-web.cisco.com/1abc/{hidden(address)}",
    lambda address: f"https://www.bing.com/ck/a?!&&p=x&u=a1{coded(address)}&ntb=1",
    lambda address: f"https://www.bing.com/aclick?u={coded(hidden(address))}",
    lambda address: f"https://camo.githubusercontent.com/abc/{address.encode().hex()}",
    lambda address: f"https://web.archive.org/web/2022id_/{address}",
    lambda address: f"https://r.jina.ai/{address}",
    lambda address: f"https://urldefense.com/v3/__{address}__;!!a$",
    lambda address: f"https://url.avanan.click/v2/___{address}___.YXB",
]  # fmt: skip
HELD = ["badforum.net", "evilplace.org/thread/12", "badboard.st/t?id=5", "t.me/badchan", "discord.gg/AbCdEf"]
KEYS = {parse_pattern(pattern).key for pattern in HELD}
INDEX = KEYS | {PAGES} | {key.partition("/")[0] + PAGES for key in KEYS if "/" in key}


@given(st.sampled_from(HELD), st.lists(st.sampled_from(CARRIERS), min_size=1, max_size=3))
@examples(150)
@example("badforum.net", [CARRIERS[11], CARRIERS[12], CARRIERS[8]])
def test_what_carriers_carry_is_found(pattern, carriers):
    listed = parse_pattern(pattern)
    text = f"https://{pattern}"
    for carrier in carriers:
        text = carrier(text)
    for index in (KEYS, INDEX):
        assert any(listed.covers(link) for link in find_links(f"see {text} now", index.__contains__)), text
