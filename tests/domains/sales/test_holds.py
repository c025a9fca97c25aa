"""Whom sales hold: on a prescription, of a controlled class; restricted now, erased on the date."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from tests.support.jobs import done_now
from tests.support.patients import register
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import Shop, add_medicine, open_shop, stock_up
from theriac.core import clock
from theriac.core.audit.models import AuditRecord
from theriac.core.ids import new_id
from theriac.core.outbox.models import OutboxEvent
from theriac.countries.retention import years
from theriac.domains.organisation.queries.retention import due_rows
from theriac.domains.patients.commands.merge import merge_patients
from theriac.domains.patients.commands.restrict import request_erasure
from theriac.domains.patients.jobs import erase_restricted
from theriac.domains.patients.models import Erasure, Patient
from theriac.domains.patients.queries.holds import list_holds
from theriac.domains.sales.commands.book_pushed import PushState
from theriac.domains.sales.commands.decide_push import book_held_push
from theriac.domains.sales.models import HeldPush, Sale, SaleGround, SalePatient
from theriac.domains.sales.prescriptions import seen_in
from theriac.domains.sales.pushes.sale import PushedGround

CLASSES = {
    "id": ("bebas", "keras", "psikotropika"),
    "in": ("otc", "H1", "X"),
    "generic": ("otc", "rx", "cd"),
}


def named(shop: Shop, patient_id: UUID) -> dict[str, Any]:
    return {"actor": shop.owner, "branch_id": shop.branch_id, "patient_id": patient_id}


def sell(shop: Shop, patient_id: UUID, legal_class: str, *, seen: bool = False) -> Sale:
    """A sale at the counter for whom it names; on a prescription where it was ``seen``."""
    medicine = add_medicine(shop, f"{legal_class} {new_id()}", legal_class=legal_class)
    batch = stock_up(shop, medicine, 5)
    ground = PushedGround(
        id=new_id(),
        kind="prescription",
        permitted_by=shop.owner.id,
        prescriber="dr. Ratna",
        number="7",
        written_on=shop.today,
    )
    line = pushed_line(shop, medicine, [(batch, 1)], **({"ground_id": ground.id} if seen else {}))
    grounds = [ground] if seen else []
    sequence = Sale.objects.count() + 1
    sale = pushed_sale(shop, [line], sequence, grounds=grounds, patient_id=patient_id)
    if push(shop, sale).state is PushState.HELD:
        held = HeldPush.objects.get(sale_id=sale.id)
        where = {"actor": shop.owner, "branch_id": shop.branch_id}
        book_held_push(**where, held_id=held.id, note="handed over")
    return Sale.objects.get(id=sale.id)


def held_by(shop: Shop, patient_id: UUID) -> list[tuple[str, int]]:
    """What holds the patient, and for how many days from today."""
    holds = list_holds(**named(shop, patient_id))
    return [(hold.code, (hold.until - shop.today).days) for hold in holds]


@pytest.mark.rows("AUD-05")
@pytest.mark.django_db
def test_a_prescriptions_patient_is_restricted_and_erased_on_the_laws_date() -> None:
    shop = open_shop()
    one = register(shop, "Siti")
    sale = sell(shop, one, "keras", seen=True)
    on = shop.today + timedelta(days=years(5))

    outcome = request_erasure(**named(shop, one))

    assert (outcome.erase_on, outcome.proofs) == (on, ())
    (hold,) = outcome.holds
    assert (hold.code, hold.last_on, "73/2016" in str(hold.source)) == (
        "sales.prescriptions",
        shop.today,
        True,
    )
    record = AuditRecord.objects.get(command="patients.request_erasure")
    assert record.facts == {
        "erase_on": on.isoformat(),
        "held_by": {"sales.prescriptions": on.isoformat()},
    }
    assert Patient.objects.get(id=one).names == "Siti"
    with clock.at(clock.now() + timedelta(days=years(5) - 1)):
        assert done_now(erase_restricted) == {"erased": 0, "held_longer": 0}
    with clock.at(clock.now() + timedelta(days=years(5))):
        assert done_now(erase_restricted) == {"erased": 1, "held_longer": 0}

    proof = Erasure.objects.get()
    assert (proof.patient_id, len(proof.fingerprint)) == (one, 64)
    assert OutboxEvent.objects.filter(type="theriac.patient.erased.v1").count() == 1
    assert AuditRecord.objects.filter(command="patients.erase_on_date", object_id=one).exists()
    assert SalePatient.objects.get(sale=sale).patient_id == one  # the books stay, and name nobody
    assert next(iter(seen_in(SaleGround.objects.all()).values())).prescriber == "dr. Ratna"
    with connection.cursor() as cursor:
        cursor.execute("SELECT names, contacts FROM patients_patient")
        kept = cursor.fetchall()
    assert "Siti" not in str(kept)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("country", "prescription", "controlled"),
    [("id", years(5), years(3)), ("in", years(3), years(2)), ("generic", None, None)],
)
def test_the_countrys_rows_say_for_how_long(
    country: str, prescription: int | None, controlled: int | None
) -> None:
    shop = open_shop(country)
    free, rx, register_class = CLASSES[country]
    seen, narcotic, neither = (register(shop, name) for name in ("Siti", "Wati", "Eka"))
    sell(shop, seen, rx, seen=True)
    sell(shop, narcotic, register_class)
    sell(shop, neither, free)

    assert held_by(shop, seen) == ([("sales.prescriptions", prescription)] if prescription else [])
    assert held_by(shop, narcotic) == ([("sales.controlled", controlled)] if controlled else [])
    assert held_by(shop, neither) == []
    assert request_erasure(**named(shop, neither)).erase_on is None


@pytest.mark.django_db
def test_the_newest_sale_of_a_merged_record_counts() -> None:
    shop = open_shop()
    one, twin = register(shop, "Siti"), register(shop, "Siti")
    with clock.at(clock.now() - timedelta(days=100)):
        sell(shop, one, "keras", seen=True)
    with clock.at(clock.now() - timedelta(days=40)):
        sell(shop, twin, "keras", seen=True)
    assert held_by(shop, one) == [("sales.prescriptions", years(5) - 100)]

    merge_patients(actor=shop.owner, branch_id=shop.branch_id, kept_id=one, merged_id=twin)

    assert held_by(shop, one) == [("sales.prescriptions", years(5) - 40)]
    with clock.at(clock.now() + timedelta(days=years(5) - 50)):
        assert list_holds(**named(shop, one)) != []
    with clock.at(clock.now() + timedelta(days=years(5) - 40)):
        assert list_holds(**named(shop, one)) == []


@pytest.mark.django_db
def test_who_is_held_is_no_inactive_patient() -> None:
    shop = open_shop()
    with clock.at(clock.now() - timedelta(days=years(5) + 30)):
        held, gone = register(shop, "Siti"), register(shop, "Wati")
    sell(shop, held, "psikotropika")
    assert [row.id for row in due_rows(actor=shop.owner, code="patients.inactive")[1]] == [gone]
