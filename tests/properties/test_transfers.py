"""Random steps of transfers: at every instant what was sent is somewhere, and told by the books."""

from __future__ import annotations

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from tests.properties.examples import through_the_database
from tests.support.transfers import Two, two_branches
from theriac.core.problems import Problem
from theriac.core.verification.registry import run_checks
from theriac.domains.stock.models import Balance
from theriac.domains.transfers.ids import TransferId
from theriac.domains.transfers.models import Transfer, TransferLine

pytestmark = [pytest.mark.django_db, pytest.mark.one_server, pytest.mark.rows("STK-26")]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["draft", "approve", "dispatch", "receive", "lost", "returned", "found", "close"]
        ),
        st.integers(0, 2),
        st.integers(1, 30),
    ),
    min_size=1,
    max_size=25,
)
STOCK = 60


class _Undone(Exception):
    pass


@through_the_database()
@given(steps=STEPS)
def test_what_was_sent_is_received_lost_returned_or_on_the_way(
    steps: list[tuple[str, int, int]],
) -> None:
    try:
        with transaction.atomic():
            two = two_branches(STOCK)
            transfers: list[TransferId] = []
            for verb, pick, quantity in steps:
                step(two, transfers, verb, pick, quantity)
                check(two)
            assert [v for result in run_checks() for v in result.violations] == []
            raise _Undone
    except _Undone:
        pass


def step(two: Two, transfers: list[TransferId], verb: str, pick: int, quantity: int) -> None:
    if verb == "draft" or not transfers:
        transfers.append(two.draft(quantity))
        return
    chosen = transfers[pick % len(transfers)]
    may = is_due(two, chosen, verb, quantity)
    refused: Problem | None = None
    try:
        if verb == "receive":
            two.receive(chosen, quantity)
        elif verb in ("approve", "dispatch", "close"):
            getattr(two, verb)(chosen)
        else:
            two.explain(chosen, verb, quantity)
    except Problem as problem:
        refused = problem
    assert (refused is None) == may, (verb, quantity, str(refused))


def is_due(two: Two, chosen: TransferId, verb: str, quantity: int) -> bool:
    """Whether the step is to succeed: the transfer waits for it and there is as much of it."""
    line, state = two.line(chosen), two.get(chosen).state
    if state in ("draft", "approved"):
        enough = two.at(two.shop.branch_id) >= line.quantity
        return (state, verb) == ("draft", "approve") or (
            (state, verb) == ("approved", "dispatch") and enough
        )
    most = {
        "receive": line.in_transit,
        "lost": line.in_transit,
        "returned": line.in_transit,
        "found": line.lost,
    }
    if verb == "close":
        return state != "closed" and not line.in_transit
    return state != "closed" and quantity <= most.get(verb, 0)


def check(two: Two) -> None:
    """The identity of every line, and every unit where the books say that it is."""
    lines = list(TransferLine.objects.all())
    for line in lines:
        assert line.sent == line.received + line.lost + line.returned + line.in_transit
        assert min(line.sent, line.received, line.lost, line.returned, line.in_transit) >= 0
    here = two.shop.branch_id
    assert two.at(here, "transit") == sum(line.in_transit for line in lines)
    assert two.at(two.there) == sum(line.received for line in lines)
    assert two.at(here) == STOCK - sum(line.sent - line.returned for line in lines)
    everywhere = sum(Balance.objects.values_list("quantity", flat=True))
    assert everywhere == STOCK - sum(line.lost for line in lines)
    for transfer in Transfer.objects.filter(state__in=["received", "closed"]):
        assert not any(line.in_transit for line in transfer.lines.all())
