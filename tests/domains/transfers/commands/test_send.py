"""Approving and sending off."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.shop import add_staff
from tests.support.transfers import Two, two_branches
from theriac.core.outbox.models import OutboxEvent
from theriac.core.problems import NotFound, NotPermitted
from theriac.domains.stock.commands.batches import hold_batch
from theriac.domains.stock.models import Movement
from theriac.domains.stock.problems import InsufficientStock
from theriac.domains.stock.queries.ledger.card import card_lines
from theriac.domains.transfers.commands.draft import (
    TransferLineAsked,
    TransferWritten,
    draft_transfer,
)
from theriac.domains.transfers.commands.send import approve_transfer, dispatch_transfer
from theriac.domains.transfers.problems import NotForSale, TransferNotReady

pytestmark = [pytest.mark.django_db, pytest.mark.rows("STK-26")]


@pytest.fixture
def two() -> Two:
    return two_branches()


def test_what_is_sent_lies_in_the_senders_transit_and_is_no_longer_on_its_shelf(two: Two) -> None:
    transfer_id = two.sent(10)

    here = two.shop.branch_id
    assert (two.at(here), two.at(here, "transit"), two.at(two.there)) == (40, 10, 0)
    assert two.get(transfer_id).state == "dispatched"
    assert two.line(transfer_id).in_transit == 10
    movement = Movement.objects.get(kind="transfer")
    assert movement.document_number == two.get(transfer_id).number
    line = card_lines(actor=two.shop.owner, movements=[movement])[0]
    assert (line.change, line.balance) == (-10, 40)


def test_its_announcement_says_what_left(two: Two) -> None:
    two.sent(10)
    told = OutboxEvent.objects.filter(type="theriac.stock.updated.v1").latest("id").data
    assert [one["change"] for one in told["batches"]] == [-10]


def test_only_what_is_approved_leaves(two: Two) -> None:
    transfer_id = two.draft()
    with pytest.raises(TransferNotReady):
        two.dispatch(transfer_id)
    assert two.approve(transfer_id) == 2
    two.dispatch(transfer_id)
    with pytest.raises(TransferNotReady):
        two.dispatch(transfer_id)


def test_more_than_there_is_doesnt_leave(two: Two) -> None:
    transfer_id = two.draft(51)
    two.approve(transfer_id)
    with pytest.raises(InsufficientStock) as refused:
        two.dispatch(transfer_id)
    assert refused.value.facts["available"] == 50
    assert "Sell" not in str(refused.value.detail)
    assert "51 requested, 50 available. Cancel this transfer" in str(refused.value.detail)
    assert two.at(two.shop.branch_id) == 50


def test_what_was_held_meanwhile_doesnt_leave(two: Two) -> None:
    transfer_id = two.draft()
    two.approve(transfer_id)
    hold_batch(
        actor=two.shop.owner, branch_id=two.shop.branch_id, batch_id=two.batch_id, reason="doubt"
    )
    with pytest.raises(NotForSale):
        two.dispatch(transfer_id)


def test_the_sender_approves_and_sends_and_not_the_receiver(two: Two) -> None:
    transfer_id = two.draft()
    named = {"transfer_id": transfer_id, "version": 1}
    restocker = add_staff("restocker", two.shop.branch_id)
    with pytest.raises(NotPermitted):
        approve_transfer(actor=restocker, branch_id=two.shop.branch_id, **named)
    there = add_staff("manager", two.there, "there")
    with pytest.raises(NotFound):
        approve_transfer(actor=there, branch_id=two.there, **named)
    two.approve(transfer_id)
    with pytest.raises(NotFound):
        dispatch_transfer(actor=there, branch_id=two.there, transfer_id=transfer_id, version=2)


def test_what_goes_back_lies_in_the_transit_of_the_branch_that_sends_it(two: Two) -> None:
    two.receive(two.sent(10), 10)
    line = TransferLineAsked(batch_id=two.batch_id, quantity=4)
    back = TransferWritten(to_branch_id=two.shop.branch_id, lines=(line,))
    sender: dict[str, Any] = {"actor": two.shop.owner, "branch_id": two.there}
    transfer_id = draft_transfer(**sender, draft=back)
    approve_transfer(**sender, transfer_id=transfer_id, version=1)
    dispatch_transfer(**sender, transfer_id=transfer_id, version=2)

    assert (two.at(two.there), two.at(two.there, "transit")) == (6, 4)
    assert two.at(two.shop.branch_id, "transit") == 0
