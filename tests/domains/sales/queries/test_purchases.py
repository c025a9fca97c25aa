"""What was sold to a patient: all branches, merged records, the newest first, in few statements."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.support.patients import register
from tests.support.shop import Medicine, Shop, add_medicine, add_staff, stock_up
from theriac.core import clock
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import NotPermitted
from theriac.domains.patients.commands.export import export_patient
from theriac.domains.patients.commands.merge import merge_patients
from theriac.domains.patients.commands.open import open_purchases
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import complete_sale
from theriac.domains.sales.queries.purchases import for_export, purchases_of

pytestmark = [pytest.mark.django_db, pytest.mark.rows("CUS-04")]


def sell(shop: Shop, medicines: list[Medicine], patient_id: UUID | None) -> None:
    complete_sale(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=SaleDraft(
            items=[SaleItem(product_id=one.id, quantity=2) for one in medicines],
            patient_id=patient_id,
        ),
    )


@pytest.fixture
def medicines(shop: Shop) -> list[Medicine]:
    with clock.at(clock.now() - timedelta(days=50)):
        found = [add_medicine(shop, f"Vitamin {name}") for name in "BC"]
        for one in found:
            stock_up(shop, one, 100)
    return found


def test_both_records_of_a_merged_patient_tell_what_they_bought_and_nobody_elses(
    shop: Shop, medicines: list[Medicine]
) -> None:
    kept, merged, other = (register(shop, name) for name in ("Siti", "Sity", "Budi"))
    with clock.at(clock.now() - timedelta(days=40)):
        sell(shop, medicines[:1], merged)
    sell(shop, medicines, kept)
    sell(shop, medicines, other)
    sell(shop, medicines, None)
    named = {"actor": shop.owner, "branch_id": shop.branch_id}
    merge_patients(**named, kept_id=kept, merged_id=merged)
    ids = open_purchases(**named, patient_id=kept)
    told = purchases_of(ids)
    assert [(one.product, one.packs, one.quantity) for one in told.items] == [
        ("Vitamin B", 2, 2),
        ("Vitamin C", 2, 2),
        ("Vitamin B", 2, 2),
    ]
    assert not told.has_more
    first = purchases_of(ids, at_most=1)
    assert (len(first.items), first.has_more) == (1, True)
    assert purchases_of(ids, after=1, at_most=1).items[0].product == "Vitamin C"
    month = shop.today - timedelta(days=30)
    assert len(purchases_of(ids, since=month).items) == 2
    assert len(purchases_of(ids, until=month).items) == 1
    record = AuditRecord.objects.get(command="patients.open_purchases")
    assert (record.object_id, record.facts) == (kept, {"sections": ["purchases"]})
    exported = export_patient(**named, patient_id=kept)
    assert [one["product"] for one in exported["purchases"]] == [
        "Vitamin B",
        "Vitamin C",
        "Vitamin B",
    ]
    assert len(for_export([other])) == 2


@pytest.mark.parametrize("role", ["manager", "cashier"])
def test_who_sees_no_health_data_isnt_told(shop: Shop, role: str) -> None:
    patient = register(shop)
    actor = add_staff(role, shop.branch_id)
    with pytest.raises(NotPermitted):
        open_purchases(actor=actor, branch_id=shop.branch_id, patient_id=patient)


def test_as_many_statements_for_a_long_history(
    shop: Shop, medicines: list[Medicine], django_assert_num_queries: Any
) -> None:
    patient = register(shop)
    for _each in range(3):
        sell(shop, medicines, patient)
    with django_assert_num_queries(3):
        assert len(purchases_of([patient]).items) == 6
