"""What ``verify`` finds of payments for consigned goods that somebody changed by SQL."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F

from tests.support.consigned import a_settlement, paid
from tests.support.shop import open_shop
from tests.support.suppliers import a_supplier
from tests.support.triggers import lifted
from theriac.core.verification.registry import Findings
from theriac.domains.purchasing.commands.consignment import withdraw_settlement
from theriac.domains.purchasing.models import ConsignmentLine, ConsignmentSettlement
from theriac.domains.purchasing.verification.consignment import (
    COST_DIFFERS,
    NUMBER_MISSING,
    PERIOD_BROKEN,
    SUM_DIFFERS,
    UNITS_DIFFER,
    WITHDRAWAL_DIFFERS,
    periods_touch_and_never_overlap,
    settlements_equal_their_movements,
)
from theriac.domains.stock.models import Movement

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rows("STK-35")]
LINES, ROWS = ConsignmentLine.objects, ConsignmentSettlement.objects


def found() -> set[str]:
    findings = Findings()
    settlements_equal_their_movements(findings)
    periods_touch_and_never_overlap(findings)
    assert findings.looked_at == 2 * ROWS.count()
    return {code for code, _facts in findings.found}


CHANGES: dict[str, tuple[Callable[[], object], set[str]]] = {
    "units": (lambda: LINES.filter(sold=2).update(sold=1), {UNITS_DIFFER, COST_DIFFERS}),
    "units with their cost": (
        lambda: LINES.filter(sold=2).update(sold=1, cost_amount=800),
        {UNITS_DIFFER},
    ),
    "due": (lambda: LINES.filter(sold=2).update(due=1), {COST_DIFFERS, SUM_DIFFERS}),
    "amount": (lambda: ROWS.filter(sequence=2).update(amount=1), {SUM_DIFFERS}),
    "days": (
        lambda: ROWS.filter(sequence=2).update(first_on=F("first_on") - timedelta(days=1)),
        {PERIOD_BROKEN},
    ),
    "instants": (
        lambda: ROWS.filter(sequence=2).update(begins_at=F("begins_at") + timedelta(hours=1)),
        {PERIOD_BROKEN},
    ),
    "an overlap": (
        lambda: ROWS.filter(sequence=2).update(begins_at=F("begins_at") - timedelta(days=3)),
        {PERIOD_BROKEN, UNITS_DIFFER},
    ),
    "a number": (lambda: ROWS.filter(sequence=1).update(sequence=4), {NUMBER_MISSING}),
    "a movement": (
        lambda: Movement.objects.filter(kind="sale", quantity=2).update(quantity=5),
        {UNITS_DIFFER},
    ),
    "a withdrawal": (
        lambda: ROWS.filter(sequence=3).update(amount=0),
        {WITHDRAWAL_DIFFERS},
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_was_changed_is_named(what: str) -> None:
    shop = open_shop()
    supplier_id = a_supplier(shop)
    a_settlement(shop, supplier_id)
    second = paid(shop, supplier_id, 2)
    if what == "a withdrawal":
        withdraw_settlement(
            actor=shop.owner, branch_id=shop.branch_id, settlement_id=second, reason="mistake"
        )
    assert found() == set()
    change, expected = CHANGES[what]

    with lifted(connection, only=[ConsignmentLine, ConsignmentSettlement, Movement]):
        change()

    assert found() == expected
