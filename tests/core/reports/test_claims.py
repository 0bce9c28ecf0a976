"""How claims end by themselves: who moderates keeps theirs, and an end leaves the case as if nobody had claimed it."""

from hypothesis import given
from hypothesis import strategies as st

from core.base.authority import Caller
from core.base.ids import RoleId, ServerId, UserId
from core.reports.cases import Actor, CaseState, Refusal, Standing, Step, advance
from core.reports.claims import ClaimEnd, end_of, freed

KEYS = [b"ann", b"ben", b"cat"]
ROLE = RoleId(7)
standings = st.builds(
    Standing,
    state=st.sampled_from(CaseState),
    holder=st.none() | st.sampled_from(KEYS),
    author=st.none() | st.sampled_from(KEYS),
    giver=st.none() | st.sampled_from(KEYS),
)
callers = st.builds(
    Caller,
    server=st.just(ServerId(1)),
    user=st.just(UserId(2)),
    name=st.just("x"),
    roles=st.frozensets(st.sampled_from([ROLE, RoleId(8)])),
    manage_server=st.booleans(),
    manage_messages=st.booleans(),
)


@given(callers, st.none() | st.just(ROLE))
def test_a_claim_goes_on_exactly_while_its_holder_may_decide(holder: Caller, role: RoleId | None) -> None:
    assert end_of(holder, role) is (None if holder.is_moderator(role) else ClaimEnd.RIGHTS)
    assert end_of(None, role) is ClaimEnd.LEFT


@given(standings)
def test_only_a_claim_ends(standing: Standing) -> None:
    assert (freed(standing) is not None) is (standing.state is CaseState.CLAIMED)


@given(standings, st.sampled_from(KEYS))
def test_then_anybody_may_claim_it_who_did_not_write_the_message(standing: Standing, who: bytes) -> None:
    after = freed(standing)
    if after is None:
        return
    assert (after.holder, after.giver, after.author) == (None, None, standing.author)
    claimed = advance(after, Step.CLAIM, Actor(who))
    assert (claimed is Refusal.OWN_MESSAGE) is (who == standing.author)
