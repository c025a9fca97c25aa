"""A sale that names a patient who was merged meanwhile: the surviving record's, and said so."""

from __future__ import annotations

import pytest

from tests.support.backoffice import client_of
from tests.support.patients import register
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.domains.patients.commands.merge import merge_patients, undo_merge
from theriac.domains.patients.commands.open import open_purchases
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.queries.groups import stands_in
from theriac.domains.sales.models import DiscrepancyCase, SalePatient
from theriac.domains.sales.queries.purchases import purchases_of

pytestmark = [pytest.mark.django_db, pytest.mark.rows("OFF-07")]


def sold_to(shop: Shop, patient_id: PatientId, number: int = 1) -> None:
    medicine = add_medicine(shop, f"Vitamin {number}")
    line = pushed_line(shop, medicine, [(stock_up(shop, medicine, 10), 2)])
    push(shop, pushed_sale(shop, [line], number, patient_id=patient_id))


def test_it_goes_to_the_record_that_stands_and_a_case_shows_both(shop: Shop) -> None:
    here = {"actor": shop.owner, "branch_id": shop.branch_id}
    kept, between, merged = (register(shop, name) for name in ("Siti", "Sitti", "Sity"))
    merge_patients(**here, kept_id=between, merged_id=merged)
    merge_patients(**here, kept_id=kept, merged_id=between)
    sold_to(shop, merged)

    assert SalePatient.objects.get().patient_id == merged
    told = purchases_of(open_purchases(**here, patient_id=kept))
    assert [one.product for one in told.items] == ["Vitamin 1"]
    case = DiscrepancyCase.objects.get()
    assert (case.kind, case.facts) == ("merged", {})
    assert stands_in(merged) == kept

    page = client_of(shop, "owner").get(f"/cases/{case.id}/").text
    assert f"/patients/{merged}/" in page
    assert f"/patients/{kept}/" in page
    blind = client_of(shop, "auditor").get(f"/cases/{case.id}/").text
    assert str(merged) not in blind
    undo_merge(**here, merged_id=between)
    undo_merge(**here, merged_id=merged)
    assert "The merge was undone" in client_of(shop, "owner").get(f"/cases/{case.id}/").text


def test_who_stands_by_themselves_opens_no_case(shop: Shop) -> None:
    kept, merged = register(shop, "Siti"), register(shop, "Sity")
    merge_patients(actor=shop.owner, branch_id=shop.branch_id, kept_id=kept, merged_id=merged)
    sold_to(shop, kept)
    assert DiscrepancyCase.objects.count() == 0
