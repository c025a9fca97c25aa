"""The nightly proof: zero differences, or each of them named."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from tests.support.shop import Shop, add_medicine, open_shop, stock_up
from tests.support.triggers import lifted
from theriac.core import clock
from theriac.core.verification.registry import run_checks
from theriac.domains.stock.commands.prove import prove_stock
from theriac.domains.stock.commands.snapshot import take_due_snapshots
from theriac.domains.stock.models import Balance, SnapshotLine
from theriac.domains.stock.queries.ledger.as_at import stock_as_at
from theriac.domains.stock.queries.ledger.proofs import last_proof

NIGHT = datetime(2030, 1, 1, 17, 40, tzinfo=UTC)


def of_two_nights() -> tuple[Shop, Any]:
    shop = open_shop()
    medicine = add_medicine(shop)
    with clock.at(NIGHT - timedelta(days=3)):
        batch = stock_up(shop, medicine, 5)
    with clock.at(NIGHT):
        take_due_snapshots()
    with clock.at(NIGHT + timedelta(hours=12)):
        stock_up(shop, medicine, 6)
    with clock.at(NIGHT + timedelta(days=1)):
        take_due_snapshots()
    return shop, batch


@pytest.mark.django_db
@pytest.mark.rows("STK-29")
def test_it_compares_everything_and_publishes_zero() -> None:
    of_two_nights()
    assert prove_stock() == 0
    proof = last_proof()
    assert proof is not None
    assert (proof.balances, proof.movements, proof.snapshots, proof.lines) == (2, 2, 2, 2)
    assert (proof.differences, proof.found) == (0, [])


@pytest.mark.django_db
@pytest.mark.rows("STK-29")
def test_a_balance_that_differs_is_named() -> None:
    _shop, batch = of_two_nights()
    Balance.objects.filter(batch_id=batch).update(quantity=4)
    assert prove_stock() == 1
    proof = last_proof()
    assert proof is not None
    (found,) = proof.found
    assert (found["batch_id"], found["moved"], found["kept"]) == (str(batch), 5, 4)


@pytest.mark.django_db(transaction=True)
@pytest.mark.rows("STK-29")
def test_a_wrong_snapshot_is_named_withdrawn_and_harms_no_figure() -> None:
    shop, batch = of_two_nights()
    with lifted(connection, [SnapshotLine]):
        SnapshotLine.objects.filter(batch_id=batch).update(quantity=50)
    with clock.at(NIGHT + timedelta(days=1, hours=1)):
        at = clock.now()
        assert [one.name for one in run_checks() if one.violations] == ["stock.snapshots"]
        assert prove_stock() == 1
        assert prove_stock() == 0
    proof = last_proof()
    assert proof is not None
    told = stock_as_at(actor=shop.owner, branch_id=shop.branch_id, at=at)
    assert sorted(told.values()) == [5, 6]
