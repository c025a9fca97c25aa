"""Taking in what came."""

from __future__ import annotations

import pytest

from tests.support.shop import add_staff
from tests.support.transfers import Two, two_branches
from theriac.core.problems import NotFound
from theriac.core.verification.registry import run_checks
from theriac.domains.stock.commands.batches import hold_batch
from theriac.domains.stock.models import Movement
from theriac.domains.stock.problems import QuantityRefused
from theriac.domains.stock.queries.ledger.card import card_lines
from theriac.domains.transfers.commands.receive import LineCame, receive_transfer
from theriac.domains.transfers.problems import TransferNotReady, TransferUnfit

pytestmark = [pytest.mark.django_db, pytest.mark.rows("STK-26")]


@pytest.fixture
def two() -> Two:
    return two_branches()


def test_send_10_receive_8_and_2_stay_on_the_way_until_explained(two: Two) -> None:
    transfer_id = two.sent(10)
    two.receive(transfer_id, 8)

    here = two.shop.branch_id
    assert two.get(transfer_id).state == "partly_received"
    assert (two.at(here), two.at(here, "transit"), two.at(two.there)) == (40, 2, 8)
    assert two.line(transfer_id).in_transit == 2
    two.explain(transfer_id, "lost", 2, "the box was open")
    assert (two.at(here, "transit"), two.get(transfer_id).state) == (0, "received")
    two.close(transfer_id)
    assert two.get(transfer_id).state == "closed"
    assert [v for result in run_checks() for v in result.violations] == []


def test_what_comes_later_is_taken_in_later(two: Two) -> None:
    transfer_id = two.sent(10)
    two.receive(transfer_id, 4)
    two.receive(transfer_id, 6)

    assert (two.get(transfer_id).state, two.at(two.there)) == ("received", 10)
    arrived = Movement.objects.filter(branch_id=two.there).order_by("id")
    lines = card_lines(actor=two.shop.owner, movements=list(arrived))
    assert [(line.change, line.balance) for line in lines] == [(4, 4), (6, 10)]
    with pytest.raises(TransferNotReady):
        two.receive(transfer_id, 1)


def test_more_than_is_on_the_way_isnt_taken_in(two: Two) -> None:
    transfer_id = two.sent(10)
    with pytest.raises(TransferUnfit) as refused:
        two.receive(transfer_id, 12)
    assert refused.value.field == "lines.0.quantity"
    with pytest.raises(QuantityRefused):
        two.receive(transfer_id, -1)
    with pytest.raises(TransferUnfit):
        two.receive(transfer_id, 0)
    assert two.at(two.there) == 0


def test_what_was_held_on_the_way_goes_to_quarantine(two: Two) -> None:
    transfer_id = two.sent(10)
    hold_batch(
        actor=two.shop.owner, branch_id=two.shop.branch_id, batch_id=two.batch_id, reason="doubt"
    )
    done = two.receive(transfer_id, 10)

    assert done.quarantined == (two.batch_id,)
    assert (two.at(two.there), two.at(two.there, "quarantine")) == (0, 10)
    assert [v for result in run_checks() for v in result.violations] == []


def test_the_receiver_receives_and_nobody_else(two: Two) -> None:
    transfer_id = two.sent(10)
    named = {
        "transfer_id": transfer_id,
        "version": 3,
        "came": [LineCame(two.line(transfer_id).id, 10)],
    }
    here = add_staff("manager", two.shop.branch_id, "here")
    with pytest.raises(NotFound):
        receive_transfer(actor=here, branch_id=two.shop.branch_id, **named)
    there = add_staff("restocker", two.there, "there")
    assert receive_transfer(actor=there, branch_id=two.there, **named).version == 4


def test_goods_move_to_quarantine_within_a_branch(two: Two) -> None:
    here = two.shop.branch_id
    transfer_id = two.sent(5, to_branch_id=here, to_place="quarantine")
    receive_transfer(
        actor=two.shop.owner,
        branch_id=here,
        transfer_id=transfer_id,
        version=3,
        came=[LineCame(two.line(transfer_id).id, 5)],
    )
    assert (two.at(here), two.at(here, "quarantine"), two.at(here, "transit")) == (45, 5, 0)
    assert [v for result in run_checks() for v in result.violations] == []
