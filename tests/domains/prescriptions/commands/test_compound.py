"""A preparation for a line of a prescription: of its product, while it is judged and prepared."""

from __future__ import annotations

import pytest

from tests.support.compounding import (
    add_capsules,
    add_ingredients,
    check,
    compounded_for,
    make,
    write_for,
    written,
)
from tests.support.controlled import violations
from tests.support.prescriptions import a_line, a_prescription, at_shop, line_of
from tests.support.shop import Shop, add_medicine, add_staff
from theriac.core.audit.models import AuditRecord
from theriac.core.ids import new_id
from theriac.core.problems import NotFound, NotPermitted
from theriac.domains.compounding.models import Preparation
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.prescriptions.commands.outcomes import note_not_dispensed, substitute_line
from theriac.domains.prescriptions.commands.pause import cancel_prescription
from theriac.domains.prescriptions.ids import PrescriptionId, PrescriptionLineId, code_of
from theriac.domains.prescriptions.models import Prescription
from theriac.domains.prescriptions.problems import (
    PrescriptionJump,
    PrescriptionRefused,
    PrescriptionUnknown,
)
from theriac.domains.prescriptions.queries.kept import prescriptions_kept
from theriac.domains.prescriptions.queries.to_compound import lines_to_compound
from theriac.domains.prescriptions.rules.facts import SubstituteWritten
from theriac.domains.stock.models import Reservation
from theriac.domains.stock.queries.levels import stock_levels

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-12")]


def test_a_draft_is_written_for_the_line(shop: Shop) -> None:
    made, (first, *_rest) = add_capsules(shop), add_ingredients(shop)
    found = a_prescription(shop, "approved", [a_line(made, 10)])
    key = write_for(shop, found, made, [(first.id, 1, 4)])
    row = Preparation.objects.get(id=key)
    assert (row.prescription_id, row.prescription_line_id) == (found, line_of(found).id)
    assert (row.state, row.units, row.created_by) == ("draft", 10, shop.owner.id)
    assert Prescription.objects.get(id=found).code == code_of(found)
    patient_id = Prescription.objects.get(id=found).patient_id
    told = prescriptions_kept([patient_id])[0]["lines"][0]["preparations"]
    assert [(one["product_id"], one["units"], one["state"]) for one in told] == [
        (made.id, 10, "draft")
    ]


def test_only_while_it_is_judged_and_prepared(shop: Shop) -> None:
    made, (first, *_rest) = add_capsules(shop), add_ingredients(shop)
    shares = [(first.id, 1, 4)]
    for at, state in enumerate(("reviewing", "approved", "preparing"), 1):
        assert write_for(shop, a_prescription(shop, state, [a_line(made, at)]), made, shares)
    for at, state in enumerate(("received", "verified", "ready"), 4):
        found = a_prescription(shop, state, [a_line(made, at)])
        with pytest.raises(PrescriptionJump):
            write_for(shop, found, made, shares)
    assert Preparation.objects.count() == 3


def test_it_is_what_may_be_given_of_the_line(shop: Shop) -> None:
    made, other = add_capsules(shop), add_capsules(shop, "Racikan puyer")
    first, *_rest = add_ingredients(shop)
    found, shares = a_prescription(shop, "approved", [a_line(made)]), [(first.id, 1, 4)]
    with pytest.raises(PrescriptionRefused) as refused:
        write_for(shop, found, other, shares)
    assert refused.value.field == "product_id"
    line_id = PrescriptionLineId(line_of(found).id)
    instead = SubstituteWritten(product_id=other.id, reason_code="prescriber")
    substitute_line(**at_shop(shop, found), line_id=line_id, instead=instead)
    assert write_for(shop, found, other, shares)
    with pytest.raises(PrescriptionRefused):
        write_for(shop, found, made, shares)


