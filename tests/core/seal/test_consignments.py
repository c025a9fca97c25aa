"""Payments for consigned goods are sealed with their lines; what people typed stands as hashes."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection

from tests.support.books import seal_violations
from tests.support.consigned import a_settlement
from tests.support.shop import open_shop
from tests.support.suppliers import a_supplier
from tests.support.triggers import lifted
from theriac.core.seal.passes import seal_once
from theriac.domains.purchasing.commands.consignment import withdraw_settlement
from theriac.domains.purchasing.models import ConsignmentLine, ConsignmentSettlement

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rows("STK-35", "AUD-11")]


def sealed_payment() -> ConsignmentSettlement:
    """A payment and its withdrawal, sealed."""
    shop = open_shop()
    made = a_settlement(shop, a_supplier(shop))
    withdraw_settlement(
        actor=shop.owner, branch_id=shop.branch_id, settlement_id=made, reason="Typed twice"
    )
    seal_once()
    assert seal_violations() == []
    return ConsignmentSettlement.objects.get(id=made)


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    ("table", "change"),
    [
        (ConsignmentSettlement, "reference = 'TRF 8' WHERE sequence = 1"),
        (ConsignmentSettlement, "amount = 1 WHERE sequence = 1"),
        (ConsignmentLine, "sold = 9"),
        (ConsignmentLine, "cost_amount = 9"),
    ],
)
def test_a_payment_or_line_that_was_changed_is_named(
    table: type[ConsignmentSettlement | ConsignmentLine], change: str
) -> None:
    payment = sealed_payment()
    with lifted(connection, [table]), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table._meta.db_table} SET {change}")

    ((code, facts),) = seal_violations()

    assert (code, facts["row"]) == ("seal.row_changed", str(payment.id))


def test_what_was_typed_stands_in_no_leaf(store: Path) -> None:
    sealed_payment()
    leaves = b"".join(path.read_bytes() for path in store.rglob("*.leaves"))
    assert b"purchasing.consignment_settlement" in leaves
    assert b"TRF 7" not in leaves
    assert b"Typed twice" not in leaves
