"""Text → links: gate, undisguise, sweep, classify. The steps, in order:

1. *gate*: most messages hold nothing that could be an address and leave after a few substring tests;
2. *undisguise*: the readings of the text, as strings (readings.py);
3. *sweep*: every name in them is asked of the index; without a hit the message leaves (glance/);
4. *classify*: the readings again, with places; every address is parsed by ada, and told from what is no link.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice, takewhile
from typing import Final

from core.links import glance
from core.links.address import read_address
from core.links.budget import Budget
from core.links.doubts.likely import guess_in
from core.links.doubts.plainer import is_plainer
from core.links.doubts.plausible import GOES_ON, Doubt, Judged, doubt_of_disguised
from core.links.glance import Looked, MightHold, Shown, may_hold
from core.links.glance.simple import simple_link
from core.links.link import Link, link_to, one_form
from core.links.pieces import LONGEST_WHOLE, pieces_of
from core.links.reading import Reading
from core.links.readings import Recipe, View, reading_of, views_of
from core.links.sweep import Sighting, sweep, sweeps

Looks = Iterator[Iterable[tuple[Link, Doubt]]]
Judgements = set[tuple[int, int, str]]
"""The places and addresses of what stands undisguised in a text and was judged: the plainest reading knows the words beside it."""
_SHOWN: Final = 2  # pieces that are read first, since they show a listed name
_FIRST: Final = 2  # addresses of a span that are read before those of the next span


def find_links(text: str, might_hold: MightHold | None = None, budget: Budget | None = None) -> list[Link]:
    """All links in `text`, in order, one for each canonical address: a sure one where there is one.

    With `might_hold` only those with a key that it accepts; among them also what is too doubtful to be called a link
    unless it is listed: a name that could be a file's or a sentence's end, a dot with a space on one side.

    With a budget as many as can be found with it, the sure ones first; it says whether something is left. None: all.
    """
    budget = budget or Budget.unlimited()
    if might_hold is None:
        return _ordered(link for link, doubt in _links(text, budget) if doubt is Doubt.NONE)
    plain = glance.holds_plainly(text, might_hold)
    simple = simple_link(text, might_hold) if plain and budget.allows_sure(text) else None
    return _all_held(text, might_hold, budget, plain=plain) if simple is None else [simple]


def _all_held(text: str, might_hold: MightHold, budget: Budget, *, plain: bool) -> list[Link]:
    """All links in any text with a key that `might_hold` accepts. `plain`: it is known to have no reading but itself."""
    shown = [] if budget.is_unlimited or len(text) <= LONGEST_WHOLE else _shown(text, might_hold, budget)
    if plain or may_hold(text, might_hold, budget):
        hidden = _links_in_pieces(text, might_hold, budget, plain=plain)
    else:
        hidden = iter(())
    return _ordered(
        link
        for link, doubt in chain(shown, hidden)
        if any(might_hold(key) for key in link.keys if doubt.counts(key))
    )


def find_suspects(texts: Sequence[str], might_hold: MightHold) -> tuple[list[Link], bool]:
    """The links of one post that `might_hold` accepts a key of, as far as one budget for all of its texts goes; and whether
    something is left.
    """
    for text in texts:
        if not glance.surely_nothing(text, might_hold):
            budget = Budget()
            return [link for each in texts for link in find_links(each, might_hold, budget)], budget.left
    return [], False  # the way of nearly every message


def is_dear(texts: Iterable[str]) -> bool:
    """Whether to find every link of these texts costs more than one post may cost."""
    budget = Budget()
    for text in texts:
        for _ in _links(text, budget):
            if budget.left:
                break
    return budget.left


def keys_in(text: str) -> list[str]:
    """Every key under which an index may hold a link in `text`, each once: what `find_links` would ask for, and more.

    Whoever knows which of them an index holds can go on without the index: `find_links(text, held.__contains__)`.
    """
    keys: dict[str, None] = {}
    for link, doubt in _links_in_pieces(text, _always, Budget.unlimited()):
        keys.update(dict.fromkeys(key for key in link.keys if doubt.counts(key)))
    return list(keys)


def _always(_: str) -> bool:
    return True


def canonical(link_text: str) -> Link | None:
    """Read what a person typed as one link, however disguised; None when it holds no link."""
    address = read_address(link_text) if "@" not in link_text.partition("/")[0].partition("?")[0] else None
    if address is not None and one_form(address).canonical == link_text:
        return link_to(address, link_text, 0, len(link_text), ())
    typed = link_text.strip().strip("<>`|*_~\"'").strip()
    if typed and not any(char.isspace() for char in typed):
        direct = _typed(typed)
        if direct is not None:
            return direct
    found = sorted(
        (doubt.value, index, link)
        for index, (link, doubt) in enumerate(_links(link_text, Budget.unlimited()))
    )
    return found[0][2] if found else None


def _typed(typed: str) -> Link | None:
    sightings = [sighting for sighting in sweep(typed) if sighting.doubt is not Doubt.NO_LINK]
    if sightings and sightings[0].start == 0:
        first = sightings[0]
        return link_to(first.address, typed, 0, len(typed), first.how)
    if typed.isdigit():  # a browser would take it for an address; nobody who types it does
        return None
    address = read_address(typed) if "://" not in typed and "@" not in typed else None
    return link_to(address, typed, 0, len(typed), ()) if address is not None else None


def _ordered(links: Iterator[Link]) -> list[Link]:
    seen: dict[str, Link] = {}
    for link in links:
        known = seen.get(link.canonical)
        if known is None or (link.sure and not known.sure):
            seen[link.canonical] = link
    return sorted(seen.values(), key=lambda link: (link.start, link.end))


def _shown(text: str, might_hold: MightHold, budget: Budget) -> list[tuple[Link, Doubt]]:
    """The links of the first pieces of a long text that show a listed host as it stands, in their first readings.

    They are read before anything else is asked about the text, so that no other part of it can use up the budget before.
    """
    looked = Looked(might_hold, budget)
    budget.spend(len(text))
    shown = Shown(might_hold)
    showing = (piece for piece in pieces_of(text) if shown.shows(piece[1]))
    looks = [(at, _looks(piece, budget, looked)) for at, piece in islice(showing, _SHOWN)]
    return [*_next_of(looks, budget), *_next_of(looks, budget)]


def _links_in_pieces(
    text: str, might_hold: MightHold, budget: Budget, *, plain: bool = False
) -> Iterator[tuple[Link, Doubt]]:
    """The links of a text that may be long: the first reading of each piece, then the second of each, and so on.

    `plain`: the text is known to have no reading but itself.
    """
    looked = Looked(might_hold, budget)
    pieces = list(pieces_of(text))
    looks = [(at, _looks(piece, budget, looked, plain=plain or None)) for at, piece in pieces]
    yield from _next_of(looks, budget)
    if len(looks) > 1 and not budget.spent:
        looks = [
            look
            for look, (_, piece) in zip(looks, pieces, strict=True)
            if budget.spent or may_hold(piece, might_hold, budget)
        ]
    while looks:
        yield from _next_of(looks, budget)


def _next_of(looks: list[tuple[int, Looks]], budget: Budget) -> Iterator[tuple[Link, Doubt]]:
    """The links of the next reading of each piece; pieces that have no further one are dropped."""
    for look in list(looks):
        at, readings = look
        found = next(readings, None) if budget.allows_sure_reading() else None
        if found is None:
            looks.remove(look)
            continue
        for link, doubt in found:
            yield link if at == 0 else replace(link, start=link.start + at, end=link.end + at), doubt


def _links(text: str, budget: Budget) -> Iterator[tuple[Link, Doubt]]:
    """Every link of every reading with what speaks against it."""
    return chain.from_iterable(_looks(text, budget))


def _looks(text: str, budget: Budget, looked: Looked | None = None, *, plain: bool | None = None) -> Looks:
    """Every link with what speaks against it, reading by reading.

    `looked`: limits them to the places where a quick look found something. `plain`: what is known of it (readings.py).
    """
    known: set[tuple[str, str, bool]] = set()
    readings: dict[Recipe, Reading] = {}
    judged: Judgements = set()
    for view in views_of(text, budget, plain=plain):
        if not budget.glance(view.text):
            return
        spans = looked.spans(view, known) if looked else [(0, len(view.text))]
        if spans:
            reading = reading_of(text, view.recipe, readings, budget)
            if reading is None:
                return
            yield _links_of(text, view, reading, spans, judged, budget)
        else:
            yield ()


def _links_of(
    text: str,
    view: View,
    reading: Reading,
    spans: list[tuple[int, int]],
    judged: Judgements,
    budget: Budget,
) -> Iterator[tuple[Link, Doubt]]:
    budget.spend(sum(end - start for start, end in spans))
    sightings = list(sweeps(reading.text, spans, budget))
    # Two of each span first: no address with a thousand others in it hides what stands beside it.
    firsts = chain.from_iterable(islice(each, _FIRST) for each in sightings)
    for sighting in chain(
        takewhile(lambda each: budget.allows_sure(reading.text[each.start : each.end]), firsts),
        takewhile(lambda each: budget.allows_address(reading.text[each.start : each.end]), chain(*sightings)),
    ):
        link = _link_at(text, view, reading, sighting, judged)
        if link is not None:
            yield link


def _link_at(
    text: str, view: View, reading: Reading, sighting: Sighting, judged: Judgements
) -> tuple[Link, Doubt] | None:
    """The link at a place of a reading, with what speaks against it; None where there is none that is new."""
    in_host = undone = reading.undone(sighting.start, sighting.host_end)
    if sighting.end > sighting.host_end:
        undone = reading.undone(sighting.start, sighting.end)
    if view.fresh and view.fresh not in undone:
        return None
    how = tuple(dict.fromkeys(undone + sighting.how))
    start, end = reading.span(sighting.start, sighting.end)
    if not how and _is_known((start, end, sighting.address.canonical), judged):
        return None
    link = link_to(sighting.address, text, start, end, how)
    goes_on = GOES_ON.match(reading.text, sighting.host_end) is not None
    before = Judged(sighting.doubt, sighting.guess)
    doubt, guess = doubt_of_disguised(link, before, in_host, weak=view.weak, goes_on=goes_on)
    if doubt is Doubt.NO_LINK:
        return None
    if view.fresh and view.fresh not in in_host:
        doubt = Doubt.PAGED
    guess = guess or guess_in(undone, in_host, bare=_is_bare(reading.text, sighting))
    if guess:
        link = replace(link, guess=guess)
        if is_plainer(text, link, goes_on=goes_on):
            return None
    return link, doubt


def _is_known(place: tuple[int, int, str], judged: Judgements) -> bool:
    """Whether this was judged in a plainer reading; it is noted where it was not."""
    if place in judged:
        return True
    judged.add(place)
    return False


def _is_bare(text: str, sighting: Sighting) -> bool:
    """Whether neither a page stands with the host nor a scheme, or the slashes of one."""
    if sighting.end > sighting.host_end + 1:
        return False
    return "//" not in text[max(0, sighting.start - 2) : sighting.host_end]