def test_nothing_is_compounded_for_a_line_that_is_not_dispensed(shop: Shop) -> None:
    made, (first, *_rest) = add_capsules(shop), add_ingredients(shop)
    found = a_prescription(shop, "approved", [a_line(made)])
    given = at_shop(shop, found, line_id=PrescriptionLineId(line_of(found).id))
    note_not_dispensed(**given, reason_code="no_stock")
    with pytest.raises(PrescriptionRefused) as refused:
        write_for(shop, found, made, [(first.id, 1, 4)])
    assert refused.value.field == "line_id"
    asked = {"actor": shop.owner, "branch_id": shop.branch_id, "product_id": made.id}
    assert lines_to_compound(**asked) == []


def test_what_is_not_there_is_refused(shop: Shop) -> None:
    made, (first, *_rest) = add_capsules(shop), add_ingredients(shop)
    found, other = (a_prescription(shop, "approved", [a_line(made, at)]) for at in (1, 2))
    line_id = PrescriptionLineId(line_of(other).id)
    with pytest.raises(NotFound):
        write_for(shop, found, made, [(first.id, 1, 4)], line_id=line_id)
    with pytest.raises(PrescriptionUnknown):
        write_for(shop, PrescriptionId(new_id()), made, [(first.id, 1, 4)], line_id=line_id)
    for role in ("manager", "cashier"):
        actor = add_staff(role, shop.branch_id, role)
        with pytest.raises(NotPermitted):
            write_for(shop, found, made, [(first.id, 1, 4)], actor=actor)


def test_the_lines_to_compound_for_name_nobody(shop: Shop) -> None:
    made, other = add_capsules(shop), add_medicine(shop, "Amoxil")
    first = a_prescription(shop, "approved", [a_line(other), a_line(made, 12)], number="1")
    second = a_prescription(shop, "preparing", [a_line(made, 20)], number="2")
    a_prescription(shop, "received", [a_line(made)], number="3")
    found = lines_to_compound(actor=shop.owner, branch_id=shop.branch_id, product_id=made.id)
    assert [(one.code, one.position, one.left) for one in found] == [
        (code_of(first), 2, 12),
        (code_of(second), 1, 20),
    ]


def test_the_trail_names_the_prescription_and_no_person(shop: Shop) -> None:
    made, (first, *_rest) = add_capsules(shop), add_ingredients(shop)
    found = a_prescription(shop, "approved", [a_line(made)])
    key = write_for(shop, found, made, [(first.id, 1, 4)])
    event = AuditRecord.objects.get(object_kind="stock.preparation", object_id=key)
    assert event.facts["prescription"] == found.hex


def test_what_was_made_is_kept_for_its_line(shop: Shop) -> None:
    made, found, row = compounded_for(shop)
    (kept,) = Reservation.objects.all()
    assert (kept.holder_id, kept.quantity, kept.state) == (line_of(found).id, 10, "active")
    assert (kept.purpose, kept.reference, kept.product_id) == ("care", row.number, made.id)
    assert kept.expires_at is not None
    assert row.beyond_use_on is not None
    assert branch_date(shop.branch_id, kept.expires_at) <= row.beyond_use_on
    assert (
        stock_levels(actor=shop.owner, branch_id=shop.branch_id, product_ids=[made.id])[
            made.id
        ].available
        == 0
    )
    assert violations() == []


@pytest.mark.parametrize("how", ["cancelled", "not_dispensed"])
def test_what_was_made_is_free_once_nothing_is_given_of_its_line(shop: Shop, how: str) -> None:
    _made, found, _row = compounded_for(shop)
    if how == "cancelled":
        cancel_prescription(**at_shop(shop, found), reason_code="patient", note="")
    else:
        given = at_shop(shop, found, line_id=PrescriptionLineId(line_of(found).id))
        note_not_dispensed(**given, reason_code="no_stock")
    (kept,) = Reservation.objects.all()
    assert (kept.state, kept.ended_reason) == (
        "released",
        "The prescription doesn’t need it any more",
    )
    assert violations() == []


def test_a_preparation_for_stock_is_kept_for_nobody(shop: Shop) -> None:
    row = make(shop, written(shop))
    check(shop, row)
    assert not Reservation.objects.exists()
