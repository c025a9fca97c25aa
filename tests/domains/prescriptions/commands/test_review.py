"""The review: what is approved is matched and valid; queries and refusals have reasons."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.prescriptions import a_line, a_prescription, at_shop, state_of
from tests.support.shop import Shop, add_medicine
from theriac.core import clock
from theriac.core.problems import Stale
from theriac.domains.prescriptions.commands.review import (
    approve_prescription,
    query_prescription,
    refuse_prescription,
    start_review,
)
from theriac.domains.prescriptions.models import PrescriptionStep
from theriac.domains.prescriptions.problems import (
    LineUnsettled,
    PrescriptionJump,
    PrescriptionRefused,
    PrescriptionUnknown,
)

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-03")]


def test_nothing_is_approved_that_is_matched_to_nothing(shop: Shop) -> None:
    made = a_prescription(shop, "reviewing", [a_line(add_medicine(shop)), a_line(None)])
    with pytest.raises(LineUnsettled, match="line 2"):
        approve_prescription(**at_shop(shop, made))


def test_nothing_is_approved_that_isnt_valid_any_more(shop: Shop) -> None:
    medicine = add_medicine(shop, legal_class="keras")
    made = a_prescription(shop, "reviewing", [a_line(medicine)])
    with clock.at(clock.now() + timedelta(days=31)), pytest.raises(PrescriptionJump):
        approve_prescription(**at_shop(shop, made))


def test_a_queried_one_is_reviewed_again(shop: Shop) -> None:
    made = a_prescription(shop, "reviewing")
    query_prescription(**at_shop(shop, made), reason_code="other", note="which strength?")
    assert PrescriptionStep.objects.get(to_state="queried").note == "which strength?"
    start_review(**at_shop(shop, made))
    assert state_of(made) == "reviewing"


@pytest.mark.rows("RX-08")
def test_a_refusal_has_a_coded_reason(shop: Shop) -> None:
    made = a_prescription(shop, "reviewing")
    for code in ("", "because", "other"):
        with pytest.raises(PrescriptionRefused):
            refuse_prescription(**at_shop(shop, made), reason_code=code)
    refuse_prescription(**at_shop(shop, made), reason_code="doubtful")
    assert PrescriptionStep.objects.get(to_state="refused").reason_code == "doubtful"


def test_an_old_version_and_another_branch_are_refused(shop: Shop) -> None:
    made = a_prescription(shop)
    given = at_shop(shop, made)
    start_review(**given)
    with pytest.raises(Stale):
        approve_prescription(**given)
    with pytest.raises(PrescriptionUnknown):
        start_review(**{**at_shop(shop, made), "prescription_id": shop.terminal_id})
