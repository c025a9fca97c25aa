"""What the system does: lines that nobody's command served, and patients who were erased."""

from __future__ import annotations

import pytest

from tests.support.patients import register
from tests.support.shop import Shop, add_medicine, stock_up
from tests.support.waitlist import join, states
from theriac.core.actor import SYSTEM
from theriac.core.audit.models import AuditRecord
from theriac.core.verification.registry import run_checks
from theriac.domains.catalog.commands.merge import merge_products
from theriac.domains.patients.commands.export import export_patient
from theriac.domains.patients.commands.merge import merge_patients
from theriac.domains.stock.models import Balance
from theriac.domains.waitlist.commands.work import forget_waits
from theriac.domains.waitlist.jobs import serve_lines
from theriac.domains.waitlist.models import Wait
from theriac.domains.waitlist.queries import waits_of_patient

pytestmark = [pytest.mark.django_db, pytest.mark.rows("CUS-09")]


def test_the_job_serves_what_came_free_meanwhile_and_else_writes_nothing(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 3)
    # as a balance stands that another command has taken, which then goes back
    Balance.objects.update(reserved=3)
    join(shop, medicine, 5, "A1")
    Balance.objects.update(reserved=0)
    before = AuditRecord.objects.count()
    assert serve_lines.call() == 0
    assert AuditRecord.objects.count() == before
    Wait.objects.update(quantity=3)
    assert serve_lines.call() == 1
    assert states() == {"A1": "offered"}
    assert serve_lines.call() == 0


def test_who_was_erased_waits_no_more_and_the_next_is_served(shop: Shop) -> None:
    medicine, patient = add_medicine(shop), register(shop)
    stock_up(shop, medicine, 2)
    wait = join(shop, medicine, 2, patient_id=patient)
    join(shop, medicine, 2, "A2")
    assert forget_waits(actor=SYSTEM, patient_ids=[patient]) == 1
    assert Wait.objects.get(id=wait).state == "left"
    assert states()["A2"] == "offered"
    assert forget_waits(actor=SYSTEM, patient_ids=[patient]) == 0


def test_a_merged_patient_takes_waits_along_and_gets_them_with_the_copy(shop: Shop) -> None:
    medicine = add_medicine(shop)
    kept, merged = register(shop), register(shop, "Siti Nurhalisa")
    wait = join(shop, medicine, 2, patient_id=merged)
    here = {"actor": shop.owner, "branch_id": shop.branch_id}
    merge_patients(**here, kept_id=kept, merged_id=merged)
    assert [one.id for one in waits_of_patient(actor=shop.owner, patient_id=kept)] == [wait]
    (told,) = export_patient(**here, patient_id=kept)["waits"]
    assert (told["product_id"], told["quantity"], told["state"]) == (
        str(medicine.id),
        2,
        "waiting",
    )


def test_who_waits_for_a_merged_product_waits_for_the_kept_one(shop: Shop) -> None:
    kept, merged = add_medicine(shop), add_medicine(shop, "Paracetamol 500 tablet")
    first = join(shop, merged, 2, "A1")
    join(shop, kept, 1, "A2")
    join(shop, merged, 1, "A2")
    merge_products(actor=shop.owner, kept_id=kept.id, merged_id=merged.id, reason="Entered twice")
    assert Wait.objects.get(id=first).product_id == kept.id
    ended = dict(Wait.objects.filter(ticket="A2").values_list("product_id", "state"))
    assert ended == {kept.id: "waiting", merged.id: "left"}
    stock_up(shop, kept, 2)
    assert states(standing=True) == {"A1": "offered", "A2": "waiting"}
    assert [v.sentence for result in run_checks() for v in result.violations] == []
