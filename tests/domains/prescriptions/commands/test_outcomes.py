"""What becomes of a line: not dispensed, substituted, taken back, each with its reason."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.support.prescriptions import (
    a_line,
    a_prescription,
    advance,
    at_shop,
    dispense_one,
    line_of,
    without_substitution,
)
from tests.support.shop import Shop, add_medicine
from theriac.domains.prescriptions.commands.dispense import record_dispense
from theriac.domains.prescriptions.commands.outcomes import (
    end_outcome,
    note_not_dispensed,
    substitute_line,
)
from theriac.domains.prescriptions.models import LineOutcome
from theriac.domains.prescriptions.problems import (
    DispenseRefused,
    PrescriptionJump,
    PrescriptionRefused,
)
from theriac.domains.prescriptions.rules.facts import SubstituteWritten

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-08")]


@pytest.mark.rows("RX-08")
def test_another_product_is_given_only_with_a_reason_and_the_prescribers_leave(shop: Shop) -> None:
    facts = {"substance": "Amoxicillin", "strength": "500 mg", "dose_form": "tablet"}
    brand, other = (add_medicine(shop, name, **facts) for name in ("Amoxan 500", "Kalmox 500"))
    strange = add_medicine(shop, "Captopril 25 mg tablet")
    made = a_prescription(shop, "preparing", [a_line(brand)])
    line = line_of(made).id

    def give(product_id: UUID, reason: str) -> None:
        instead = SubstituteWritten(product_id=product_id, reason_code=reason)
        substitute_line(**at_shop(shop, made), line_id=line, instead=instead)

    with pytest.raises(PrescriptionRefused, match="another medicine"):
        give(strange.id, "cost")
    give(other.id, "no_stock")
    advance(shop, made, "ready")
    with pytest.raises(DispenseRefused):
        dispense_one(shop, made, 10)
    record_dispense(**at_shop(shop, made), line_id=line, product_id=other.id, quantity=10)
    assert line_of(made).dispensed == 10


def test_where_the_prescriber_allows_none_only_they_agree(shop: Shop) -> None:
    brand, other = add_medicine(shop), add_medicine(shop, "Another 500 mg tablet")
    made = a_prescription(shop, "approved", [without_substitution(a_line(brand))])
    line = line_of(made).id
    for reason, is_right in (("cost", False), ("prescriber", True)):
        instead = SubstituteWritten(product_id=other.id, reason_code=reason)
        if is_right:
            substitute_line(**at_shop(shop, made), line_id=line, instead=instead)
            continue
        with pytest.raises(PrescriptionRefused, match="allows no substitution"):
            substitute_line(**at_shop(shop, made), line_id=line, instead=instead)


def test_what_was_noted_is_taken_back_while_it_may(shop: Shop) -> None:
    made = a_prescription(shop, "ready")
    line = line_of(made).id
    note_not_dispensed(**at_shop(shop, made), line_id=line, reason_code="cost")
    with pytest.raises(PrescriptionRefused, match="noted already"):
        note_not_dispensed(**at_shop(shop, made), line_id=line, reason_code="cost")
    outcome = LineOutcome.objects.get().id
    end_outcome(**at_shop(shop, made), outcome_id=outcome)
    dispense_one(shop, made, 10)
    instead = SubstituteWritten(product_id=UUID(int=1), reason_code="cost")
    with pytest.raises(PrescriptionJump):
        substitute_line(**at_shop(shop, made), line_id=line, instead=instead)
