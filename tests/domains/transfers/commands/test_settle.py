"""Explaining what didn't come, and closing."""

from __future__ import annotations

import pytest

from tests.support.shop import add_staff
from tests.support.transfers import Two, two_branches
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import Conflict, NotPermitted, Unprocessable
from theriac.core.verification.registry import run_checks
from theriac.domains.stock.commands.reverse import reverse_movement
from theriac.domains.stock.models import Movement
from theriac.domains.stock.problems import QuantityRefused
from theriac.domains.transfers.commands.settle import explain_transfer
from theriac.domains.transfers.problems import InTransitStill, TransferNotReady, TransferUnfit

pytestmark = [pytest.mark.django_db, pytest.mark.rows("STK-26")]


@pytest.fixture
def two() -> Two:
    return two_branches()


def test_it_isnt_closed_while_something_is_on_the_way(two: Two) -> None:
    transfer_id = two.sent(10)
    two.receive(transfer_id, 8)
    with pytest.raises(InTransitStill) as refused:
        two.close(transfer_id)
    assert refused.value.facts["in_transit"] == 2


def test_lost_returned_and_found_add_up(two: Two) -> None:
    here = two.shop.branch_id
    transfer_id = two.sent(10)
    two.receive(transfer_id, 4)
    two.explain(transfer_id, "lost", 3)
    two.explain(transfer_id, "returned", 2)
    two.explain(transfer_id, "found", 2)
    line = two.line(transfer_id)
    assert (line.sent, line.received, line.lost, line.returned) == (10, 4, 1, 2)
    assert line.in_transit == 3 == two.at(here, "transit")
    assert two.at(here) == 42
    assert [v for result in run_checks() for v in result.violations] == []


def test_no_more_is_explained_than_there_is(two: Two) -> None:
    transfer_id = two.sent(10)
    with pytest.raises(TransferUnfit):
        two.explain(transfer_id, "lost", 11)
    with pytest.raises(TransferUnfit):
        two.explain(transfer_id, "found", 1)
    with pytest.raises(QuantityRefused):
        two.explain(transfer_id, "lost", 0)
    with pytest.raises(TransferUnfit):
        two.explain(transfer_id, "eaten", 1)
    with pytest.raises(Unprocessable):
        two.explain(transfer_id, "lost", 1, "  ")


def test_who_why_and_how_many_are_on_the_trail(two: Two) -> None:
    transfer_id = two.sent(10)
    two.explain(transfer_id, "lost", 3, "fell off the van")
    record = AuditRecord.objects.filter(object_kind="stock.transfer").latest("id")
    assert (record.reason, record.facts["quantity"]) == ("fell off the van", 3)
    assert record.actor_id == two.shop.owner.id


def test_the_senders_manager_explains(two: Two) -> None:
    transfer_id = two.sent(10)
    restocker = add_staff("restocker", two.shop.branch_id)
    with pytest.raises(NotPermitted):
        explain_transfer(
            actor=restocker,
            branch_id=two.shop.branch_id,
            transfer_id=transfer_id,
            version=3,
            line_id=two.line(transfer_id).id,
            explanation="lost",
            quantity=1,
            reason="x",
        )


def test_a_closed_transfer_stays_and_no_movement_of_it_is_reversed(two: Two) -> None:
    transfer_id = two.sent(10)
    two.explain(transfer_id, "lost", 10)
    two.close(transfer_id)
    with pytest.raises(TransferNotReady):
        two.explain(transfer_id, "found", 1)
    lost = Movement.objects.filter(kind="transfer").latest("id")
    with pytest.raises(Conflict):
        reverse_movement(
            actor=two.shop.owner,
            branch_id=two.shop.branch_id,
            movement_id=lost.id,
            reason="mistake",
        )
