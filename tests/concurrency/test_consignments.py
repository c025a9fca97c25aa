"""Two who record the same payment for consigned goods at once: one of them is refused."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connection

from tests.support.at_once import asked_again
from tests.support.consigned import a_settlement, paid
from tests.support.shop import Shop
from tests.support.suppliers import a_supplier
from theriac.core.problems import Conflict, Problem, Unprocessable
from theriac.core.verification.registry import Findings
from theriac.domains.purchasing.commands.consignment import withdraw_settlement
from theriac.domains.purchasing.models import ConsignmentSettlement
from theriac.domains.purchasing.verification.consignment import (
    periods_touch_and_never_overlap,
    settlements_equal_their_movements,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rows("STK-35")]
CLIENTS = 4


def at_once(acts: list[Callable[[], UUID]]) -> list[UUID | Problem]:
    """What each of them gave or raised, all begun together."""
    barrier = Barrier(len(acts))

    def act(one: Callable[[], UUID]) -> UUID | Problem:
        barrier.wait()
        try:
            return asked_again(one)
        except (Conflict, Unprocessable) as problem:
            return problem
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(act, acts))


def violations() -> list[str]:
    findings = Findings()
    settlements_equal_their_movements(findings)
    periods_touch_and_never_overlap(findings)
    return [code for code, _facts in findings.found]


def test_a_payment_recorded_at_once_is_recorded_once(shop: Shop) -> None:
    supplier_id = a_supplier(shop)
    a_settlement(shop, supplier_id)

    given = at_once([lambda: paid(shop, supplier_id, 2)] * CLIENTS)

    assert sum(isinstance(one, UUID) for one in given) == 1
    rows = ConsignmentSettlement.objects.order_by("sequence").values_list("sequence", "amount")
    assert list(rows) == [(1, 1200), (2, 800)]
    assert violations() == []


def test_a_withdrawal_and_a_payment_at_once_leave_no_day_out(shop: Shop) -> None:
    supplier_id = a_supplier(shop)
    first = a_settlement(shop, supplier_id)

    def withdrawn() -> UUID:
        return withdraw_settlement(
            actor=shop.owner, branch_id=shop.branch_id, settlement_id=first, reason="mistake"
        )

    given = at_once([withdrawn, lambda: paid(shop, supplier_id, 2)])

    assert sum(isinstance(one, UUID) for one in given) == 1
    assert violations() == []
