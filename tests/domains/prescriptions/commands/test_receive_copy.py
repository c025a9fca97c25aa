"""Another pharmacy's copy: what it gave counts as dispensed, and nothing controlled is given."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.support.clinical import a_generic
from tests.support.prescriptions import (
    a_line,
    advance,
    at_shop,
    dispense_one,
    line_of,
    pharmacist,
    state_of,
    written_for,
)
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.core.verification.registry import run_checks
from theriac.domains.catalog.models import Product
from theriac.domains.prescriptions.commands.dispense import record_dispense
from theriac.domains.prescriptions.commands.lines import correct_line
from theriac.domains.prescriptions.commands.outcomes import substitute_line
from theriac.domains.prescriptions.commands.receive import receive_prescription
from theriac.domains.prescriptions.ids import PrescriptionId, PrescriptionLineId
from theriac.domains.prescriptions.models import Prescription
from theriac.domains.prescriptions.problems import DispenseRefused, PrescriptionRefused
from theriac.domains.prescriptions.queries.kept import prescriptions_kept
from theriac.domains.prescriptions.rules.facts import (
    CopyWritten,
    LineWritten,
    SubstituteWritten,
)

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-10", "RX-23")]
FROM = CopyWritten(pharmacy="Apotek Lestari", number="SR-12")


def taken(shop: Shop, *lines: LineWritten, copied: Any = FROM) -> PrescriptionId:
    return receive_prescription(
        actor=shop.owner,
        branch_id=shop.branch_id,
        facts=written_for(shop, [*lines], copied_from=copied),
    )


def refused(shop: Shop, *lines: LineWritten, copied: Any = FROM) -> tuple[str, str]:
    with pytest.raises(PrescriptionRefused) as found:
        taken(shop, *lines, copied=copied)
    field = found.value.field or next(iter(found.value.errors), "")
    return str(field), str(found.value.detail or next(iter(found.value.errors.values()), ""))


def test_what_was_given_elsewhere_is_no_longer_left(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 50)
    made = taken(shop, a_line(medicine, 10, repeats=1, given_elsewhere=6))
    row = Prescription.objects.get(id=made)
    assert (row.is_copy, row.content["copied_from"]["pharmacy"]) == (True, "Apotek Lestari")
    advance(shop, made, "ready")
    with pytest.raises(DispenseRefused) as more:
        dispense_one(shop, made, 5)
    assert more.value.facts["remaining"] == 4
    assert not line_of(made).is_owed  # what is owed of it, the other pharmacy owes
    dispense_one(shop, made, 4)
    line = line_of(made)
    assert (line.dispensed, line.given_elsewhere) == (10, 6)
    assert [one.name for one in run_checks() if one.violations] == []
    (kept,) = prescriptions_kept([row.patient_id])
    assert kept["lines"][0]["given_elsewhere"] == 6
    assert state_of(made) == "ready"


def test_a_copy_says_no_more_than_the_original(shop: Shop) -> None:
    medicine = add_medicine(shop)
    day = shop.today + timedelta(days=1)
    line = a_line(medicine, 10, given_elsewhere=4)
    assert refused(shop, line, copied=None)[0] == "lines.0.given_elsewhere"
    assert "Enter 10 or less." in refused(shop, a_line(medicine, 10, given_elsewhere=11))[1]
    used_up = refused(shop, a_line(medicine, 10, given_elsewhere=10))
    assert used_up[1].startswith("Everything on this copy was dispensed already.")
    late = CopyWritten(pharmacy="Apotek Lestari", copied_on=day)
    assert refused(shop, line, copied=late)[0] == "copied_from.copied_on"
    assert refused(shop, line, copied=CopyWritten(pharmacy=" "))[0] == "copied_from.pharmacy"
    assert not Prescription.objects.exists()


def test_controlled_medicines_want_the_original(shop: Shop) -> None:
    codeine = add_medicine(shop, "Codeine 20 mg tablet", legal_class="narkotika")
    assert refused(shop, a_line(codeine, 10))[1].endswith("Ask for the original.")
    made = taken(shop, a_line(None, 10))
    told = a_line(codeine, 10)
    here = at_shop(shop, made)
    with pytest.raises(PrescriptionRefused):
        correct_line(**here, line_id=PrescriptionLineId(line_of(made).id), line=told)


def test_neither_a_generic_nor_a_substitution_leads_around_it(shop: Shop) -> None:
    codeine = a_generic(shop, "Codipront", ("Codeine", "20 mg"))
    Product.objects.filter(id=codeine.id).update(legal_class="narkotika")
    generic_id = Product.objects.get(id=codeine.id).generic_id
    by_generic = a_line(None, 10, generic_id=generic_id)
    assert refused(shop, by_generic)[0] == "lines.0.written"
    repeated = a_line(None, 10, generic_id=generic_id, repeats=1)
    assert refused(shop, repeated, copied=None)[0] == "lines.0.repeats"

    medicine = add_medicine(shop)
    stock_up(shop, codeine, 20)
    made = taken(shop, a_line(medicine, 10))
    advance(shop, made, "approved")
    instead = SubstituteWritten(product_id=codeine.id, reason_code="prescriber")
    substitute_line(
        **at_shop(shop, made), line_id=PrescriptionLineId(line_of(made).id), instead=instead
    )
    advance(shop, made, "ready", second=pharmacist(shop))
    with pytest.raises(DispenseRefused, match="Ask for the original"):
        record_dispense(
            **at_shop(shop, made),
            line_id=PrescriptionLineId(line_of(made).id),
            product_id=codeine.id,
            quantity=10,
        )


def test_a_slip_in_what_was_given_is_put_right(shop: Shop) -> None:
    medicine = add_medicine(shop)
    made = taken(shop, a_line(medicine, 10, given_elsewhere=6))
    line = PrescriptionLineId(line_of(made).id)
    correct_line(**at_shop(shop, made), line_id=line, line=a_line(medicine, 10, given_elsewhere=3))
    assert (line_of(made).dispensed, line_of(made).given_elsewhere) == (3, 3)
    assert [one.name for one in run_checks() if one.violations] == []
