"""Taking a ready prescription to a counter: what is left of its round, logged as a reading."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from tests.support.clinical import a_generic
from tests.support.looks import looks_at
from tests.support.prescriptions import (
    a_line,
    a_prescription,
    advance,
    at_shop,
    dispense_one,
    hand,
    line_of,
)
from tests.support.shop import Shop, add_medicine, add_staff
from theriac.core.actor import Actor
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import NotPermitted
from theriac.domains.catalog.models import Product
from theriac.domains.prescriptions.commands.outcomes import note_not_dispensed, substitute_line
from theriac.domains.prescriptions.commands.take_to_counter import (
    TakenPrescription,
    take_to_counter,
)
from theriac.domains.prescriptions.ids import PrescriptionId, PrescriptionLineId
from theriac.domains.prescriptions.problems import PrescriptionJump, PrescriptionUnknown
from theriac.domains.prescriptions.rules.facts import SubstituteWritten

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-01", "RX-03")]


def take(shop: Shop, made: UUID, actor: Actor | None = None) -> TakenPrescription:
    return take_to_counter(
        actor=actor or shop.owner, branch_id=shop.branch_id, prescription_id=PrescriptionId(made)
    )


def two_lines(shop: Shop, **facts: Any) -> PrescriptionId:
    wanted = [a_line(add_medicine(shop, f"{name} 500 mg"), **facts) for name in ("Amoxil", "Zorin")]
    return a_prescription(shop, "ready", wanted)


def left(told: TakenPrescription) -> list[tuple[int, int]]:
    return [(one.left.position, one.left.left) for one in told.lines]


def test_what_is_left_of_the_present_round_and_no_repeat(shop: Shop) -> None:
    made = two_lines(shop, repeats=2)
    assert left(take(shop, made)) == [(1, 10), (2, 10)]
    dispense_one(shop, made, 4)
    dispense_one(shop, made, 10, position=2)
    assert left(take(shop, made)) == [(1, 6)]


def test_a_repeat_that_was_reviewed_is_left_again(shop: Shop) -> None:
    made = two_lines(shop, repeats=1)
    for position in (1, 2):
        dispense_one(shop, made, 10, position)
    with pytest.raises(PrescriptionJump, match="Everything"):
        take(shop, made)
    hand(shop, made)
    advance(shop, made, "ready")
    assert left(take(shop, made)) == [(1, 10), (2, 10)]


def test_a_line_that_isnt_dispensed_is_left_out(shop: Shop) -> None:
    made = two_lines(shop)
    second = PrescriptionLineId(line_of(made, 2).id)
    note_not_dispensed(**at_shop(shop, made), line_id=second, reason_code="patient")
    [line] = take(shop, made).lines
    assert (line.left.position, line.days) == (1, 7)


def test_what_was_substituted_in_this_round_is_what_is_sold(shop: Shop) -> None:
    amoxil = a_generic(shop, "Amoxil", ("Amoxicillin", "500 mg"))
    amoxan = a_generic(shop, "Amoxan", ("Amoxicillin", "500 mg"))
    made = a_prescription(shop, "approved", [a_line(amoxil)])
    substitute_line(
        **at_shop(shop, made),
        line_id=PrescriptionLineId(line_of(made).id),
        instead=SubstituteWritten(product_id=amoxan.id, reason_code="no_stock"),
    )
    advance(shop, made, "ready")
    [line] = take(shop, made).lines
    assert list(line.product_ids) == [amoxan.id]


def test_a_line_of_a_generic_may_be_any_of_its_products(shop: Shop) -> None:
    amoxil = a_generic(shop, "Amoxil", ("Amoxicillin", "500 mg"))
    amoxan = a_generic(shop, "Amoxan", ("Amoxicillin", "500 mg"))
    generic_id = take_generic(amoxil.id)
    made = a_prescription(shop, "ready", [a_line(None, generic_id=generic_id)])
    [line] = take(shop, made).lines
    assert set(line.product_ids) == {amoxil.id, amoxan.id}


def take_generic(product_id: UUID) -> UUID | None:
    found: UUID | None = Product.objects.values_list("generic_id", flat=True).get(id=product_id)
    return found


@pytest.mark.rows("RX-22")
def test_it_is_logged_with_the_patient(shop: Shop) -> None:
    made = two_lines(shop)
    take(shop, made, add_staff("cashier", shop.branch_id))
    record = AuditRecord.objects.get(command="prescriptions.take_to_counter")
    assert (record.object_kind, record.reason) == ("patients.patient", "dispensing")
    assert record.facts == {"sections": ["prescription"], "prescription": made.hex}
    assert ("cashier", "prescriptions.take_to_counter") in looks_at(shop, record.object_id)


def test_who_may_not_see_the_board_takes_nothing_and_nobody_takes_what_isnt_ready(
    shop: Shop,
) -> None:
    made = two_lines(shop)
    with pytest.raises(NotPermitted):
        take(shop, made, add_staff("restocker", shop.branch_id))
    with pytest.raises(PrescriptionUnknown):
        take(shop, shop.branch_id)
    with pytest.raises(PrescriptionJump, match="Approved"):
        take(shop, a_prescription(shop, "approved"))
